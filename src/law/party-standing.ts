// Where a State stands to an instrument on a day, in one word: what lists, the map and comparisons show.
import { dayAgainst, type Day } from './day.ts';
import { inForceOn, instrumentOf, partyOn, partyRecord, type Answered, type Verdict } from './look-up.ts';
import type { Instrument, Knowledge, PartyRecord, PartyStatus } from './model.ts';
import type { StateCode } from './states.ts';

/** `party` and `bound` are in force on that day; the others say what is known short of that. */
export const STANDINGS = [
  'party',
  'ratified',
  'signatory',
  'invited',
  'left',
  'not_bound',
  'uncertain',
  'unknown',
] as const;

export type StandingWord = (typeof STANDINGS)[number];

export interface Standing {
  readonly instrument: Instrument;
  readonly state: StateCode;
  readonly word: StandingWord;
  /** Undefined: the State is not listed. */
  readonly record: PartyRecord | undefined;
  /** Of the instrument and of the State together. */
  readonly verdict: Verdict;
  readonly answers: readonly Answered[];
}

export function standingOf(
  knowledge: Knowledge,
  instrument: Instrument,
  state: StateCode,
  day: Day,
): Standing {
  const record = partyRecord(knowledge, { instrument: instrument.id, state, day });
  const answers = [inForceOn(instrument, day), partyOn(knowledge, instrument, state, day)];
  const verdict = answers.some((one) => one.verdict === 'no')
    ? 'no'
    : answers.every((one) => one.verdict === 'yes')
      ? 'yes'
      : 'unknown';
  return { instrument, state, record, answers, verdict, word: wordOf(record, verdict, day) };
}

/** What is listed for a State, bound ones first, each in the order of the files. */
export function standingsOfState(knowledge: Knowledge, state: StateCode, day: Day): Standing[] {
  return knowledge.instruments
    .map((instrument) => standingOf(knowledge, instrument, state, day))
    .filter(({ record }) => record !== undefined)
    .sort((a, b) => STANDINGS.indexOf(a.word) - STANDINGS.indexOf(b.word));
}

/** Instruments that States can be bound by and of which this State is not listed: unknown, not "no". */
export function unlistedFor(knowledge: Knowledge, state: StateCode): Instrument[] {
  return knowledge.instruments.filter(
    ({ id, status }) =>
      (status === 'binding' || status === 'binding_not_in_force') &&
      !listedFor(knowledge, id).has(state) &&
      listedFor(knowledge, id).size > 0,
  );
}

export function standingsOf(knowledge: Knowledge, id: string, day: Day): Standing[] {
  const instrument = instrumentOf(knowledge, id);
  if (instrument === undefined) return [];
  return [...listedFor(knowledge, id)]
    .map((state) => standingOf(knowledge, instrument, state, day))
    .sort((a, b) => STANDINGS.indexOf(a.word) - STANDINGS.indexOf(b.word));
}

const byInstrument = new WeakMap<Knowledge, ReadonlyMap<string, ReadonlySet<StateCode>>>();
const NONE: ReadonlySet<StateCode> = new Set();

/** Of which something is on record, in the order of the files. */
function listedFor(knowledge: Knowledge, id: string): ReadonlySet<StateCode> {
  let known = byInstrument.get(knowledge);
  if (known === undefined) {
    const made = Map.groupBy(knowledge.parties, ({ instrument }) => instrument);
    known = new Map([...made].map(([of, all]) => [of, new Set(all.map(({ state }) => state))]));
    byInstrument.set(knowledge, known);
  }
  return known.get(id) ?? NONE;
}

function wordOf(record: PartyRecord | undefined, verdict: Verdict, day: Day): StandingWord {
  if (record === undefined) return 'unknown';
  if (verdict === 'yes') return 'party';
  if (verdict === 'no' && record.until !== undefined && dayAgainst(day, record.until) === 'onOrAfter')
    return 'left';
  const words: { readonly [status in PartyStatus]: StandingWord } = {
    party: verdict === 'no' ? 'ratified' : 'uncertain', // a date to come, or an instrument not in force yet
    bound: verdict === 'no' ? 'ratified' : 'uncertain',
    ratified: 'ratified',
    signatory: 'signatory',
    invited: 'invited',
    not_bound: 'not_bound',
  };
  return words[record.status];
}
