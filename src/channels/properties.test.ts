// What holds for every question: no channel is lost, what one learns opens and never closes but by a rule that says so,
// weaker facts never make surer plans, and every sentence rests on something that can be looked up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { strength, type Confidence } from '../law/confidence.ts';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import type { Cited, DataCategory, Fact, Knowledge, PartyRecord } from '../law/model.ts';
import type { Declaration } from '../law/model-declaration.ts';
import type { Wording } from '../law/sentence.ts';
import { STATE_CODES } from '../law/states.ts';
import { NO_RESERVATION } from './basis.ts';
import { basesOf } from './basis.ts';
import type { Question } from './condition.ts';
import { factsOf } from './facts.ts';
import { needOf, type Need } from './need.ts';
import { planFor, type Answer, type Part } from './plan.ts';
import { clauseConditions } from './predicates.ts';
import { answerText } from './text.ts';
import { assuming, type Change } from './what-if.ts';

const TEXTS = readLawFolder();
const { knowledge } = loadLawOrRefuse(TEXTS);
const DAY = '2026-11-25';

const PARTS = new Set(knowledge.territories.filter((one) => one.is === 'part').map(({ state }) => state));
/** What is part of a State is planned as that State: asked of it, it would be domestic. */
const states = fc.constantFrom(...STATE_CODES.filter((code) => !PARTS.has(code)));
/** Half of the questions are between States of which much is on record, so that ways are open. */
const likely = fc.oneof(
  states,
  fc.constantFrom('FR', 'DE', 'IE', 'DK', 'US', 'GB', 'JP', 'RS', 'HU', 'GH', 'PH', 'QA', 'OM', 'MY'),
);
const categories = fc.constantFrom(...(Object.keys(knowledge.categoryWords) as DataCategory[])); // the vocabulary
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const needs = fc
  .record({
    from: likely,
    to: likely,
    categories: fc.uniqueArray(categories, { minLength: 1, maxLength: 2 }),
    urgency: fc.constantFrom('normal' as const, 'urgent' as const, 'emergency_life' as const),
    use: fc.constantFrom('court' as const, 'lead' as const),
    offence: fc.record({
      maxYears: maybe(fc.nat(20)),
      types: maybe(
        fc.constantFrom(['corruption'], ['computer-crime'], ['fraud'], ['child-sexual-exploitation']),
      ),
      isTransnational: maybe(fc.boolean()),
      byOrganisedGroup: maybe(fc.boolean()),
    }),
    holder: fc.record({
      kind: fc.constantFrom('provider' as const, 'person' as const),
      provider: maybe(fc.constantFrom(...knowledge.providers.map(({ id }) => id))),
      addressee: maybe(likely),
      takesForeignRequests: maybe(fc.boolean()),
      retentionDays: maybe(fc.nat(400)),
    }),
    personIn: maybe(likely),
    deadline: maybe(fc.constant('2027-03-01')),
    language: maybe(fc.constant('en')),
    identifiers: maybe(fc.constantFrom(['someone@example.org'], ['198.51.100.7'])),
    consent: maybe(fc.boolean()),
    bilateralTreaty: maybe(fc.boolean()),
    reciprocity: maybe(fc.boolean()),
    networks: maybe(fc.constantFrom(['interpol'], ['g7-24-7-network', 'europol-or-agreement'])),
  })
  .filter(({ from, to }) => from !== to)
  .map((given): Need => needOf(given));

const stateIn = (answer: Answer, i: number, id: string): string => {
  const part = answer.parts[i];
  return (
    part?.plans.find(({ channel }) => channel === id)?.state ??
    (part?.unasked.some(({ channel }) => channel === id) === true
      ? 'open'
      : part?.future.some(({ channel }) => channel === id) === true
        ? 'future'
        : 'closed')
  );
};

