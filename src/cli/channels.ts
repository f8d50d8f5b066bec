// ./comity channels --from FR --to US --category content …: the lawful ways to data held in another State.
import { parseArgs } from 'node:util';
import { Refusal } from '../base/refusal.ts';
import { needOf, type DataLocation, type Need } from '../channels/need.ts';
import { planFor } from '../channels/plan.ts';
import { answerText, whatIfText } from '../channels/text.ts';
import { whatIf, type Change } from '../channels/what-if.ts';
import { shippedLaw } from '../law/data-files.store.ts';
import { isDay } from '../law/day.ts';
import type { DataCategory, Knowledge, Urgency } from '../law/model.ts';
import { isStateCode } from '../law/states.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { printable } from './words.ts';

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  category: { type: 'string', multiple: true },
  urgency: { type: 'string', default: 'normal' },
  use: { type: 'string', default: 'court' },
  'real-time': { type: 'boolean', default: false },
  offence: { type: 'string', multiple: true },
  years: { type: 'string' },
  transnational: { type: 'boolean', default: false },
  'organised-group': { type: 'boolean', default: false },
  provider: { type: 'string' },
  holder: { type: 'string' },
  addressee: { type: 'string' },
  establishment: { type: 'string', multiple: true },
  'offers-services': { type: 'boolean', default: false },
  'retention-days': { type: 'string' },
  'data-in': { type: 'string', multiple: true },
  'person-in': { type: 'string' },
  identifier: { type: 'string', multiple: true },
  deadline: { type: 'string' },
  language: { type: 'string' },
  'bilateral-treaty': { type: 'boolean', default: false },
  reciprocity: { type: 'boolean', default: false },
  consent: { type: 'boolean', default: false },
  'no-consent': { type: 'boolean', default: false },
  network: { type: 'string', multiple: true },
  'what-if': { type: 'string', multiple: true },
  on: { type: 'string' },
  all: { type: 'boolean', default: false },
  facts: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parse>;

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values;
}

/** Exit 0 when at least one way is open, 1 when none is. Throws Refusal for wrong use. */
export async function runChannels(args: readonly string[], terminal: Terminal): Promise<number> {
  const values = parse(args);
  const knowledge = await shippedLaw();
  const day = dayOf(values.on) ?? new Date().toISOString().slice(0, 10);
  const need = needFrom(values, knowledge);
  const changes = (values['what-if'] ?? []).map(changeOf);
  if (changes.length > 0) return runWhatIf(whatIf(need, knowledge, day, changes), values.json, terminal);
  const answer = planFor(need, knowledge, day);
  if (values.json) terminal.out(JSON.stringify(answer));
  else
    for (const line of answerText(answer, knowledge, { full: values.all ? 99 : 2, facts: values.facts }))
      terminal.out(printable(line));
  return answer.parts.some(({ plans }) => plans.some(({ state }) => state === 'open'))
    ? EXIT.done
    : EXIT.refused;
}

function runWhatIf(result: ReturnType<typeof whatIf>, isJson: boolean, terminal: Terminal): number {
  if (isJson) terminal.out(JSON.stringify(result));
  else for (const line of whatIfText(result)) terminal.out(line);
  return EXIT.done;
}

function needFrom(values: Values, knowledge: Knowledge): Need {
  const from = stateOf(values.from, 'from');
  if (from === undefined) throw wrong('--from with the requesting State, such as --from FR', 'none');
  const to = stateOf(values.to, 'to');
  const provider = values.provider;
  if (provider !== undefined && !knowledge.providers.some(({ id }) => id === provider))
    throw wrong(
      `a provider on record: ${knowledge.providers.map(({ id }) => id).join(', ')}`,
      `'${provider}'`,
    );
  const located = values['data-in'] === undefined ? undefined : locationOf(values['data-in']);
  return needOf({
    from,
    to,
    categories: (values.category ?? ['content']).map((one) =>
      categoryOf(one, values['real-time'], knowledge),
    ),
    urgency: urgencyOf(values.urgency),
    use: oneOf(values.use, ['court', 'lead'] as const, 'use'),
    offence: {
      types: values.offence?.map((one) =>
        oneOf(
          one,
          knowledge.offenceTypes.map(({ id }) => id),
          'offence',
        ),
      ),
      maxYears: countOf(values.years, 'years'),
      isTransnational: values.transnational || undefined,
      byOrganisedGroup: values['organised-group'] || undefined,
    },
    holder: {
      kind:
        values.holder === undefined
          ? 'provider'
          : oneOf(values.holder, ['provider', 'person', 'authority'] as const, 'holder'),
      provider,
      addressee: stateOf(values.addressee, 'addressee'),
      establishments: values.establishment?.flatMap((one) => stateOf(one, 'establishment') ?? []),
      offersServicesIn: values['offers-services'] ? [from] : undefined,
      retentionDays: countOf(values['retention-days'], 'retention-days'),
    },
    ...(located === undefined ? {} : { dataLocation: located }),
    personIn: stateOf(values['person-in'], 'person-in'),
    identifiers: values.identifier,
    deadline: dayOf(values.deadline),
    language: values.language,
    bilateralTreaty: values['bilateral-treaty'] || undefined,
    reciprocity: values.reciprocity || undefined,
    consent: values.consent ? true : values['no-consent'] ? false : undefined,
    networks: values.network,
  });
}

