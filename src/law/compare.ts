// Two or more States side by side on a day: which instruments bind all of them, and what each measure rests on.
import type { Day } from './day.ts';
import type { Instrument, Knowledge, Measure, MeasureBasis } from './model.ts';
import { standingOf, type Standing } from './party-standing.ts';
import type { StateCode } from './states.ts';

export interface InstrumentRow {
  readonly instrument: Instrument;
  /** One for each State asked, in its order. */
  readonly standings: readonly Standing[];
}

/** Instruments of which at least one of the States is listed. */
export function instrumentRows(
  knowledge: Knowledge,
  states: readonly StateCode[],
  day: Day,
): InstrumentRow[] {
  return knowledge.instruments
    .map((instrument) => ({
      instrument,
      standings: states.map((state) => standingOf(knowledge, instrument, state, day)),
    }))
    .filter(({ standings }) => standings.some(({ record }) => record !== undefined));
}

/** Instruments that bind all of them. */
export function commonInstruments(
  knowledge: Knowledge,
  states: readonly StateCode[],
  day: Day,
): Instrument[] {
  return instrumentRows(knowledge, states, day)
    .filter(({ standings }) => standings.every(({ word }) => word === 'party'))
    .map(({ instrument }) => instrument);
}

export interface BindingBasis {
  readonly basis: MeasureBasis;
  readonly instrument: Instrument;
}

export interface MeasureRow {
  readonly measure: Measure;
  /** For each State what binds it; empty: nothing of our records, which is not "no". */
  readonly binding: readonly (readonly BindingBasis[])[];
}

export function measureRows(knowledge: Knowledge, states: readonly StateCode[], day: Day): MeasureRow[] {
  const instruments = new Map(knowledge.instruments.map((one) => [one.id, one]));
  return knowledge.measures.map((measure) => ({
    measure,
    binding: states.map((state) =>
      measure.bases.flatMap((basis) => {
        const instrument = instruments.get(basis.instrument);
        const isBinding =
          instrument !== undefined && standingOf(knowledge, instrument, state, day).word === 'party';
        return isBinding ? [{ basis, instrument }] : [];
      }),
    ),
  }));
}
