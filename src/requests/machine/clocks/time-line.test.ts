// The line of a time limit: from its start to its end, with what rests in between.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { LANGUAGES, type Messages } from '../../../web/messages.ts';
import { runKept, type ClockAt, type KeptEvent } from './stored.ts';
import { timeLineHtml } from './time-line.pages.ts';
import { timeLineOf, type TimeLine } from './time-line.ts';

const { clocks } = await shippedLaw();
const AT: ClockAt = { state: 'FR', week: 'eu', zone: 'Europe/Paris' };
const RULE = clocks.find(({ id }) => id === 'epoc.produce') ?? assert.fail();

function drawn(
  told: readonly (readonly [event: string, at: string])[],
  now: string,
  more: { readonly alarms?: readonly string[]; readonly doneAt?: string } = {},
): TimeLine {
  const events = told.map(([event, at]): KeptEvent => {
    return { event, at: new Date(at), lastDay: undefined, endsAt: undefined };
  });
  const line = timeLineOf(runKept(RULE, events, AT), {
    alarms: (more.alarms ?? []).map((one) => new Date(one)),
    doneAt: more.doneAt === undefined ? undefined : new Date(more.doneAt),
    now: new Date(now),
  });
  return line ?? assert.fail('nothing is drawn');
}

const kinds = ({ stretches }: TimeLine): string[] => stretches.map(({ kind }) => kind);
const marks = (line: TimeLine): string[] =>
  line.marks.map(({ kind, at }) => `${kind} ${at.toISOString().slice(0, 10)}`);

const RECEIVED = ['addressee_received_epoc', '2026-03-02T10:00:00Z'] as const;
const ASKED = ['annex_iii_clarification_sent', '2026-03-04T10:00:00Z'] as const;
const ANSWERED = ['clarification_given', '2026-03-10T10:00:00Z'] as const;

test('what has gone, what is left, the alarm before the end and the end', () => {
  const line = drawn([RECEIVED], '2026-03-05T10:00:00Z', { alarms: ['2026-03-10T10:00:00Z'] });
  assert.deepEqual(kinds(line), ['gone', 'left']);
  assert.deepEqual(marks(line), ['start 2026-03-02', 'now 2026-03-05', 'alarm 2026-03-10', 'end 2026-03-12']);
  assert.ok(line.stretches.every((one, i) => i === 0 || +one.from === +(line.stretches[i - 1]?.to ?? 0)));
  assert.deepEqual([line.stretches[0]?.from, line.stretches.at(-1)?.to], [line.from, line.to]);
});

test('a rest is seen as one, and one that goes on has no end yet', () => {
  const rested = drawn([RECEIVED, ASKED, ANSWERED], '2026-03-12T10:00:00Z');
  assert.deepEqual(kinds(rested).slice(0, 4), ['gone', 'rest', 'gone', 'left']);
  assert.ok(kinds(rested).includes('maybe'), 'two readings of what is left after a rest');
  assert.deepEqual(marks(rested).slice(0, 4), [
    'start 2026-03-02',
    'rest 2026-03-04',
    'goesOn 2026-03-10',
    'now 2026-03-12',
  ]);
  const open = drawn([RECEIVED, ASKED], '2026-03-08T10:00:00Z');
  assert.deepEqual(kinds(open), ['gone', 'open']);
  assert.ok(open.marks.every(({ kind }) => kind !== 'end') && open.to > new Date('2026-03-08T10:00:00Z'));
});

test('after the end, and once it is done, nothing is left', () => {
  const late = drawn([RECEIVED], '2026-03-13T10:00:00Z');
  assert.deepEqual(kinds(late), ['gone']);
  assert.deepEqual(marks(late), ['start 2026-03-02', 'end 2026-03-12', 'now 2026-03-13']);
  const long = drawn([RECEIVED], '2028-03-13T10:00:00Z');
  assert.deepEqual(marks(long), ['start 2026-03-02', 'end 2026-03-12'], 'years later the line is no dot');
  const done = drawn([RECEIVED, ['done', '2026-03-04T10:00:00Z']], '2026-03-20T10:00:00Z', {
    doneAt: '2026-03-04T10:00:00Z',
  });
  assert.deepEqual(marks(done).slice(0, 3), ['start 2026-03-02', 'done 2026-03-04', 'end 2026-03-12']);
  assert.equal(
    timeLineOf(runKept(RULE, [], AT), { alarms: [], doneAt: undefined, now: new Date() }),
    undefined,
  );
});

test('from right to left the same line runs from the right, and what goes on points to the left', async () => {
  const line = drawn([RECEIVED, ASKED, ANSWERED], '2026-03-12T10:00:00Z');
  const placesIn = async (say: Messages): Promise<number[]> =>
    Array.from(
      String(await timeLineHtml(say, line, 'Europe/Paris')).matchAll(/<svg x="([\d.]+)%"/g),
      ([, x]) => Number(x),
    );
  const [left, right] = [await placesIn(LANGUAGES.en), await placesIn(LANGUAGES.ar)];
  assert.equal(left.length, line.marks.length);
  assert.deepEqual(
    left,
    left.toSorted((a, b) => a - b),
    'in the order of time',
  );
  for (const [i, x] of left.entries())
    assert.ok(Math.abs(x + (right[i] ?? 0) - 100) < 0.02, `${x} and ${right[i]}`);
  for (const [, x = '', width = ''] of String(
    await timeLineHtml(LANGUAGES.ar, line, 'Europe/Paris'),
  ).matchAll(/x="([\d.]+)%"\s+y="13"\s+width="([\d.]+)%"/g))
    assert.ok(Number(x) >= 2 && Number(x) + Number(width) <= 98.01);
  const pointing = /M-5-7 6 0-5 7Z/;
  assert.match(String(await timeLineHtml(LANGUAGES.en, line, 'Europe/Paris')), pointing);
  assert.doesNotMatch(String(await timeLineHtml(LANGUAGES.ar, line, 'Europe/Paris')), pointing);
});

test('all that is drawn is said beneath, in every language', async () => {
  const line = drawn([RECEIVED, ASKED, ANSWERED], '2026-03-08T10:00:00Z', {
    alarms: ['2026-03-10T10:00:00Z'],
  });
  for (const say of Object.values(LANGUAGES)) {
    const page = String(await timeLineHtml(say, line, 'Europe/Paris'));
    assert.equal(page.match(/<li>/g)?.length, line.marks.length);
    for (const { kind } of line.marks)
      assert.ok(page.includes(say.letter.labelled(say.timeLimits.line[kind], '').trim()), kind);
    assert.equal(page.match(/<svg /g)?.length, page.match(/aria-hidden="true"/g)!.length + line.marks.length);
    assert.doesNotMatch(page, /NaN|undefined|Invalid/);
  }
});
