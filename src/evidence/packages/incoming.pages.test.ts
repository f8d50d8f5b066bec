// The page of a package that arrived: what the verifier says stands there in the language of the page, and not in English.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../../test/support/ids.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { CHECKS, type Check } from '../../verify/checks.ts';
import { english } from '../../verify/report-words.ts';
import type { Statement } from '../../verify/report.ts';
import { LANGUAGES, type Language } from '../../web/messages.ts';
import { checkerLanguage } from '../../web/verify-page/checker-languages.ts';
import { incomingPage } from './incoming.pages.ts';
import type { CheckedPackage, Incoming } from './incoming.ts';

const CODES = Object.keys(LANGUAGES) as Language[]; // its own keys

const counts = { files: 3, bytes: 100, events: 9, exhibits: 2, heads: 2, items: 2, keys: 3, logSize: 40 };
const checks = CHECKS.map((name): Check => ({
  name,
  outcome: name === 'trust' ? 'notChecked' : 'passed',
  counts,
}));
const established: Statement[] = [
  { id: 'unchanged', files: 30_000, bytes: 100 },
  { id: 'sealed', origin: 'lyon.example/custody', fingerprint: 'aa' },
];
const notEstablished: Statement[] = [{ id: 'toldTheTruth' }, { id: 'noWitnesses' }];
const good: CheckedPackage = { ok: true, checks, established, notEstablished, already: [] };
const bad: CheckedPackage = {
  ok: false,
  checks: [{ name: 'payload', outcome: 'failed', counts: {} }],
  fault: { code: 'fileChanged', place: 'data/letter.txt', expected: 'sha256 aa', found: 'sha256 bb' },
  established: [],
  notEstablished: [],
  already: [],
};

async function shown(code: Language, verdict: CheckedPackage): Promise<string> {
  const file: CaseOfMember = {
    id: newId(),
    reference: 'FJ-2026-000001',
    title: 'Request of France',
    exhibits: 0,
    createdAt: new Date(0),
    role: 'investigator',
    isClosed: false,
    isCompartmented: false,
  };
  const incoming: Incoming = {
    id: newId(),
    caseId: file.id,
    by: { id: newId(), name: 'Mere Example' },
    name: 'sent.zip',
    path: '/incoming/sent.zip',
    isUpload: true,
    trust: undefined,
    begunAt: new Date(0),
    checkJob: { id: newId(), state: 'done' },
    checked: { at: new Date(0), verdict },
    quarantine: undefined,
    importJob: undefined,
    exhibits: undefined,
  };
  return String(await incomingPage(LANGUAGES[code], { file, incoming }).main)
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

test('a service key other than the confirmed one is warned of, in every language, and the same one is not', async () => {
  const peer = {
    id: newId(),
    agency: 'Cyber unit of Lyon',
    state: 'FR',
    road: 'meeting',
    receivedOn: '2026-11-03',
    confirmedAt: '2026-11-04T10:00:00Z',
    service: 'aa'.repeat(32),
  } as const;
  const pack = (fingerprint: string): NonNullable<CheckedPackage['pack']> => ({
    origin: 'lyon.example/custody',
    bag: 'bag',
    keys: [{ use: 'service', fingerprint }],
    exhibits: [],
  });
  for (const code of CODES) {
    const words = LANGUAGES[code].incoming.serviceWarning('Cyber unit of Lyon', 'FR').slice(0, 30);
    assert.ok((await shown(code, { ...good, peer, pack: pack('bb'.repeat(32)) })).includes(words), code);
    assert.ok(!(await shown(code, { ...good, peer, pack: pack('aa'.repeat(32)) })).includes(words), code);
  }
});

test('what a check found is told in the language of the page', async () => {
  for (const code of CODES) {
    const { report } = checkerLanguage(LANGUAGES[code]);
    const text = await shown(code, good);
    const said = [
      ...checks.flatMap((check) => [report.checkTitles[check.name], report.checkWords(check)]),
      ...[...established, ...notEstablished].map(report.statement),
      report.headings.established,
      report.headings.notEstablished,
    ];
    for (const words of said) assert.ok(text.includes(words), `${code}: ${words}`);
    if (code === 'en') continue;
    const inEnglish = [
      ...checks.map((check) => english.checkTitles[check.name]).filter((title) => !said.includes(title)),
      ...[...established, ...notEstablished].map(english.statement),
    ];
    for (const words of inEnglish) assert.equal(text.includes(`>${words}<`), false, `${code}: ${words}`);
  }
});

test('a name in it that would turn or hide the text is shown as what it is, in each language', async () => {
  const origin = 'lyon\u202e\u200b.example';
  for (const code of CODES) {
    const text = await shown(code, { ...good, established: [{ id: 'sealed', origin, fingerprint: 'aa' }] });
    assert.ok(text.includes('lyon[U+202E][U+200B].example'), code);
    assert.equal(
      /\[U\+(2068|2069|202F|A0)\]/.test(text),
      false,
      `${code}: our own spaces and marks stay as they are`,
    );
  }
});

test('why it was refused is told in the language of the page, and what stands in the package as it stands', async () => {
  for (const code of CODES) {
    const text = await shown(code, bad);
    const { faultWords, checkWords } = checkerLanguage(LANGUAGES[code]).report;
    for (const words of [faultWords.fileChanged, 'data/letter.txt', 'sha256 aa', 'sha256 bb'])
      assert.ok(text.includes(words), `${code}: ${words}`);
    assert.ok(bad.checks.every((check) => text.includes(checkWords(check))));
    assert.equal(text.includes(english.faultWords.fileChanged), code === 'en', code);
    assert.equal(text.includes('<span lang="en">sha256 aa</span>'), code !== 'en', 'for those who listen');
  }
});
