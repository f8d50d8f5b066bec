// What a plan says first, how sure it is of it, and that what falls out stays in sight.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, knowledge, partOf, planOf, stateOf } from '../../test/support/plan-asked.ts';
import type { Need } from './need.ts';
import type { Answer } from './plan.ts';
import { answerText } from './text.ts';
import { turnsOn } from './ask-turns.ts';
import type { Words } from './words.ts';

// A firm date only from firm facts; what cannot be known for a day says so

test('a preservation that is still to be verified gives no firm end', () => {
  const plan = planOf(ask('FR', 'KE', { bilateralTreaty: true }), 'mla-central');
  assert.equal(plan.steps[0]?.kind, 'preserve');
  assert.equal(plan.steps[0]?.state, 'unknown');
  const { times, warnings } = plan.timing;
  assert.equal(times.isHoldFirm, false);
  assert.ok(warnings.every(({ id }) => id !== 'hold'));
  assert.match(
    String(warnings.find(({ id }) => id === 'hold-unknown')?.text),
    /still to be verified.*Kenya.*do not rely on this date/,
  );
});

test('a preservation that is open and read gives a firm end', () => {
  assert.equal(planOf(ask('FR', 'US'), 'mla-central').timing.times.isHoldFirm, true);
});

test('a day long after the records says so first, and no way is sure', () => {
  const answer = ask('FR', 'US', {}, '2040-01-01');
  assert.match(String(answer.notes[0]?.text), /compiled on .*2040-01-01 cannot be known/);
  assert.ok(partOf(answer).plans.every(({ state }) => state === 'unknown'));
  assert.ok(ask('FR', 'US').notes.every(({ text }) => !String(text).includes('cannot be known')));
});

test('a day before the records speak says how many of them cannot be known', () => {
  const answer = ask('AE', 'MA', { offence: { types: ['child-sexual-exploitation'] } }, '2005-07-05');
  assert.match(String(answer.notes[0]?.text), /memberships? cannot be known/);
});

test('an emergency offers the provider itself and its own government, with the source', () => {
  const answer = ask('FR', 'US', {
    urgency: 'emergency_life',
    holder: { kind: 'provider', provider: 'meta' },
    categories: ['content'],
  });
  const own = planOf(answer, 'emergency-own-government');
  assert.equal(own.state, 'open');
  assert.ok(
    own.steps.some(({ conditions }) => conditions.some(({ predicate }) => predicate === 'provider_law')),
  );
  assert.equal(planOf(answer, 'provider-emergency').state, 'unknown');
  assert.equal(stateOf(partOf(ask('FR', 'US', { urgency: 'urgent' })), 'emergency-own-government'), 'closed');
});

// What falls out stays in sight; the order says why; clocks and terms are those of the case

test('a basis that is ruled out stands with its reason', () => {
  const { ruledOut } = partOf(ask('FR', 'DK'));
  const eio = ruledOut.find(({ instrument }) => instrument === 'eu-2014-41');
  assert.match(String(eio?.because.text), /Denmark is not bound by the European Investigation Order/);
  assert.ok(eio?.ways.includes('judicial-direct'));
  const text = answerText(ask('FR', 'DK'), knowledge, { full: 0, facts: false }).join('\n');
  assert.match(text, /Denmark is not bound/);
});

test('spontaneous information is no way to ask: it stands apart', () => {
  const part = partOf(ask('FR', 'US'));
  assert.ok(part.plans.every(({ channel }) => channel !== 'spontaneous'));
  assert.match(String(part.unasked[0]?.because.text), /nobody can ask for it/);
});

test('ways stand by the time to usable evidence, and say so', () => {
  const given: Partial<Need> = { personIn: 'GB', offence: { maxYears: 5 } };
  const ways = partOf(ask('GB', 'US', given)).plans.map(({ channel }) => channel);
  assert.ok(ways.indexOf('cloud-act') < ways.indexOf('mla-central'), ways.join());
  assert.match(
    String(planOf(ask('FR', 'US'), 'mla-central').placed),
    /time to usable evidence: 150 to 365 days/,
  );
  const lead = ask('FR', 'US', { categories: ['subscriber'], networks: ['interpol'] });
  assert.match(String(planOf(lead, 'interpol').placed), /lead, which becomes evidence/);
  const order = partOf(lead).plans.map(({ channel }) => channel);
  assert.ok(order.indexOf('mla-central') < order.indexOf('interpol'), order.join());
});

