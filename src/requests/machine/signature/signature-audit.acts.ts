// The audit of what authorised requests: each signature that is kept has its event in the custody log, and each event its signature;
// and so has each act that ended one, and each withdrawal of a request by the State that sent it. Nobody, the administrator included,
// takes one away, changes it, or puts one in.
import type { Kysely } from 'kysely';
import { hex } from '../../../base/bytes.ts';
import { isUuid } from '../../../base/ids.ts';
import type { Findings } from '../../../evidence/log/findings.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { leavesOfItem } from '../../../evidence/log/log.store.ts';
import type { Schema } from '../../../platform/schema.ts';
import { factText, type CustodyEvent } from '../../../verify/event.ts';
import { parseEventNote } from '../../../verify/event-note.ts';
import { AUTHORITY_ITEMS, authorityItem, sha256, statementBytes } from './signature.ts';
import { authorityNotes, isStatementKept, keptStatements, type KeptStatement } from './signature.store.ts';
import { THEIR_WITHDRAWAL, withdrawalText, type TheirWithdrawal } from './their-withdrawal.ts';
import { theirWithdrawals } from './their-withdrawal.store.ts';

/** What ended it by the request, and by the log. */
function auditEnds(
  { ends, voidReason, isTakenBack }: KeptStatement,
  events: readonly CustodyEvent[],
  differ: (expected: string, found: string) => void,
): void {
  const logged = events
    .filter(({ type }) => type === 'authorityWithdrawn')
    .map((event) => factText(event, 'cause') ?? '');
  const words = (list: readonly string[]): string => (list.length === 0 ? 'nothing' : list.join(', '));
  if (words(ends) !== words(logged))
    differ(`what ended it in the log as on the request: ${words(ends)}`, words(logged));
  if (isTakenBack && voidReason === undefined) differ('void since the request was taken back', 'it stands');
  if (voidReason !== undefined && !ends.includes(voidReason))
    differ(`an act of the request that made it void: ${voidReason}`, words(ends));
}

export async function auditAuthorities({ db }: Pick<Installation, 'db'>, findings: Findings): Promise<void> {
  for await (const kept of keptStatements(db.kysely)) {
    const digest = hex(sha256(statementBytes(kept.statement)));
    const leaves = await leavesOfItem(db.kysely, authorityItem(kept.request));
    const events = leaves
      .map(({ note, index }) => parseEventNote(note, `event ${index}`).event)
      .filter(({ digests }) => digests?.sha256 === digest);
    const place = `signature ${kept.id}`;
    if (!events.some(({ type }) => type === 'authorityAdded'))
      findings.add(place, 'an event of the log over the line that was signed', 'none');
    auditEnds(kept, events, (expected, found) => findings.add(place, expected, found));
  }
  await auditWithdrawals(db.kysely, findings);
  for (let after = -1; ;) {
    const notes = await authorityNotes(db.kysely, after);
    for (const { index, note } of notes) {
      const { event } = parseEventNote(note, `event ${index}`);
      if (!(await isOfSomething(db.kysely, event)))
        findings.add(`event ${index}`, `the ${ofWhat(event)} a request that it is over`, 'none');
    }
    const last = notes.at(-1);
    if (last === undefined) return;
    after = last.index;
  }
}

function ofWhat(event: CustodyEvent): string {
  return isTheirs(event) ? 'withdrawal by its sender of' : 'signature on';
}

function isTheirs(event: CustodyEvent): boolean {
  return event.type === 'authorityWithdrawn' && factText(event, 'cause') === THEIR_WITHDRAWAL;
}

async function isOfSomething(db: Kysely<Schema>, event: CustodyEvent): Promise<boolean> {
  const request = event.item.slice(AUTHORITY_ITEMS.length);
  const digest = event.digests?.sha256 ?? '';
  if (!isUuid(request)) return false;
  if (!isTheirs(event)) return isStatementKept(db, request, digest);
  for await (const kept of theirWithdrawals(db, request)) if (digestOf(kept) === digest) return true;
  return false;
}

const digestOf = (kept: TheirWithdrawal): string => hex(sha256(withdrawalText(kept)));

/** Each is in the log, and once. */
async function auditWithdrawals(db: Kysely<Schema>, findings: Findings): Promise<void> {
  for await (const kept of theirWithdrawals(db)) {
    const leaves = await leavesOfItem(db, authorityItem(kept.request));
    const own = leaves
      .map(({ note, index }) => parseEventNote(note, `event ${index}`).event)
      .filter((event) => isTheirs(event) && event.digests?.sha256 === digestOf(kept));
    if (own.length !== 1)
      findings.add(`withdrawal of ${kept.reference}`, 'one event of the log over it', `${own.length}`);
  }
}
