// What a person signs before it is recorded must be made twice, to the byte: once to be shown and signed, once to be
// recorded. So all that an act takes from outside is fixed first: the time, and a seed for whatever is drawn at random.
import { z } from 'zod';
import { utf8 } from '../../base/bytes.ts';
import { newUuid, type Random, type Uuid } from '../../base/ids.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { digestOf } from '../../verify/crypto.ts';
import type { Assertion } from '../../verify/passkey.ts';
import type { ChainHead, Draft, Line, LogIdentity, SignedLine } from '../log/log-entry.ts';
import { makeLine } from '../log/log-entry.ts';
import { parsedJson } from '../../base/canonical-json.ts';

/** A line that was prepared is signed within this time, or prepared anew. */
export const SIGNING_MINUTES = 5;
/** So many touches of the key may one act ask for. */
const LINES_MAX = 10;

export interface Preparation {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Known to the server alone, and another one for each person and session. */
  readonly seed: Uint8Array;
}

interface Draws {
  readonly random: Random;
  /** Remembers a place; the function goes on from there once more. */
  readonly mark: () => () => void;
}

/** The same bytes each time for the same seed and name. */
export function draws(seed: Uint8Array, name: string): Draws {
  let place = 0;
  const block = (): Uint8Array => digestOf(nodeCrypto, 'sha256', seed, utf8(`\n${name}\n${String(place++)}`));
  return {
    random: (bytes) => {
      for (let at = 0; at < bytes.length; at += 32) bytes.set(block().subarray(0, bytes.length - at), at);
    },
    mark: () => {
      const marked = place;
      return () => void (place = marked);
    },
  };
}

/** What an act is about to record. */
export interface Rehearsal {
  readonly drafts: readonly Draft[];
  readonly heads: ReadonlyMap<string, ChainHead>;
}

/**
 * Of the events that a person states, those they can sign beforehand: of each item the first, because the next one names the
 * digest of that one with its signatures.
 */
export function signable({ drafts }: Rehearsal): readonly boolean[] {
  const isFirst = drafts.map(({ item }, i) => drafts.findIndex((one) => one.item === item) === i);
  const all = drafts.map(({ role }, i) => role !== undefined && isFirst[i] === true);
  return all.filter(Boolean).length > LINES_MAX ? drafts.map(() => false) : all;
}

export interface PreparedLine extends Line, Required<Pick<SignedLine, 'id' | 'salt' | 'signer'>> {}

/** One for each event of the act; undefined where the service signs. `signer`: fingerprint of the key. */
export function preparedLines(
  identity: LogIdentity,
  rehearsal: Rehearsal,
  { at, seed }: Preparation,
  signer: string,
): (PreparedLine | undefined)[] {
  const isSignable = signable(rehearsal);
  return rehearsal.drafts.map((draft, i) => {
    if (isSignable[i] !== true) return undefined;
    const { random } = draws(seed, `line ${i}`);
    const id = newUuid(() => at, random);
    const salt = new Uint8Array(32);
    random(salt);
    const head = rehearsal.heads.get(draft.item);
    return { ...makeLine(identity, { draft, id, head, salt, signer }), id, salt, signer };
  });
}

const part = z.base64url().min(1).max(6000);

const answerSchema = z.strictObject({
  nonce: z.uuid(),
  at: z.int().positive(),
  /** Fingerprint of the passkey. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  challenges: z.array(z.base64url().length(43)).min(1).max(LINES_MAX),
  assertions: z
    .array(z.strictObject({ authenticatorData: part, clientDataJSON: part, signature: part }))
    .min(1)
    .max(LINES_MAX),
});

/** What the device was asked, and what it said. */
export interface SigningAnswer {
  readonly nonce: Uuid;
  readonly at: number;
  readonly key: string;
  readonly challenges: readonly string[];
  readonly assertions: readonly Assertion[];
}

/** Undefined when it is of another form. */
export function readSigningAnswer(text: string): SigningAnswer | undefined {
  const found = answerSchema.safeParse(parsedJson(text));
  if (!found.success || found.data.assertions.length !== found.data.challenges.length) return undefined;
  return {
    ...found.data,
    nonce: found.data.nonce as Uuid, // the schema's check
    assertions: found.data.assertions.map((one) => ({
      authenticatorData: bytesOf(one.authenticatorData),
      clientDataJson: bytesOf(one.clientDataJSON),
      signature: bytesOf(one.signature),
    })),
  };
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}

/** Web Authentication Level 3, 6.1: four bytes after the flags. */
export function counterOf({ authenticatorData }: Assertion): number {
  return new DataView(authenticatorData.buffer, authenticatorData.byteOffset).getUint32(33);
}
