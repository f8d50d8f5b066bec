// One channel for one question: open, to be verified, future or closed, and why.
import { weakest, type Confidence } from '../law/confidence.ts';
import type { ChannelRule, Fact } from '../law/model.ts';
import { tell } from '../law/sentence.ts';
import { basesOf, type Basis } from './basis.ts';
import {
  byVerdict,
  rememberOfPair,
  together,
  weakestOf,
  type Condition,
  type Question,
} from './condition.ts';
import { asksOfCategory, clauseConditions } from './predicates.ts';
import { generalConditions } from './thresholds.ts';
import type { Verdict } from '../law/look-up.ts';

export type ChannelState = 'open' | 'unknown' | 'future' | 'closed';

export interface Finding {
  readonly channel: ChannelRule;
  readonly state: ChannelState;
  /** What must hold: the general conditions and those of the alternative that is nearest to open. */
  readonly conditions: readonly Condition[];
  /** Common instruments, best first; those that bind nobody here are left to `conditions`. */
  readonly bases: readonly Basis[];
  /** The one condition that closes it; for `future`, the instrument that is not in force. */
  readonly closedBy: Condition | undefined;
  /** The weakest fact that the state rests on. */
  readonly weakest: Confidence;
  /** Instruments that fall out here, each with the condition that rules it out. */
  readonly ruledOut: readonly RuledOut[];
  /** Sentences on what to check with whom before relying on it. */
  readonly toVerify: readonly Fact[];
}

export interface RuledOut {
  readonly instrument: string;
  readonly shortTitle: string;
  readonly because: Condition;
}

export function evaluateChannel(channel: ChannelRule, asked: Question): Finding {
  const question = atTheOtherState(channel, asked);
  const general = generalConditions(channel, question);
  const shut = general.filter((one) => one.verdict === 'no');
  if (shut.length > 0) return closedFor(channel, general, shut);
  const bases = basesOf(channel, question);
  const conditions = [...general, ...nearestOf(channel, bases, question)];
  const verdict = together(conditions.map((one) => one.verdict));
  const closing = conditions.filter((one) => one.verdict === 'no');
  const state = stateOf(verdict, closing);
  const supporting = supportingOf(conditions, bases);
  const finding = {
    channel,
    state,
    conditions,
    bases: bases.filter((one) => one.verdict !== 'no'),
    closedBy: closingOne(state, closing),
    ruledOut: ruledOutOf(bases),
    weakest: weakestWith(conditions, supporting),
  };
  return { ...finding, toVerify: toVerify(finding, supporting) };
}

function ruledOutOf(bases: readonly Basis[]): RuledOut[] {
  return bases.flatMap(({ instrument, shortTitle, conditions }) => {
    const closing = conditions.filter(({ verdict }) => verdict === 'no');
    const because = closing.find(({ isFuture }) => isFuture !== true) ?? closing[0];
    return because === undefined ? [] : [{ instrument, shortTitle, because }];
  });
}

/** Not for this data or this offence, or not on this day: whoever is bound by what, it stays closed. */
function closedFor(
  channel: ChannelRule,
  conditions: readonly Condition[],
  closing: readonly Condition[],
): Finding {
  const weakestFact = weakestOf(conditions);
  const state = stateOf('no', closing);
  const closedBy = closingOne(state, closing);
  return {
    channel,
    state,
    conditions,
    bases: [],
    ruledOut: [],
    closedBy,
    weakest: weakestFact,
    toVerify: [],
  };
}

/** Consent meets the law where the data is (Article 32); a European order, where the provider's addressee is. */
function atTheOtherState(channel: ChannelRule, question: Question): Question {
  const { need, provider } = question;
  if (channel.id === 'consent' && need.dataLocation.kind === 'known')
    return { ...question, to: need.dataLocation.state };
  const addressee = need.holder.addressee ?? provider?.addressee?.state;
  return channel.id === 'epoc' && addressee !== undefined ? { ...question, to: addressee } : question;
}

