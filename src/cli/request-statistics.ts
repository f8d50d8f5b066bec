// ./comity request statistics: the yearly figures of Article 28 of Regulation (EU) 2023/1543, of the whole installation.
import { parseArgs } from 'node:util';
import { Refusal } from '../base/refusal.ts';
import { countedRequests } from '../requests/desks/statistics.store.ts';
import { NOT_COUNTED, STATISTICS_REF, statisticsCsv, statisticsOf } from '../requests/desks/statistics.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { printable } from './words.ts';

export async function runStatistics(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      year: { type: 'string' },
      csv: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (!/^20\d\d$/.test(values.year ?? ''))
    throw new Refusal('badUsage', {
      expected: '--year with four digits',
      found: printable(values.year ?? 'none'),
      next: "See './comity request statistics --help'.",
    });
  const year = Number(values.year);
  const found = await withInstallation((house) => house.db.transaction((tx) => countedRequests(tx, year)));
  const statistics = statisticsOf(found, year);
  if (values.json)
    terminal.out(JSON.stringify({ ref: STATISTICS_REF, ...statistics, notRecorded: NOT_COUNTED }));
  else if (values.csv) terminal.out(statisticsCsv(statistics).trimEnd());
  else {
    terminal.out(`Orders of ${year} (${STATISTICS_REF})`);
    for (const {
      direction,
      form,
      category,
      addressee,
      isEmergency,
      number,
      outcomes,
      meanHours,
    } of statistics.lines) {
      const parts = Object.entries(outcomes).flatMap(([name, count]) =>
        count === 0 ? [] : [`${count} ${name}`],
      );
      const time = meanHours === undefined ? '' : `, ${meanHours.toFixed(1)} h on average`;
      const what = `${direction} ${form} ${category}${isEmergency ? ' emergency' : ''}`;
      terminal.out(printable(`${number}  ${what}, ${addressee}: ${parts.join(', ')}${time}`));
    }
    for (const { direction, ground, number } of statistics.refusals)
      terminal.out(`${number}  ${direction} refused: ${ground}`);
    if (statistics.notValidated > 0)
      terminal.out(`${statistics.notValidated}  issued before validation, and not validated`);
    if (statistics.lines.length === 0) terminal.out('None.');
    terminal.out(`Not recorded by this program: ${NOT_COUNTED.join(', ')}.`);
  }
  return EXIT.done;
}
