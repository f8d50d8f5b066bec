import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, DAY, knowledge, partOf, planOf, stateOf } from '../../test/support/plan-asked.ts';
import { addDays } from '../law/day.ts';
import { PLANNER_RULES } from '../law/schema/channels.ts';
import { needOf, type Need } from './need.ts';
import type { Answer } from './plan.ts';
import { answerText } from './text.ts';
import { whatIf } from './what-if.ts';

// Planner rules, by name

test('preserve-first: what may vanish is preserved before it is asked for', () => {
  const plan = planOf(ask('FR', 'US', { categories: ['content'] }), 'mla-central');
  assert.deepEqual(
    plan.steps.map(({ kind }) => kind),
    ['preserve', 'produce'],
  );
  assert.equal(plan.steps[0]?.channel, 'network-24-7');
  assert.deepEqual(plan.steps[0]?.bases[0]?.articles, ['29']);
  assert.ok(plan.rules.includes('preserve-first'));
});

test('preserve-first: subscriber data and data in real time need no preservation', () => {
  for (const category of ['subscriber', 'content_realtime'] as const)
    for (const plan of partOf(ask('FR', 'US', { categories: [category] })).plans)
      assert.notEqual(plan.steps[0]?.kind, 'preserve');
});

test('preserve-first: a European order is preceded by a European preservation order, whatever the offence', () => {
  const given: Partial<Need> = {
    holder: { kind: 'provider', addressee: 'IE' },
    offence: { types: ['fraud'], maxYears: 3 },
  };
  const plan = planOf(ask('DE', 'IE', given), 'epoc');
  assert.equal(plan.steps[0]?.channel, 'epoc-pr');
  assert.equal(plan.steps[0]?.clocks[0]?.id, 'epoc-pr.hold');
});

test('least-intrusive: several categories are split, the lesser first, and content points to subscriber data', () => {
  const answer = ask('FR', 'US', { categories: ['content', 'subscriber', 'traffic'] });
  assert.deepEqual(
    answer.parts.map(({ category }) => category),
    ['subscriber', 'traffic', 'content'],
  );
  assert.ok(partOf(answer, 2).lighter.some(({ channel }) => channel === 'network-24-7'));
});

test('least-intrusive: for subscriber data nothing lesser is offered', () => {
  assert.deepEqual(partOf(ask('FR', 'US', { categories: ['subscriber'] })).lighter, []);
});

test('domestic-before-foreign: an affiliate at home comes before any other State', () => {
  const answer = ask('IE', 'US', { holder: { kind: 'provider', provider: 'google' } });
  assert.equal(partOf(answer).plans[0]?.channel, 'provider-domestic-affiliate');
});

test('domestic-before-foreign: an affiliate that nobody knows of does not come before an open way', () => {
  assert.notEqual(partOf(ask('FR', 'US')).plans[0]?.channel, 'provider-domestic-affiliate');
});

test('evidence-flag: a lead for the court is followed by a formal request', () => {
  const plan = planOf(ask('FR', 'US', { categories: ['subscriber'], networks: ['interpol'] }), 'interpol');
  const produce = plan.steps.find(({ kind }) => kind === 'produce');
  assert.equal(produce?.result.value, 'lead');
  assert.match(String(produce?.result.makeItEvidence), /formal request.*para 33/);
  assert.equal(plan.steps.at(-1)?.kind, 'cure');
  assert.equal(plan.steps.at(-1)?.channel, 'mla-central');
});

test('evidence-flag: a lead that is only a lead needs no cure, and evidence none', () => {
  const lead = planOf(
    ask('FR', 'US', { categories: ['subscriber'], networks: ['interpol'], use: 'lead' }),
    'interpol',
  );
  assert.ok(lead.steps.every(({ kind }) => kind !== 'cure'));
  assert.ok(planOf(ask('FR', 'US'), 'mla-central').steps.every(({ kind }) => kind !== 'cure'));
});

test('real-time: voluntary, 24/7, European and consent ways are dropped, and the rule is named', () => {
  const part = partOf(
    ask('DE', 'IE', {
      categories: ['traffic_realtime'],
      consent: true,
      holder: { kind: 'provider', addressee: 'IE', takesForeignRequests: true },
    }),
  );
  for (const id of ['provider-voluntary', 'network-24-7', 'epoc', 'consent']) {
    const closed = part.closed.find(({ channel }) => channel === id);
    assert.equal(closed?.because.predicate, 'real-time', id);
  }
});

