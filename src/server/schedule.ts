// What the server does by the clock, and what it waits for when it stops.
import { startFixity } from '../evidence/custody/fixity.jobs.ts';
import { standsStill, type Installation } from '../evidence/log/installation.acts.ts';
import { clearUploads } from '../evidence/intake/upload-clear.acts.ts';
import {
  deliverWaiting,
  moveEvidence,
  readMails,
  tellWhatWasAnswered,
  watchPeers,
} from '../exchange/deliver.acts.ts';
import { witnessOften } from '../exchange/witness-peers.acts.ts';
import { pageDuty } from '../exchange/watch.acts.ts';
import { refreshDocuments } from '../exchange/refresh.acts.ts';
import { forgetOldKeys } from '../forensics/pipeline/key.acts.ts';
import { clearOldDrafts } from '../people/draft.acts.ts';
import { startAlarms } from '../requests/verbs/preservation/alarms.acts.ts';
import type { Log } from '../platform/log.ts';

interface Schedule {
  /** Nothing begins any more; what is under way is finished. */
  stop(): Promise<void>;
}

interface Task {
  /** For the log, when it fails. */
  readonly what: string;
  readonly everyMs: number;
  readonly act: (house: Installation) => Promise<unknown>;
  /** At the start too. */
  readonly isAtOnce?: boolean;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

interface ScheduleSettings {
  readonly keptDays: number;
  /** Of the keys of the exchange. */
  readonly passphrase: string | undefined;
  /** Records what came by line in the life of requests. */
  readonly follow: () => Promise<unknown>;
}

const tasks = ({ keptDays, passphrase, follow }: ScheduleSettings): readonly Task[] => [
  // A checkpoint is due this often when there are new events (DESIGN, custody log); it changes nothing when there is none.
  { what: 'the publishing of the log', everyMs: 10_000, act: (house) => house.publish() },
  { what: 'the reading of stored exhibits', everyMs: HOUR_MS, act: (house) => startFixity(house) },
  // An alarm of a limit in hours is a minute late at most.
  { what: 'the alarms of time limits', everyMs: MINUTE_MS, act: startAlarms, isAtOnce: true },
  {
    what: 'the clearing of uploads',
    everyMs: HOUR_MS,
    act: (house) => clearUploads(house, keptDays),
    isAtOnce: true,
  },
  {
    what: 'the clearing of answers to unfinished acts',
    everyMs: HOUR_MS,
    act: ({ db, clock }) => clearOldDrafts({ db: db.kysely, clock }),
    isAtOnce: true,
  },
  {
    what: 'the erasing of keys that no examination used',
    everyMs: MINUTE_MS, // of a selection that was cancelled too
    act: forgetOldKeys,
    isAtOnce: true,
  },
  {
    what: 'the telling of what became of offered custody',
    everyMs: MINUTE_MS,
    act: (house) => tellWhatWasAnswered(house, passphrase),
  },
  { what: 'the reading of documents of peers', everyMs: HOUR_MS, act: refreshDocuments },
  {
    what: 'the sending of messages to peers',
    everyMs: SECOND_MS,
    act: (house) => deliverWaiting(house, passphrase),
  },
  {
    what: 'the reading of the mailbox of the exchange',
    everyMs: MINUTE_MS,
    act: (house) => readMails(house, passphrase),
    isAtOnce: true,
  },
  {
    what: 'the asking whether peers answer',
    everyMs: HOUR_MS,
    act: (house) => watchPeers(house, passphrase),
    isAtOnce: true,
  },
  { what: 'the asking of witnesses', everyMs: 10 * MINUTE_MS, act: witnessOften },
  { what: 'the telling of urgent requests', everyMs: 10 * SECOND_MS, act: (house) => pageDuty({ house }) },
  { what: 'the following of requests by line', everyMs: 5 * SECOND_MS, act: follow },
  {
    what: 'the fetching of evidence from peers',
    everyMs: 5 * SECOND_MS,
    act: (house) => moveEvidence(house, passphrase),
  },
];

/** `house`: undefined before there is one. */
export function startSchedule(
  house: () => Installation | undefined,
  settings: ScheduleSettings,
  log: Log,
): Schedule {
  const running = new Set<Promise<void>>();
  const run = ({ what, act }: Task): void => {
    const open = house();
    if (open === undefined || standsStill(open)) return; // without the keys of the log nothing is taken on
    const one = act(open).then(
      () => undefined,
      (error: unknown) => log.error({ err: error }, `${what} failed`),
    );
    running.add(one);
    void one.finally(() => running.delete(one));
  };
  const list = tasks(settings);
  for (const task of list) if (task.isAtOnce === true) run(task);
  const timers = list.map((task) => setInterval(() => run(task), task.everyMs));
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