test('a label is that of the weakest thing it covers, the words of the channel among them', () => {
  const plan = planOf(ask('GB', 'US', { personIn: 'GB', offence: { maxYears: 5 } }), 'cloud-act');
  assert.equal(plan.weakest, 'recalled');
  assert.ok(
    plan.steps.every(
      ({ weakest, editorial }) => weakest === 'recalled' || editorial.confidence !== 'recalled',
    ),
  );
});

test('notified or not: the clocks and the notice are those of the case', () => {
  const given = (more: Partial<Need>, types = ['fraud']): Partial<Need> => ({
    holder: { kind: 'provider', addressee: 'IE' },
    ...more,
    offence: { maxYears: 5, types, ...more.offence },
  });
  const clocks = (answer: Answer): string[] =>
    planOf(answer, 'epoc')
      .steps.at(-1)
      ?.clocks.map(({ id }) => id) ?? [];
  const home = ask('DE', 'IE', given({ residence: 'DE', offence: { committedIn: 'DE' } }));
  assert.ok(!clocks(home).includes('epoc.produce-notified') && !clocks(home).includes('epoc.refusal'));
  const abroad = ask('DE', 'IE', given({ residence: 'PL', offence: { committedIn: 'DE' } }));
  assert.ok(clocks(abroad).includes('epoc.produce-notified') && !clocks(abroad).includes('epoc.produce'));
  const subscriber = ask('DE', 'IE', given({ categories: ['subscriber'] }));
  assert.ok(!clocks(subscriber).includes('epoc.refusal'), 'no notice of subscriber data');
});

test('hours of urgency are said where it is urgent, and eight hours are no day', () => {
  const attacks: Partial<Need> = { categories: ['traffic'], offence: { types: ['computer-crime'] } };
  const clocks = (urgency: Need['urgency']): string[] =>
    planOf(ask('DE', 'IE', { ...attacks, urgency }), 'network-24-7')
      .steps.flatMap((one) => one.clocks)
      .map(({ id }) => id);
  assert.ok(!clocks('normal').includes('eu.attacks-24-7'));
  assert.ok(clocks('urgent').includes('eu.attacks-24-7'));
  const order = ask('DE', 'IE', {
    urgency: 'emergency_life',
    holder: { kind: 'provider', addressee: 'IE' },
    offence: { maxYears: 5, types: ['murder'] },
  });
  const text = answerText(order, knowledge, { full: 0, facts: false }).join('\n');
  assert.match(text, /up to 8 hours/);
  assert.doesNotMatch(text, /up to 1 day/);
});

test('a listed offence of three years needs no proof of dual criminality, and that is said', () => {
  const asks = (given: Partial<Need>): string =>
    planOf(ask('FR', 'DE', given), 'judicial-direct')
      .steps.at(-1)
      ?.asks.map(({ text }) => text)
      .join('\n') ?? '';
  assert.match(
    asks({ offence: { types: ['fraud'], maxYears: 3 } }),
    /11\(1\)\(g\): dual criminality is not verified/,
  );
  assert.doesNotMatch(asks({ offence: { types: ['fraud'], maxYears: 2 } }), /is not verified/);
  assert.doesNotMatch(asks({ offence: { types: [], maxYears: 9 } }), /is not verified/);
});

test('a part of a State is planned as that State; within it, its own law applies', () => {
  const answer = ask('DE', 'RE');
  assert.equal(partOf(answer).to, 'FR');
  assert.ok(
    answer.notes.some(({ text }) => /Réunion is part of France: the plan is for France/.test(String(text))),
  );
  assert.throws(() => ask('FR', 'RE'), /domestic law/);
  assert.ok(ask('DE', 'CW').notes.some(({ text }) => /only where it was extended/.test(String(text))));
});

// Five lines

test('five lines stand on top: whom to call, what to send, who signs, by when, what would stop it', () => {
  const { brief } = partOf(
    ask('DE', 'IE', {
      holder: { kind: 'provider', addressee: 'IE' },
      offence: { maxYears: 5, types: ['fraud'] },
      issuer: 'prosecutor',
    }),
  );
  assert.match(brief.send.says.join('\n'), /Preservation Order.*\n.*Production Order Certificate/);
  assert.match(String(brief.sign.says[0]), /prosecutor issues must first be validated by a judge.*4\(2\)/);
  assert.match(brief.by.says.join('; '), /Preservation today/);
  const none = partOf(ask('FR', 'US', { categories: ['open_source'], use: 'court' })).brief;
  assert.ok(none.call.says.length > 0);
});

