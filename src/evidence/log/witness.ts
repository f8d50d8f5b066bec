// What a witness is asked and when it must refuse (C2SP tlog-witness, "add-checkpoint"). Pure: bytes and states in,
// verdicts out.
import { base64, concat, equalBytes, utf8, utf8Text } from '../../base/bytes.ts';
import { parseCheckpoint, parseDecimal, parseHash, type Checkpoint } from '../../verify/checkpoint.ts';
import type { Crypto } from '../../verify/crypto.ts';
import { Fault } from '../../verify/fault.ts';
import {
  emptyRoot,
  MAX_PROOF_HASHES,
  rootsFromConsistency,
  verifyConsistency,
  type Hash,
} from '../../verify/merkle.ts';
import type { NoteKey } from '../../verify/note-key.ts';
import {
  isLineOf,
  MAX_NOTE_BYTES,
  parseNote,
  signersOf,
  verifySignatures,
  type NoteSignature,
} from '../../verify/note.ts';

/** A line of `old` and 63 hashes, an empty line, a checkpoint. */
export const MAX_REQUEST_BYTES = MAX_NOTE_BYTES + 4096;

interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly Hash[];
  /** The signed note, byte for byte. */
  readonly note: Uint8Array;
}

/** A log's checkpoint, signed by a key we were told of. */
export interface Submission extends AddCheckpoint {
  readonly text: Uint8Array;
  readonly checkpoint: Checkpoint;
  /** Those that were checked; others are not kept. */
  readonly logSignatures: readonly NoteSignature[];
}

export interface Refused {
  readonly status: 400 | 403 | 404 | 409 | 422;
  readonly says: string;
  /** With 409: the size the witness cosigned last. */
  readonly lastSize?: number;
  /** The log may have two histories: what is held and what was sent are kept. */
  readonly contradiction?: ContradictionKind;
}

/**
 * `sameSize`: one size, two roots. `history`: by its own proof the new tree has another old root. Both prove that the log
 * forked. `unproven`: the proof fails, which a stranger with a public checkpoint can also bring about.
 */
export type ContradictionKind = 'sameSize' | 'history' | 'unproven';

/** Throws Fault proofInvalid, limitExceeded. */
export function parseAddCheckpoint(body: Uint8Array): AddCheckpoint {
  const bad = (expected: string, found: string): Fault =>
    new Fault('proofInvalid', 'request', expected, found);
  if (body.length > MAX_REQUEST_BYTES)
    throw new Fault('limitExceeded', 'request', `at most ${MAX_REQUEST_BYTES} bytes`, `${body.length}`);
  const end = body.findIndex((byte, i) => byte === 0x0a && body[i + 1] === 0x0a);
  if (end < 0) throw bad('an empty line before the checkpoint', 'none');
  const [oldLine = '', ...lines] = headLines(body.subarray(0, end), bad);
  const oldSize = oldLine.startsWith('old ') ? parseDecimal(oldLine.slice('old '.length)) : undefined;
  if (oldSize === undefined) throw bad('a first line "old <size>"', 'another line');
  if (lines.length > MAX_PROOF_HASHES) throw bad(`at most ${MAX_PROOF_HASHES} hashes`, `${lines.length}`);
  const proof = lines.map((line) => {
    const hash = parseHash(line);
    if (hash === undefined) throw bad('hashes of 32 bytes in Base 64', 'another line');
    return hash;
  });
  return { oldSize, proof, note: body.subarray(end + 2) };
}

export function formatAddCheckpoint(request: AddCheckpoint): Uint8Array<ArrayBuffer> {
  const lines = [`old ${request.oldSize}`, ...request.proof.map(base64), '', ''];
  return concat(utf8(lines.join('\n')), request.note);
}

/** Reads a request and checks the log's signature: 400, 404 and 403, in the order of the specification. */
export async function readSubmission(
  crypto: Crypto,
  logKeys: readonly NoteKey[],
  body: Uint8Array,
): Promise<{ readonly submission: Submission } | { readonly refused: Refused }> {
  const refuse = (status: Refused['status'], says: string) => ({ refused: { status, says } });
  let request: AddCheckpoint;
  let checkpoint: Checkpoint;
  try {
    request = parseAddCheckpoint(body);
    checkpoint = parseCheckpoint(parseNote(request.note, 'checkpoint').text, 'checkpoint');
  } catch (error) {
    if (error instanceof Fault) return refuse(400, error.message);
    throw error;
  }
  // The key of a log bears the log's origin as its name.
  const keys = logKeys.filter((key) => key.name === checkpoint.origin);
  if (keys.length === 0) return refuse(404, 'This witness does not know the origin of the checkpoint.');
  const note = parseNote(request.note, 'checkpoint');
  try {
    const verified = await verifySignatures(crypto, note, keys, 'checkpoint');
    const signed = signersOf(verified);
    if (signed.length === 0) return refuse(403, 'No known key of the log has signed the checkpoint.');
    const logSignatures = note.signatures.filter((line) => signed.some((key) => isLineOf(line, key)));
    return {
      submission: { ...request, text: note.text, checkpoint, logSignatures: firstOfEach(logSignatures) },
    };
  } catch (error) {
    if (error instanceof Fault) return refuse(403, error.message);
    throw error;
  }
}

/** Undefined when the checkpoint is to be cosigned. `held` is what the witness cosigned last for this origin. */
export function judgeSubmission(
  crypto: Crypto,
  submission: Submission,
  held: Checkpoint | undefined,
): Refused | undefined {
  const { checkpoint, oldSize, proof } = submission;
  const lastSize = held?.size ?? 0;
  // Two roots at one size prove a fork whatever else is wrong with the request.
  const isFork =
    held !== undefined && held.size === checkpoint.size && !equalBytes(held.root, checkpoint.root);
  const contradiction = isFork ? ({ contradiction: 'sameSize' } as const) : {};
  if (oldSize > checkpoint.size)
    return { status: 400, says: 'The old size is above the size of the checkpoint.', ...contradiction };
  if (oldSize !== lastSize)
    return { status: 409, says: `The last cosigned size is ${lastSize}.`, lastSize, ...contradiction };
  const consistency = {
    oldSize,
    newSize: checkpoint.size,
    oldRoot: held?.root ?? emptyRoot(crypto),
    newRoot: checkpoint.root,
    proof,
  };
  try {
    verifyConsistency(crypto, consistency, 'checkpoint');
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (held === undefined || oldSize === 0) return { status: 422, says: error.message };
    if (oldSize === checkpoint.size) return { status: 422, says: error.message, ...contradiction };
    return { status: 422, says: error.message, contradiction: kindOf(crypto, consistency) };
  }
}

/** When the proof leads to the signed new root, but from another old root than the one held, the log proves it itself. */
function kindOf(crypto: Crypto, consistency: Parameters<typeof rootsFromConsistency>[1]): ContradictionKind {
  try {
    const [, newRoot] = rootsFromConsistency(crypto, consistency, 'checkpoint');
    return equalBytes(newRoot, consistency.newRoot) ? 'history' : 'unproven';
  } catch {
    return 'unproven'; // the proof is not even of the form
  }
}

function firstOfEach(lines: readonly NoteSignature[]): NoteSignature[] {
  return lines.filter((line, i) => lines.findIndex((one) => isLineOf(one, line)) === i);
}

function headLines(head: Uint8Array, bad: (expected: string, found: string) => Fault): string[] {
  try {
    return utf8Text(head).split('\n');
  } catch {
    throw bad('ASCII lines', 'other bytes');
  }
}
