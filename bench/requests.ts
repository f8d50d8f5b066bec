// A request of forty items against the limits set for it: checked in under 50 ms, its letter made in under 3 s, in one language and in
// two of other scripts side by side.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealPdf } from '../src/platform/pdf-seal.ts';
import { openSeal } from '../src/platform/seal-settings.ts';
import { shippedLaw } from '../src/law/data-files.store.ts';
import { formLabels } from '../src/law/form-labels.store.ts';
import type { Answers } from '../src/requests/core/answers.ts';
import { itemsOf } from '../src/requests/core/request-items.ts';
import { findingsOf } from '../src/requests/verbs/drafting/checks/checks.ts';
import { renderLetter, type LetterAsked } from '../src/requests/verbs/letters/document.ts';
import { markPlace, markWords, renderMark } from '../src/requests/verbs/letters/mark.ts';
import { letterDocx } from '../src/requests/verbs/letters/letter-docx.ts';
import { instrumentTitle } from '../src/requests/core/form.ts';
import { readRequest } from '../src/requests/machine/messages/request-file.ts';
import { letterTongue } from '../src/requests/machine/text/tongue.ts';
import { LANGUAGES, type Language } from '../src/web/messages.ts';
import { leastMs } from './measure.ts';
import { limited, type Row } from './table.ts';

const ITEMS = 40;
const CHECK_MS = 50;
const LETTER_MS = 3000;
const RUNS = 5;
const FILE = new URL('../fixtures/requests/bc-31-subscriber/complete.json', import.meta.url);

export async function requests(): Promise<Row[]> {
  const law = await shippedLaw();
  const one = readRequest(readFileSync(FILE, 'utf8'), law);
  const [item] = itemsOf(one.answers, 'data');
  if (item === undefined) throw new Error('the example asks for nothing');
  const data: Answers[string] = Array.from({ length: ITEMS }, (_, i) => ({
    ...item,
    identifiers: item.identifiers.map((identifier) => ({ ...identifier, port: String(50_000 + i) })),
  }));
  const draft = { ...one, answers: { ...one.answers, data } };
  const tongue = (language: Language) => letterTongue(LANGUAGES[language], formLabels(language));
  const asked = (first: Language, ...others: Language[]) => ({
    draft,
    instrument: instrumentTitle(draft.legal, law),
    tongues: [tongue(first), ...others.map(tongue)] as const,
    created: 0,
  });
  const what = `request of ${ITEMS} items`;
  return [
    limited(
      `${what} checked, CPU`,
      leastMs(() => void findingsOf(draft, law)),
      CHECK_MS,
      'ms',
    ),
    limited(`${what}, letter as PDF/A, wall`, await wallMs(() => renderLetter(asked('en'))), LETTER_MS, 'ms'),
    limited(`${what}, approved and sealed (B-B), wall`, await sealedMs(asked('en')), LETTER_MS, 'ms'),
    limited(
      `${what}, letter in Arabic beside Chinese, wall`,
      await wallMs(() => renderLetter(asked('ar', 'zh'))),
      LETTER_MS,
      'ms',
    ),
    limited(
      `${what}, letter as DOCX, wall`,
      await wallMs(() => letterDocx(asked('en', 'fr'))),
      LETTER_MS,
      'ms',
    ),
  ];
}

/** The least of a few: a child process starts each time. */
async function wallMs(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < RUNS; i++) {
    const begun = performance.now();
    await work();
    least = Math.min(least, performance.now() - begun);
  }
  return least;
}

/** The letter with its approval, the mark drawn and the seal set, with a key of RSA 2048 in a file; without asking a time-stamp authority. */
async function sealedMs(asked: LetterAsked): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'comity-bench-'));
  try {
    const path = (name: string): string => join(folder, name);
    writeFileSync(path('pass'), 'bench');
    const made = ['-keyout', path('key.pem'), '-out', path('cert.pem'), '-days', '2', '-subj', '/CN=Bench'];
    const kinds = ['-addext', 'keyUsage=digitalSignature,nonRepudiation'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...made, ...kinds], {
      stdio: 'ignore',
    });
    const from = ['-inkey', path('key.pem'), '-in', path('cert.pem'), '-passout', 'pass:bench'];
    execFileSync('openssl', ['pkcs12', '-export', ...from, '-out', path('seal.p12')]);
    const at = new Date();
    const { signer, name } = await openSeal({
      v: 1,
      kind: 'pkcs12',
      file: path('seal.p12'),
      passphraseFile: path('pass'),
    });
    const who = { name: 'A. Example', role: 'judge', authority: 'Court of Lyon', state: 'FR', at } as const;
    const [tongue] = asked.tongues;
    const place = markPlace(false);
    return await wallMs(async () => {
      const document = await renderLetter({ ...asked, approval: who });
      const digest = createHash('sha256').update(document).digest('hex');
      const marked = { ...who, digest, origin: 'comity.example/bench', index: 7, seal: name };
      const says = markWords(marked, tongue);
      const mark = await renderMark(marked, tongue, place);
      await sealPdf(document, { signer, field: 'Seal1', says, name, reason: 'Approval', at, place, mark });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
