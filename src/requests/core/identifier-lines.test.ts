// Many identifiers at once: each line is right, or says its number and why not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identifierLines, MAX_IDENTIFIERS, readIdentifierLines } from './identifier-lines.ts';

const wrongs = (text: string, wanted = {}): string[] =>
  readIdentifierLines(text, wanted).wrong.map(({ line, problem }) => `${line} ${problem}`);

test('lines without a heading: the value alone where its kind shows, else the kind before it', () => {
  const text = [
    'clerk@example.org',
    '+44 20 7946 0958',
    '9.9.9.9,443,2026-10-03T21:14:07+02:00',
    '2001:db8::1',
    'https://social.example/people/100004219876',
    '00:1a:2b:3c:4d:5e',
    'imei,490154203237518',
    'account,100004219876',
  ].join('\n');
  const { identifiers, wrong } = readIdentifierLines(text);
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    identifiers.map(({ kind }) => kind),
    ['email', 'phone', 'ip', 'ip', 'url', 'mac', 'imei', 'account'],
  );
  assert.deepEqual(identifiers[2], {
    kind: 'ip',
    value: '9.9.9.9',
    port: '443',
    from: '2026-10-03T21:14:07+02:00',
  });
  assert.deepEqual(readIdentifierLines(identifierLines(identifiers)).identifiers, identifiers);
});

test('a heading says the order of the columns', () => {
  const { identifiers, wrong } = readIdentifierLines(
    'Value;Port;Kind\n9.9.9.9;443;IP\nclerk@example.org;;\n',
  );
  assert.deepEqual(wrong, []);
  assert.deepEqual(identifiers, [
    { kind: 'ip', value: '9.9.9.9', port: '443' },
    { kind: 'email', value: 'clerk@example.org' },
  ]);
});

test('each wrong line is named with its number and why; the right ones are there too', () => {
  const text = [
    'kind,value,port,from,to',
    'email,clerk@example.org',
    'email,clerk@localhost',
    'ip,192.168.1.10',
    'ip,9.9.9.9,70000',
    'ip,9.9.9.9,443,2026-10-03T21:14:07',
    'colour,red',
    ',490154203237518',
    'email,CLERK@EXAMPLE.ORG',
    'email,clerk@EXAMPLE.ORG',
    'email,other@example.org,443',
    'email,a,b,c,d,e',
  ].join('\n');
  assert.deepEqual(wrongs(text), [
    '3 notEmail',
    '4 ipNotPublic',
    '5 notPort',
    '6 timeWithoutOffset',
    '7 unknownKind',
    '8 sayKind',
    '10 again',
    '11 tooManyCells',
    '12 tooManyCells',
  ]);
  assert.equal(readIdentifierLines(text).identifiers.length, 2);
});

test('a field of one kind takes that kind alone, and needs it not said', () => {
  assert.deepEqual(readIdentifierLines('490154203237518', { only: 'imei' }).identifiers, [
    { kind: 'imei', value: '490154203237518' },
  ]);
  assert.deepEqual(wrongs('email,clerk@example.org', { only: 'imei' }), ['1 otherKind']);
});

test('what is there already is not taken twice, and no more than so many are', () => {
  const before = [{ kind: 'email' as const, value: 'clerk@example.org' }];
  assert.deepEqual(wrongs('clerk@example.org', { before }), ['1 again']);
  const many = Array.from({ length: MAX_IDENTIFIERS + 5 }, (_, i) => `a${i}@example.org`).join('\n');
  assert.deepEqual(wrongs(many), [`${MAX_IDENTIFIERS + 1} tooMany`]);
  assert.deepEqual(wrongs('clerk@example.org\n"one'), ['2 unclosed']);
});

test('a cell as long as its file is read in one go; of lines that are all wrong some are named', () => {
  // What tries each sign of these again for each other one does not end today.
  const long = 1_000_000;
  assert.deepEqual(wrongs(`a@${'.'.repeat(long)} x`), ['1 sayKind']);
  assert.deepEqual(wrongs(`${':'.repeat(long)}x`), ['1 sayKind']);
  assert.deepEqual(wrongs(`kind,value,from\nip,9.9.9.9,"${'T1'.repeat(long / 2)}\n1\nx"`), ['2 notTime']);
  const all = wrongs('x\n'.repeat(long / 2));
  assert.equal(all.length, MAX_IDENTIFIERS + 1);
  assert.equal(all.at(-1), `${MAX_IDENTIFIERS + 1} tooMany`);
});
