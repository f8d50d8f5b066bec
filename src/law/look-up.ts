// Questions to the knowledge base, asked of a day. What is not recorded is unknown, never "no".
import { isFirm } from './confidence.ts';
import { addDays, dayAgainst, firstDay, lastDay, type Day, type PartialDate } from './day.ts';
import type {
  Cited,
  Declaration,
  Fact,
  Instrument,
  Knowledge,
  Measure,
  MeasureBasis,
  PartyRecord,
  Provision,
  ProvisionFunction,
} from './model.ts';
import { stateName, type StateCode } from './states.ts';

export type Verdict = 'yes' | 'no' | 'unknown';

/** An answer with what it rests on. */
export interface Answered {
  readonly verdict: Verdict;
  readonly fact: Fact;
  /** Since when, where that is recorded. */
  readonly since: PartialDate | undefined;
}

/** Evidence that a treaty had not come into force, or a State not yet ratified, is trusted for this long. */
const STALE_DAYS = 366;

interface Index {
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly records: ReadonlyMap<string, readonly PartyRecord[]>;
  readonly declared: ReadonlyMap<string, readonly Declaration[]>;
  /** What was answered of one day, so that it grows no further than instruments times States. */
  answered: { readonly day: Day; readonly parties: Map<string, Answered> };
}

const indexes = new WeakMap<Knowledge, Index>();

function indexOf(knowledge: Knowledge): Index {
  let index = indexes.get(knowledge);
  if (index === undefined) {
    index = {
      instruments: new Map(knowledge.instruments.map((one) => [one.id, one])),
      records: Map.groupBy(knowledge.parties, (one) => keyOf(one.instrument, one.state)),
      declared: Map.groupBy(knowledge.declarations, (one) => keyOf(one.instrument, one.state)),
      answered: { day: '', parties: new Map() },
    };
    indexes.set(knowledge, index);
  }
  return index;
}

function keyOf(instrument: string, state: StateCode): string {
  return `${instrument} ${state}`;
}

export function instrumentOf(knowledge: Knowledge, id: string): Instrument | undefined {
  return indexOf(knowledge).instruments.get(id);
}

/** Is the instrument in force at all on that day? For Union acts: does it apply, or had it to be transposed? */
export function inForceOn(instrument: Instrument, day: Day): Answered {
  const { shortTitle, status } = instrument;
  const date = instrument.appliesFrom ?? instrument.transpositionDeadline ?? instrument.inForce;
  const answer = (verdict: Verdict, text: string, since?: PartialDate, from: Cited = date): Answered => ({
    verdict,
    fact: { ...cited(from), text: `The ${shortTitle} ${text}` },
    since,
  });
  const record = { ...cited(instrument.inForce), at: instrument.at };
  if (status === 'model') return answer('no', 'is a model text and binds nobody', undefined, record);
  if (status === 'adopted_as')
    return answer('no', `was a proposal, adopted as ${instrument.replacedBy.join(', ')}`, undefined, record);
  if (status === 'replaced')
    return answer(
      'unknown',
      `was replaced by ${instrument.replacedBy.join(', ')}; whether anything is left of it is not recorded`,
      undefined,
      record,
    );
  if (date.value !== undefined) {
    const verb = instrument.appliesFrom
      ? 'applies since'
      : instrument.transpositionDeadline
        ? 'had to be transposed by'
        : 'is in force since';
    switch (dayAgainst(day, date.value)) {
      case 'onOrAfter':
        return answer('yes', `${verb} ${date.value}`, date.value);
      case 'within':
        return answer('unknown', `came into force in ${date.value}; the day is not recorded`, date.value);
      case 'before':
        return answer('no', `comes into force on ${date.value} only`, date.value);
    }
  }
  if (status !== 'binding_not_in_force')
    return answer('unknown', 'is binding; its date of entry into force is not recorded');
  const seen = date.asOf ?? firstDay(instrument.adopted.value ?? day);
  const isOld = day > addDays(lastDay(seen), STALE_DAYS);
  return isOld
    ? answer(
        'unknown',
        `was not in force when last looked at, ${seen}; that is more than a year before ${day}`,
      )
    : answer('no', `was not in force at the last evidence, of ${seen}`);
}

