// The yearly figures of Article 28(2) of Regulation (EU) 2023/1543, letter by letter, counted from the events of requests; of orders
// that came in, those of its Article 28(4). Remedies and costs are counted from the records of them (`order-figures.ts`).
import type { DataCategory } from '../../law/model.ts';
import type { StateCode } from '../../law/states.ts';
import type { Answers } from '../core/answers.ts';
import { hasChosen } from '../core/request-items.ts';
import { categoryOf, wantedOf } from '../core/form.ts';
import { formOf } from '../forms/index.ts';
import { capacityIn, hasNotice } from '../machine/states/capacity.ts';
import { hasGround, isSettled, type ActDetail, type Actual } from '../machine/states/life.ts';
import { categoriesAsked } from './counted-form.ts';
import {
  claimLines,
  remedyLines,
  type ClaimLine,
  type CountedRecords,
  type RemedyLine,
  remedyTotals,
  type RemedyTotal,
} from './order-figures.ts';
import { statedCosts, type CostLine } from './stated-costs.ts';
import { ANEW } from '../machine/states/open-step.ts';
import { validationOf } from '../machine/states/validation.ts';

export const STATISTICS_REF = 'eu-2023-1543, Art. 28';

/** Where each figure is asked for: letters of its paragraph 2. */
export const LETTERS = {
  orders: 'a',
  issuedUnvalidated: 'b',
  outcomes: 'c',
  noticesAndRefusals: 'd',
  hoursToData: 'e',
  hoursToRequest: 'f',
  enforcement: 'g',
  remedies: 'h',
  notValidated: 'i',
  costs: 'j',
} as const;

export interface CountedEvent {
  readonly act: string;
  /** The state that it led to. */
  readonly to: string;
  readonly occurredAt: Date;
  readonly detail: ActDetail;
}

export interface CountedRequest {
  /** Id of an order of the Regulation. */
  readonly form: string;
  readonly direction: 'outgoing' | 'incoming';
  /** Of one that came in: the issuing State. */
  readonly counterpart: StateCode | undefined;
  readonly urgency: 'normal' | 'urgent' | 'emergency';
  /** As they stood when it was sent, or came. */
  readonly answers: Answers;
  /** In order. */
  readonly events: readonly CountedEvent[];
  /** Of a preservation order: when the request for the data was issued. */
  readonly dataAskedAt: Date | undefined;
}

export type Outcome = 'fulfilled' | 'inPart' | 'refused' | 'withdrawn' | 'open';

/** Figures are told apart by these. */
export interface Counted {
  readonly direction: CountedRequest['direction'];
  /** Id of an order of the Regulation. */
  readonly form: string;
  /** Undefined: it is not recorded, as of an order that was registered by hand with nothing of what it asks. */
  readonly category: DataCategory | undefined;
  /** As the form names it. */
  readonly addressee: string;
  readonly isEmergency: boolean;
  /** Of those that came in. */
  readonly issuingState: StateCode | undefined;
}

export interface StatisticsLine extends Counted {
  readonly number: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Of which the enforcing authority was notified (Art. 8). */
  readonly notified: number;
  /** Of which it was asked to enforce them (Art. 16), and what became of those. */
  readonly enforcement: { readonly asked: number; readonly fulfilled: number };
  /**
   * Mean of the production orders that were fulfilled, in hours: from issue until the data were there; of one that came in, from
   * receipt until they were provided. Undefined: none yet.
   */
  readonly meanHours: number | undefined;
  /** Mean of the preservation orders that were fulfilled, in hours: from issue until the request for the data was issued. */
  readonly meanHoursToRequest: number | undefined;
}

export interface RefusedLine extends Counted {
  readonly ground: string;
  readonly number: number;
}

export interface Statistics {
  readonly year: number;
  /** Production orders of ours that were issued in an emergency before their validation (Art. 4(5)). */
  readonly issuedUnvalidated: number;
  /** Orders of ours issued so, and not validated afterwards. */
  readonly notValidated: number;
  readonly lines: readonly StatisticsLine[];
  /** What became of the orders, each once, however many kinds of data it asks for. */
  readonly totals: Readonly<Record<Outcome, number>>;
  /** Of that year, whenever their orders were sent or received. */
  readonly remedies: readonly RemedyLine[];
  readonly remedyTotals: readonly RemedyTotal[];
  readonly claims: readonly ClaimLine[];
  /** As stated when orders were closed; the Article asks for what was claimed and reimbursed, in `claims`. */
  readonly costs: readonly CostLine[];
  /** Each ground once an order. */
  readonly refusals: readonly RefusedLine[];
}

const BEGUN = new Set(['transmit', 'receive']);
const REFUSED = new Set([
  'refuse',
  'refuseInPart',
  'acceptInPart',
  'conditionsDeclined',
  'declineConditions',
]);
const IN_PART = new Set(['refuseInPart', 'acceptInPart']);
const DONE = new Set(['reportExecuted', 'receiveEvidence', 'transmitResults']);
/** What ends the whole order without its data. */
const ENDED: ReadonlyMap<string, Outcome> = new Map([
  ['refuse', 'refused'],
  ['conditionsDeclined', 'refused'],
  ['declineConditions', 'refused'],
  ['withdraw', 'withdrawn'],
  ['withdrawn', 'withdrawn'],
]);

