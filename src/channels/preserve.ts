// Planner rule preserve-first: the ways to have the data kept before they are asked for, best first.
import { strength, type Confidence } from '../law/confidence.ts';
import { cited, instrumentOf, provisionsBy } from '../law/look-up.ts';
import type { ChannelRule, ClockRule, Fact, Provision } from '../law/model.ts';
import { tell, type Sentence, type Wording } from '../law/sentence.ts';
import { basisOf, type Basis } from './basis.ts';
import { together, weakestOf, type Condition, type Question } from './condition.ts';
import { evaluateChannel, type ChannelState } from './evaluate.ts';
import { nameOf } from './provider.ts';
import { dayWithinRecord, validOn } from './thresholds.ts';

export interface Preservation {
  readonly id: 'epoc-pr' | 'network-24-7' | 'provisional-measure' | 'provider';
  readonly name: Wording;
  readonly state: ChannelState;
  readonly maySend: readonly Wording[];
  readonly addressee: Wording;
  readonly basis: Basis | undefined;
  readonly provisions: readonly Provision[];
  readonly conditions: readonly Condition[];
  /** How long it holds, where a rule says. */
  readonly hold: ClockRule | undefined;
  readonly facts: readonly Fact[];
  readonly weakest: Confidence;
}

/** Asked of another State under whatever treaty; the others are orders of the Union, or asked of the provider itself. */
export function isAskedOfState(way: string): boolean {
  return way === 'network-24-7' || way === 'provisional-measure';
}

/** Holds by instrument; no other gives a number of days that was read. */
const HOLDS: { readonly [instrument: string]: string } = {
  'coe-ets-185': 'bc29.hold',
  'un-cybercrime-2024': 'un42.hold',
  'eu-2023-1543': 'epoc-pr.hold',
};

/** Holds by the law of the State that is asked, where it says more. */
const STATE_HOLDS: { readonly [state: string]: string } = { GH: 'gh.preserve' };

/** Open or to be verified, in no order yet: the same for every production of one question. */
export function preservationsOf(question: Question): Preservation[] {
  return everyPreservation(question).filter(isWithin);
}

export function isWithin({ state }: Preservation): boolean {
  return state === 'open' || state === 'unknown';
}

/** Those that are closed too. */
export function everyPreservation(question: Question): Preservation[] {
  return [
    ...europeanOrder(question),
    ...byNetwork(question),
    ...provisional(question),
    ...byProvider(question),
  ];
}

/** The one to take before this production: open, a European order, surer, with a known end. */
export function bestPreservation(all: readonly Preservation[], production: string): Preservation | undefined {
  return inPreservationOrder(all, production)[0];
}

/** A European Preservation Order prepares a later request by MLA, an EIO or a European Production Order: Regulation (EU) 2023/1543, Article 6(2). */
const AFTER_EPOC_PR = new Set(['mla-central', 'judicial-direct']);

/** Best first. */
export function inPreservationOrder(all: readonly Preservation[], production = ''): readonly Preservation[] {
  const fit = ({ id, state }: Preservation): number =>
    id === 'epoc-pr' && (production === 'epoc' || (state === 'open' && AFTER_EPOC_PR.has(production)))
      ? 0
      : 1;
  const rank: { readonly [state in ChannelState]: number } = { open: 0, unknown: 1, future: 2, closed: 3 };
  return [...all].sort(
    (a, b) =>
      rank[a.state] - rank[b.state] ||
      fit(a) - fit(b) ||
      strength(b.weakest) - strength(a.weakest) ||
      Number(b.hold !== undefined) - Number(a.hold !== undefined),
  );
}

/** EPOC-PR: any offence (Article 6), so asked as for subscriber data, which has no threshold. */
function europeanOrder(question: Question): Preservation[] {
  const channel = channelOf(question, 'epoc');
  if (channel === undefined) return [];
  const finding = evaluateChannel(channel, { ...question, category: 'subscriber' });
  const regulation = instrumentOf(question.knowledge, 'eu-2023-1543');
  const order: Preservation = {
    id: 'epoc-pr',
    name: tell('preservationOrder'),
    state: finding.state,
    maySend: channel.maySend,
    addressee: tell('designatedEstablishment'),
    basis: finding.bases.find(({ instrument }) => instrument === 'eu-2023-1543'),
    provisions: regulation === undefined ? [] : provisionsBy(regulation, ['preservation']),
    conditions: finding.conditions,
    hold: clockOf(question, 'epoc-pr.hold'),
    facts: [],
    weakest: finding.weakest,
  };
  return [order];
}

