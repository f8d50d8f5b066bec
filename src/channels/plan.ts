// The planner: a need, what is known and a day go in; ordered plans come out, with everything they rest on. Pure: the
// same inputs give the same answer, byte for byte.
import { strength, type Confidence } from '../law/confidence.ts';
import type { Day } from '../law/day.ts';
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
import type { StateCode } from '../law/states.ts';
import { briefOf, type Brief } from './brief.ts';
import { checksOf, type Check } from './checks.ts';
import { claimsOf, statesOfHolder, type Claim } from './cloud.ts';
import type { Condition, Question } from './condition.ts';
import { expectedOf } from './duration.ts';
import { evaluateChannel, type Finding, type RuledOut } from './evaluate.ts';
import { isVolatile, refuseDomestic, said, type Need } from './need.ts';
import { ofStates, refuseWrong, territoryNotes } from './need-states.ts';
import {
  bestPreservation,
  everyPreservation,
  inPreservationOrder,
  isWithin,
  type Preservation,
} from './preserve.ts';
import { inOrder, placeOf, UNASKED, type Candidate } from './rank.ts';
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
  /** Why it stands where it does in the order. */
  readonly placed: Wording;
  /** Of everything it says: who is bound, who sends, what is needed, what the result is worth. */
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

interface RuledOutHere extends RuledOut {
  /** Channels, or ways to have data kept, that cannot stand on it. */
  readonly ways: readonly string[];
}

/** One category towards one State. */
export interface Part {
  readonly category: DataCategory;
  readonly to: StateCode | undefined;
  readonly measure: string | undefined;
  /** Five lines that say what to do now. */
  readonly brief: Brief;
  readonly plans: readonly Plan[];
  /** Bases signed but not in force: never ranked. */
  readonly future: readonly NotNow[];
  readonly closed: readonly NotNow[];
  /** What comes unasked: nobody can ask for it, and it may be offered. */
  readonly unasked: readonly NotNow[];
  /** Bases, and ways of preservation, that fall out of what is offered, each with its reason. */
  readonly ruledOut: readonly RuledOutHere[];
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
export function planFor(given: Need, published: Knowledge, day: Day): Answer {
  refuseWrong(given, published, day);
  const knowledge = knowledgeOn(published, day);
  const need = ofStates(given, knowledge);
  refuseDomestic(need);
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
    notes: [
      ...dayNotes(knowledge, parts, day),
      ...territoryNotes(knowledge, given),
      ...notesOf(knowledge, need, states, court.length === 0),
    ],
  };
}

function partOf(question: Question): Part {
  const { knowledge, category, to, need } = question;
  const findings = knowledge.channels.map((channel) => evaluateChannel(channel, question));
  const candidates = findings.flatMap((finding, order): Candidate[] =>
    isOffered(finding) && finding.channel.id !== UNASKED
      ? [{ finding, expected: expectedOf(finding, question), order }]
      : [],
  );
  const ordered = inOrder(candidates, need);
  const notNow = (state: 'future' | 'closed'): NotNow[] =>
    findings.flatMap(({ channel, state: is, closedBy }) =>
      is === state && closedBy !== undefined
        ? [{ channel: channel.id, name: channel.name, because: closedBy }]
        : [],
    );
  const every = isVolatile(category) || need.preserveOnly === true ? everyPreservation(question) : [];
  const preservations = every.filter(isWithin);
  const direct = candidates.filter(
    ({ finding }) =>
      finding.channel.tier === 'direct' && finding.channel.id !== 'provider-domestic-affiliate',
  );
  const plans =
    need.preserveOnly === true
      ? inPreservationOrder(preservations).map((one) => keepingPlan(one, question))
      : ordered.map((one) => planOf(one, { ordered, findings, preservations }, question));
  return {
    category,
    to,
    measure: measureFor(knowledge, category)?.id,
    brief: briefOf(plans[0], nearestOf(findings), question),
    plans,
    future: notNow('future'),
    closed: notNow('closed'),
    unasked: findings.filter((one) => one.channel.id === UNASKED && isOffered(one)).map(unaskedOf),
    ruledOut: ruledOutOf(findings, every),
    lighter: lighterThan(question),
    checks: checksOf(
      question,
      direct.map(({ finding }) => finding.channel.id),
    ),
  };
}

function isOffered({ state }: Finding): boolean {
  return state === 'open' || state === 'unknown';
}

/** Of what is closed for another reason than the kind of data. */
function nearestOf(findings: readonly Finding[]): Condition | undefined {
  return findings.find(({ closedBy }) => closedBy !== undefined && closedBy.predicate !== 'category')
    ?.closedBy;
}

function unaskedOf({ channel, conditions }: Finding): NotNow {
  const text = tell('comesUnasked');
  const facts = conditions.flatMap((one) => one.facts);
  return {
    channel: channel.id,
    name: channel.name,
    because: { predicate: 'unasked', verdict: 'no', text, facts, opensIf: tell('ifGiven') },
  };
}

/** Of what is offered: a way that is closed stands among the closed ones. Each reason once. */
function ruledOutOf(findings: readonly Finding[], preservations: readonly Preservation[]): RuledOutHere[] {
  const found = new Map<string, RuledOutHere>();
  const add = (way: string, one: RuledOut): void => {
    const key = `${one.instrument} ${String(one.because.text)}`;
    const ways = found.get(key)?.ways ?? [];
    found.set(key, { ...one, ways: [...new Set([...ways, way])] });
  };
  for (const finding of findings.filter(isOffered))
    for (const one of finding.ruledOut) add(finding.channel.id, one);
  for (const one of preservations.filter((each) => !isWithin(each))) {
    const because = one.conditions.find(({ verdict }) => verdict === 'no');
    if (because === undefined) continue;
    const { instrument = one.id, shortTitle = String(one.name) } = one.basis ?? {};
    add(one.id, { instrument, shortTitle, because });
  }
  return [...found.values()];
}

interface Among {
  readonly ordered: readonly Candidate[];
  readonly findings: readonly Finding[];
  readonly preservations: readonly Preservation[];
}

function planOf(
  candidate: Candidate,
  { ordered, findings: all, preservations }: Among,
  question: Question,
): Plan {
  const { finding, expected } = candidate;
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
    timing: timingOf(question, expected, preservation, isNeeded),
    placed: placeOf(candidate, ordered, question.need).why,
    weakest: steps.map((step) => step.weakest).reduce((a, b) => (strength(b) < strength(a) ? b : a)),
    toVerify,
    rules: [...rules],
  };
}

/** Nothing is to be handed over yet: each way to have the data kept is a plan of its own. */
function keepingPlan(preservation: Preservation, question: Question): Plan {
  const step = preserveStep(preservation, question);
  const expected = { minDays: undefined, maxDays: undefined, facts: [] };
  return {
    channel: preservation.id,
    name: String(preservation.name),
    state: preservation.state === 'open' ? 'open' : 'unknown',
    steps: [step],
    timing: timingOf(question, expected, preservation, true),
    placed: tell('placedToKeep'),
    weakest: step.weakest,
    toVerify: step.toVerify,
    rules: ['preserve-first'],
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
