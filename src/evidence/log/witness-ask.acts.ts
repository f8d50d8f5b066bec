// Asks one witness to cosign a checkpoint (C2SP tlog-witness), and believes only signatures it has checked.
import { concat, hex, utf8, utf8Text } from '../../base/bytes.ts';
import { errorText } from '../../base/error-text.ts';
import { inEnglish, Refusal } from '../../base/refusal.ts';
import { bodyWithin, fetchOutside, isInternal } from '../../platform/fetch-outside.ts';
import { parseCheckpoint, parseDecimal, type Checkpoint } from '../../verify/checkpoint.ts';
import { digestOf, type Crypto } from '../../verify/crypto.ts';
import { Fault } from '../../verify/fault.ts';
import { verifyConsistency, type Hash } from '../../verify/merkle.ts';
import type { NoteKey } from '../../verify/note-key.ts';
import {
  isLineOf,
  parseNote,
  signersOf,
  verifySignatures,
  type NoteSignature,
  type SignedNote,
} from '../../verify/note.ts';
import type { Policy } from '../../verify/policy.ts';
import { formatAddCheckpoint } from './witness.ts';

export interface WitnessRound {
  /** The signed checkpoint, perhaps with cosignatures from before: those witnesses are not asked again. */
  readonly checkpoint: Uint8Array;
  readonly policy: Policy;
  /** The consistency proof from an older size of the log to the size of the checkpoint. */
  readonly proofFor: (oldSize: number) => Promise<readonly Hash[]>;
  /** Proofs of how the log came to its keys, oldest first: told to each witness before it is asked. */
  readonly keyChanges?: readonly Uint8Array<ArrayBuffer>[];
  readonly crypto: Crypto;
  readonly fetch?: typeof globalThis.fetch;
  /** For each witness; 30 seconds when absent. */
  readonly timeLimitMs?: number;
}

interface Asked {
  readonly url: URL;
  readonly keys: readonly NoteKey[];
  readonly sent: Sent;
  readonly round: WitnessRound;
  readonly signal: AbortSignal;
}

/** The checkpoint that is sent, read. */
export interface Sent {
  readonly note: SignedNote;
  readonly bytes: Uint8Array;
  readonly checkpoint: Checkpoint;
}

export type WitnessAnswer =
  | { readonly lines: readonly NoteSignature[]; readonly signedBy: readonly NoteKey[] }
  | { readonly problem: string; readonly held?: string; readonly isFork?: true };

const TIME_LIMIT_MS = 30_000;
const MAX_ANSWER_BYTES = 256 * 1024;
/** One to learn the size, one to be cosigned, and two for others who submit at the same time. */
const MAX_TRIES = 4;

/** One address of the policy. What goes wrong there is an answer; what goes wrong here is thrown. */
export async function askWitness(round: WitnessRound, sent: Sent, address: string): Promise<WitnessAnswer> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return { problem: 'Its address in the policy is not http or https, or has a user name.' };
  const keys = round.policy.witnesses.filter((one) => one.url === address).map((one) => one.key);
  const limitMs = round.timeLimitMs ?? TIME_LIMIT_MS;
  const asked = { url, keys, sent, round, signal: AbortSignal.timeout(limitMs) };
  try {
    return await submit(asked);
  } catch (error) {
    if (error instanceof Fault)
      return { problem: `${url.host} answered what it should not: ${error.message}` };
    if (isInternal(error)) return { problem: error.message };
    const reason = reasonOf(error, limitMs);
    if (reason === undefined) throw error;
    return { problem: `${url.host} did not answer: ${reason}.` };
  }
}

/** Begins with an old size of zero: a witness that knows the log answers 409 and says what size it cosigned last. */
async function submit(asked: Asked): Promise<WitnessAnswer> {
  const { url, sent, round } = asked;
  await tellKeyChanges(asked);
  let oldSize = 0;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const proof = await ownProof(round, oldSize);
    const body = formatAddCheckpoint({ oldSize, proof, note: sent.bytes });
    const response = await call(asked, 'add-checkpoint', { method: 'POST', body });
    const answer = await bodyOf(response, url);
    if (response.status === 200) return readCosignatures(asked, answer);
    if (response.status !== 409) return refusal(asked, response.status, answer);
    const text = textOf(answer);
    const told = text.endsWith('\n') ? parseDecimal(text.slice(0, -1)) : undefined;
    if (told === undefined) throw new Fault('checkpointInvalid', url.host, 'a size with 409', 'other text');
    if (told > sent.checkpoint.size) return ahead(asked, told);
    oldSize = told;
  }
  return { problem: `${url.host} said another size ${MAX_TRIES} times. Try again later.` };
}

/** A witness of another make has no such address, and one that refuses says so again when it is asked to cosign. */
async function tellKeyChanges(asked: Asked): Promise<void> {
  for (const body of asked.round.keyChanges ?? []) {
    const response = await call(asked, 'add-key-change', { method: 'POST', body });
    await bodyOf(response, asked.url);
    if (response.status !== 200) return;
  }
}

