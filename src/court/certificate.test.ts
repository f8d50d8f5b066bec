import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fromBuffer } from 'yauzl';
import { SaxesParser } from 'saxes';
import { OWN_FONTS } from '../../test/support/fonts.ts';
import { digest, eventsOf } from '../../test/support/package-contents.ts';
import { hasProgram } from '../../test/support/programs.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { isUnbroken } from '../evidence/events/event.ts';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import type { AdmissibilityRule } from '../law/model.ts';
import { LANGUAGES, type Language } from '../web/messages.ts';
import { certificateDocx } from './certificate-docx.ts';
import { certificatePdf, titleOf } from './certificate-pdf.ts';
import {
  certificateBlocks,
  firstAnswers,
  isSignature,
  missingFields,
  type Answers,
  type Block,
} from './certificate.ts';
import type { LoggedExhibit } from './custody-facts.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const CERTIFICATES = knowledge.admissibility.filter(
  ({ certificate }) => (certificate?.fields.length ?? 0) > 0,
);
const NUMBER = 'FR-2026-000012-1';
const digests = { sha256: digest('bytes') };
const events = eventsOf(NUMBER, 10, [
  {
    type: 'acquired',
    authority: { type: 'warrant', id: '441/26' },
    digests,
    tool: { name: 'comity', version: '0.1.0' },
    facts: { files: 1, bytes: 8, method: 'device', writeBlocker: 'Bridge T8' },
    detailText: { source: 'Laptop in the office', takenBy: 'I. Example', takenOn: '2026-11-03' },
  },
  { type: 'checked', digests, facts: { files: 1, bytes: 8 } },
]);
const EXHIBIT: LoggedExhibit = {
  number: NUMBER,
  title: 'Letter',
  bytes: 8,
  ...digests,
  events,
  isUnbroken: isUnbroken(events),
};

function ruleOf(id: string): AdmissibilityRule {
  const rule = knowledge.admissibility.find((one) => one.id === id);
  assert.ok(rule, id);
  return rule;
}

function blocksOf(rule: AdmissibilityRule, answers: Answers, language: Language = 'en'): Block[] {
  return certificateBlocks(LANGUAGES[language], {
    rule,
    answers,
    number: NUMBER,
    caseReference: 'FR-2026-000012',
    agency: 'Cyber unit of Lyon',
    dataVersion: knowledge.dataVersion,
    madeAt: '25 Nov 2026',
  });
}

/** Every field said, so that every label and every answer is in the document. */
function allAnswers(rule: AdmissibilityRule): Answers {
  return {
    ...Object.fromEntries((rule.certificate?.fields ?? []).map(({ id, label }) => [id, `Said of: ${label}`])),
    ...firstAnswers(LANGUAGES.en, rule, EXHIBIT),
  };
}

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** Where a line was broken matters to no reader. */
const bare = (text: string): string => text.replace(/\s+/g, '');

test('what the log holds is filled in: the exhibit, the digest, the tool, the second reading', () => {
  const answers = firstAnswers(LANGUAGES.en, ruleOf('us-2'), EXHIBIT);
  assert.equal(answers['source'], 'Laptop in the office');
  assert.match(answers['copy'] ?? '', new RegExp(`${NUMBER}, Letter, 8 bytes, SHA-256 ${digests.sha256}`));
  assert.match(answers['method'] ?? '', /comity 0\.1\.0/);
  assert.match(answers['match'] ?? '', /Read again at .* the same SHA-256 digest/);
  assert.equal(answers['person'], undefined, 'who signs says it');
});

test('what the log does not hold stays empty: no reading again, no match', () => {
  const never = { ...EXHIBIT, events: events.slice(0, 1) };
  assert.equal(firstAnswers(LANGUAGES.en, ruleOf('us-2'), never)['match'], undefined);
  assert.deepEqual(firstAnswers(LANGUAGES.en, ruleOf('it-1'), { ...EXHIBIT, events: [] }), {});
});

test('fields that must be said are missed; those signed by hand are not', () => {
  const rule = ruleOf('us-2');
  assert.deepEqual(
    missingFields(rule, firstAnswers(LANGUAGES.en, rule, EXHIBIT)).map(({ id }) => id),
    ['person', 'declaration'],
  );
  assert.deepEqual(missingFields(rule, allAnswers(rule)), []);
  assert.ok(isSignature('a.sign') && isSignature('date') && !isSignature('declaration'));
});

for (const rule of CERTIFICATES)
  test(`${rule.id}, ${rule.law} ${rule.provision}: PDF and DOCX say the same words`, async (t) => {
    const blocks = blocksOf(rule, allAnswers(rule));
    const docx = await certificateDocx(blocks, {
      creator: 'Cyber unit of Lyon',
      title: titleOf(blocks),
      say: LANGUAGES.en,
    });
    assert.equal(folded((await textOfDocx(docx)).join('\n')), folded(wordsOf(blocks)));
    if (!hasProgram('pdftotext')) return t.skip('pdftotext not installed');
    const pdf = await certificatePdf(blocks, { language: 'en', created: 0 });
    assert.equal(bare(textOfPdf(t, pdf)), bare(wordsOf(blocks)));
  });

