// One connection to PostgreSQL: its types, its errors, and which of them mean that the server went away.
import type { Client, ClientConfig, CustomTypesConfig } from 'pg';
import { errorCode } from './files.ts';

const INT8 = 20; // the type's identifier in pg_type

/** PostgreSQL's errors (Appendix A of its manual) and the system's, seen when a server stops, dies or comes up. */
const LOSS_CODES = new Set([
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
  'ECONNREFUSED',
  'ENOENT', // no socket
  'ECONNRESET',
  'EPIPE',
]);
/** pg gives these without a code. */
const LOSS_MESSAGES = /^(Connection terminated|timeout expired|Client has encountered a connection)/;

/** True when a connection could not be had or was lost, so that a new one may be tried. */
export function isConnectionLoss(error: unknown): boolean {
  if (LOSS_CODES.has(errorCode(error) ?? '')) return true;
  return error instanceof Error && LOSS_MESSAGES.test(error.message);
}

/** For what may be done twice without harm. */
export async function onceMoreAfterLoss<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
    return await act();
  }
}

export async function connect(config: ClientConfig): Promise<Client> {
  const { default: pg } = await import('pg');
  const client = new pg.Client(await withDefaults(config));
  client.on('error', () => undefined); // a lost connection shows in the next query; unheard, it would end the process
  await client.connect();
  return client;
}

export async function withDefaults(config: ClientConfig): Promise<ClientConfig> {
  const { default: pg } = await import('pg');
  const types: CustomTypesConfig = {
    getTypeParser: (oid, format) =>
      oid === INT8 && format !== 'binary' ? safeInteger : pg.types.getTypeParser(oid, format),
  };
  return { connectionTimeoutMillis: 10_000, application_name: 'comity', keepAlive: true, types, ...config };
}

/** Sizes and indexes of the log; a number that JavaScript would round is an error, never a wrong number. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is not a safe integer`);
  return value;
}
