import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { testCrypto, testSigner } from '../../test/support/crypto.ts';
import { sharedData } from '../../test/support/shared.ts';
import { concat, fromHex, utf8 } from '../base/bytes.ts';
import { Fault } from './fault.ts';
import { formatVerifierKey, noteKey, type NoteKey, type NoteKeyType } from './note-key.ts';
import { parsePolicy, quorumMet, quorumText, type Policy } from './policy.ts';

const log = key('log.example', 'ed25519');
const [x1, x2, x3, y1, y2, y3] = ['x1', 'x2', 'x3', 'y1', 'y2', 'y3'].map((name) =>
  key(`${name}.example`, 'cosignature-ed25519'),
) as [NoteKey, NoteKey, NoteKey, NoteKey, NoteKey, NoteKey]; // six names, six keys
const pq = key('pq.example', 'cosignature-ml-dsa-44');
const v = formatVerifierKey;

const EXAMPLE = `log ${v(log)}

witness X1 ${v(x1)}
witness X2 ${v(x2)}
witness X3 ${v(x3)}
group X-witnesses 2 X1 X2 X3

witness Y1 ${v(y1)}
witness Y2 ${v(y2)}
witness Y3 ${v(y3)}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;

test('the example of the specification asks two of X and one of Y', () => {
  const policy = parse(EXAMPLE);
  assert.equal(policy.logs.length, 1);
  assert.equal(policy.witnesses.length, 6);
  assert.equal(quorumText(policy.quorum), '2 of (2 of (X1, X2, X3), 1 of (Y1, Y2, Y3))');
  assert.ok(quorumMet(policy, [x1, x3, y2]));
  assert.ok(quorumMet(policy, [x1, x2, x3, y1, y2, y3]));
  for (const few of [[], [x1, x2], [x1, y1, y2], [x1, x1, y1], [y1, y2, y3], [log, pq, x1, y1]])
    assert.ok(!quorumMet(policy, few), few.map((one) => one.name).join());
});

test('a witness counts by its key, not by its name', () => {
  const policy = parse(`witness A ${v(x1)}\nquorum A\n`);
  assert.ok(quorumMet(policy, [x1]));
  assert.ok(!quorumMet(policy, [key('x1.example', 'cosignature-ed25519')]));
  assert.ok(!quorumMet(policy, [noteKey(testCrypto, 'other', 'cosignature-ed25519', x1.publicKey)]));
});

test('quorum none is met by nothing', () => assert.ok(quorumMet(parse('quorum none\n'), [])));

test('tabs, comments, empty lines, URLs and names beyond ASCII are taken', () => {
  const policy = parse(
    `# é\n\n \t# indented\n\tlog\t${v(log)}  https://log.example/x \nwitness 京 ${v(x1)} http://127.0.0.1:8480/w\nquorum\t京\n`,
  );
  assert.equal(policy.logs[0]?.url, 'https://log.example/x');
  assert.equal(policy.witnesses[0]?.url, 'http://127.0.0.1:8480/w');
  assert.equal(policy.witnesses[0]?.name, '京');
});

test('names are octets: a Kelvin sign is not a K, and bytes that are not UTF-8 are a name too', () => {
  parse(`witness K ${v(x1)}\nwitness \u212a ${v(x2)}\ngroup g all K \u212a\nquorum g\n`);
  const bytes = concat(
    utf8('witness '),
    Uint8Array.of(0xff),
    utf8(` ${v(x1)}\nquorum `),
    Uint8Array.of(0xff, 0x0a),
  );
  assert.equal(parsePolicy(bytes, 'policy', testCrypto).witnesses[0]?.name, '0xff');
});

test('both kinds of key may be a log or a witness', () => {
  const policy = parse(
    `log ${v(log)}\nlog ${v(key('log.example', 'cosignature-ml-dsa-44'))}\nwitness P ${v(pq)}\nquorum P\n`,
  );
  assert.ok(quorumMet(policy, [pq]));
});

test('64 logs, witnesses and groups are taken, and no more', () => {
  const many = (count: number): string => {
    const names = Array.from({ length: count }, (_, i) => `w${i}`);
    const witnesses = names.map((name) => `witness ${name} ${v(key(name, 'cosignature-ed25519'))}\n`);
    const groups = names.map((name, i) => `group g${i} all ${name}${i > 0 ? ` g${i - 1}` : ''}\n`);
    return `${witnesses.join('')}${groups.join('')}quorum g${count - 1}\n`;
  };
  parse(many(64));
  refuses(many(65));
  refuses(`${'#\n'.repeat(300_000)}quorum none\n`, 'limitExceeded');
});

