// The audit of what authorised requests: each signature that is kept has its event in the custody log, and each event its signature.
// Nobody, the administrator included, takes one away, changes it, or puts one in.
import { hex } from '../../base/bytes.ts';
import { isUuid } from '../../base/ids.ts';
import type { Findings } from '../../evidence/log/audit.ts';
import type { Installation } from '../../evidence/house/installation.acts.ts';
import { leavesOfItem } from '../../evidence/log/log.store.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { AUTHORITY_ITEMS, authorityItem, sha256, statementBytes } from './signature.ts';
import { authorityNotes, isStatementKept, keptStatements } from './signature.store.ts';

export async function auditAuthorities({ db }: Pick<Installation, 'db'>, findings: Findings): Promise<void> {
  for await (const { id, request, statement } of keptStatements(db.kysely)) {
    const digest = hex(sha256(statementBytes(statement)));
    const leaves = await leavesOfItem(db.kysely, authorityItem(request));
    const isLogged = leaves.some(
      ({ note, index }) => parseEventNote(note, `event ${index}`).event.digests?.sha256 === digest,
    );
    if (!isLogged)
      findings.add(`signature ${id}`, 'an event of the log over the line that was signed', 'none');
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
