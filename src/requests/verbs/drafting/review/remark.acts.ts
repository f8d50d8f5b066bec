// Remarks are said by whoever sees the request and decided by whoever writes it; an answer taken over makes a version.
import { newUuid, type Uuid } from '../../../../base/ids.ts';
import { Refusal } from '../../../../base/refusal.ts';
import type { Answer } from '../../../core/answers.ts';
import { askedOf } from '../../../core/request-items.ts';
import { saveItem } from '../items/item-save.acts.ts';
import { itemOf, type Decision, type Remark } from '../../../machine/text/remark.ts';
import { decideRemark, insertRemark } from './remark.store.ts';
import { savePage, type Drafting, type Saved } from '../request-draft.acts.ts';
import type { RequestRecord } from '../../../core/request.ts';

export function sayRemark(
  { people, person, file }: Drafting,
  request: RequestRecord,
  said: {
    readonly field: string;
    readonly text: string | undefined;
    readonly suggestion: Answer | undefined;
    /** What was said under it is not said again. */
    readonly id?: Uuid;
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
      through: people.through,
    }),
  );
}

interface Decided {
  readonly decision: Decision;
  readonly page: string;
  /** Of which list the remark is about an item. */
  readonly list?: string | undefined;
}

/**
 * Refusals: conflict (decided otherwise already). An answer that was changed since it was suggested is not overwritten: nothing is
 * decided then, and what is returned says so. Taken over and then interrupted, it is taken over again without a second version.
 */
export async function decide(
  drafting: Drafting,
  request: RequestRecord,
  { id, field, version, suggestion, decision: before }: Remark,
  { decision, page, list }: Decided,
): Promise<Saved | undefined> {
  if (before === decision) return undefined;
  if (before !== undefined) throw decidedAlready();
  const { people, person } = drafting;
  let saved: Saved | undefined;
  if (decision === 'accepted' && suggestion !== undefined) {
    const { number } = request;
    saved =
      list === undefined
        ? await savePage(drafting, {
            number,
            base: version,
            page,
            fields: [field],
            answers: { [field]: suggestion },
          })
        : await saveSuggested(drafting, request, { field, version, suggestion }, { page, list });
    if (!saved.ok) return saved;
  }
  const decided = { decision, by: person.id, at: new Date(people.clock()), through: people.through };
  if (!(await people.db.asPerson(person.id, (tx) => decideRemark(tx, id, decided)))) throw decidedAlready();
  return saved;
}

const decidedAlready = (): Refusal => new Refusal('conflict.remarkDecided');

/** The other items stay as they are now, and so does what the suggestion leaves as it is; what it changes must be as it was. */
async function saveSuggested(
  drafting: Drafting,
  { number }: RequestRecord,
  { field, version, suggestion }: Pick<Remark, 'field' | 'version'> & { readonly suggestion: Answer },
  { page, list }: { readonly page: string; readonly list: string },
): Promise<Saved> {
  const at = (itemOf(field, list) ?? 0) - 1;
  const [next] = askedOf({ suggestion }, 'suggestion');
  if (next === undefined) throw new Error('an item is suggested as a list of one');
  const saved = await saveItem(drafting, { number, base: version, page, field: list, at, next });
  return saved.ok ? saved : { ok: false, request: saved.request, fields: [list] };
}
