// From one pair of keys of the log to the next. Two officers sign the event that says so; from then on the new keys sign the
// heads of the log, the old ones beside them for a stated time, and the proof of it is kept for every package and witness.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal, isoUtc } from '../../base/time.ts';
import { insertAccessEvent } from '../../people/access-event.store.ts';
import { writeAtomically } from '../../platform/files.ts';
import { keyFile, readKeyFile, type SigningKey } from '../../platform/keys.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import {
  checkHandOver,
  isSamePair,
  keyChangeFacts,
  LOG_KEYS_ITEM,
  type KeyChange,
  type KeyChangeCause,
  type LogKeyPair,
} from '../../verify/key-change.ts';
import { formatVerifierKey, keyFingerprint, noteKey } from '../../verify/note-key.ts';
import { inclusionProof } from '../../verify/tiles.ts';
import { formatTlogProof } from '../../verify/tlog-proof.ts';
import type { Installation } from './installation.acts.ts';
import { keyItem, KEY_NAMES, NEXT, trustText } from './key-names.ts';
import type { Draft, NoteSigner } from './log-entry.ts';
import type { Act } from './log-writer.acts.ts';
import { handOverPath, keysChanged } from './log-keys.acts.ts';
import { haveKeysChanged, signCheckpoint } from './log-publish.acts.ts';
import { leavesBetween, leavesOfItem, type Tx } from './log.store.ts';
import { isEnrolled, notEnrolled, refuseFewOfficers } from './officer.acts.ts';
import { TOOL } from './tool.ts';

/** What is asked, at the terminal or on a page. */
export interface KeyChangeAsked {
  readonly cause: KeyChangeCause;
  /** For so many days the old keys sign too; of a planned change alone. */
  readonly overlapDays: number;
  /** Public, within the log. */
  readonly reason?: string;
  /** As at `comity init`. */
  readonly passphrase?: string;
}

export interface KeyChangeRequest extends KeyChangeAsked {
  readonly officers: readonly NoteSigner[];
  /** Though they were replaced a short while ago. */
  readonly isAgain: boolean;
  /** Of the operating system, for the record. */
  readonly user: string;
}

/** A change as its event will say it; the new keys are made, and sign nothing yet. */
interface PreparedChange {
  readonly change: Omit<KeyChange, 'index'>;
  readonly draft: Draft;
}

const DAY_MS = 86_400_000;

/**
 * Records the change. The files and the proof follow when the installation is next opened, which the caller does at once;
 * until then it records nothing more. Refuses notAllowed, badUsage, conflict (replaced a short while ago).
 */
export async function replaceLogKeys(house: Installation, request: KeyChangeRequest): Promise<KeyChange> {
  const { officers } = request;
  refuseFewOfficers(officers);
  if (!request.isAgain) await refuseRecent(house);
  return aloneWithKeys(house, async () => {
    const prepared = await prepareKeyChange(house, request);
    return recordKeyChange(house, prepared, {
      officers,
      facts: { terminal: request.user },
      passphrase: request.passphrase,
      before: (tx) => refuseStrangers(tx, officers),
    });
  });
}

/** One at a time makes new keys, or records that they sign: nobody takes away what another is about to name. */
export async function aloneWithKeys<T>(house: Installation, act: () => Promise<T>): Promise<T> {
  const hold = await house.db.hold('log-keys');
  if (hold === undefined) throw new Refusal('conflict.keysBeingReplaced');
  try {
    return await act();
  } finally {
    await hold.release();
  }
}

/** Within `aloneWithKeys`. Refuses badUsage (not the cause), notReady (replaced while this program ran). */
export async function prepareKeyChange(house: Installation, asked: KeyChangeAsked): Promise<PreparedChange> {
  const { cause, overlapDays, reason, passphrase } = asked;
  refuseWrongCause(house, cause);
  if (await haveKeysChanged(house.db.kysely, house.keys)) throw keysChanged();
  const to = await newPair(house, passphrase);
  const overlap = cause === 'planned' ? { overlapUntil: isoUtc(house.clock() + overlapDays * DAY_MS) } : {};
  const change = { cause, from: currentPair(house), to, ...overlap };
  return { change, draft: draftOf(house, change, reason) };
}

