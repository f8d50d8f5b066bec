// A step of a plan: who sends what to whom, on which basis, on what terms, and what the result is worth in court.
import { weakest, type Confidence } from '../law/confidence.ts';
import type { Authority, ChannelRule, ClockRule, DataCategory, Fact, Knowledge } from '../law/model.ts';
import { tell, type Wording } from '../law/sentence.ts';
import type { Basis } from './basis.ts';
import type { Condition, Question } from './condition.ts';
import { expectedOf, type Expected } from './duration.ts';
import type { ChannelState, Finding } from './evaluate.ts';
import type { Preservation } from './preserve.ts';
import { noticeOf } from './notice.ts';
import { asksOf, conditionsOfUse, refusalGrounds } from './terms.ts';
import { measureFor } from './thresholds.ts';

export interface Step {
  readonly kind: 'preserve' | 'produce' | 'cure';
  readonly channel: string;
  readonly name: Wording;
  readonly state: ChannelState;
  readonly maySend: readonly Wording[];
  readonly addressee: Wording;
  /** Bodies of the other State in our directory that take this. */
  readonly authorities: readonly Authority[];
  readonly bases: readonly Basis[];
  readonly conditions: readonly Condition[];
  /** What must be there first, in the words of the channel; for the weight of these words see `editorial`. */
  readonly prerequisites: readonly Wording[];
  /** What the instrument itself asks for: dual criminality, notice to the other State. */
  readonly asks: readonly Fact[];
  /** Who must authorise: as the instrument says, else by common practice; national law decides. */
  readonly authorisation: readonly string[];
  readonly clocks: readonly ClockRule[];
  readonly expected: Expected | undefined;
  readonly result: {
    readonly value: 'evidence' | 'lead' | 'depends' | 'nothing handed over';
    readonly text: Wording;
    readonly makeItEvidence: Wording | undefined;
  };
  readonly conditionsOfUse: readonly Fact[];
  readonly refusalGrounds: readonly Fact[];
  readonly limits: readonly string[];
  /** Confidence of the words of the channel itself, apart from its legal bases. */
  readonly editorial: Fact;
  /** The weakest fact that this step being open rests on. */
  readonly weakest: Confidence;
  readonly toVerify: readonly Fact[];
}

/** Roles of the directory that take what each channel sends. */
const ROLES: { readonly [channel: string]: readonly string[] } = {
  'mla-central': ['mla'],
  'network-24-7': ['contact_24_7'],
  'cloud-act': ['designated_authority'],
  'cets224-emergency': ['contact_24_7', 'mla'],
  epoc: ['epoc_enforcing'],
  'judicial-direct': ['eio_executing'],
};

export function preserveStep(preservation: Preservation, question: Question): Step {
  const { knowledge, to } = question;
  const { basis } = preservation;
  const measure = knowledge.measures.find(({ id }) => id === 'expedited-preservation');
  const channel =
    preservation.id === 'epoc-pr'
      ? 'epoc'
      : preservation.id === 'network-24-7'
        ? 'network-24-7'
        : 'judicial-direct';
  const editorial = knowledge.channels.find(({ id }) => id === channel);
  return {
    kind: 'preserve',
    channel: preservation.id,
    name: preservation.name,
    state: preservation.state,
    maySend: preservation.maySend,
    addressee: preservation.addressee,
    authorities: authoritiesFor(knowledge, to, preservation.id === 'provider' ? 'none' : channel, basis),
    bases:
      basis === undefined
        ? []
        : [
            {
              ...basis,
              articles: preservation.provisions.flatMap(({ article }) => article ?? []),
              provisions: preservation.provisions,
            },
          ],
    conditions: preservation.conditions,
    prerequisites:
      preservation.id === 'network-24-7' ? [tell('sixItems')] : (measure?.safeguards.slice(0, 1) ?? []),
    asks: basis === undefined ? [] : asksOf(question, basis, 'preserve'),
    authorisation: authorisationOf(editorial, true) ?? measure?.typicalAuthorisation ?? [],
    clocks: preservation.hold === undefined ? [] : [preservation.hold],
    expected: undefined,
    result: {
      value: 'nothing handed over',
      text: tell('nothingDisclosed'),
      makeItEvidence: undefined,
    },
    conditionsOfUse: [],
    refusalGrounds:
      basis === undefined
        ? []
        : refusalGrounds(
            basis,
            knowledge,
            preservation.provisions.flatMap(({ article }) => article ?? []),
          ),
    limits: [],
    editorial: editorialFact(
      editorial?.at ?? 'channels.yaml',
      editorial?.confidence ?? 'recalled',
      editorial?.sources ?? [],
    ),
    weakest: weakest([
      preservation.weakest,
      ...(isOwnWords(preservation) ? [] : [editorial?.confidence ?? 'recalled']),
    ]),
    toVerify: preservation.conditions
      .filter(({ verdict }) => verdict === 'unknown')
      .flatMap(({ facts, text }) =>
        facts.slice(0, 1).map((fact) => ({ ...fact, text: tell('toVerify', text) })),
      ),
  };
}

