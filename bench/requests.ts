// A request of forty items against the limits set for it: checked in under 50 ms, its letter made in under 3 s, in one language and in
// two of other scripts side by side.
import { readFileSync } from 'node:fs';
import { shippedLaw } from '../src/law/data-files.store.ts';
import { formLabels } from '../src/law/form-labels.store.ts';
import type { Answers } from '../src/requests/core/answers.ts';
import { itemsOf } from '../src/requests/core/request-items.ts';
import { findingsOf } from '../src/requests/drafting/checks/checks.ts';
import { renderLetter } from '../src/requests/letters/document.ts';
import { letterDocx } from '../src/requests/letters/letter-docx.ts';
import { instrumentTitle } from '../src/requests/core/form.ts';
import { readRequest } from '../src/requests/messages/request-file.ts';
import { letterTongue } from '../src/requests/text/tongue.ts';
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
