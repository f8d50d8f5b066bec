import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { fromBase64, hex, utf8, utf8Text } from '../base/bytes.ts';
import { testCrypto } from '../../test/support/crypto.ts';
import { digestOf } from './crypto.ts';
import { EVENT_TYPES, FACTS, HAND_OVER_FACTS, type FactRule } from './event-types.ts';
import { eventText, parseEventText, type CustodyEvent } from './event.ts';
import { parseEventNote, verifyEventSignatures } from './event-note.ts';
import { Fault } from './fault.ts';
import { leafHash } from './merkle.ts';
import { parseVerifierKey } from './note-key.ts';

const page = readFileSync(new URL('../../docs/formats/event.md', import.meta.url), 'utf8');
const blocks = (name: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${name}\n([^]*?)^\`\`\``, 'gm'))].map((found) => found[1] ?? '');

test('the examples of docs/formats/event.md are what the page says', async () => {
  const [first, second] = blocks('event').map((block) => utf8(block));
  const key = parseVerifierKey(blocks('verifier-key')[0]?.trim() ?? '', 'page', testCrypto);
  assert.ok(first && second);
  const parsed = [first, second].map((note) => parseEventNote(note, 'page'));
  for (const one of parsed)
    await verifyEventSignatures(testCrypto, one, { service: key, officers: [] }, 'page');
  assert.equal(parsed[1]?.event.prev, hex(leafHash(testCrypto, first)));
  assert.ok(page.includes(hex(leafHash(testCrypto, second))));
  const [salt = '', text = ''] = (blocks('detail')[0] ?? '').split('\n');
  const detail = digestOf(testCrypto, 'sha256', fromBase64(salt) ?? new Uint8Array(), utf8(text));
  assert.equal(parsed[0]?.event.detail, hex(detail));
  for (const type of EVENT_TYPES) assert.ok(page.includes(`\`${type}\``), `${type} is on the page`);
});

test('the page states the facts of every type as they are checked', () => {
  const lines = (rules: Partial<Record<string, FactRule>>): string =>
    Object.entries(rules)
      .map(([type, rule = {}]) => [type, ...Object.entries(rule).map((fact) => fact.join(':'))].join(' '))
      .join('\n');
  const inOrder = Object.fromEntries(EVENT_TYPES.map((type) => [type, FACTS[type]]));
  assert.deepEqual(blocks('facts'), [`${lines(inOrder)}\n`]);
  assert.deepEqual(blocks('hand-over-facts'), [`${lines(HAND_OVER_FACTS)}\n`]);
});

const event = parseEventNote(utf8(blocks('event')[0] ?? ''), 'page').event;
const textOf = (value: object): string => `${canonicalJson(value as Json)}\n`;

function refused(value: object, says: RegExp): void {
  assert.throws(
    () => parseEventText(textOf(value), 'event'),
    (fault) => fault instanceof Fault && fault.code === 'eventInvalid' && says.test(fault.message),
  );
}

test('an event is read as it was written', () => {
  assert.deepEqual(parseEventText(eventText(event), 'event'), event);
});

test('an event with a field that nobody defined is refused', () => {
  refused({ ...event, extra: 1 }, /no such field/);
  refused({ ...event, actor: { ...event.actor, name: 'x' } }, /actor/);
  refused({ ...event, facts: { ...event.facts, extra: 'x' } }, /facts\.extra/);
});

test('an event without what its type requires is refused', () => {
  for (const name of [
    'v',
    'type',
    'log',
    'id',
    'item',
    'itemSeq',
    'occurredAt',
    'actor',
    'authority',
    'digests',
    'facts',
  ]) {
    const { [name]: _, ...rest } = event as unknown as Record<string, Json>;
    refused(rest, /expected/);
  }
});

test('values of another form are refused by name', () => {
  const wrong: readonly (readonly [keyof CustodyEvent, Json])[] = [
    ['v', 2],
    ['type', 'seen'],
    ['id', 'x'],
    ['itemSeq', 0],
    ['itemSeq', 1.5],
    ['prev', 'a'.repeat(64)],
    ['occurredAt', '2026-02-30T00:00:00Z'],
    ['occurredAt', '2026-11-03T10:30:00'],
    ['actor', { ...event.actor, state: 'fr' }],
    ['authority', { type: 'hearsay', id: 'x' }],
    ['digests', { sha256: 'A'.repeat(64) }],
    ['size', -1],
    ['place', 'a\nb'],
    ['detail', ''],
    ['facts', []],
  ];
  for (const [name, value] of wrong) refused({ ...event, [name]: value }, /expected/);
  refused({ ...event, itemSeq: 2 }, /prev on a later event/);
});

test('a hand-over between persons has facts of its own, and no others', () => {
  const handOver = event.id;
  const of = (type: string, facts: object): object => ({ ...event, type, facts });
  for (const good of [
    of('offered', { handOver, toRole: 'examiner' }),
    of('accepted', { handOver }),
    of('rejected', { handOver }),
    of('withdrawn', { handOver }),
  ])
    assert.ok(parseEventText(textOf(good), 'event'));
  refused(of('offered', { handOver }), /toRole/);
  refused(of('offered', { handOver, toRole: 'examiner', toOrganisation: 'x' }), /toOrganisation/);
  refused(of('accepted', { handOver: 'x' }), /handOver/);
  refused(of('accepted', {}), /fromLog/);
  refused(of('viewed', { handOver }), /handOver/);
});

test('a line that is not canonical is refused', () => {
  const line = eventText(event);
  for (const text of [
    line.replace('{', '{ '),
    line.trimEnd(),
    `${line}\n`,
    line.replace('"v":1', '"v":1.0'),
    line.replace('{', '{"v":1,'),
    '[]\n',
    'null\n',
    '\n',
    '',
  ]) {
    assert.throws(() => parseEventText(text, 'event'), Fault, text.slice(0, 40));
  }
});

test('whatever is done to the line, it is refused with a Fault or it is the same event', () => {
  const bytes = utf8(eventText(event));
  fc.assert(
    fc.property(
      fc.nat(bytes.length - 1),
      fc.integer({ min: 0, max: 255 }),
      fc.boolean(),
      (at, value, cut) => {
        const changed = cut
          ? bytes.slice(0, at)
          : Uint8Array.from(bytes, (byte, i) => (i === at ? value : byte));
        try {
          const read = parseEventText(utf8Text(changed), 'event');
          assert.equal(eventText(read), utf8Text(changed));
        } catch (error) {
          if (!(error instanceof Fault || error instanceof TypeError)) throw error; // TypeError: not UTF-8
        }
      },
    ),
    { numRuns: 500 },
  );
});
