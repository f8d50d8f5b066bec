// What a request is begun from: a plan, with its way, legal basis and authority; an earlier request; an exhibit.
import type { Answer as Planned } from '../../channels/plan.ts';
import type { Step } from '../../channels/step.ts';
import type { Day } from '../../law/day.ts';
import type { DataCategory, Knowledge } from '../../law/model.ts';
import { knowledgeOn } from '../../law/on-day.ts';
import type { FormField } from '../../law/model-form.ts';
import type { StateCode } from '../../law/states.ts';
import type { LetterLanguage } from './letter-language.ts';
import type { Answer, Answers, Item, Party } from './answers.ts';
import type { LegalForm } from './form.ts';
import type { Profile } from '../../evidence/installation/settings.ts';
import { ASKING } from './asker.ts';
import { isLines, readLines } from './list-fields.ts';
import { readIdentifierLines } from './identifier-lines.ts';
import type { Preservation } from './preservation.ts';
import type { RequestRecord } from './request.ts';

/** What the first item begins with. */
interface ItemBegun {
  readonly category?: DataCategory | undefined;
  readonly holder?: string | undefined;
  readonly identifiers: Item['identifiers'];
  readonly reason?: string | undefined;
}

export interface PlanOrigin {
  readonly kind: 'plan';
  /** The question as the query of an address, and the day and data of the answer. */
  readonly question: string;
  readonly day: Day;
  readonly dataVersion: string;
  readonly way: string;
  readonly bases: readonly string[];
  readonly authorities: readonly string[];
  readonly item: ItemBegun;
}

export type Origin =
  | PlanOrigin
  | { readonly kind: 'request'; readonly number: number }
  | { readonly kind: 'exhibit'; readonly exhibit: string; readonly item: ItemBegun };

export interface Begun {
  readonly form: string;
  readonly answers: Answers;
  readonly origin: Origin | undefined;
  readonly counterpart: StateCode | undefined;
  readonly urgency: RequestRecord['urgency'];
  readonly writtenIn?: LetterLanguage;
  readonly means?: RequestRecord['means'];
}

/** A step of a plan as an address names it. */
interface StepNamed {
  readonly data: string;
  readonly to: string;
  readonly way: string;
  readonly step: string;
}

/** Undefined when the plan has no such step. */
export function stepNamed({ parts }: Planned, { data, to, way, step }: StepNamed): Step | undefined {
  const part = parts.find((one) => one.category === data && (one.to ?? '') === to);
  return part?.plans.find(({ channel }) => channel === way)?.steps.find(({ kind }) => kind === step);
}

/** The way in another making of its plan; towards the State that is asked now, where one is. */
export function wayIn({ parts }: Planned, { way, item }: PlanOrigin, to: StateCode | undefined) {
  const ways = parts
    .filter(({ category }) => category === item.category)
    .flatMap((part) => part.plans.map((plan) => ({ part, plan })))
    .filter(({ plan }) => plan.channel === way);
  return ways.find(({ part }) => part.to === to) ?? ways[0];
}

const URGENCY = { normal: 'normal', urgent: 'urgent', emergency_life: 'emergency' } as const;

/** `question`: of the plan, as the query of an address. */
export function fromPlan(
  planned: Planned,
  step: Step,
  named: StepNamed,
  { question, legal, law }: { question: string; legal: LegalForm; law: Knowledge },
): Begun {
  const { need } = planned;
  const { providers } = knowledgeOn(law, planned.day);
  const provider = providers.find(({ id }) => id === need.holder.provider);
  const entity = provider?.entities.find(({ state }) => state === named.to) ?? provider?.entities[0];
  const holder = entity?.name ?? need.holder.name;
  const { identifiers } = readIdentifierLines((need.identifiers ?? []).join('\n'));
  const bases = step.bases.map(({ shortTitle, articles }) =>
    articles.length === 0 ? shortTitle : `${shortTitle}, Art. ${articles.join(', ')}`,
  );
  const known: Known = {
    day: planned.day,
    from: need.from,
    authority: step.authorities[0]?.name,
    holder,
    basis: bases[0],
    identifiers,
  };
  return {
    form: legal.form.id,
    answers: filled(legal.fields, known),
    counterpart: named.to === '' ? undefined : named.to,
    urgency: URGENCY[need.urgency],
    origin: {
      kind: 'plan',
      question,
      day: planned.day,
      dataVersion: planned.dataVersion,
      way: step.channel,
      bases,
      authorities: step.authorities.map(({ name }) => name),
      item: { category: named.data as DataCategory, holder, identifiers: [...identifiers] }, // a category of the plan
    },
  };
}

interface Known {
  readonly day: Day;
  readonly from: StateCode;
  readonly authority: string | undefined;
  readonly holder: string | undefined;
  readonly basis: string | undefined;
  readonly identifiers: ReturnType<typeof readIdentifierLines>['identifiers'];
}

/** Who asks, and how they are reached: the agency with whoever begins it. By what forms call this field. */
export function fromAgency(
  fields: readonly FormField[],
  { agency, profile, person }: { agency: string; profile: Profile; person: string },
): Answers {
  const { address, email, telephone } = profile;
  const said = Object.entries({ address, email, phone: telephone }).filter(([, value]) => value !== '');
  const party: Party = { organisation: agency, person, ...Object.fromEntries(said) };
  const number = numberOf(profile);
  const own: { readonly [field: string]: string | undefined } = {
    'callback phone': number,
    // Of whoever writes: Annex III, Section H.
    'phone phone': number,
    'address address': address === '' ? undefined : address,
    'email email': email === '' ? undefined : email,
  };
  return Object.fromEntries(
    fields.flatMap(({ id, type }): [string, Answer][] => {
      if (type === 'party' && (ASKING.has(id) || id === 'agency')) return [[id, party]];
      const said = own[`${id} ${type}`];
      return said === undefined ? [] : [[id, said]];
    }),
  );
}

