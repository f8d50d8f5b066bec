// What the map shows: for every State one standing, by an instrument or by what is on record.
import type { Day } from './day.ts';
import type { Knowledge, PartyRecord } from './model.ts';
import { instrumentOf } from './look-up.ts';
import { standingsOf, type StandingWord } from './standing.ts';
import type { StateCode } from './states.ts';

export const MAP_RULES = ['authorities', 'courts'] as const;

export type MapRule = (typeof MAP_RULES)[number];

export interface Painted {
  readonly word: StandingWord | 'recorded';
  readonly record: PartyRecord | undefined;
}

export interface WorldView {
  readonly show: string;
  readonly title: string | undefined;
  readonly states: ReadonlyMap<StateCode, Painted>;
}

/** `show` is the id of an instrument, or a rule. Undefined when it is neither. */
export function worldView(knowledge: Knowledge, show: string, day: Day): WorldView | undefined {
  if (show === 'authorities' || show === 'courts') {
    const list = show === 'authorities' ? knowledge.authorities : knowledge.admissibility;
    const codes = new Set(list.flatMap(({ state }) => state ?? []));
    const states = [...codes].map((code) => [code, { word: 'recorded', record: undefined }] as const);
    return { show, title: undefined, states: new Map(states) };
  }
  const instrument = instrumentOf(knowledge, show);
  if (instrument === undefined) return undefined;
  const states = standingsOf(knowledge, show, day).map(
    ({ state, word, record }) => [state, { word, record }] as const,
  );
  return { show, title: instrument.shortTitle, states: new Map(states) };
}