/** Through the 24/7 points, under an instrument that has an article on preservation for another State. */
function byNetwork(question: Question): Preservation[] {
  const channel = channelOf(question, 'network-24-7');
  return channel === undefined ? [] : byArticle(channel, 'network-24-7', tell('networkPreserve'), question);
}

/** Directly between judicial authorities: EIO Article 32, CETS 182 Article 24. */
function provisional(question: Question): Preservation[] {
  const channel = channelOf(question, 'judicial-direct');
  return channel === undefined
    ? []
    : byArticle(channel, 'provisional-measure', tell('provisionalMeasure'), question);
}

function byArticle(
  channel: ChannelRule,
  id: Preservation['id'],
  name: Sentence,
  question: Question,
): Preservation[] {
  const named = [
    ...new Set([
      ...channel.legalBases.map((one) => one.split(':')[0] ?? ''),
      ...channel.when.clauses.flatMap((one) => one.both_bound_by ?? []),
    ]),
  ];
  return named.flatMap((instrumentId) => {
    const instrument = instrumentOf(question.knowledge, instrumentId);
    const provisions = instrument === undefined ? [] : provisionsBy(instrument, ['preservation']);
    if (instrument === undefined || provisions.length === 0) return [];
    const basis = basisOf(channel, instrument, question);
    const holdId = STATE_HOLDS[question.to ?? ''] ?? HOLDS[instrumentId];
    const isValid = validOn(channel, question);
    const conditions = [isValid, dayWithinRecord(question), ...basis.conditions].filter(
      (one) => one !== undefined,
    );
    const verdict = together(conditions.map((one) => one.verdict));
    const state: ChannelState = ({ yes: 'open', unknown: 'unknown', no: 'closed' } as const)[verdict];
    return [
      {
        id,
        name: tell('bracketed', name, instrument.shortTitle),
        state,
        maySend: channel.maySend,
        addressee: channel.addressee,
        basis,
        provisions,
        conditions,
        hold: holdId === undefined ? undefined : clockOf(question, holdId),
        facts: [],
        weakest: weakestOf(conditions),
      },
    ];
  });
}

/** Asked of the provider itself. What it does with a request from abroad is its own policy. */
function byProvider(question: Question): Preservation[] {
  const { need, provider, to, knowledge } = question;
  if (need.holder.kind !== 'provider') return [];
  const rule = knowledge.providerRules.find(({ id }) => id === 'us-2703f');
  const policy = provider?.preservationDays;
  const name = nameOf(question);
  const facts: Fact[] = [
    ...(policy === undefined ? [] : [{ ...cited(policy), text: tell('keepsOnRequest', name, policy.days) }]),
    ...(to === 'US' && rule !== undefined
      ? [{ ...cited(rule), text: withNote(tell('bracketed', rule.text, rule.citation), rule.note) }]
      : []),
  ];
  const [first] = facts;
  if (first === undefined) return [];
  const condition: Condition = {
    predicate: 'provider_policy',
    verdict: policy === undefined ? 'unknown' : 'yes',
    text: first.text,
    facts,
    opensIf: tell('ifKeepsAbroad'),
  };
  return [
    {
      id: 'provider',
      name: tell('askToPreserve', name),
      state: policy === undefined ? 'unknown' : 'open',
      maySend: [tell('policeSend')],
      addressee: to === undefined ? tell('itself', name) : tell('inState', name, { state: to }),
      basis: undefined,
      provisions: [],
      conditions: [condition],
      hold: to === 'US' ? clockOf(question, 'us.preserve') : undefined,
      facts,
      weakest: weakestOf([condition]),
    },
  ];
}

function withNote(text: Sentence, note: string | undefined): Sentence {
  return note === undefined || note === '' ? tell('ended', text) : tell('twoInARow', text, note);
}

function channelOf({ knowledge }: Question, id: string): ChannelRule | undefined {
  return knowledge.channels.find((one) => one.id === id);
}

function clockOf({ knowledge }: Question, id: string): ClockRule | undefined {
  return knowledge.clocks.find((one) => one.id === id);
}
