// The yearly figures as a table (RFC 4180), names in English: to be read by a program or a spreadsheet.
import { csvLine } from '../../base/csv.ts';
import type { ClaimLine, RemedyLine, Sum } from './order-figures.ts';
import { LETTERS, type Counted, type Statistics } from './statistics.ts';
import { productionOrder } from './counted-form.ts';

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
  'remedy',
  'state',
  'pending',
  'granted',
  'granted_in_part',
  'rejected',
  'inadmissible',
  'remedy_withdrawn',
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
      form: productionOrder(),
      number: issuedUnvalidated,
    },
    { table: 'not validated', article_28_2: LETTERS.notValidated, number: notValidated },
    ...remedyRows(statistics.remedies),
    ...statistics.remedyTotals.map(({ kind, state, number }) => ({
      table: 'remedies in all',
      article_28_2: LETTERS.remedies,
      form: productionOrder(),
      remedy: kind,
      state,
      number,
    })),
    ...claimRows(statistics.claims),
    // Beside what the Article asks for.
    ...statistics.costs.map((line) => ({ table: 'costs stated at closing', ...line })),
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

/** A row that says none, where there is none: nobody takes an absence for a figure that was not counted. */
function remedyRows(lines: readonly RemedyLine[]): Row[] {
  const of = { table: 'remedies', article_28_2: LETTERS.remedies, form: productionOrder() };
  if (lines.length === 0) return [{ ...of, number: 0 }];
  return lines.map(({ direction, category, state, kind, number, outcomes }) => ({
    ...of,
    direction,
    category,
    state,
    remedy: kind,
    number,
    pending: outcomes.pending,
    granted: outcomes.granted,
    granted_in_part: outcomes.partly,
    rejected: outcomes.rejected,
    inadmissible: outcomes.inadmissible,
    remedy_withdrawn: outcomes.withdrawn,
  }));
}

function claimRows(lines: readonly ClaimLine[]): Row[] {
  const row = (what: string, more: Row): Row => ({
    table: `costs ${what}`,
    article_28_2: LETTERS.costs,
    ...more,
  });
  if (lines.length === 0) return ['claimed', 'reimbursed'].map((what) => row(what, { number: 0 }));
  return lines.flatMap(({ direction, form, currency, claimed, reimbursed, refused }) => {
    const one = (what: string, { number, amount }: Sum): Row =>
      row(what, { direction, form, currency, number, amount });
    return [one('claimed', claimed), one('reimbursed', reimbursed), one('refused', refused)];
  });
}
