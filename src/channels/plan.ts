// The planner: a need, what is known and a day go in; ordered plans come out, with everything they rest on. Pure: the
// same inputs give the same answer, byte for byte.
import { strength, type Confidence } from '../law/confidence.ts';
import { isDay, type Day } from '../law/day.ts';
import type {
  AdmissibilityRule,
  DataCategory,
  Fact,
  Knowledge,
  PlannerRule,
  PlannerRuleId,
} from '../law/model.ts';
import { knowledgeOn } from '../law/on-day.ts';
import { isSaying, tell, type Wording } from '../law/sentence.ts';
import { isStateCode, type StateCode } from '../law/states.ts';
import { Refusal } from '../base/refusal.ts';
import { checksOf, type Check } from './checks.ts';
import { claimsOf, statesOfHolder, type Claim } from './cloud.ts';
import type { Condition, Question } from './condition.ts';
import { expectedOf } from './duration.ts';
import { evaluateChannel, type Finding } from './evaluate.ts';
import { isVolatile, refuseDomestic, said, type Need } from './need.ts';
import { bestPreservation, preservationsOf, type Preservation } from './preserve.ts';
import { inOrder, type Candidate } from './rank.ts';
import { channelStep, preserveStep, type Step } from './step.ts';
import { intrusiveness, measureFor } from './thresholds.ts';
import { timingOf, type Timing } from './time-rule.ts';

export interface Plan {
  readonly channel: string;
  readonly name: string;
  readonly state: 'open' | 'unknown';
  /** Preserve, produce, cure. */
  readonly steps: readonly Step[];
  readonly timing: Timing;
  readonly weakest: Confidence;
  readonly toVerify: readonly Fact[];
  /** Planner rules that shaped it. */
  readonly rules: readonly PlannerRuleId[];
}

export interface NotNow {
  readonly channel: string;
  readonly name: string;
  readonly because: Condition;
}

/** One category towards one State. */
export interface Part {
  readonly category: DataCategory;
  readonly to: StateCode | undefined;
  readonly measure: string | undefined;
  readonly plans: readonly Plan[];
  /** Bases signed but not in force: never ranked. */
  readonly future: readonly NotNow[];
  readonly closed: readonly NotNow[];
  /** Planner rule least-intrusive: open ways to less, which may be enough or sharpen the rest. */
  readonly lighter: readonly {
    readonly category: DataCategory;
    readonly channel: string;
    readonly name: string;
  }[];
  readonly checks: readonly Check[];
}

export interface Answer {
  readonly v: 1;
  readonly day: Day;
  readonly dataVersion: string;
  readonly need: Need;
  readonly rules: readonly PlannerRule[];
  readonly parts: readonly Part[];
  /** What claim of jurisdiction each way rests on, where the place of the data is not one known State (para 28). */
  readonly claims: readonly Claim[];
  /** What the requesting State's courts ask of it, where that is on record. */
  readonly court: readonly AdmissibilityRule[];
  readonly notes: readonly Fact[];
}

/** Throws Refusal for one State twice, a code that is no State, or a day that is none. */
export function planFor(need: Need, published: Knowledge, day: Day): Answer {
  refuseWrong(need, published, day);
  const knowledge = knowledgeOn(published, day);
  const provider = knowledge.providers.find(({ id }) => id === need.holder.provider);
  const states = statesOfHolder(need, provider);
  const categories = [...new Set(need.categories)].sort(
    (a, b) =>
      intrusiveness({ knowledge }, a) - intrusiveness({ knowledge }, b) ||
      need.categories.indexOf(a) - need.categories.indexOf(b),
  );
  const ask = (category: DataCategory, to: StateCode | undefined): Question => ({
    knowledge,
    need,
    category,
    to,
    day,
    provider,
  });
  const parts = categories.flatMap((category) => states.map((to) => partOf(ask(category, to))));
  const court = knowledge.admissibility.filter(({ state }) => state === need.from);
  return {
    v: 1,
    day,
    dataVersion: knowledge.dataVersion,
    need,
    rules: knowledge.plannerRules,
    parts,
    claims: categories.flatMap((category) => claimsOf(ask(category, states[0]), states)),
    court,
    notes: [...dayNotes(knowledge, parts, day), ...notesOf(knowledge, need, states, court.length === 0)],
  };
}

function partOf(question: Question): Part {
  const { knowledge, category, to, need } = question;
  const findings = knowledge.channels.map((channel) => evaluateChannel(channel, question));
  const candidates = findings.flatMap((finding, order): Candidate[] =>
    finding.state === 'open' || finding.state === 'unknown'
      ? [{ finding, expected: expectedOf(finding, question), order }]
      : [],
  );
  const notNow = (state: 'future' | 'closed'): NotNow[] =>
    findings.flatMap(({ channel, state: is, closedBy }) =>
      is === state && closedBy !== undefined
        ? [{ channel: channel.id, name: channel.name, because: closedBy }]
        : [],
    );
  const preservations = isVolatile(category) ? preservationsOf(question) : [];
  const direct = candidates.filter(
    ({ finding }) =>
      finding.channel.tier === 'direct' && finding.channel.id !== 'provider-domestic-affiliate',
  );
  return {
    category,
    to,
    measure: measureFor(knowledge, category)?.id,
    plans: inOrder(candidates, need).map(({ finding }) => planOf(finding, findings, preservations, question)),
    future: notNow('future'),
    closed: notNow('closed'),
    lighter: lighterThan(question),
    checks: checksOf(
      question,
      direct.map(({ finding }) => finding.channel.id),
    ),
  };
}

