// The verdict on recorded answers of npm (fixtures/audits/README.md).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { auditVerdict, readExceptions, type AuditException } from './audit-verdict.ts';

const recorded = (name: string): string =>
  readFileSync(new URL(`../../fixtures/audits/${name}.json`, import.meta.url), 'utf8');

const TODAY = '2026-11-30';
const SAXES: AuditException = {
  advisory: 'GHSA-aaaa-bbbb-cccc',
  package: 'saxes',
  until: '2026-12-31',
  reason: 'The entity it expands is refused before (src/law/xml.ts).',
};
const XMLCHARS: AuditException = { ...SAXES, advisory: 'GHSA-dddd-eeee-ffff', package: 'xmlchars' };

const names = (holes: readonly { package: string }[]): string[] => holes.map((one) => one.package).sort();

test('a known hole is found once, however many packages bring it', () => {
  const verdict = auditVerdict(recorded('two-holes'), [], TODAY);
  assert.ok(verdict.kind === 'checked');
  assert.deepEqual(names(verdict.holes), ['saxes', 'xmlchars']);
  assert.deepEqual(verdict.excepted, []);
  const none = auditVerdict(recorded('no-holes'), [], TODAY);
  assert.deepEqual(none, { kind: 'checked', holes: [], excepted: [], idle: [] });
});

test('an exception counts for its advisory and package, through its last day', () => {
  for (const [day, left] of [
    ['2026-12-31', ['xmlchars']],
    ['2027-01-01', ['saxes', 'xmlchars']],
  ] as const) {
    const verdict = auditVerdict(recorded('two-holes'), [SAXES], day);
    assert.ok(verdict.kind === 'checked');
    assert.deepEqual(names(verdict.holes), left, day);
  }
  const ended = auditVerdict(recorded('two-holes'), [SAXES, XMLCHARS], '2027-01-01');
  assert.ok(ended.kind === 'checked');
  assert.deepEqual(
    ended.holes.map((one) => one.exceptedUntil),
    ['2026-12-31', '2026-12-31'],
  );
  const other = auditVerdict(recorded('two-holes'), [{ ...SAXES, package: 'xmlchars' }], TODAY);
  assert.ok(other.kind === 'checked');
  assert.equal(other.holes.length, 2, 'not for another package');
});

test('an exception for what is no longer reported is named', () => {
  const verdict = auditVerdict(recorded('no-holes'), [SAXES], TODAY);
  assert.ok(verdict.kind === 'checked');
  assert.deepEqual(verdict.idle, [SAXES]);
});

test('a registry that offers no audit or does not answer was not asked: neither good nor bad', () => {
  for (const name of ['no-endpoint', 'unreachable'])
    assert.equal(auditVerdict(recorded(name), [], TODAY).kind, 'notChecked', name);
  for (const answer of ['', 'npm error', '[]', '{}', '{"vulnerabilities":[]}'])
    assert.equal(auditVerdict(answer, [], TODAY).kind, 'notChecked', answer);
});

test('an exception without a reason, with no real day, or for longer than half a year is refused', () => {
  const read = (one: object): AuditException[] => readExceptions(JSON.stringify([one]), TODAY);
  assert.deepEqual(read(SAXES), [SAXES]);
  assert.throws(() => read({ ...SAXES, reason: ' ' }), /"reason"/);
  for (const until of ['', 'soon', '2026-13-01', '2026-12', '31.12.2026', '2027-06-01'])
    assert.throws(() => read({ ...SAXES, until }), /"until"/, until);
  assert.throws(() => read(['GHSA']), /an object/);
  assert.throws(() => readExceptions('{}', TODAY), /a list/);
});

test('the exceptions that are kept can be read', () => {
  const kept = readFileSync(new URL('audit-exceptions.json', import.meta.url), 'utf8');
  assert.ok(Array.isArray(readExceptions(kept, new Date().toISOString().slice(0, 10))));
});