/** What a change is recorded with. */
export interface RecordedWith extends Pick<Act, 'officers' | 'signed' | 'expects'> {
  /** Who did it, for the record of access. */
  readonly by?: Uuid | undefined;
  readonly facts: { readonly [name: string]: string };
  /** As at `comity init`. */
  readonly passphrase: string | undefined;
  /** In the transaction, before anything is recorded. */
  readonly before: (tx: Tx) => Promise<void>;
}

/** Within `aloneWithKeys`. Refuses conflict where the new keys are not those in the folder, or the old ones not those that sign. */
export async function recordKeyChange(
  house: Installation,
  { change, draft }: PreparedChange,
  { by, facts, passphrase, before, ...act }: RecordedWith,
): Promise<KeyChange> {
  const { from, to, cause } = change;
  if (await haveKeysChanged(house.db.kysely, house.keys)) throw keysChanged();
  if (!isSamePair(from, currentPair(house))) throw otherNow();
  await refuseOtherNext(house, to, passphrase);
  const successor = keyFingerprint(nodeCrypto, to.ed25519);
  const { repeated, leaves } = await house.log.append({
    ...act,
    key: `log-keys:${from.ed25519.keyId}:${house.keys.changes.length}`,
    events: async (tx) => {
      await before(tx);
      await insertAccessEvent(tx, {
        id: newUuid(house.clock, house.random),
        at: new Date(house.clock()),
        what: 'keyRotated',
        by,
        facts: { setting: 'logKeys', ...facts, cause, successor },
      });
      return [draft];
    },
  });
  if (repeated) throw keysChanged(); // another program was first
  return { ...change, index: leaves[0]?.index ?? 0 };
}

const otherNow = (): Refusal => new Refusal('conflict.logKeysOther');

function currentPair({ keys }: Installation): LogKeyPair {
  return { ed25519: keys.ed25519.key, mlDsa44: keys.mlDsa44.key };
}

/** New ones in any case: what lies there from a change that came to nothing may have been read since. */
async function newPair(
  { home: { keys: folder }, identity: { origin } }: Installation,
  passphrase?: string,
): Promise<LogKeyPair> {
  const names = { ed25519: `${KEY_NAMES.ed25519}${NEXT}`, mlDsa44: `${KEY_NAMES.mlDsa44}${NEXT}` };
  for (const name of Object.values(names)) await rm(join(folder, `${name}.pem`), { force: true });
  const ed25519 = await keyFile(folder, names.ed25519, 'ed25519', passphrase);
  const mlDsa44 = await keyFile(folder, names.mlDsa44, 'ml-dsa-44', passphrase);
  return pairOfNew(origin, ed25519, mlDsa44);
}

/** Nothing is recorded of keys whose private halves are not here: the log could never be signed again. */
async function refuseOtherNext(
  { home: { keys: folder } }: Installation,
  to: LogKeyPair,
  passphrase: string | undefined,
): Promise<void> {
  for (const which of ['ed25519', 'mlDsa44'] as const) {
    const made = await readKeyFile(join(folder, `${KEY_NAMES[which]}${NEXT}.pem`), passphrase);
    if (made?.fingerprint === keyFingerprint(nodeCrypto, to[which])) continue;
    throw new Refusal('conflict.newKeysOther');
  }
}

function draftOf(house: Installation, change: Omit<KeyChange, 'index'>, reason: string | undefined): Draft {
  return {
    type: 'logKeysReplaced',
    item: LOG_KEYS_ITEM,
    occurredAt: isoLocal(house.clock()),
    tool: TOOL,
    ...(reason === undefined ? {} : { reason }),
    facts: keyChangeFacts(change),
  };
}