function planOf(
  finding: Finding,
  all: readonly Finding[],
  preservations: readonly Preservation[],
  question: Question,
): Plan {
  const { channel, state } = finding;
  const rules = new Set<PlannerRuleId>();
  const isNeeded = isVolatile(question.category);
  const preservation = bestPreservation(preservations, channel.id);
  if (isNeeded) rules.add('preserve-first');
  const produce = channelStep('produce', finding, question);
  const cure = cureFor(finding, all, question);
  if (cure !== undefined) rules.add('evidence-flag');
  const steps = [
    ...(preservation === undefined ? [] : [preserveStep(preservation, question)]),
    produce,
    ...(cure === undefined ? [] : [cure]),
  ];
  const toVerify = steps.flatMap((step) => step.toVerify);
  if (toVerify.some(({ text }) => isSaying(text, 'notListed'))) rules.add('unknown-party-status');
  if (toVerify.some(({ text }) => isSaying(text, 'verifyDepositary'))) rules.add('recalled-basis');
  return {
    channel: channel.id,
    name: channel.name,
    state: state === 'open' ? 'open' : 'unknown',
    steps,
    timing: timingOf(question, expectedOf(finding, question), preservation, isNeeded),
    weakest: steps.map((step) => step.weakest).reduce((a, b) => (strength(b) < strength(a) ? b : a)),
    toVerify,
    rules: [...rules],
  };
}

/** Planner rule evidence-flag (para 33): a lead is obtained again by the best formal way. */
function cureFor(finding: Finding, all: readonly Finding[], question: Question): Step | undefined {
  const { need } = question;
  const isLead = finding.channel.use.value === 'intelligence_only' || finding.channel.id === 'network-24-7';
  if (need.use !== 'court' || !isLead) return undefined;
  const formal = all
    .filter(
      ({ channel, state }) =>
        channel.use.value === 'yes' &&
        (channel.tier === 'formal' || channel.id === 'epoc') &&
        channel.id !== 'jit' &&
        (state === 'open' || state === 'unknown'),
    )
    .map((one, order) => ({ finding: one, expected: expectedOf(one, question), order }));
  const [best] = inOrder(formal, need);
  return best && channelStep('cure', best.finding, question);
}

function lighterThan(question: Question): Part['lighter'] {
  const { knowledge, category } = question;
  if (category === 'subscriber' || intrusiveness(question, category) <= intrusiveness(question, 'subscriber'))
    return [];
  return knowledge.channels
    .map((channel) => evaluateChannel(channel, { ...question, category: 'subscriber' }))
    .filter(({ state, channel }) => state === 'open' && channel.id !== 'spontaneous' && channel.id !== 'jit')
    .map(({ channel }) => ({ category: 'subscriber', channel: channel.id, name: channel.name }));
}

/** What the records cannot say of that day, first of all. */
function dayNotes(knowledge: Knowledge, parts: readonly Part[], day: Day): Fact[] {
  const note = (text: Wording): Fact => ({
    at: 'parties.yaml',
    sources: [],
    confidence: 'confirmed',
    asOf: knowledge.compiled,
    text,
  });
  const isLate = parts.some(({ plans }) =>
    plans.some(({ toVerify }) => toVerify.some(({ text }) => isSaying(text, 'beyondRecord'))),
  );
  const early = new Set(
    parts
      .flatMap(({ plans }) => plans.flatMap(({ steps }) => steps))
      .flatMap(({ conditions, bases }) => [...conditions, ...bases.flatMap((one) => one.conditions)])
      .flatMap(({ facts }) => facts)
      .filter(({ text }) => isSaying(text, 'partyBefore') || isSaying(text, 'boundBefore'))
      .map(({ text }) => String(text)),
  ).size;
  return [
    ...(isLate ? [note(tell('beyondRecord', { day: knowledge.compiled }, { day }))] : []),
    ...(early > 0 ? [note(tell('earlierUnrecorded', early, { day }))] : []),
  ];
}

function notesOf(
  knowledge: Knowledge,
  need: Need,
  states: readonly (StateCode | undefined)[],
  noCourt: boolean,
): Fact[] {
  const notes: Fact[] = [];
  if (noCourt)
    notes.push({
      at: 'admissibility.yaml',
      sources: [],
      confidence: 'confirmed',
      asOf: knowledge.compiled,
      text: tell('courtUnknown', { state: need.from }),
    });
  const rule = knowledge.plannerRules.find(({ id }) => id === 'location-unknown');
  if (need.dataLocation.kind !== 'known' && rule !== undefined)
    notes.push({
      at: rule.at,
      sources: [],
      confidence: 'confirmed',
      text: tell('bracketed', rule.rule, rule.basis),
    });
  if (need.dataLocation.kind === 'known' && need.dataLocation.state === need.from)
    notes.push(said(tell('ownLawMayDo', { state: need.from })));
  if (states.length > 1)
    notes.push({
      at: 'providers.yaml',
      sources: [],
      confidence: 'confirmed',
      text: tell('severalSeats', { list: states.map((one) => ({ state: one ?? '' })) }),
    });
  return notes;
}

function refuseWrong(need: Need, knowledge: Knowledge, day: Day): void {
  refuseDomestic(need);
  const wrong = (expected: string, found: string): Refusal =>
    new Refusal('badInput', { expected, found, next: 'Correct it and ask again.' });
  for (const state of [need.from, need.to, need.personIn, need.holder.addressee])
    if (state !== undefined && !isStateCode(state))
      throw wrong('a code of ISO 3166-1 such as FR', `'${state}'`);
  for (const date of [day, need.deadline])
    if (date !== undefined && !isDay(date)) throw wrong('a day such as 2026-11-24', `'${date}'`);
  for (const category of need.categories)
    if (!Object.hasOwn(knowledge.categoryWords, category))
      throw wrong('a data category of the law data', `'${category}'`);
  if (need.categories.length === 0) throw wrong('at least one data category', 'none');
}
