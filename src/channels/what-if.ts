// "What if": the same question with one thing changed, and what that would change. Assumed facts say that they are.
import { Refusal } from '../base/refusal.ts';
import type { Day } from '../law/day.ts';
import { instrumentOf } from '../law/look-up.ts';
import type { Cited, DataCategory, Knowledge, Urgency } from '../law/model.ts';
import type { StateCode } from '../law/states.ts';
import type { Need } from './need.ts';
import { planFor, type Answer } from './plan.ts';
import { NO_RESERVATION } from './basis.ts';

export type Change =
  | { readonly kind: 'ratify'; readonly instrument: string; readonly state: StateCode }
  | { readonly kind: 'in-force'; readonly instrument: string }
  | {
      readonly kind: 'no-reservation';
      readonly instrument: string;
      readonly article: string;
      readonly state: StateCode;
    }
  | { readonly kind: 'urgency'; readonly urgency: Urgency }
  | { readonly kind: 'category'; readonly category: DataCategory }
  | { readonly kind: 'to'; readonly state: StateCode }
  | { readonly kind: 'years'; readonly maxYears: number };

export interface Difference {
  readonly to: StateCode | undefined;
  readonly channel: string;
  readonly before: State;
  readonly after: State;
}

type State = 'open' | 'unknown' | 'future' | 'closed';

export interface WhatIf {
  readonly changes: readonly Change[];
  readonly before: Answer;
  readonly after: Answer;
  /** Channels whose state would be another, in the order of channels.yaml. */
  readonly differences: readonly Difference[];
}

export function whatIf(need: Need, knowledge: Knowledge, day: Day, changes: readonly Change[]): WhatIf {
  const before = planFor(need, knowledge, day);
  const changed = assuming({ need, knowledge }, changes, day);
  const after = planFor(changed.need, changed.knowledge, day);
  return { changes, before, after, differences: differencesOf(before, after, knowledge) };
}

interface Case {
  readonly need: Need;
  readonly knowledge: Knowledge;
}

/** The question and the law as they would be. Throws Refusal notFound for an instrument that is none. */
export function assuming(as: Case, changes: readonly Change[], day: Day): Case {
  return changes.reduce((so, change) => applied(so, change, day), as);
}

function applied({ need, knowledge }: Case, change: Change, day: Day): Case {
  switch (change.kind) {
    case 'urgency':
      return { knowledge, need: { ...need, urgency: change.urgency } };
    case 'category':
      return { knowledge, need: { ...need, categories: [change.category] } };
    case 'to':
      return {
        knowledge,
        need: { ...need, to: change.state, dataLocation: { kind: 'known', state: change.state } },
      };
    case 'years':
      return { knowledge, need: { ...need, offence: { ...need.offence, maxYears: change.maxYears } } };
    case 'ratify':
      return { need, knowledge: ratified(knowledge, change.instrument, change.state, day) };
    case 'in-force':
      return { need, knowledge: inForce(knowledge, change.instrument, day) };
    case 'no-reservation':
      return { need, knowledge: withoutReservation(knowledge, change) };
  }
}

const assumed: Cited = { at: 'assumed', sources: [], confidence: 'assumed' };

function ratified(knowledge: Knowledge, instrument: string, state: StateCode, day: Day): Knowledge {
  known(knowledge, instrument);
  const others = knowledge.parties.filter((one) => one.instrument !== instrument || one.state !== state);
  const record = {
    ...assumed,
    instrument,
    state,
    status: 'party' as const,
    asOf: day,
    entryIntoForce: day,
    note: undefined,
  };
  return { ...knowledge, parties: [...others, record] };
}

function inForce(knowledge: Knowledge, id: string, day: Day): Knowledge {
  known(knowledge, id);
  const date = { ...assumed, value: day };
  return {
    ...knowledge,
    instruments: knowledge.instruments.map(({ ended, ...one }) =>
      one.id === id
        ? {
            ...one,
            status: 'binding',
            inForce: date,
            appliesFrom: undefined,
            transpositionDeadline: undefined,
          }
        : { ...one, ...(ended && { ended }) },
    ),
    // Those that have ratified become Parties when it comes into force.
    parties: knowledge.parties.map((one) =>
      one.instrument === id && one.status === 'ratified'
        ? { ...one, ...assumed, status: 'party', asOf: day, entryIntoForce: day }
        : one,
    ),
  };
}

function withoutReservation(
  knowledge: Knowledge,
  { instrument, article, state }: Extract<Change, { kind: 'no-reservation' }>,
): Knowledge {
  known(knowledge, instrument);
  const others = knowledge.declarations.filter(
    (one) => one.instrument !== instrument || one.state !== state || !one.article.startsWith(article),
  );
  return {
    ...knowledge,
    declarations: [...others, { ...assumed, instrument, state, article, effect: NO_RESERVATION }],
  };
}

function known(knowledge: Knowledge, id: string): void {
  if (instrumentOf(knowledge, id) !== undefined) return;
  throw new Refusal('notFound.instrumentOfLaw', { id });
}

/** Of the last part: channels whose state is another, in the order of channels.yaml. */
export function differencesOf(before: Answer, after: Answer, knowledge: Knowledge): Difference[] {
  const [was, is] = [statesOf(before), statesOf(after)];
  return knowledge.channels.flatMap(({ id }) => {
    const [a, b] = [was.get(id), is.get(id)];
    return a === undefined || b === undefined || a.state === b.state
      ? []
      : [{ to: b.to, channel: id, before: a.state, after: b.state }];
  });
}

/** By channel, of the last part: the most intrusive category, which is what was wanted. */
function statesOf(answer: Answer): Map<string, { state: State; to: StateCode | undefined }> {
  const part = answer.parts.at(-1);
  const states = new Map<string, { state: State; to: StateCode | undefined }>();
  for (const { channel, state } of part?.plans ?? []) states.set(channel, { state, to: part?.to });
  for (const { channel } of part?.future ?? []) states.set(channel, { state: 'future', to: part?.to });
  for (const { channel } of part?.unasked ?? []) states.set(channel, { state: 'open', to: part?.to });
  for (const { channel } of part?.closed ?? []) states.set(channel, { state: 'closed', to: part?.to });
  return states;
}
