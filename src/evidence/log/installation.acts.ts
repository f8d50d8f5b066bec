// What an opened installation is, for every act that records something. It is opened in `installation/open.acts.ts`.
import type { Random, Uuid } from '../../base/ids.ts';
import type { Clock } from '../../base/time.ts';
import type { Database } from '../../platform/database.ts';
import type { Home } from '../../platform/home.ts';
import type { LogFolder } from '../../platform/log-folder.ts';
import type { ObjectStore } from '../../platform/object-store.ts';
import type { Schema } from '../../platform/schema.ts';
import type { Settings } from '../../platform/settings.ts';
import { keyItem } from './key-names.ts';
import type { LogIdentity } from './log-entry.ts';
import type { LogKeys } from './log-keys.acts.ts';
import { haveKeysChanged, type Published } from './log-publish.acts.ts';
import type { LogWriter, Recorded } from './log-writer.acts.ts';
import { hasKeyEnded } from './log.store.ts';

export interface Installation {
  readonly home: Home;
  readonly settings: Settings;
  readonly db: Database<Schema>;
  readonly store: ObjectStore;
  readonly identity: LogIdentity;
  readonly keys: LogKeys;
  readonly log: LogWriter;
  /** Of the one act in which a key of the service enrols itself, because nothing may rest on the one before it. */
  readonly logAs: (who: LogIdentity) => LogWriter;
  /** False: the private key of the service is not here. */
  readonly canRecord: boolean;
  readonly folder: LogFolder;
  readonly clock: Clock;
  readonly random: Random;
  /** The events recorded under an idempotency key; undefined when there are none. */
  recordedUnder(key: string): Promise<Recorded | undefined>;
  /** Publishes or discards what is staged under this id, as the database says. */
  settleStaged(id: Uuid): Promise<void>;
  /** The head that was published last. */
  readonly published: () => Promise<Published | undefined>;
  /** A checkpoint that covers every event recorded before the call. */
  publish(): Promise<Published>;
  /** Waits for the log, publishes it when due, and leaves the database. */
  close(): Promise<void>;
}

/** The keys that this program has open were replaced: it records nothing more until it is opened anew. */
export async function haveKeysEnded({ db, keys, identity }: Installation): Promise<boolean> {
  const own = keyItem(identity.service.signing.fingerprint);
  return (await haveKeysChanged(db.kysely, keys)) || hasKeyEnded(db.kysely, own);
}

/** A private key is missing: nothing can be recorded, or nothing published, so nothing is taken on. */
export function standsStill({ keys, canRecord }: Pick<Installation, 'keys' | 'canRecord'>): boolean {
  return !keys.canSign || !canRecord;
}
