// The official forms, read back from the paper: sections in the order and numbering of the form, and each block for a signature
// in the section to which the form gives it. The lists are from the texts (Regulation (EU) 2023/1543, Annexes I to III, V and VI;
// T-CY(2018)10 and (2018)11; CETS 224, Arts 6 to 10), not from the law data.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasProgram } from '../../../../test/support/programs.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { formLabels } from '../../../law/form-labels.store.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { addresseeCopy } from './copies.ts';
import { lettersOf, renderLetter, type LetterAsked } from './document.ts';
import { instrumentTitle } from '../../core/form.ts';
import { letterDocx } from './letter-docx.ts';
import { readRequest, type DraftRequest } from '../../machine/messages/request-file.ts';
import { ENGLISH, letterTongue, type Tongue } from '../../machine/text/tongue.ts';
import { said } from '../../../../test/support/words.ts';

const TIME = Date.UTC(2026, 9, 5, 9, 30, 0);
const law = await shippedLaw();

interface Official {
  readonly form: string;
  /** What stands on the paper, one after another: headings, and lines with a number of their own. */
  readonly order: readonly string[];
  /** Where somebody signs: after which of these, and before which. */
  readonly signed: readonly (readonly [
    after: string,
    before: string | undefined,
    captions: readonly string[],
  ])[];
}

const SIGNS = ['Signature', said.letter.signs.stamp];
const SIGNS_ALL = ['Name', 'Function', 'Place and date', ...SIGNS];
const lettered = (letters: string): string[] => letters.split('').map((letter) => `Section ${letter}:`);
const numbered = (...labels: readonly string[]): string[] => labels.map((label, i) => `${i + 1} ${label}`);

const PARTIES = ['Date', 'Reference or case number', 'Request status', 'Requested authority'];

const OFFICIAL: readonly Official[] = [
  {
    form: 'epoc',
    order: lettered('ABCDEFGHIJKLM'),
    signed: [
      ['Section I:', 'Section J:', SIGNS],
      ['Section J:', 'Section K:', SIGNS],
    ],
  },
  {
    form: 'epoc-pr',
    order: lettered('ABCDEFG'),
    signed: [
      ['Section F:', 'Section G:', SIGNS],
      ['Section G:', undefined, SIGNS],
    ],
  },
  {
    form: 'eio-a',
    order: 'ABCDEFG'
      .split('')
      .map((one) => `Section ${one}:`)
      .concat(['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7', 'I', 'J', 'K', 'L'].map((one) => `Section ${one}:`)),
    signed: [
      ['Section K:', 'Section L:', ['Name', 'Function', ...SIGNS]],
      ['Section L:', undefined, ['Name', 'Function', ...SIGNS]],
    ],
  },
  {
    form: 'eio-b',
    order: ['(A)', '(B)', '(C)', '(D)', '(E)'],
    signed: [['(E)', undefined, ['Name', 'Function', ...SIGNS]]],
  },
  {
    form: 'eio-c',
    order: ['(A)', '(B)', '(I)', '(II)', '(III)', '(IV)', '(V)', '(C)'],
    signed: [['(V)', undefined, ['Name', 'Function', 'Place and date', ...SIGNS]]],
  },
  { form: 'annex-iii', order: lettered('ABCDEFGH'), signed: [['Section H:', undefined, SIGNS]] },
  { form: 'annex-v', order: lettered('ABCD'), signed: [['Section D:', undefined, SIGNS]] },
  { form: 'annex-vi', order: lettered('ABCD'), signed: [['Section D:', undefined, SIGNS]] },
  {
    form: 'bc-29-preservation',
    order: [
      ...numbered(...PARTIES, 'Requesting authority:', 'Contact for additional', 'Investigative authority'),
      'Offence and facts',
      'Stored data to be preserved',
      'Necessity and intention',
    ],
    signed: [['Necessity and intention', undefined, SIGNS_ALL]],
  },
  {
    form: 'bc-31-subscriber',
    order: [
      ...numbered(
        ...PARTIES,
        'Requesting authority:',
        'Contact for additional',
        'Investigative authority',
        'Prosecution office and court',
        'Previous MLA request',
        'Previous preservation',
        'Domestic legal basis',
      ),
      'Offence, data, urgency',
    ],
    signed: [['Offence, data, urgency', undefined, SIGNS_ALL]],
  },
  {
    form: 'cets224-6',
    order: ['Date issued', 'Domain name', 'Detailed list', 'Issued under the Protocol', 'Time and manner'],
    signed: [['Time and manner', undefined, ['Name', 'Function', ...SIGNS]]],
  },
  {
    form: 'cets224-7',
    order: [
      'Date issued',
      'Issuing authority',
      'Issued under the Protocol',
      'Name and address of provider',
    ].concat(
      [
        'Offence under investigation',
        'Detailed description',
        'Supplemental information',
        'Domestic legal grounds',
      ],
      ['Provisions and penalties', 'Notice to the Party'],
    ),
    signed: [['Detailed description', 'Supplemental information', ['Name', 'Function', ...SIGNS]]],
  },
  {
    form: 'cets224-8',
    order: [
      'Date issued',
      'Issuing authority',
      'Submitted under the Protocol',
      'Name and address of provider',
    ].concat([
      'Detailed description of data',
      'Supporting information',
      'Domestic legal grounds',
      'Summary of facts',
    ]),
    signed: [['Detailed description', 'Supporting information', ['Name', 'Function', ...SIGNS]]],
  },
  {
    form: 'cets224-9',
    order: ['Date issued', 'Competent authority', 'Issued under the Protocol', 'Facts showing the emergency'],
    signed: [['Facts showing', undefined, ['Name', 'Function', ...SIGNS]]],
  },
  {
    form: 'cets224-10',
    order: ['All contents of an MLA request', 'Facts showing the emergency'],
    signed: [['Facts showing', undefined, SIGNS_ALL]],
  },
];

