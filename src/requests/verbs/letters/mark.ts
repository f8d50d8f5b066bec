// The mark on the first page of an approved letter: who approved it, its digest, its place in the log, and a code of both. It is put on
// in an update at the end of the file, so that the letter before it stays what was signed, byte for byte.
import { readFileSync } from 'node:fs';
import { isRightToLeft } from '../../../base/direction.ts';
import { utcDay } from '../../../base/time.ts';
import { stateName } from '../../../law/states.ts';
import { lookOf, rectText, addReference, type PdfPlace } from '../../../platform/pdf-field.ts';
import { appendUpdate, PdfFile } from '../../../platform/pdf-update.ts';
import { textString } from '../../../platform/pdf-values.ts';
import { renderTypst } from '../../../platform/typst.ts';
import { qrSvg } from '../../../web/qr.ts';
import { BREAK, visible } from '../../../web/safe-text.ts';
import type { CaseRole } from '../../../people/roles.ts';
import type { Tongue } from '../../machine/text/tongue.ts';

export interface Marked {
  readonly name: string;
  readonly role: CaseRole;
  readonly authority: string;
  /** Of the authority. */
  readonly state: string;
  readonly at: Date;
  /** Of the letter, lower-case hex. */
  readonly digest: string;
  /** Of the log, and the place of the authorisation in it. */
  readonly origin: string;
  readonly index: number;
  /** Of the seal that is made with it; undefined: there is none, and the mark says so. */
  readonly seal?: string | undefined;
}

/** As letter.typ keeps it: A4, a block of this height at the top of the first page. In points. */
const MM = 72 / 25.4;
const PAGE = { width: 595.28, height: 841.89 };
const TOP = 24 * MM;
const HEIGHT = 27 * MM;

/** `isTwo`: a letter of two columns has narrower margins. */
export function markPlace(isTwo: boolean): PdfPlace {
  const side = (isTwo ? 20 : 24) * MM;
  const top = PAGE.height - TOP;
  return { page: 1, rect: [side, top - HEIGHT, PAGE.width - side, top] };
}

/** What the code holds: enough to find the letter in the log. */
export function codeText({ digest, origin, index }: Pick<Marked, 'digest' | 'origin' | 'index'>): string {
  return `sha256 ${digest}\nlog ${origin}\nentry ${index}\n`;
}

export function markLines(marked: Marked, { say, isolate }: Tongue): string[] {
  const words = say.letter.mark;
  const { name, role, authority, state, at, digest, origin, index, seal } = marked;
  const where = `${authority} (${stateName(state, say.language.code)})`;
  return [
    words.authorised(isolate(name), say.caseRole[role], isolate(where), utcDay(at.getTime())),
    words.digest,
    digest,
    words.log(isolate(origin), String(index)),
    seal === undefined ? words.noSeal : words.sealed(isolate(seal)),
  ];
}

/** A page of its own, as large as the room for it. The same facts give the same bytes. */
export async function renderMark(marked: Marked, tongue: Tongue, place: PdfPlace): Promise<Uint8Array> {
  const { say } = tongue;
  const { at } = marked;
  const [x0, y0, x1, y1] = place.rect;
  const code = await qrSvg(codeText(marked), say.letter.mark.code);
  return renderTypst({
    template: readFileSync(new URL('mark.typ', import.meta.url), 'utf8'),
    data: {
      column: { language: say.language.code, isRtl: say.language.dir === 'rtl' },
      title: visible(markWords(marked, tongue)),
      width: x1 - x0,
      height: y1 - y0,
      lines: markLines(marked, tongue).map((text) => ({ text: lineText(text), isRtl: direction(text) })),
      code: code.toString(),
      codeWords: say.letter.mark.code,
      created: [
        at.getUTCFullYear(),
        at.getUTCMonth() + 1,
        at.getUTCDate(),
        at.getUTCHours(),
        at.getUTCMinutes(),
        at.getUTCSeconds(),
      ],
    },
    created: at.getTime(),
    isPart: true,
    maxPages: 1,
  });
}

/** In one line, for those who do not see it. */
export function markWords(marked: Marked, tongue: Tongue): string {
  return markLines(marked, tongue)
    .join(' ')
    .replace(/[\u2068\u2069]/g, '');
}

/** The letter with its mark as an annotation, where nothing seals it. */
export function withMark(letter: Uint8Array, mark: Uint8Array, words: string, place: PdfPlace): Uint8Array {
  const pdf = new PdfFile(letter);
  const [stamp, look] = [pdf.size(), pdf.size() + 1];
  const objects = new Map<number, string | Buffer>(lookOf(mark, look));
  const page = pdf.page(place.page);
  objects.set(
    stamp,
    // Printed and locked (ISO 32000-2, table 167), as PDF/A wants an annotation that is seen.
    `<</Type/Annot/Subtype/Stamp/Name/Approved/F 132/P ${page} 0 R/Rect${rectText(place)}/Contents ${textString(words)}/AP<</N ${look} 0 R>>>>`,
  );
  addReference(pdf, objects, [page, 'Annots'], stamp);
  return appendUpdate(pdf, objects);
}

function lineText(text: string): string {
  const shown = text
    .split(/([\u2068\u2069])/)
    .map((part) => (/^[\u2068\u2069]$/.test(part) ? part : visible(part, 2000)))
    .join('');
  return shown.replace(/\b[0-9a-f]{64}\b/g, (digest) => (digest.match(/.{1,16}/g) ?? []).join(BREAK));
}

/** A digest is read from left to right in every language. */
function direction(text: string): boolean | null {
  return /^[0-9a-f]{64}$/.test(text) ? false : (isRightToLeft(text) ?? null);
}
