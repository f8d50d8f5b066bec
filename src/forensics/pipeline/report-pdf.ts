// A report for people of what an exhibit holds: facts, and tables of text. There is no place in it for a picture or for bytes of a file.
import { readFileSync } from 'node:fs';
import { renderTypst } from '../../platform/typst.ts';
import type { Messages } from '../../web/messages.ts';
import { visible } from '../../web/safe-text.ts';
import { dayText } from '../../web/when.ts';

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

/** Of which exhibit and examination, made when and why: what every report has. */
export interface ReportOf {
  readonly exhibit: string;
  readonly exhibitSha256: string;
  readonly title: string;
  readonly reason: string;
  readonly run: string;
  readonly root: string;
  readonly madeAt: Date;
}

interface Report {
  readonly of: ReportOf;
  readonly lead: string;
  /** What it says of itself besides. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly tables: readonly ReportTable[];
  /** What it says and what not. */
  readonly means: string;
  /** After the number of the exhibit, on each page. */
  readonly footer: string;
}

const MAX_PAGES = 600;
const MAX_CHARACTERS = 400;

/** PDF/A-2a; the same contents and language give the same bytes. */
export function reportPdf(
  say: Messages,
  { of, lead, facts, tables, means, footer }: Report,
): Promise<Uint8Array> {
  const words = say.hitsReport;
  const head = [
    [words.exhibit, of.exhibit],
    [say.evidence.sha256, of.exhibitSha256],
    [words.examination, of.run],
    [say.examination.root, of.root],
    [words.made, dayText(say, of.madeAt)],
    ...facts,
    [say.selection.labels.reason, shown(of.reason)],
  ];
  // prettier-ignore
  return renderTypst({
    template: readFileSync(new URL('report-pdf.typ', import.meta.url), 'utf8'),
    data: {
      language: say.language.code,
      title: shown(of.title),
      lead,
      facts: head.map((fact) => [...fact]),
      tables: tables.map((table) => ({
        ...table,
        widths: [...table.widths],
        head: [...table.head],
        rows: table.rows.map((row) => [...row]),
      })),
      means,
      footer: `${of.exhibit} · ${footer}`,
    },
    created: of.madeAt.getTime(),
    maxPages: MAX_PAGES,
  });
}

export const shown = (text: string): string => visible(text, MAX_CHARACTERS);

/** A digest may end its line in the middle: U+200B says where. */
export const halves = (digest: string): string => `${digest.slice(0, 32)}\u200b${digest.slice(32)}`;

/** A line may end after a slash, and within what is longer than a column is wide. */
export const breakable = (path: string): string =>
  path.replaceAll(/[\\/]|[^\s\\/\u200b]{18}(?=[^\s\\/])/gu, '$&\u200b');
