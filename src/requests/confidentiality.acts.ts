// Decides who may know that a request exists. It is never opened by a day that passes: somebody says that it may be.
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { isDay, type Day } from '../law/day.ts';
import { membersOf } from '../people/case-member.store.ts';
import type { Tx } from '../people/as-person.store.ts';
import { inCase } from '../people/policy.ts';
import { refuseProgramTo } from '../people/program.ts';
import { CASE_ROLES } from '../people/roles.ts';
import { decisionsBetween, type ConfidenceAct } from './confidentiality.ts';
import * as store from './confidentiality.store.ts';
import { heldElsewhere } from './results/result-confidence.ts';
import { heldByAnother } from './results/result-confidence.store.ts';
import { requestToDecide } from './life/request-decide.acts.ts';
import type { Drafting } from './drafting/request-draft.acts.ts';
import type { RequestRecord } from './request.ts';

/** Who is asked when the day has come. */
export const RESTRICTORS = CASE_ROLES.filter((role) => inCase(role, 'restrictRequest') === 'yes');

export interface Restriction {
  /** Of the request. */
  readonly number: number;
  /** Everybody who may know. */
  readonly knowers: readonly Uuid[];
  readonly until: Day | undefined;
  readonly reason: string;
}

/**
 * Restricts it, or changes who knows and until when. False: it is so already. Refusals: notFound, notAllowed (also a program
 * that would let more people know), badInput, conflict (somebody else holds what came in answer).
 */
export function keepConfidential(drafting: Drafting, asked: Restriction): Promise<boolean> {
  const { people, person, file } = drafting;
  return people.db.asPerson(person.id, async (tx) => {
    const request = await requestToDecide(drafting, tx, asked.number, 'restrictRequest');
    const { knowers, until } = await store.confidentialityOf(tx, request.id);
    await checkAsked(drafting, tx, asked);
    // What came in answer is kept to them too.
    const held = await heldByAnother(tx, { request: request.id }, asked.knowers);
    if (held !== undefined) throw heldElsewhere(held);
    const before = { isRestricted: request.isRestricted, knowers: knowers.map((one) => one.person), until };
    const changes = decisionsBetween(before, asked);
    if (changes.length === 0) return false;
    if (request.isRestricted && changes.some(({ act }) => act === 'named'))
      refuseProgramTo(people, 'let somebody know of the request');
    const at = new Date(people.clock());
    const place = { request: request.id, caseId: file.id };
    for (const { act, about } of changes) {
      if (act === 'named' && about !== undefined)
        await store.nameKnower(tx, place, { person: about, by: person.id, at });
      if (act === 'restricted' || act === 'extended')
        await store.setRestricted(tx, request.id, { restricted: true, until: asked.until });
      await record(drafting, tx, request, { act, about, until: asked.until, reason: asked.reason });
    }
    // Last, and by somebody who stays: what they are taken out of they would not find any more.
    for (const { act, about } of changes)
      if (act === 'removed' && about !== undefined) await store.removeKnower(tx, request.id, about, at);
    return true;
  });
}

/** Everybody of the case who sees requests sees it again. Refusals: notFound, notAllowed, conflict (it is open). No program does it. */
export function openConfidential(
  drafting: Drafting,
  { number, reason }: Pick<Restriction, 'number' | 'reason'>,
): Promise<void> {
  return drafting.people.db.asPerson(drafting.person.id, async (tx) => {
    const request = await requestToDecide(drafting, tx, number, 'restrictRequest');
    refuseProgramTo(drafting.people, 'let everybody of the case know of the request');
    if (!request.isRestricted) throw nothingNew();
    const at = new Date(drafting.people.clock());
    const { knowers } = await store.confidentialityOf(tx, request.id);
    await record(drafting, tx, request, { act: 'opened', about: undefined, until: undefined, reason });
    await store.setRestricted(tx, request.id, { restricted: false, until: undefined });
    for (const { person } of knowers) await store.removeKnower(tx, request.id, person, at);
  });
}

async function checkAsked({ people, person, file }: Drafting, tx: Tx, asked: Restriction): Promise<void> {
  const { knowers, until, reason } = asked;
  const today = new Date(people.clock()).toISOString().slice(0, 10);
  if (until !== undefined && (!isDay(until) || until <= today))
    throw bad('a day to come, such as 2027-03-31, or none', until.slice(0, 20));
  if (reason.trim() === '' || reason.length > 2000)
    throw bad('a reason of at most 2,000 characters', 'none, or more');
  // Also whoever sees the evidence of the case and no requests: exhibits name the request on which they were obtained.
  const named = (await membersOf(tx, file.id)).filter((one) => knowers.includes(one.person));
  if (named.length !== new Set(knowers).size) throw bad('members of the case', 'somebody else');
  if (!knowers.includes(person.id)) throw bad('you among those who know', 'not you');
  if (!named.some(({ role }) => role === 'lead'))
    throw bad('a lead of the case among those who know', 'none');
}

interface Recorded {
  readonly act: ConfidenceAct;
  readonly about: Uuid | undefined;
  readonly until: Day | undefined;
  readonly reason: string;
}

async function record(
  { people, person, file }: Drafting,
  tx: Tx,
  request: RequestRecord,
  made: Recorded,
): Promise<void> {
  await store.insertDecision(tx, {
    ...made,
    id: newUuid(people.clock, people.random),
    request: request.id,
    caseId: file.id,
    by: person.id,
    at: new Date(people.clock()),
    until: made.act === 'restricted' || made.act === 'extended' ? made.until : undefined,
    reason: made.reason.trim(),
    through: people.through,
  });
}

const bad = (expected: string, found: string): Refusal =>
  new Refusal('badInput', { expected, found, next: 'Nothing was changed. Choose once more.' });

const nothingNew = (): Refusal =>
  new Refusal('conflict', {
    expected: 'something to change',
    found: 'it is so already',
    next: 'Nothing needs to be done.',
  });
