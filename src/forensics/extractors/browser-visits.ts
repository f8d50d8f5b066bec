// Which pages a browser visited, and when, by the tables that each keeps (seen in databases of Chrome, Firefox and Safari).
import type { Database, Table, Value } from './sqlite-pages.ts';

interface Visits {
  readonly browser: string;
  /** By time. */
  readonly rows: readonly { readonly at: string; readonly url: string; readonly title: string }[];
}

interface Scheme {
  readonly browser: string;
  readonly pages: { readonly table: string; readonly url: string; readonly title: string };
  readonly visits: { readonly table: string; readonly page: string; readonly time: string };
  /** Milliseconds since 1970. */
  readonly milliseconds: (value: number) => number;
}

const MAX_PAGES = 200_000;
const MAX_VISITS = 200_000;

const SCHEMES: readonly Scheme[] = [
  {
    browser: 'Chrome or another of its kind',
    pages: { table: 'urls', url: 'url', title: 'title' },
    visits: { table: 'visits', page: 'url', time: 'visit_time' },
    milliseconds: (value) => value / 1000 - 11_644_473_600_000, // microseconds since 1601
  },
  {
    browser: 'Firefox or another of its kind',
    pages: { table: 'moz_places', url: 'url', title: 'title' },
    visits: { table: 'moz_historyvisits', page: 'place_id', time: 'visit_date' },
    milliseconds: (value) => value / 1000,
  },
  {
    browser: 'Safari',
    pages: { table: 'history_items', url: 'url', title: 'domain_expansion' },
    visits: { table: 'history_visits', page: 'history_item', time: 'visit_time' },
    milliseconds: (value) => (value + 978_307_200) * 1000, // seconds since 2001
  },
];

/** Undefined for a database of anything else. */
export function visitsOf(database: Database, tables: readonly Table[]): Visits | undefined {
  for (const { browser, pages, visits, milliseconds } of SCHEMES) {
    const [from, of] = [pages.table, visits.table].map((name) => tables.find((table) => table.name === name));
    if (from === undefined || of === undefined) continue;
    const [url, title] = [from.columns.indexOf(pages.url), from.columns.indexOf(pages.title)];
    const [page, time] = [of.columns.indexOf(visits.page), of.columns.indexOf(visits.time)];
    if (url < 0 || page < 0 || time < 0) continue;
    const known = new Map<string, { readonly url: string; readonly title: string }>();
    for (const { rowid, values = [] } of database.rows(from, () => known.size >= MAX_PAGES))
      known.set(String(rowid), { url: textOf(values[url]), title: textOf(values[title]) });
    const rows: { readonly at: string; readonly url: string; readonly title: string }[] = [];
    for (const { values } of database.rows(of, () => rows.length >= MAX_VISITS)) {
      if (values === undefined) continue;
      const at = timeOf(milliseconds(Number(values[time] ?? Number.NaN)));
      rows.push({ at, ...(known.get(String(values[page])) ?? { url: '', title: '' }) });
    }
    return {
      browser,
      rows: rows.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)),
    };
  }
  return undefined;
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value.slice(0, 2000).replace(/[\t\r\n\0]+/g, ' ') : '';
}

function timeOf(milliseconds: number): string {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
