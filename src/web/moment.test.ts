// A moment as people type it: what is taken, what is refused by name, and what comes twice or not at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentFields, offsetsOfTwice, readMoment } from './moment.ts';
import { LANGUAGES } from './messages.ts';
import { allZones, isZone, OFFSETS, zoneOf, zonesOfState } from './zones.ts';

const form = (parts: Readonly<Record<string, string>>): URLSearchParams =>
  new URLSearchParams(Object.entries(parts).map(([part, value]) => [`at.${part}`, value]));
const PARIS = { day: '26', month: '11', year: '2026', time: '14:20', zone: 'Europe/Paris' };
const at = (parts: Readonly<Record<string, string>>, latest = Infinity): string => {
  const read = readMoment(form({ ...PARIS, ...parts }), 'at', { latest });
  return read.kind === 'moment' ? read.at : read.kind === 'wrong' ? read.problem : read.kind;
};

test('a day, a time and a place are a moment with its offset, of winter and of summer', () => {
  assert.equal(at({}), '2026-11-26T14:20:00+01:00');
  assert.equal(at({ month: '7', day: '3' }), '2026-07-03T14:20:00+02:00');
  assert.equal(at({ zone: 'Asia/Calcutta' }), '2026-11-26T14:20:00+05:30');
  assert.equal(at({ zone: 'UTC' }), '2026-11-26T14:20:00+00:00');
  assert.equal(at({ zone: 'Etc/GMT-9' }), '2026-11-26T14:20:00+09:00');
});

test('a time is taken as people write it, and with the digits of their keyboard', () => {
  for (const [typed, is] of [
    ['9:05', '09:05:00'],
    ['14.20', '14:20:00'],
    ['14h20', '14:20:00'],
    ['14:20:05', '14:20:05'],
    ['2:20 pm', '14:20:00'],
    ['12:01 AM', '00:01:00'],
    ['١٤:٢٠', '14:20:00'],
    ['１４：２０', '14:20:00'],
  ] as const)
    assert.equal(at({ time: typed }), `2026-11-26T${is}+01:00`, typed);
  for (const typed of ['', '24:00', '14:60', '14', '1420', '13:00 pm', '0:10 am', 'noon'])
    assert.equal(at({ time: typed }), 'time', typed);
});

test('a day that does not exist, a place that is none and a time to come are refused by name', () => {
  assert.equal(at({ day: '31' }), 'day');
  assert.equal(at({ day: '29', month: '2', year: '2027' }), 'day');
  assert.equal(at({ day: '29', month: '2', year: '2028' }), '2028-02-29T14:20:00+01:00');
  for (const parts of [{ year: '26' }, { year: '1900' }, { month: '13' }, { month: 'November' }, { day: '' }])
    assert.equal(at(parts), 'day', JSON.stringify(parts));
  for (const zone of ['', 'Europe/Nowhere', '../../etc', 'x'.repeat(200)]) assert.equal(at({ zone }), 'zone');
  assert.equal(at({}, Date.parse('2026-11-26T13:19:59Z')), 'future');
  assert.equal(at({}, Date.parse('2026-11-26T13:20:00Z')), '2026-11-26T14:20:00+01:00');
});

test('a time that comes twice is asked about, and one that does not come is refused', () => {
  const twice = { day: '25', month: '10', time: '2:30' };
  assert.equal(at(twice), 'twice');
  assert.deepEqual(offsetsOfTwice(form({ ...PARIS, ...twice }), 'at'), ['+02:00', '+01:00']);
  assert.equal(at({ ...twice, which: 'first' }), '2026-10-25T02:30:00+02:00');
  assert.equal(at({ ...twice, which: 'second' }), '2026-10-25T02:30:00+01:00');
  assert.deepEqual(offsetsOfTwice(form({ ...PARIS, ...twice, which: 'second' }), 'at'), ['+02:00', '+01:00']);
  assert.equal(at({ day: '29', month: '3', time: '2:30' }), 'skipped');
  assert.equal(offsetsOfTwice(form(PARIS), 'at'), undefined);
});

test('nothing given is nothing, now is now, and half of it says what lacks', () => {
  assert.deepEqual(readMoment(form({ zone: 'Europe/Paris' }), 'at'), { kind: 'none' });
  assert.deepEqual(readMoment(form({ when: 'now', zone: 'Europe/Paris', day: '99' }), 'at'), {
    kind: 'now',
    zone: 'Europe/Paris',
  });
  assert.equal(at({ when: 'now', zone: '' }), 'zone');
  assert.deepEqual(readMoment(form({ when: 'then', zone: 'UTC' }), 'at'), {
    kind: 'wrong',
    problem: 'missing',
  });
});

test('the fields of a moment that is known give that moment', () => {
  for (const [moment, zone] of [
    ['2026-11-26T14:20:00+01:00', 'Europe/Paris'],
    ['2026-11-26T14:20:05-05:00', 'America/New_York'],
  ] as const) {
    const read = readMoment(
      new URLSearchParams([...momentFields('at', moment, zone)].map((one) => [...one])),
      'at',
    );
    assert.deepEqual(read, { kind: 'moment', at: moment, zone });
  }
});

test('zones are named by their place, offsets by their sign, and all of them are known', () => {
  assert.equal(zoneOf('Europe/Paris', 'en-GB').words, 'Paris (Central European Time)');
  assert.equal(zoneOf('Europe/Paris', 'fr-FR').words, 'Paris (heure d’Europe centrale)');
  assert.equal(zoneOf('Europe/Paris', 'zh-CN').words, 'Paris (中欧时间)');
  assert.equal(zoneOf('Etc/GMT+5', 'en-GB').words, 'UTC-05:00');
  assert.equal(zoneOf('Europe/Nowhere', 'en-GB').words, 'Nowhere');
  assert.deepEqual(
    zonesOfState('FR', 'en-GB').map(({ id }) => id),
    ['Europe/Paris'],
  );
  assert.deepEqual(zonesOfState('XX', 'en-GB'), []);
  assert.deepEqual(zonesOfState('../', 'en-GB'), []);
  for (const { language } of Object.values(LANGUAGES)) {
    const list = allZones(language.locale);
    assert.ok(list.length > 300);
    assert.equal(
      new Set(list.map(({ words }) => words)).size,
      list.length,
      'two places cannot be told apart',
    );
    for (const { id } of [...list, ...OFFSETS]) assert.ok(isZone(id), id);
  }
});