test('real-time: mutual legal assistance stays, by the article that gives it', () => {
  assert.deepEqual(
    planOf(ask('FR', 'US', { categories: ['traffic_realtime'] }), 'mla-central').steps[0]?.bases[0]?.articles,
    ['33'],
  );
});

test('unknown-party-status: a State that is not listed is shown to be verified, never closed for it', () => {
  const part = partOf(ask('FR', 'KP'));
  assert.equal(stateOf(part, 'mla-central'), 'unknown');
  const plan = planOf(ask('FR', 'KP'), 'network-24-7');
  assert.ok(plan.rules.includes('unknown-party-status'));
  assert.ok(plan.toVerify.some(({ text }) => String(text).includes('this means “not known”')));
});

test('unknown-party-status: where both are listed nothing is left to verify', () => {
  assert.deepEqual(planOf(ask('FR', 'US'), 'mla-central').toVerify, []);
});

test('recalled-basis: the depositary is named where the only common basis is recalled', () => {
  const plan = planOf(ask('CH', 'SN'), 'network-24-7');
  assert.equal(plan.state, 'open');
  assert.ok(plan.rules.includes('recalled-basis'));
  assert.ok(
    plan.toVerify.some(({ text }) => String(text).includes('Secretary General of the Council of Europe')),
  );
  assert.equal(plan.weakest, 'recalled');
});

test('recalled-basis: an article that is only recalled makes the plan no surer than that', () => {
  const plan = planOf(ask('QA', 'OM', { categories: ['subscriber'] }), 'mla-central');
  assert.equal(plan.state, 'open');
  assert.equal(plan.weakest, 'recalled');
  assert.ok(plan.rules.includes('recalled-basis'));
});

test('recalled-basis: a confirmed basis is not doubted', () => {
  assert.ok(!planOf(ask('FR', 'US'), 'mla-central').rules.includes('recalled-basis'));
});

test('not-in-force: a protocol that waits for ratifications is future, apart and never ranked', () => {
  const part = partOf(ask('RS', 'HU', { categories: ['subscriber'] }));
  assert.deepEqual(
    part.future.map(({ channel }) => channel),
    ['cets224-subscriber'],
  );
  assert.ok(part.plans.every(({ channel }) => channel !== 'cets224-subscriber'));
  assert.match(String(part.future[0]?.because.text), /not in force when last checked .2026-09-05/);
});

test('not-in-force: what is in force is ranked', () => {
  assert.equal(stateOf(partOf(ask('RS', 'HU', { categories: ['subscriber'] })), 'mla-central'), 'open');
});

test('location-unknown: the plan goes by the seats of the provider, and says what each claim rests on', () => {
  const answer = ask('FR', undefined, { holder: { kind: 'provider', provider: 'google' } });
  assert.deepEqual(
    answer.parts.map(({ to }) => to),
    ['US', 'IE'],
  );
  assert.deepEqual(
    [...new Set(answer.claims.map(({ claim }) => claim))],
    ['establishment', 'services offered', 'consent or public availability'],
  );
  assert.ok(answer.notes.some(({ text }) => String(text).includes('para 28')));
  for (const { facts, claim } of answer.claims) assert.ok(facts.length > 0, claim);
  const consent = answer.claims.find(({ claim }) => claim === 'consent or public availability');
  assert.ok(consent?.channels.every(({ state }) => state === 'closed'));
});

test('location-unknown: one known place needs no claims; several places are planned each', () => {
  assert.deepEqual(ask('FR', 'US').claims, []);
  const several = ask('FR', 'US', { dataLocation: { kind: 'several', states: ['SG', 'IE', 'FR'] } });
  assert.deepEqual(
    several.claims.filter(({ claim }) => claim === 'possible place').map(({ state }) => state),
    ['SG', 'IE'],
  );
});

test('data that is at home is a matter of its own law, and says so', () => {
  const answer = ask('FR', 'US', { consent: true, dataLocation: { kind: 'known', state: 'FR' } });
  const consent = partOf(answer).closed.find(({ channel }) => channel === 'consent');
  assert.match(String(consent?.because.text), /France itself: its own law applies/);
  assert.ok(answer.notes.some(({ text }) => /search or an order under its own law/.test(String(text))));
  assert.ok(ask('FR', 'US').notes.every(({ text }) => !String(text).includes('under its own law')));
});

