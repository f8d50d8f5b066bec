// The yearly figures as a table (RFC 4180), names in English: to be read by a program or a spreadsheet.
import { csvLine } from '../../base/csv.ts';
import { LETTERS, NOT_COUNTED, type Counted, type Statistics } from './statistics.ts';

const COLUMNS = [
  'year',
  'table',
  'article_28_2',
  'direction',
  'form',
  'category',
  'addressee',
  'issuing_state',
  'emergency',
  'ground',
  'number',
  'fulfilled',
  'in_part',
  'refused',
  'withdrawn',
  'open',
  'mean_hours',
  'mean_hours_to_request',
  'notified',
  'enforcement_asked',
  'enforcement_fulfilled',
  'currency',
  'amount',
  'bearer',
] as const;

type Row = { readonly [column in (typeof COLUMNS)[number]]?: string | number | undefined };

export function statisticsCsv(statistics: Statistics): string {
  const { year, lines, refusals, notValidated, issuedUnvalidated } = statistics;
  const { orders, outcomes, noticesAndRefusals, hoursToData, hoursToRequest, enforcement } = LETTERS;
  const rows: Row[] = [
    ...lines.map((line) => ({
      table: 'orders',
      article_28_2: [orders, outcomes, noticesAndRefusals, hoursToData, hoursToRequest, enforcement].join(
        ' ',
      ),
      ...counted(line),
      number: line.number,
      fulfilled: line.outcomes.fulfilled,
      in_part: line.outcomes.inPart,
      refused: line.outcomes.refused,
      withdrawn: line.outcomes.withdrawn,
      open: line.outcomes.open,
      mean_hours: line.meanHours?.toFixed(1),
      mean_hours_to_request: line.meanHoursToRequest?.toFixed(1),
      notified: line.notified,
      enforcement_asked: line.enforcement.asked,
      enforcement_fulfilled: line.enforcement.fulfilled,
    })),
    ...refusals.map((line) => ({
      table: 'refusals',
      article_28_2: noticesAndRefusals,
      ...counted(line),
      ground: line.ground,
      number: line.number,
    })),
    {
      table: 'issued before validation',
      article_28_2: LETTERS.issuedUnvalidated,
      form: 'epoc',
      number: issuedUnvalidated,
    },
    { table: 'not validated', article_28_2: LETTERS.notValidated, number: notValidated },
    ...statistics.costs.map((line) => ({ table: 'costs', article_28_2: LETTERS.costs, ...line })),
    ...NOT_COUNTED.map((what) => ({ table: 'not recorded', article_28_2: LETTERS[what], ground: what })),
  ];
  return [[...COLUMNS], ...rows.map((row) => COLUMNS.map((column) => `${{ year, ...row }[column] ?? ''}`))]
    .map(csvLine)
    .join('');
}

function counted({ direction, form, category, addressee, issuingState, isEmergency }: Counted): Row {
  return {
    direction,
    form,
    category,
    addressee,
    issuing_state: issuingState,
    emergency: isEmergency ? 'yes' : 'no',
  };
}
