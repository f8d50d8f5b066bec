// Replacing the key of the service. The old key enrols the new one and ends itself, in one act; then the file changes. A crash in
// between is finished at the next start: the log says which key signs, the files follow.
import { rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { base64 } from '../../base/bytes.ts';
import { newUuid } from '../../base/ids.ts';
import { isoLocal } from '../../base/time.ts';
import { insertAccessEvent } from '../../people/access-event.store.ts';
import { fsyncFolder, writeAtomically } from '../../platform/files.ts';
import type { Home } from '../../platform/home.ts';
import { keyFile, readKeyFile, spkiPem, type SigningKey } from '../../platform/keys.ts';
import { factText } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { keyItem, KEY_NAMES, NEXT_SERVICE } from './key-names.ts';
import type { Installation } from '../house/installation.acts.ts';
import { serviceKeyEnded } from './log-writer.acts.ts';
import { hasKeyEnded, leavesOfItem, type Db } from './log.store.ts';
import { TOOL } from '../house/tool.ts';

export interface Rotated {
  /** Fingerprints. */
  readonly from: string;
  readonly to: string;
}

/**
 * Afterwards this installation records nothing more until it is opened again. `user`: of the operating system, for the
 * record. `passphrase`: as at `comity init`.
 */
export async function rotateServiceKey(
  house: Installation,
  user: string,
  passphrase?: string,
): Promise<Rotated> {
  const { keys: folder } = house.home;
  const old = house.identity.service.signing;
  if (await hasKeyEnded(house.db.kysely, keyItem(old.fingerprint))) throw serviceKeyEnded();
  const next = await keyFile(folder, NEXT_SERVICE, 'ed25519', passphrase);
  const common = { occurredAt: isoLocal(house.clock()), tool: TOOL };
  const facts = { algorithm: next.algorithm, use: 'service', publicKey: base64(next.spki) };
  const { repeated } = await house.log.append({
    key: `rotate:${old.fingerprint}`,
    events: async (tx) => {
      await insertAccessEvent(tx, {
        id: newUuid(house.clock, house.random),
        at: new Date(house.clock()),
        what: 'keyRotated',
        facts: { setting: 'serviceKey', terminal: user, successor: next.fingerprint },
      });
      return [
        {
          ...common,
          type: 'keyEnrolled',
          item: keyItem(next.fingerprint),
          facts: { ...facts, key: next.fingerprint },
        },
        {
          ...common,
          type: 'keyRotated',
          item: keyItem(old.fingerprint),
          facts: { key: old.fingerprint, successor: next.fingerprint },
        },
      ];
    },
  });
  if (repeated) throw serviceKeyEnded(); // another program was first, with another key
  await putInPlace(house.home, next);
  return { from: old.fingerprint, to: next.fingerprint };
}

/**
 * The key that signs now. `held`: the one in the file, which may have been replaced in the log by a program that was killed
 * before it could change the file.
 */
export async function currentServiceKey(
  home: Home,
  db: Db,
  held: SigningKey,
  passphrase?: string,
): Promise<SigningKey> {
  const path = join(home.keys, `${NEXT_SERVICE}.pem`);
  const next = await readKeyFile(path, passphrase);
  if (next === undefined) return held;
  if ((await successorOf(db, held.fingerprint)) !== next.fingerprint) return held;
  await putInPlace(home, next);
  return next;
}

/** The old private key is gone from the folder by this; from the disk, and from backups, it is not. */
async function putInPlace(home: Home, next: SigningKey): Promise<void> {
  const at = (name: string): string => join(home.keys, name);
  await writeAtomically(at(`${KEY_NAMES.service}.pub.pem`), spkiPem(next.spki), 0o644);
  await rename(at(`${NEXT_SERVICE}.pem`), at(`${KEY_NAMES.service}.pem`));
  await unlink(at(`${NEXT_SERVICE}.pub.pem`)).catch(() => undefined); // a copy of what stands beside it
  await fsyncFolder(home.keys);
}

async function successorOf(db: Db, fingerprint: string): Promise<string | undefined> {
  for (const { note } of await leavesOfItem(db, keyItem(fingerprint))) {
    const { event } = parseEventNote(note, 'key event');
    if (event.type === 'keyRotated') return factText(event, 'successor');
  }
  return undefined;
}
