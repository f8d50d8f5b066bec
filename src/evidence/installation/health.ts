// How the installation is: counts and state for administrators, nothing of any case; and what needs their attention.
import { BACKUP_CHECK_DAYS, BACKUP_DAYS } from './settings.ts';

/** How much there is, nothing of what. */
export interface Counts {
  readonly cases: number;
  readonly exhibits: number;
  readonly persons: number;
}

/** What is done to keep the installation safe. */
export type Housework = 'backupMade' | 'backupChecked' | 'audited';

export interface HouseworkDone {
  readonly at: Date;
  readonly place: string;
  readonly isSound: boolean;
}

export interface Health {
  readonly agency: string;
  readonly state: string;
  readonly log: string;
  readonly events: number;
  readonly checkpointAt: Date | undefined;
  /** The last checkpoint that enough witnesses cosigned. */
  readonly witnessed: Vouched;
  /** The last checkpoint that a time-stamp authority stamped. */
  readonly stamped: Vouched;
  readonly counts: Counts;
  readonly bytesHeld: number;
  readonly bytesLeft: number;
  readonly warnBelowBytes: number;
  /** Exhibits whose stored bytes are not what was sealed. */
  readonly failed: number;
  /** Exhibits that were not read again for `unreadDays`. */
  readonly unread: number;
  readonly unreadDays: number;
  /** False: the private keys of the log are not here. */
  readonly canSign: boolean;
  /** The same of the key of the service. */
  readonly canRecord: boolean;
  /** When the first of the keys is due; undefined: the agency has set no rule. */
  readonly keysDueAt: Date | undefined;
  readonly jobs: { readonly waiting: number; readonly failed: number };
  readonly housework: { readonly [what in Housework]: HouseworkDone | undefined };
  /** Peers that have not answered since our database was restored. */
  readonly silentPeers: number;
  /** Peers whose keys changed without an announcement. */
  readonly stoppedPeers: number;
  /** It witnesses other logs, was restored from a backup, and nobody has said yet that it goes on. */
  readonly isWitnessPaused: boolean;
  /** In which messages of peers arrive; undefined: none is set, or it was never read. */
  readonly mailbox: { readonly readAt: Date | undefined; readonly isBroken: boolean } | undefined;
}

export interface Vouched {
  /** Somebody is set to be asked. */
  readonly isAsked: boolean;
  readonly at: Date | undefined;
}

const HEALTH_WARNINGS = [
  'serviceKeyLost', // the private key of the service is not here
  'keysLost', // the private keys of the log are not here
  'failed', // stored bytes are not what was sealed
  'storageLow',
  'backupNone',
  'backupOld',
  'backupBroken', // the last one, or its check, was not sound
  'backupUnchecked',
  'unread',
  'noWitness',
  'witnessLate', // and not for an hour, though the log has grown
  'noStamp',
  'witnessPaused', // ours, of the logs of others
  'keysDue',
  'peerStopped', // other keys that nobody announced: two persons look
  'fenceUnanswered', // exhibits are bound until a peer has said what it knows
  'mailboxUnread', // messages of peers may lie there
  'jobsFailed',
] as const;

export type HealthWarning = (typeof HEALTH_WARNINGS)[number];

const DAY_MS = 86_400_000;
const WITNESS_GAP_MS = 3_600_000;

/** The most pressing first. */
export function warningsOf(health: Health, now: Date): HealthWarning[] {
  const { backupMade, backupChecked } = health.housework;
  const isOlder = (done: HouseworkDone | undefined, days: number): boolean =>
    done !== undefined && now.getTime() - done.at.getTime() > days * DAY_MS;
  const holds: { readonly [warning in HealthWarning]: boolean } = {
    serviceKeyLost: !health.canRecord,
    keysLost: !health.canSign,
    failed: health.failed > 0,
    storageLow: health.bytesLeft < health.warnBelowBytes,
    backupNone: backupMade === undefined && health.counts.exhibits > 0,
    backupOld: isOlder(backupMade, BACKUP_DAYS),
    backupBroken: backupMade?.isSound === false || backupChecked?.isSound === false,
    backupUnchecked:
      backupMade !== undefined && (backupChecked === undefined || isOlder(backupChecked, BACKUP_CHECK_DAYS)),
    unread: health.unread > 0,
    noWitness: health.witnessed.isAsked && health.witnessed.at === undefined,
    witnessLate:
      health.witnessed.isAsked &&
      health.witnessed.at !== undefined &&
      health.checkpointAt !== undefined &&
      health.checkpointAt > health.witnessed.at &&
      now.getTime() - health.witnessed.at.getTime() > WITNESS_GAP_MS,
    noStamp: health.stamped.isAsked && health.stamped.at === undefined,
    witnessPaused: health.isWitnessPaused,
    keysDue: health.keysDueAt !== undefined && health.keysDueAt <= now,
    peerStopped: health.stoppedPeers > 0,
    fenceUnanswered: health.silentPeers > 0,
    mailboxUnread: health.mailbox?.isBroken === true,
    jobsFailed: health.jobs.failed > 0,
  };
  return HEALTH_WARNINGS.filter((warning) => holds[warning]);
}
