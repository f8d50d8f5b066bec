import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressKey, limiter } from './limits.ts';

test('a key has what it is given for a minute, and gets it back evenly', () => {
  const clock = { ms: 0 };
  const limit = limiter(60, () => clock.ms);
  for (let i = 0; i < 60; i++) assert.equal(limit.take('a'), true);
  assert.equal(limit.take('a'), false);
  assert.equal(limit.take('b'), true, 'another has their own');
  clock.ms += 2_000;
  assert.deepEqual([limit.take('a'), limit.take('a'), limit.take('a')], [true, true, false]);
});

test('whoever goes on asking while refused does not wait longer for it', () => {
  const clock = { ms: 0 };
  const limit = limiter(1, () => clock.ms);
  assert.equal(limit.take('a'), true);
  for (let i = 0; i < 10; i++) assert.equal(limit.take('a'), false);
  clock.ms += 60_000;
  assert.equal(limit.take('a'), true);
});

test('a clock that is set back by a day refuses nobody who was not refused before, and gives nothing', () => {
  const clock = { ms: 10 * 86_400_000 };
  const limit = limiter(2, () => clock.ms);
  assert.equal(limit.take('a'), true);
  clock.ms -= 86_400_000;
  assert.deepEqual([limit.take('a'), limit.take('a')], [true, false]);
  clock.ms += 30_000;
  assert.deepEqual([limit.take('a'), limit.take('a')], [true, false]);
});

test('a flood of addresses does not make the memory grow, nor forget who was here just now', () => {
  const limit = limiter(1, () => 0);
  for (let i = 0; i < 50_000; i++) limit.take(`address ${i}`);
  assert.equal(limit.take('address 49999'), false);
});

test('an IPv6 address counts by its /64', () => {
  assert.equal(addressKey('2001:db8:1:2:aaaa::1'), addressKey('2001:db8:1:2:bbbb:1:2:3'));
  assert.notEqual(addressKey('2001:db8:1:2::1'), addressKey('2001:db8:1:3::1'));
  assert.equal(addressKey('::1'), '0:0:0:0');
  assert.equal(addressKey('fe80::1%eth0'), 'fe80:0:0:0');
  assert.equal(addressKey('192.0.2.7'), '192.0.2.7');
});
