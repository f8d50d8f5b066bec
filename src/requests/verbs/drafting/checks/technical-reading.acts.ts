// Saying that the technical part of a request is right: by a member of the case who knows the technique and wrote none of it.
import { newUuid } from '../../../../base/ids.ts';
import { Refusal } from '../../../../base/refusal.ts';
import { inCase } from '../../../../people/policy.ts';
import type { LegalForm } from '../../../core/form.ts';
import type { Drafting } from '../request-draft.acts.ts';
import { technicalDigest, technicalFieldsOf } from '../../../machine/way/technical-reading.ts';
import { insertReading, technicalAnswers, technicalParts } from './technical-reading.store.ts';

interface ReadingGiven {
  /** Of what was read. */
  readonly digest: string;
  readonly unit: string;
}

/** Refusals: notAllowed (role, or somebody who wrote some of it), conflict (it has changed since it was read). */
export function sayTechnicalPartIsRight(
  { people, person, file }: Drafting,
  { request, legal }: { readonly request: { readonly number: number }; readonly legal: LegalForm },
  { digest, unit }: ReadingGiven,
): Promise<void> {
  return people.db.asPerson(person.id, async (tx) => {
    if (inCase(file.role, 'readTechnique') !== 'yes') throw new Refusal('notAllowed.technicalReader');
    const [part] = await technicalParts(tx, file.id, request.number);
    if (part?.isWriter === true) throw new Refusal('notAllowed.technicalReaderWrote');
    const fields = technicalFieldsOf(legal).map(({ id }) => id);
    const answers = await technicalAnswers(tx, file.id, request.number, fields);
    // Should it change in this very moment, what was read is what is recorded, and no longer counts.
    if (part === undefined || technicalDigest(legal, answers) !== digest)
      throw new Refusal('conflict.technicalPartRead');
    await insertReading(tx, {
      id: newUuid(people.clock, people.random),
      request: part.id,
      caseId: file.id,
      digest,
      by: person.id,
      unit,
      at: new Date(people.clock()),
    });
  });
}
