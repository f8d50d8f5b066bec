// A report for people of what an exhibit holds: facts, and tables of text. There is no place in it for a picture or for bytes of a file.
import { readFileSync } from 'node:fs';
import { renderTypst } from '../../platform/typst.ts';
import type { Messages } from '../../web/messages.ts';
import { visible } from '../../web/safe-text.ts';

export interface ReportTable {
  readonly title: string;
  /** Of each column its share of what is left of the width; null: as wide as what stands in it. */
  readonly widths: readonly (number | null)[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Where there is no row. */
  readonly none: string;
  /** Of rows that are left out. */
  readonly more: string;
}

interface Report {
  readonly title: string;
  readonly lead: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly tables: readonly ReportTable[];
  /** What it says and what not. */
  readonly means: string;
  readonly footer: string;
  readonly madeAt: Date;
}

const MAX_PAGES = 600;
const MAX_CHARACTERS = 400;

/** PDF/A-2a; the same contents and language give the same bytes. */
export function reportPdf(
  say: Messages,
  { madeAt, title, lead, facts, tables, means, footer }: Report,
): Promise<Uint8Array> {
  // prettier-ignore
  return renderTypst({
    template: readFileSync(new URL('report-pdf.typ', import.meta.url), 'utf8'),
    data: {
      language: say.language.code,
      title: shown(title),
      lead,
      facts: facts.map((fact) => [...fact]),
      tables: tables.map((table) => ({
        ...table,
        widths: [...table.widths],
        head: [...table.head],
        rows: table.rows.map((row) => [...row]),
      })),
      means,
      footer,
    },
    created: madeAt.getTime(),
    maxPages: MAX_PAGES,
  });
}

export const shown = (text: string): string => visible(text, MAX_CHARACTERS);

/** A digest may end its line in the middle: U+200B says where. */
export const halves = (digest: string): string => `${digest.slice(0, 32)}\u200b${digest.slice(32)}`;

/** A line may end after a slash, and within what is longer than a column is wide. */
export const breakable = (path: string): string =>
  path.replaceAll(/[\\/]|[^\s\\/\u200b]{18}(?=[^\s\\/])/gu, '$&\u200b');
