// Tells the person concerned, or says why not yet and when it is looked at again. Every step is kept.
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { latestDay } from '../../base/time.ts';
import { isDay, type Day } from '../../law/day.ts';
import type { Tx } from '../../people/as-person.store.ts';
import { inCase } from '../../people/policy.ts';
import { refuseProgramTo } from '../../people/program.ts';
import { CASE_ROLES } from '../../people/roles.ts';
import { followNotice } from '../clocks/follow.acts.ts';
import { lifeOf, noRequest, type Acting } from '../life/life.acts.ts';
import { isOver, type NoticeState } from './notice.ts';
import {
  NOTICES,
  hasNoticeEvent,
  insertNotice,
  insertNoticeEvent,
  noticesOf,
  noticeUnder,
} from './notice.store.ts';
import { numberWithin } from './order-record.acts.ts';
import { requestToDecide } from '../life/follow/request-decide.acts.ts';
import type { Drafting } from '../drafting/request-draft.acts.ts';
import type { RequestRecord } from '../request.ts';

/** Who is reminded. */
export const INFORMERS = CASE_ROLES.filter((role) => inCase(role, 'informPerson') === 'yes');

export interface NoticePlanned {
  /** Of the request. */
  readonly number: number;
  readonly person: string;
  readonly basis: string;
  readonly dueOn: Day;
  /** What was planned under it is not planned again. */
  readonly id?: Uuid;
}

/** Returns its number. Refusals: notFound, notAllowed, badInput. */
export function planNotice(drafting: Drafting, planned: NoticePlanned): Promise<number> {
  const { people, person: by, file } = drafting;
  return people.db.asPerson(by.id, async (tx) => {
    const request = await requestToDecide(drafting, tx, planned.number, 'informPerson');
    const { id = newUuid(people.clock, people.random) } = planned;
    const known = planned.id && (await noticeUnder(tx, request.id, id));
    if (known !== undefined) return known;
    const [person, basis] = [planned.person.trim(), planned.basis.trim()];
    for (const text of [person, basis])
      if (text === '' || text.length > 1000)
        throw bad('whom to tell, and on what rule', 'none, or more than 1,000 characters');
    if (!isDay(planned.dueOn)) throw bad('a day, such as 2027-01-31', planned.dueOn.slice(0, 20));
    const made = { id, request: request.id, caseId: file.id, person, basis, dueOn: planned.dueOn };
    const number = numberWithin(await insertNotice(tx, made), NOTICES);
    await record(drafting, tx, request, { ...NOTHING, notice: id, act: 'planned', dueOn: planned.dueOn });
    return number;
  });
}

export type NoticeStep =
  | { readonly act: 'delayed'; readonly reason: string; readonly review: Day }
  | { readonly act: 'done'; readonly on: Day; readonly evidence: string }
  | { readonly act: 'notNeeded'; readonly reason: string };

/**
 * `id`: what was recorded under it is not recorded again. Refusals: notFound, notAllowed (also a program: that somebody is not
 * told, a person weighs), badInput, conflict (it is over).
 */
export function stepNotice(
  acting: Acting,
  place: { readonly number: number; readonly notice: number; readonly id?: Uuid },
  step: NoticeStep,
): Promise<void> {
  return acting.people.db.asPerson(acting.person.id, async (tx) => {
    const request = await requestToDecide(acting, tx, place.number, 'informPerson');
    const [notice] = await noticesOf(tx, request.id, place.notice);
    if (notice === undefined) throw noRequest(place.number);
    if (place.id !== undefined && (await hasNoticeEvent(tx, notice.id, place.id))) return;
    if (step.act !== 'done') refuseProgramTo(acting.people, 'say that the person is not told');
    if (isOver(notice))
      throw new Refusal('conflict', {
        expected: 'a notice that is planned or delayed',
        found: notice.state,
        next: 'Plan another one where the person is to be told again.',
      });
    const { id = newUuid(acting.people.clock, acting.people.random) } = place;
    await record(acting, tx, request, {
      ...NOTHING,
      id,
      notice: notice.id,
      act: step.act,
      ...checked(acting, step),
    });
    await endDuty(tx, acting, request, { id, step });
  });
}

/** Once nobody is left to be told, the duty is done; what was planned or delayed leaves it open. */
async function endDuty(
  tx: Tx,
  acting: Acting,
  request: RequestRecord,
  { id, step }: { readonly id: Uuid; readonly step: NoticeStep },
): Promise<void> {
  const all = await noticesOf(tx, request.id);
  if (!all.every(isOver)) return;
  const { legal, events } = await lifeOf(tx, acting, request.number);
  const name = all.some(({ state }) => state === 'done') ? 'person_informed' : 'informing_omitted';
  await followNotice(tx, acting, { request, legal, events }, { notice: id, name, at: timeOf(acting, step) });
}

const DAY_MS = 86_400_000;

/** Of a day before today nothing but its end is sure. */
function timeOf({ people }: Acting, step: NoticeStep): Date {
  const now = people.clock();
  return new Date(step.act === 'done' ? Math.min(now, Date.parse(step.on) + DAY_MS - 1) : now);
}

function checked({ people }: Drafting, step: NoticeStep): Partial<Recorded> {
  const today = new Date(people.clock()).toISOString().slice(0, 10);
  switch (step.act) {
    case 'delayed':
      if (!isDay(step.review) || step.review <= today)
        throw bad('a day to come on which the delay is reviewed', step.review.slice(0, 20));
      return { reason: words(step.reason, 'why the person is not told yet'), dueOn: step.review };
    case 'done':
      if (!isDay(step.on) || step.on > latestDay(people.clock()))
        throw bad('the day on which the person was told', step.on.slice(0, 20));
      return { doneOn: step.on, evidence: words(step.evidence, 'what shows that the person was told') };
    case 'notNeeded':
      return { reason: words(step.reason, 'why nobody has to be told') };
  }
}

function words(text: string, expected: string): string {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 4000)
    throw bad(`${expected}, in at most 4,000 characters`, 'none, or more');
  return trimmed;
}

interface Recorded {
  readonly id?: Uuid;
  readonly notice: Parameters<typeof insertNoticeEvent>[1]['notice'];
  readonly act: NoticeState;
  readonly dueOn: Day | undefined;
  readonly doneOn: Day | undefined;
  readonly evidence: string | undefined;
  readonly reason: string | undefined;
}

const NOTHING = { dueOn: undefined, doneOn: undefined, evidence: undefined, reason: undefined };

async function record(
  { people, person, file }: Drafting,
  tx: Tx,
  request: RequestRecord,
  made: Recorded,
): Promise<void> {
  await insertNoticeEvent(tx, {
    id: newUuid(people.clock, people.random),
    ...made,
    through: people.through,
    request: request.id,
    caseId: file.id,
    by: person.id,
    at: new Date(people.clock()),
  });
}

const bad = (expected: string, found: string): Refusal =>
  new Refusal('badInput', { expected, found, next: 'Nothing was recorded. Give it once more.' });
