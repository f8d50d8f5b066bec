// Questions to the knowledge base, asked of a day. What is not recorded is unknown, never "no".
import { isFirm } from './confidence.ts';
import { addDays, dayAgainst, firstDay, lastDay, type Day, type PartialDate } from './day.ts';
import type { Authority, Cited, Dated, Fact, Instrument, Knowledge, PartyRecord } from './model.ts';
import type { Territory } from './model-count.ts';
import type { Declaration } from './model-declaration.ts';
import { registerFileOf } from './form-files.ts';
import { isWithin } from './provisions.ts';
import { tell, type Sentence } from './sentence.ts';
import type { StateCode } from './states.ts';

export { isWithin, provisionsAt, provisionsBy } from './provisions.ts';

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
  readonly territories: ReadonlyMap<StateCode, Territory>;
  /** Treaties of two, by the two. */
  readonly bilateral: ReadonlyMap<string, readonly Instrument[]>;
  /** What was answered of one day, so that it grows no further than instruments times States. */
  answered: { readonly day: Day; readonly parties: Map<Instrument, Map<StateCode, Answered>> };
}

const indexes = new WeakMap<Knowledge, Index>();

function indexOf(knowledge: Knowledge): Index {
  let index = indexes.get(knowledge);
  if (index === undefined) {
    index = {
      instruments: new Map(knowledge.instruments.map((one) => [one.id, one])),
      records: Map.groupBy(knowledge.parties, (one) => keyOf(one.instrument, one.state)),
      declared: Map.groupBy(knowledge.declarations, (one) => keyOf(one.instrument, one.state)),
      bilateral: bilateralIn(knowledge),
      territories: new Map(knowledge.territories.map((one) => [one.state, one])),
      answered: { day: '', parties: new Map() },
    };
    indexes.set(knowledge, index);
  }
  return index;
}

