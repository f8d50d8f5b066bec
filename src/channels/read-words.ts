// From words to a need: everything that was said is checked, and every fault is named with its field.
import { phrase, Refusal, type Phrase } from '../base/refusal.ts';
import { isDay, type Day } from '../law/day.ts';
import type { DataCategory, Knowledge, Urgency } from '../law/model.ts';
import { codeOfOldName, isStateCode, STATE_CODES, stateName, type StateCode } from '../law/states.ts';
import { LANGUAGES } from '../web/messages.ts';
import { ISSUERS, needOf, type DataLocation, type Need } from './need.ts';
import type { Change } from './what-if.ts';
import type { WordName, Words } from './words.ts';

interface Wrong {
  readonly field: WordName;
  readonly expected: Phrase;
  /** Undefined: nothing was said. */
  readonly found: string | undefined;
}

export interface Asked {
  readonly need: Need;
  /** Undefined: today. */
  readonly day: Day | undefined;
  readonly changes: readonly Change[];
}

export type Read =
  | { readonly ok: true; readonly asked: Asked }
  | { readonly ok: false; readonly wrong: readonly Wrong[] };

export const URGENCY_WORDS = ['normal', 'urgent', 'emergency'] as const;
export const HOLDER_WORDS = ['provider', 'person', 'authority'] as const;

export function readWords(words: Words, knowledge: Knowledge): Read {
  const wrong: Wrong[] = [];
  const read = reader(words, wrong);
  const from = read.state('from');
  if (words.from === undefined)
    wrong.push({ field: 'from', expected: phrase('askedFrom'), found: undefined });
  const need = needFrom(read, knowledge, from ?? '');
  const day = read.day('on');
  const changes = (words['what-if'] ?? []).flatMap(
    (text) =>
      changeOf(text, knowledge) ?? read.miss('what-if', phrase('askedChange', { list: CHANGES }), text),
  );
  return wrong.length > 0 ? { ok: false, wrong } : { ok: true, asked: { need, day, changes } };
}

/** Throws Refusal 'badUsage' for the first fault. `named` says a field as its reader knows it. */
export function readWordsOrRefuse(
  words: Words,
  knowledge: Knowledge,
  named: (field: WordName) => string,
): Asked {
  const read = readWords(words, knowledge);
  if (read.ok) return read.asked;
  const [first] = read.wrong;
  throw new Refusal('badUsage.question', {
    field: named(first?.field ?? 'from'),
    expected: first?.expected,
    found: first?.found === undefined ? '–' : `'${first.found}'`,
  });
}

function needFrom(read: Reader, knowledge: Knowledge, from: StateCode): Need {
  const isRealTime = read.flag('real-time') === true;
  const located = read.states('data-in', 'unknown');
  return needOf({
    from,
    to: read.state('to'),
    categories: categoriesOf(read, knowledge, isRealTime),
    urgency: urgencyOf(read.oneOf('urgency', [...URGENCY_WORDS, 'emergency_life'])),
    use: read.oneOf('use', ['court', 'lead']) ?? 'court',
    offence: {
      types: read.manyOf(
        'offence',
        knowledge.offenceTypes.map(({ id }) => id),
      ),
      maxYears: read.count('years'),
      isTransnational: read.flag('transnational'),
      byOrganisedGroup: read.flag('organised-group'),
      bySystem: read.flag('by-system'),
      committedIn: read.state('committed-in'),
    },
    holder: {
      kind: read.oneOf('holder', HOLDER_WORDS) ?? 'provider',
      provider: read.oneOf(
        'provider',
        knowledge.providers.map(({ id }) => id),
        true,
      ),
      name: read.text('holder-name'),
      addressee: read.state('addressee'),
      establishments: read.states('establishment')?.states,
      offersServicesIn: read.flag('offers-services') === true ? [from] : undefined,
      takesForeignRequests: read.flag('takes-requests'),
      retentionDays: read.count('retention-days'),
    },
    ...(located === undefined ? {} : { dataLocation: locationOf(located) }),
    personIn: read.state('person-in'),
    nationality: read.state('nationality'),
    residence: read.state('residence'),
    issuer: read.oneOf('issuer', ISSUERS),
    preserveOnly: read.flag('preserve-only'),
    identifiers: read.texts('identifier'),
    deadline: read.day('deadline'),
    language: read.text('language'),
    bilateralTreaty: read.flag('bilateral-treaty'),
    reciprocity: read.flag('reciprocity'),
    consent: read.flag('consent'),
    networks: read.texts('network'),
  });
}

/** `data-in=unknown`, `data-in=US`, or several. */
function locationOf({ states, others }: { states: readonly StateCode[]; others: boolean }): DataLocation {
  if (others) return { kind: 'unknown' };
  const [first] = states;
  return states.length === 1 && first !== undefined
    ? { kind: 'known', state: first }
    : { kind: 'several', states };
}

function categoriesOf(read: Reader, { categoryWords }: Knowledge, isRealTime: boolean): DataCategory[] {
  const known = Object.keys(categoryWords) as DataCategory[]; // the vocabulary of the data
  const said = read.texts('category') ?? ['content'];
  return said.flatMap(
    (text) => categoryOf(text, isRealTime, known) ?? read.miss('category', listed(known), text),
  );
}