/** Of the orders sent or received in that year, by UTC, with what has become of them until now. */
export function statisticsOf(
  requests: readonly CountedRequest[],
  year: number,
  { remedies, costs }: CountedRecords = { remedies: [], costs: [] },
): Statistics {
  const counted = requests.flatMap((request) => {
    const begun = request.events.find(({ act }) => BEGUN.has(act));
    return begun?.occurredAt.getUTCFullYear() === year ? [{ request, begun }] : [];
  });
  const groups = new Map<string, { readonly key: Counted; readonly orders: OrderCounted[] }>();
  for (const { request, begun } of counted)
    for (const key of keysOf(request)) {
      const name = JSON.stringify(Object.values(key));
      const { orders } = groups.get(name) ?? { orders: [] };
      groups.set(name, { key, orders: [...orders, orderOf(request, begun, key.category)] });
    }
  const requestsCounted = counted.map(({ request }) => request);
  return {
    year,
    issuedUnvalidated: requestsCounted.filter(
      (one) => formOf(one.form)?.order === 'production' && isIssuedUnvalidated(one),
    ).length,
    notValidated: requestsCounted.filter((one) => validation(one).is === 'refused').length,
    lines: [...groups]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { key, orders }]) => lineOf(key, orders)),
    totals: outcomesOf(requestsCounted.map((one) => outcomeOf(one))),
    remedies: remedyLines(remedies),
    remedyTotals: remedyTotals(remedies),
    claims: claimLines(costs),
    costs: statedCosts(requestsCounted),
    refusals: refusalsOf(requestsCounted),
  };
}

/** What is counted of one order. */
interface OrderCounted {
  readonly outcome: Outcome;
  readonly isNotified: boolean;
  readonly isEnforcementAsked: boolean;
  /** Fulfilled after it was last asked for: what came before did not fulfil it. */
  readonly isEnforced: boolean;
  readonly hoursToData: number | undefined;
  readonly hoursToRequest: number | undefined;
}

/** What became of the data of one category that it asks for. */
function orderOf(request: CountedRequest, begun: CountedEvent, category: Counted['category']): OrderCounted {
  const { direction, events, dataAskedAt } = request;
  const order = formOf(request.form)?.order;
  const outcome = outcomeOf(request, category);
  const isFulfilled = outcome === 'fulfilled';
  const from = direction === 'outgoing' ? issuedAt(request, begun) : begun.occurredAt;
  const asked = events.findLastIndex(({ act }) => act === 'askEnforcement');
  const hoursTo = (to: Date | undefined): number | undefined =>
    !isFulfilled || to === undefined ? undefined : (to.getTime() - from.getTime()) / 3_600_000;
  return {
    outcome,
    isNotified: isNotified(events),
    // One that came to whoever enforces it came to be enforced.
    isEnforcementAsked: asked >= 0 || capacityIn(events) === 'enforcingAuthority',
    isEnforced: isFulfilled && events.slice(asked + 1).some(({ act }) => DONE.has(act)),
    hoursToData: order === 'production' ? hoursTo(dataThereAt(request)) : undefined,
    hoursToRequest: order === 'preservation' ? hoursTo(dataAskedAt) : undefined,
  };
}

/** Of ours it is said when it is sent; of one that came, by the role in which it reached us. */
function isNotified(events: readonly CountedEvent[]): boolean {
  const capacity = capacityIn(events);
  return capacity === undefined
    ? events.some(({ detail }) => detail.notified?.authority !== undefined)
    : hasNotice(capacity);
}

function lineOf(key: Counted, orders: readonly OrderCounted[]): StatisticsLine {
  const enforced = orders.filter(({ isEnforcementAsked }) => isEnforcementAsked);
  return {
    ...key,
    number: orders.length,
    outcomes: outcomesOf(orders.map(({ outcome }) => outcome)),
    notified: orders.filter(({ isNotified }) => isNotified).length,
    enforcement: {
      asked: enforced.length,
      fulfilled: enforced.filter(({ isEnforced }) => isEnforced).length,
    },
    meanHours: mean(orders.flatMap(({ hoursToData }) => hoursToData ?? [])),
    meanHoursToRequest: mean(orders.flatMap(({ hoursToRequest }) => hoursToRequest ?? [])),
  };
}

function outcomesOf(all: readonly Outcome[]): Record<Outcome, number> {
  const number = (of: Outcome): number => all.filter((one) => one === of).length;
  return {
    fulfilled: number('fulfilled'),
    inPart: number('inPart'),
    refused: number('refused'),
    withdrawn: number('withdrawn'),
    open: number('open'),
  };
}

function validation({ events }: CountedRequest) {
  return validationOf(events.map((one) => ({ ...one, at: one.occurredAt })));
}

/** The order that was sent, and not one that was written anew before. */
function isIssuedUnvalidated(request: CountedRequest): boolean {
  return validation(request).is !== 'none';
}

