// Opening a case, and who is in it.
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { insertMember, membersOf, type CaseOfMember } from '../people/case-member.store.ts';
import type { Tx } from '../people/as-person.store.ts';
import { record, type People } from '../people/people.acts.ts';
import { personById, personWithEmail } from '../people/person.store.ts';
import type { Person } from '../people/person.ts';
import type { CaseRole } from '../people/roles.ts';
import { memberText } from './case-file.ts';
import { insertChange } from './case-file.store.ts';
import type { CaseFile } from './case.ts';
import { insertCase } from './case.store.ts';

interface CaseRequest {
  readonly by: Person;
  readonly title: string;
  /** E-mail address of who leads it. */
  readonly lead: string;
  /** ISO 3166-1 alpha-2 of the State whose case it is. */
  readonly state: string;
  /** Idempotency key of the form: sent twice it opens one case. */
  readonly key: string;
}

/** Refuses (`notFound`) when nobody has that address. Whoever opens a case is not in it by that. */
export async function openCase(
  people: People,
  request: CaseRequest,
): Promise<{ readonly file: CaseFile; readonly lead: Person }> {
  const { by, title, state } = request;
  const leadId = await leadWith(people, by, request.lead);
  return people.operator.transaction((tx) =>
    openCaseIn(people, tx, { by, title, state, lead: leadId, key: `web:${by.id}:${request.key}` }),
  );
}

/** Who is to lead it, as far as who opens it sees them. Refuses notFound. */
export async function leadWith(people: Pick<People, 'db'>, by: Person, email: string): Promise<Uuid> {
  const id = await people.db.asPerson(by.id, (tx) => personWithEmail(tx, email));
  if (id === undefined) throw nobody();
  return id;
}

/** In the transaction of what opens it. Opened before under the key, it is that one. */
export async function openCaseIn(
  people: Pick<People, 'clock' | 'random' | 'through'>,
  tx: Tx,
  opening: Pick<CaseRequest, 'by' | 'title' | 'state' | 'key'> & { readonly lead: Uuid },
): Promise<{ readonly file: CaseFile; readonly lead: Person }> {
  const { by, title, state, key } = opening;
  const lead = await personById(tx, opening.lead);
  if (lead === undefined) throw nobody();
  const at = new Date(people.clock());
  const id = newUuid(people.clock, people.random);
  const file = await insertCase(tx, { id, title, state, createdAt: at, key });
  if (file.id !== id) return { file, lead }; // opened before, by the same form
  await insertMember(tx, { caseId: id, person: lead.id, role: 'lead', by: by.id, at });
  await record(people, tx, { what: 'caseOpened', by: by.id, about: lead.id, caseId: id });
  return { file, lead };
}

/** As the lead: the database refuses it to anybody else. `isMember`: already in the case, whose role then stays. */
export function addMember(
  people: People,
  by: Person,
  file: CaseOfMember,
  added: { readonly email: string; readonly role: CaseRole },
): Promise<'added' | 'isMember'> {
  return people.db.asPerson(by.id, async (tx) => {
    const id = await personWithEmail(tx, added.email);
    if (id === undefined) throw nobody();
    const at = new Date(people.clock());
    const isNew = await insertMember(tx, { caseId: file.id, person: id, role: added.role, by: by.id, at });
    if (!isNew) return 'isMember';
    const name = (await membersOf(tx, file.id)).find(({ person }) => person === id)?.name ?? '';
    await remember(people, tx, { by, file, before: '', after: memberText(added.role, name) });
    const facts = { role: added.role };
    await record(people, tx, { what: 'memberAdded', by: by.id, about: id, caseId: file.id, facts });
    return 'added';
  });
}

/** Who is in the case stands in its history. */
export function remember(
  people: People,
  tx: Tx,
  {
    by,
    file,
    before,
    after,
    reason,
  }: {
    readonly by: Person;
    readonly file: CaseOfMember;
    readonly before: string;
    readonly after: string;
    readonly reason?: string | undefined;
  },
): Promise<void> {
  const [id, at] = [newUuid(people.clock, people.random), new Date(people.clock())];
  return insertChange(tx, { id, caseId: file.id, by: by.id, at, what: 'member', before, after, reason });
}

export const nobody = (): Refusal => new Refusal('notFound.accountAddress');
