// The letter as an editable copy (Office Open XML): the same words in the same order as the PDF, in one column or two.
import { hasRightToLeft, isRightToLeft } from '../../../base/direction.ts';
import { docxText } from '../../../platform/docx-text.ts';
import type { AnswerWords } from '../../machine/text/answer-words.ts';
import { footOf, lettersOf, type LetterAsked } from './document.ts';
import type { Letter, LetterRow } from '../../machine/text/letter.ts';
import type { Tongue } from '../../machine/text/tongue.ts';

type Docx = typeof import('docx');
type Paragraph = InstanceType<Docx['Paragraph']>;

const SIZES = { title: 34, section: 24, text: 20, label: 17 } as const; // half points
const [INK, MUTED] = ['18211F', '52605C'];
const LRM = '\u200e';
const BLANK = '_'.repeat(32);
const FACES = { ascii: 'Noto Sans', hAnsi: 'Noto Sans', cs: 'Amiri', eastAsia: 'Noto Sans SC' } as const;

export async function letterDocx(asked: LetterAsked): Promise<Uint8Array> {
  const docx = await import('docx'); // heavy, and seldom needed
  const letters = lettersOf(asked);
  const columns = asked.tongues.map((tongue, i) => column(docx, tongue, letters[i]));
  const logo = await logoOf(docx, asked, letters[0]);
  if (logo !== undefined) columns[0]?.[0]?.unshift(logo);
  const [first = []] = columns;
  const footer = footerOf(docx, asked.tongues[0], letters[0]);
  const document = new docx.Document({
    title: docxText(withoutIsolates(letters[0]?.title ?? '')),
    styles: { default: { document: { run: { font: FACES, size: SIZES.text } } } },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 }, margin: margins(1100) } }, // A4, in twentieths of a point
        footers: { default: footer },
        children: columns.length > 1 ? [sideBySide(docx, asked.tongues[0], columns)] : first.flat(),
      },
    ],
  });
  return new Uint8Array(await docx.Packer.toBuffer(document));
}

const LOGO_PIXELS = [57, 227] as const; // 15 mm high and 60 mm wide at most, as on the PDF

/** As a picture: programs that write letters do not all draw an SVG. */
async function logoOf(
  { ImageRun, Paragraph }: Docx,
  { logo, tongues: [{ say }] }: LetterAsked,
  letter: Letter | undefined,
): Promise<Paragraph | undefined> {
  if (logo === undefined || letter?.head === undefined) return undefined;
  const height = Math.min(LOGO_PIXELS[0], LOGO_PIXELS[1] / logo.ratio);
  const transformation = { width: Math.round(height * logo.ratio), height: Math.round(height) };
  const { default: sharp } = await import('sharp');
  const data = await sharp(Buffer.from(logo.svg), { density: 288 })
    .resize({ height: 4 * transformation.height })
    .png()
    .toBuffer();
  const name = docxText(withoutIsolates(letter.head.from[0] ?? ''));
  const run = new ImageRun({
    type: 'png',
    data,
    transformation,
    altText: { name, title: name, description: name },
  });
  return new Paragraph({
    bidirectional: say.language.dir === 'rtl',
    spacing: { after: 120 },
    children: [run],
  });
}

/** What it is, and the number of the page, as on the PDF. */
function footerOf(docx: Docx, { say }: Tongue, letter: Letter | undefined) {
  const { Footer, Paragraph, PageNumber, TextRun } = docx;
  const numbers: { readonly [mark: string]: string } = {
    '{page}': PageNumber.CURRENT,
    '{pages}': PageNumber.TOTAL_PAGES,
  };
  const page = say.letter
    .page('{page}', '{pages}')
    .split(/(\{pages?\})/)
    .map((part) => numbers[part] ?? docxText(part));
  const isRtl = say.language.dir === 'rtl';
  const look = { font: FACES, size: 15, sizeComplexScript: 15, color: MUTED, rightToLeft: isRtl } as const;
  const what = withoutIsolates(letter === undefined ? '' : footOf(letter));
  return new Footer({
    children: [
      new Paragraph({ bidirectional: isRtl, children: [new TextRun({ ...look, text: docxText(what) })] }),
      new Paragraph({ bidirectional: isRtl, children: [new TextRun({ ...look, children: page })] }),
    ],
  });
}

function margins(each: number) {
  return { top: each, bottom: each, left: each, right: each };
}

/** Parts that stand beside the same part of the other letter. */
function column(docx: Docx, tongue: Tongue, letter: Letter | undefined): Paragraph[][] {
  if (letter === undefined) return [];
  const { title, basis, notices, head, sections } = letter;
  const write = writer(docx, tongue);
  return [
    [
      ...(head?.from ?? []).map((one, i) => write(one, { isBold: i === 0 })),
      ...(head?.to ?? []).map((one, i) => write(one, { before: i === 0 ? 240 : 0 })),
      write(title, { size: SIZES.title, isBold: true, heading: docx.HeadingLevel.HEADING_1 }),
      write(basis, { color: MUTED }),
      ...notices.map((one) => write(one, { isBold: true })),
      ...(head?.greeting ?? []).map((one) => write(one, { before: 120 })),
    ],
    ...sections.flatMap(({ label, audience, above = [], rows }) => [
      [
        ...above.map((one) => write(one, { before: 120 })),
        write(label, {
          size: SIZES.section,
          isBold: true,
          heading: docx.HeadingLevel.HEADING_2,
          before: 240,
        }),
        ...(audience === undefined ? [] : [write(audience, { color: MUTED })]),
      ],
      ...rows.flatMap((row) => rowParts(write, row)),
    ]),
  ];
}

