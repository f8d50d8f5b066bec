// Conditions that channels.yaml states in words and that are logic: category, real time, thresholds, targets.
import { dayAgainst } from '../law/day.ts';
import { thresholdVerdict, type ThresholdVerdict } from '../law/competence.ts';
import { cited, instrumentOf, provisionsAt } from '../law/look-up.ts';
import type { ChannelRule, DataCategory, Fact } from '../law/model.ts';
import { holdsOn } from '../law/on-day.ts';
import { stateName } from '../law/states.ts';
import type { Verdict } from '../law/look-up.ts';
import type { Condition, Question } from './condition.ts';
import { isRealTime, said } from './need.ts';
import { offenceWords } from './offence.ts';
import { ruleFact } from './agreements.ts';

export function generalConditions(channel: ChannelRule, question: Question): Condition[] {
  const conditions = [
    validOn(channel, question),
    realTimeRule(channel, question),
    categoryCondition(channel, question),
  ];
  if (channel.id === 'epoc') conditions.push(orderThreshold(question));
  if (channel.id === 'cloud-act') conditions.push(targetElsewhere(channel, question));
  return conditions.filter((one) => one !== undefined);
}

/** A way may begin, or have ended, on a day of its own, whatever its instruments say. */
export function validOn(channel: ChannelRule, { day }: Question): Condition | undefined {
  const { from, until } = channel;
  if (from === undefined && until === undefined) return undefined;
  const holds = holdsOn(channel, day);
  const isEarly = from !== undefined && dayAgainst(day, from) === 'before';
  const dates = [from === undefined ? '' : `since ${from}`, until === undefined ? '' : `until ${until}`];
  const text = {
    yes: `This way is there ${dates.filter((one) => one !== '').join(', ')}`,
    no: isEarly ? `This way is there from ${from} only` : `This way is no longer there since ${until}`,
    unknown: `This way is there ${dates.filter((one) => one !== '').join(', ')}; the day is not recorded`,
  }[holds];
  return {
    predicate: 'validity',
    verdict: holds,
    text,
    facts: [ruleFact(channel, text)],
    opensIf: isEarly ? `it is asked from ${from} on` : 'another way takes its place',
    ...(isEarly ? { isFuture: true as const } : {}),
  };
}

/** Channels that the planner rule real-time drops, whatever their list of categories says. */
const NEVER_REAL_TIME = new Set(['provider-voluntary', 'network-24-7', 'epoc', 'consent']);

function realTimeRule(channel: ChannelRule, { knowledge, category }: Question): Condition | undefined {
  if (!isRealTime(category) || !NEVER_REAL_TIME.has(channel.id)) return undefined;
  const rule = knowledge.plannerRules.find(({ id }) => id === 'real-time');
  const fact: Fact = {
    at: rule?.at ?? channel.at,
    sources: [],
    confidence: 'confirmed',
    text: `Collection in real time never goes this way (${rule?.basis ?? 'instrument scope'})`,
  };
  return {
    predicate: 'real-time',
    verdict: 'no',
    text: fact.text,
    facts: [fact],
    opensIf: 'stored data is enough',
  };
}

function categoryCondition(channel: ChannelRule, { category }: Question): Condition {
  const isCarried = channel.categories.includes(category);
  const text = isCarried
    ? `Carries ${category}`
    : `Carries ${channel.categories.join(', ')}; not ${category}`;
  return {
    predicate: 'category',
    verdict: isCarried ? 'yes' : 'no',
    text,
    // What a channel is for is its definition here, not a recollection of somebody's law.
    facts: [{ ...ruleFact(channel, text), confidence: 'confirmed' }],
    opensIf: `${channel.categories.join(' or ')} is enough`,
  };
}

const VERDICTS: { readonly [verdict in ThresholdVerdict]: Verdict } = {
  met: 'yes',
  notMet: 'no',
  unknown: 'unknown',
  domesticLaw: 'unknown',
};

/** Regulation (EU) 2023/1543, Article 5(3) and (4). */
function orderThreshold({ knowledge, category, need }: Question): Condition | undefined {
  if (category !== 'traffic' && category !== 'content') return undefined;
  const regulation = instrumentOf(knowledge, 'eu-2023-1543');
  const [article] = regulation === undefined ? [] : provisionsAt(regulation, '5');
  const rule = knowledge.competence.thresholds.find(
    (one) => one.instrument === 'eu-2023-1543' && one.kind === 'years_or_listed',
  );
  if (rule?.kind !== 'years_or_listed') return undefined;
  const mayBeListed = need.offence.types?.some((type) => rule.listedBySystem.includes(type)) === true;
  const verdict = VERDICTS[thresholdVerdict(rule, need.offence)];
  const text = `Traffic and content need an offence of at least ${rule.minMaxYears} years at most, or one listed in Article 5(4)`;
  const fact: Fact = article === undefined ? said(text) : { ...cited(article), text };
  return {
    predicate: 'threshold',
    verdict,
    text: `${text}; ${{ yes: 'met', no: 'not met', unknown: mayBeListed ? 'listed if committed by means of an information system' : 'sentence or kind of offence was not said' }[verdict]}`,
    facts: [fact, said(offenceWords(need.offence))],
    opensIf: `the offence carries at least ${rule.minMaxYears} years, or only subscriber or identification data is asked`,
  };
}

/** CLOUD Act agreements do not reach persons in the receiving State. */
function targetElsewhere(channel: ChannelRule, { knowledge, need, to }: Question): Condition {
  const instrument = instrumentOf(knowledge, 'us-cloud-act-agreements');
  const rule = instrument?.provisions.find((one) => one.function === 'use_limitation');
  const verdict: Verdict =
    need.personIn === undefined || to === undefined ? 'unknown' : need.personIn === to ? 'no' : 'yes';
  const text = 'An order may not target a person located in the other State';
  const where =
    need.personIn === undefined
      ? 'where the person is was not said'
      : `the person is in ${stateName(need.personIn)}, as stated`;
  return {
    predicate: 'target',
    verdict,
    text: `${text}; ${where}`,
    facts: [rule === undefined ? ruleFact(channel, text) : { ...cited(rule), text: rule.gives }, said(where)],
    opensIf: 'the person is not in the receiving State (say it with --person-in)',
  };
}

/** How far a category reaches into a person's life: the level of the measure that yields it. */
export function intrusiveness({ knowledge }: Pick<Question, 'knowledge'>, category: DataCategory): number {
  return measureFor(knowledge, category)?.intrusiveness ?? 1;
}

/** The measure of para 8 by which the category is had, first of the list that yields it. */
export function measureFor(knowledge: Question['knowledge'], category: DataCategory) {
  return knowledge.measures.find(({ yields }) => yields.includes(category));
}
