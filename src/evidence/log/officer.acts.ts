// Officers' keys: what two persons sign with when the log itself needs a decision. (Passkeys take their place on the web.)
import { base64, fromBase64 } from '../../base/bytes.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { dirname, basename, resolve } from 'node:path';
import { keyFile, readKeyFile } from '../../platform/keys.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { factText, type CustodyEvent } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { noteKey, rawKeyOf } from '../../verify/note-key.ts';
import { officerKeyName, type StatedKey } from '../../verify/officer-key.ts';
import { isPasskeyOrigin } from '../../verify/passkey.ts';
import { keyItem } from './key-names.ts';
import type { Installation } from './installation.acts.ts';
import type { NoteSigner, StatedKeys } from './log-entry.ts';
import type { Recorded } from './log-writer.acts.ts';
import { detailOf, leavesOfItem, notesOfType } from './log.store.ts';
import { TOOL } from './tool.ts';

interface Enrolment {
  /** The officer's name: private text. */
  readonly person: string;
  /** Where the private key is, or is to be made: `….pem`, for the officer alone. */
  readonly keyPath: string;
  readonly passphrase?: string;
}

/**
 * Makes the key when it is not there, and enrols it. Enrolling the same key again changes nothing; under another name it is
 * refused, since two officers would have one key.
 */
export async function enrolOfficer(
  house: Installation,
  request: Enrolment,
): Promise<{ fingerprint: string; keyFile: string; recorded: Recorded }> {
  const name = basename(request.keyPath).replace(/\.pem$/, '');
  const key = await keyFile(dirname(request.keyPath), name, 'ed25519', request.passphrase);
  const recorded = await house.log.append({
    key: `enrol:${key.fingerprint}`,
    events: [
      {
        type: 'keyEnrolled',
        item: keyItem(key.fingerprint),
        occurredAt: isoLocal(house.clock()),
        tool: TOOL,
        detail: { person: request.person },
        facts: {
          key: key.fingerprint,
          algorithm: key.algorithm,
          use: 'officer',
          publicKey: base64(key.spki),
        },
      },
    ],
  });
  if (recorded.repeated) await refuseOtherName(house, recorded, request);
  return {
    fingerprint: key.fingerprint,
    keyFile: resolve(dirname(request.keyPath), `${name}.pem`),
    recorded,
  };
}

/** A name that was erased, or lost with a database, says nothing. */
async function refuseOtherName(
  house: Installation,
  { leaves }: Recorded,
  { person, keyPath }: Enrolment,
): Promise<void> {
  for (const { note } of leaves) {
    const { event } = parseEventNote(note, 'keyEnrolled');
    const known = await detailOf(house.db.kysely, event.id);
    if (known !== undefined && known.text.normalize() !== canonicalJson({ person }).normalize())
      throw new Refusal('wrongKey.officerKeyOther', { path: keyPath });
  }
}

/** Opens an officer's key file. Whether it was enrolled is for `enrolledAs` to say. */
export async function openOfficerKey(
  house: Installation,
  path: string,
  passphrase?: string,
): Promise<NoteSigner> {
  const signing = await readKeyFile(path, passphrase);
  if (signing === undefined || signing.algorithm !== 'ed25519') {
    throw new Refusal('notFound.officerKey', { path });
  }
  const key = noteKey(
    nodeCrypto,
    officerKeyName(house.identity.origin, signing.fingerprint),
    'ed25519',
    signing.publicKey,
  );
  return { key, signing };
}

/** What is grave is signed by two. */
export function refuseFewOfficers(officers: readonly NoteSigner[]): void {
  const { size } = new Set(officers.map((one) => one.signing.fingerprint));
  if (size >= 2) return;
  throw new Refusal('notAllowed.twoOfficers', { size });
}

export function notEnrolled(fingerprint: string): Refusal {
  return new Refusal('notAllowed.officersEnrolled', { fingerprint });
}

/** Whether these leaves, all of the key's own item, leave it enrolled for this use; for a passkey, at this origin. */
export function isEnrolled(
  notes: readonly Uint8Array[],
  use: 'officer' | 'service' | 'passkey',
  origin?: string,
): boolean {
  const events = notes.map((note) => parseEventNote(note, 'key event').event);
  return (
    !hasEnded(notes) &&
    events.some(
      (event) =>
        event.type === 'keyEnrolled' && event.facts?.['use'] === use && factText(event, 'origin') === origin,
    )
  );
}

/** A key that ended is never enrolled again. */
export function hasEnded(notes: readonly Uint8Array[]): boolean {
  return notes.some((note) => {
    const { type } = parseEventNote(note, 'key event').event;
    return type === 'keyRevoked' || type === 'keyRotated';
  });
}

export async function keyEventNotes(house: Installation, fingerprint: string): Promise<Uint8Array[]> {
  const leaves = await leavesOfItem(house.db.kysely, keyItem(fingerprint));
  return leaves.map((leaf) => leaf.note);
}

/** The key of a person that a keyEnrolled event names; undefined for one of the service. */
function enrolledKey(event: CustodyEvent): StatedKey | undefined {
  const spki = fromBase64(factText(event, 'publicKey') ?? '');
  const origin = factText(event, 'origin');
  if (spki === undefined) return undefined;
  switch (factText(event, 'use')) {
    case 'passkey':
      return isPasskeyOrigin(origin) ? { kind: 'passkey', spki, origin } : undefined;
    case 'officer': {
      const publicKey = ed25519Of(event);
      return publicKey === undefined ? undefined : { kind: 'ed25519', publicKey };
    }
    default:
      return undefined;
  }
}

/** Every key of the service and of persons that the log enrolled. */
export async function statedKeysOf(house: Installation): Promise<StatedKeys> {
  const notes = await notesOfType(house.db.kysely, 'keyEnrolled');
  const enrolled = notes.map((note) => parseEventNote(note, 'keyEnrolled').event);
  const { name, publicKey: current } = house.identity.service.key;
  const services = enrolled.flatMap((event) => {
    const publicKey = factText(event, 'use') === 'service' ? ed25519Of(event) : undefined;
    return publicKey === undefined ? [] : [{ name, publicKey }];
  });
  const officers = enrolled.flatMap((event) => {
    const stated = enrolledKey(event);
    if (stated === undefined) return [];
    return [{ name: officerKeyName(house.identity.origin, factText(event, 'key') ?? ''), ...stated }];
  });
  return { services: [{ name, publicKey: current }, ...services], officers };
}

/** The raw key that a keyEnrolled event states. */
function ed25519Of(event: CustodyEvent): Uint8Array | undefined {
  const spki = fromBase64(factText(event, 'publicKey') ?? '');
  return spki === undefined ? undefined : rawKeyOf(spki)?.publicKey;
}