const W = `witness A ${v(x1)}\nwitness B ${v(x2)}\n`;
for (const [name, text] of [
  ['without a quorum', W],
  ['with two quorums', `${W}quorum A\nquorum B\n`],
  ['with a quorum before its definition', `quorum A\n${W}`],
  ['with a quorum of nobody', `${W}quorum C\n`],
  ['with an unknown word', `${W}quorums A\nquorum A\n`],
  ['with an unknown member', `${W}group g any A C\nquorum g\n`],
  ['with a member twice', `${W}group g 2 A A\nquorum g\n`],
  ['with a member of two groups', `${W}group g any A\ngroup h any A B\nquorum h\n`],
  ['with none as a member', `${W}group g any A none\nquorum g\n`],
  ['with a group of itself', `${W}group g any g\nquorum g\n`],
  ['with none defined', `witness none ${v(x1)}\nquorum none\n`],
  ['with an empty group', `${W}group g all\nquorum g\n`],
  ['with a threshold of 0', `${W}group g 0 A B\nquorum g\n`],
  ['with a threshold above its members', `${W}group g 3 A B\nquorum g\n`],
  ['with a threshold with a leading zero', `${W}group g 02 A B\nquorum g\n`],
  ['with a threshold in words', `${W}group g some A B\nquorum g\n`],
  ['with a name defined twice', `${W}witness A ${v(x3)}\nquorum A\n`],
  [
    'with a witness key twice',
    `${W}witness C ${v(noteKey(testCrypto, 'c', 'cosignature-ed25519', x1.publicKey))}\nquorum A\n`,
  ],
  ['with a log key twice', `log ${v(log)}\nlog ${v(log)}\nquorum none\n`],
  ['with a witness that signs as a log', `witness A ${v(log)}\nquorum A\n`],
  ['with a log that signs as a witness', `log ${v(x1)}\nquorum none\n`],
  ['with a service as a witness', `witness A ${v(key('s', 'recorded-ed25519'))}\nquorum A\n`],
  ['with a key cut', `witness A ${v(x1).slice(0, -1)}\nquorum A\n`],
  ['with three items of a log', `log ${v(log)} http://a b\nquorum none\n`],
  ['with a carriage return', `${W}quorum A\r\n`],
  ['with a form feed', `${W}\fquorum A\n`],
  ['with a delete character', `${W}#\u007f\nquorum A\n`],
  ['without a final newline', `${W}quorum A`],
  ['that is empty', ''],
] as const)
  test(`a policy ${name} is refused`, () => refuses(text));

test('a refusal names the line', () => {
  assert.throws(() => parse(`${W}quorum C\n`), /policy line 3/);
});

test('any bytes are a policy or a Fault', () => {
  const piece = fc.constantFrom(
    'log ',
    'witness ',
    'group ',
    'quorum ',
    'none',
    'A ',
    '2 ',
    'any ',
    v(x1),
    '\n',
    '\t',
    '#',
  );
  const text = fc.array(piece).map((some) => utf8(`${some.join('')}\n`));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), text), (bytes) => {
      try {
        parsePolicy(bytes, 'policy', testCrypto);
      } catch (error) {
        assert.ok(error instanceof Fault);
      }
    }),
    { numRuns: 1000 },
  );
});

test('the policies that come with sigsum are read once their bare keys are written as verifier keys', (t) => {
  const folder = sharedData('conformance/tlog-policy');
  if (folder === undefined) return t.skip('../shared/data/conformance/tlog-policy is not there');
  const files = globSync(join(folder, '*.builtin-policy')).sort();
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    // Their form is older than C2SP's: a key is 64 hex digits, its name and type are understood.
    refuses(text);
    const policy = parse(
      `${text.replace(/\n?$/, '\n').replaceAll(/(?<=^(log|witness \S+) +)[0-9a-f]{64}/gm, sigsumKey)}`,
    );
    const [first, second, ...rest] = policy.witnesses.map((one) => one.key);
    assert.equal(policy.logs[0]?.url, 'https://test.sigsum.org/barreleye');
    assert.ok(first && second);
    assert.equal(quorumMet(policy, [first, second]), file.includes('test1'));
    assert.ok(quorumMet(policy, [first, second, ...rest]));
  }
  t.diagnostic(`${files.length} policies`);
});

function sigsumKey(hexKey: string, kind: string): string {
  const raw = fromHex(hexKey) ?? new Uint8Array();
  const [word, name = ''] = kind.trim().split(/ +/);
  const logName = `sigsum.org/v1/tree/${createHash('sha256').update(raw).digest('hex')}`;
  return word === 'log'
    ? v(noteKey(testCrypto, logName, 'ed25519', raw))
    : v(noteKey(testCrypto, name, 'cosignature-ed25519', raw));
}

function key(name: string, type: NoteKeyType): NoteKey {
  return testSigner(name, type).key;
}

function parse(text: string): Policy {
  return parsePolicy(utf8(text), 'policy', testCrypto);
}

function refuses(text: string, code = 'policyInvalid'): void {
  assert.throws(
    () => parse(text),
    (error) => error instanceof Fault && error.code === code,
  );
}
