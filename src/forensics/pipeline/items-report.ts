// A report of files for people: where each lies, its times, its digest, what kind it is, and who marked it when. It has no byte of them,
// and no note of an examiner: notes were written for the members of the case.
import type { Messages } from '../../web/messages.ts';
import { visible } from '../../web/safe-text.ts';
import { dayText, isolatedText, numberText, sizeText } from '../../web/when.ts';
import { FILE_TIMES } from './items.ts';
import { breakable, halves, reportPdf, shown, type ReportOf, type ReportTable } from './report-pdf.ts';
import type { SelectedItem, SelectedMark, Selection } from './select.ts';

interface ItemsReport {
  readonly of: ReportOf;
  readonly what: Selection;
  /** The tag, or the filter as an address has it. */
  readonly by: string | undefined;
  readonly items: readonly SelectedItem[];
}

/** Of more, the table beside it has all. */
const ROWS = 1000;
/** Of what is longer, and of more marks, too: so many rows of the longest fit into the pages of a report. */
const PATH_CHARACTERS = 200;
const MARKS = 3;
const [NAME_CHARACTERS, TAG_CHARACTERS] = [40, 30];

export function itemsReportPdf(say: Messages, report: ItemsReport): Promise<Uint8Array> {
  const words = say.itemsReport;
  return reportPdf(say, {
    of: report.of,
    lead: words.lead,
    facts: [[say.selection.labels.what, selectedBy(say, report)]],
    tables: [tableOf(say, report.items)],
    means: words.means,
    footer: words.without,
  });
}

function selectedBy(say: Messages, { what, by, items }: ItemsReport): string {
  const count = say.itemsReport.count(items.length);
  const how =
    what === 'relevant' || what === 'matching' || what === 'ticked' ? say.itemsReport.how[what] : '';
  return by === undefined ? `${how}: ${count}` : `${how} (${shown(by)}): ${count}`;
}

function tableOf(say: Messages, items: readonly SelectedItem[]): ReportTable {
  const words = say.itemsReport;
  return {
    title: say.contents.files,
    widths: [1.5, null, null, 0.7, 1],
    head: [say.pictureReview.file, say.contents.size, words.times, say.examination.kind, words.marks],
    rows: items
      .slice(0, ROWS)
      .map((item) => [
        fileOf(say, item),
        sizeText(say, item.bytes),
        timesOf(say, item),
        item.kind === null ? '' : shown(item.kind),
        marksOf(say, item.marks),
      ]),
    none: '',
    more: items.length > ROWS ? words.more(numberText(say, items.length - ROWS)) : '',
  };
}

function fileOf(say: Messages, { path, volume, deleted, sha256 }: SelectedItem): string {
  const where = [say.contents.volume(numberText(say, volume)), ...(deleted ? [say.contents.deleted] : [])];
  return [
    isolatedText(say, breakable(visible(path, PATH_CHARACTERS))),
    where.join(say.language.comma),
    sha256 === null ? say.itemsReport.notRead : halves(sha256),
  ].join('\n');
}

/** As the file system has them: a `Z` where it knows that they are in UTC. */
function timesOf(say: Messages, item: SelectedItem): string {
  return FILE_TIMES.flatMap((time) => {
    const at = item[time];
    if (at === null) return [];
    const shownAt = `${at.replace('T', ' ').slice(0, 19)}${at.endsWith('Z') ? 'Z' : ''}`;
    return [`${say.contents[time]}\n${isolatedText(say, visible(shownAt, 30))}`];
  }).join('\n');
}

function marksOf(say: Messages, marks: readonly SelectedMark[]): string {
  const lines = marks.slice(0, MARKS).map((mark) => markText(say, mark));
  return [...lines, ...(marks.length > MARKS ? ['…'] : [])].join('\n');
}

function markText(say: Messages, { by, at, relevant, tag }: SelectedMark): string {
  const { mark, hitsReport } = say;
  const said = `${relevant ? mark.isRelevant : mark.isNot}${tag === null ? '' : ` (${visible(tag, TAG_CHARACTERS)})`}`;
  return hitsReport.said(visible(by, NAME_CHARACTERS), said, dayText(say, new Date(at)));
}
