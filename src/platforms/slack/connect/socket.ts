import { type Logger, SocketModeReceiver } from '@slack/bolt';
import type { Clock, Liveness, Log } from '../../../ports.ts';
import { within } from '../../../time.ts';
import { Refused } from '../../answering/refused.ts';
import { appTokenSentence, slackConnectError } from '../errors.ts';
import { isEnvelope } from './inbound.ts';

export interface Socket {
  readonly receiver: SocketModeReceiver;
  /** @throws {Error} naming the fix, when it cannot be opened the first time. */
  open(): Promise<void>;
  liveness(): Pick<Liveness, 'state' | 'provenAt' | 'reconnects'>;
  close(): Promise<void>;
}

export interface SocketParts {
  readonly slackApiUrl?: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly log: Log;
  /** Told when it cannot come back. */
  readonly lost: (why: Error) => void;
}

const TIMEOUT = 10_000;
/** Between tries to get back: at once, then doubling up to this. */
const LONGEST_PAUSE = 30_000;
const FIRST_PAUSE = 1_000;
/** Slack need not answer the farewell. */
const FAREWELL = 1_000;

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}

/** Lets only frames that Slack sends through to the library, which takes their shape for granted. */
function guard(client: SocketModeReceiver['client'], log: Log): void {
  const frames = 'ws_message';
  const readers = client.listeners(frames);
  client.removeAllListeners(frames);
  client.on(frames, async (data: unknown, isBinary: unknown) => {
    try {
      if (!isEnvelope(parsed(data))) throw new Error('none of the documented frames');
      for (const read of readers) await read(data, isBinary);
    } catch (error) {
      log.warn({ err: error }, 'a frame of the Slack socket was left out');
    }
  });
}

/** When Slack last answered a ping, as the library keeps it; it gives the connection up 5 s after. */
const pongAt = (client: SocketModeReceiver['client']): number =>
  (client as unknown as { websocket?: { lastPongReceivedTimestamp?: number } }).websocket
    ?.lastPongReceivedTimestamp ?? 0;

/**
 * A Socket Mode connection that we keep open ourselves. The library's own reconnecting stays away for five
 * seconds whenever Slack renews the connection, tries a token without its scope for ever without telling, and
 * lets its last failure end the whole process, and with it every other platform.
 */
export function createSocket(
  appToken: string,
  { slackApiUrl, logger, clock, log, lost }: SocketParts,
): Socket {
  const clientOptions = {
    ...(slackApiUrl ? { slackApiUrl } : {}),
    timeout: TIMEOUT,
    retryConfig: { retries: 1 },
  };
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
  });
  const { client } = receiver;
  guard(client, log);
  const closing = new AbortController();
  let connected = false;
  let [reconnects, openedAt] = [0, 0];

  function opened(): void {
    connected = true;
    openedAt = clock.now();
  }

  async function reopen(): Promise<void> {
    for (let pause = 0; !closing.signal.aborted; pause = Math.min(pause * 2 || FIRST_PAUSE, LONGEST_PAUSE)) {
      try {
        if (pause > 0) await clock.wait(pause, closing.signal);
        await client.start();
        opened();
        reconnects++;
        log.info({}, 'Slack is connected again');
        return;
      } catch (error) {
        if (closing.signal.aborted) return;
        const why = slackConnectError(error, appTokenSentence(error));
        if (why instanceof Refused) return lost(why);
        log.error({ err: error, pause }, `Slack is disconnected: ${why.message}`);
      }
    }
  }

  client.on('disconnected', () => {
    if (!connected || closing.signal.aborted) return;
    connected = false;
    void reopen();
  });

  return {
    receiver,
    async open() {
      try {
        await client.start();
        opened();
      } catch (error) {
        throw slackConnectError(error, appTokenSentence(error));
      }
    },
    liveness: () => ({
      state: connected ? 'connected' : closing.signal.aborted ? 'away' : 'connecting',
      ...(openedAt > 0 ? { provenAt: Math.max(openedAt, pongAt(client)) } : {}),
      reconnects,
    }),
    async close() {
      closing.abort();
      if (connected) await within(client.disconnect(), FAREWELL, clock);
    },
  };
}
