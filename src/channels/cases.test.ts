// The table of cases in fixtures/law/planner-cases.yaml, written from the texts of the instruments.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import * as z from 'zod';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import { instrumentOf, provisionsAt, type Verdict } from '../law/look-up.ts';
import type { ChannelRule, Clause } from '../law/model.ts';
import { dataCategory } from '../law/schema/common.ts';
import { basesOf } from './basis.ts';
import { together, type Question } from './condition.ts';
import { evaluateChannel, type Finding } from './evaluate.ts';
import { needOf, type Need } from './need.ts';
import { clauseConditions } from './predicates.ts';
import { readWordsOrRefuse } from './read-words.ts';
import { assuming } from './what-if.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const DAY = '2026-11-25';

const file = z.strictObject({
  cases: z.array(
    z.strictObject({
      what: z.string(),
      from: z.string(),
      to: z.string(),
      category: dataCategory,
      day: z.string().default(DAY),
      given: z.record(z.string(), z.unknown()).optional(),
      assume: z.array(z.string()).default([]),
      channel: z.string(),
      state: z.enum(['open', 'unknown', 'future', 'closed']),
      article: z.array(z.string()).min(1),
      because: z.string(),
    }),
  ),
});

type Case = z.infer<typeof file>['cases'][number];

const CASES = file.parse(
  parse(readFileSync(new URL('../../fixtures/law/planner-cases.yaml', import.meta.url), 'utf8')),
).cases;

function channelOf(id: string): ChannelRule {
  const channel = knowledge.channels.find((one) => one.id === id);
  assert.ok(channel, id);
  return channel;
}

function questionOf({ from, to, category, given, day, assume }: Case): Question {
  const asked = needOf({ from, to, categories: [category], ...(given as Partial<Need> | undefined) }); // as the fixture says
  const { changes } = readWordsOrRefuse({ from: [from], 'what-if': assume }, knowledge, (field) => field);
  const { need, knowledge: known } = assuming({ need: asked, knowledge }, changes, day);
  const provider = known.providers.find((one) => one.id === need.holder.provider);
  return { knowledge: known, need, category, to, day, provider };
}

function wordsOf({ bases, conditions, toVerify }: Finding): string {
  return [
    ...bases.map((one) => `${one.shortTitle}, Art. ${one.articles.join(', ')}`),
    ...bases.flatMap(({ reservations }) => reservations.map(({ effect }) => effect)),
    ...conditions.map(({ text }) => text),
    ...toVerify.map(({ text }) => text),
  ].join('\n');
}

for (const one of CASES)
  test(`${one.from} to ${one.to}, ${one.category}: ${one.what}: ${one.channel} is ${one.state} (${one.article.join(', ')})`, () => {
    const finding = evaluateChannel(channelOf(one.channel), questionOf(one));
    const words = wordsOf(finding);
    assert.equal(finding.state, one.state, words);
    const isShut = one.state === 'closed' || one.state === 'future';
    assert.match(isShut ? String(finding.closedBy?.text) : words, new RegExp(one.because, 'i'));
    if (isShut) assert.notEqual(finding.closedBy?.opensIf, '');
  });

test('every article named is one of the law data, of the channel, or of the paper', () => {
  const rules = new Set<string>(knowledge.plannerRules.map(({ id }) => `planner rule ${id}`));
  const citations = new Set(knowledge.providerRules.map(({ citation }) => citation));
  for (const { article: named, channel, what } of CASES)
    for (const one of named) {
      const [id = '', ...rest] = one.split(':');
      const instrument = instrumentOf(knowledge, id);
      const isKnown =
        instrument === undefined
          ? rules.has(one) ||
            citations.has(one) ||
            /^para (?:2[0-9]|3[0-7]|57)$/.test(one) ||
            channelOf(channel).legalBases.includes(one)
          : provisionsAt(instrument, rest.join(':')).length > 0;
      assert.ok(isKnown, `${what}: ${one}`);
    }
});

/** Conditions of which our records say yes or nothing, never no: no list of members is held. */
const NEVER_NO = new Set(['both_members']);

/** How each condition of one clause stands in a case: of the clause as a whole, and of each key by itself. */
function verdictsOf(clause: Clause, one: Case): { whole: Verdict; keys: [string, Verdict][] } {
  const question = questionOf(one);
  const channel = channelOf(one.channel);
  const verdict = (part: Clause): Verdict =>
    together(
      clauseConditions(part, channel, basesOf(channel, question), question).map(
        (condition) => condition.verdict,
      ),
    );
  const keys = Object.keys(clause).filter((key) => key !== 'label');
  return {
    whole: verdict(clause),
    keys: keys.map((key) => [key, verdict({ [key]: clause[key as keyof Clause] } as Clause)]), // one key of it
  };
}

for (const channel of knowledge.channels)
  test(`${channel.id}: a case opens it by each alternative and closes it by each condition of channels.yaml`, () => {
    const cases = CASES.filter((one) => one.channel === channel.id);
    const findings = cases.map((one) => ({ one, finding: evaluateChannel(channel, questionOf(one)) }));
    assert.ok(
      findings.some(({ finding }) => finding.state === 'open'),
      'opened',
    );
    assert.ok(
      findings.some(({ finding }) => finding.closedBy?.predicate === 'category'),
      'closed by its categories',
    );
    channel.when.clauses.forEach((clause, i) => {
      const seen = findings.map(({ one, finding }) => ({ finding, ...verdictsOf(clause, one) }));
      assert.ok(
        seen.some(({ finding, whole }) => finding.state === 'open' && whole === 'yes'),
        `alternative ${i} opened: ${JSON.stringify(clause)}`,
      );
      for (const key of Object.keys(clause).filter((one) => one !== 'label' && one !== 'always'))
        assert.ok(
          seen.some(
            ({ finding, keys }) =>
              finding.state !== 'open' &&
              keys.some(
                ([name, verdict]) => name === key && verdict === (NEVER_NO.has(key) ? 'unknown' : 'no'),
              ),
          ),
          `alternative ${i} not met for ${key}`,
        );
    });
  });