/** What is on record for a State: one record, or of one that left and came back that of the day. */
export function partyRecord(
  knowledge: Knowledge,
  { instrument, state, day }: { readonly instrument: string; readonly state: StateCode; readonly day: Day },
): PartyRecord | undefined {
  const all = indexOf(knowledge).records.get(keyOf(instrument, state)) ?? [];
  if (all.length < 2) return all[0];
  const since = ({ entryIntoForce }: PartyRecord): string => firstDay(entryIntoForce ?? '0001');
  const inOrder = all.toSorted((a, b) => (since(a) < since(b) ? -1 : 1));
  return inOrder.findLast((one) => since(one) <= day) ?? inOrder[0];
}

/** Is the State bound by the instrument on that day, leaving aside whether the instrument is in force? */
export function partyOn(knowledge: Knowledge, instrument: Instrument, state: StateCode, day: Day): Answered {
  const index = indexOf(knowledge);
  if (index.answered.day !== day) index.answered = { day, parties: new Map() };
  const { parties } = index.answered;
  const key = keyOf(instrument.id, state);
  const known = parties.get(key) ?? askedParty(knowledge, instrument, state, day);
  parties.set(key, known);
  return known;
}

function askedParty(knowledge: Knowledge, instrument: Instrument, state: StateCode, day: Day): Answered {
  const record = partyRecord(knowledge, { instrument: instrument.id, state, day });
  const name = stateName(state);
  if (record === undefined) return notListed(knowledge, instrument, name);
  const answer = (verdict: Verdict, text: string, since?: PartialDate): Answered => ({
    verdict,
    fact: { ...cited(record), text: `${name} ${text}` },
    since,
  });
  const asOf = `as of ${record.asOf}`;
  switch (record.status) {
    case 'party':
    case 'bound': {
      const words =
        record.status === 'party'
          ? `is a Party to the ${instrument.shortTitle}`
          : `is bound by the ${instrument.shortTitle}`;
      const since = record.entryIntoForce;
      if (since !== undefined && dayAgainst(day, since) === 'before')
        return answer('no', `becomes a Party to the ${instrument.shortTitle} on ${since} only`, since);
      if (record.until !== undefined && dayAgainst(day, record.until) !== 'before')
        return leaving(record, instrument, day);
      const leaves = record.until === undefined ? '' : `, until ${record.until}`;
      if (since !== undefined) return answer('yes', `${words} since ${since}${leaves}`, since);
      if (day < firstDay(record.asOf))
        return answer('unknown', `${words} ${asOf}; since when is not recorded, so ${day} cannot be told`);
      return answer('yes', `${words}, ${asOf}${leaves}; since when is not recorded`);
    }
    case 'not_bound':
      if (day < firstDay(record.asOf))
        return answer('unknown', `is outside the ${instrument.shortTitle} ${asOf}; ${day} cannot be told`);
      return answer(firm(record, 'no'), `is not bound by the ${instrument.shortTitle}, ${asOf}`);
    case 'ratified':
    case 'signatory':
    case 'invited': {
      const words = {
        ratified: 'has ratified',
        signatory: 'has signed',
        invited: 'was invited to accede to',
      }[record.status];
      const isOld = day > addDays(lastDay(record.asOf), STALE_DAYS) || day < firstDay(record.asOf);
      const verdict = isOld ? 'unknown' : firm(record, 'no');
      const rest = record.status === 'ratified' ? '' : ' and is not bound';
      return answer(
        verdict,
        `${words} the ${instrument.shortTitle}${rest}, ${asOf}${isOld ? '; it may have acted since' : ''}`,
      );
    }
  }
}

/** It left on that day or before, or some day of the month or year in which that day lies. */
function leaving(record: PartyRecord, { shortTitle }: Instrument, day: Day): Answered {
  const { until = '', entryIntoForce: since } = record;
  const isWithin = dayAgainst(day, until) === 'within';
  const left = isWithin ? `leaves the ${shortTitle} in ${until}; the day is not recorded` : undefined;
  const text = left ?? `left the ${shortTitle} and is not bound by it since ${until}`;
  const fact = { ...cited(record), text: `${stateName(record.state)} ${text}` };
  return { verdict: isWithin ? 'unknown' : firm(record, 'no'), fact, since };
}

/** What is only recalled closes nothing: it makes a thing unknown. */
function firm(record: PartyRecord, verdict: Verdict): Verdict {
  return isFirm(record.confidence) ? verdict : 'unknown';
}

