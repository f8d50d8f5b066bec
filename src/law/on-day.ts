// The knowledge base as it held on a day: what was amended, withdrawn or repealed before, or came later, is left out, and
// an earlier wording stands under the name of the one that replaced it.
import { validity } from './cite.ts';
import { dayAgainst, type Day, type Validity } from './day.ts';
import { facetsOf } from './facets.ts';
import { inForceOn, instrumentOf, type Answered } from './look-up.ts';
import type { Competences } from './competence.ts';
import type { LegalRecord } from './model-legal.ts';
import type { Provider, ProviderService } from './model-provider.ts';
import type { Instrument, Knowledge, Measure, Passage } from './model.ts';

/** Known to hold, known not to, or not to be told because a date is known only to the month or the year. */
export function holdsOn({ from, until }: Validity, day: Day): 'yes' | 'no' | 'unknown' {
  const start = from === undefined ? 'onOrAfter' : dayAgainst(day, from);
  const end = until === undefined ? 'before' : dayAgainst(day, until);
  if (start === 'before' || end === 'onOrAfter') return 'no';
  return start === 'within' || end === 'within' ? 'unknown' : 'yes';
}

interface Worded extends Validity {
  readonly id: string;
  readonly replacedBy?: string;
}

/** Those of a list that hold on that day, the earlier wordings among them under the name of the one that replaced them. */
export function worded<One extends Worded>(list: readonly One[], day: Day): readonly One[] {
  const own = held(list, day);
  return own.some(({ replacedBy }) => replacedBy !== undefined)
    ? own.map((one) => (one.replacedBy === undefined ? one : { ...one, id: one.replacedBy }))
    : own;
}

/**
 * Each by the wording of the day, in the order of the newest. What begins later or has ended stays: a way that is not
 * there on that day is shown as closed, with its dates, and not left out.
 */
export function wordedWhole<One extends Worded>(list: readonly One[], day: Day): readonly One[] {
  if (list.every(({ replacedBy }) => replacedBy === undefined)) return list;
  return list.flatMap((one) => {
    if (one.replacedBy !== undefined) return [];
    const earlier =
      holdsOn(one, day) === 'no'
        ? list.find((other) => other.replacedBy === one.id && holdsOn(other, day) !== 'no')
        : undefined;
    return [earlier === undefined ? one : { ...earlier, id: one.id }];
  });
}

/** The same list where all of it does. */
function held<One extends Validity>(list: readonly One[], day: Day): readonly One[] {
  return list.some((one) => holdsOn(one, day) === 'no')
    ? list.filter((one) => holdsOn(one, day) !== 'no')
    : list;
}

const made = new WeakMap<Knowledge, Map<Day, Knowledge>>();
const DAYS_MAX = 8;

/**
 * The knowledge itself where nothing in it has an end or a beginning that matters on that day. All wordings of forms stay:
 * a request is read by that of the day on which it was begun (`requests/form.ts`).
 */
export function knowledgeOn(knowledge: Knowledge, day: Day): Knowledge {
  let days = made.get(knowledge);
  if (days === undefined) made.set(knowledge, (days = new Map<Day, Knowledge>()));
  const known = days.get(day);
  if (known !== undefined) return known;
  const found = onDay(knowledge, day);
  days.set(day, found);
  for (const old of [...days.keys()].slice(0, Math.max(0, days.size - DAYS_MAX))) days.delete(old);
  return found;
}

function onDay(knowledge: Knowledge, day: Day): Knowledge {
  const { declarations, channels, clocks, admissibility, providerRules, authorities, competence } = knowledge;
  const parts = {
    instruments: eachOn(knowledge.instruments, (one) => instrumentOn(one, day)),
    measures: eachOn(held(knowledge.measures, day), (one) => measureOn(one, day)),
    declarations: held(declarations, day),
    channels: wordedWhole(channels, day),
    clocks: worded(clocks, day),
    admissibility: worded(admissibility, day),
    providerRules: held(providerRules, day),
    authorities: held(authorities, day),
    competence: competenceOn(competence, day),
    providers: eachOn(knowledge.providers, (one) => providerOn(one, day)),
    legalRecords: eachOn(knowledge.legalRecords, (one) => legalOn(one, day)),
  };
  const isSame = Object.entries(parts).every(([key, list]) => Reflect.get(knowledge, key) === list);
  return isSame ? knowledge : { ...knowledge, ...parts };
}