test('hostile words stay words, in both forms', async (t) => {
  const hostile = 'A\u0000B\u0008 </w:t> & "quoted" #text(fill: red)[x] \ud800 line\nsecond';
  const blocks = blocksOf(ruleOf('us-2'), { ...allAnswers(ruleOf('us-2')), copy: hostile });
  const docx = await certificateDocx(blocks, { creator: '<x>', title: '&', say: LANGUAGES.en });
  assert.ok((await textOfDocx(docx)).join('\n').includes('</w:t> & "quoted" #text(fill: red)[x]'));
  if (!hasProgram('pdftotext')) return t.skip('pdftotext not installed');
  const pdf = await certificatePdf(blocks, { language: 'en', created: 0 });
  assert.ok(folded(textOfPdf(t, pdf)).includes('#text(fill: red)[x]'));
});

for (const language of ['ar', 'ru', 'zh'] as const)
  test(`a certificate in ${language} is set in its script, and its title is found in it`, async (t) => {
    if (!hasProgram('pdftotext')) return t.skip('pdftotext not installed (poppler-utils)');
    const blocks = blocksOf(ruleOf('in-1'), allAnswers(ruleOf('in-1')), language);
    const path = join(temporaryFolder(t), 'certificate.pdf');
    writeFileSync(path, await certificatePdf(blocks, { language, created: 1000 }));
    const text = spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' }).stdout.normalize('NFKC');
    const title = LANGUAGES[language].court.document.title.match(/\p{L}+/gu) ?? [];
    for (const word of title) assert.ok(text.includes(word), `${word} is in: ${text}`);
    assert.ok(!text.includes('[U+'), text);
  });

test('the same draft gives the same PDF', async () => {
  const blocks = blocksOf(ruleOf('in-1'), allAnswers(ruleOf('in-1')), 'fr');
  const [one, two] = await Promise.all(
    [1, 2].map(() => certificatePdf(blocks, { language: 'fr', created: 1000 })),
  );
  assert.deepEqual(one, two);
});

test('LibreOffice opens the editable copy', async (t) => {
  if (!hasProgram('soffice')) return t.skip('soffice (LibreOffice) not installed');
  const folder = temporaryFolder(t);
  const blocks = blocksOf(ruleOf('us-2'), allAnswers(ruleOf('us-2')));
  const path = join(folder, 'certificate.docx');
  writeFileSync(path, await certificateDocx(blocks, { creator: 'x', title: 'x', say: LANGUAGES.en }));
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const ran = spawnSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path], {
    encoding: 'utf8',
    env: { ...process.env, ...OWN_FONTS },
  });
  assert.equal(ran.status, 0, ran.stderr);
  const text = spawnSync('pdftotext', ['-raw', join(folder, 'certificate.pdf'), '-'], { encoding: 'utf8' });
  assert.ok(bare(text.stdout).includes(bare(digests.sha256)));
});

function textOfPdf(t: TestContext, pdf: Uint8Array): string {
  const path = join(temporaryFolder(t), 'certificate.pdf');
  writeFileSync(path, pdf);
  const ran = spawnSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' });
  assert.equal(ran.status, 0, ran.stderr);
  return ran.stdout;
}

/** Paragraphs of the document, read as a stranger would: unpacked, every part parsed as XML, the text of `w:t`. */
async function textOfDocx(docx: Uint8Array): Promise<string[]> {
  const parts = await unpacked(docx);
  for (const [name, xml] of parts) if (/\.(?:xml|rels)$/.test(name)) parsed(xml, () => undefined);
  for (const needed of ['[Content_Types].xml', 'word/document.xml', '_rels/.rels'])
    assert.ok(parts.has(needed), needed);
  const paragraphs: string[] = [];
  let isText = false;
  parsed(parts.get('word/document.xml') ?? '', (event, value) => {
    if (event === 'open' && value === 'w:p') paragraphs.push('');
    if (event === 'open' && value === 'w:br') paragraphs.push(`${paragraphs.pop() ?? ''}\n`);
    if (value === 'w:t') isText = event === 'open';
    if (event === 'text' && isText) paragraphs.push((paragraphs.pop() ?? '') + value);
  });
  return paragraphs;
}

function parsed(xml: string, on: (event: 'open' | 'close' | 'text', value: string) => void): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => on('open', name));
  parser.on('closetag', ({ name }) => on('close', name));
  parser.on('text', (text) => on('text', text));
  parser.write(xml).close();
}

function unpacked(zip: Uint8Array): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(zip), { lazyEntries: true }, (opening, file) => {
      if (opening !== null) return reject(opening);
      const parts = new Map<string, string>();
      file.on('error', reject).on('end', () => resolve(parts));
      file.on('entry', (entry: { fileName: string }) => {
        file.openReadStream(entry as never, (failing, stream) => {
          if (failing !== null) return reject(failing);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString());
            file.readEntry();
          });
        });
      });
      file.readEntry();
    });
  });
}

/** All words of the document, in order, for whoever compares two of its forms. */
function wordsOf(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => ('label' in block ? [block.label] : []).concat('text' in block ? [block.text] : []))
    .join('\n');
}