test('what is not on record is confirmed by nobody, and the law of one State is not that of another', () => {
  const absent = { call: 0, by: 0 };
  for (const to of ['DK', 'IE', 'JP', 'KE', 'BR', 'FJ'] as const) {
    const { brief } = partOf(ask('FR', to, { categories: ['content'], use: 'court' }));
    for (const [line, words] of [
      ['call', /who that is in .* not on record/],
      ['by', /no figure on record/],
    ] as const) {
      if (!words.test(brief[line].says.join(' '))) continue;
      absent[line] += 1;
      assert.notEqual(brief[line].weakest, 'confirmed', `${to}: ${line}`);
    }
    assert.doesNotMatch(brief.sign.says.join(' '), /US law/, to);
  }
  assert.ok(absent.call > 0 && absent.by > 0, JSON.stringify(absent));
});

test('who issues it decides who signs: judge, prosecutor, police, by the article', () => {
  const sign = (
    issuer: Need['issuer'],
    category: 'subscriber' | 'content',
    urgency: Need['urgency'] = 'normal',
  ): string =>
    partOf(
      ask('DE', 'IE', {
        issuer,
        urgency,
        categories: [category],
        holder: { kind: 'provider', addressee: 'IE' },
        offence: { maxYears: 5, types: ['fraud'] },
      }),
    ).brief.sign.says.join(' ');
  assert.match(sign('judge', 'content'), /judge.*may issue it alone \(Art\. 4\(2\)\)/);
  assert.match(sign('prosecutor', 'subscriber'), /may issue it alone \(Art\. 4\(1\)\)/);
  assert.match(sign('police', 'subscriber'), /must first be validated/);
  assert.match(sign('police', 'subscriber', 'emergency_life'), /within 48 hours/);
  assert.doesNotMatch(sign('police', 'content', 'emergency_life'), /48 hours/);
});

test('the terminal says the five lines first, and every line how sure it is', () => {
  const lines = answerText(ask('FR', 'US'), knowledge, { full: 0, facts: false });
  const at = (label: string): number => lines.findIndex((line) => line.startsWith(label));
  const order = ['Call', 'Send', 'Signed by', 'By when', 'Would stop it', '     Way'].map(at);
  assert.ok(
    order.every((one) => one > 0),
    order.join(),
  );
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  assert.ok(lines.length < 75, `${lines.length} lines`);
});

// Only what is to be kept; questions only where a rule turns on them

test('preservation alone: every way to have it kept, best first, and nothing is asked for yet', () => {
  const part = partOf(
    ask('FR', 'US', { preserveOnly: true, holder: { kind: 'provider', provider: 'dropbox' } }),
  );
  assert.ok(part.plans.length >= 2, part.plans.map(({ channel }) => channel).join());
  for (const { steps } of part.plans)
    assert.deepEqual(
      steps.map(({ kind }) => kind),
      ['preserve'],
    );
  assert.equal(part.plans[0]?.state, 'open');
  assert.match(part.brief.send.says.join(' '), /preservation request/i);
});

test('a question is asked only where a rule turns on it', () => {
  const asked = (words: Words): string => [...turnsOn({ words, knowledge })].sort().join();
  assert.equal(asked({ from: ['FJ'], to: ['KE'], category: ['subscriber'] }), '');
  assert.match(
    asked({ from: ['DE'], to: ['IE'], category: ['content'] }),
    /committed-in,issuer,preserve-only,residence/,
  );
  assert.doesNotMatch(asked({ from: ['DE'], to: ['IE'], category: ['subscriber'] }), /residence|committed/);
  assert.match(asked({ from: ['DE'], category: ['content'], offence: ['computer-crime'] }), /by-system/);
  assert.doesNotMatch(asked({ from: ['DE'], category: ['content'], offence: ['fraud'] }), /by-system/);
  assert.match(asked({ from: ['GB'], to: ['US'], category: ['content'] }), /nationality/);
  assert.doesNotMatch(asked({ from: ['FR'], to: ['US'], category: ['content'] }), /nationality/);
});
