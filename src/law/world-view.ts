// What the map shows: for every State one standing, by an instrument or by what is on record.
import type { Day } from './day.ts';
import type { Knowledge, Measure, PartyRecord } from './model.ts';
import { instrumentOf } from './look-up.ts';
import { STANDINGS, standingsOf, type StandingWord } from './party-standing.ts';
import type { StateCode } from './states.ts';

export const MAP_RULES = ['authorities', 'courts'] as const;

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
  const measure = knowledge.measures.find(({ id }) => show === `measure:${id}`);
  if (measure !== undefined) return { show, title: measure.name, states: byMeasure(knowledge, measure, day) };
  const instrument = instrumentOf(knowledge, show);
  if (instrument === undefined) return undefined;
  const states = standingsOf(knowledge, show, day).map(
    ({ state, word, record }) => [state, { word, record }] as const,
  );
  return { show, title: instrument.shortTitle, states: new Map(states) };
}

/** Of the instruments that give the power, the one by which each State stands best. */
function byMeasure(knowledge: Knowledge, { bases }: Measure, day: Day): ReadonlyMap<StateCode, Painted> {
  const states = new Map<StateCode, Painted>();
  for (const { instrument } of bases)
    for (const { state, word, record } of standingsOf(knowledge, instrument, day)) {
      const known = states.get(state);
      if (known === undefined || rank(word) < rank(known.word)) states.set(state, { word, record });
    }
  return states;
}

function rank(word: Painted['word']): number {
  return word === 'recorded' ? -1 : STANDINGS.indexOf(word);
}
