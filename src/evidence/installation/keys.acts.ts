// The keys of the installation as its log tells them: which sign now and since when, which signed before and why they do not any more.
import { KEY_CHANGE_CAUSES, LOG_KEYS_ITEM, type KeyChangeCause } from '../../verify/key-change.ts';
import { factText } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { keyFingerprint } from '../../verify/note-key.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { keyItem } from '../log/key-names.ts';
import { leavesOfItem, leavesOfTypes, type Db } from '../log/log.store.ts';
import type { Installation } from '../log/installation.acts.ts';

export type KeyName = 'ed25519' | 'mlDsa44' | 'service';

export interface KeyNow {
  readonly name: KeyName;
  readonly fingerprint: string;
  readonly since: Date;
}

export interface KeyBefore {
  readonly name: KeyName;
  readonly fingerprint: string;
  readonly until: Date;
  /** Undefined for one of the service that was replaced before causes were asked. */
  readonly cause: KeyChangeCause | undefined;
  /** Of the event that replaced it. */
  readonly index: number;
}

interface KeysHeld {
  readonly now: readonly KeyNow[];
  /** The last replaced first. */
  readonly before: readonly KeyBefore[];
}

/** One look-up for each time a key was replaced. */
export async function keysHeld(house: Installation): Promise<KeysHeld> {
  const { keys, identity, settings, db } = house;
  const created = new Date(settings.created);
  const replaced = await leavesOfItem(db.kysely, LOG_KEYS_ITEM);
  const since = replaced.at(-1)?.recordedAt ?? created;
  const own = identity.service.signing.fingerprint;
  const [enrolled] = await leavesOfItem(db.kysely, keyItem(own));
  const before = keys.changes.flatMap(({ index, cause, from }): KeyBefore[] => {
    const until = replaced.find((one) => one.index === index)?.recordedAt;
    if (until === undefined) return [];
    const one = { until, cause, index };
    return [
      { ...one, name: 'ed25519', fingerprint: keyFingerprint(nodeCrypto, from.ed25519) },
      { ...one, name: 'mlDsa44', fingerprint: keyFingerprint(nodeCrypto, from.mlDsa44) },
    ];
  });
  const all = [...before, ...(await servicesBefore(db.kysely))];
  return {
    now: [
      { name: 'ed25519', fingerprint: keys.ed25519.signing.fingerprint, since },
      { name: 'mlDsa44', fingerprint: keys.mlDsa44.signing.fingerprint, since },
      { name: 'service', fingerprint: own, since: enrolled?.recordedAt ?? created },
    ],
    before: all.sort((a, b) => b.index - a.index),
  };
}

async function servicesBefore(db: Db): Promise<KeyBefore[]> {
  const leaves = await leavesOfTypes(db, ['keyRotated']);
  return leaves.map(({ note, index, recordedAt: until }) => {
    const { event } = parseEventNote(note, `event ${index}`);
    const cause = KEY_CHANGE_CAUSES.find((one) => one === factText(event, 'cause'));
    return { name: 'service', fingerprint: factText(event, 'key') ?? '', until, cause, index };
  });
}
