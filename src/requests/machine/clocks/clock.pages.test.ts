// The page of a time limit explains every date in six languages: its rule, the event that started it with its evidence, each step. A change
// of the law does not move it, and is told of.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uuid } from '../../../base/ids.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import type { ClockStep } from '../../../law/clocks/run.ts';
import type { Html } from '../../../web/html.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import type { ClockSource } from './clock.store.ts';
import { clockPage, type ClockShown } from './clock.pages.ts';
import { stepText } from './clock-words.pages.ts';
import { otherwiseToday, runKept, type ClockAt, type KeptEvent, type StoredClock } from './stored.ts';

const law = await shippedLaw();
const PARIS: ClockAt = { state: 'FR', week: 'eu', zone: 'Europe/Paris' };
const ID = '00000000-0000-7000-8000-000000000001' as Uuid; // as one is written
const SAYS = Object.values(LANGUAGES);

type Told = readonly [event: string, at: string, lastDay?: string];

/** Between them they have every step that a reckoning can have. */
const PLAYS: readonly (readonly [rule: string, at: ClockAt, ...events: Told[]])[] = [
  [
    'epoc.produce',
    PARIS,
    ['addressee_received_epoc', '2026-03-04T09:00:00Z'],
    ['annex_iii_clarification_sent', '2026-03-06T09:00:00Z'],
    ['clarification_given', '2026-03-11T09:00:00Z'],
    ['extended', '2026-03-12T09:00:00Z', '2026-04-10'],
    ['extended', '2026-04-13T09:00:00Z', '2026-04-30'],
  ],
  [
    'epoc.clarification-reply',
    { ...PARIS, state: 'RO', zone: 'Europe/Bucharest' },
    ['issuing_authority_received_annex_iii', '2026-04-09T09:00:00Z'],
  ],
  ['epoc.produce-emergency', PARIS, ['addressee_received_epoc', '2026-03-29T00:30:00Z']],
  [
    'epoc-pr.hold',
    PARIS,
    ['addressee_received_epoc_pr', '2026-03-02T09:00:00Z'],
    ['extended', '2026-04-20T09:00:00Z'],
  ],
  [
    'bc29.hold',
    { state: 'WS', week: 'own', zone: 'Pacific/Apia' },
    ['preservation_effected', '2011-12-20T20:00:00Z'],
  ],
];
const STEPS = new Set<ClockStep['step']>([
  'started',
  'paused',
  'resumed',
  'extended',
  'deadlineSet',
  'hourNotCounted',
  'dayNotCounted',
  'counted',
  'daysLeftOut',
  'dayOff',
  'twoWorkingDays',
]);

function shownOf([id, at, ...told]: (typeof PLAYS)[number], changed = law.clocks): ClockShown {
  const rule = law.clocks.find((one) => one.id === id) ?? assert.fail(id);
  const events = told.map(([event, time, lastDay]): KeptEvent => {
    return { event, at: new Date(time), lastDay, endsAt: undefined };
  });
  const begunAt = events[0]?.at ?? assert.fail();
  const clock: StoredClock = {
    id: ID,
    caseId: ID,
    request: ID,
    preservation: undefined,
    rule,
    lawVersion: 'abc',
    at,
    desk: 'desk',
    run: runKept(rule, events, at),
    begunAt,
    computedAt: begunAt,
  };
  const sources = events.map(({ event, at: when }): ClockSource => {
    return {
      event,
      at: when,
      evidence: `Paper of ${event}`,
      setBy: undefined,
      recordedAt: when,
      by: 'C. Example',
    };
  });
  const today = otherwiseToday(clock, events, changed);
  const owner = { reference: 'FR-2026-000001', request: 1, preservation: undefined };
  return {
    clock,
    owner,
    law,
    sources,
    alarms: [],
    today,
    awaited: ['Item 2: Content data', 'Item 3: Logs'],
    isSeen: false,
    now: begunAt,
  };
}

/** What is read: without marks, one space between words. */
async function read(page: { readonly main: Html }): Promise<string> {
  return plain(String(await page.main).replaceAll(/<[^>]*>/g, ' '));
}

function plain(text: string): string {
  return text.replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll(/\s+/g, ' ');
}

