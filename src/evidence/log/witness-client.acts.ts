// Asks the witnesses of a policy to cosign a checkpoint, all at once, and gathers their lines (C2SP tlog-cosignature).
import { parseCheckpoint } from '../../verify/checkpoint.ts';
import {
  formatNote,
  isLineOf,
  parseNote,
  signersOf,
  verifySignatures,
  type NoteSignature,
} from '../../verify/note.ts';
import { quorumMet } from '../../verify/policy.ts';
import { askWitness, type Sent, type WitnessAnswer, type WitnessRound } from './witness-ask.acts.ts';

interface WitnessResult {
  /** As the policy names it. */
  readonly name: string;
  readonly cosigned: boolean;
  /** Why not, for a person. */
  readonly problem?: string;
  /** The signed note it holds instead, when our log's key signed that: keep it, it is evidence. */
  readonly held?: string;
  /** `held` and the checkpoint that was sent show two histories of the log. */
  readonly isFork?: true;
}

export interface Collected {
  /** With the cosignatures that were checked. The very bytes that were given when nothing is new. */
  readonly checkpoint: Uint8Array;
  readonly witnesses: readonly WitnessResult[];
  readonly quorumMet: boolean;
}

/**
 * Asks every witness at once; what goes wrong with one is its result. Throws Fault when the checkpoint itself is not of the
 * form, Refusal damaged when our own log cannot prove its growth.
 */
export async function collectCosignatures(round: WitnessRound): Promise<Collected> {
  const { policy, crypto, checkpoint: bytes } = round;
  const note = parseNote(bytes, 'checkpoint');
  const sent = { note, bytes, checkpoint: parseCheckpoint(note.text, 'checkpoint') };
  const keys = policy.witnesses.map((witness) => witness.key);
  const before = new Set(signersOf(await verifySignatures(crypto, note, keys, 'checkpoint')));
  const urls = new Set(policy.witnesses.flatMap((one) => (before.has(one.key) ? [] : (one.url ?? []))));
  const answers = new Map<string, WitnessAnswer>();
  await Promise.all([...urls].map(async (url) => answers.set(url, await askWitness(round, sent, url))));
  const all = [...answers.values()];
  const lines = all.flatMap((answer) => ('lines' in answer ? answer.lines : []));
  const signed = new Set([...before, ...all.flatMap((answer) => ('lines' in answer ? answer.signedBy : []))]);
  const witnesses = policy.witnesses.map(({ name, key, url }): WitnessResult => {
    if (signed.has(key)) return { name, cosigned: true };
    if (url === undefined) return { name, cosigned: false, problem: 'The policy gives no address.' };
    const answer = answers.get(url);
    if (answer === undefined || 'lines' in answer)
      return { name, cosigned: false, problem: `${url} did not sign with this key.` };
    return { name, cosigned: false, ...answer };
  });
  return { checkpoint: merged(sent, lines), witnesses, quorumMet: quorumMet(policy, [...signed]) };
}

/** A new line takes the place of an older one by the same key. */
function merged(sent: Sent, lines: readonly NoteSignature[]): Uint8Array {
  if (lines.length === 0) return sent.bytes;
  const kept = sent.note.signatures.filter((old) => !lines.some((line) => isLineOf(old, line)));
  return formatNote(sent.note.text, [...kept, ...lines]);
}
