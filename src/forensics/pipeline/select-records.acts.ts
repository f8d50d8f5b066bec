// What is written of a selection: which files, of which exhibit and examination, where each lies and what is said of it, for programs and,
// where it is a report, for people.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import { csvLine } from '../../base/csv.ts';
import { isoLocal } from '../../base/time.ts';
import { readDetail } from '../../evidence/events/event.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { TOOL } from '../../evidence/log/tool.ts';
import { LANGUAGES, type Language } from '../../web/messages.ts';
import { resultOf } from '../known/decided.ts';
import { equalPolicySet } from '../known/equal.acts.ts';
import { listSets } from '../known/known.store.ts';
import { confirmedBy, hitsReportPdf, isPlain } from './hits-report.ts';
import { itemsReportPdf } from './items-report.ts';
import { itemQuery } from './items.ts';
import type { ReportOf } from './report-pdf.ts';
import { lastRun } from './items.store.ts';
import { decisionsOf, type Selected } from './select.store.ts';
import type { SelectedItem } from './select.ts';

/** What is recorded of a selection. */
export interface Recorded extends Omit<Selected, 'person'> {
  readonly exhibit: Exhibit;
  readonly title: string;
  readonly reason: string;
  /** In which a report is written. */
  readonly language?: Language | undefined;
}

/** Of each file that is taken out, by the id of its item. */
export type FileNames = ReadonlyMap<string, string>;