/** With what is asked only after an earlier request, so that every number stands on the paper. */
const MORE: Readonly<Record<string, DraftRequest['answers']>> = {
  'bc-31-subscriber': {
    status: ['follow-mla', 'follow-preservation'],
    'previous-mla': '4 August 2026, MLA 9/26.',
  },
};

function completeOf(form: string): DraftRequest {
  const path = new URL(`../../../../fixtures/requests/${form}/complete.json`, import.meta.url);
  const draft = readRequest(readFileSync(path, 'utf8'), law);
  return { ...draft, answers: { ...draft.answers, ...MORE[form] } };
}

function asked(draft: DraftRequest, tongue: Tongue = ENGLISH): LetterAsked {
  return { draft, instrument: instrumentTitle(draft.legal, law), tongues: [tongue], created: TIME };
}

/** Spaces are no part of what is compared: a cell breaks its lines where it likes. */
function folded(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b]/g, '');
}

async function pdfText(asking: LetterAsked, folder: string): Promise<string> {
  const path = join(folder, 'letter.pdf');
  writeFileSync(path, await renderLetter(asking));
  return folded(spawnSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).stdout);
}

async function docxText(asking: LetterAsked, folder: string): Promise<string> {
  const path = join(folder, 'letter.docx');
  writeFileSync(path, await letterDocx(asking));
  const xml = spawnSync('unzip', ['-p', path, 'word/document.xml'], { encoding: 'utf8' }).stdout;
  return folded([...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text ?? '').join(''));
}

/** Where each stands, looked for from where the one before was found. */
function placesOf(text: string, list: readonly string[]): number[] {
  let from = 0;
  return list.map((one) => {
    const at = text.indexOf(folded(one), from);
    assert.ok(at >= 0, `${one} stands after what comes before it`);
    from = at + folded(one).length;
    return at;
  });
}

function assertOfficial(text: string, { order, signed }: Official): void {
  const places = new Map(order.map((one, i) => [one, placesOf(text, order)[i] ?? -1]));
  const placeOf = (start: string): number =>
    [...places].find(([one]) => one.startsWith(start))?.[1] ?? assert.fail(start);
  for (const [after, before, captions] of signed) {
    const end = before === undefined ? text.length : placeOf(before);
    placesOf(text.slice(placeOf(after), end), captions);
  }
  const stamps = text.split(folded(said.letter.signs.stamp)).length - 1;
  assert.equal(stamps, signed.length, 'nobody else is asked to sign');
}

