// Looks how the installation is, by the system's own hand: an administrator learns how much there is, and nothing of what.
import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { counts, mailboxOf, tally } from './health.store.ts';
import { stoppedPeers } from '../log/peer.store.ts';
import { silentPeers } from '../custody/passing.store.ts';
import { countUnread, fixityDays } from '../custody/fixity.store.ts';
import type { Health, Vouched } from './health.ts';
import { lastHousework } from './housekeeping.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { newestKept } from '../log/log-kept.acts.ts';
import { hasQuorum, readAuthorities, readWitnessPolicy } from '../log/log-partners.acts.ts';
import { refuseLostHead, type Published } from '../log/log-publish.acts.ts';
import { readHead } from '../log/log.store.ts';
import { witnessStore } from '../log/witness.store.ts';
import { keysHeld } from './keys.acts.ts';
import { keyMonths, warnBelowBytes } from './settings.acts.ts';
import { dueAt } from './settings.ts';

const DAY_MS = 86_400_000;
const FAILED_JOBS_DAYS = 7;
/** Of the kept checkpoints so many are looked at, the newest first. */
const LOOKED_AT = 20;

/** With less, an act may not be recorded: its rows, their journal, tiles and a checkpoint. */
const ROOM_BYTES_MIN = 16 * 1024 * 1024;

/** Whether an act would be recorded now, and how many were; throws when the database does not answer. */
export async function readiness(house: Installation): Promise<{
  readonly events: number;
  readonly hindrance?: 'rolledBack' | 'noHead' | 'noSpace' | 'readOnly';
}> {
  const published = await house.published(); // before the head, which never falls behind it by itself
  const events = (await readHead(house.db.kysely))?.size ?? 0;
  if (published !== undefined && published.size > events) return { events, hindrance: 'rolledBack' };
  if (published === undefined && (await isHeadLost(house, events))) return { events, hindrance: 'noHead' };
  for (const folder of [house.home.path, house.home.log, house.home.store, house.home.staging]) {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < ROOM_BYTES_MIN) return { events, hindrance: 'noSpace' };
    if (!(await isWritable(folder))) return { events, hindrance: 'readOnly' };
  }
  return { events };
}

function isHeadLost({ folder }: Installation, events: number): Promise<boolean> {
  return refuseLostHead(folder, events).then(
    () => false,
    () => true,
  );
}

function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

export async function healthOf(
  house: Installation,
  published: () => Promise<Published | undefined>,
): Promise<Health> {
  const db = house.db.kysely;
  const days = await fixityDays(db);
  const ago = (count: number): Date => new Date(house.clock() - count * DAY_MS);
  const [
    head,
    checkpoint,
    counted,
    disk,
    unread,
    found,
    vouched,
    housework,
    below,
    keysDueAt,
    mailbox,
    silent,
    stopped,
    isWitnessPaused,
  ] = await Promise.all([
    readHead(db),
    published(),
    counts(db),
    statfs(house.home.store),
    countUnread(db, ago(days)),
    tally(db, ago(FAILED_JOBS_DAYS)),
    vouchedFor(house),
    lastHousework(db),
    warnBelowBytes(db),
    firstDue(house),
    mailboxOf(db),
    silentPeers(db),
    stoppedPeers(db),
    witnessStore(house.home.witness).isPaused(),
  ]);
  const { agency, state, origin } = house.settings;
  return {
    agency,
    state,
    log: origin,
    events: head?.size ?? 0,
    checkpointAt: checkpoint === undefined ? undefined : new Date(checkpoint.time * 1000),
    ...vouched,
    counts: counted,
    bytesHeld: found.bytesHeld,
    bytesLeft: disk.bavail * disk.bsize,
    warnBelowBytes: below,
    failed: found.failed,
    unread,
    unreadDays: days,
    canSign: house.keys.canSign,
    canRecord: house.canRecord,
    keysDueAt,
    jobs: { waiting: found.jobsWaiting, failed: found.jobsFailed },
    housework,
    mailbox,
    silentPeers: silent.length,
    stoppedPeers: stopped,
    isWitnessPaused,
  };
}

async function firstDue(house: Installation): Promise<Date | undefined> {
  const months = await keyMonths(house.db.kysely);
  if (months === undefined) return undefined;
  const { now } = await keysHeld(house);
  return now.map(({ since }) => dueAt(since, months)).sort((a, b) => a.getTime() - b.getTime())[0];
}

export async function vouchedFor(
  house: Installation,
): Promise<{ readonly witnessed: Vouched; readonly stamped: Vouched }> {
  const policy = (await readWitnessPolicy(house.home))?.policy;
  const authorities = await readAuthorities(house.home);
  const kept = await newestKept(house, LOOKED_AT);
  let witnessedAt: Date | undefined;
  for (const { checkpoint } of kept)
    if (policy !== undefined && witnessedAt === undefined && (await hasQuorum(checkpoint.note, policy)))
      witnessedAt = new Date(checkpoint.time * 1000);
  const stampedOne = kept.find(({ tokens }) => tokens > 0)?.checkpoint;
  return {
    witnessed: { isAsked: policy !== undefined && policy.quorum.kind !== 'none', at: witnessedAt },
    stamped: {
      isAsked: authorities.length > 0,
      at: stampedOne === undefined ? undefined : new Date(stampedOne.time * 1000),
    },
  };
}