export async function writeRecords(
  house: Installation,
  request: Recorded,
  {
    items,
    names,
    path,
  }: {
    readonly items: readonly SelectedItem[];
    readonly names: FileNames | undefined;
    readonly path: string;
  },
): Promise<void> {
  const { exhibit, what, as, tag, filter, title, reason } = request;
  const isReport = as === 'report' && what !== 'hits';
  const run = await lastRun(house.db.kysely, exhibit.id);
  const { twoPersons } = await equalPolicySet(house.db.kysely);
  const about = {
    exhibit: exhibit.number,
    exhibitSha256: exhibit.sha256,
    what,
    ...(isReport ? { as } : {}),
    title,
    reason,
    ...(tag === undefined ? {} : { tag }),
    ...(filter === undefined ? {} : { filter: filter as Json }), // read by its shape: text and numbers
    items: items.length,
    twoPersonsForEqual: twoPersons,
    examination: { run: run?.id ?? null, root: run?.root ?? null },
    madeAt: isoLocal(house.clock()),
    tool: { ...TOOL },
    // What a reader must not take for more than it is.
    says: 'A hit is a computed match with an entry of a set. "confirmed" says what two persons who looked agreed on. No picture is in a report of hits; no byte of a file and no note on one is in a report of files.',
  };
  await writeFile(join(path, 'about.json'), `${canonicalJson(about)}\n`, { mode: 0o600 });
  const lines = items.map(({ marks, ...item }) => {
    const hits = item.hits.map((hit) => ({
      ...hit,
      confirmed: resultOf(hit.decisions) === 'match',
      confirmedBy: confirmedBy(hit),
    }));
    const name = names?.get(item.id);
    return canonicalJson({
      ...item,
      hits,
      ...(isReport ? { marks } : {}),
      ...(name === undefined ? {} : { file: name }),
    } as unknown as Json); // rows of JSON
  });
  await writeFile(join(path, 'items.jsonl'), lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  const of = {
    exhibit: exhibit.number,
    exhibitSha256: exhibit.sha256,
    title,
    reason,
    run: run?.id ?? '',
    root: run?.root ?? '',
    madeAt: new Date(house.clock()),
  };
  if (what === 'hits') await writeHitsReport(house, request, { of, items, path, twoPersons });
  if (isReport) await writeItemsReport(request, { of, items, path });
  const csv = isReport ? reportTable(items) : table(items, { names, twoPersons });
  await writeFile(join(path, what === 'hits' ? 'hits.csv' : 'items.csv'), csv, { mode: 0o600 });
}

/** For people, beside the tables for programs. Who looked is what the custody record says, where everybody reads it. */
async function writeHitsReport(
  house: Installation,
  { exhibit, language = 'en' }: Recorded,
  { of, items, path, twoPersons }: Reported & { readonly twoPersons: boolean },
): Promise<void> {
  const { kysely } = house.db;
  const looks = new Map<string, number>();
  for (const { event, detail } of await eventsOf(house, exhibit.number)) {
    if (event.type !== 'viewed' || event.facts?.['purpose'] !== 'picture') continue;
    const person = readDetail(detail?.text ?? '{}', 'an event').person ?? '';
    looks.set(person, (looks.get(person) ?? 0) + 1);
  }
  const named = new Set(items.flatMap(({ hits }) => hits.map(({ set, version }) => `${set} ${version}`)));
  const pdf = await hitsReportPdf(LANGUAGES[language], {
    of,
    twoPersons,
    items,
    decisions: await decisionsOf(kysely, { exhibit: exhibit.id, caseId: exhibit.caseId }),
    sets: (await listSets(kysely)).filter(({ name, version }) => named.has(`${name} ${version}`)),
    looks: [...looks].map(([person, pictures]) => ({ person, pictures })),
  });
  await writeFile(join(path, 'report.pdf'), pdf, { mode: 0o600 });
}

interface Reported {
  readonly of: ReportOf;
  readonly items: readonly SelectedItem[];
  readonly path: string;
}

/** For people too: what a list of files says, with who marked each. */
async function writeItemsReport(
  { what, tag, filter, language = 'en' }: Recorded,
  { of, items, path }: Reported,
): Promise<void> {
  const pdf = await itemsReportPdf(LANGUAGES[language], {
    of,
    what,
    by: filter === undefined ? tag : itemQuery(filter).slice(1),
    items,
  });
  await writeFile(join(path, 'report.pdf'), pdf, { mode: 0o600 });
}

const REPORT_HEAD = ['path', 'volume', 'bytes', 'modified', 'created', 'accessed', 'changed', 'deleted', 'kind', 'sha256', 'sha1', 'md5', 'tags', 'marked by', 'known to']; // prettier-ignore

/** A row for each file. */
function reportTable(items: readonly SelectedItem[]): string {
  const rows = items.map((item) => {
    const { path, volume, bytes, modified, created, accessed, changed, deleted, kind, sha256, sha1, md5 } =
      item;
    const marked = item.marks.map(({ by, at, relevant, tag }) => [by, relevant ? 'relevant' : 'not relevant', tag ?? '', at].join(', ')); // prettier-ignore
    const known = item.hits.map(({ set, version }) => `${set} ${version}`);
    return [path, `${volume}`, `${bytes}`, modified, created, accessed, changed, deleted ? 'yes' : 'no', kind, sha256, sha1, md5, item.tags.join(', '), marked.join('; '), known.join('; ')]; // prettier-ignore
  });
  return [REPORT_HEAD, ...rows].map((row) => csvLine(row.map((one) => one ?? ''))).join('');
}

const HEAD = ['path', 'volume', 'bytes', 'modified', 'deleted', 'sha256', 'md5', 'file', 'set', 'version', 'category', 'distance', 'entry', 'found by', 'flags', 'may be told', 'confirmed by', 'decision']; // prettier-ignore

/** A row for each hit; of an item without one, a row. */
function table(
  items: readonly SelectedItem[],
  { names, twoPersons }: { readonly names: FileNames | undefined; readonly twoPersons: boolean },
): string {
  const rows = items.flatMap((item) => {
    const { path, volume, bytes, modified, deleted, sha256, md5 } = item;
    const own = [path, `${volume}`, `${bytes}`, modified ?? '', deleted ? 'yes' : 'no', sha256 ?? '', md5 ?? '', names?.get(item.id) ?? '']; // prettier-ignore
    if (item.hits.length === 0) return [[...own, ...HEAD.slice(own.length).map(() => '')]];
    return item.hits.map((hit) => [
      ...own,
      hit.set,
      `${hit.version}`,
      hit.category ?? '',
      hit.distance === null ? 'equal' : `${hit.distance}`,
      hit.entry === null ? '' : `${hit.entry}`,
      hit.digest,
      hit.flags.join(', '),
      hit.mayBeTold ?? '',
      isPlain(hit, twoPersons) ? '' : `${confirmedBy(hit)}`,
      isPlain(hit, twoPersons) ? 'nobody needs to look' : resultOf(hit.decisions),
    ]);
  });
  return [HEAD, ...rows].map(csvLine).join('');
}
