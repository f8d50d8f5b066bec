// What a record of the law data is about, so that a search can be narrowed: measures, data, instruments, offences.
import type { Day } from './day.ts';
import { inForceOn } from './look-up.ts';
import type { DataCategory, Instrument, Knowledge, Passage, ProvisionFunction } from './model.ts';

interface Facets {
  readonly instruments: ReadonlySet<string>;
  readonly measures: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  readonly offences: ReadonlySet<string>;
  /** An instrument without a limit covers every offence. */
  readonly isForAllOffences: boolean;
}

export interface Narrowing {
  readonly instrument?: string | undefined;
  readonly measure?: string | undefined;
  readonly category?: string | undefined;
  readonly offence?: string | undefined;
  /** Leaves out what belongs to an instrument that was not in force on that day. */
  readonly on?: Day | undefined;
}

/** Which measures of para 8 a provision of that function serves. */
const MEASURES_OF: { readonly [use in ProvisionFunction]?: readonly string[] } = {
  preservation: ['expedited-preservation'],
  preserved_traffic_disclosure: ['expedited-preservation', 'order-stored-traffic'],
  stored_data: [
    'order-stored-content',
    'order-stored-traffic',
    'order-subscriber-information',
    'search',
    'seizure',
  ],
  real_time_traffic: ['realtime-traffic'],
  interception_content: ['realtime-content'],
  transborder_access: ['transborder-access'],
  direct_provider_cooperation: [
    'order-subscriber-information',
    'order-stored-traffic',
    'order-stored-content',
  ],
};

function measuresOfFunction(knowledge: Knowledge, use: ProvisionFunction): readonly string[] {
  const known = new Set(knowledge.measures.map(({ id }) => id));
  return (MEASURES_OF[use] ?? []).filter((id) => known.has(id));
}

const indexes = new WeakMap<Knowledge, ReadonlyMap<string, Facets>>();

/** By the name of the record, such as `clock bc29.hold`. */
export function facetsOf(knowledge: Knowledge): ReadonlyMap<string, Facets> {
  let index = indexes.get(knowledge);
  if (index === undefined) indexes.set(knowledge, (index = build(knowledge)));
  return index;
}

export function isWithin(knowledge: Knowledge, passage: Passage, narrowing: Narrowing): boolean {
  const { instrument, measure, category, offence, on } = narrowing;
  const facets = facetsOf(knowledge).get(passage.record);
  if (instrument !== undefined && facets?.instruments.has(instrument) !== true) return false;
  if (measure !== undefined && facets?.measures.has(measure) !== true) return false;
  if (category !== undefined && facets?.categories.has(category) !== true) return false;
  if (offence !== undefined && facets?.isForAllOffences !== true && facets?.offences.has(offence) !== true)
    return false;
  return on === undefined || facets === undefined || !isAllTooEarly(knowledge, facets, on);
}

function isAllTooEarly(knowledge: Knowledge, { instruments }: Facets, day: Day): boolean {
  const all = knowledge.instruments.filter(({ id }) => instruments.has(id));
  return all.length > 0 && all.every((one) => inForceOn(one, day).verdict === 'no');
}

function build(knowledge: Knowledge): ReadonlyMap<string, Facets> {
  const made = new Map<string, Facets>();
  const known = new Map(knowledge.instruments.map((one) => [one.id, one]));
  const add = (
    record: string,
    instruments: readonly string[],
    measures: readonly string[],
    categories: readonly DataCategory[],
    crimeTypes: readonly string[] = [],
  ): void => {
    const ids = instruments.map((one) => one.split(':')[0] ?? '').filter((id) => known.has(id));
    const all = ids.flatMap((id) => known.get(id) ?? []);
    made.set(record, {
      instruments: new Set(ids),
      measures: new Set(measures),
      categories: new Set(categories),
      offences: new Set([...crimeTypes, ...all.flatMap((one) => one.offences?.types ?? [])]),
      isForAllOffences:
        crimeTypes.length === 0 && (all.some((one) => one.offences === undefined) || all.length === 0),
    });
  };
  for (const one of knowledge.instruments) {
    const measures = measuresOfInstrument(knowledge, one);
    const categories = knowledge.measures
      .filter(({ id }) => measures.includes(id))
      .flatMap(({ yields }) => yields);
    add(`instrument ${one.id}`, [one.id], measures, categories);
    add(`parties ${one.id}`, [one.id], measures, categories);
  }
  for (const one of knowledge.measures)
    add(
      `measure ${one.id}`,
      one.bases.map(({ instrument }) => instrument),
      [one.id],
      one.yields,
    );
  for (const one of knowledge.channels)
    add(
      `channel ${one.id}`,
      one.legalBases,
      knowledge.measures
        .filter(({ yields }) => yields.some((category) => one.categories.includes(category)))
        .map(({ id }) => id),
      one.categories,
    );
  for (const one of knowledge.legalRecords) {
    const { instruments, measures, categories, crimeTypes } = one.tags;
    add(`${one.kind} ${one.id}`, instruments, measures, categories, crimeTypes);
  }
  for (const one of knowledge.clocks) add(`clock ${one.id}`, [one.instrument], [], []);
  for (const one of knowledge.competence.rules)
    add(`competence ${one.id}`, [one.instrument], [], one.categories);
  for (const one of knowledge.competence.thresholds)
    add(`threshold ${one.id}`, [one.instrument], [], one.categories);
  for (const one of knowledge.authorities) add(`authority ${one.id}`, one.instruments, [], []);
  return made;
}

function measuresOfInstrument(knowledge: Knowledge, instrument: Instrument): string[] {
  const based = knowledge.measures
    .filter(({ bases }) => bases.some((one) => one.instrument === instrument.id))
    .map(({ id }) => id);
  const given = instrument.provisions.flatMap((one) => measuresOfFunction(knowledge, one.function));
  return [...new Set([...based, ...given])];
}
