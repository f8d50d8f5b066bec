import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkIdentifier } from './identifier-check.ts';
import { IDENTIFIER_KINDS, type Checked, type IdentifierKind, type TypedIdentifier } from './identifier.ts';

/** Kind, as typed, as kept with its remarks, or the problem. Vectors of BIP 173, BIP 350, EIP-55 and ISO 13616 among them. */
const ROWS: readonly (readonly [IdentifierKind, string, string])[] = [
  ['email', ' A.Clerk@Example.ORG ', 'A.Clerk@example.org'],
  ['email', 'clerk@bücher.example', 'clerk@xn--bcher-kva.example'],
  ['email', 'cle\u200brk@example.org', 'clerk@example.org'],
  ['email', 'clerk@localhost', '! notEmail'],
  ['email', 'two words@example.org', '! notEmail'],
  ['email', 'a..b@example.org', '! notEmail'],
  ['email', '@example.org', '! notEmail'],
  ['email', `${'a'.repeat(65)}@example.org`, '! notEmail'],
  ['phone', '+44 20 7946 0958', '+442079460958'],
  ['phone', '0044 (20) 7946-0958', '+442079460958'],
  ['phone', '020 7946 0958', '! phoneWithoutCountry'],
  ['phone', '+44 20 7946', '! notPhone'],
  ['phone', '+999 1234567', '! notPhone'],
  ['phone', 'call me', '! notPhone'],
  ['ip', '198.51.100.7', '198.51.100.7 exampleAddress portMissing timeMissing'],
  ['ip', '2001:DB8:0:0::1', '2001:db8::1 exampleAddress timeMissing'],
  ['ip', '9.9.9.9', '9.9.9.9 portMissing timeMissing'],
  ['ip', '192.168.1.10', '! ipNotPublic'],
  ['ip', '100.64.3.2', '! ipNotPublic'],
  ['ip', '::ffff:10.0.0.1', '! ipNotPublic'],
  ['ip', 'fe80::1', '! ipNotPublic'],
  ['ip', 'fe80::1%eth0', '! notIp'],
  ['ip', '2001:db8::1%25eth0', '! notIp'],
  ['ip', '198.51.100.256', '! notIp'],
  ['ip', '198.051.100.7', '! notIp'],
  ['url', 'https://social.example/people/100004219876', 'https://social.example/people/100004219876'],
  ['url', 'https://social.example/the.harbour', 'https://social.example/the.harbour noStableId'],
  ['url', 'https://user:secret@social.example/1', '! notUrl'],
  ['url', 'javascript:alert(1)', '! notUrl'],
  ['url', 'social.example/people', '! notUrl'],
  ['domain', 'Example.ORG.', 'example.org'],
  ['domain', '例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  ['domain', 'no_host', '! notDomain'],
  ['domain', '-a.example', '! notDomain'],
  ['account', '100004219876', '100004219876'],
  ['account', '@the.harbour', '@the.harbour displayName'],
  ['imei', '49-015420-323751-8', '490154203237518'],
  ['imei', '49015420323751', '490154203237518 checkDigitAdded'],
  ['imei', '4901542032375101', '4901542032375101'],
  ['imei', '490154203237517', '! checkDigit'],
  ['imei', '4901542032375', '! notDigits'],
  ['imsi', '208 01 1234567890', '208011234567890'],
  ['imsi', '123', '! notDigits'],
  ['mac', '00-1A-2B-3C-4D-5E', '00:1a:2b:3c:4d:5e'],
  ['mac', '001a.2b3c.4d5e', '00:1a:2b:3c:4d:5e'],
  ['mac', '02:00:00:00:00:01', '02:00:00:00:00:01 randomMac'],
  ['mac', '00:1a-2b:3c:4d:5e', '! notMac'],
  [
    'transaction',
    '0x9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08',
    '0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ],
  ['transaction', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a0', '! notTransaction'],
  [
    'transaction',
    '555555555555555555555555555555555555555555555555555555555555555555555555555555555555555',
    '555555555555555555555555555555555555555555555555555555555555555555555555555555555555555',
  ],
  ['transaction', 'the transfer of 3 October', '! notTransaction'],
  ['serial', 'ex 4711-0815', 'EX4711-0815'],
  ['serial', '12', '! notSerial'],
  ['serial', '<b>4711</b>', '! notSerial'],
  ['tenant', '3F2504E0-4F89-41D3-9A0C-0305E82C3301', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
  ['tenant', 'Harbour.Example', 'harbour.example'],
  ['tenant', 'Harbour Company', 'Harbour Company displayName'],
  ['iban', 'GB82 WEST 1234 5698 7654 32', 'GB82WEST12345698765432'],
  ['iban', 'fr14 2004 1010 0505 0001 3m02 606', 'FR1420041010050500013M02606'],
  ['iban', 'GB82 WEST 1234 5698 7654 33', '! checkDigit'],
  ['iban', 'GB82 WEST 1234 5698 7654', '! ibanLength'],
  ['iban', '12345678', '! notIban'],
  ['bitcoin', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
  ['bitcoin', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', '! checkDigit'],
  ['bitcoin', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  [
    'bitcoin',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
  ],
  ['bitcoin', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd', '! notAddress'],
  ['bitcoin', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5', '! checkDigit'],
  ['bitcoin', 'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx', '! otherNetwork'],
  ['bitcoin', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', '! notAddress'],
  ['tron', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
  ['litecoin', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', '! notAddress'],
  ['ethereum', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
  [
    'ethereum',
    '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed caseNotChecked',
  ],
  ['ethereum', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD', '! checkDigit'],
  ['ethereum', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe', '! notAddress'],
  ['other', '  locker 12, platform 3 ', 'locker 12, platform 3'],
  ['other', ' ', '! empty'],
  ['other', 'x'.repeat(2049), '! tooLong'],
];

for (const [kind, typed, kept] of ROWS)
  test(`${kind} ${typed.slice(0, 50)} is ${kept.slice(0, 70)}`, () => {
    assert.equal(words(checkIdentifier({ kind, value: typed })), kept);
  });

test('an IP address keeps its port and times as they were found', () => {
  const typed = {
    kind: 'ip',
    value: '198.51.100.7',
    port: '51514',
    from: '2026-03-29 01:59:59.125 +01:00',
  } as const;
  const checked = checkIdentifier({ ...typed, to: '2026-03-29T03:00:00+02:00' });
  assert.ok(checked.ok);
  assert.deepEqual(checked.identifier, {
    kind: 'ip',
    value: '198.51.100.7',
    port: 51514,
    from: { text: '2026-03-29T01:59:59.125+01:00', precision: 'fraction' },
    to: { text: '2026-03-29T03:00:00+02:00', precision: 'second' },
    remarks: ['exampleAddress'],
  });
});

test('a port or a time that cannot be is refused by name', () => {
  const problem = (more: Partial<TypedIdentifier>): string =>
    words(checkIdentifier({ kind: 'ip', value: '9.9.9.9', ...more }));
  for (const port of ['0', '65536', '-1', '080', 'http']) assert.equal(problem({ port }), '! notPort', port);
  assert.equal(problem({ from: '2026-03-02T10:20:30' }), '! timeWithoutOffset');
  for (const from of [
    'yesterday',
    '2026-02-30T10:00Z',
    '2026-03-02T25:00Z',
    '2026-03-02',
    '2026-03-02T10:20.5Z',
  ])
    assert.equal(problem({ from }), '! notTime', from);
  const backwards = { from: '2026-03-02T10:20:30Z', to: '2026-03-02T11:20:29+01:00' };
  assert.equal(problem(backwards), '! endsBeforeItBegins');
  assert.equal(problem({ port: '443', from: '2026-03-02T10:20Z' }), '9.9.9.9 timeOnlyToTheMinute');
});

test('what is kept is kept again as it is, whatever was typed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...IDENTIFIER_KINDS), fc.string({ maxLength: 60 }), (kind, value) => {
      const first = checkIdentifier({ kind, value });
      if (!first.ok) return;
      const again = checkIdentifier({ kind, value: first.identifier.value });
      assert.equal(again.ok && again.identifier.value, first.identifier.value);
    }),
    { numRuns: 2000 },
  );
});

test('one wrong digit of an IMEI or IBAN is found', () => {
  const digit = fc.integer({ min: 0, max: 9 }).map(String);
  for (const [kind, good] of [
    ['imei', '490154203237518'],
    ['iban', 'DE89370400440532013000'],
  ] as const)
    fc.assert(
      fc.property(fc.integer({ min: 2, max: good.length - 1 }), digit, (at, other) => {
        fc.pre(good[at] !== other);
        const bad = `${good.slice(0, at)}${other}${good.slice(at + 1)}`;
        assert.equal(words(checkIdentifier({ kind, value: bad })), '! checkDigit');
      }),
    );
});

function words(checked: Checked): string {
  return checked.ok
    ? [checked.identifier.value, ...checked.identifier.remarks].join(' ')
    : `! ${checked.problem}`;
}
