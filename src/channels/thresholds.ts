// Conditions that channels.yaml states in words and that are logic: category, real time, thresholds, targets.
import { remember } from '../base/remember.ts';
import { addDays, dayAgainst } from '../law/day.ts';
import { thresholdVerdict, type ThresholdVerdict } from '../law/competence.ts';
import { cited, instrumentOf, provisionsAt } from '../law/look-up.ts';
import type { ChannelRule, DataCategory, Fact } from '../law/model.ts';
import { holdsOn } from '../law/on-day.ts';
import { joined, tell } from '../law/sentence.ts';
import type { Verdict } from '../law/look-up.ts';
import type { Condition, Question } from './condition.ts';
import { isRealTime, said } from './need.ts';
import { offenceWords } from './offence.ts';
import { ruleFact } from './agreements.ts';

export function generalConditions(channel: ChannelRule, question: Question): Condition[] {
  const conditions = [
    validOn(channel, question),
    dayWithinRecord(question),
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
  const there =
    from === undefined
      ? tell('thereUntil', { day: until ?? '' })
      : until === undefined
        ? tell('thereSince', { day: from })
        : tell('thereBetween', { day: from }, { day: until });
  const text = {
    yes: there,
    no: isEarly ? tell('notYetThere', { day: from }) : tell('noLongerThere', { day: until ?? '' }),
    unknown: joined(there, tell('dayUnrecorded')),
  }[holds];
  return {
    predicate: 'validity',
    verdict: holds,
    text,
    facts: [ruleFact(channel, text)],
    opensIf: isEarly ? tell('ifAskedFrom', { day: from }) : tell('ifReplaced'),
    ...(isEarly ? { isFuture: true as const } : {}),
  };
}

/** The law data speak of the days up to which they were compiled; longer after, what they say may have changed. */
export function dayWithinRecord({ knowledge, day }: Question): Condition | undefined {
  const { compiled } = knowledge;
  if (day <= lastRecorded(knowledge)) return undefined;
  const text = tell('beyondRecord', { day: compiled }, { day });
  return {
    predicate: 'record',
    verdict: 'unknown',
    text,
    facts: [{ at: 'channels.yaml', sources: [], confidence: 'confirmed', asOf: compiled, text }],
    opensIf: tell('ifRecordRenewed'),
  };
}

const RECORD_DAYS = 366;
const lastRecorded = remember(({ compiled }: Question['knowledge']) => addDays(compiled, RECORD_DAYS));

/** Channels that the planner rule real-time drops, whatever their list of categories says. */
const NEVER_REAL_TIME = new Set(['provider-voluntary', 'network-24-7', 'epoc', 'consent']);

function realTimeRule(channel: ChannelRule, { knowledge, category }: Question): Condition | undefined {
  if (!isRealTime(category) || !NEVER_REAL_TIME.has(channel.id)) return undefined;
  const rule = knowledge.plannerRules.find(({ id }) => id === 'real-time');
  const fact: Fact = {
    at: rule?.at ?? channel.at,
    sources: [],
    confidence: 'confirmed',
    text: tell('neverRealTime', rule?.basis ?? 'instrument scope'),
  };
  return {
    predicate: 'real-time',
    verdict: 'no',
    text: fact.text,
    facts: [fact],
    opensIf: tell('ifStored'),
  };
}

function categoryCondition(channel: ChannelRule, { category }: Question): Condition {
  const isCarried = channel.categories.includes(category);
  const list = channel.categories.map((one) => ({ category: one }));
  const text = isCarried ? tell('carries', { category }) : tell('carriesOther', { list }, { category });
  return {
    predicate: 'category',
    verdict: isCarried ? 'yes' : 'no',
    text,
    facts: [ruleFact(channel, text)],
    opensIf: tell('ifEnough', { list, by: 'or' }),
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
  const isListed = need.offence.types?.some((type) => rule.listedBySystem.includes(type)) === true;
  const { bySystem } = need.offence;
  const mayBeListed = isListed && bySystem === undefined;
  const verdict = VERDICTS[thresholdVerdict(rule, { ...need.offence, byInformationSystem: bySystem })];
  const text = tell('threshold', rule.minMaxYears);
  const so = {
    yes: 'met',
    no: 'notMet',
    unknown: mayBeListed ? 'listedBySystem' : 'thresholdUnsaid',
  } as const;
  const fact: Fact = article === undefined ? said(text) : { ...cited(article), text };
  return {
    predicate: 'threshold',
    verdict,
    text: joined(text, tell(so[verdict])),
    facts: [fact, said(offenceWords(need.offence, knowledge.offenceTypes))],
    opensIf: tell('ifThreshold', rule.minMaxYears),
  };
}

/** CLOUD Act agreements do not reach persons in the receiving State. */
function targetElsewhere(channel: ChannelRule, { knowledge, need, to }: Question): Condition {
  const instrument = instrumentOf(knowledge, 'us-cloud-act-agreements');
  const rule = instrument?.provisions.find((one) => one.function === 'use_limitation');
  // Of an order to the United States also: whose national the person is, and where the person lives.
  const isTheirs =
    to !== undefined &&
    [need.personIn, need.residence, ...(to === 'US' ? [need.nationality] : [])].includes(to);
  const verdict: Verdict =
    to === undefined ? 'unknown' : isTheirs ? 'no' : need.personIn === undefined ? 'unknown' : 'yes';
  const text = tell('notThere');
  const where = joined(
    need.personIn === undefined ? tell('personUnsaid') : tell('personIn', { state: need.personIn }),
    ...(need.nationality === undefined ? [] : [tell('nationalOf', { state: need.nationality })]),
    ...(need.residence === undefined ? [] : [tell('livesIn', { state: need.residence })]),
  );
  return {
    predicate: 'target',
    verdict,
    text: joined(text, where),
    facts: [rule === undefined ? ruleFact(channel, text) : { ...cited(rule), text: rule.gives }, said(where)],
    opensIf: tell('ifNotThere'),
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
