// An act that its person signs: rehearsed to know the lines it would record, shown, signed in the browser, then done. Nothing
// is kept in between and nothing is locked; what was signed is recorded to the byte, or it is asked again.
// docs/decisions/passkeys-sign-events.md
import { utf8 } from '../../base/bytes.ts';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { inEnglish, Refusal } from '../../base/refusal.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { Fault } from '../../verify/fault.ts';
import {
  base64Url,
  passkeyChallenge,
  passkeyLine,
  verifyPasskeyLine,
  type Assertion,
} from '../../verify/passkey.ts';
import type { NoteSignature } from '../../verify/note.ts';
import { keyItem } from '../log/key-names.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { SignedLine } from '../log/log-entry.ts';
import type { Act, Recorded } from '../log/log-writer.acts.ts';
import { chainHeads } from '../log/log.store.ts';
import { signingKeysOf, type SigningDesk, type SigningKey } from '../log/signing-key.acts.ts';
import {
  counterOf,
  draws,
  preparedLines,
  signable,
  SIGNING_MINUTES,
  type Preparation,
  type PreparedLine,
  type Rehearsal,
  type SigningAnswer,
} from './signing.ts';

/** Named in what is refused. */
const PLACE = 'the answer of the passkey';

/** An act, to be done with this installation: the real one, or one whose time and chance are fixed. */
export type Run<T> = (house: Installation) => Promise<T>;

export interface Signatory {
  readonly person: Uuid;
  /** What was prepared in one session is signed in it. */
  readonly session: string;
}

/** What the browser asks one passkey to sign. */
export interface SigningRequest {
  readonly nonce: Uuid;
  readonly at: number;
  readonly key: string;
  readonly credentialId: string;
  readonly challenges: readonly string[];
}

export interface PreparedSigning {
  /** What is to be signed, by the first of the passkeys. */
  readonly lines: readonly PreparedLine[];
  /** One for each passkey of the person, the newest first. */
  readonly choices: readonly { readonly request: SigningRequest; readonly addedAt: Date | undefined }[];
}

/**
 * Undefined when there is nothing for the person to sign: they have no passkey for it, or it was recorded before. Refuses
 * what the act refuses.
 */
export async function prepareSigning(
  desk: SigningDesk,
  who: Signatory,
  run: Run<unknown>,
): Promise<PreparedSigning | undefined> {
  const keys = await signingKeysOf(desk, who.person);
  if (keys.length === 0) return undefined;
  const { house } = desk;
  const [nonce, at] = [newUuid(house.clock, house.random), house.clock()];
  const preparation = preparationOf(desk, who, { nonce, at });
  const rehearsal = await rehearse(house, preparation, run);
  if (rehearsal === undefined || !signable(rehearsal).includes(true)) return undefined;
  const of = (key: SigningKey): PreparedLine[] =>
    preparedLines(house.identity, rehearsal, preparation, key.fingerprint).filter(
      (line) => line !== undefined,
    );
  return {
    lines: keys.slice(0, 1).flatMap(of),
    choices: keys.map((key) => ({
      request: {
        nonce,
        at,
        key: key.fingerprint,
        credentialId: key.credentialId,
        challenges: of(key).map(challengeOf),
      },
      addedAt: key.addedAt,
    })),
  };
}

/** `again`: nothing was recorded, because somebody acted in between or it took too long. */
type SigningOutcome<T> =
  | { readonly ok: true; readonly result: T }
  | { readonly ok: false; readonly again: 'moved' | 'expired' };

/**
 * Does the act with the person's signature. Sent twice it is done once. Refuses notAllowed (not a passkey of this person; a
 * counter that went back), wrongKey (what the device signed is not this), and what the act refuses.
 */
export async function recordSigned<T>(
  desk: SigningDesk,
  who: Signatory,
  answer: SigningAnswer,
  run: Run<T>,
): Promise<SigningOutcome<T>> {
  const { house } = desk;
  const preparation = preparationOf(desk, who, answer);
  const rehearsal = await rehearse(house, preparation, run);
  if (rehearsal === undefined) return { ok: true, result: await run(house) }; // recorded before: the act says so
  const age = house.clock() - answer.at;
  if (age < 0 || age > SIGNING_MINUTES * 60_000) return { ok: false, again: 'expired' };
  const key = (await signingKeysOf(desk, who.person)).find((one) => one.fingerprint === answer.key);
  if (key === undefined) throw notYours();
  const lines = preparedLines(house.identity, rehearsal, preparation, key.fingerprint);
  const asked = lines.filter((line) => line !== undefined);
  if (asked.map(challengeOf).join() !== answer.challenges.join()) return { ok: false, again: 'moved' };
  const signed = await signedLines(key, lines, answer.assertions);
  try {
    const result = await run(signing(house, preparation, key, signed));
    await desk.signIn.raiseCounter(key.id, Math.max(...answer.assertions.map(counterOf)));
    return { ok: true, result };
  } catch (error) {
    // Between the rehearsal and the writer's own look, which is the one that counts.
    if (error instanceof Refusal && error.code === 'conflict') return { ok: false, again: 'moved' };
    throw error;
  }
}