test('nobody knows the State: every way that needs one is to be verified, none is lost', () => {
  const part = partOf(ask('FR', undefined));
  assert.equal(part.to, undefined);
  assert.equal(stateOf(part, 'mla-central'), 'unknown');
  const shown = [...part.plans, ...part.future, ...part.closed, ...part.unasked];
  assert.equal(shown.length, knowledge.channels.length);
});

test('every planner rule of the data has an acceptance and a refusal test here', async () => {
  const { readFileSync } = await import('node:fs');
  const source = readFileSync(new URL(import.meta.url), 'utf8');
  for (const id of PLANNER_RULES)
    assert.ok((source.match(new RegExp(`test\\('${id}: `, 'g')) ?? []).length >= 2, id);
});

// The time rule

test('a preservation that ends before the answer is said, with the way to extend it', () => {
  const { times, warnings } = planOf(ask('FR', 'US'), 'mla-central').timing;
  assert.equal(times.holdUntil, addDays(DAY, 60));
  assert.equal(times.answerFrom, addDays(DAY, 150));
  const hold = warnings.find(({ id }) => id === 'hold');
  assert.equal(hold?.level, 'stop');
  assert.match(
    String(hold?.next),
    /Send the production request before 2027-01-24.*MLA request received in the period keeps the data/,
  );
  assert.ok(hold?.facts.some(({ at }) => at.startsWith('clocks.yaml')));
});

test('an answer within the preservation needs no warning', () => {
  const given: Partial<Need> = {
    holder: { kind: 'provider', addressee: 'IE', retentionDays: 90 },
    offence: { maxYears: 5, types: ['fraud'] },
  };
  const { warnings } = planOf(ask('DE', 'IE', given), 'epoc').timing;
  assert.deepEqual(warnings, []);
});

test('a European preservation is extended once by thirty days, then confirmed by Annex V', () => {
  const given: Partial<Need> = {
    holder: { kind: 'provider', addressee: 'IE' },
    offence: { maxYears: 5, types: ['fraud'] },
  };
  const plan = planOf(ask('DE', 'IE', given), 'mla-central');
  assert.equal(plan.steps[0]?.channel, 'epoc-pr');
  const hold = plan.timing.warnings.find(({ id }) => id === 'hold');
  assert.match(
    String(hold?.next),
    /extend once by 30 days \(Art\. 11\(1\), form annex-vi\), until 2027-02-23.*Annex V/,
  );
});

test('retention that ends before the answer is said; retention that is not known is asked for', () => {
  const short = planOf(
    ask('FR', 'US', { holder: { kind: 'provider', retentionDays: 30 } }),
    'mla-central',
  ).timing;
  assert.equal(short.warnings.find(({ id }) => id === 'retention')?.level, 'stop');
  assert.equal(short.times.retentionUntil, addDays(DAY, 30));
  const long = planOf(
    ask('FR', 'US', { holder: { kind: 'provider', retentionDays: 700 } }),
    'mla-central',
  ).timing;
  assert.ok(long.warnings.every(({ id }) => !id.startsWith('retention')));
  assert.ok(
    planOf(ask('FR', 'US'), 'mla-central').timing.warnings.some(({ id }) => id === 'retention-unknown'),
  );
});

test('a deadline before, within and after the expected answer', () => {
  const level = (deadline: string): string | undefined =>
    planOf(ask('FR', 'US', { deadline }), 'mla-central').timing.warnings.find(({ id }) => id === 'deadline')
      ?.level;
  assert.equal(level('2026-12-31'), 'stop');
  assert.equal(level('2027-06-30'), 'warn');
  assert.equal(level('2028-06-30'), undefined);
  assert.equal(level('2026-01-01'), 'stop');
});

test('Ghana preserves for 120 days by its own law', () => {
  const plan = planOf(ask('FR', 'GH'), 'mla-central');
  assert.equal(plan.steps[0]?.clocks[0]?.id, 'gh.preserve');
});

