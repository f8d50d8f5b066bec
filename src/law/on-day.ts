// The knowledge base as it held on a day: what was amended, withdrawn or repealed before, or came later, is left out, and
// an earlier wording stands under the name of the one that replaced it.
import { validity } from './cite.ts';
import { dayAgainst, type Day, type Validity } from './day.ts';
import { facetsOf } from './facets.ts';
import { inForceOn, instrumentOf, type Answered } from './look-up.ts';
import type { Competences } from './competence.ts';
import type { Provider } from './model-provider.ts';
import type { Knowledge } from './model.ts';

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
function wordedWhole<One extends Worded>(list: readonly One[], day: Day): readonly One[] {
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

/** The knowledge itself where nothing in it has an end or a beginning that matters on that day. */
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
  const instruments = knowledge.instruments.map((one) => {
    const provisions = held(one.provisions, day);
    return provisions === one.provisions ? one : { ...one, provisions };
  });
  const parts = {
    instruments: instruments.every((one, i) => one === knowledge.instruments[i])
      ? knowledge.instruments
      : instruments,
    declarations: held(declarations, day),
    channels: wordedWhole(channels, day),
    clocks: worded(clocks, day),
    admissibility: worded(admissibility, day),
    providerRules: held(providerRules, day),
    authorities: held(authorities, day),
    competence: competenceOn(competence, day),
    providers: providersOn(knowledge.providers, day),
  };
  const isSame = Object.entries(parts).every(([key, list]) => Reflect.get(knowledge, key) === list);
  return isSame ? knowledge : { ...knowledge, ...parts };
}

function competenceOn(all: Competences, day: Day): Competences {
  const [rules, thresholds] = [held(all.rules, day), held(all.thresholds, day)];
  return rules === all.rules && thresholds === all.thresholds ? all : { ...all, rules, thresholds };
}

/** Of each what is of that day: entities, addressee, policies, times. The provider itself stays. */
function providersOn(all: readonly Provider[], day: Day): readonly Provider[] {
  const made = all.map((one): Provider => {
    const lists = {
      entities: held(one.entities, day),
      needs: held(one.needs, day),
      channels: held(one.channels, day),
      policy: held(one.policy, day),
      retention: held(one.retention, day),
    };
    const { addressee, preservationDays } = one;
    const of = <Fact extends Validity>(fact: Fact | undefined): Fact | undefined =>
      fact !== undefined && holdsOn(fact, day) === 'no' ? undefined : fact;
    const facts = { ...lists, addressee: of(addressee), preservationDays: of(preservationDays) };
    const isSame = Object.entries(facts).every(([key, fact]) => Reflect.get(one, key) === fact);
    return isSame ? one : { ...one, ...facts };
  });
  return made.every((one, i) => one === all[i]) ? all : made;
}

export interface RecordOn {
  readonly force: readonly Answered[];
  readonly isOver: boolean;
}

/** A record by its name, such as `clock bc29.hold`: whether it and what it rests on held on that day. */
export function recordOn(knowledge: Knowledge, record: string, day: Day): RecordOn {
  const [kind = '', id = ''] = record.split(' ');
  const dated: { readonly [kind: string]: readonly (Validity & { readonly id: string })[] } = {
    clock: knowledge.clocks,
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
