// `report.pdf`: the package for people. Never the thing that is verified.
import { readFileSync } from 'node:fs';
import { renderTypst } from '../../platform/typst.ts';
import type { PackageContents } from './package-contents.ts';
import type { Language } from '../../web/messages.ts';
import { reportData } from './report/report-data.ts';

/** A report as long as `report/room.ts` lets it grow stays well below. */
const MAX_PAGES = 1000;

/** PDF/A-2a; the same contents and language give the same bytes. Refuses (`unsupported`) a language without catalogue. */
export function renderReport(contents: PackageContents, language: Language): Promise<Uint8Array> {
  return renderTypst({
    template: readFileSync(new URL('report/report.typ', import.meta.url), 'utf8'),
    data: reportData(contents, language),
    created: contents.created,
    maxPages: MAX_PAGES,
  });
}
