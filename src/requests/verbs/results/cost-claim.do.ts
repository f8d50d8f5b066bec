// Records that costs of executing an order were claimed, and what was reimbursed of them or why nothing was.
import { amountOf, thousandthsOf } from '../../../base/currency.ts';
import { COSTS } from './cost-claim.ts';
import { inTable } from './order-record.do.ts';
import { actsOf } from './record.do.ts';

export const costs = inTable(COSTS, {
  table: 'request_cost_event',
  columns: { amount: 'amount', currency: 'currency' },
  // Of what was reimbursed the currency is that of the claim.
  values: ({ amount }, { currency }) =>
    typeof amount === 'string' && typeof currency === 'string'
      ? { amount: { amount: amountOf(thousandthsOf(amount), currency), currency } }
      : {},
});

export const { begin: recordClaim, step: stepClaim } = actsOf(costs);