/** `--data-in unknown`, `--data-in US`, or several. */
function locationOf(given: readonly string[]): DataLocation {
  if (given.includes('unknown')) return { kind: 'unknown' };
  const states = given.flatMap((one) => stateOf(one, 'data-in') ?? []);
  const [first] = states;
  return states.length === 1 && first !== undefined
    ? { kind: 'known', state: first }
    : { kind: 'several', states };
}

function categoryOf(text: string, isRealTime: boolean, knowledge: Knowledge): DataCategory {
  const name =
    isRealTime && (text === 'traffic' || text === 'content') ? `${text}_realtime` : text.replaceAll('-', '_');
  return oneOf(name, Object.keys(knowledge.categoryWords) as DataCategory[], 'category'); // the vocabulary of the data
}

function urgencyOf(text: string): Urgency {
  return text === 'emergency'
    ? 'emergency_life'
    : oneOf(text, ['normal', 'urgent', 'emergency_life'] as const, 'urgency');
}

/** `ratify:INSTRUMENT:STATE`, `in-force:INSTRUMENT`, `no-reservation:INSTRUMENT:ARTICLE:STATE`, `emergency`, `category:C`, `to:STATE`, `years:N`. */
function changeOf(text: string): Change {
  const [kind = '', first = '', second = '', third = ''] = text.split(':');
  switch (kind) {
    case 'ratify':
      return { kind, instrument: first, state: stateOf(second, 'what-if') ?? '' };
    case 'in-force':
      return { kind, instrument: first };
    case 'no-reservation':
      return { kind, instrument: first, article: second, state: stateOf(third, 'what-if') ?? '' };
    case 'emergency':
      return { kind: 'urgency', urgency: 'emergency_life' };
    case 'urgency':
      return { kind, urgency: urgencyOf(first) };
    case 'category':
      return { kind, category: first.replaceAll('-', '_') as DataCategory }; // refused by the planner when it is none
    case 'to':
      return { kind, state: stateOf(first, 'what-if') ?? '' };
    case 'years':
      return { kind, maxYears: countOf(first, 'what-if') ?? 0 };
    default:
      throw wrong(
        '--what-if ratify:INSTRUMENT:STATE, in-force:INSTRUMENT, no-reservation:INSTRUMENT:ARTICLE:STATE, emergency, category:C, to:STATE or years:N',
        `'${text}'`,
      );
  }
}

export function stateOf(text: string | undefined, option: string): string | undefined {
  if (text === undefined) return undefined;
  const code = text.toUpperCase();
  if (isStateCode(code)) return code;
  throw wrong(`--${option} with a code of ISO 3166-1 such as FR`, `'${text}'`);
}

function dayOf(text: string | undefined): string | undefined {
  if (text === undefined || isDay(text)) return text;
  throw wrong('a day such as 2026-11-24', `'${text}'`);
}

function countOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw wrong(`--${option} with a whole number`, `'${text}'`);
}

export function oneOf<T extends string>(text: string, allowed: readonly T[], option: string): T {
  const found = allowed.find((one) => one === text);
  if (found !== undefined) return found;
  throw wrong(`--${option} with one of ${allowed.join(', ')}`, `'${text}'`);
}

function wrong(expected: string, found: string): Refusal {
  return new Refusal('badUsage', { expected, found, next: "See './comity channels --help'." });
}
