// The mark of an approved letter: in six languages it says who, when, which digest and which entry; the letter before it is untouched,
// and what is within it is still read.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { completeDraft } from '../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { attachmentsOf } from '../../../platform/pdf.ts';
import { PdfFile } from '../../../platform/pdf-update.ts';
import { LANGUAGES, type Language } from '../../../web/messages.ts';
import { renderLetter } from './document.ts';
import { codeText, markLines, markPlace, markWords, renderMark, withMark } from './mark.ts';
import { markTongue } from './outgoing.acts.ts';

const APPROVAL = {
  name: 'Paula Example',
  role: 'prosecutor',
  authority: 'Cyber unit of Lyon',
  state: 'FR',
  at: new Date('2026-11-30T08:00:00Z'),
} as const;

async function marked(language: Language) {
  const tongue = markTongue(language);
  const draft = await completeDraft('bc-31-subscriber');
  const made = {
    draft,
    instrument: 'Budapest Convention',
    created: APPROVAL.at.getTime(),
    approval: APPROVAL,
  };
  const letter = await renderLetter({ ...made, tongues: [tongue] });
  const digest = createHash('sha256').update(letter).digest('hex');
  const facts = { ...APPROVAL, digest, origin: 'lyon.example/custody', index: 1234 };
  const place = markPlace(false);
  const mark = await renderMark(facts, tongue, place);
  return { letter, facts, tongue, out: withMark(letter, mark, markWords(facts, tongue), place) };
}

test('the letter is the beginning of what leaves, and a reader of PDFs sees the mark on its first page', async (t) => {
  const folder = temporaryFolder(t);
  for (const language of ['en', 'ar'] as const) {
    const { letter, facts, out } = await marked(language);
    assert.equal(Buffer.compare(out.subarray(0, letter.length), letter), 0);
    assert.equal(out.at(-1), 0x0a);
    assert.deepEqual((await attachmentsOf(out, ['request.json'])).names, ['request.json']);
    const path = join(folder, `${language}.pdf`);
    writeFileSync(path, out);
    const qpdf = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' });
    assert.equal(qpdf.status, 0, qpdf.stderr + qpdf.stdout);
    const { stdout } = spawnSync('pdftotext', ['-f', '1', '-l', '1', path, '-'], { encoding: 'utf8' });
    const text = stdout.replaceAll(/[\s\u202a-\u202e\u2066-\u2069]+/g, '');
    for (const words of ['PaulaExample', facts.digest, 'lyon.example/custody', '1234'])
      assert.ok(text.includes(words), `${words} in ${language}: ${stdout}`);
    const picture = join(folder, language);
    spawnSync('pdftoppm', ['-r', '150', '-l', '1', '-png', '-singlefile', path, picture]);
    const code = spawnSync('zbarimg', ['-q', '--raw', `${picture}.png`], { encoding: 'utf8' }).stdout;
    assert.equal(code.trim(), codeText(facts).trim(), 'the code is read from the printed page');
  }
});

test('it says the same in every language, that there is no seal where there is none, and who sealed it where there is one', async () => {
  const facts = { ...APPROVAL, digest: 'ab'.repeat(32), origin: 'lyon.example/custody', index: 7 };
  for (const code of Object.keys(LANGUAGES) as Language[]) {
    const tongue = markTongue(code);
    const { mark } = tongue.say.letter;
    assert.equal(markLines(facts, tongue).at(-1), mark.noSeal);
    assert.ok(
      markLines({ ...facts, seal: 'Seal of Lyon' }, tongue)
        .at(-1)
        ?.includes('Seal of Lyon'),
    );
    const all = markWords(facts, tongue);
    for (const words of ['Paula Example', '2026-11-30', facts.digest, facts.origin, '7'])
      assert.ok(all.includes(words), `${words} in ${code}`);
  }
  assert.equal(codeText(facts), `sha256 ${facts.digest}\nlog lyon.example/custody\nentry 7\n`);
});

test('what is no PDF of ours takes no mark', () => {
  for (const bytes of ['', '%PDF-1.7\n', '%PDF-1.7\nstartxref\n9\n%%EOF\n', 'x'.repeat(10_000)])
    assert.throws(() => new PdfFile(Buffer.from(bytes)), isRefusal('badInput'));
});
