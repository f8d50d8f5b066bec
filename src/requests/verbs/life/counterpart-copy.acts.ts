// A copy for an authority of the other State is asked for in the transaction that wants it; a job makes its document.
import { z } from 'zod';
import { isUuid, newUuid, type Uuid } from '../../../base/ids.ts';
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { People } from '../../../people/people.acts.ts';
import type { Person } from '../../../people/person.ts';
import { startJob } from '../../../platform/job.store.ts';
import { requestReference, type RequestRecord } from '../../core/request.ts';
import { copiesOf, insertCopy } from '../../machine/way/counterpart-copy.store.ts';
import type { CopyWanted } from '../../machine/way/counterpart-copy.ts';

const payload = z.strictObject({ copy: z.string().refine(isUuid) });

/** Seen by who asked alone: its title would tell others that the request exists. */
export const copyOrder = { name: 'counterpartCopy', act: 'seeRequests', payload } as const;

interface CopyAsker {
  readonly people: Pick<People, 'clock' | 'random' | 'through'>;
  readonly person: Pick<Person, 'id'>;
  readonly file: Pick<CaseOfMember, 'id' | 'reference'>;
}

/**
 * Of the letter as it is in this version; for the same authority once. The request must be locked. Returns its id. `event`: the act that
 * sends the letter. Asked for again while it has no document, it is tried again.
 */
export async function askForCopy(
  tx: Tx,
  { people, person, file }: CopyAsker,
  request: RequestRecord,
  { taker, language, beside }: CopyWanted,
  event?: Uuid,
): Promise<Uuid> {
  const version = request.version.number;
  const known = (await copiesOf(tx, request.id)).find(
    (one) => one.authority === taker.id && one.version === version,
  );
  if (known?.made !== undefined) return known.id;
  const id = known?.id ?? newUuid(people.clock, people.random);
  if (known === undefined)
    await insertCopy(tx, {
      id,
      request: request.id,
      caseId: file.id,
      authority: taker.id,
      name: taker.name,
      version,
      language,
      beside,
      askedAt: new Date(people.clock()),
      by: person.id,
      through: people.through,
      event,
    });
  const title = requestReference(file.reference, request.number);
  await startJob(people, tx, copyOrder, { by: person.id, title, payload: { copy: id } });
  return id;
}