/** At any hour, where there is one; undefined: none is on record. */
export function numberOf({ dutyTelephone, telephone }: Profile): string | undefined {
  return [dutyTelephone, telephone].find((one) => one !== '');
}

/** By what forms call these fields; every one can be changed before the request leaves. */
function filled(fields: readonly FormField[], known: Known): Answers {
  const answers: Record<string, Answer> = {};
  const put = (id: string, type: FormField['type'], answer: Answer | undefined): void => {
    if (answer !== undefined && fields.some((one) => one.id === id && one.type === type))
      answers[id] = answer;
  };
  put('date', 'date', known.day);
  put('issuing.state', 'state', known.from);
  put('requested', 'party', known.authority === undefined ? undefined : { organisation: known.authority });
  put('provider', 'party', known.holder === undefined ? undefined : { organisation: known.holder });
  put('basis', 'reference', known.basis);
  for (const field of fields)
    if (isLines(field) && field.type === 'identifier_list') {
      const text = known.identifiers.map(({ kind, value }) => `${kind}, ${value}`).join('\n');
      const { list } = readLines(field, text); // those of other kinds are not taken
      if (list.length > 0) answers[field.id] = list as Answer; // as it read them
    }
  return answers;
}

/** All but its own date, references and what was answered of the earlier one. */
export function fromRequest(
  { number, version, counterpart, form, writtenIn, means }: RequestRecord,
  fields: readonly FormField[],
  day: Day,
): Begun {
  const own = new Set(['reference', 'previous', 'previous-mla', 'previous-preservation', 'links']);
  const kept = Object.entries(version.answers).filter(
    ([id]) => !own.has(id) && fields.some((field) => field.id === id),
  );
  const date = fields.some(({ id, type }) => id === 'date' && type === 'date') ? { date: day } : {};
  return {
    form,
    answers: { ...Object.fromEntries(kept), ...date },
    counterpart,
    urgency: 'normal',
    writtenIn,
    means,
    origin: { kind: 'request', number },
  };
}

interface PreservationAsked {
  /** Of the preservation. */
  readonly reference: string;
  /** The request that asked for it, where one is on record. */
  readonly asking: Pick<RequestRecord, 'number' | 'version'> | undefined;
  /** It was asked of the provider itself, not of an authority. */
  readonly isOfProvider: boolean;
  /** The last day on which the data are kept. */
  readonly until: Day | undefined;
}

/**
 * Whoever was asked to have the data kept is asked that they be kept longer: the authority, which has no provider of its State take a
 * letter of ours (Budapest Convention, Art. 29(1), (7)). Where nobody knows whom, nobody is named.
 */
export function fromPreservation(
  held: Pick<Preservation, 'holder' | 'stateCode' | 'reference' | 'instrument'>,
  { reference, asking, isOfProvider, until }: PreservationAsked,
  { form, fields }: LegalForm,
  day: Day,
): Begun {
  const { holder, stateCode, reference: theirs, instrument } = held;
  const named: { readonly [id: string]: readonly [type: FormField['type'], answer: Answer | undefined] } = {
    date: ['date', day],
    preservation: ['text', theirs === undefined ? reference : `${reference}, ${theirs}`],
    requested: ['party', isOfProvider ? providerOf(asking, holder) : asking?.version.answers['requested']],
    to: ['text', holder],
    'preserved.until': ['date', until],
    basis: ['choice', instrument],
  };
  const answers = fields.flatMap(({ id, type, options }): [string, Answer][] => {
    const [kind, answer] = named[id] ?? [];
    const isOne = kind === type && (type !== 'choice' || options.some((option) => option.id === answer));
    return isOne && answer !== undefined ? [[id, answer]] : [];
  });
  return {
    form: form.id,
    answers: Object.fromEntries(answers),
    counterpart: stateCode,
    urgency: 'normal',
    origin: asking === undefined ? undefined : { kind: 'request', number: asking.number },
  };
}

/** With its address, where the request had one. */
function providerOf(asking: PreservationAsked['asking'], holder: string): Answer {
  const asked = asking?.version.answers['provider'];
  return typeof asked === 'object' ? asked : { organisation: holder };
}

/** As people write them, in groups; no other identifier has spaces. */
const TELEPHONE = /\+\d[\d .()/-]{4,24}\d/g;

/** The identifiers that the words about an exhibit name. */
export function fromExhibit(exhibit: string, words: string, form: string): Begun {
  const telephones = (words.match(TELEPHONE) ?? []).map((one) => `phone,${one}`);
  const others = words.replace(TELEPHONE, ' ').split(/[\s,;<>()"]+/);
  const { identifiers } = readIdentifierLines([...telephones, ...others].join('\n'));
  return {
    form,
    answers: {},
    counterpart: undefined,
    urgency: 'normal',
    origin: {
      kind: 'exhibit',
      exhibit,
      item: { identifiers: [...identifiers], reason: `${exhibit}: ${words}`.slice(0, 1000) },
    },
  };
}
