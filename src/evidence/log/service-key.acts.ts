// From one key of the service to the next. Two persons sign the event that enrols the new one. As planned the old key enrols it;
// where somebody else may hold the old key, or nobody does, the new one does so by itself, and nothing rests on the old. Then the
// file changes. A crash in between is finished at the next start: the log says which key signs, the files follow.
import { createPublicKey } from 'node:crypto';
import { readFile, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { base64, fromBase64, hex } from '../../base/bytes.ts';
import { newUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { insertAccessEvent } from '../../people/access-event.store.ts';
import { errorCode, flush, writeAtomically } from '../../platform/files.ts';
import type { Home } from '../../platform/home.ts';
import { keyFile, readKeyFile, spkiPem, type SigningKey } from '../../platform/keys.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { factText } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { digestOf } from '../../verify/crypto.ts';
import type { KeyChangeCause, ServiceKeyChange } from '../../verify/key-change.ts';
import { rawKeyOf } from '../../verify/note-key.ts';
import type { Installation } from './installation.acts.ts';
import { TOOL } from './tool.ts';
import { keyItem, KEY_NAMES, NEXT_SERVICE } from './key-names.ts';
import { logIdentity, type Draft, type LogIdentity } from './log-entry.ts';
import {
  aloneWithKeys,
  refuseStrangers,
  type KeyChangeAsked,
  type KeyChangeRequest,
  type RecordedWith,
} from './log-hand-over.acts.ts';
import { serviceKeyEnded } from './log-writer.acts.ts';
import { hasKeyEnded, leavesOfItem, leavesOfTypes, type Db } from './log.store.ts';
import { refuseFewOfficers } from './officer.acts.ts';

export type ServiceKeyAsked = Omit<KeyChangeAsked, 'overlapDays'>;

/** A change as its event will say it; the new key is made, and signs nothing yet. */
interface PreparedServiceKey {
  readonly change: ServiceKeyChange;
  readonly draft: Draft;
  /** Who records it: the service as it is, or as it will be. */
  readonly identity: LogIdentity;
}

const DAY_MS = 86_400_000;

/**
 * Records the change with the key files of two officers. The file follows when the installation is next opened, which the caller
 * does at once; until then it records nothing more. Refuses notAllowed, badUsage, conflict (replaced a short while ago).
 */
export async function replaceServiceKey(
  house: Installation,
  request: Omit<KeyChangeRequest, 'overlapDays'>,
): Promise<ServiceKeyChange> {
  const { officers, passphrase } = request;
  refuseFewOfficers(officers);
  if (!request.isAgain) await refuseRecent(house);
  return aloneWithKeys(house, async () =>
    recordServiceKey(house, await prepareServiceKey(house, request), {
      officers,
      facts: { terminal: request.user },
      passphrase,
      before: (tx) => refuseStrangers(tx, officers),
    }),
  );
}

/** Within `aloneWithKeys`. Refuses badUsage (not the cause), notReady (replaced while this program ran). */
export async function prepareServiceKey(
  house: Installation,
  { cause, reason, passphrase }: ServiceKeyAsked,
): Promise<PreparedServiceKey> {
  refuseWrongCause(house, cause);
  const old = house.identity.service.signing.fingerprint;
  if (await hasKeyEnded(house.db.kysely, keyItem(old))) throw serviceKeyEnded();
  // A new one in any case: what lies there from a change that came to nothing may have been read since.
  await rm(join(house.home.keys, `${NEXT_SERVICE}.pem`), { force: true });
  const next = await keyFile(house.home.keys, NEXT_SERVICE, 'ed25519', passphrase);
  const change = { from: old, to: next.fingerprint, cause };
  const draft: Draft = {
    type: 'keyEnrolled',
    item: keyItem(next.fingerprint),
    occurredAt: isoLocal(house.clock()),
    tool: TOOL,
    ...(reason === undefined ? {} : { reason }),
    facts: {
      key: next.fingerprint,
      algorithm: next.algorithm,
      use: 'service',
      publicKey: base64(next.spki),
      replaces: old,
      cause,
    },
  };
  return { change, draft, identity: recordingIdentity(house, cause, next) };
}

/** Within `aloneWithKeys`. Refuses conflict where the new key is not the one in the folder, or the old one not the one that signs. */
export async function recordServiceKey(
  house: Installation,
  { change, draft }: Pick<PreparedServiceKey, 'change' | 'draft'>,
  { by, facts, passphrase, before, signed, officers, expects }: RecordedWith,
): Promise<ServiceKeyChange> {
  const { from, to, cause } = change;
  const next = await readKeyFile(join(house.home.keys, `${NEXT_SERVICE}.pem`), passphrase);
  if (next?.fingerprint !== to) throw otherNext();
  if (from !== house.identity.service.signing.fingerprint) throw otherNow();
  const writer = cause === 'planned' ? house.log : house.logAs(recordingIdentity(house, cause, next));
  const { repeated } = await writer.append({
    key: `rotate:${from}`,
    ...(officers === undefined ? {} : { officers }),
    ...(signed === undefined ? {} : { signed: [...signed, undefined] }),
    expects: expects ?? [],
    events: async (tx) => {
      if (await hasKeyEnded(tx, keyItem(from))) throw serviceKeyEnded();
      await before(tx);
      await insertAccessEvent(tx, {
        id: newUuid(house.clock, house.random),
        at: new Date(house.clock()),
        what: 'keyRotated',
        by,
        facts: { setting: 'serviceKey', ...facts, cause, successor: to },
      });
      const { occurredAt, tool } = draft;
      const end = { occurredAt, ...(tool && { tool }), facts: { key: from, successor: to, cause } };
      return [draft, { ...end, type: 'keyRotated', item: keyItem(from) }];
    },
  });
  if (repeated) throw serviceKeyEnded(); // another program was first, with another key
  return change;
}

/** The old key vouches for the new one where nobody else may hold it; otherwise the new one stands by itself. */
function recordingIdentity(
  { identity, settings }: Installation,
  cause: KeyChangeCause,
  next: SigningKey,
): LogIdentity {
  if (cause === 'planned') return identity;
  return logIdentity(identity.origin, next, { name: settings.agency, state: settings.state });
}

export interface ServiceKeyHeld {
  readonly key: SigningKey;
  /** False: its private half is not here. Nothing can be recorded. */
  readonly canSign: boolean;
}

/**
 * The key that signs now, as the log has it; put in its place where a program was killed before it could do so. `mayLack`: its
 * private half may be missing, for the acts that end that state. Refuses notReady (no file), wrongKey (one that was replaced).
 */
export async function currentServiceKey(
  home: Home,
  db: Db,
  { passphrase, mayLack }: { readonly passphrase: string | undefined; readonly mayLack: boolean },
): Promise<ServiceKeyHeld> {
  const at = (name: string): string => join(home.keys, `${name}.pem`);
  const held = await readKeyFile(at(KEY_NAMES.service), passphrase);
  const known = held?.fingerprint ?? (await publicFingerprint(home));
  if (known === undefined) throw missing(home);
  const wanted = await lastSuccessor(db, known);
  if (held?.fingerprint === wanted) return { key: held, canSign: true };
  const next = await readKeyFile(at(NEXT_SERVICE), passphrase);
  if (next?.fingerprint === wanted) {
    await putInPlace(home, next);
    return { key: next, canSign: true };
  }
  const moved = await readKeyFile(at(KEY_NAMES.service), passphrase); // by another program, between the two looks
  if (moved?.fingerprint === wanted) return { key: moved, canSign: true };
  const refused = held === undefined ? missing(home) : replacedKey(home);
  if (!mayLack) throw refused;
  return { key: await withoutPrivate(home, db, wanted, refused), canSign: false };
}

/** The old private key is gone from the folder by this; from the disk, and from backups, it is not. */
async function putInPlace(home: Home, next: SigningKey): Promise<void> {
  const at = (name: string): string => join(home.keys, name);
  await writeAtomically(at(`${KEY_NAMES.service}.pub.pem`), spkiPem(next.spki), 0o644);
  // Of two programs that open at once the second finds it done.
  await rename(at(`${NEXT_SERVICE}.pem`), at(`${KEY_NAMES.service}.pem`)).catch(absent);
  await unlink(at(`${NEXT_SERVICE}.pub.pem`)).catch(absent); // a copy of what stands beside it
  await flush(home.keys);
}

function absent(error: unknown): void {
  if (errorCode(error) !== 'ENOENT') throw error;
}

/** From the public file, which `comity init` writes beside the private one. */
async function publicSpki(home: Home): Promise<Uint8Array | undefined> {
  const pem = await readFile(join(home.keys, `${KEY_NAMES.service}.pub.pem`), 'utf8').catch(absent);
  return pem === undefined ? undefined : createPublicKey(pem).export({ type: 'spki', format: 'der' });
}

async function publicFingerprint(home: Home): Promise<string | undefined> {
  const spki = await publicSpki(home);
  return spki === undefined ? undefined : hex(digestOf(nodeCrypto, 'sha256', spki));
}

/** Where the log leads from this key: itself, unless it was replaced. */
async function lastSuccessor(db: Db, fingerprint: string): Promise<string> {
  let last = fingerprint;
  for (let next = await successorOf(db, last); next !== undefined; next = await successorOf(db, last))
    last = next;
  return last;
}

async function successorOf(db: Db, fingerprint: string): Promise<string | undefined> {
  for (const { note } of await leavesOfItem(db, keyItem(fingerprint))) {
    const { event } = parseEventNote(note, 'key event');
    if (event.type === 'keyRotated') return factText(event, 'successor');
  }
  return undefined;
}

async function withoutPrivate(
  home: Home,
  db: Db,
  fingerprint: string,
  refused: Refusal,
): Promise<SigningKey> {
  const spki = (await enrolledSpki(db, fingerprint)) ?? (await publicSpki(home));
  const raw = spki === undefined ? undefined : rawKeyOf(spki);
  if (spki === undefined || raw?.algorithm !== 'ed25519') throw refused;
  const sign = (): never => {
    throw refused;
  };
  return { algorithm: 'ed25519', spki, publicKey: raw.publicKey, fingerprint, sign };
}

async function enrolledSpki(db: Db, fingerprint: string): Promise<Uint8Array | undefined> {
  for (const { note } of await leavesOfItem(db, keyItem(fingerprint))) {
    const { event } = parseEventNote(note, 'key event');
    if (event.type === 'keyEnrolled') return fromBase64(factText(event, 'publicKey') ?? '');
  }
  return undefined;
}

const missing = ({ keys }: Home): Refusal =>
  new Refusal('notReady.serviceKeyMissing', { name: KEY_NAMES.service, keys });

const replacedKey = ({ keys }: Home): Refusal =>
  new Refusal('wrongKey.serviceKeyOld', { path: join(keys, `${KEY_NAMES.service}.pem`) });

function refuseWrongCause({ canRecord }: Installation, cause: KeyChangeCause): void {
  if (canRecord === (cause !== 'lost')) return;
  throw new Refusal(canRecord ? 'badUsage.causeOfHeldServiceKey' : 'badUsage.causeOfLostServiceKey');
}

/** Who does it again because the terminal was closed finds it done. */
async function refuseRecent({ db, clock }: Installation): Promise<void> {
  const last = (await leavesOfTypes(db.kysely, ['keyRotated'])).at(-1);
  if (last === undefined || clock() - last.recordedAt.getTime() >= DAY_MS) return;
  throw new Refusal('conflict.serviceKeyReplaced', { index: last.index });
}

const otherNow = (): Refusal => new Refusal('conflict.serviceKeyOther');

const otherNext = (): Refusal => new Refusal('conflict.newServiceKeyOther');