/** The one to name: what is closed for good before what waits for a treaty, the fact itself before who signed it. */
function closingOne(state: ChannelState, closing: readonly Condition[]): Condition | undefined {
  if (state === 'future') return closing.find((one) => one.isFuture);
  return (
    closing.find((one) => !one.isFuture && one.predicate !== 'party') ??
    closing.find((one) => !one.isFuture) ??
    closing[0]
  );
}

/** Of the ways in which it can stand. Where no condition asks for the kind of data, that of the same bases is the same. */
function nearestOf(channel: ChannelRule, bases: readonly Basis[], question: Question): readonly Condition[] {
  if (asksOfCategory(channel)) return findNearest(channel, bases, question);
  const known = nearest(question);
  const found = known.get(bases) ?? findNearest(channel, bases, question);
  known.set(bases, found);
  return found;
}

const nearest = rememberOfPair(() => new Map<readonly Basis[], readonly Condition[]>());

function findNearest(
  channel: ChannelRule,
  bases: readonly Basis[],
  question: Question,
): readonly Condition[] {
  const { mode, clauses } = channel.when;
  const groups = clauses.map((clause) => clauseConditions(clause, channel, bases, question));
  if (mode === 'all' || groups.length < 2) return groups.flat();
  const alternatives = groups.map((conditions) => ({
    conditions,
    verdict: together(conditions.map((one) => one.verdict)),
    // As sure as it will be shown: with its basis, whose article may be known less well than who is bound.
    weakest: weakestWith(conditions, supportingOf(conditions, bases)),
  }));
  return alternatives.sort(byVerdict)[0]?.conditions ?? [];
}

function supportingOf(conditions: readonly Condition[], bases: readonly Basis[]): Basis[] {
  const standing = bases.filter((one) => one.verdict !== 'no');
  if (standing.length === 0) return [];
  const facts = new Set(conditions.flatMap((one) => one.facts));
  return standing.filter((one) => isUsed(one, facts));
}

/** The surest of the bases that carry it speaks, with its article; they come best first. */
function weakestWith(conditions: readonly Condition[], supporting: readonly Basis[]): Confidence {
  return weakest([weakestOf(conditions), ...supporting.slice(0, 1).map((one) => one.weakest)]);
}

/** Planner rule not-in-force: closed only by what is not in force yet is future, and never ranked. */
function stateOf(verdict: Verdict, closing: readonly Condition[]): ChannelState {
  if (verdict === 'yes') return 'open';
  if (verdict === 'unknown') return 'unknown';
  return closing.some((one) => one.isFuture) &&
    closing.every((one) => one.isFuture || one.predicate === 'party')
    ? 'future'
    : 'closed';
}

function isUsed(basis: Basis, facts: ReadonlySet<Fact>): boolean {
  return basis.conditions.every((one) => one.facts.every((fact) => facts.has(fact)));
}

/** Planner rules unknown-party-status and recalled-basis. */
function toVerify(finding: Omit<Finding, 'toVerify'>, supporting: readonly Basis[]): Fact[] {
  const { state, conditions, channel } = finding;
  if (state === 'closed') return [];
  const unknown = conditions
    .filter((one) => one.verdict === 'unknown')
    .map((one): Fact => ({ ...(one.facts[0] ?? noFact(channel)), text: tell('toVerify', one.text) }));
  const isRecalled =
    supporting.length > 0 &&
    supporting.every((one) => one.weakest === 'recalled' || one.weakest === 'disputed');
  const [basis] = supporting;
  if (!isRecalled || basis === undefined) return unknown;
  const weak = [...basis.conditions.flatMap((one) => one.facts), ...basis.provisions].find(
    (one) => one.confidence === 'recalled',
  );
  const text = tell('verifyDepositary', basis.depositary ?? tell('noneNamed'), basis.shortTitle);
  return [
    ...unknown,
    {
      ...noFact(channel),
      ...(weak === undefined ? {} : { at: weak.at, sources: weak.sources }),
      confidence: 'recalled',
      text,
    },
  ];
}

function noFact(channel: ChannelRule): Fact {
  return { at: channel.at, sources: channel.sources, confidence: channel.confidence, text: '' };
}