test('every channel is somewhere in every answer, the same every time, open before unknown', () => {
  fc.assert(
    fc.property(needs, (need) => {
      const answer = planFor(need, knowledge, DAY);
      assert.equal(JSON.stringify(planFor(need, knowledge, DAY)), JSON.stringify(answer));
      for (const { plans, future, closed, unasked } of answer.parts) {
        const all = [...plans, ...future, ...closed, ...unasked].map(({ channel }) => channel);
        assert.deepEqual(all.sort(), knowledge.channels.map(({ id }) => id).sort());
        const rank = plans.map(({ state }) => (state === 'open' ? 0 : 1));
        assert.deepEqual(
          rank,
          [...rank].sort((a, b) => a - b),
        );
        for (const { because } of [...future, ...closed])
          assert.ok(because.facts.length > 0 && String(because.opensIf) !== '', String(because.text));
        for (const plan of plans)
          if (plan.state === 'unknown') assert.ok(plan.toVerify.length > 0, plan.channel);
      }
      const lines = answerText(answer, knowledge, { full: 99, facts: true });
      assert.ok(lines.every((line) => !/undefined|\[object/.test(line)));
    }),
    { numRuns: 60 },
  );
});

test('what is said of one kind of data is the same whichever others are asked for with it', () => {
  const all = Object.keys(knowledge.categoryWords) as DataCategory[]; // the vocabulary of the data
  fc.assert(
    fc.property(needs, (need) => {
      const together = planFor({ ...need, categories: all }, knowledge, DAY).parts;
      for (const category of need.categories)
        assert.deepEqual(
          together.filter((part) => part.category === category),
          planFor({ ...need, categories: [category] }, knowledge, DAY).parts,
        );
    }),
    { numRuns: 40 },
  );
});

test('the order does not depend on the order of the party records', () => {
  fc.assert(
    fc.property(needs, fc.infiniteStream(fc.nat()), (need, order) => {
      const parties = [...knowledge.parties]
        .map((one) => [order.next().value, one] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, one]) => one);
      const names = (base: Knowledge): string[] =>
        planFor(need, base, DAY).parts.flatMap(({ plans }) =>
          plans.map(({ channel, state }) => `${channel} ${state}`),
        );
      assert.deepEqual(names({ ...knowledge, parties }), names(knowledge));
    }),
    { numRuns: 15 },
  );
});

// One more fact

/** Rules that say of themselves that a fact closes the way. */
const CLOSING_RULES = ['no_other_treaty', 'no_reservation'];

const instruments = knowledge.instruments.map(({ id }) => id);
const FUTURE = ['coe-cets-224', 'un-cybercrime-2024'];

function confirmedParty(instrument: string, state: string): PartyRecord {
  return {
    at: 'parties.yaml:1',
    sources: ['x'],
    confidence: 'confirmed',
    instrument,
    state,
    status: 'party',
    asOf: '2020',
    entryIntoForce: '2020-01-01',
    note: undefined,
  };
}

/** The law as it is; and with the treaties that wait for ratifications in force, so that their ways can be open too. */
const later = assuming(
  { need: needOf({ from: 'FR', to: 'US' }), knowledge },
  FUTURE.map((instrument): Change => ({ kind: 'in-force', instrument })),
  DAY,
).knowledge;
const bases = fc.constantFrom(knowledge, later);

/** Where a rule that closes has something to close: urgent, no bilateral treaty, nothing reserved so far. */
const OTHERS = ['FR', 'DE', 'US', 'GB', 'JP', 'CA'];
/** Party to the ASEAN treaty: who joins that is bound to it by another treaty on mutual assistance. */
const BOUND = 'PH';
const OPEN_BY_RULE = [...OTHERS, BOUND];
const sharp = fc
  .record({ other: fc.constantFrom(...OTHERS), isFrom: fc.boolean() })
  .map(({ other, isFrom }) =>
    needOf({
      from: isFrom ? other : BOUND,
      to: isFrom ? BOUND : other,
      categories: ['subscriber'],
      urgency: 'urgent',
      bilateralTreaty: false,
    }),
  );
const looked: Knowledge = {
  ...later,
  parties: [
    ...later.parties.filter(({ instrument }) => instrument !== 'coe-cets-224'),
    ...OPEN_BY_RULE.map((state) => confirmedParty('coe-cets-224', state)),
  ],
  declarations: [
    ...later.declarations.filter(({ instrument }) => instrument !== 'coe-cets-224'),
    ...OPEN_BY_RULE.map((state) => reservation('coe-cets-224', state, NO_RESERVATION)),
  ],
};

function reservation(instrument: string, state: string, effect = 'Not applied.'): Declaration {
  return {
    at: 'parties.yaml:1',
    sources: ['x'],
    confidence: 'confirmed',
    instrument,
    state,
    article: '7',
    effect,
  };
}