function competenceOn(all: Competences, day: Day): Competences {
  const [rules, thresholds] = [held(all.rules, day), held(all.thresholds, day)];
  return rules === all.rules && thresholds === all.thresholds ? all : { ...all, rules, thresholds };
}

/** The same list where none of it differs on that day. */
function eachOn<One>(all: readonly One[], of: (one: One) => One): readonly One[] {
  const made = all.map(of);
  return made.every((one, i) => one === all[i]) ? all : made;
}

/** The same record where none of these parts differs. */
function withParts<One extends object>(one: One, parts: Partial<One>): One {
  return Object.entries(parts).every(([key, part]) => Reflect.get(one, key) === part)
    ? one
    : { ...one, ...parts };
}

/**
 * What it gives on that day, and which offences it covered then. Where no record says what it covered, the newest stays
 * with its days, because none would be taken for all offences.
 */
function instrumentOn(one: Instrument, day: Day): Instrument {
  const scopes = [one.offences, ...(one.earlierOffences ?? [])];
  const scope = scopes.find((each) => each !== undefined && holdsOn(each, day) !== 'no');
  return withParts(one, { provisions: held(one.provisions, day), offences: scope ?? one.offences });
}

function measureOn(one: Measure, day: Day): Measure {
  return withParts(one, { bases: held(one.bases, day) });
}

/** A provision that came later, or was repealed before the law that has it. */
function legalOn(one: LegalRecord, day: Day): LegalRecord {
  return withParts(one, { extracts: held(one.extracts, day) });
}

/** Entities, addressee, services, languages, policies, times. The provider itself stays. */
function providerOn(one: Provider, day: Day): Provider {
  const of = <Fact extends Validity>(fact: Fact | undefined): Fact | undefined =>
    fact !== undefined && holdsOn(fact, day) === 'no' ? undefined : fact;
  const service = (each: ProviderService): ProviderService =>
    withParts(each, { accounts: held(each.accounts, day) });
  return withParts(one, {
    services: eachOn(held(one.services, day), service),
    languages: of(one.languages),
    entities: held(one.entities, day),
    needs: held(one.needs, day),
    channels: held(one.channels, day),
    policy: held(one.policy, day),
    retention: held(one.retention, day),
    addressee: of(one.addressee),
    preservationDays: of(one.preservationDays),
    renewalDays: of(one.renewalDays),
  });
}

/** Neither its record nor the part of it that it stands in held on that day. */
export function isOverOn(
  knowledge: Knowledge,
  passage: Pick<Passage, 'record'> & Validity,
  day: Day,
): boolean {
  return holdsOn(passage, day) === 'no' || recordOn(knowledge, passage.record, day).isOver;
}

interface RecordOn {
  readonly force: readonly Answered[];
  readonly isOver: boolean;
}

/** A record by its name, such as `clock bc29.hold`: whether it and what it rests on held on that day. */
export function recordOn(knowledge: Knowledge, record: string, day: Day): RecordOn {
  const [kind = '', id = ''] = record.split(' ');
  const dated: { readonly [kind: string]: readonly (Validity & { readonly id: string })[] } = {
    clock: knowledge.clocks,
    measure: knowledge.measures,
    form: knowledge.forms,
    channel: knowledge.channels,
    admissibility: knowledge.admissibility,
    authority: knowledge.authorities,
    'provider-rule': knowledge.providerRules,
    competence: knowledge.competence.rules,
    threshold: knowledge.competence.thresholds,
  };
  const legal = knowledge.legalRecords.find((one) => one.kind === kind && one.id === id);
  const own =
    legal === undefined
      ? Object.hasOwn(dated, kind)
        ? dated[kind]?.find((one) => one.id === id)
        : undefined
      : validity(legal);
  const instruments = RESTING.has(kind) ? (facetsOf(knowledge).get(record)?.instruments ?? []) : [];
  return {
    isOver: own !== undefined && holdsOn(own, day) === 'no',
    force: [...instruments].flatMap((one) => {
      const found = instrumentOf(knowledge, one);
      return found === undefined ? [] : [inForceOn(found, day)];
    }),
  };
}

/** Kinds of records that hold only as far as an instrument does. */
const RESTING = new Set(['clock', 'channel', 'measure', 'instrument', 'parties', 'competence', 'threshold']);