test('eight hours in an emergency, not ten days', () => {
  const given: Partial<Need> = {
    urgency: 'emergency_life',
    holder: { kind: 'provider', addressee: 'IE' },
    offence: { maxYears: 5, types: ['murder'] },
  };
  const answer = ask('DE', 'IE', given);
  assert.equal(partOf(answer).plans[0]?.channel, 'epoc');
  assert.equal(planOf(answer, 'epoc').timing.times.answerUntil, addDays(DAY, 1));
  assert.ok(
    planOf(answer, 'epoc')
      .steps.at(-1)
      ?.clocks.some(({ id }) => id === 'epoc.produce-emergency'),
  );
});

// Steps and their terms

test('a reservation is a ground of refusal to expect, where it belongs', () => {
  const step = planOf(ask('FR', 'AT'), 'network-24-7').steps.find(
    ({ channel, kind }) => kind === 'preserve' && channel === 'network-24-7',
  );
  const grounds =
    partOf(ask('US', 'AT'))
      .plans.flatMap(({ steps }) => steps)
      .find(({ kind }) => kind === 'preserve')?.refusalGrounds ?? [];
  assert.ok(
    [...(step?.refusalGrounds ?? []), ...grounds].some(({ text }) =>
      /Austria.*29\(4\).*dual criminality/.test(String(text)),
    ),
  );
  const produce = planOf(ask('US', 'AT'), 'mla-central').steps.find(({ kind }) => kind === 'produce');
  assert.ok(produce?.refusalGrounds.every(({ text }) => !String(text).includes('29(4)')));
});

test('the directory names who takes it, and conditions of use go with it', () => {
  const step = planOf(ask('FR', 'NO'), 'mla-central').steps.find(({ kind }) => kind === 'produce');
  assert.ok(step?.authorities.some(({ id }) => id === 'no-dpp'));
  assert.ok(
    planOf(ask('FR', 'US'), 'mla-central')
      .steps.at(-1)
      ?.conditionsOfUse.some(({ text }) => String(text).includes('Art. 28')),
  );
});

test('who must authorise a European order depends on the data; a prosecutor may not order content', () => {
  const given: Partial<Need> = {
    holder: { kind: 'provider', addressee: 'IE' },
    offence: { maxYears: 5, types: ['fraud'] },
  };
  const said = (category: 'subscriber' | 'content'): string =>
    planOf(ask('DE', 'IE', { ...given, categories: [category] }), 'epoc')
      .steps.find(({ kind }) => kind === 'produce')
      ?.authorisation.join() ?? '';
  assert.match(said('subscriber'), /prosecutor; another competent authority.*48 hours/);
  assert.match(said('content'), /A prosecutor alone may not/);
  const [preserve] = planOf(ask('DE', 'IE', given), 'epoc').steps;
  assert.match(preserve?.authorisation.join() ?? '', /Article 4\(3\)/);
});

test('what the instrument asks for is said: notice, dual criminality; and a reservation beside its basis', () => {
  const asks = (answer: Answer, channel: string, kind = 'produce'): string =>
    planOf(answer, channel)
      .steps.find((one) => one.kind === kind)
      ?.asks.map(({ text }) => text)
      .join('\n') ?? '';
  const given: Partial<Need> = {
    holder: { kind: 'provider', addressee: 'IE' },
    offence: { maxYears: 5, types: ['fraud'] },
  };
  assert.match(asks(ask('DE', 'IE', given), 'epoc'), /Art\. 8: The enforcing authority is notified/);
  assert.doesNotMatch(asks(ask('DE', 'IE', { ...given, categories: ['subscriber'] }), 'epoc'), /Art\. 8/);
  const organised = { types: ['laundering'], isTransnational: true, byOrganisedGroup: true, maxYears: 6 };
  assert.match(
    asks(ask('BO', 'ZM', { offence: organised }), 'mla-central'),
    /18\(9\): Absence of dual criminality/,
  );
  assert.doesNotMatch(asks(ask('FR', 'US'), 'mla-central'), /Art\. 29/);
  const answer = ask('US', 'AT');
  const [basis] = planOf(answer, 'network-24-7').steps[0]?.bases ?? [];
  const articles = basis?.reservations.map(({ article }) => article) ?? [];
  assert.ok(articles.includes('29(4)'), articles.join());
  assert.match(answerText(answer, knowledge, { full: 9, facts: false }).join(' '), /Austria, Art\. 29\(4\)/);
});

