// The text of a checkpoint: which log, how many leaves, which root (C2SP tlog-checkpoint, "Note text").
import { base64, fromBase64, utf8, utf8Text } from '../base/bytes.ts';
import { Fault } from './fault.ts';

export interface Checkpoint {
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  /** RFC 6962 root hash, 32 bytes. */
  readonly root: Uint8Array;
  /** Lines after the root. We write none; others' are kept, because a signature may cover them. */
  readonly extensions?: readonly string[];
}

/** C2SP tlog-cosignature gives the length of an origin one byte. */
const MAX_ORIGIN_BYTES = 255;
const MAX_TEXT_BYTES = 16 * 1024;

/** `text` is the note text with its final newline, without signature lines. Throws Fault checkpointInvalid. */
export function parseCheckpoint(text: Uint8Array, place: string): Checkpoint {
  const bad = (expected: string, found: string): Fault =>
    new Fault('checkpointInvalid', place, expected, found);
  if (text.length > MAX_TEXT_BYTES) throw bad(`at most ${MAX_TEXT_BYTES} bytes`, `${text.length}`);
  const lines = linesOf(text, bad);
  const [origin = '', sizeLine = '', rootLine = '', ...extensions] = lines;
  if (lines.length < 3 || lines.includes(''))
    throw bad('an origin, a size and a root, no empty line', `${lines.length} lines`);
  if (utf8(origin).length > MAX_ORIGIN_BYTES)
    throw bad(`an origin of at most ${MAX_ORIGIN_BYTES} bytes`, 'a longer one');
  const size = parseDecimal(sizeLine);
  if (size === undefined) throw bad('a decimal size below 2^53 without leading zeroes', 'another line');
  const root = parseHash(rootLine);
  if (root === undefined) throw bad('a root of 32 bytes in Base 64', 'another line');
  return { origin, size, root, ...(extensions.length > 0 && { extensions }) };
}

/** The text that is signed. Throws Fault checkpointInvalid when the parts could not be read back. */
export function formatCheckpoint(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  const { origin, size, root, extensions = [] } = checkpoint;
  const text = utf8([origin, String(size), base64(root), ...extensions].map((line) => `${line}\n`).join(''));
  parseCheckpoint(text, `checkpoint of ${origin}`);
  return text;
}

/** A whole number as C2SP writes it: ASCII digits without leading zeroes; here below 2^53. */
export function parseDecimal(text: string): number | undefined {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** 32 bytes in Base 64, as C2SP writes a hash. */
export function parseHash(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length !== 44) return undefined;
  const bytes = fromBase64(text);
  return bytes?.length === 32 ? bytes : undefined;
}

function linesOf(text: Uint8Array, bad: (expected: string, found: string) => Fault): string[] {
  let decoded: string;
  try {
    decoded = utf8Text(text);
  } catch {
    throw bad('UTF-8', 'other bytes');
  }
  if (/[\u0000-\u0009\u000b-\u001f]/.test(decoded)) throw bad('no control characters', 'some');
  if (!decoded.endsWith('\n')) throw bad('a final newline', 'none');
  return decoded.slice(0, -1).split('\n');
}
