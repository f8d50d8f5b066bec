import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasProgram } from '../../../test/support/programs.ts';
import {
  digest,
  eventsOf,
  exhibit,
  file,
  sampleContents,
  uuid,
} from '../../../test/support/package-contents.ts';
import type { PackageContents } from './package-contents.ts';
import { renderReport } from './report.ts';
import { LANGUAGES, type Language } from '../../web/messages.ts';

/** What a program prints about a PDF; undefined when the program is missing. */
function ask(pdf: Uint8Array, program: string, ...args: readonly string[]): string | undefined {
  if (!hasProgram(program)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'comity-report-'));
  try {
    const path = join(folder, 'report.pdf');
    writeFileSync(path, pdf);
    const run = spawnSync(
      program,
      args.map((arg) => (arg === 'PDF' ? path : arg)),
      {
        encoding: 'utf8',
      },
    );
    assert.equal(run.status, 0, run.stderr);
    return run.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Text of the pages, white space folded. */
async function textOf(contents: PackageContents, language: Language = 'en'): Promise<string | undefined> {
  const text = ask(await renderReport(contents, language), 'pdftotext', '-raw', 'PDF', '-');
  return text?.replace(/\s+/g, ' ');
}

const NO_POPPLER = 'pdftotext not installed';
/** Below it, of the height of a page, stand number and name. */
const FOOT = 0.92;

test('the report names every exhibit, digest, condition, place and key, and the log at its size', async (t) => {
  const contents = sampleContents();
  const text = await textOf(contents);
  if (text === undefined) return t.skip(NO_POPPLER);
  for (const one of contents.exhibits) {
    assert.ok(text.includes(one.number), one.number);
    assert.ok(text.includes(one.digests.sha256), one.number);
    for (const condition of one.conditions) assert.ok(text.includes(condition), condition);
  }
  for (const key of contents.keys) assert.ok(text.includes(key.fingerprint));
  for (const words of [
    contents.id,
    'Harbour invoices',
    'Office central de lutte contre la cybercriminalité, FR',
    '48 213',
    contents.checkpoint.root,
    'rs.example/witness',
    'Time Stamping Unit 4, 3 November 2026, 09:29:20 UTC',
    '256.1 GB (256 060 514 304 bytes)',
    digest('laptop', 'md5'),
    'Laptop on the desk in the back office, serial number EX-0001',
    '29 October 2026, 09:44:30 (UTC+01:00) · 08:44:30 UTC · Porto, PT',
    '29 October 2026, 22:09:30 (UTC+01:00) · 21:09:30 UTC',
    'Warrant 441/26',
    'write blocker Bridge T8',
    'from the log es.example/custody, exhibit ES-2026-000077-4, at log size 90 412',
    'to Office central de lutte contre la',
    'A check failed on 30 October 2026',
    `expected ${digest('evidence.bin')}`,
    'openssl ts -verify -data custody/checkpoint.note -in custody/timestamps/tsa-1.tsr',
    'sha256sum -c manifest-sha256.txt',
    'by another road',
  ])
    assert.ok(text.includes(words), words);
});

test('the report says what is missing: witnesses, time stamps, files', async (t) => {
  const base = sampleContents();
  const number = 'PT-2026-000012-9';
  const disposed = exhibit(number, 'file', {
    files: [],
    digests: { sha256: digest('gone') },
    events: eventsOf(number, 3, [
      { type: 'identified', detail: digest('kept back') },
      {
        type: 'destroyed',
        authority: { type: 'order', id: 'D 4/27' },
        facts: { files: 1, bytes: 1000 },
      },
    ]),
  });
  const text = await textOf({
    ...base,
    exhibits: [disposed],
    timestamps: [],
    checkpoint: { ...base.checkpoint, cosigners: [] },
  });
  if (text === undefined) return t.skip(NO_POPPLER);
  for (const words of [
    'None has cosigned',
    'no witness has',
    'no independent authority',
    'Its events remain',
  ])
    assert.ok(text.includes(words), words);
  assert.ok(!text.includes('openssl ts'));
});

test('the report is whole PDF, declares PDF/A-2a, and is tagged', async (t) => {
  const pdf = await renderReport(sampleContents(), 'en');
  const raw = Buffer.from(pdf).toString('latin1');
  assert.match(raw, /<pdfaid:part>2<\/pdfaid:part>/);
  assert.match(raw, /<pdfaid:conformance>A<\/pdfaid:conformance>/);
  if (!hasProgram('qpdf') || !hasProgram('pdfinfo')) return t.skip('qpdf or pdfinfo not installed');
  assert.match(ask(pdf, 'qpdf', '--check', 'PDF') ?? '', /No syntax or stream encoding errors found/);
  const about = ask(pdf, 'pdfinfo', 'PDF') ?? '';
  assert.match(about, /Tagged: +yes/);
  assert.match(about, /Title: +Evidence package PT-2026-000012-package-0001/);
  const fonts = ask(pdf, 'pdffonts', 'PDF')?.trim().split('\n').slice(2) ?? [];
  assert.ok(
    fonts.length >= 3 && fonts.every((line) => / yes yes yes /.test(line)),
    'all embedded, with Unicode',
  );
});

test('no report ends on a page that is nearly empty, however many exhibits it tells of', async (t) => {
  if (!hasProgram('pdftotext') || !hasProgram('pdfinfo')) return t.skip(NO_POPPLER);
  for (const count of [1, 3, 4]) {
    const exhibits = Array.from({ length: count }, (_, i) => {
      const number = `PT-2026-000012-${i + 1}`;
      return exhibit(number, 'file', { events: eventsOf(number, i * 3, Array(3).fill({ type: 'moved' })) });
    });
    const pdf = await renderReport(sampleContents({ exhibits }), 'en');
    const pages = /Pages: +(\d+)/.exec(ask(pdf, 'pdfinfo', 'PDF') ?? '')?.[1] ?? '';
    const laid = ask(pdf, 'pdftotext', '-bbox', '-f', pages, '-l', pages, 'PDF', '-') ?? '';
    const height = Number(/<page [^>]*height="([\d.]+)"/.exec(laid)?.[1]);
    const ends = [...laid.matchAll(/yMax="([\d.]+)"/g)].map(([, y]) => Number(y) / height);
    const last = Math.max(...ends.filter((y) => y < FOOT));
    assert.ok(last > 1 / 3, `${count} exhibits: page ${pages} is filled to ${last.toFixed(2)}`);
  }
});

test('the same contents give the same bytes', async () => {
  const [one, two] = await Promise.all([
    renderReport(sampleContents(), 'en'),
    renderReport(sampleContents(), 'en'),
  ]);
  assert.deepEqual(one, two);
  assert.notDeepEqual(await renderReport(sampleContents({ bag: 'other' }), 'en'), one);
});

test('hostile names are printed, cannot reorder or hide anything, and are no commands', async (t) => {
  const number = 'PT-2026-000012-9';
  const evil =
    'invoice\u202Egpj.exe \u2066x\u0000\u0007\uD800 #read("/etc/passwd") $x$ @preview [*bold*] 中文 \u{1F4BE}';
  const long = 'a'.repeat(5000);
  const base = sampleContents();
  const contents = sampleContents({
    bag: evil,
    agency: { name: evil, state: 'PT' },
    case: { ...base.case, title: evil, reference: long },
    receiver: { name: '', state: '' },
    exhibits: [
      exhibit(number, 'tree', {
        title: `${evil} Z${'\u0301'.repeat(60)}`,
        conditions: [evil, `${'word '.repeat(300)}end`],
        files: [{ ...file(number, evil), foundAs: long }, file(number, `${'b'.repeat(240)}/x`)],
        events: eventsOf(number, 3, [
          {
            type: 'identified',
            place: long,
            reason: evil,
            detailText: { source: evil, person: evil, foundAs: evil, note: `${evil}\n${long}` },
          },
          { type: 'corrected', facts: { event: uuid('none'), field: evil, value: long } },
        ]),
      }),
    ],
  });
  const text = await textOf(contents);
  if (text === undefined) return t.skip(NO_POPPLER);
  assert.ok(!/[\u202a-\u202e\u2066-\u2069\u200b\u0000-\u0008]/.test(text.replaceAll('\f', '')));
  for (const words of [
    '[U+202E]gpj.exe',
    '[U+2066]x[U+0000]',
    '#read("/etc/passwd")',
    '$x$',
    '[*bold*]',
    '中文',
    '[U+1F4BE]',
  ])
    assert.ok(text.replaceAll(' ', '').includes(words), words);
  assert.ok(!text.includes('root:'));
});

test('two hundred exhibits, and one with a hundred thousand events, stay within limits', async (t) => {
  const many = Array.from({ length: 200 }, (_, i) => {
    const number = `PT-2026-000012-${i + 1}`;
    const some = Array.from({ length: 6 }, () => ({ type: 'moved' as const }));
    return exhibit(number, 'file', { events: eventsOf(number, i * 6, some) });
  });
  const number = 'PT-2026-000012-201';
  const some = Array.from({ length: 100_000 }, (_, i) => ({
    type: 'viewed' as const,
    reason: `purpose ${i}`,
  }));
  const files = Array.from({ length: 20_000 }, (_, i) => file(number, `${i}.eml`));
  many.push(exhibit(number, 'tree', { files, events: eventsOf(number, 5000, some) }));
  const pdf = await renderReport(sampleContents({ exhibits: many }), 'en');
  assert.ok(pdf.length < 32 * 1024 * 1024, `${pdf.length} bytes`);
  const pages = Number(/Pages: +(\d+)/.exec(ask(pdf, 'pdfinfo', 'PDF') ?? '')?.[1] ?? 0);
  t.diagnostic(`201 exhibits: ${pages} pages, ${pdf.length} bytes`);
  if (pages === 0) return t.skip('pdfinfo not installed');
  assert.ok(pages < 400, `${pages} pages`);
  const text = ask(pdf, 'pdftotext', '-raw', 'PDF', '-') ?? '';
  for (const one of many) assert.ok(text.includes(one.number), one.number);
  assert.match(text, /Exhibits described in the list only: 1\./);
});

test('a long list is cut with its count and the place of the rest', async (t) => {
  const number = 'PT-2026-000012-1';
  const files = Array.from({ length: 20_000 }, (_, i) => file(number, `${i}.eml`));
  const some = Array.from({ length: 500 }, (_, i) => ({ type: 'viewed' as const, reason: `purpose ${i}` }));
  const text = await textOf(
    sampleContents({ exhibits: [exhibit(number, 'tree', { files, events: eventsOf(number, 0, some) })] }),
  );
  if (text === undefined) return t.skip(NO_POPPLER);
  assert.match(text, /Files not shown here: 19 988 of 20 000\. Each has its line in manifest-sha256\.txt\./);
  assert.match(text, /Events not drawn here: 460, log positions 000020 to 000479/);
});

const plain = (text: string): string => text.normalize('NFKC').replace(/[\u202a-\u202e]/g, '');

test('a language without words is refused, and every other makes a document', async (t) => {
  assert.throws(() => renderReport(sampleContents(), 'xx' as Language), { code: 'unsupported' });
  for (const language of (Object.keys(LANGUAGES) as Language[]).filter((one) => one !== 'en')) {
    const text = await textOf(sampleContents(), language);
    if (text === undefined) return t.skip(NO_POPPLER);
    // Poppler gives the words of an Arabic line in the order of the page.
    for (const word of LANGUAGES[language].events.proof.split(' '))
      assert.ok(plain(text).includes(word), language);
    assert.ok(!/\[U\+|\{\w+\}/.test(text), language);
  }
});

test('the report says what the courts of the receiver ask, and what of it the log shows', async (t) => {
  const rule = {
    law: 'Code of evidence (invented)',
    provision: 'Section 12',
    asked: [
      {
        text: 'A digest of the copy',
        met: ['PT-2026-000012-1'],
        missing: ['PT-2026-000012-2'],
        cannotTell: [],
      },
      { text: 'Regular use of the device', met: [], missing: [], cannotTell: ['PT-2026-000012-1'] },
    ],
    certificate: 'yes; the person in charge',
  };
  const text = await textOf(sampleContents({ court: { state: 'FR', rules: [rule] } }));
  if (text === undefined) return t.skip(NO_POPPLER);
  for (const words of [
    'Use in court: FR',
    'Code of evidence (invented), Section 12',
    'A digest of the copy The log shows it PT-2026-000012-1 The log lacks it PT-2026-000012-2',
    'Regular use of the device Cannot tell from the log',
    'Certificate: yes; the person in charge',
  ])
    assert.ok(text.includes(words), words);
  const none = await textOf(sampleContents({ court: { state: 'FJ', rules: [] } }));
  assert.ok(none?.includes('What the courts of FJ ask of electronic evidence is not on record'));
  assert.ok(!(await textOf(sampleContents()))?.includes('Use in court'));
});

test('no page of the report is left with a few lines, however many exhibits there are', async (t) => {
  const whole = sampleContents();
  for (let count = 1; count <= whole.exhibits.length; count++) {
    const contents = { ...whole, exhibits: whole.exhibits.slice(0, count) };
    const text = ask(await renderReport(contents, 'en'), 'pdftotext', '-layout', 'PDF', '-');
    if (text === undefined) return t.skip(NO_POPPLER);
    const pages = text.split('\f').slice(0, -1);
    const lines = (page: string): number => page.split('\n').filter((line) => line.trim() !== '').length;
    // The head and the foot of a page are lines too.
    assert.ok(
      pages.every((page) => lines(page) > 10),
      `${count}: ${pages.map(lines).join(' ')}`,
    );
  }
});
