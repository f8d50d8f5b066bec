import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUuid, newUuid } from './ids.ts';

test('an identifier has the form of the example in RFC 9562, appendix A.6', () => {
  const random = (bytes: Uint8Array<ArrayBuffer>): void => {
    bytes.set(Buffer.from('0000000000000cc318c4dc0c0c07398f', 'hex'));
  };
  assert.equal(
    newUuid(() => 0x017f22e279b0, random),
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  );
});

test('identifiers made later sort later, and pass their own check', () => {
  const random = (bytes: Uint8Array<ArrayBuffer>): void => void crypto.getRandomValues(bytes);
  const made = [1, 2 ** 32 - 1, 2 ** 32, 1.8e12, 2 ** 47].map((ms) => newUuid(() => ms, random));
  assert.deepEqual([...made].sort(), made);
  for (const one of made) assert.ok(isUuid(one), one);
});

test('what is not a UUID in its one spelling is refused', () => {
  const good = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f';
  assert.ok(isUuid(good));
  for (const bad of [
    '',
    good.toUpperCase(),
    good.replaceAll('-', ''),
    `{${good}}`,
    `${good}\n`,
    good.slice(1),
    good.replace('7cc3', '0cc3'),
    good.replace('98c4', 'c8c4'),
    '00000000-0000-0000-0000-000000000000',
    good.replace('f', 'g'),
  ])
    assert.ok(!isUuid(bad), JSON.stringify(bad));
});
