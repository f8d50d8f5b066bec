// That a person opened what came goes back by the road that its sender has, until it was taken there. What is not taken waits, longer each time.
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { NOT_REACHED, sendReceipts, UNKNOWN_THERE } from './by-mail.acts.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import * as ins from './in.store.ts';
import { peerLine, type PeerLine } from './peer-document.acts.ts';
import { waitsByDatabase } from './waits.ts';

/** Of each peer. */
const AT_ONCE = 64;

interface Returning {
  readonly house: Pick<Installation, 'db' | 'clock' | 'random' | 'home'>;
  readonly keys: ExchangeKeys;
}

const waitsOf = waitsByDatabase();

export async function returnRetrievals(returning: Returning): Promise<void> {
  const { db, clock } = returning.house;
  const due = await ins.dueRetrievals(db.kysely, AT_ONCE, waitsOf(db).waiting(clock()));
  const each = Map.groupBy(due, ({ peerOrigin }) => peerOrigin);
  await Promise.all([...each].map(([origin, all]) => returnTo(returning, origin, all)));
}

async function returnTo(
  returning: Returning,
  origin: string,
  all: readonly ins.DueRetrieval[],
): Promise<void> {
  const peer = await peerLine(returning.house.db.kysely, origin);
  if (peer === undefined || peer.stop !== undefined) return;
  // By mail all in one; by line one after the other, and each counts by itself.
  if (peer.document.endpoints.line === undefined) return void (await returnGroup(returning, peer, all));
  for (const [i, one] of all.entries())
    if ((await returnGroup(returning, peer, [one])) === NOT_REACHED)
      return all.slice(i + 1).forEach(({ id }) => void hasFailed(returning, id)); // nor are these
}

/** Undefined: it was taken. */
async function returnGroup(
  returning: Returning,
  peer: PeerLine,
  group: readonly ins.DueRetrieval[],
): Promise<string | undefined> {
  const { house, keys } = returning;
  const why = await sendReceipts(
    house,
    keys,
    peer,
    group.map(({ retrieval }) => retrieval),
  ).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    return error.message; // the mail server
  });
  for (const { id } of group) {
    // A peer whose database was restored may never know its own message again.
    const isOver = why === undefined || (hasFailed(returning, id) && why === UNKNOWN_THERE);
    if (isOver) await ins.retrievalEnded(house.db.kysely, id);
    if (why === undefined) waitsOf(house.db).hasWorked(id);
  }
  return why;
}

function hasFailed({ house: { db, clock } }: Returning, id: ins.DueRetrieval['id']): boolean {
  return waitsOf(db).hasFailed(id, clock());
}
