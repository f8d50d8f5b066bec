// Changing what a case file says. A change and its line of history are one transaction; who may is asked in it.
import { newUuid, type Uuid } from '../base/ids.ts';
import { phrase, Refusal } from '../base/refusal.ts';
import { roleInCase } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import { refuseProgramTo } from '../people/program.ts';
import { inCase, type CaseAct } from '../people/policy.ts';
import type { Tx } from '../people/as-person.store.ts';
import type { CaseChange, CaseField, NewEntry } from './case-file.ts';
import * as store from './case-file.store.ts';

export interface Changing {
  readonly person: Person;
  readonly file: { readonly id: Uuid };
}

/** The same again changes nothing. Refuses notFound, notAllowed, conflict (the case is closed). */
export function changeField(
  people: People,
  by: Changing,
  { field, text }: { readonly field: CaseField; readonly text: string },
): Promise<void> {
  return inFile(people, by, 'changeCase', async (tx) => {
    const now = await openCaseFile(tx, by);
    if (now[field] === text) return;
    await store.setField(tx, by.file.id, field, text);
    await remember(people, tx, by, { what: field, before: now[field], after: text, reason: undefined });
  });
}

/** Closes or reopens a case. */
export function changeStatus(
  people: People,
  by: Changing,
  { status, reason }: { readonly status: 'open' | 'closed'; readonly reason: string },
): Promise<void> {
  return inFile(people, by, 'changeCase', async (tx) => {
    const now = await store.lockedCase(tx, by.file.id);
    if (now.status === status) return;
    await store.setStatus(tx, by.file.id, status);
    await remember(people, tx, by, { what: 'status', before: now.status, after: status, reason });
  });
}

/** A program closes it and does not open it. Refuses notFound, notAllowed. */
export function changeCompartment(
  people: People,
  by: Changing,
  { isCompartmented, reason }: { readonly isCompartmented: boolean; readonly reason: string },
): Promise<void> {
  return inFile(people, by, 'changeCase', async (tx) => {
    const now = await store.lockedCase(tx, by.file.id);
    if (now.isCompartmented === isCompartmented) return;
    if (!isCompartmented) refuseProgramTo(people, phrase('leaveCompartment'));
    await store.setCompartment(tx, by.file.id, isCompartmented);
    const [before, after] = [String(now.isCompartmented), String(isCompartmented)];
    await remember(people, tx, by, { what: 'compartment', before, after, reason });
  });
}

/** `id`: of the form; sent twice it is one. A note may be written in a closed case too. */
export function addEntry(
  people: People,
  by: Changing,
  { id, entry }: { readonly id: Uuid; readonly entry: NewEntry },
): Promise<void> {
  const act = entry.kind === 'note' ? 'seeCaseFile' : 'changeCase';
  return inFile(people, by, act, async (tx) => {
    if (entry.kind !== 'note') await openCaseFile(tx, by);
    const written = { id, caseId: by.file.id, by: by.person.id, at: new Date(people.clock()) };
    if (!(await store.insertEntry(tx, { ...written, entry })) || entry.kind === 'note') return;
    await remember(people, tx, by, { what: entry.kind, before: '', after: entry.text, reason: undefined });
  });
}

/** A party is taken out, a deadline is met or has lapsed. What is ended already stays so. */
export function endEntry(people: People, by: Changing, id: Uuid): Promise<void> {
  return inFile(people, by, 'changeCase', async (tx) => {
    await openCaseFile(tx, by);
    const ended = await store.endEntry(tx, by.file.id, id, new Date(people.clock()));
    if (ended === undefined || ended.kind === 'note') return;
    await remember(people, tx, by, { what: ended.kind, before: ended.text, after: '', reason: undefined });
  });
}

function inFile(
  people: People,
  { person, file }: Changing,
  act: CaseAct,
  change: (tx: Tx) => Promise<void>,
): Promise<void> {
  return people.operator.transaction(async (tx) => {
    const role = await roleInCase(tx, file.id, person.id);
    if (role === undefined) throw absentCase();
    if (inCase(role, act) === 'no') throw notYourRole();
    await change(tx);
  });
}

async function openCaseFile(tx: Tx, { file }: Changing) {
  const now = await store.lockedCase(tx, file.id);
  if (now.status === 'open') return now;
  throw new Refusal('conflict.caseClosed');
}

async function remember(
  people: People,
  tx: Tx,
  { person, file }: Changing,
  change: Pick<CaseChange, 'what' | 'before' | 'after' | 'reason'>,
): Promise<void> {
  const id = newUuid(people.clock, people.random);
  await store.insertChange(tx, {
    ...change,
    id,
    caseId: file.id,
    by: person.id,
    at: new Date(people.clock()),
  });
}

const absentCase = (): Refusal => new Refusal('notFound.caseOfYours');

const notYourRole = (): Refusal => new Refusal('notAllowed.roleInCase');
