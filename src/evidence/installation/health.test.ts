import assert from 'node:assert/strict';
import { test } from 'node:test';
import { warningsOf, type Health, type HealthWarning } from './health.ts';
import { dueAt } from './settings.ts';

const NOW = new Date('2026-11-03T10:00:00Z');
const ago = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
const done = (days: number, isSound = true) => ({ at: ago(days), place: '/mnt/backup', isSound });

const FINE: Health = {
  agency: 'Cyber unit of Lyon',
  state: 'FR',
  log: 'lyon.example/custody',
  events: 12,
  checkpointAt: ago(0),
  witnessed: { isAsked: true, at: ago(1 / 48) },
  stamped: { isAsked: true, at: ago(1) },
  counts: { cases: 1, exhibits: 2, persons: 3 },
  bytesHeld: 1e9,
  bytesLeft: 100e9,
  warnBelowBytes: 50e9,
  failed: 0,
  unread: 0,
  unreadDays: 90,
  canSign: true,
  canRecord: true,
  keysDueAt: undefined,
  jobs: { waiting: 0, failed: 0 },
  housework: { backupMade: done(1), backupChecked: done(10), audited: undefined },
  silentPeers: 0,
  stoppedPeers: 0,
  isWitnessPaused: false,
  mailbox: { readAt: ago(0), isBroken: false },
};

test('an installation that is kept as the guides say needs nothing', () => {
  assert.deepEqual(warningsOf(FINE, NOW), []);
});

test('nobody is warned of a backup of nothing, or of witnesses that were never set', () => {
  const nobody = { isAsked: false, at: undefined };
  const none = { backupMade: undefined, backupChecked: undefined, audited: undefined };
  const counts = { cases: 0, exhibits: 0, persons: 1 };
  const empty = { ...FINE, witnessed: nobody, stamped: nobody, housework: none, counts };
  assert.deepEqual(warningsOf(empty, NOW), []);
});

const { housework } = FINE;
const asked = { isAsked: true, at: undefined };
const WRONG: readonly (readonly [HealthWarning, Partial<Health>])[] = [
  ['serviceKeyLost', { canRecord: false }],
  ['keysLost', { canSign: false }],
  ['failed', { failed: 1 }],
  ['storageLow', { bytesLeft: 49e9 }],
  ['backupNone', { housework: { ...housework, backupMade: undefined } }],
  ['backupOld', { housework: { ...housework, backupMade: done(3) } }],
  ['backupBroken', { housework: { ...housework, backupMade: done(1, false) } }],
  ['backupBroken', { housework: { ...housework, backupChecked: done(1, false) } }],
  ['backupUnchecked', { housework: { ...housework, backupChecked: undefined } }],
  ['backupUnchecked', { housework: { ...housework, backupChecked: done(36) } }],
  ['unread', { unread: 1 }],
  ['noWitness', { witnessed: asked }],
  ['witnessLate', { witnessed: { isAsked: true, at: ago(1 / 12) } }],
  ['noStamp', { stamped: asked }],
  ['witnessPaused', { isWitnessPaused: true }],
  ['keysDue', { keysDueAt: NOW }],
  ['peerStopped', { stoppedPeers: 1 }],
  ['fenceUnanswered', { silentPeers: 1 }],
  ['mailboxUnread', { mailbox: { readAt: ago(1), isBroken: true } }],
  ['jobsFailed', { jobs: { waiting: 0, failed: 1 } }],
];

for (const [warning, change] of WRONG)
  test(`${warning}: ${JSON.stringify(change)}`, () => {
    assert.deepEqual(warningsOf({ ...FINE, ...change }, NOW), [warning]);
  });

test('a key is due so many months later, on the last day where the month is shorter', () => {
  const due = (since: string, months: number): string => dueAt(new Date(since), months).toISOString();
  assert.equal(due('2026-01-31T10:00:00Z', 1), '2026-02-28T10:00:00.000Z');
  assert.equal(due('2026-11-26T10:00:00Z', 24), '2028-11-26T10:00:00.000Z');
  assert.equal(due('2024-02-29T00:00:00Z', 12), '2025-02-28T00:00:00.000Z');
});
