// ./comity request statistics: the yearly figures of Article 28 of Regulation (EU) 2023/1543, of the whole installation.
import { countedRecords, countedRequests } from '../requests/desks/statistics.store.ts';
import { statisticsCsv } from '../requests/desks/statistics-csv.ts';
import {
  LETTERS,
  STATISTICS_REF,
  statisticsOf,
  type Counted,
  type Statistics,
  type StatisticsLine,
} from '../requests/desks/statistics.ts';
import { FLAG, TEXT, optionsOf } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { numberFrom, printable, required } from './words.ts';

export async function runStatistics(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { year: TEXT, csv: FLAG, json: FLAG });
  const year = numberFrom(required(values.year, 'year'), { option: 'year', least: 2000, most: 2099 });
  const statistics = await withInstallation((house) =>
    house.db.transaction(async (tx) =>
      statisticsOf(await countedRequests(tx, year), year, await countedRecords(tx, year)),
    ),
  );
  if (values.json) terminal.out(JSON.stringify({ ref: STATISTICS_REF, ...statistics }));
  else if (values.csv) terminal.out(statisticsCsv(statistics).trimEnd());
  else {
    terminal.out(`Orders of ${year} (${STATISTICS_REF}(2))`);
    for (const line of statistics.lines) terminal.out(printable(lineText(line)));
    for (const { ground, number, ...of } of statistics.refusals)
      terminal.out(
        printable(`${letter('noticesAndRefusals')} ${number}  refused for ${ground}: ${countedText(of)}`),
      );
    terminal.out(
      `${letter('issuedUnvalidated')} ${statistics.issuedUnvalidated}  production orders issued before validation`,
    );
    terminal.out(
      `${letter('notValidated')} ${statistics.notValidated}  issued before validation, and not validated`,
    );
    for (const line of [...remedyTexts(statistics), ...claimTexts(statistics)]) terminal.out(line);
    if (statistics.lines.length === 0) terminal.out('No orders.');
  }
  return EXIT.done;
}

function letter(of: keyof typeof LETTERS): string {
  return `(${LETTERS[of]})`;
}

function remedyTexts({ remedies }: Statistics): string[] {
  if (remedies.length === 0) return [`${letter('remedies')} 0  remedies used against production orders`];
  return remedies.map(({ direction, category, state, kind, number, outcomes }) => {
    const parts = Object.entries(outcomes).flatMap(([name, count]) =>
      count === 0 ? [] : [`${count} ${name}`],
    );
    return `${letter('remedies')} ${number}  remedies in the ${state} State (${kind}): ${direction} epoc ${category ?? UNKNOWN}; ${parts.join(', ')}`;
  });
}

function claimTexts({ claims }: Statistics): string[] {
  if (claims.length === 0) return [`${letter('costs')} 0  claims of costs`];
  return claims.map(({ direction, form, currency, ...sums }) => {
    const parts = (['claimed', 'reimbursed', 'refused'] as const).map(
      (of) => `${sums[of].amount} ${currency} ${of} (${sums[of].number})`,
    );
    return `${letter('costs')} ${direction} ${form}: ${parts.join(', ')}`;
  });
}

const UNKNOWN = 'of unknown category';

function countedText({ direction, form, category, addressee, isEmergency, issuingState }: Counted): string {
  const from = issuingState === undefined ? '' : ` from ${issuingState}`;
  return `${direction} ${form} ${category ?? UNKNOWN}${isEmergency ? ' emergency' : ''}${from}, ${addressee}`;
}

function lineText({ outcomes, number, notified, enforcement, ...line }: StatisticsLine): string {
  const parts = Object.entries(outcomes).flatMap(([name, count]) =>
    count === 0 ? [] : [`${count} ${name}`],
  );
  const hours = (of: 'hoursToData' | 'hoursToRequest', mean: number | undefined, what: string): string =>
    mean === undefined ? '' : `; ${letter(of)} ${mean.toFixed(1)} h on average ${what}`;
  return [
    `${letter('orders')} ${number}  ${countedText(line)}; ${letter('outcomes')} ${parts.join(', ')}`,
    hours('hoursToData', line.meanHours, 'to the data'),
    hours('hoursToRequest', line.meanHoursToRequest, 'to the request for the data'),
    notified === 0 ? '' : `; ${letter('noticesAndRefusals')} ${notified} notified`,
    enforcement.asked === 0
      ? ''
      : `; ${letter('enforcement')} ${enforcement.asked} sent for enforcement, ${enforcement.fulfilled} of them fulfilled`,
  ].join('');
}
