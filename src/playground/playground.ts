import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../ports.ts';
import type { Answered, Playground, PlaygroundParts } from './routes.ts';

const HOST = '127.0.0.1';
/** The content security policy of what is no page. */
const NOTHING = "default-src 'none'";

/**
 * Only pages from here may ask: another site's script, or a name of its own that leads here, gets nothing.
 */
function refused(request: IncomingMessage, port: number): boolean {
  const hosts = [HOST, 'localhost'].map((name) => `${name}:${port}`);
  const { host, origin } = request.headers;
  if (!hosts.includes(host ?? '')) return true;
  return origin !== undefined && !hosts.some((one) => origin === `http://${one}`);
}

/** The page and all that it draws with: loaded when somebody opens it, for most never do. */
interface Page {
  readonly playground: Playground;
  readonly policy: string;
}

async function loadPage(parts: PlaygroundParts): Promise<Page> {
  const [{ Playground }, { POLICY }] = await Promise.all([import('./routes.ts'), import('./assets.ts')]);
  return { playground: new Playground(parts), policy: POLICY };
}

const failure = (kind: string, status: number): Answered => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify({ kind }),
});

function send(response: ServerResponse, { status, type, body, lasting }: Answered, policy: string): void {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': lasting ? 'max-age=86400' : 'no-store',
  });
  response.end(body);
}

async function respond(
  page: () => Promise<Page>,
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  log: Log,
): Promise<void> {
  try {
    if (refused(request, port)) return send(response, failure('refused', 403), NOTHING);
    const here = new URL(request.url ?? '/', `http://${HOST}:${port}`);
    const { playground, policy } = await page();
    send(response, await playground.answer(request, here), policy);
  } catch (error) {
    log.error({ err: error, path: request.url }, 'the local page could not answer');
    if (response.headersSent) response.end();
    else send(response, failure('failed', 500), NOTHING);
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Ports tried after the one asked for; then any that is free. */
const NEXT = 9;

/** The port asked for, the next few, or any. */
async function listenNear(server: Server, port: number): Promise<void> {
  const most = Math.min(port + NEXT, 65_535);
  const ports = port === 0 ? [] : Array.from({ length: most - port + 1 }, (_, i) => port + i);
  for (const one of ports) {
    const refusal = await listen(server, one).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!refusal) return;
  }
  await listen(server, 0);
}

/** What the page draws with is there with `npm ci`, and left out by `npm ci --omit=dev`: a server needs no page. */
export function canOpen(): boolean {
  try {
    for (const name of ['slack-blocks-to-jsx', 'react-dom', '@skyra/discord-components-core'])
      import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

export interface OpenPlayground {
  readonly url: string;
  /** The port asked for, where another process has it. */
  readonly taken?: number;
  close(): Promise<void>;
}

/** The page to try the bot on, for this machine only. Resolves when it can be opened. */
export async function startPlayground(parts: PlaygroundParts): Promise<OpenPlayground> {
  let loading: Promise<Page> | undefined;
  const page = (): Promise<Page> => {
    loading ??= loadPage(parts);
    return loading;
  };
  let port = 0;
  const server = createServer((request, response) => {
    void respond(page, request, response, port, parts.log);
  });
  await listenNear(server, parts.port);
  port = (server.address() as AddressInfo).port;
  return {
    url: `http://${HOST}:${port}/`,
    ...(parts.port !== 0 && parts.port !== port ? { taken: parts.port } : {}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
