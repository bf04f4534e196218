import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Health } from './health.ts';
import type { Metrics } from './metrics.ts';

export interface OpsServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface OpsServerParts {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly report: () => Health;
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>;
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

async function answer(path: string, response: ServerResponse, parts: OpsServerParts): Promise<void> {
  const health = (good: keyof Health) => {
    const report = parts.report();
    send(response, report[good] ? 200 : 503, 'application/json', `${JSON.stringify(report)}\n`);
  };
  if (path === '/healthz') return health('alive');
  if (path === '/readyz') return health('ready');
  if (path === '/metrics') return send(response, 200, parts.metrics.contentType, await parts.metrics.text());
  send(response, 404, 'text/plain', 'There is /healthz, /readyz and /metrics.\n');
}

/** For whoever watches the process: asking costs it nothing but the answer. */
export function serveOps(parts: OpsServerParts): Promise<OpsServer> {
  const server = createServer((request, response) => {
    answer(request.url?.split('?')[0] ?? '', response, parts).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, parts.host, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
