import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A platform opens a few; beyond these the system turns callers away. */
const CONNECTIONS = 256;
/** For a whole request, in milliseconds: platforms send theirs in one go. It is looked at twice as often. */
const PATIENCE = 10_000;
/** Platforms' own bodies are far below; until a signature is checked anyone may have sent it. */
const LARGEST = 1_000_000;

/** The whole body, or `undefined` when it is larger than it may be. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > LARGEST) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

export interface Door {
  /** Resolves to the port it listens on. @throws {Error} naming the fix, when it cannot. */
  listen(): Promise<number>;
  /** Turns new requests away; resolves when those under way are answered. */
  close(): Promise<void>;
}

interface DoorOptions {
  readonly port: number;
  /** Whose requests come there, and the variable that names the port. */
  readonly of: string;
  readonly variable: string;
  readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Milliseconds for a whole request. */
  readonly patience?: number;
}

/** A server for requests that a platform sends. `serve` never rejects. */
export function createDoor({ port, of, variable, serve, patience = PATIENCE }: DoorOptions): Door {
  const server = createServer({
    ...{ requestTimeout: patience, headersTimeout: patience },
    connectionsCheckingInterval: patience / 2,
  });
  server.on('request', (request, response) => void serve(request, response));
  server.maxConnections = CONNECTIONS;

  function listenSentence({ code = '' }: NodeJS.ErrnoException): string {
    switch (code) {
      case 'EADDRINUSE':
        return `Port ${port} is in use, and ${of} are to come there: end what uses it, or set another port as ${variable} and forward to that one.`;
      case 'EACCES':
        return `This user may not listen on port ${port}: set a port above 1023 as ${variable} and forward to that one.`;
      default:
        return `${of} cannot be listened for on port ${port} (${code}): set another port as ${variable}.`;
    }
  }

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(listenSentence(error))));
        server.listen(port, () => resolve((server.address() as AddressInfo).port));
      }),
    // Told off when it never listened, and then there is nothing to close.
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