/** A proof that fails is no fault of the witness. */
async function ownProof(round: WitnessRound, oldSize: number): Promise<readonly Hash[]> {
  try {
    return await round.proofFor(oldSize);
  } catch (cause) {
    throw new Refusal('damaged.growthTiles', {
      oldSize,
      found: inEnglish(errorText(cause)),
      cause,
    });
  }
}

async function readCosignatures(asked: Asked, answer: Uint8Array): Promise<WitnessAnswer> {
  const { url, keys, sent, round } = asked;
  const note = parseNote(concat(sent.note.text, utf8('\n'), answer), url.host);
  const verified = await verifySignatures(round.crypto, note, keys, url.host);
  // A cosignature without a time does not say that no larger tree was seen.
  const good = signersOf(verified.filter((one) => (one.time ?? 0) > 0));
  if (good.length === 0)
    throw new Fault(
      'signatureMissing',
      url.host,
      'a cosignature of a key of the policy, with a time',
      'none',
    );
  return { lines: note.signatures.filter((line) => good.some((key) => isLineOf(line, key))), signedBy: good };
}

async function refusal(asked: Asked, status: number, answer: Uint8Array): Promise<WitnessAnswer> {
  const { url } = asked;
  const says = textOf(answer)
    .replaceAll(/[^\u0020-\u007e]+/g, ' ')
    .trim()
    .slice(0, 300);
  const problem = `${url.host} refused with status ${status}: ${says}`;
  const held = status === 422 ? await heldCheckpoint(asked) : undefined;
  if (held === undefined || (await isBefore(asked, held.checkpoint))) return { problem };
  const size = held.checkpoint.size;
  return {
    problem: `FORK. ${problem} It holds another history, of size ${size}.`,
    held: textOf(held.bytes),
    isFork: true,
  };
}

async function ahead(asked: Asked, size: number): Promise<WitnessAnswer> {
  const { url, sent } = asked;
  const problem = `${url.host} has cosigned size ${size}, more than the ${sent.checkpoint.size} sent. Is this log an old copy?`;
  const held = await heldCheckpoint(asked);
  return held === undefined ? { problem } : { problem, held: textOf(held.bytes) };
}

/** Whether what we sent follows from what the witness holds, so that it had no reason to refuse. */
async function isBefore({ sent, round }: Asked, held: Checkpoint): Promise<boolean> {
  const { size: newSize, root: newRoot } = sent.checkpoint;
  if (held.size > newSize) return false;
  const proof = await ownProof(round, held.size);
  const growth = { oldSize: held.size, oldRoot: held.root, newSize, newRoot, proof };
  try {
    verifyConsistency(round.crypto, growth, 'held');
    return true;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

/** What the witness cosigned last, when our log's key signed it. */
async function heldCheckpoint(asked: Asked): Promise<Sent | undefined> {
  const { url, sent, round } = asked;
  const { origin } = sent.checkpoint;
  const hash = hex(digestOf(round.crypto, 'sha256', utf8(origin)));
  const response = await call(asked, `${hash}/checkpoint`, { method: 'GET' });
  const bytes = await bodyOf(response, url);
  if (response.status !== 200) return undefined;
  const note = parseNote(bytes, url.host);
  const checkpoint = parseCheckpoint(note.text, url.host);
  const logKeys = round.policy.logs.map((log) => log.key).filter((key) => key.name === origin);
  const signed = signersOf(await verifySignatures(round.crypto, note, logKeys, url.host));
  return checkpoint.origin === origin && signed.length > 0 ? { note, bytes, checkpoint } : undefined;
}

async function call(
  asked: Asked,
  path: string,
  init: { readonly method: string; readonly body?: Uint8Array<ArrayBuffer> },
): Promise<Response> {
  const { url, round, signal } = asked;
  const base = url.href.endsWith('/') ? url.href : `${url.href}/`;
  // An answer from elsewhere is not what the policy says.
  return (round.fetch ?? fetchOutside)(new URL(path, base), { ...init, redirect: 'manual', signal });
}

function bodyOf(response: Response, url: URL): Promise<Uint8Array> {
  return bodyWithin(
    response,
    MAX_ANSWER_BYTES,
    () => new Fault('limitExceeded', url.host, `at most ${MAX_ANSWER_BYTES} bytes`, 'more'),
  );
}

/** Empty when it is not UTF-8. */
function textOf(bytes: Uint8Array): string {
  try {
    return utf8Text(bytes);
  } catch {
    return '';
  }
}

/** Undefined for what fetch does not throw: then it is our own fault, not the witness's. */
function reasonOf(error: unknown, limitMs: number): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'TimeoutError') return `nothing within ${limitMs / 1000} seconds`;
  if (!(error instanceof TypeError)) return undefined;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause
    ? `no connection (${String(cause.code)})`
    : 'the connection failed';
}
