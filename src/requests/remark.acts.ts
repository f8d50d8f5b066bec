// Remarks are said by whoever sees the request and decided by whoever writes it; an answer taken over makes a version.
import { newUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Answer } from './answers.ts';
import type { Decision, Remark } from './remark.ts';
import { decideRemark, insertRemark } from './remark.store.ts';
import { savePage, type Drafting, type Saved } from './request-draft.acts.ts';
import type { RequestRecord } from './request.ts';

export function sayRemark(
  { people, person, file }: Drafting,
  request: RequestRecord,
  said: {
    readonly field: string;
    readonly text: string | undefined;
    readonly suggestion: Answer | undefined;
  },
): Promise<void> {
  return people.db.asPerson(person.id, (tx) =>
    insertRemark(tx, {
      id: newUuid(people.clock, people.random),
      request: request.id,
      caseId: file.id,
      version: request.version.number,
      ...said,
      by: person.id,
      at: new Date(people.clock()),
    }),
  );
}

/**
 * Refusals: conflict (decided already). An answer that was changed since it was suggested is not overwritten: nothing is
 * decided then, and what is returned says so. Taken over and then interrupted, it is taken over again without a second version.
 */
export async function decide(
  drafting: Drafting,
  request: RequestRecord,
  { id, field, version, suggestion }: Remark,
  { decision, page }: { readonly decision: Decision; readonly page: string },
): Promise<Saved | undefined> {
  const { people, person } = drafting;
  let saved: Saved | undefined;
  if (decision === 'accepted' && suggestion !== undefined) {
    const answers = { [field]: suggestion };
    saved = await savePage(drafting, {
      number: request.number,
      base: version,
      page,
      fields: [field],
      answers,
    });
    if (!saved.ok) return saved;
  }
  const decided = { decision, by: person.id, at: new Date(people.clock()) };
  if (!(await people.db.asPerson(person.id, (tx) => decideRemark(tx, id, decided))))
    throw new Refusal('conflict', {
      expected: 'a remark that is open',
      found: 'one that was decided',
      next: 'Open the remarks again.',
    });
  return saved;
}