function categoryOf(
  text: string,
  isRealTime: boolean,
  known: readonly DataCategory[],
): DataCategory | undefined {
  const plain = text.replaceAll('-', '_');
  const name = isRealTime && (plain === 'traffic' || plain === 'content') ? `${plain}_realtime` : plain;
  return known.find((one) => one === name);
}

function urgencyOf(said: (typeof URGENCY_WORDS)[number] | 'emergency_life' | undefined): Urgency {
  return said === 'emergency' ? 'emergency_life' : (said ?? 'normal');
}

const CHANGES = [
  'ratify:INSTRUMENT:STATE',
  'in-force:INSTRUMENT',
  'no-reservation:INSTRUMENT:ARTICLE:STATE',
  'emergency',
  'category:C',
  'to:STATE',
  'years:N',
];

/** Undefined for what is no change. Whether an instrument is one, the planner says. */
function changeOf(text: string, { categoryWords }: Knowledge): Change | undefined {
  const [kind = '', first = '', second = '', third = ''] = text.split(':');
  switch (kind) {
    case 'ratify': {
      const state = stateFrom(second);
      return state === undefined ? undefined : { kind, instrument: first, state };
    }
    case 'in-force':
      return { kind, instrument: first };
    case 'no-reservation': {
      const state = stateFrom(third);
      return state === undefined ? undefined : { kind, instrument: first, article: second, state };
    }
    case 'emergency':
      return { kind: 'urgency', urgency: 'emergency_life' };
    case 'urgency': {
      const said = [...URGENCY_WORDS, 'emergency_life' as const].find((one) => one === first);
      return said === undefined ? undefined : { kind, urgency: urgencyOf(said) };
    }
    case 'category': {
      const category = categoryOf(first, false, Object.keys(categoryWords) as DataCategory[]); // as above
      return category === undefined ? undefined : { kind, category };
    }
    case 'to': {
      const state = stateFrom(first);
      return state === undefined ? undefined : { kind, state };
    }
    case 'years':
      return /^\d{1,5}$/.test(first) ? { kind, maxYears: Number(first) } : undefined;
    default:
      return undefined;
  }
}

let byName: ReadonlyMap<string, StateCode> | undefined;

/** By its code, or by its name in one of our languages as people write it. */
export function stateFrom(text: string): StateCode | undefined {
  const code = text.toUpperCase();
  if (isStateCode(code)) return code;
  const old = codeOfOldName(text);
  if (old !== undefined) return old;
  byName ??= new Map(
    Object.keys(LANGUAGES).flatMap((language) =>
      STATE_CODES.map((one) => [stateName(one, language).toLowerCase(), one] as const),
    ),
  );
  return byName.get(text.toLowerCase().replace(/^the /, ''));
}

type Reader = ReturnType<typeof reader>;

/** Reads one word at a time and notes what is wrong with it. */
function reader(words: Words, wrong: Wrong[]) {
  const miss = (field: WordName, expected: Phrase, found: string): [] => {
    wrong.push({ field, expected, found });
    return [];
  };
  const first = (name: WordName): string | undefined => words[name]?.[0];
  const oneOf = <T extends string>(
    name: WordName,
    allowed: readonly T[],
    isProvider = false,
  ): T | undefined => {
    const text = first(name);
    const found = allowed.find((one) => one === text);
    if (text !== undefined && found === undefined)
      miss(name, isProvider ? phrase('askedProvider', { list: allowed }) : listed(allowed), text);
    return found;
  };
  return {
    miss,
    oneOf,
    text: first,
    texts: (name: WordName): readonly string[] | undefined => words[name],
    manyOf: (name: WordName, allowed: readonly string[]): readonly string[] | undefined =>
      words[name]?.flatMap((text) => (allowed.includes(text) ? [text] : miss(name, listed(allowed), text))),
    state: (name: WordName): StateCode | undefined => {
      const text = first(name);
      const code = text === undefined ? undefined : stateFrom(text);
      if (text !== undefined && code === undefined) miss(name, phrase('askedState'), text);
      return code;
    },
    /** Several States; `other` is a word that may stand among them. */
    states: (
      name: WordName,
      other?: string,
    ): { states: readonly StateCode[]; others: boolean } | undefined => {
      const said = words[name];
      if (said === undefined) return undefined;
      const states = said
        .filter((text) => text !== other)
        .flatMap((text) => stateFrom(text) ?? miss(name, phrase('askedState'), text));
      return { states, others: other !== undefined && said.includes(other) };
    },
    flag: (name: WordName): boolean | undefined => {
      const said = oneOf(name, ['yes', 'no']);
      return said === undefined ? undefined : said === 'yes';
    },
    count: (name: WordName): number | undefined => {
      const text = first(name);
      if (text === undefined || /^\d{1,5}$/.test(text)) return text === undefined ? undefined : Number(text);
      miss(name, phrase('askedNumber'), text);
      return undefined;
    },
    day: (name: WordName): Day | undefined => {
      const text = first(name);
      if (text === undefined || isDay(text)) return text;
      miss(name, phrase('askedDay', { day: '2026-11-24' }), text);
      return undefined;
    },
  };
}

function listed(allowed: readonly string[]): Phrase {
  return phrase('askedOneOf', { list: allowed });
}
