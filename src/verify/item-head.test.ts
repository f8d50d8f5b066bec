import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testCrypto, testSigner } from '../../test/support/crypto.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { utf8, utf8Text } from '../base/bytes.ts';
import { Fault } from './fault.ts';
import { formatItemHead, parseItemHead, type ItemHead } from './item-head.ts';
import { formatNote, verifySignatures } from './note.ts';

const service = testSigner('log.example/service', 'recorded-ed25519');
const HEAD: ItemHead = {
  log: 'log.example',
  item: 'FR-2026-000012-3',
  events: 7,
  last: 'ab'.repeat(32),
  logSize: 90,
  logRoot: 'cd'.repeat(32),
};

test('an item head is one canonical line, signed by the service', async () => {
  const text = formatItemHead(HEAD);
  assert.equal(
    utf8Text(text),
    `{"events":7,"item":"FR-2026-000012-3","last":"${HEAD.last}","log":"log.example","logRoot":"${HEAD.logRoot}","logSize":90,"type":"itemHead","v":1}\n`,
  );
  const { head, note } = parseItemHead(formatNote(text, [service.sign(text, 9)]), 'head');
  assert.deepEqual(head, HEAD);
  assert.deepEqual(await verifySignatures(testCrypto, note, [service.key], 'head'), [
    { key: service.key, time: 9 },
  ]);
});

const FIELDS = { v: 1, type: 'itemHead', ...HEAD };
for (const [name, fields] of [
  ['of another version', { v: 2 }],
  ['of another type', { type: 'head' }],
  ['without events', { events: 0 }],
  ['with half an event', { events: 1.5 }],
  ['with more events than the log', { events: 91 }],
  ['with a short hash', { last: 'ab' }],
  ['with an upper-case root', { logRoot: 'CD'.repeat(32) }],
  ['with a size as text', { logSize: '90' }],
  ['with an empty item', { item: '' }],
  ['with a control character', { item: 'a\nb' }],
  ['with another field', { note: 'x' }],
] as const)
  test(`an item head ${name} is refused`, () => refuses(`${canonicalJson({ ...FIELDS, ...fields })}\n`));

test('an item head that is not canonical, not one line, not an object, or too long is refused', () => {
  const good = utf8Text(formatItemHead(HEAD));
  refuses(good.replace(':', ': '));
  refuses(`${good}\n`);
  refuses(good.repeat(2));
  refuses('[]\n');
  refuses('null\n');
  const { last: _, ...without } = FIELDS;
  refuses(`${canonicalJson(without)}\n`);
  assert.throws(() => parseItemHead(new Uint8Array(20_000), 'head'), Fault);
});

function refuses(text: string): void {
  const bytes = utf8(text);
  assert.throws(() => parseItemHead(formatNote(bytes, [service.sign(bytes)]), 'head'), Fault, text);
}