function notListed(knowledge: Knowledge, instrument: Instrument, name: string): Answered {
  const at = knowledge.parties.find((one) => one.instrument === instrument.id)?.at ?? instrument.at;
  const fact: Fact = {
    at,
    sources: [],
    confidence: 'confirmed',
    asOf: knowledge.compiled,
    text: `${name} is not in our list of Parties to the ${instrument.shortTitle}; absence means unknown`,
  };
  return { verdict: 'unknown', fact, since: undefined };
}

/** Both at once: in force, and binding on that State, on that day. */
export function inForceForOn(
  knowledge: Knowledge,
  instrument: Instrument,
  state: StateCode,
  day: Day,
): Answered[] {
  return [inForceOn(instrument, day), partyOn(knowledge, instrument, state, day)];
}

export function allOf(answers: readonly Answered[]): Verdict {
  if (answers.some(({ verdict }) => verdict === 'no')) return 'no';
  return answers.every(({ verdict }) => verdict === 'yes') ? 'yes' : 'unknown';
}

/** Reservations and declarations of a State; of an article and what is below it, where one is named. */
export function declarationsOf(
  knowledge: Knowledge,
  instrument: string,
  state: StateCode,
  article = '',
): Declaration[] {
  const declared = indexOf(knowledge).declared.get(keyOf(instrument, state)) ?? [];
  return declared.filter((one) => isWithin(one.article, article));
}

/** As above for what rests on one article: who declared not to apply it is not reached, however bound. */
export function articleInForceOn(
  knowledge: Knowledge,
  instrument: Instrument,
  { article, state, day }: { readonly article: string; readonly state: StateCode; readonly day: Day },
): Answered[] {
  const answers = inForceForOn(knowledge, instrument, state, day);
  const declared = declarationsOf(knowledge, instrument.id, state, article).find(({ closes }) => closes);
  if (article === '' || declared === undefined) return answers;
  const text = `${stateName(state)}, Art. ${declared.article}: ${declared.effect}`;
  const fact = { ...cited(declared), text };
  return [...answers, { verdict: isFirm(declared.confidence) ? 'no' : 'unknown', fact, since: undefined }];
}

/** `29(4)` is within `29`, not within `2`. */
export function isWithin(article: string, outer: string): boolean {
  return outer === '' || article === outer || article.startsWith(`${outer}(`);
}

export function provisionsBy(instrument: Instrument, functions: readonly ProvisionFunction[]): Provision[] {
  return instrument.provisions.filter((one) => functions.includes(one.function));
}

/** Provisions that an article names, however widely the data groups them: `18(4)` finds `18(4)-(5)`. */
export function provisionsAt(instrument: Instrument, article: string): Provision[] {
  return instrument.provisions.filter((one) => one.article !== undefined && covers(one.article, article));
}

function covers(listed: string, wanted: string): boolean {
  if (isWithin(wanted, listed) || isWithin(listed, wanted)) return true;
  const [, base = '', first = '', last = ''] = /^(\d+)\((\d+)\)-\((\d+)\)$/.exec(listed) ?? [];
  const [, wantedBase = '', paragraph = ''] = /^(\d+)\((\d+)\)/.exec(wanted) ?? [];
  if (base !== '' && base === wantedBase)
    return Number(paragraph) >= Number(first) && Number(paragraph) <= Number(last);
  const [, from = '', to = ''] = /^(\d+)-(\d+)$/.exec(listed) ?? [];
  const number = Number(/^\d+/.exec(wanted)?.[0] ?? Number.NaN);
  return from !== '' && number >= Number(from) && number <= Number(to);
}

/** What an instrument gives for a measure: the power at home, the help to another State. */
export function basisOfMeasure(measure: Measure, instrument: string): MeasureBasis | undefined {
  return measure.bases.find((one) => one.instrument === instrument);
}

export function cited(from: Cited): Cited {
  const { at, sources, confidence } = from;
  return from.asOf === undefined ? { at, sources, confidence } : { at, sources, confidence, asOf: from.asOf };
}

/** Title and address of the sources of a fact, from the register of its own file. */
export function sourceWords(knowledge: Knowledge, from: Cited): string[] {
  const [file = ''] = from.at.split(':');
  return from.sources.map((id) => {
    const known = knowledge.sources[file]?.[id];
    return known === undefined ? id : known.url === undefined ? known.title : `${known.title} <${known.url}>`;
  });
}
