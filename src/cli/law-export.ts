// ./comity law export | version: the law data that is published here as files, and which versions there were.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readLawFolder, shippedLaw } from '../law/data-files.store.ts';
import { exportCsv } from '../law/export-csv.ts';
import { exportJson, exportJsonLd, exportYaml } from '../law/export.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import { proposals } from '../law/proposal.store.ts';
import { openPublishedLaw } from '../law/published.acts.ts';
import { versions, type VersionLine } from '../law/version.store.ts';
import { isSetUpHere, localLawFiles } from './local-law.ts';
import { FLAG, TEXT, optionsOf } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { counted, oneOf, printable, required, timeWords } from './words.ts';

/** Refusals: badUsage. `--from`: another folder of law files than what is published here. */
export async function exportLaw(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { to: TEXT, format: { type: 'string', default: 'yaml' }, from: TEXT });
  const to = required(values.to, 'to with a folder');
  const format = oneOf(values.format, ['yaml', 'csv', 'json', 'jsonld'] as const, 'format');
  const texts = values.from === undefined ? await localLawFiles() : readLawFolder(values.from);
  const { knowledge, files } = loadLawOrRefuse(texts);
  const written = {
    yaml: () => exportYaml(texts),
    csv: () => exportCsv(knowledge),
    json: () => [{ name: 'law.json', text: exportJson(files) }],
    jsonld: () => [{ name: 'law.jsonld', text: exportJsonLd(knowledge) }],
  }[format]();
  for (const { name, text } of written) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), text);
  }
  terminal.out(
    `${counted(written.length, 'file')} written to ${printable(to)}. Version ${knowledge.dataVersion}.`,
  );
  return EXIT.done;
}

const LISTED = 20;

interface VersionShown {
  readonly number: number;
  readonly dataVersion: string;
  readonly publishedAt: string;
  /** What two editors changed; null: the program brought it. */
  readonly change: { readonly record: string; readonly reason: string } | null;
  /** Changes made here that do not fit the data that the program brought. */
  readonly setAside: number;
}

/** The newest first. Where nothing is set up there is one: what came with the program. */
export async function showVersions(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { json: FLAG });
  if (!(await isSetUpHere())) {
    const { dataVersion, compiled } = await shippedLaw();
    if (values.json) terminal.out(JSON.stringify({ dataVersion, versions: [] }));
    else terminal.out(`${dataVersion}  as it came with the program, compiled ${compiled}`);
    return EXIT.done;
  }
  const shown = await withInstallation(async ({ db, clock }) => {
    await openPublishedLaw(db, clock).latest(); // what the program brought is taken up first
    const lines = await versions(db.kysely, { limit: LISTED });
    const ids = lines.flatMap(({ proposal }) => proposal ?? []);
    const all =
      ids.length === 0 ? [] : await proposals(db.kysely, { ids, order: 'newestFirst', limit: ids.length });
    const changes = new Map(all.map(({ id, record, reason }) => [id, { record, reason }]));
    return lines.map((line) => shownOf(line, line.proposal && changes.get(line.proposal)));
  });
  if (values.json) terminal.out(JSON.stringify({ dataVersion: shown[0]?.dataVersion, versions: shown }));
  else
    for (const { number, dataVersion, publishedAt, change, setAside } of shown) {
      const what = change === null ? 'brought by the program' : `${change.record}: ${change.reason}`;
      const aside = setAside === 0 ? '' : ` (${setAside} change(s) set aside)`;
      terminal.out(
        printable(
          `${String(number).padStart(5)}  ${dataVersion}  ${timeWords(new Date(publishedAt))}  ${what}${aside}`,
        ),
      );
    }
  return EXIT.done;
}

function shownOf(
  { number, dataVersion, publishedAt, setAside }: VersionLine,
  change: VersionShown['change'] | undefined,
): VersionShown {
  return {
    number,
    dataVersion,
    publishedAt: publishedAt.toISOString(),
    change: change ?? null,
    setAside: setAside.length,
  };
}
