import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Refusal } from '../base/refusal.ts';
import { clock } from './law-clock.ts';
import { isRefusal } from '../../test/support/refusal.ts';
import { EXIT, recordingTerminal } from './terminal.ts';

async function run(...args: string[]): Promise<string> {
  const terminal = recordingTerminal();
  assert.equal(await clock(args, terminal), EXIT.done);
  return terminal.outLines.join('\n');
}

const PARIS = ['--zone', 'Europe/Paris', '--state', 'FR'];
const RECEIVED = 'addressee_received_epoc=2026-03-02T10:00:00+01:00';

test('a time limit says when it ends, each step to there, and when to warn', async () => {
  const out = await run(
    'epoc.produce',
    ...PARIS,
    '--event',
    'addressee_received_epoc=2026-03-04T10:00:00+01:00',
  );
  assert.match(out, /^epoc\.produce: eu-2023-1543, 10\(3\) \[confirmed\]/);
  assert.match(
    out,
    /Ends with the day 2026-03-16 \(2026-03-16T23:00:00Z\), as Regulation \(EEC, Euratom\) No 1182\/71/,
  );
  assert.match(out, /the day of the event, 2026-03-04, does not count/);
  assert.match(out, /2026-03-14 is a weekend: to 2026-03-16/);
  assert.match(out, /Warn at 2026-03-13T23:00:00Z: 3 calendar day\(s\) before/);
});

test('both readings of a pause are shown, and nothing is warned of while it lasts', async () => {
  const paused = ['--event', RECEIVED, '--event', 'annex_iii_clarification_sent=2026-03-05T12:00:00+01:00'];
  const standing = await run('epoc.produce', ...PARIS, ...paused);
  assert.match(standing, /Now: standing still/);
  assert.doesNotMatch(standing, /Warn at/);
  const out = await run(
    'epoc.produce',
    ...PARIS,
    ...paused,
    '--event',
    'clarification_given=2026-03-10T09:00:00+01:00',
  );
  assert.match(out, /2026-03-18 .*the rest of the period after the pause/);
  assert.match(out, /2026-03-20 .*the whole period after the pause/);
});

test('the earliest reading decides when to warn', async () => {
  const out = JSON.parse(
    await run('bc29.hold', ...PARIS, '--json', '--event', 'preservation_effected=2026-03-02T10:00:00+01:00'),
  );
  assert.equal(out.earliest, '2026-05-01T08:00:00Z');
  assert.equal(out.latest, '2026-05-01T22:00:00Z');
  assert.deepEqual(
    out.alarms.map(({ at }: { at: string }) => at),
    ['2026-04-16T08:00:00Z', '2026-04-26T08:00:00Z'],
  );
});

test('working days before the end are counted by the calendar', async () => {
  const out = JSON.parse(
    await run(
      'epoc.recognition',
      ...PARIS,
      '--json',
      '--event',
      'enforcing_authority_received_order=2026-03-06T10:00:00+01:00',
    ),
  );
  assert.equal(out.readings[0].lastDay, '2026-03-13');
  assert.equal(
    out.alarms[0].at,
    '2026-03-12T23:00:00Z',
    'one working day before the end of Friday: its beginning',
  );
});

test('a new deadline may end at an hour, said with its offset or on the clocks of a place', async () => {
  const ends = async (end: string): Promise<[string, string | undefined]> => {
    const events = ['--event', RECEIVED, '--event', `extended=2026-03-04T10:00:00+01:00,${end}`];
    const { earliest, readings } = JSON.parse(await run('epoc.produce', ...PARIS, '--json', ...events));
    return [earliest, readings[0].lastDay];
  };
  assert.deepEqual(await ends('2026-03-31'), ['2026-03-31T22:00:00Z', '2026-03-31']);
  assert.deepEqual(await ends('2026-03-31T15:30:00-05:00'), ['2026-03-31T20:30:00Z', undefined]);
  assert.deepEqual(await ends('2026-03-31T15:30[Europe/Paris]'), ['2026-03-31T13:30:00Z', undefined]);
  // The clocks go forward at two: the hour that never comes is the one before it.
  assert.deepEqual(await ends('2026-03-29T02:30[Europe/Paris]'), ['2026-03-29T00:30:00Z', undefined]);
  for (const bad of [
    '2026-03-31T15:30',
    '2026-03-31T15:30[Mars/Base]',
    '2026-03-31T15:30+05:00[Europe/Paris]',
    '2026-02-30T15:30[Europe/Paris]',
    '2026-03-03',
    '2026-03-04T10:00:00+01:00',
  ])
    await assert.rejects(ends(bad), isRefusal('badUsage'), bad);
});

test('a State whose holidays nobody has listed is said to be so', async () => {
  const out = await run(
    'un42.hold',
    '--zone',
    'Pacific/Tarawa',
    '--state',
    'KI',
    '--event',
    'preservation_effected=2026-03-02T10:00:00+12:00',
  );
  assert.match(out, /The public holidays of KI are not known/);
});

test('what is not a clock, an event of it, a time, a zone or a day is refused by name', async () => {
  const refused = async (code: string, words: RegExp, ...args: string[]): Promise<void> =>
    assert.rejects(run(...args), (error: Refusal) => error.code === code && words.test(error.message));
  await refused('notFound', /a clock \(/, 'epoc.nothing', ...PARIS);
  await refused(
    'badUsage',
    /an event of this clock/,
    'epoc.produce',
    ...PARIS,
    '--event',
    'received=2026-03-02T10:00:00Z',
  );
  await refused(
    'badUsage',
    /a time with its offset/,
    'epoc.produce',
    ...PARIS,
    '--event',
    'addressee_received_epoc=yesterday',
  );
  await refused('badUsage', /--zone/, 'epoc.produce', '--zone', 'Mars/Base', '--state', 'FR');
  await refused(
    'badUsage',
    /a day such as/,
    'epoc.produce',
    ...PARIS,
    '--event',
    'extended=2026-03-02T10:00:00Z,31 March',
  );
});
