// Saying that the technical part of a request is right: by a member of the case who knows the technique and wrote none of it.
import { newUuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import { inCase } from '../../../people/policy.ts';
import type { LegalForm } from '../../core/form.ts';
import { writersOf } from '../../machine/life.store.ts';
import type { RequestRecord } from '../../core/request.ts';
import { lockedRequest } from '../../machine/request.store.ts';
import type { Drafting } from '../request-draft.acts.ts';
import { technicalDigest } from '../../way/technical-reading.ts';
import { insertReading } from './technical-reading.store.ts';

export interface ReadingGiven {
  /** Of what was read. */
  readonly digest: string;
  readonly unit: string;
}

/** Refusals: notAllowed (role, or somebody who wrote some of it), conflict (it has changed since it was read). */
export function sayTechnicalPartIsRight(
  { people, person, file }: Drafting,
  { request, legal }: { readonly request: RequestRecord; readonly legal: LegalForm },
  { digest, unit }: ReadingGiven,
): Promise<void> {
  return people.db.asPerson(person.id, async (tx) => {
    const now = await lockedRequest(tx, file.id, request.number);
    const writers = await writersOf(tx, request.id);
    if (writers.includes(person.id)) throw new Refusal('notAllowed.technicalReaderWrote');
    if (inCase(file.role, 'readTechnique') !== 'yes') throw new Refusal('notAllowed.technicalReader');
    if (now === undefined || technicalDigest(legal, now.version.answers) !== digest)
      throw new Refusal('conflict.technicalPartRead');
    const id = newUuid(people.clock, people.random);
    const at = new Date(people.clock());
    await insertReading(tx, {
      id,
      request: request.id,
      caseId: file.id,
      digest,
      by: person.id,
      unit,
      at,
    });
  });
}
