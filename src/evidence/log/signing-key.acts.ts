// The passkeys of persons as keys of the log: enrolled when one is added, ended when it is removed or its person leaves. The
// sign-in's tables say which there are; the log follows, again and again until both agree, so that no crash between the two
// leaves a difference that lasts. docs/formats/passkey.md, "Enrolment"
import { base64, hex } from '../../base/bytes.ts';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import type { PasskeyHeld } from '../../people/passkey.store.ts';
import { personById } from '../../people/person.store.ts';
import type { SignIn } from '../../people/sign-in.acts.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { digestOf } from '../../verify/crypto.ts';
import { passkeyAlgorithm, passkeyOf, type Passkey } from '../../verify/passkey.ts';
import { keyItem } from './key-names.ts';
import type { Installation } from './installation.acts.ts';
import { officerKeyName } from '../../verify/officer-key.ts';
import { hasEnded, isEnrolled, keyEventNotes } from './officer.acts.ts';
import * as store from './signing-key.store.ts';
import { TOOL } from './tool.ts';

/** What signing events needs beside the installation. */
export interface SigningDesk {
  readonly house: Installation;
  readonly signIn: SignIn;
  /** The address people type: where passkeys sign. */
  readonly url: URL;
}

/** A passkey that may sign an event now. */
export interface SigningKey extends Pick<PasskeyHeld, 'id' | 'credentialId' | 'counter' | 'addedAt'> {
  readonly fingerprint: string;
  readonly key: Passkey;
  /** Where the chain of the key's own item stood when this was asked. */
  readonly itemSeq: number;
}

/** The passkeys with which this person can sign, the newest first; the log is brought up to date before. */
export async function signingKeysOf(desk: SigningDesk, person: Uuid): Promise<SigningKey[]> {
  const held = await settleKeys(desk, person);
  const { origin } = desk.url;
  const found: SigningKey[] = [];
  for (const { spki, ...passkey } of held) {
    const fingerprint = fingerprintOf(spki);
    const notes = await keyEventNotes(desk.house, fingerprint);
    if (!isEnrolled(notes, 'passkey', origin)) continue;
    const name = officerKeyName(desk.house.identity.origin, fingerprint);
    const key = passkeyOf(nodeCrypto, name, spki, origin);
    found.push({ ...passkey, fingerprint, key, itemSeq: notes.length });
  }
  return found;
}

/** Enrols what is held and ends what is not any more. Refuses rolledBack. */
async function settleKeys(desk: SigningDesk, person: Uuid): Promise<PasskeyHeld[]> {
  const { house, url } = desk;
  // In this order: what is enrolled was held before, so that what is not held afterwards was removed.
  const known = await store.enrolledKeysOf(house.db.kysely, person);
  const held = await desk.signIn.passkeysHeld(person);
  const fingerprints = new Set(held.map((one) => fingerprintOf(one.spki)));
  for (const { spki } of held) {
    const fingerprint = fingerprintOf(spki);
    if (known.some((one) => one.fingerprint === fingerprint && (one.hasEnded || one.origin === url.origin)))
      continue;
    await enrol(desk, person, { spki, fingerprint });
  }
  for (const one of known)
    if (!one.hasEnded && !fingerprints.has(one.fingerprint)) await end(desk, one.fingerprint);
  return held;
}

async function enrol(
  { house, url: { origin } }: SigningDesk,
  person: Uuid,
  { spki, fingerprint }: { readonly spki: Uint8Array; readonly fingerprint: string },
): Promise<void> {
  const algorithm = passkeyAlgorithm(spki);
  const named = await personById(house.db.kysely, person);
  if (algorithm === undefined || named === undefined) return;
  if (hasEnded(await keyEventNotes(house, fingerprint))) return; // a log that was taken up again knows more than the tables
  await house.log.append({
    key: `passkey:${fingerprint}:${origin}`,
    events: async (tx) => {
      const at = new Date(house.clock());
      await store.insertEnrolledKey(tx, { fingerprint, origin, person, at });
      return [
        {
          type: 'keyEnrolled',
          item: keyItem(fingerprint),
          occurredAt: isoLocal(house.clock()),
          tool: TOOL,
          detail: { person: named.name, personId: person },
          facts: { key: fingerprint, algorithm, use: 'passkey', publicKey: base64(spki), origin },
        },
      ];
    },
  });
}

async function end({ house }: SigningDesk, fingerprint: string): Promise<void> {
  await house.log.append({
    key: `passkey-ended:${fingerprint}`,
    events: async (tx) => {
      await store.endKey(tx, fingerprint, new Date(house.clock()));
      return [
        {
          type: 'keyRevoked',
          item: keyItem(fingerprint),
          occurredAt: isoLocal(house.clock()),
          tool: TOOL,
          facts: { key: fingerprint },
        },
      ];
    },
  });
}

/** After a crash, or when an account ended while the log could not be written. */
export async function settleAllKeys(desk: SigningDesk): Promise<void> {
  for (const person of await store.personsWithKeys(desk.house.db.kysely))
    await settleWhenPossible(desk, person);
}

/** Nothing can be written to a log that was rolled back, and nobody is kept out for it: the next start settles it. */
async function settleWhenPossible(desk: SigningDesk, person: Uuid): Promise<void> {
  await settleKeys(desk, person).catch((error: unknown) => {
    if (!(error instanceof Refusal && error.code === 'rolledBack')) throw error;
  });
}

/** The sign-in, with every change of passkeys followed by the log. */
export function withEnrolment(desk: SigningDesk): SignIn {
  const { signIn } = desk;
  const settled = async <T>(person: Uuid, result: T): Promise<T> => {
    await settleWhenPossible(desk, person);
    return result;
  };
  return {
    ...signIn,
    passkey: async (caller, step, body) => {
      const response = await signIn.passkey(caller, step, body);
      if (step !== 'register' || !response.ok) return response;
      const session = await signIn.sessionOf(caller.cookie);
      return session === undefined ? response : settled(session.person, response);
    },
    removePasskey: async (person, id) => settled(person, await signIn.removePasskey(person, id)),
    resetAccount: async (person, email, password) =>
      settled(person, await signIn.resetAccount(person, email, password)),
    endAll: async (person) => settled(person, await signIn.endAll(person)),
  };
}

function fingerprintOf(spki: Uint8Array): string {
  return hex(digestOf(nodeCrypto, 'sha256', spki));
}