function rowParts(
  write: Write,
  { label, text, items = [], signs = [], above = [] }: LetterRow,
): Paragraph[][] {
  const head = write(label, { size: SIZES.label, color: MUTED, before: 120, isLabel: true });
  const blanks = signs.flatMap((one) => [write(one, { before: 240 }), write(BLANK, {})]);
  return [
    [
      ...above.map((one) => write(one, { before: 120 })),
      head,
      ...text.map((one) => write(one, {})),
      ...blanks,
    ],
    ...items.map((item) => itemPart(write, item)),
  ];
}

function itemPart(write: Write, { title, facts }: NonNullable<AnswerWords['items']>[number]): Paragraph[] {
  return [
    write(title, { isBold: true, before: 120 }),
    ...facts.flatMap(({ label, text }) => [
      write(label, { size: SIZES.label, color: MUTED, isLabel: true }),
      ...text.map((one) => write(one, {})),
    ]),
  ];
}

interface Look {
  readonly size?: number;
  readonly color?: string;
  readonly isBold?: boolean;
  readonly before?: number;
  readonly heading?: Docx['HeadingLevel'][keyof Docx['HeadingLevel']];
  /** Stays on the page of what follows. */
  readonly isLabel?: boolean;
}

type Write = (text: string, look: Look) => Paragraph;

/**
 * A paragraph goes in the direction of its own letters, at the edge of its language: a sentence of the other keeps its full stop
 * behind it. A run within it that has letters of the other direction goes in theirs.
 */
function writer({ AlignmentType, Paragraph, TextRun }: Docx, { say }: Tongue): Write {
  const isRtl = say.language.dir === 'rtl';
  const { locale } = say.language;
  const language = isRtl ? { bidirectional: locale } : { value: locale, eastAsia: locale };
  return (text, { size = SIZES.text, color = INK, isBold = false, before = 0, heading, isLabel = false }) => {
    const isOwnRtl = isRightToLeft(text) ?? (isRtl && !/\d/.test(text));
    return new Paragraph({
      bidirectional: isOwnRtl,
      ...(isOwnRtl !== isRtl && { alignment: isRtl ? AlignmentType.RIGHT : AlignmentType.LEFT }),
      spacing: { before, after: 60 },
      keepNext: isLabel || heading !== undefined,
      ...(heading !== undefined && { heading }),
      children: directions(text, isOwnRtl).map(
        (run) =>
          new TextRun({
            text: docxText(run.text),
            rightToLeft: run.isRtl,
            font: FACES,
            size,
            sizeComplexScript: size,
            bold: isBold,
            boldComplexScript: isBold,
            language,
            color,
          }),
      ),
    });
  };
}

/**
 * Where a value was isolated (tongue.ts), a run of its own takes the place of the isolate, which not every program honours. Marks
 * (Unicode TR 9, 2.6) hold a number at the edge of a run from the left, or a time within it, to the run.
 */
function directions(text: string, isRtl: boolean): { readonly text: string; readonly isRtl: boolean }[] {
  return text
    .split(/\u2068([^\u2068\u2069]*)\u2069/)
    .map((part, i) => {
      const isWithoutLetters = i % 2 === 0 && !/\p{L}/u.test(part);
      const isRunRtl = hasRightToLeft(part) || (isWithoutLetters && isRtl);
      const isHeld = isRtl && !isRunRtl && i % 2 === 1 && part !== '';
      return { text: isHeld ? `${LRM}${part}${LRM}` : part, isRtl: isRunRtl };
    })
    .filter((run) => run.text !== '');
}

function withoutIsolates(text: string): string {
  return text.replace(/[\u2068\u2069]/g, '');
}

function sideBySide(docx: Docx, first: Tongue, columns: readonly Paragraph[][][]) {
  const { Table, TableRow, TableCell, BorderStyle, WidthType } = docx;
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const borders = {
    top: none,
    bottom: none,
    left: none,
    right: none,
    insideHorizontal: none,
    insideVertical: none,
  };
  const [longest = []] = columns;
  return new Table({
    visuallyRightToLeft: first.say.language.dir === 'rtl',
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: columns.map(() => Math.floor(9700 / columns.length)),
    borders,
    rows: longest.map(
      (_, r) =>
        new TableRow({
          children: columns.map(
            (parts) =>
              new TableCell({
                children: parts[r] ?? [],
                margins: { ...margins(0), left: 100, right: 100 },
                width: { size: 100 / columns.length, type: WidthType.PERCENTAGE },
              }),
          ),
        }),
    ),
  });
}