test('every date stands with its rule, the evidence of what started it, and each step, in six languages', async () => {
  assert.equal(SAYS.length, 6);
  const met = new Set<string>();
  for (const play of PLAYS) {
    const shown = shownOf(play);
    const steps = shown.clock.run.readings.flatMap((reading) => reading.steps);
    assert.ok(steps.length > 1, play[0]);
    for (const step of steps) {
      met.add(step.step);
      const said = SAYS.map((say) => stepText(say, step));
      assert.equal(new Set(said).size, 6, `${step.step} in each language its own: ${said.join(' | ')}`);
      for (const one of said) assert.doesNotMatch(one, /undefined|NaN|Invalid/);
    }
    for (const say of SAYS) {
      const text = await read(clockPage(say, shown));
      for (const step of steps)
        assert.ok(text.includes(plain(stepText(say, step))), `${play[0]} ${step.step}`);
      assert.ok(text.includes(shown.clock.rule.article), 'the article');
      assert.ok(text.includes(`Paper of ${shown.clock.rule.startsOn}`), 'the evidence of the start');
      assert.ok(
        text.includes(plain(say.timeLimits.awaitedItems(shown.awaited.join(say.language.semicolon)))),
        'for which items it runs',
      );
      const { holidaysFrom, holidaysUnknown } = say.timeLimits;
      const source = shown.clock.at.state === 'WS' ? holidaysUnknown : holidaysFrom;
      assert.ok(text.includes(plain(source)), 'and where the days off come from, or that none are known');
      assert.doesNotMatch(text, /undefined|NaN|Invalid Date/);
    }
  }
  assert.deepEqual([...met].toSorted(), [...STEPS].toSorted(), 'every step that there is was met');
});

test('a second extension stands with the first, each with the day before it', async () => {
  const [play] = PLAYS;
  assert.ok(play);
  const shown = shownOf(play);
  const set = shown.clock.run.readings[0]?.steps.filter(({ step }) => step === 'deadlineSet') ?? [];
  assert.deepEqual(
    set.map((step) => step.step === 'deadlineSet' && [step.before, step.lastDay]),
    [
      ['2026-03-20', '2026-04-10'],
      ['2026-04-10', '2026-04-30'],
    ],
  );
  const text = await read(clockPage(LANGUAGES.en, shown));
  assert.match(text, /30 Apr(il)? 2026 \(previously 10 Apr(il)? 2026\)/);
});

test('a letter that did not reach its reader is told of beside the alarm, until somebody sees to it', async () => {
  const shown = shownOf(PLAYS[0] ?? assert.fail());
  const at = new Date('2026-03-01T12:00:00Z');
  const alarm = {
    kind: 'before',
    dueAt: at,
    firedAt: at,
    seenBy: undefined,
    escalatedAt: undefined,
  } as const;
  const told = (seenAt: Date | undefined, notSent = { since: at, until: at }) =>
    read(clockPage(LANGUAGES.en, { ...shown, alarms: [{ ...alarm, seenAt }], notSent }));
  const words = /An e-mail about this alarm did not reach you: delivery was tried from 1 Mar/;
  assert.match(await told(undefined), words);
  assert.doesNotMatch(await told(at), words);
});

test('where the law has changed since, the page says what it would be today, and keeps its date, in six languages', async () => {
  const play = PLAYS[1] ?? assert.fail();
  const longer = law.clocks.map((one) => (one.id === play[0] ? { ...one, length: 9 } : one));
  const [same, changed, gone] = [
    shownOf(play),
    shownOf(play, longer),
    shownOf(
      play,
      law.clocks.filter(({ id }) => id !== play[0]),
    ),
  ];
  assert.equal(changed.clock.run.earliest, same.clock.run.earliest, 'the date is the same');
  for (const say of SAYS) {
    const words = say.timeLimits;
    const [before, after, without] = await Promise.all(
      [same, changed, gone].map((shown) => read(clockPage(say, shown))),
    );
    assert.ok(before !== undefined && !before.includes(plain(words.today)), 'nothing where nothing changed');
    assert.ok(after !== undefined && after.includes(plain(words.today)));
    const end = plain(words.todayEnds('|')).split('|')[1] ?? '';
    assert.ok(after.includes(end), 'that the date was not changed');
    assert.ok(without?.includes(plain(words.todayGone)));
  }
});