/** Asked of the provider itself: who sends what is said by the provider, not by a channel. */
function isOwnWords({ id }: Preservation): boolean {
  return id === 'provider';
}

export function channelStep(kind: 'produce' | 'cure', finding: Finding, question: Question): Step {
  const { channel, bases } = finding;
  const { knowledge, category, to } = question;
  const used = bases.filter(({ verdict }) => verdict === 'yes');
  const shown = used.length > 0 ? used : bases;
  const measure = measureFor(knowledge, category);
  return {
    kind,
    channel: channel.id,
    name: channel.name,
    state: finding.state,
    maySend: channel.maySend,
    addressee: channel.addressee,
    authorities: authoritiesFor(knowledge, to, channel.id, shown[0]),
    bases: shown,
    conditions: finding.conditions,
    prerequisites: channel.prerequisites,
    asks: shown.slice(0, 2).flatMap((basis) => asksOf(question, basis, channel.id)),
    authorisation:
      authorisationOf(channel, false, category) ?? measure?.typicalAuthorisation ?? channel.maySend,
    clocks: clocksOf(knowledge, channel.id, shown, question),
    expected: expectedOf(finding, question),
    result: resultOf(finding, question),
    conditionsOfUse: shown.flatMap((basis) => conditionsOfUse(knowledge, basis)),
    refusalGrounds: shown.slice(0, 3).flatMap((basis) => refusalGrounds(basis, knowledge)),
    limits: channel.limits,
    editorial: editorialFact(channel.at, channel.confidence, channel.sources),
    // Who sends, what is needed and what the result is worth are the channel's own words.
    weakest: weakest([finding.weakest, channel.confidence]),
    toVerify: finding.toVerify,
  };
}

/** Undefined where the data names none for it. */
function authorisationOf(
  channel: ChannelRule | undefined,
  isForPreservation: boolean,
  category?: DataCategory,
): readonly string[] | undefined {
  const said = (channel?.authorisation ?? []).filter(
    (one) =>
      one.isForPreservation === isForPreservation &&
      (category === undefined || one.categories.includes(category)),
  );
  return said.length === 0 ? undefined : said.map(({ text }) => text);
}

function editorialFact(at: string, confidence: Confidence, sources: readonly string[]): Fact {
  return {
    at,
    sources,
    confidence,
    text: tell('ownWords'),
  };
}

function authoritiesFor(
  knowledge: Knowledge,
  to: string | undefined,
  channel: string,
  basis: Basis | undefined,
): Authority[] {
  const roles = ROLES[channel] ?? [];
  return knowledge.authorities.filter(
    (one) =>
      one.state === to &&
      one.roles.some((role) => roles.includes(role)) &&
      (basis === undefined || one.instruments.some((named) => named.split(':')[0] === basis.instrument)),
  );
}

/** Clocks of the best basis that fit the category and the urgency, and start with this channel's own paper. */
const CLOCKS: { readonly [channel: string]: RegExp } = {
  'mla-central': /^(?:mla\.|bc31\.)/,
  'judicial-direct': /^eio\.(?:acknowledge|recognition|execution)/,
  'network-24-7': /^(?:bc29\.|bc30\.|eu\.attacks)/,
  epoc: /^epoc\.(?:produce|refusal|clarification|third)/,
  'cets224-subscriber': /^cets224\.[78]/,
  'cets224-emergency': /^cets224\.9/,
};

function clocksOf(
  knowledge: Knowledge,
  channel: string,
  bases: readonly Basis[],
  question: Question,
): ClockRule[] {
  const pattern = CLOCKS[channel];
  if (pattern === undefined) return [];
  const instruments = new Set([...bases.map(({ instrument }) => instrument), 'planning-value']);
  const { urgency } = question.need;
  const isEmergency = urgency === 'emergency_life';
  const notice = noticeOf(question);
  return knowledge.clocks.filter(
    (one) =>
      pattern.test(one.id) &&
      instruments.has(one.instrument) &&
      (!one.emergency || isEmergency) &&
      // The duty of the points of the Union to say within hours is of urgent requests (Directive 2013/40/EU, Article 13).
      (one.id !== 'eu.attacks-24-7' || urgency !== 'normal') &&
      (one.conditions.isNotified === undefined ||
        notice === 'unknown' ||
        one.conditions.isNotified === (notice === 'yes')),
  );
}

/** Para 33: evidence, lead or depends; and how a lead becomes evidence. */
function resultOf({ channel }: Finding, { need }: Question): Step['result'] {
  const value = ({ yes: 'evidence', intelligence_only: 'lead', depends: 'depends' } as const)[
    channel.use.value
  ];
  const cure =
    value === 'evidence' || need.use === 'lead'
      ? undefined
      : value === 'lead'
        ? tell('cureLead')
        : tell('cureDepends');
  return { value, text: channel.use.text, makeItEvidence: cure };
}
