// Who may read which part of a request. Section M of a production order is for the enforcing authority alone and never reaches
// the addressee (Regulation (EU) 2023/1543, Art. 9(2)): what goes out is made from a copy that does not hold it.
import type { LegalForm } from '../../core/form.ts';
import type { DraftRequest } from '../../machine/messages/request-file.ts';

/** Whether some of it never reaches the addressee. */
export function hasReserved({ form }: LegalForm): boolean {
  return form.reserved !== undefined;
}

/** Without the sections that are for somebody else, and without their answers. */
export function addresseeCopy(draft: DraftRequest): DraftRequest {
  if (!hasReserved(draft.legal)) return draft;
  return ofSections(draft, (id) => draft.legal.form.reserved?.includes(id) !== true);
}

/** The sections that never reach the addressee, and nothing else. */
export function reservedCopy(draft: DraftRequest): DraftRequest {
  return ofSections(draft, (id) => draft.legal.form.reserved?.includes(id) === true);
}

function ofSections(draft: DraftRequest, isOf: (id: string) => boolean): DraftRequest {
  const { form, record } = draft.legal;
  const sections = record.sections.filter(({ id }) => isOf(id));
  const fields = sections.flatMap((section) => section.fields);
  return {
    ...draft,
    legal: { form, record: { ...record, sections }, fields },
    answers: Object.fromEntries(
      fields.flatMap(({ id }) => {
        const answer = draft.answers[id];
        return answer === undefined ? [] : [[id, answer]];
      }),
    ),
  };
}
