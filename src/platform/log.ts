// What the program says about itself, as JSON lines on standard error. Never what it holds: no evidence, no secrets.
import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

const LEVELS = new Set(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);
const SECRET = /pass|secret|token|authorization|cookie|credential|private|salt|detail|content|body|note/i;
const TEXT_MAX = 500;
const DEPTH_MAX = 4;

/** Level from `COMITY_LOG`: `warn` when unset (a terminal has a reader), and for an unknown word, which is said. */
export function openLog(env: NodeJS.ProcessEnv = process.env, to: DestinationStream = process.stderr): Log {
  const wanted = env['COMITY_LOG'] || 'warn';
  const level = LEVELS.has(wanted) ? wanted : 'warn';
  const options = { level, formatters: { log: withoutContent }, serializers: { err: (err: unknown) => err } };
  const log = pino(options, to);
  if (level !== wanted) log.warn({ expected: [...LEVELS] }, 'COMITY_LOG is not a level; using warn');
  return log;
}

/** Fields by name, bytes by form, and anything long by size: a mistake at a call site must not become a leak. */
function withoutContent(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, safe(key, value, 0)]));
}

function safe(key: string, value: unknown, depth: number): unknown {
  if (SECRET.test(key) && typeof value !== 'boolean' && typeof value !== 'number') return '[not logged]';
  if (typeof value === 'string') return value.length > TEXT_MAX ? `${value.slice(0, TEXT_MAX)}…` : value;
  if (value instanceof Error) return safeError(value, depth);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (depth >= DEPTH_MAX) return '[deeper]';
  if (Array.isArray(value)) return value.slice(0, 20).map((one) => safe('', one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, safe(name, one, depth + 1)]));
}

/** PostgreSQL puts values of rows in the message, detail and context of its errors; only names of things are kept. */
function safeError(error: Error, depth: number): unknown {
  const cause =
    error.cause === undefined || depth >= DEPTH_MAX ? undefined : safe('cause', error.cause, depth + 1);
  const errors =
    error instanceof AggregateError && depth < DEPTH_MAX
      ? safe('errors', error.errors, depth + 1)
      : undefined;
  const code = 'code' in error ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  if (!('severity' in error))
    return {
      type: error.name,
      code,
      message: safe('', error.message, depth),
      stack: frames.join('\n'),
      cause,
      errors,
    };
  const { table, constraint, routine } = error as Error & Record<string, unknown>; // pg's DatabaseError has them
  return { type: 'DatabaseError', code, table, constraint, routine, stack: frames.join('\n'), cause };
}
