// The socket: limits on time and size before a request is one, and an end that lets the last answers go out.
import { getRequestListener } from '@hono/node-server';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../base/refusal.ts';
import { errorCode } from '../platform/files.ts';
import type { Binding } from './bind.ts';
import { limitBodyTime } from './body-time.ts';
import type { Bindings } from './doors.ts';
import { addressKey } from './limits.ts';

export type Fetch = (request: Request, env: Bindings) => Response | Promise<Response>;

interface Listening {
  readonly port: number;
  /** No new connections; waits for the answers under way, at most `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 0, // body-time.ts, which knows of uploads
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16 * 1024,
  connectionsCheckingInterval: 1_000,
};
const TLS_LIMITS = { minVersion: 'TLSv1.2', handshakeTimeout: 5_000 } as const;
const CONNECTIONS_MAX = 1024;
/** Connections of one address that have asked nothing yet. Eight addresses together would fill the house, one does not. */
const SILENT_MAX = 128;
/** The same of all its connections, also of those that ask again and again: four together. */
const OPEN_MAX = 256;

export async function listen(
  binding: Pick<Binding, 'host' | 'port' | 'tls'>,
  fetch: Fetch,
): Promise<Listening> {
  const listener = getRequestListener((request, env) => fetch(request, env as Bindings)); // as it documents
  const sockets = socketsOfAddresses({ silent: SILENT_MAX, open: OPEN_MAX });
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    sockets.hasAsked(request.socket);
    limitBodyTime(request);
    void listener(request, response);
  };
  const server: Server =
    binding.tls === undefined
      ? createServer(LIMITS, answer)
      : createTlsServer({ ...LIMITS, ...TLS_LIMITS, ...binding.tls }, answer);
  server.maxConnections = CONNECTIONS_MAX;
  // Without TLS there is a proxy before us: all come from its address, and it waits for their headers itself.
  if (binding.tls !== undefined) server.on('connection', sockets.came);
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

interface SocketsOfAddresses {
  /** Ends it when its address has too many, or too many that have asked nothing. */
  readonly came: (socket: Socket) => void;
  readonly hasAsked: (socket: Socket) => void;
}

/** Told apart by the far end: the socket of a request is one of TLS, which is laid over the one that came. */
function socketsOfAddresses(most: { readonly silent: number; readonly open: number }): SocketsOfAddresses {
  const [silent, open] = [endsByAddress(), endsByAddress()];
  return {
    came: (socket) => {
      const from = farEndOf(socket);
      if (silent.count(from) >= most.silent || open.count(from) >= most.open) return void socket.destroy();
      silent.add(from);
      open.add(from);
      socket.once('close', () => {
        silent.remove(from); // by then it has forgotten whose it was
        open.remove(from);
      });
    },
    hasAsked: (socket) => silent.remove(farEndOf(socket)),
  };
}

interface FarEnd {
  readonly address: string;
  readonly end: string;
}

function endsByAddress() {
  const all = new Map<string, Set<string>>();
  return {
    count: ({ address }: FarEnd): number => all.get(address)?.size ?? 0,
    add: ({ address, end }: FarEnd): void => {
      all.set(address, (all.get(address) ?? new Set()).add(end));
    },
    remove: ({ address, end }: FarEnd): void => {
      const ends = all.get(address);
      ends?.delete(end);
      if (ends?.size === 0) all.delete(address);
    },
  };
}

function farEndOf({ remoteAddress = '', remotePort = 0 }: Socket): FarEnd {
  return { address: addressKey(remoteAddress), end: `${remoteAddress} ${remotePort}` };
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
