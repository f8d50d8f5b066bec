// Decides who may know that a request exists, or of what came in answer to it: the latter more narrowly than who may know of the
// request, never more widely. It is never opened by a day that passes: somebody says that it may be.
import { newUuid, type Uuid } from '../../../../base/ids.ts';
import { phrase, Refusal } from '../../../../base/refusal.ts';
import { utcDay } from '../../../../base/time.ts';
import type { Day } from '../../../../base/day.ts';
import { readAll } from '../../../../web/fields/field.ts';
import { membersOf } from '../../../../people/case-member.store.ts';
import type { Tx } from '../../../../people/as-person.store.ts';
import { inCase } from '../../../../people/policy.ts';
import { refuseProgramTo } from '../../../../people/program.ts';
import { CASE_ROLES } from '../../../../people/roles.ts';
import type { Drafting } from '../request-draft.acts.ts';
import { requestToDecide } from '../request-decide.acts.ts';
import type { RequestRecord } from '../../../core/request.ts';
import {
  decisionsBetween,
  heldElsewhere,
  KEEP_CHECKED,
  OPENING,
  type ConfidenceChange,
  type Keeping,
  type Kept,
} from './confidentiality.ts';
import * as store from './confidentiality.store.ts';

/** Who is asked when the day has come. */
export const RESTRICTORS = CASE_ROLES.filter((role) => inCase(role, 'restrictRequest') === 'yes');

/**
 * Keeps it to them, or changes to whom, until when and why. False: it is so already. Refusals: notAllowed (a program that would let
 * more people know), badInput, conflict (somebody else holds what came in answer).
 */
export async function keepIn(tx: Tx, acting: Drafting, kept: Kept, asked: Keeping): Promise<boolean> {
  await checkAsked(acting, tx, kept, asked);
  const before = await store.confidentialityOf(tx, kept);
  const ground = kept.of === 'result' ? asked.ground?.trim() : undefined;
  const wanted = { ...asked, ground, reason: asked.reason.trim() };
  const changes = decisionsBetween(kept.isKept, before, wanted);
  if (changes.length === 0) return false;
  if (kept.isKept && changes.some(({ act }) => act === 'named'))
    refuseProgramTo(acting.people, LETS[kept.of]);
  await recordKept(tx, acting, kept, changes, wanted);
  return true;
}

/** What nobody needs to be asked about: the changes are right. */
export async function recordKept(
  tx: Tx,
  acting: Drafting,
  kept: Kept,
  changes: readonly ConfidenceChange[],
  asked: Keeping,
): Promise<void> {
  const { people, person } = acting;
  const at = new Date(people.clock());
  // Several are made within one millisecond: their ids still have the order in which they are told.
  const ids = changes.map(() => newUuid(people.clock, people.random)).sort();
  for (const [i, change] of changes.entries()) {
    if (change.act === 'named' && change.about !== undefined)
      await store.nameKnower(tx, kept, { person: change.about, by: person.id, at });
    await record(tx, acting, kept, { ...change, id: ids[i] }, asked);
  }
  // After them: whoever only records it may name and decide while it is open, and not any more once it is kept.
  if (changes.some(({ act }) => act === 'restricted' || act === 'extended'))
    await store.setKept(tx, kept, asked);
  // Last, and by somebody who stays: what they are taken out of they would not find any more.
  for (const { act, about } of changes)
    if (act === 'removed' && about !== undefined) await store.removeKnower(tx, kept, about, at);
}

/** Whoever may know of what it belongs to sees it again. Refusals: conflict (it is open), notAllowed (a program), badInput. */
export async function openIn(tx: Tx, acting: Drafting, kept: Kept, reason: string): Promise<void> {
  refuseProgramTo(acting.people, OPENS[kept.of]);
  if (!kept.isKept) throw nothingNew();
  readAll(OPENING, { reason }, { opened: '' });
  const at = new Date(acting.people.clock());
  const { knowers } = await store.confidentialityOf(tx, kept);
  await record(tx, acting, kept, { act: 'opened' }, { until: undefined, reason: reason.trim() });
  await store.setKept(tx, kept, undefined);
  for (const { person } of knowers) await store.removeKnower(tx, kept, person, at);
}

const OPENS = { request: phrase('openRequest'), result: phrase('openResult') } as const;
const LETS = { request: phrase('letKnowRequest'), result: phrase('letKnowResult') } as const;

export const keptRequest = ({ id, caseId, isRestricted }: RequestRecord): Kept => ({
  of: 'request',
  id,
  request: id,
  caseId,
  isKept: isRestricted,
});

interface Restriction extends Omit<Keeping, 'ground'> {
  /** Of the request. */
  readonly number: number;
}

/** That the request exists, as `keepIn` does. Refusals besides: notFound, notAllowed. */
export function keepConfidential(drafting: Drafting, { number, ...asked }: Restriction): Promise<boolean> {
  return drafting.people.db.asPerson(drafting.person.id, async (tx) => {
    const request = await requestToDecide(drafting, tx, number, 'restrictRequest');
    return keepIn(tx, drafting, keptRequest(request), asked);
  });
}

/** As `openIn` does. Refusals besides: notFound, notAllowed. */
export function openConfidential(
  drafting: Drafting,
  { number, reason }: Pick<Restriction, 'number' | 'reason'>,
): Promise<void> {
  return drafting.people.db.asPerson(drafting.person.id, async (tx) => {
    const request = await requestToDecide(drafting, tx, number, 'restrictRequest');
    await openIn(tx, drafting, keptRequest(request), reason);
  });
}

async function checkAsked(
  { people, person, file }: Drafting,
  tx: Tx,
  kept: Kept,
  { knowers, until: day, ground = '', reason }: Keeping,
): Promise<void> {
  const [about, until] = [{ ...kept, today: utcDay(people.clock()) }, day ?? null];
  if (kept.of === 'request') readAll(KEEP_CHECKED.request, { until, reason }, about);
  else readAll(KEEP_CHECKED.result, { until, ground, reason }, about);
  // Also whoever sees the evidence of the case and no requests: exhibits name the request on which they were obtained.
  const named = (await membersOf(tx, file.id)).filter((one) => knowers.includes(one.person));
  if (named.length !== new Set(knowers).size) throw new Refusal('badInput.knowersOfCase');
  for (const one of knowers)
    if (kept.of === 'result' && !(await store.mayKnow(tx, one, { of: 'request', id: kept.request })))
      throw new Refusal('badInput.knowersOfRequest');
  if (!knowers.includes(person.id)) throw new Refusal('badInput.knowersWithYou');
  if (!named.some(({ role, hasAccess }) => role === 'lead' && hasAccess))
    throw new Refusal('badInput.knowersWithLead');
  // What came in answer to a request is kept to those who may know of it, too.
  const held = await store.heldByAnother(tx, kept, knowers);
  if (held !== undefined) throw heldElsewhere(held);
}

async function record(
  tx: Tx,
  { people, person }: Drafting,
  kept: Kept,
  {
    act,
    about,
    id = newUuid(people.clock, people.random),
  }: ConfidenceChange & { readonly id?: Uuid | undefined },
  asked: { readonly until: Day | undefined; readonly ground?: string | undefined; readonly reason: string },
): Promise<void> {
  const isSetting = act === 'restricted' || act === 'extended';
  await store.insertDecision(tx, kept, {
    id,
    act,
    by: person.id,
    at: new Date(people.clock()),
    about,
    until: isSetting ? asked.until : undefined,
    ground: isSetting ? asked.ground : undefined,
    reason: asked.reason,
    through: people.through,
  });
}

const nothingNew = (): Refusal => new Refusal('conflict.nothingNew');