test('conditions that are logic are met and not met: threshold, target, offence, real time', () => {
  const findings = CASES.map((one) => ({
    one,
    finding: evaluateChannel(channelOf(one.channel), questionOf(one)),
  }));
  const closedBy = (predicate: string): string[] => [
    ...new Set(
      findings.flatMap(({ one, finding }) => (finding.closedBy?.predicate === predicate ? one.channel : [])),
    ),
  ];
  assert.deepEqual(closedBy('threshold'), ['epoc']);
  assert.deepEqual(closedBy('target'), ['cloud-act']);
  assert.deepEqual(closedBy('real-time').sort(), ['consent', 'epoc', 'network-24-7', 'provider-voluntary']);
  for (const predicate of ['threshold', 'target'])
    assert.ok(
      findings.some(
        ({ finding }) =>
          finding.state === 'open' &&
          finding.conditions.some((one) => one.predicate === predicate && one.verdict === 'yes'),
      ),
      predicate,
    );
});

/** Some States of each region; a table that left one out would show it here. */
const REGIONS: { readonly [region: string]: readonly string[] } = {
  Africa: ['GH', 'MU', 'NG', 'KE', 'TZ', 'ZM'],
  'Latin America': ['CL', 'AR', 'BO', 'MX'],
  Caribbean: ['DO', 'GD'],
  'North America': ['US', 'CA'],
  'Middle East': ['QA', 'OM'],
  'Central Asia': ['KZ', 'AM'],
  'South and East Asia': ['JP', 'CN', 'LK', 'KR', 'MN'],
  'South-East Asia': ['MY', 'SG', 'PH', 'TH', 'VN'],
  Europe: ['FR', 'RS', 'CH', 'GB'],
  Oceania: ['FJ', 'KI', 'TO', 'AU'],
};

test('the table holds far more than sixty cases, with pairs from every region', () => {
  assert.ok(CASES.length >= 120, String(CASES.length));
  const asked = new Set(CASES.flatMap(({ from, to }) => [from, to]));
  for (const [region, states] of Object.entries(REGIONS))
    assert.ok(
      states.some((state) => asked.has(state)),
      region,
    );
});

type Seen = { readonly one: Case; readonly finding: Finding };
const isOpen = ({ finding }: Seen): boolean => finding.state === 'open';
const closedBy = ({ finding }: Seen, predicate: string): boolean => finding.closedBy?.predicate === predicate;
const isOfUnion = (state: string): boolean =>
  knowledge.parties.some((one) => one.instrument === 'eu-2023-1543' && one.state === state);
const inUnion = ({ one }: Seen): boolean => isOfUnion(one.from) && isOfUnion(one.to);
const restsOn = ({ finding }: Seen, id: string): boolean =>
  finding.bases.some(({ instrument, verdict }) => instrument === id && verdict === 'yes');
const bases = ({ finding }: Seen): number => finding.bases.filter(({ verdict }) => verdict === 'yes').length;
const given = ({ one }: Seen): Partial<Need> => (one.given ?? {}) as Partial<Need>; // as the fixture says
const INFORMAL = ['interpol', 'europol-siena', 'police-bilateral'];

/** What a table of cases must hold at the least, each with the sign by which it is known. */
const SITUATIONS: { readonly [situation: string]: (seen: Seen) => boolean } = {
  'EU to EU': (seen) =>
    isOpen(seen) && inUnion(seen) && ['epoc', 'judicial-direct'].includes(seen.one.channel),
  'EU to Denmark': (seen) => inUnion(seen) && seen.one.to === 'DK',
  'EU to Ireland': (seen) => inUnion(seen) && seen.one.to === 'IE',
  'Budapest to Budapest': (seen) => isOpen(seen) && restsOn(seen, 'coe-ets-185'),
  'UNTOC only': (seen) => isOpen(seen) && restsOn(seen, 'un-untoc-2000') && bases(seen) === 1,
  'no treaty': (seen) => seen.one.channel === 'mla-central' && !isOpen(seen) && bases(seen) === 0,
  reservation: (seen) => closedBy(seen, 'no_reservation'),
  'treaty not in force': ({ finding }) => finding.state === 'future',
  'real-time': (seen) => isOpen(seen) && seen.one.category.endsWith('_realtime'),
  'emergency to life': (seen) => isOpen(seen) && given(seen).urgency === 'emergency_life',
  'location unknown': (seen) => given(seen).dataLocation?.kind === 'unknown',
  'domestic affiliate': (seen) => isOpen(seen) && seen.one.channel === 'provider-domestic-affiliate',
  consent: (seen) => isOpen(seen) && seen.one.channel === 'consent',
  'informal only': (seen) =>
    isOpen(seen) && INFORMAL.includes(seen.one.channel) && given(seen).use === 'lead',
};

test('the table holds every situation that it must', () => {
  const all = CASES.map((one): Seen => ({
    one,
    finding: evaluateChannel(channelOf(one.channel), questionOf(one)),
  }));
  const missing = Object.entries(SITUATIONS).filter(([, isIt]) => !all.some(isIt));
  assert.deepEqual(
    missing.map(([situation]) => situation),
    [],
  );
});
