// What orders cost, as it was stated when they were closed. What was claimed and reimbursed is counted apart.
import { amountOf, thousandthsOf } from '../../base/currency.ts';
import type { ActDetail, CostBearer } from '../machine/states/life.ts';

export interface CostLine {
  /** ISO 4217. */
  readonly currency: string;
  readonly bearer: CostBearer;
  /** The sum, in decimal digits with a point. */
  readonly amount: string;
  /** Of orders. */
  readonly number: number;
}

interface Closed {
  readonly events: readonly { readonly act: string; readonly detail: ActDetail }[];
}

/** By currency and who bears them. Of an order that was closed twice, what was said last; summed in thousandths, so nothing is rounded. */
export function statedCosts(requests: readonly Closed[]): readonly CostLine[] {
  const sums = new Map<string, { line: CostLine; thousandths: bigint }>();
  for (const { events } of requests) {
    const costs = events.findLast(({ act }) => act === 'close')?.detail.costs;
    if (costs?.kind !== 'some') continue;
    const { currency, bearer } = costs;
    const known = sums.get(`${currency} ${bearer}`);
    const thousandths = (known?.thousandths ?? 0n) + thousandthsOf(costs.amount);
    const number = (known?.line.number ?? 0) + 1;
    sums.set(`${currency} ${bearer}`, {
      line: { currency, bearer, amount: amountOf(thousandths, currency), number },
      thousandths,
    });
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, { line }]) => line);
}
