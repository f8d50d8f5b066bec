// The socket: limits on time and size before a request is one, and an end that lets the last answers go out.
import { getRequestListener } from '@hono/node-server';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../base/refusal.ts';
import { errorCode } from '../platform/files.ts';
import type { Binding } from './bind.ts';
import { limitBodyTime } from './body-time.ts';
import type { Bindings } from './doors.ts';

export type Fetch = (request: Request, env: Bindings) => Response | Promise<Response>;

export interface Listening {
  readonly port: number;
  /** No new connections; waits for the answers under way, at most `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 0, // body-time.ts, which knows of uploads
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16 * 1024,
  connectionsCheckingInterval: 2_000,
};
const CONNECTIONS_MAX = 1024;

export async function listen(
  binding: Pick<Binding, 'host' | 'port' | 'tls'>,
  fetch: Fetch,
): Promise<Listening> {
  const listener = getRequestListener((request, env) => fetch(request, env as Bindings)); // as it documents
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    limitBodyTime(request);
    void listener(request, response);
  };
  const server: Server =
    binding.tls === undefined
      ? createServer(LIMITS, answer)
      : createTlsServer({ ...LIMITS, ...binding.tls, minVersion: 'TLSv1.2' }, answer);
  server.maxConnections = CONNECTIONS_MAX;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenRefusal(error, binding)));
    server.listen(binding.port, binding.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : binding.port,
    close: (graceMs) => closeServer(server, graceMs),
  };
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  let isClosed = false;
  const closed = new Promise<void>((resolve) =>
    server.close(() => {
      isClosed = true;
      resolve();
    }),
  );
  const giveUpAt = Date.now() + graceMs;
  while (!isClosed && Date.now() < giveUpAt) {
    server.closeIdleConnections(); // kept alive, between two requests
    await Promise.race([closed, sleep(25)]);
  }
  if (!isClosed) server.closeAllConnections();
  await closed;
}

function listenRefusal(error: Error, { host, port }: Pick<Binding, 'host' | 'port'>): unknown {
  if (errorCode(error) === 'EADDRINUSE')
    return new Refusal('conflict.portTaken', { port, host, cause: error });
  if (errorCode(error) === 'EACCES' || errorCode(error) === 'EADDRNOTAVAIL')
    return new Refusal('notAllowed.listen', { host, port, error: errorCode(error), cause: error });
  return error;
}
