import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { sharedData } from '../../test/support/shared.ts';
import { hex, utf8, utf8Text } from './bytes.ts';
import { canonicalJson, parseCanonicalJson, type Json } from './canonical-json.ts';

test('every pair of the JSON Canonicalization vectors is written as they say', (t) => {
  const folder = sharedData('conformance/jcs');
  if (folder === undefined) return t.skip('../shared/data/conformance/jcs is not there');
  const files = globSync(join(folder, 'input/*.json')).sort();
  for (const file of files) {
    const name = basename(file, '.json');
    const written = canonicalJson(JSON.parse(readFileSync(file, 'utf8')) as Json); // JSON.parse gives nothing else
    const output: string = readFileSync(join(folder, 'output', `${name}.json`), 'utf8');
    const outHex: string = readFileSync(join(folder, 'outhex', `${name}.txt`), 'utf8').replaceAll(/\s/g, '');
    assert.equal(written, output, name);
    assert.equal(hex(utf8(written)), outHex, `${name} in hex`);
    assert.notEqual(parseCanonicalJson(output), undefined, `${name} is read`);
  }
  t.diagnostic(`${files.length} pairs`);
});

// RFC 8785, appendix B: the bits of a double, and how it is written.
const NUMBERS: readonly (readonly [bits: string, text: string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

test('numbers are written as appendix B of RFC 8785 says', (t) => {
  for (const [bits, text] of NUMBERS) assert.equal(canonicalJson(double(bits)), text, bits);
  for (const bits of ['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])
    assert.throws(() => canonicalJson(double(bits)), TypeError);
  t.diagnostic(`${NUMBERS.length + 3} numbers`);
});

test('keys are in the order of their UTF-16 units, as section 3.2.3 shows', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
  const order = ['\\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
  const written = canonicalJson(value);
  assert.deepEqual(
    [...written.matchAll(/"([^"]*)":/g)].map((match) => match[1]),
    order,
  );
});

test('text that is not I-JSON is not written', () => {
  const bad: readonly unknown[] = [
    '\ud800',
    'a\udc00b',
    { '\udfff': 1 },
    ['\ud83d'],
    Number.NaN,
    Number.POSITIVE_INFINITY,
    undefined,
    { a: undefined },
    [undefined],
    1n,
    () => 1,
    Symbol('a'),
  ];
  for (const value of bad) assert.throws(() => canonicalJson(value as Json), TypeError); // hence the cast
});

for (const [name, text] of [
  ['with a key twice', '{"a":1,"a":1}'],
  ['with a key twice, once escaped', '{"a":1,"\\u0061":2}'],
  ['with keys out of order', '{"b":1,"a":2}'],
  ['with white space', '{"a": 1}'],
  ['with white space around', ' {"a":1}'],
  ['with a newline at its end', '{"a":1}\n'],
  ['with a byte order mark', '\ufeff{"a":1}'],
  ['with a lone surrogate escaped', '"\\ud800"'],
  ['with a lone surrogate as key', '{"\\udc00":1}'],
  ['with a pair of surrogates escaped', '"\\ud83d\\ude00"'],
  ['with a letter escaped', '"\\u0061"'],
  ['with a slash escaped', '"\\/"'],
  ['with an escape in upper case', '"\\u001F"'],
  ['with a newline spelt in hex', '"\\u000a"'],
  ['with a number beyond a double', '9007199254740993'],
  ['with a number of 400 digits', '1'.repeat(400)],
  ['with an exponent that overflows', '1e400'],
  ['with a fraction that is whole', '1.0'],
  ['with a minus zero', '-0'],
  ['with an exponent in upper case', '1E+21'],
  ['with an exponent without a sign', '1e21'],
  ['with a trailing zero', '0.10'],
  ['with a leading zero', '01'],
  ['with a plus', '+1'],
  ['with NaN', 'NaN'],
  ['with a trailing comma', '[1,]'],
  ['with a comment', '[1/*a*/]'],
  ['with two values', '1 2'],
  ['with single quotes', "'a'"],
  ['that is cut', '{"a":"b'],
  ['that is empty', ''],
  ['that is nested 33 deep', `${'['.repeat(33)}1${']'.repeat(33)}`],
  ['that is nested a million deep', '['.repeat(1_000_000)],
] as const)
  test(`JSON ${name} is not canonical`, () => assert.equal(parseCanonicalJson(text), undefined));

test('a key named __proto__ is a key like any other', () => {
  const text = '{"__proto__":{"a":1},"constructor":2}';
  const value = parseCanonicalJson(text);
  assert.equal(canonicalJson(value ?? null), text);
  assert.ok(value !== null && typeof value === 'object' && Object.hasOwn(value, '__proto__'));
  assert.equal(({} as { a?: unknown }).a, undefined); // nothing leaked into other objects
});

test('nesting of 32 is taken, one more is not', () => {
  const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)]);
  const text = canonicalJson(nested(32));
  assert.notEqual(parseCanonicalJson(text), undefined);
  assert.throws(() => canonicalJson(nested(33)), TypeError);
});

test('any value is read back as written, and written alike whatever the order of its keys', () => {
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constant(null),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.string({ unit: 'binary' }),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(value, (one) => {
      const text = canonicalJson(one);
      const back = parseCanonicalJson(text);
      assert.notEqual(back, undefined);
      assert.equal(canonicalJson(back ?? null), text);
      assert.equal(canonicalJson(reversed(one)), text);
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(one)));
    }),
    { numRuns: 500 },
  );
});

test('any other text than the canonical one is refused', () => {
  const text = '{"a":[1,2.5,"x\\n"],"b":{"c":null}}';
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.nat(7), (at, bit) => {
      const bytes = utf8(text);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      let changed: string;
      try {
        changed = utf8Text(bytes);
      } catch {
        return; // not UTF-8: no text at all
      }
      const value = parseCanonicalJson(changed);
      // A changed letter or digit may be canonical too, but is never taken for the first text.
      if (value !== undefined) assert.equal(canonicalJson(value), changed);
    }),
    { numRuns: 1000 },
  );
  for (let length = 0; length < text.length; length++)
    assert.equal(parseCanonicalJson(text.slice(0, length)), undefined);
});

function double(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map((one: Json) => reversed(one));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, one]) => [key, reversed(one)]));
}
