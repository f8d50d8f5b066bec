// Costs of executing an order that its addressee claims back: Regulation (EU) 2023/1543, Art. 14, where the law of the issuing State
// lets domestic providers claim them too. Each claim and what was reimbursed of it, so that both can be counted as Art. 28(2)(j) asks.
import { Refusal } from '../../../base/refusal.ts';
import type { Money } from '../../../base/currency.ts';
import type { Fields } from '../../../web/fields/field.ts';
import { money, moneyText, moneyWithin } from '../../../web/fields/money.ts';
import type { Messages } from '../../../web/messages.ts';
import { dayOf, evidenceOf, orderKind, type Days, type OrderSteps } from './order-record.ts';
import type { Given } from './record.ts';

/** Of what is answered to a claim. */
interface OfClaim extends Days {
  readonly claim: Money;
}

/** Kept as given, never rounded. */
const DIGITS = 'Decimal digits with a point; kept as given, never rounded.';
const hint = (say: Messages): string => say.costClaim.evidenceHint;

const CLAIMED = {
  amount: money({
    ask: (say) => say.costClaim.asks.claimed.amount,
    label: (say) => say.costClaim.labels.claimed,
    hint: (say) => say.costClaim.amountHint,
    wrong: (say) => say.costClaim.wrongAmount,
    means: DIGITS,
  }),
  on: dayOf({
    ask: (say) => say.costClaim.asks.claimed.on,
    label: (say) => say.costClaim.labels.on,
    means: 'When they were claimed.',
  }),
  evidence: evidenceOf({ ask: (say) => say.costClaim.asks.claimed.evidence, hint }),
} satisfies Fields;
export type ClaimGiven = Given<typeof CLAIMED>;

const STEPS = {
  reimbursed: {
    path: 'reimbursed',
    to: (say) => say.costClaim.to.reimbursed,
    happened: (say) => say.costClaim.events.reimbursed,
    tone: 'ok',
    fields: {
      // Less than was claimed where only a part was reimbursed.
      amount: moneyWithin<OfClaim>({
        ask: (say) => say.costClaim.asks.reimbursed.amount,
        label: (say) => say.costClaim.labels.reimbursed,
        hint: (say, { claim }) => say.costClaim.reimbursedHint(moneyText(claim)),
        most: ({ claim }) => claim,
        wrong: (say, { claim }) => say.costClaim.wrongReimbursed(moneyText(claim)),
        means: 'In the currency of the claim, and no more than it.',
      }),
      on: dayOf({
        ask: (say) => say.costClaim.asks.reimbursed.on,
        label: (say) => say.costClaim.labels.on,
      }),
      evidence: evidenceOf({ ask: (say) => say.costClaim.asks.reimbursed.evidence, hint }),
    },
  },
  refused: {
    path: 'refused',
    to: (say) => say.costClaim.to.refused,
    happened: (say) => say.costClaim.events.refused,
    fields: {
      on: dayOf({ ask: (say) => say.costClaim.asks.refused.on, label: (say) => say.costClaim.labels.on }),
      evidence: evidenceOf({
        ask: (say) => say.costClaim.asks.refused.evidence,
        hint: (say) => say.costClaim.refusedHint,
        means: 'Why. Where the claim came through the exchange, who claimed is told this.',
      }),
    },
  },
} satisfies OrderSteps;

export const COSTS = orderKind({
  path: '/costs',
  named: 'claim',
  may: 'recordCosts',
  ref: 'eu-2023-1543, Art. 14(1)',
  act: 'claimed',
  happened: (say) => say.costClaim.events.claimed,
  fields: CLAIMED,
  steps: STEPS,
  aboutStep: ({ claimed, amount }, now) => ({ first: claimed.on, now, claim: amount }),
  words: ({ costClaim: { title, lead, none, record, number, open } }) => ({
    title,
    lead,
    none,
    record,
    number,
    open,
  }),
  name: (say, { number, amount }) => `${say.costClaim.number(number)} · ${moneyText(amount)}`,
  conflict: () => new Refusal('conflict.claimAnswered'),
  api: {
    id: 'RequestCostClaim',
    list: {
      id: 'RequestCostPage',
      operation: 'listRequestCosts',
      summary: 'Lists the costs that were claimed for executing an order, and what was reimbursed.',
    },
    begin: {
      id: 'NewRequestCosts',
      operation: 'recordRequestCosts',
      summary: 'Records that costs of executing an order were claimed.',
      description:
        'Of an order of Regulation (EU) 2023/1543 that was sent or received (its Art. 14: where the law of the issuing State provides for it).',
      answer: 'RecordedRequestCosts',
    },
    step: {
      id: 'RequestCostsStep',
      operation: 'stepRequestCosts',
      summary:
        'Records what was reimbursed of a claim, that it was refused, or that it was recorded by mistake.',
    },
  },
});