for (const official of OFFICIAL)
  test(
    `${official.form}: sections and signatures stand on the paper as the form has them`,
    { skip: !hasProgram('pdftotext') && 'pdftotext is missing (poppler-utils)' },
    async (t) => {
      const folder = temporaryFolder(t);
      const made = asked(completeOf(official.form));
      assertOfficial(await pdfText(made, folder), official);
      assertOfficial(await docxText(made, folder), official);
    },
  );

/**
 * Counted in the printed forms: Regulation (EU) 2023/1543, Annexes I to III, V and VI, in the consolidated text of 28 July 2023 with the
 * corrigendum of 13 July 2026 (http://data.europa.eu/eli/reg/2023/1543), each picture of a box; Directive 2014/41/EU, Annexes A and C. Of
 * the Regulation each section is counted, and what is not asked as well. No difference stands.
 */
const BOXES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // prettier-ignore
  epoc: { opening: 0, A: 0, B: 3, C: 5, D: 2, E: 1, F: 43, G: 14, H: 6, I: 4, J: 2, K: 1, L: 3, M: 32 },
  'epoc-pr': { opening: 0, A: 0, B: 3, C: 9, D: 43, E: 2, F: 4, G: 2 },
  'annex-iii': { A: 2, B: 0, C: 0, D: 10, E: 3, F: 0, G: 2, H: 0 },
  'annex-v': { A: 0, B: 0, C: 1, D: 3 },
  'annex-vi': { A: 0, B: 0, C: 0, D: 0 },
  'eio-a': { B: 3, C: 27, E: 6, F: 4, G: 32, H1: 5, H2: 3, H3: 2, H4: 4, H7: 2, K: 2, L: 5 },
};
/** Answers that open every section. */
const OPEN: Readonly<Record<string, DraftRequest['answers']>> = {
  'annex-iii': { reasons: ['insufficient', 'third-country-law'] },
};

test('the letter has every box of the printed form, in its section, ticked or not', () => {
  for (const [form, sections] of Object.entries(BOXES)) {
    const draft = completeOf(form);
    const [letter] = lettersOf(asked({ ...draft, answers: { ...draft.answers, ...OPEN[form] } }));
    const ids = draft.legal.record.sections.map(({ id, label }) => [label, id] as const);
    const found = (letter?.sections ?? []).map(({ label, rows }) => {
      const boxes = rows.flatMap(({ text }) => text).filter((one) => /^[\u2610\u2612]/.test(one));
      return [ids.find(([known]) => known === label)?.[1] ?? label, boxes.length] as const;
    });
    const counted = Object.fromEntries(found.filter(([id]) => sections[id] !== undefined));
    assert.deepEqual(counted, sections, form);
  }
});

test('Annex I, M: what is for the enforcing authority alone is not on the paper of the addressee', async (t) => {
  const folder = temporaryFolder(t);
  const copy = asked(addresseeCopy(completeOf('epoc')));
  for (const text of [await pdfText(copy, folder), await docxText(copy, folder)]) {
    placesOf(text, lettered('ABCDEFGHIJKL'));
    assert.ok(!text.includes(folded('Section M:')));
  }
});

test('Annex I in French has the same sections in the same order, and the blocks in French', async (t) => {
  const french = letterTongue(LANGUAGES.fr, formLabels('fr'));
  const made = asked(completeOf('epoc'), french);
  const [letter] = lettersOf(made);
  const headings = (letter?.sections ?? []).map(({ label }) => label);
  assert.deepEqual(
    headings.map((one) => /^Section ([A-M])/.exec(one)?.[1]),
    [undefined, ...'ABCDEFGHIJKLM'.split('')],
    'what the addressee has to do stands before them',
  );
  const text = await pdfText(made, temporaryFolder(t));
  placesOf(text, headings);
  const [i, j, k] = placesOf(text, headings.slice(9, 12));
  for (const [from, to] of [
    [i, j],
    [j, k],
  ])
    // prettier-ignore
    placesOf(text.slice(from, to), ['Signature', 'Cachet officiel']);
});
