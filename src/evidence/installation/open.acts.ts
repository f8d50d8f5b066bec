// An opened installation: its database, store, keys and log, put in order before anything else happens.
import { randomFillSync } from 'node:crypto';
import type { Random, Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Clock } from '../../base/time.ts';
import { removeAbandoned } from '../../platform/abandoned-files.ts';
import { openDatabase, type Database } from '../../platform/database.ts';
import type { Home } from '../../platform/home.ts';
import { logFolder, type LogFolder } from '../../platform/log-folder.ts';
import type { ObjectStore } from '../../platform/object-store.ts';
import { openStore } from '../../platform/s3-store.ts';
import type { Schema } from '../../platform/schema.ts';
import { readSettings, type Settings } from '../../platform/settings.ts';
import { finishDisposal } from '../custody/destroyed.acts.ts';
import { beingDestroyed, exhibitById } from '../exhibits/exhibit.store.ts';
import { logIdentity, type LogIdentity } from '../log/log-entry.ts';
import { openLogKeys, type LogKeys } from '../log/log-keys.acts.ts';
import { finishKeyChange } from '../log/log-hand-over.acts.ts';
import {
  haveKeysChanged,
  publishedReader,
  publishLog,
  isOfInit,
  refuseLostHead,
  settleHeads,
  type Published,
} from '../log/log-publish.acts.ts';
import { finishRestoration } from '../log/log-set-aside.acts.ts';
import { logWriter, type LogWriter, type Recorded } from '../log/log-writer.acts.ts';
import { leavesBetween, readHead, recordedActs } from '../log/log.store.ts';
import { clearParts } from '../packages/package-part.acts.ts';
import { currentServiceKey, type ServiceKeyHeld } from '../log/service-key.acts.ts';
import { settleQuarantine } from '../packages/quarantine.acts.ts';
import type { Installation } from '../log/installation.acts.ts';

export interface OpenOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Set by `init` alone, which records the first event. */
  readonly isNew?: boolean;
  /** Private keys of the log or the service may be missing: for the acts that end that state. */
  readonly mayLackKeys?: boolean;
}

/** Checkpoints are signed at most this often, so that witnesses are not flooded; an act that needs one asks for it. */
const CHECKPOINT_EVERY_SECONDS = 10;

const systemRandom: Random = (bytes) => void randomFillSync(bytes);

export async function openInstallation(home: Home, options: OpenOptions = {}): Promise<Installation> {
  const env = options.env ?? process.env;
  const settings = await readSettings(home);
  const passphrase = env['COMITY_PASSPHRASE'];
  // The hand of the system itself: the terminal, the log, the jobs. Pages look through `people/as-person.ts` instead.
  const db = await openDatabase<Schema>(home, { env, session: { 'comity.as': 'operator' } });
  try {
    const mayLack = options.mayLackKeys === true;
    const service = await currentServiceKey(home, db.kysely, { passphrase, mayLack });
    const folder = logFolder(home.log, home.head);
    const keys = await openLogKeys({
      keys: home.keys,
      db,
      folder,
      origin: settings.origin,
      clock: options.clock ?? Date.now,
      passphrase,
      mayLack,
    });
    return await assemble({ home, settings, service, keys, folder, db, options });
  } catch (error) {
    await db.close();
    throw error;
  }
}

interface Parts {
  readonly home: Home;
  readonly settings: Settings;
  readonly service: ServiceKeyHeld;
  readonly keys: LogKeys;
  readonly folder: LogFolder;
  readonly db: Database<Schema>;
  readonly options: OpenOptions;
}

async function assemble(parts: Parts): Promise<Installation> {
  const { home, settings, service, keys, folder, db } = parts;
  const clock = parts.options.clock ?? Date.now;
  const random = parts.options.random ?? systemRandom;
  const store = await openStore(home, parts.options.env ?? process.env);
  const { origin } = settings;
  const identity = logIdentity(origin, service.key, { name: settings.agency, state: settings.state });
  const published = publishedReader(folder, keys, origin);
  const logAs = (who: LogIdentity): LogWriter =>
    logWriter({
      db,
      identity: who,
      clock,
      random,
      published,
      refuseLostHead: (size) => refuseLostHead(folder, size),
      haveKeysChanged: (tx) => haveKeysChanged(tx, keys),
    });
  const log = logAs(identity);
  const house: Installation = {
    home,
    settings,
    db,
    store,
    identity,
    keys,
    log,
    logAs,
    canRecord: service.canSign,
    folder,
    clock,
    random,
    recordedUnder: (key) => recordedUnder(db, key),
    settleStaged: (id) => settleStaged(db, store, id),
    published,
    publish: async () => {
      const checkpoint = await publishLog({ db, folder, keys, origin, clock });
      if (checkpoint !== undefined) return checkpoint;
      throw new Refusal('notReady.emptyLog');
    },
    close: async () => {
      try {
        await log.settled();
        await publishWhenDue(house, published);
      } finally {
        await store.close();
        await db.close();
      }
    },
  };
  if (parts.options.isNew !== true) await refuseHalfMade(house, published);
  await finishRestoration(db, folder, published);
  await finishKeyChange(house);
  await clearUp(house);
  return house;
}

/** An `init` that was killed before its first event, where others would be recorded by a key that was never enrolled, or before its head stood in both places: that of the log comes last. */
async function refuseHalfMade(
  house: Installation,
  published: () => Promise<Published | undefined>,
): Promise<void> {
  const [own] = await house.folder.heads();
  if (own?.bytes !== undefined) return;
  const head = await readHead(house.db.kysely);
  if (head === undefined ? (await published()) !== undefined : !(await isOfInit(house.folder, head.size)))
    return;
  throw new Refusal('notReady.wholeInstallation', { home: house.home.path });
}

/** What a crash left: what is recorded gets its bytes into place, a disposal is finished, the rest is taken away. */
async function clearUp(house: Installation): Promise<void> {
  for (const staged of await house.store.staged()) {
    if (!staged.isHeld) await house.settleStaged(staged.id);
  }
  await settleHeads(house.folder, await house.published());
  for (const id of await beingDestroyed(house.db.kysely)) await finishDisposal(house, id);
  await settleQuarantine(house);
  await clearParts(house.db);
  const { path, keys, log, quarantine } = house.home;
  for (const folder of [path, keys, log, quarantine]) await removeAbandoned(folder);
}

async function settleStaged(db: Database<Schema>, store: ObjectStore, id: Uuid): Promise<void> {
  const exhibit = await exhibitById(db.kysely, id);
  if (exhibit?.status === 'held') await store.publish(id);
  else await store.discard(id);
}

async function recordedUnder(db: Database<Schema>, key: string): Promise<Recorded | undefined> {
  const found = (await recordedActs(db.kysely, [key])).get(key);
  if (found === undefined) return undefined;
  return { repeated: true, leaves: await leavesBetween(db.kysely, found.first, found.first + found.count) };
}

async function publishWhenDue(
  house: Installation,
  published: () => Promise<Published | undefined>,
): Promise<void> {
  const { keys, db } = house;
  // The program that is opened next has the new keys, and publishes.
  if (!keys.canSign || (await haveKeysChanged(db.kysely, keys))) return;
  const last = await published();
  const head = await readHead(db.kysely);
  if (head === undefined || head.size === last?.size) return;
  if (last !== undefined && house.clock() / 1000 - last.time < CHECKPOINT_EVERY_SECONDS) return;
  await house.publish();
}
