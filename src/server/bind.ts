// Where the server listens, and whether that is safe. Decided before a socket is opened.
import { readFile } from 'node:fs/promises';
import { Refusal } from '../base/refusal.ts';
import { diskRefusal, errorCode } from '../platform/files.ts';
import { isLoopback } from './address.ts';

interface BindRequest {
  readonly host: string;
  readonly port: number;
  /** What people type; else made from host and port. */
  readonly url?: string | undefined;
  /** Paths of PEM files. */
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  /** Said explicitly: passwords may cross the network in the clear. */
  readonly allowPlain: boolean;
}

export interface Binding {
  readonly host: string;
  readonly port: number;
  /** The public address of the installation. */
  readonly url: URL;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | undefined;
}

export async function checkBinding(request: BindRequest): Promise<Binding> {
  const { host, port, certificate, key } = request;
  if ((certificate === undefined) !== (key === undefined))
    throw new Refusal('badUsage.tlsPair', {
      given: certificate === undefined ? '--tls-key' : '--tls-certificate',
    });
  const tls =
    certificate === undefined || key === undefined
      ? undefined
      : { cert: await read(certificate), key: await read(key) };
  if (!isLoopback(host) && tls === undefined && !request.allowPlain)
    throw new Refusal('notAllowed.plainBinding', { host });
  const scheme = tls === undefined ? 'http' : 'https';
  const name = isLoopback(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    host: host === 'localhost' ? '127.0.0.1' : host,
    port,
    url: publicUrl(request.url ?? `${scheme}://${name}:${port}`),
    tls,
  };
}

function publicUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin =
    url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (isOrigin && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new Refusal('badUsage.publicUrl', { text });
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw diskRefusal(error, path);
    throw new Refusal('notFound.pemFile', { path, cause: error });
  }
}