/** Whoever tells another time, session or nonce gets another seed, and so lines that nobody signed. */
function preparationOf(
  { signIn }: SigningDesk,
  { person, session }: Signatory,
  { nonce, at }: { readonly nonce: Uuid; readonly at: number },
): Preparation {
  return { at, seed: utf8(signIn.tokenFor(`sign event\n${person}\n${session}\n${nonce}\n${at}`)) };
}

/** Does the act up to where it would be recorded, and takes all of it back. Undefined when there is nothing to record. */
async function rehearse(
  house: Installation,
  preparation: Preparation,
  run: Run<unknown>,
): Promise<Rehearsal | undefined> {
  const stop = new Error('the rehearsal ends here');
  let found: Rehearsal | undefined;
  const append = async ({ key, events }: Act): Promise<Recorded> => {
    const isRecorded = async (): Promise<boolean> =>
      key !== undefined && (await house.recordedUnder(key)) !== undefined;
    if (await isRecorded()) throw stop;
    const tried = house.db.transaction<Recorded>(async (tx) => {
      const drafts = typeof events === 'function' ? await events(tx) : events;
      const items = [...new Set(drafts.map(({ item }) => item))];
      if (drafts.length > 0) found = { drafts, heads: await chainHeads(tx, items) };
      throw stop;
    });
    return tried.catch(async (error: unknown) => {
      // Recorded while it was rehearsed: then it stands in its own way, by its ids or by what it did.
      throw error !== stop && (await isRecorded()) ? stop : error;
    });
  };
  await run(fixed(house, preparation, append)).catch((error: unknown) => {
    if (error !== stop) throw error;
  });
  return found;
}

/** The same act once more, and what it records first carries the signatures. */
function signing(
  house: Installation,
  preparation: Preparation,
  key: SigningKey,
  signed: readonly (SignedLine | undefined)[],
): Installation {
  let isFirst = true;
  const expects = [{ item: keyItem(key.fingerprint), itemSeq: key.itemSeq }];
  return fixed(house, preparation, (act) => {
    const with_ = isFirst ? { signed, expects } : {};
    isFirst = false;
    return house.log.append({ ...act, ...with_ });
  });
}

/** An installation in which time and chance stand still. */
function fixed(
  house: Installation,
  { at, seed }: Preparation,
  append: (act: Act) => Promise<Recorded>,
): Installation {
  const { random, mark } = draws(seed, 'act');
  return {
    ...house,
    clock: () => at,
    random,
    log: {
      ...house.log,
      append: (act) => {
        const { events } = act;
        const back = mark();
        const again: Act['events'] =
          typeof events === 'function'
            ? (tx) => {
                back(); // the writer may call it twice
                return events(tx);
              }
            : events;
        return append({ ...act, events: again });
      },
    },
  };
}

/** Checks what the device gave as every verifier will. */
async function signedLines(
  key: SigningKey,
  lines: readonly (PreparedLine | undefined)[],
  assertions: readonly Assertion[],
): Promise<(SignedLine | undefined)[]> {
  const given = assertions.values();
  let { counter } = key;
  const signed: (SignedLine | undefined)[] = [];
  for (const line of lines) {
    const assertion = line === undefined ? undefined : given.next().value;
    if (line === undefined || assertion === undefined) {
      signed.push(undefined);
      continue;
    }
    const { id, salt, signer, text } = line;
    const signatures = [await checkedSignature({ key: key.key, counter }, text, assertion)];
    counter = counterOf(assertion);
    signed.push({ id, salt, signer, text, signatures });
  }
  return signed;
}

/** What a device gave for this text, checked as every verifier will. Refusals: wrongKey, notAllowed (its counter). */
export async function checkedSignature(
  { key, counter }: Pick<SigningKey, 'key' | 'counter'>,
  text: Uint8Array,
  assertion: Assertion,
): Promise<NoteSignature> {
  const signature = passkeyLine(key, assertion);
  const isGood = await verifyPasskeyLine(nodeCrypto, key, { signature, text }, PLACE).catch(refused);
  if (!isGood) throw new Error(`this program does not check ${key.algorithm}`);
  checkCounter(counter, counterOf(assertion));
  return signature;
}

/** Web Authentication Level 3, 7.2, step 22: authenticators without a counter state zero always. */
function checkCounter(before: number, found: number): void {
  if (found > before || (found === 0 && before === 0)) return;
  throw new Refusal('notAllowed.passkeyCounter', { before, found: String(found) });
}

function challengeOf({ text }: PreparedLine): string {
  return base64Url(passkeyChallenge(nodeCrypto, text));
}

function refused(error: unknown): never {
  if (!(error instanceof Fault)) throw error;
  throw new Refusal('wrongKey.signedLine', {
    expected: inEnglish(error.expected),
    found: inEnglish(error.found),
    cause: error,
  });
}

export const notYours = (): Refusal => new Refusal('notAllowed.passkeyEnrolled');