test('a reservation stands where it bears on the data that are asked for', () => {
  const numbers = (category: 'content' | 'content_realtime'): string[] => {
    const plans = partOf(ask('FR', 'US', { categories: [category] })).plans;
    const all = plans.flatMap(({ steps }) => steps.flatMap(({ bases }) => bases));
    const declared = all.filter(({ instrument }) => instrument === 'coe-ets-185');
    return declared.flatMap(({ reservations }) =>
      reservations.map(({ article }) => article.split('(')[0] ?? ''),
    );
  };
  assert.ok(!numbers('content').includes('21') && numbers('content').includes('27'));
  assert.ok(numbers('content_realtime').includes('21'));
  assert.ok(!numbers('content_realtime').includes('22'), 'who tries the offence');
});

test('IP addresses without port, second and offset are pointed out', () => {
  const checks = (identifier: string): (string | undefined)[] =>
    partOf(ask('FR', 'US', { identifiers: [identifier] }))
      .checks.filter(({ id }) => id === 'ip-precision')
      .map(({ level }) => level);
  assert.deepEqual(checks('198.51.100.7'), ['warn']);
  assert.deepEqual(checks('198.51.100.7:4431 at 2026-11-03T12:04:11+01:00'), ['done']);
  assert.deepEqual(checks('2001:db8::1:2:3'), ['warn']);
  assert.deepEqual(checks('somebody@example.org'), []);
});

// What if

test('what if both ratified and the protocol were in force', () => {
  const need = needOf({ from: 'FR', to: 'US', categories: ['subscriber'] });
  const { differences, after } = whatIf(need, knowledge, DAY, [
    { kind: 'in-force', instrument: 'coe-cets-224' },
    { kind: 'ratify', instrument: 'coe-cets-224', state: 'FR' },
    { kind: 'ratify', instrument: 'coe-cets-224', state: 'US' },
    { kind: 'no-reservation', instrument: 'coe-cets-224', article: '7', state: 'US' },
  ]);
  assert.deepEqual(
    differences.filter(({ channel }) => channel === 'cets224-subscriber'),
    [{ to: 'US', channel: 'cets224-subscriber', before: 'future', after: 'open' }],
  );
  assert.equal(planOf(after, 'cets224-subscriber').weakest, 'assumed');
});

test('what if it were an emergency, less were asked, another State asked, or the sentence longer', () => {
  const need = needOf({
    from: 'DE',
    to: 'IE',
    holder: { kind: 'provider', addressee: 'IE' },
    offence: { types: ['fraud'], maxYears: 2 },
  });
  const changed = (change: Parameters<typeof whatIf>[3][number]): string[] =>
    whatIf(need, knowledge, DAY, [change]).differences.map(
      ({ channel, before, after }) => `${channel} ${before} ${after}`,
    );
  assert.ok(changed({ kind: 'years', maxYears: 3 }).includes('epoc closed open'));
  assert.ok(changed({ kind: 'category', category: 'subscriber' }).includes('epoc closed open'));
  assert.ok(changed({ kind: 'to', state: 'US' }).includes('network-24-7 unknown open'));
  const toUs = needOf({ from: 'FR', to: 'PH', bilateralTreaty: false });
  assert.ok(
    whatIf(toUs, knowledge, DAY, [{ kind: 'urgency', urgency: 'urgent' }]).differences.some(
      ({ channel, after }) => channel === 'judicial-direct' && after === 'open',
    ),
  );
});

test('what if nothing changes: nothing differs; an unknown instrument is refused', () => {
  const need = needOf({ from: 'FR', to: 'US' });
  assert.deepEqual(whatIf(need, knowledge, DAY, []).differences, []);
  assert.throws(
    () => whatIf(need, knowledge, DAY, [{ kind: 'in-force', instrument: 'coe-ets-999' }]),
    /coe-ets-999/,
  );
});

// Refusals

test('one State twice, a code that is none, a day that is none: refused', () => {
  assert.throws(() => ask('FR', 'FR'), /domestic law/);
  assert.throws(() => ask('FR', 'XX'), /ISO 3166-1/);
  assert.throws(() => ask('FR', 'US', {}, '2026-02-30'), /a day such as/);
  assert.throws(() => ask('FR', 'US', { deadline: 'soon' }), /a day such as/);
  assert.throws(() => ask('FR', 'US', { categories: [] }), /Expected a data category/);
});
