// The audit of what authorised requests: each signature that is kept has its event in the custody log, and each event its signature;
// and so has each act that ended one. Nobody, the administrator included, takes one away, changes it, or puts one in.
import { hex } from '../../base/bytes.ts';
import { isUuid } from '../../base/ids.ts';
import type { Findings } from '../../evidence/log/audit.ts';
import type { Installation } from '../../evidence/house/installation.acts.ts';
import { leavesOfItem } from '../../evidence/log/log.store.ts';
import { factText, type CustodyEvent } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { AUTHORITY_ITEMS, authorityItem, sha256, statementBytes } from './signature.ts';
import { authorityNotes, isStatementKept, keptStatements, type KeptStatement } from './signature.store.ts';

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
  for (let after = -1; ;) {
    const notes = await authorityNotes(db.kysely, after);
    for (const { index, note } of notes) {
      const { item, digests } = parseEventNote(note, `event ${index}`).event;
      const request = item.slice(AUTHORITY_ITEMS.length);
      if (!isUuid(request) || !(await isStatementKept(db.kysely, request, digests?.sha256 ?? '')))
        findings.add(`event ${index}`, 'the signature on a request that it is over', 'none');
    }
    const last = notes.at(-1);
    if (last === undefined) return;
    after = last.index;
  }
}
