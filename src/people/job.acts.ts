// Looking at a job, and asking it to stop.
import type { Uuid } from '../base/ids.ts';
import { askToCancel, jobById, jobsBefore, setPriority } from '../platform/job.store.ts';
import type { Job, JobPriority } from '../platform/job.ts';
import { caseOfMemberById, type CaseOfMember } from './case-member.store.ts';
import type { People } from './people.acts.ts';
import { personById } from './person.store.ts';
import type { Person } from './person.ts';
import { inCase, isCaseAct } from './policy.ts';

export interface SeenJob {
  readonly job: Job;
  readonly file: CaseOfMember | undefined;
  /** Who asked; undefined when it was the system, or this person is not shown who acted. */
  readonly asker: string | undefined;
  readonly mayCancel: boolean;
}

/** Undefined when there is none, or it is not this person's to see: the same look-up, the same answer. */
export function seeJob(people: Pick<People, 'db'>, person: Person, id: Uuid): Promise<SeenJob | undefined> {
  return people.db.asPerson(person.id, async (tx) => {
    const job = await jobById(tx, id);
    if (job === undefined) return undefined;
    const isOwn = job.person === person.id;
    if (job.caseId === undefined)
      return isOwn ? { job, file: undefined, asker: person.name, mayCancel: true } : undefined;
    const file = await caseOfMemberById(tx, job.caseId, person.id);
    if (file === undefined) return undefined;
    if (!isOwn && !(isCaseAct(job.act) && inCase(file.role, job.act) === 'yes')) return undefined;
    const maySeeWho = isOwn || inCase(file.role, 'seeWhoActed') === 'yes';
    const asker = maySeeWho && job.person !== undefined ? await personById(tx, job.person) : undefined;
    return { job, file, asker: asker?.name, mayCancel: isOwn || file.role === 'lead' };
  });
}

/** By who asked, or a lead of the case. A job that has ended stays as it is. False when it is not theirs to see. */
export async function cancelJob(people: People, person: Person, id: Uuid): Promise<boolean> {
  const seen = await seeJob(people, person, id);
  if (seen?.mayCancel !== true) return false;
  await askToCancel(people.operator.kysely, id, new Date(people.clock()));
  return true;
}

/** By who asked, or a lead of the case. False when it is not theirs to see. */
export async function placeJob(
  people: People,
  person: Person,
  id: Uuid,
  priority: JobPriority,
): Promise<boolean> {
  const seen = await seeJob(people, person, id);
  if (seen?.mayCancel !== true) return false;
  await setPriority(people.operator.kysely, id, priority);
  return true;
}

/** A number, and nothing of whose they are. */
export function waitsBehind(people: Pick<People, 'operator'>, { id, state }: Job): Promise<number> {
  return state === 'waiting' ? jobsBefore(people.operator.kysely, id) : Promise.resolve(0);
}
