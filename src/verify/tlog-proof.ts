// A `.tlog-proof` file: a leaf's place, its inclusion proof and the checkpoint it leads to (C2SP tlog-proof).
import { base64, concat, fromBase64, utf8, utf8Text } from '../base/bytes.ts';
import { parseDecimal, parseHash } from './checkpoint.ts';
import { Fault } from './fault.ts';
import { MAX_PROOF_HASHES, type Hash } from './merkle.ts';
import { MAX_NOTE_BYTES } from './note.ts';

interface TlogProof {
  /** Opaque and not authenticated. */
  readonly extra?: Uint8Array;
  /** Of the leaf, from zero. */
  readonly index: number;
  readonly proof: readonly Hash[];
  /** The signed note, byte for byte. */
  readonly checkpoint: Uint8Array;
}

const MAGIC = 'c2sp.org/tlog-proof@v1';
const MAX_HEAD_BYTES = 64 * 1024;

/** Reads the form alone: checkpoint and proof are checked by their own functions. Throws Fault proofInvalid. */
export function parseTlogProof(bytes: Uint8Array, place: string): TlogProof {
  const bad = (expected: string, found: string): Fault => new Fault('proofInvalid', place, expected, found);
  if (bytes.length > MAX_HEAD_BYTES + MAX_NOTE_BYTES)
    throw new Fault(
      'limitExceeded',
      place,
      `at most ${MAX_HEAD_BYTES + MAX_NOTE_BYTES} bytes`,
      `${bytes.length}`,
    );
  const end = emptyLine(bytes);
  if (end === undefined) throw bad('an empty line before the checkpoint', 'none');
  const [magic, ...lines] = textOf(bytes.subarray(0, end), bad).split('\n');
  if (magic !== MAGIC) throw bad(`a first line ${MAGIC}`, 'another');
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined;
  const extra = extraLine === undefined ? undefined : fromBase64(extraLine);
  if (extraLine !== undefined && extra === undefined) throw bad('extra data in Base 64', 'other text');
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice('index '.length)) : undefined;
  if (index === undefined) throw bad('an index line', 'another line');
  if (lines.length > MAX_PROOF_HASHES) throw bad(`at most ${MAX_PROOF_HASHES} hashes`, `${lines.length}`);
  const proof = lines.map((line) => {
    const hash = parseHash(line);
    if (hash === undefined) throw bad('hashes of 32 bytes in Base 64', 'another line');
    return hash;
  });
  return { ...(extra !== undefined && { extra }), index, proof, checkpoint: bytes.subarray(end + 2) };
}

export function formatTlogProof(proof: TlogProof): Uint8Array<ArrayBuffer> {
  const extra = proof.extra === undefined ? [] : [`extra ${base64(proof.extra)}`];
  const lines = [MAGIC, ...extra, `index ${proof.index}`, ...proof.proof.map(base64), '', ''];
  return concat(utf8(lines.join('\n')), proof.checkpoint);
}

/** Where the first empty line's newline before it stands. */
function emptyLine(bytes: Uint8Array): number | undefined {
  const limit = Math.min(bytes.length - 1, MAX_HEAD_BYTES);
  for (let i = 0; i < limit; i++) if (bytes[i] === 0x0a && bytes[i + 1] === 0x0a) return i;
  return undefined;
}

function textOf(head: Uint8Array, bad: (expected: string, found: string) => Fault): string {
  try {
    return utf8Text(head);
  } catch {
    throw bad('ASCII lines', 'other bytes');
  }
}