function pairOfNew(origin: string, ed25519: SigningKey, mlDsa44: SigningKey): LogKeyPair {
  return {
    ed25519: noteKey(nodeCrypto, origin, 'ed25519', ed25519.publicKey),
    mlDsa44: noteKey(nodeCrypto, origin, 'cosignature-ml-dsa-44', mlDsa44.publicKey),
  };
}

/**
 * What a change still lacks: the trust file for partners, and the proof, for which both pairs sign one head of the log. Done
 * when an installation is opened, so that a crash in between is made good. Where it cannot be made, the audit says so.
 */
export async function finishKeyChange(house: Installation): Promise<void> {
  const { keys, folder, db, settings } = house;
  const change = keys.changes.at(-1);
  if (change === undefined || !keys.canSign) return;
  const path = handOverPath(change.index);
  if ((await folder.list('key-changes')).some((name) => path.endsWith(name))) return;
  if (change.cause === 'planned' && keys.retiring === undefined) return;
  const [leaf] = await leavesBetween(db.kysely, change.index, change.index + 1);
  if (leaf === undefined) return; // the database was rolled back: `log restore` comes first
  const published = await house.publish().catch((error: unknown) => {
    if (error instanceof Refusal) return undefined; // what is wrong is said to whoever publishes
    throw error;
  });
  if (published === undefined || published.size <= change.index) return;
  const { origin, size, root } = published;
  const checkpoint = signCheckpoint(house, { origin, size, root }, true);
  const proof = await inclusionProof(nodeCrypto, folder.read, change.index, size);
  const bytes = formatTlogProof({ extra: leaf.note, index: change.index, proof, checkpoint });
  await checkHandOver(nodeCrypto, bytes, path); // nothing is kept that its reader would refuse
  const verifierKeys = [change.to.ed25519, change.to.mlDsa44].map(formatVerifierKey);
  await writeAtomically(join(house.home.path, 'trust.txt'), trustText(settings, verifierKeys), 0o644);
  await folder.write([{ path, bytes }]);
}

/** The proof of a change, as partners and witnesses are given it. Refuses damaged: it is not there. */
export async function handOverOf(house: Installation, index: number): Promise<Uint8Array> {
  const path = handOverPath(index);
  const found = (await house.folder.list('key-changes')).some((name) => path.endsWith(name));
  if (found) return house.folder.read(path);
  throw new Refusal('damaged.keyChangeProof', { index, path });
}

/** Within the transaction: their keys are enrolled, and none has ended. */
export async function refuseStrangers(tx: Tx, officers: readonly NoteSigner[]): Promise<void> {
  for (const { signing } of officers) {
    const leaves = await leavesOfItem(tx, keyItem(signing.fingerprint));
    const notes = leaves.map((leaf) => leaf.note);
    if (!isEnrolled(notes, 'officer')) throw notEnrolled(signing.fingerprint);
  }
}

function refuseWrongCause({ keys }: Installation, cause: KeyChangeCause): void {
  if (keys.canSign === (cause !== 'lost')) return;
  throw new Refusal(keys.canSign ? 'badUsage.causeOfHeldKeys' : 'badUsage.causeOfLostKeys');
}

/** Who does it again because the terminal was closed finds it done. */
async function refuseRecent({ keys, db, clock }: Installation): Promise<void> {
  const last = keys.changes.at(-1);
  if (last === undefined) return;
  const [leaf] = await leavesBetween(db.kysely, last.index, last.index + 1);
  const isOverlap = Date.parse(last.overlapUntil ?? '') > clock();
  const isNew = leaf !== undefined && clock() - leaf.recordedAt.getTime() < DAY_MS;
  if (!isOverlap && !isNew) return;
  const { index, overlapUntil: until } = last;
  if (isOverlap) throw new Refusal('conflict.keysReplacedOverlap', { index, until });
  throw new Refusal('conflict.keysReplaced', { index });
}
