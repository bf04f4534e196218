import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type BufferedIncomingMessage,
  HTTPModuleFunctions,
  HTTPReceiver,
  isValidSlackRequest,
  type Logger,
} from '@slack/bolt';
import type { Clock, Log } from '../../../ports.ts';
import { bodyOf, createDoor, type Door } from '../../answering/door.ts';
import { isBody } from './inbound.ts';
import type { Install } from './install.ts';

export interface Http extends Door {
  readonly receiver: HTTPReceiver;
}

/** What is told to whoever asks on the port that Slack calls: whether it is well, and nothing of why not. */
export interface HealthPages {
  alive(): boolean;
  ready(): boolean;
}

export interface HttpOptions {
  readonly signingSecret: string;
  readonly port: number;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly log: Log;
  readonly health?: HealthPages;
  /** Of an app that many workspaces install: the pages for that. */
  readonly install?: Install['receiver'];
}

const EVENTS = '/slack/events';
/** A request of another time may be an old one sent again; a clock may be off by this, either way. */
const SKEW = 5 * 60_000;

/** What Bolt throws for an address that is none of ours. */
const UNKNOWN_ADDRESS = 'slack_bolt_http_receiver_deferred_request_error';

function readsAsBody(request: BufferedIncomingMessage): boolean {
  try {
    return isBody(HTTPModuleFunctions.parseHTTPRequestBody(request));
  } catch {
    return false;
  }
}

/**
 * The server in front of Bolt's receiver. Bolt checks signatures and sorts events; before it sees a request, its size
 * and date are checked, and the shape of what is signed.
 */
export function createHttp(options: HttpOptions): Http {
  const { signingSecret, port, logger, clock, log, health, install } = options;
  const page = (path: string, good: () => boolean = () => true) => ({
    path,
    method: ['GET'],
    handler(_request: unknown, response: ServerResponse): void {
      const well = good();
      response.writeHead(well ? 200 : 503, { 'content-type': 'text/plain' }).end(well ? 'ok' : 'not ok');
    },
  });
  const receiver = new HTTPReceiver({
    ...install,
    signingSecret,
    endpoints: [EVENTS],
    logger,
    customRoutes: [page('/healthz', health?.alive), page('/readyz', health?.ready)],
  });

  /** The status to refuse it with; `undefined` leaves it to Bolt, which refuses what is not signed. */
  async function refusal(request: IncomingMessage): Promise<number | undefined> {
    const seconds = Number(request.headers['x-slack-request-timestamp'] ?? Number.NaN);
    if (Math.abs(clock.now() - seconds * 1000) > SKEW) return 401;
    const rawBody = await bodyOf(request);
    if (!rawBody) return 413;
    const buffered: BufferedIncomingMessage = Object.assign(request, { rawBody });
    const headers = {
      'x-slack-signature': String(request.headers['x-slack-signature']),
      'x-slack-request-timestamp': seconds,
    };
    const signed = isValidSlackRequest({ signingSecret, body: rawBody.toString(), headers });
    return signed && !readsAsBody(buffered) ? 400 : undefined;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused =
      request.method === 'POST' && request.url?.split('?')[0] === EVENTS ? await refusal(request) : undefined;
    if (refused === undefined) return receiver.requestListener(request, response);
    if (refused === 400) log.warn({}, 'Slack sent a request that is none of its documented ones');
    response.writeHead(refused, { connection: 'close' }).end();
  }

  function failed(error: unknown, response: ServerResponse): void {
    const unknown = (error as { code?: unknown }).code === UNKNOWN_ADDRESS;
    if (!unknown) log.debug({ err: error }, 'a request could not be read');
    if (!response.headersSent) response.writeHead(unknown ? 404 : 400, { connection: 'close' });
    response.end();
  }

  const door = createDoor({
    port,
    of: "Slack's events",
    variable: 'SLACK_PORT',
    serve: (request, response) => serve(request, response).catch((error: unknown) => failed(error, response)),
  });
  return { receiver, ...door };
}