test('one more confirmed fact of the law never removes an open channel but by a rule that says so', () => {
  const seen = new Set<string>();
  const facts = (parties: readonly string[]) =>
    fc.oneof(
      fc.record({
        kind: fc.constant('party' as const),
        instrument: fc.constantFrom(...parties),
        isFrom: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('reservation' as const),
        instrument: fc.constantFrom('coe-cets-224', 'coe-ets-185'),
        isFrom: fc.boolean(),
      }),
    );
  const asked = fc.oneof(
    { weight: 2, arbitrary: fc.tuple(needs, bases, facts(instruments)) },
    { weight: 1, arbitrary: fc.tuple(sharp, fc.constant(looked), facts(['asean-mlat-2004'])) },
  );
  fc.assert(
    fc.property(asked, ([need, base, fact]) => {
      const state = fact.isFrom ? need.from : (need.to ?? need.from);
      const { instrument } = fact;
      const more: Knowledge =
        fact.kind === 'party'
          ? {
              ...base,
              parties: [
                ...base.parties.filter((one) => one.instrument !== instrument || one.state !== state),
                confirmedParty(instrument, state),
              ],
            }
          : { ...base, declarations: [...base.declarations, reservation(instrument, state)] };
      const [before, after] = [planFor(need, base, DAY), planFor(need, more, DAY)];
      before.parts.forEach((part, i) => {
        for (const { channel, state: was } of part.plans) {
          if (was !== 'open' || stateIn(after, i, channel) === 'open') continue;
          const [then, now] = [base, more].map((law) => alternativesIn(law, need, part, channel));
          const lost = (then ?? []).flatMap((met, k) =>
            met.filter((one) => now?.[k]?.includes(one) !== true),
          );
          assert.ok(lost.length > 0, `${channel} closed and no condition of it was lost`);
          assert.deepEqual(
            lost.filter((one) => !CLOSING_RULES.some((rule) => one.startsWith(rule))),
            [],
            `${channel}, by ${JSON.stringify(fact)}`,
          );
          for (const one of lost) seen.add(one.split(' ')[0] ?? '');
        }
      });
    }),
    { numRuns: 300 },
  );
  assert.deepEqual(
    [...seen].sort(),
    [...CLOSING_RULES].sort(),
    'each rule that may close has closed something',
  );
});

/** Of every alternative of a channel the conditions that are met, by name and sentence. */
function alternativesIn(law: Knowledge, need: Need, { category, to }: Part, id: string): string[][] {
  const channel = law.channels.find((one) => one.id === id);
  assert.ok(channel);
  const provider = law.providers.find((one) => one.id === need.holder.provider);
  const question: Question = { knowledge: law, need, category, to, day: DAY, provider };
  const bases = basesOf(channel, question);
  return channel.when.clauses.map((clause) =>
    clauseConditions(clause, channel, bases, question)
      .filter(({ verdict }) => verdict === 'yes')
      .map(({ predicate, opensIf }) => `${predicate} ${String(opensIf)}`),
  );
}

test('what the asker says besides never removes an open channel: it was open without it', () => {
  const said = fc.record({
    networks: fc.constant(['interpol', 'g7-24-7-network', 'europol-or-agreement']),
    reciprocity: fc.constant(true),
    consent: fc.constant(true),
  });
  fc.assert(
    fc.property(needs, said, (need, more) => {
      const unsaid: Need = { ...need, networks: undefined, reciprocity: undefined, consent: undefined };
      const [before, after] = [
        planFor(unsaid, knowledge, DAY),
        planFor({ ...unsaid, ...more }, knowledge, DAY),
      ];
      before.parts.forEach((part, i) => {
        for (const { channel, state } of part.plans)
          if (state === 'open') assert.equal(stateIn(after, i, channel), 'open', channel);
      });
    }),
    { numRuns: 60 },
  );
});

// Weaker facts