const ISSUED = new Set(['authorise', 'issueUnvalidated']);

/** When the order that was sent was issued: signed, for the last time before it went. Where that is not recorded, when it went. */
function issuedAt({ events }: CountedRequest, begun: CountedEvent): Date {
  const before = events.slice(0, events.indexOf(begun));
  return before.findLast(({ act }) => ISSUED.has(act))?.occurredAt ?? begun.occurredAt;
}

/** All of them: the last that came; where nobody recorded that, when the other side said that it had executed the order. */
function dataThereAt(request: CountedRequest): Date | undefined {
  const events = eventsThatCount(request);
  const last = (of: string): Date | undefined => events.findLast(({ act }) => act === of)?.occurredAt;
  return last('receiveEvidence') ?? last('transmitResults') ?? last('reportExecuted');
}

/** One line a category of data: an order for two is counted in both. */
function keysOf({ direction, form: id, urgency, counterpart, answers }: CountedRequest): Counted[] {
  const addressee = answers['addressee.name'];
  const isEmergency = urgency === 'emergency' || hasChosen(answers, 'deadline', 'eight-hours');
  return categoriesAsked(id, answers).map((category) => ({
    direction,
    form: id,
    category,
    addressee: typeof addressee === 'string' ? addressee : '',
    isEmergency,
    issuingState: direction === 'incoming' ? counterpart : undefined,
  }));
}

/** Of the whole order, where no category is named. */
function outcomeOf(request: CountedRequest, category?: DataCategory): Outcome {
  const { direction } = request;
  const events = eventsThatCount(request);
  const end = events.findLast(({ act }) => ENDED.has(act));
  if (end !== undefined) return ENDED.get(end.act) ?? 'open';
  const said = lastSaid({ ...request, events }, category);
  const isAsked = said.length > 0;
  if (isAsked && said.every((one) => one === 'refused' || one === 'notPossible')) return 'refused';
  // What we found has not left before the results do; what the other side says of it is its answer.
  const isAnswered = direction === 'outgoing' && isAsked && said.every(isSettled);
  if (!isAnswered && !events.some(({ act }) => DONE.has(act))) return 'open';
  const isInPart = events.some(({ act, detail }) => IN_PART.has(act) && detail.items === undefined);
  return isInPart || said.some(hasGround) ? 'inPart' : 'fulfilled';
}

/**
 * All; of an order whose refusal or withdrawal was taken up again, as for its enforcement (Art. 16), those since: what was said of it
 * before is asked anew.
 */
function eventsThatCount({ events }: CountedRequest): readonly CountedEvent[] {
  const ended = events.findLastIndex(({ act }) => ENDED.has(act));
  const anew = events.findIndex(({ act }, i) => i > ended && ANEW.has(act));
  return ended === -1 || anew === -1 ? events : events.slice(anew + 1);
}

/** What was said last of each item of the category; undefined: nothing yet. */
function lastSaid(request: CountedRequest, category?: DataCategory): readonly (Actual | undefined)[] {
  const said = new Map(
    request.events
      .flatMap(({ detail }) => detail.items ?? [])
      .flatMap(({ item, actual }) => (actual === undefined ? [] : [[item, actual] as const])),
  );
  const all = itemCategories(request);
  if (all.length === 0) return [said.get(1)]; // the order itself
  return all.flatMap((one, i) => (category === undefined || one === category ? [said.get(i + 1)] : []));
}

/** In the order of the items. */
function itemCategories({ form: id, answers }: CountedRequest): readonly (DataCategory | undefined)[] {
  const form = formOf(id);
  return form === undefined ? [] : wantedOf(form, answers).map(categoryOf);
}

function mean(hours: readonly number[]): number | undefined {
  return hours.length === 0 ? undefined : hours.reduce((sum, one) => sum + one, 0) / hours.length;
}

/** Each ground once an order, for each kind of data that it was said of. */
function refusalsOf(requests: readonly CountedRequest[]): RefusedLine[] {
  const counts = new Map<string, RefusedLine>();
  for (const request of requests)
    for (const key of keysOf(request))
      for (const ground of groundsFor(request, key.category)) {
        const name = JSON.stringify([...Object.values(key), ground]);
        counts.set(name, { ...key, ground, number: (counts.get(name)?.number ?? 0) + 1 });
      }
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** The ground of a refusal in part is that of the items in it that have none of their own; that of a whole one, of all. */
function groundsFor(request: CountedRequest, category: Counted['category']): ReadonlySet<string> {
  const categories = itemCategories(request);
  const grounds = request.events.flatMap(({ act, detail: { ground, items } }) => {
    const ofAct = REFUSED.has(act) ? (ground ?? []) : [];
    if (items === undefined) return ofAct;
    const own = items.filter(({ item }) => category === undefined || categories[item - 1] === category);
    const ofItems = own.flatMap((one) => one.ground ?? (hasGround(one.actual) ? ofAct : []));
    return IN_PART.has(act) ? ofItems : [ofAct, ofItems].flat();
  });
  return new Set(grounds);
}