function bilateralIn({ instruments, parties }: Knowledge): ReadonlyMap<string, readonly Instrument[]> {
  const found = new Map<string, Instrument[]>();
  const twos = new Map(instruments.filter(isBilateral).map((one) => [one.id, new Set<StateCode>()]));
  for (const { instrument, state } of parties) twos.get(instrument)?.add(state);
  for (const one of instruments) {
    const states = twos.get(one.id);
    if (states === undefined || states.size !== 2) continue;
    const key = [...states].sort().join(' ');
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}

/** A treaty of two States on mutual assistance: of everybody else it is known that they are not bound. */
export function isBilateral({ kind }: Pick<Instrument, 'kind'>): boolean {
  return kind === 'bilateral_treaty';
}

/** On record between these two, in force or not. */
export function bilateralBetween(knowledge: Knowledge, a: StateCode, b: StateCode): readonly Instrument[] {
  return indexOf(knowledge).bilateral.get([a, b].sort().join(' ')) ?? [];
}

function keyOf(instrument: string, state: StateCode): string {
  return `${instrument} ${state}`;
}

export function instrumentOf(knowledge: Knowledge, id: string): Instrument | undefined {
  return indexOf(knowledge).instruments.get(id);
}

/** Is the instrument in force at all on that day? For Union acts: does it apply, or had it to be transposed? */
export function inForceOn(instrument: Instrument, day: Day): Answered {
  const { shortTitle: title, status } = instrument;
  const date = instrument.appliesFrom ?? instrument.transpositionDeadline ?? instrument.inForce;
  const answer = (verdict: Verdict, text: Sentence, since?: PartialDate, from: Cited = date): Answered => ({
    verdict,
    fact: { ...cited(from), text },
    since,
  });
  const record = { ...cited(instrument.inForce), at: instrument.at };
  if (status === 'model') return answer('no', tell('isModel', title), undefined, record);
  const by = { list: instrument.replacedBy };
  // Nobody is bound, and nobody refuses for that: whoever is asked helps by its own law, or does not.
  if (status === 'arrangement') return answer('unknown', tell('isArrangement', title), undefined, record);
  if (status === 'adopted_as') return answer('no', tell('adoptedAs', title, by), undefined, record);
  const end = endOn(instrument, day);
  if (end !== undefined) return answer(end.verdict, end.text, undefined, end.from);
  if (status === 'replaced' && instrument.ended?.value === undefined)
    return answer('unknown', tell('replaced', title, by), undefined, record);
  if (date.value !== undefined) {
    const since = { day: date.value };
    switch (dayAgainst(day, date.value)) {
      case 'onOrAfter': {
        const key = instrument.appliesFrom
          ? 'appliesSince'
          : instrument.transpositionDeadline
            ? 'transposedBy'
            : 'inForceSince';
        return answer('yes', tell(key, title, since), date.value);
      }
      case 'within':
        return answer('unknown', tell('inForceWithin', title, since), date.value);
      case 'before':
        return answer(
          'no',
          tell(instrument.appliesFrom ? 'appliesOnly' : 'inForceOnly', title, since),
          date.value,
        );
    }
  }
  if (status !== 'binding_not_in_force') return answer('unknown', tell('inForceUnknown', title));
  const seen = date.asOf ?? firstDay(instrument.adopted.value ?? day);
  const isOld = day > addDays(lastDay(seen), STALE_DAYS);
  return isOld
    ? answer('unknown', tell('inForceStale', title, { day: seen }, { day }))
    : answer('no', tell('notInForce', title, { day: seen }));
}

/** Undefined before it: then the instrument is what it was. What is only recalled ends nothing for sure. */
function endOn(
  { shortTitle: title, ended }: Instrument,
  day: Day,
): { readonly verdict: Verdict; readonly text: Sentence; readonly from: Dated } | undefined {
  if (ended?.value === undefined) return undefined;
  const end = { day: ended.value };
  switch (dayAgainst(day, ended.value)) {
    case 'before':
      return undefined;
    case 'within':
      return { verdict: 'unknown', text: tell('endsWithin', title, end), from: ended };
    case 'onOrAfter':
      return {
        verdict: isFirm(ended.confidence) ? 'no' : 'unknown',
        text: tell('noLongerInForce', title, end),
        from: ended,
      };
  }
}

export function hasEnded(instrument: Instrument, day: Day): boolean {
  return endOn(instrument, day)?.verdict === 'no';
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
  const ofInstrument = parties.get(instrument) ?? new Map<StateCode, Answered>();
  parties.set(instrument, ofInstrument);
  const known = ofInstrument.get(state) ?? askedParty(knowledge, instrument, state, day);
  ofInstrument.set(state, known);
  return known;
}

function askedParty(knowledge: Knowledge, instrument: Instrument, state: StateCode, day: Day): Answered {
  const record = partyRecord(knowledge, { instrument: instrument.id, state, day });
  if (record === undefined) return notListed(knowledge, instrument, state, day);
  const answer = (verdict: Verdict, text: Sentence, since?: PartialDate): Answered => ({
    verdict,
    fact: { ...cited(record), text },
    since,
  });
  const who = { state };
  const { shortTitle: title } = instrument;
  const asOf = { day: record.asOf };
  switch (record.status) {
    case 'party':
    case 'bound': {
      const isParty = record.status === 'party';
      const { entryIntoForce: since, until } = record;
      if (since !== undefined && dayAgainst(day, since) === 'before')
        return answer('no', tell('partyFrom', who, title, { day: since }), since);
      if (until !== undefined && dayAgainst(day, until) !== 'before') return leaving(record, title, day);
      if (since !== undefined) {
        const words = tell(isParty ? 'partySince' : 'boundSince', who, title, { day: since });
        return answer('yes', until === undefined ? words : tell('untilDay', words, { day: until }), since);
      }
      if (day < firstDay(record.asOf))
        return answer('unknown', tell(isParty ? 'partyBefore' : 'boundBefore', who, title, asOf, { day }));
      if (until === undefined)
        return answer('yes', tell(isParty ? 'partyAsOf' : 'boundAsOf', who, title, asOf));
      const key = isParty ? 'partyAsOfUntil' : 'boundAsOfUntil';
      return answer('yes', tell(key, who, title, asOf, { day: until }));
    }
    case 'not_bound':
      if (day < firstDay(record.asOf))
        return answer('unknown', tell('outsideBefore', who, title, asOf, { day }));
      return answer(firm(record, 'no'), tell('notBound', who, title, asOf));
    case 'ratified':
    case 'signatory':
    case 'invited': {
      const key = ({ ratified: 'ratified', signatory: 'signed', invited: 'invited' } as const)[record.status];
      const isOld = day > addDays(lastDay(record.asOf), STALE_DAYS) || day < firstDay(record.asOf);
      const verdict = isOld ? 'unknown' : firm(record, 'no');
      const words = tell(key, who, title, asOf);
      return answer(verdict, isOld ? tell('mayHaveActed', words) : words);
    }
  }
}

/** It left on that day or before, or some day of the month or year in which that day lies. */
function leaving(record: PartyRecord, title: string, day: Day): Answered {
  const { state, until = '', entryIntoForce: since } = record;
  const isWithin = dayAgainst(day, until) === 'within';
  const text = tell(isWithin ? 'leavesWithin' : 'left', { state }, title, { day: until });
  return { verdict: isWithin ? 'unknown' : firm(record, 'no'), fact: { ...cited(record), text }, since };
}

/** What is only recalled closes nothing: it makes a thing unknown. */
function firm(record: PartyRecord, verdict: Verdict): Verdict {
  return isFirm(record.confidence) ? verdict : 'unknown';
}

/** Undefined: a State, or a code of which it is not recorded whose it is. */
export function territoryOf(knowledge: Knowledge, state: StateCode): Territory | undefined {
  return indexOf(knowledge).territories.get(state);
}

/** Who is bound by an act of the Union is known of every State: its Members are listed, and nobody else can be. */
export function isUnionAct({ organisation, kind }: Instrument): boolean {
  return (
    organisation === 'European Union' && ['regulation', 'directive', 'framework_decision'].includes(kind)
  );
}

/** The instrument of which the Parties are the Members of the Union. */
const MEMBERSHIP = 'eu-teu-1992';

function notListed(knowledge: Knowledge, instrument: Instrument, state: StateCode, day: Day): Answered {
  if (isBilateral(instrument)) {
    const others = unlisted(knowledge, instrument, state);
    return {
      ...others,
      verdict: 'no',
      fact: { ...others.fact, text: tell('ofOtherTwo', instrument.shortTitle, { state }) },
    };
  }
  const territory = territoryOf(knowledge, state);
  if (territory !== undefined) return ofTerritory(knowledge, instrument, territory, day);
  const membership = isUnionAct(instrument) ? instrumentOf(knowledge, MEMBERSHIP) : undefined;
  if (membership === undefined) return unlisted(knowledge, instrument, state);
  const record = partyRecord(knowledge, { instrument: membership.id, state, day });
  const member = record === undefined ? undefined : askedParty(knowledge, membership, state, day);
  if (member !== undefined && member.verdict !== 'no') return unlisted(knowledge, instrument, state);
  const list = knowledge.parties.find((one) => one.instrument === membership.id);
  if (list === undefined) return unlisted(knowledge, instrument, state);
  const text = tell('notMember', { state }, { day }, instrument.shortTitle);
  return { verdict: 'no', fact: { ...(member?.fact ?? cited(list)), text }, since: undefined };
}

/** What is part of a State stands as that State does; a territory is bound where the treaty was extended to it. */
function ofTerritory(knowledge: Knowledge, instrument: Instrument, territory: Territory, day: Day): Answered {
  const { state, of, is } = territory;
  const parent = partyOn(knowledge, instrument, of, day);
  if (is === 'part') {
    const text = tell('inOne', tell('partOf', { state }, { state: of }), parent.fact.text);
    return { ...parent, fact: { ...parent.fact, text } };
  }
  if (isUnionAct(instrument))
    return {
      verdict: isFirm(territory.confidence) ? 'no' : 'unknown',
      fact: {
        ...cited(territory),
        text: tell('outsideUnion', { state }, { state: of }, instrument.shortTitle),
      },
      since: undefined,
    };
  if (parent.verdict === 'no')
    return {
      ...parent,
      fact: {
        ...parent.fact,
        text: tell('inOne', tell('territoryOf', { state }, { state: of }), parent.fact.text),
      },
    };
  return {
    verdict: 'unknown',
    fact: { ...cited(territory), text: tell('notExtended', { state }, { state: of }, instrument.shortTitle) },
    since: undefined,
  };
}

function unlisted(knowledge: Knowledge, instrument: Instrument, state: StateCode): Answered {
  const at = knowledge.parties.find((one) => one.instrument === instrument.id)?.at ?? instrument.at;
  const fact: Fact = {
    at,
    sources: [],
    confidence: 'confirmed',
    asOf: knowledge.compiled,
    text: tell('notListed', { state }, instrument.shortTitle),
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

/** It is designated under that instrument, whatever the article. */
export function isUnder({ instruments }: Pick<Authority, 'instruments'>, instrument: string): boolean {
  return instruments.some((one) => one.split(':')[0] === instrument);
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
  const text = tell('declared', { state }, declared.article, declared.effect);
  const fact = { ...cited(declared), text };
  return [...answers, { verdict: isFirm(declared.confidence) ? 'no' : 'unknown', fact, since: undefined }];
}

export function cited(from: Cited): Cited {
  const { at, sources, confidence, asOf, reviewed } = from;
  if (asOf === undefined && reviewed === undefined) return { at, sources, confidence };
  return { at, sources, confidence, ...(asOf !== undefined && { asOf }), ...(reviewed && { reviewed }) };
}

/** Title and address of the sources of a fact, from the register of its own file. */
export function sourceWords(knowledge: Knowledge, from: Cited): string[] {
  const register = knowledge.sources[registerFileOf(from.at)];
  return from.sources.map((id) => {
    const known = register?.[id];
    return known === undefined ? id : known.url === undefined ? known.title : `${known.title} <${known.url}>`;
  });
}