test('weakening the confidence of any facts never raises the confidence of a plan', () => {
  const weaker = fc.constantFrom<Confidence>('recalled', 'disputed', 'assumed');
  fc.assert(
    fc.property(needs, bases, weaker, fc.infiniteStream(fc.boolean()), (need, base, to, chosen) => {
      const [before, after] = [planFor(need, base, DAY), planFor(need, weakened(base, to, chosen), DAY)];
      before.parts.forEach((part, i) => {
        for (const plan of part.plans) {
          const then = after.parts[i]?.plans.find(({ channel }) => channel === plan.channel);
          if (then === undefined) continue;
          if (plan.state === 'unknown') assert.equal(then.state, 'unknown', plan.channel);
          assert.ok(
            strength(then.weakest) <= strength(plan.weakest),
            `${plan.channel} ${plan.state}: ${plan.weakest} became ${then.weakest}`,
          );
        }
      });
    }),
    { numRuns: 150 },
  );
});

/** Every record with a confidence, where the stream says so, made no surer than `to`. */
function weakened(base: Knowledge, to: Confidence, chosen: Iterator<boolean>): Knowledge {
  const weak = <T>(value: T): T => {
    if (Array.isArray(value)) return value.map(weak) as T; // of the same things
    if (typeof value !== 'object' || value === null) return value;
    const isWeaker = chosen.next().value === true;
    const entries = Object.entries(value).map(([key, one]: [string, unknown]) => [
      key,
      (key === 'confidence' || key === 'articleConfidence') &&
      isWeaker &&
      strength(to) < strength(one as Confidence) // its key says so
        ? to
        : weak(one),
    ]);
    return Object.fromEntries(entries) as T; // the same keys
  };
  const { instruments: all, parties, declarations, clocks, providers, providerRules, channels } = base;
  return {
    ...base,
    ...weak({ instruments: all, parties, declarations, clocks, providers, providerRules, channels }),
  };
}

// Every sentence has a source

const LINES = new Map(TEXTS.map(({ name, text }) => [name, text.split('\n').length]));

function assertSourced(fact: Cited | Fact, words: Wording): void {
  const what = String(words);
  const { at, sources, confidence } = fact;
  if (confidence === 'stated') return assert.equal(at, 'the question', what);
  if (confidence === 'assumed') return;
  const [file = '', line] = at.split(':');
  const lines = LINES.get(file);
  assert.ok(lines !== undefined, `${what}: ${at} is a file of the law data`);
  if (line !== undefined) assert.ok(Number(line) >= 1 && Number(line) <= lines, `${what}: ${at}`);
  for (const id of sources) assert.ok(knowledge.sources[file]?.[id], `${what}: source ${id} of ${at}`);
}

test('every sentence shown rests on a line of the law data with its source, or on what the asker said', () => {
  fc.assert(
    fc.property(needs, (need) => {
      const answer = planFor(need, knowledge, DAY);
      for (const fact of factsOf(answer)) {
        assert.notEqual(String(fact.text), '');
        assertSourced(fact, fact.text);
      }
      for (const note of [...answer.notes, ...answer.court]) assertSourced(note, 'note');
      for (const { plans, future, closed, checks } of answer.parts) {
        for (const { because } of [...future, ...closed]) everyFact(because.facts, because.text);
        for (const { facts, text } of checks) everyFact(facts, text);
        for (const { steps, timing, toVerify } of plans) {
          for (const { facts, text } of timing.warnings) everyFact(facts, text);
          for (const fact of toVerify) assertSourced(fact, fact.text);
          for (const step of steps) {
            // Who sends, prerequisites, limits, result: the words of the channel, for which the editorial fact stands.
            assertSourced(step.editorial, `${String(step.name)}: its own words`);
            for (const { facts, text } of step.conditions) everyFact(facts, text);
            for (const one of [
              ...step.conditionsOfUse,
              ...step.refusalGrounds,
              ...step.clocks,
              ...step.authorities,
            ])
              assertSourced(one, step.name);
            for (const { provisions, reservations } of step.bases)
              for (const one of [...provisions, ...reservations]) assertSourced(one, step.name);
            if (step.expected !== undefined)
              for (const one of step.expected.facts) assertSourced(one, step.name);
          }
        }
      }
      for (const { facts, text } of answer.claims) everyFact(facts, text);
    }),
    { numRuns: 60 },
  );
});

function everyFact(facts: readonly Fact[], text: Wording): void {
  assert.ok(facts.length > 0, `${String(text)}: rests on nothing`);
  for (const fact of facts) assertSourced(fact, text);
}
