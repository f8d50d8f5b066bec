import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsOf } from '../../../test/support/package-contents.ts';
import type { EventType } from '../../verify/event-types.ts';
import type { PackagedEvent } from './event.ts';
import { custodyLine, type LineEntry } from './custody-line.ts';

function events(...types: readonly EventType[]): PackagedEvent[] {
  return eventsOf(
    'PT-2026-000012-1',
    0,
    types.map((type) => ({ type })),
  );
}

const marksOf = (line: readonly LineEntry[]): string[] => line.map((entry) => entry.mark);
const allOf = (line: readonly LineEntry[]): PackagedEvent[] => line.flatMap((entry) => entry.events);

test('what was taken, handed over, offered or failed has its own mark', () => {
  const line = custodyLine(
    events('seized', 'acquired', 'stored', 'sealed', 'offered', 'accepted', 'received', 'checkFailed'),
    40,
  );
  assert.deepEqual(marksOf(line), [
    'taken',
    'taken',
    'kept',
    'taken',
    'offered',
    'handed',
    'handed',
    'failed',
  ]);
});

test('equal acts that follow each other are one entry', () => {
  const all = events('viewed', 'viewed', 'checked', 'checked', 'checked', 'viewed', 'stored', 'stored');
  const line = custodyLine(all, 40);
  assert.deepEqual(
    line.map((entry) => entry.events.length),
    [2, 3, 1, 1, 1],
  );
  assert.deepEqual(allOf(line), all);
});

test('looks by two persons are two entries, each under the name of who looked', () => {
  const looks = events('viewed', 'viewed', 'viewed', 'viewed').map((one, i) => ({
    ...one,
    detail: { person: i === 0 ? 'Omar' : 'Ines' },
  }));
  const line = custodyLine(looks, 40);
  assert.deepEqual(
    line.map((entry) => entry.events.map(({ detail }) => detail?.person)),
    [['Omar'], ['Ines', 'Ines', 'Ines']],
  );
});

test('a long line keeps its ends, its failures and hand-overs, and counts the rest in gaps', () => {
  const types: EventType[] = Array.from({ length: 300 }, (_, i) => (i % 2 ? 'moved' : 'stored'));
  types[0] = 'acquired';
  types[100] = 'checkFailed';
  types[200] = 'received';
  const all = events(...types);
  const line = custodyLine(all, 20);
  assert.deepEqual(allOf(line), all, 'every event is drawn or counted, in order');
  const drawn = line.filter((entry) => entry.mark !== 'gap').flatMap((entry) => entry.events);
  for (const index of [0, 100, 200, 299]) assert.ok(drawn.some((one) => one.index === index));
  assert.ok(line.length <= 41, `${line.length} entries`);
  assert.ok(line.filter((entry) => entry.mark === 'gap').every((entry) => entry.events.length > 1));
});

test('failures more than there is room for are counted, not lost', () => {
  const all = events(...Array.from({ length: 100 }, () => 'checkFailed' as const));
  const line = custodyLine(all, 10);
  assert.equal(allOf(line).length, 100);
  assert.equal(line.filter((entry) => entry.mark === 'failed').length, 10);
});
