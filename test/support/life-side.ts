// One side's file of a request, kept in memory for the random runs of its life.
import assert from 'node:assert/strict';
import { legalForm, type Form } from '../../src/requests/core/form.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { FORMS, isOrder } from '../../src/requests/forms/index.ts';
import type { Uuid } from '../../src/base/ids.ts';
import type { RequestRecord } from '../../src/requests/core/request.ts';
import type {
  ActDetail,
  LifeEvent,
  RequestItem,
  SignatureMark,
} from '../../src/requests/machine/states/life.ts';
import type { Answers } from '../../src/requests/core/answers.ts';
import type { ClocksOfSide } from './life-clocks.ts';
import type { Hold } from './life-holds.ts';
import { machineOf } from '../../src/requests/machine/states/machines.ts';
import type { FollowedRequest } from '../../src/requests/machine/clocks/follow.acts.ts';
import { awaitsRecord } from '../../src/requests/machine/states/carriage.ts';

export const law = await shippedLaw();

/** Those whose requests have time limits. */
export const PLAYED: readonly Form[] = FORMS.filter(
  ({ clocks, onlyTells }) => !onlyTells && clocks.some(({ holds }) => holds !== true),
);

const LEGAL = new Map(PLAYED.map((form) => [form.id, legalForm(form, law.forms)]));
const REQUEST = '00000000-0000-7000-8000-0000000000fe' as Uuid; // as one is written

export type Direction = RequestRecord['direction'];

export interface Message {
  readonly act: string;
  readonly occurredAt: Date;
  readonly detail: ActDetail;
}

/** An order that another authority issues in an emergency, and that is validated later. */
const FIRST: Answers = { 'issuing.kind': ['other'], subscriber: ['identity'], 'no-prior-validation': true };

/** An order of a judge: for data of which nobody is notified, or for some of which an authority is. */
const OF_JUDGE: Answers = { 'issuing.kind': ['judge'], subscriber: ['identity'] };
const OF_CONTENT: Answers = {
  'issuing.kind': ['judge'],
  content: ['messages'],
  threshold: ['three-years'],
};

/** One side's file of the request. */
export interface Side {
  readonly direction: Direction;
  readonly goesFirst: boolean;
  /** Data of which an authority is notified. */
  readonly asksContent: boolean;
  readonly form: Form;
  readonly clocks: ClocksOfSide;
  state: string;
  version: number;
  readonly urgency: RequestRecord['urgency'];
  readonly events: LifeEvent[];
  signatures: SignatureMark[];
  items: readonly RequestItem[];
  readonly writers: Set<Uuid>;
  /** On their way to it, in no order. */
  readonly inbox: Message[];
  /** Recorded by it. */
  readonly seen: Message[];
  /** Data kept for this request. */
  readonly holds: Hold[];
}

export function newSide(
  direction: Direction,
  urgency: RequestRecord['urgency'],
  writer: Uuid,
  { form, goesFirst, asksContent }: Pick<Side, 'form' | 'goesFirst' | 'asksContent'>,
): Side {
  const state = machineOf(direction).initial;
  const empty = { events: [], signatures: [], items: [], inbox: [], seen: [], holds: [] };
  const clocks = { kept: [], begun: new Map<string, number>() };
  return {
    direction,
    goesFirst,
    asksContent,
    form,
    clocks,
    state,
    version: 1,
    urgency,
    ...empty,
    writers: new Set([writer]),
  };
}

/** A measure for the time being, with the days that are named in the order. */
const OF_MEASURES: Answers = {
  measures: ['provisional'],
  'item.goes': 'remain',
  'item.lift': '2027-03-31',
  'deadline.date': '2027-01-29',
};

export function answersOf({ goesFirst, asksContent, form }: Side): Answers {
  if (goesFirst) return FIRST;
  return isOrder(form.id) ? (asksContent ? OF_CONTENT : OF_JUDGE) : OF_MEASURES;
}

/** What its clocks look at. */
export function lifeOf(side: Side): Omit<FollowedRequest, 'items'> {
  const page = { explained: {}, page: undefined, savedBy: undefined, savedAt: new Date(0) };
  const { direction, urgency, form, version: number, events } = side;
  return {
    request: {
      id: REQUEST,
      form: form.id,
      direction,
      counterpart: direction === 'outgoing' ? 'NL' : 'FR',
      urgency,
      version: { number, answers: answersOf(side), ...page },
    },
    legal: LEGAL.get(form.id) ?? assert.fail(),
    events,
  };
}

/** Regulation (EU) 2023/1543, Art. 19: nothing leaves without a word on how, and what went otherwise is recorded. */
export function checkCarriage({ direction, goesFirst, state, events }: Side): void {
  const last = events.at(-1);
  if (goesFirst && direction === 'outgoing' && last?.act === 'transmit')
    assert.ok(last.detail.carried, 'how it left');
  if (state === 'closed') assert.ok(!awaitsRecord(events), 'closed before it was recorded');
  if (last?.act !== 'transmit') return;
  const { channel } = last.detail;
  assert.ok(
    channel === 'open' || channel === 'unknown' || channel === 'other',
    'by a way that is not closed',
  );
  assert.ok(channel === 'open' || last.reason !== undefined, 'by one that is not known, with a reason');
}
