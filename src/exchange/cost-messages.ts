// Costs of executing an order, claimed back and answered by line (Regulation (EU) 2023/1543, Art. 14): the claim by who is asked, from its
// record; the answer by who asked, from what was recorded of that claim. Each becomes the same record on the other side.
import { z } from 'zod';
import { isDay } from '../law/day.ts';
import { isAllText } from './life-messages.ts';

const MONEY = {
  amount: z.string().regex(/^\d{1,12}(?:\.\d{1,3})?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
};
const on = z.string().refine(isDay);

/** What an answer can be: the acts of the record. */
export const ANSWERED_AS = ['reimbursed', 'refused'] as const;

export const COST_MESSAGES = {
  costs: { by: 'asked', shape: { ...MONEY, on } },
  // `of`: digest of the envelope that claims. Reimbursed: how much, in the currency of the claim. Refused: why.
  costsAnswered: {
    by: 'asks',
    shape: {
      of: z.string().regex(/^[0-9a-f]{64}$/),
      outcome: z.enum(ANSWERED_AS),
      amount: MONEY.amount.optional(),
      currency: MONEY.currency.optional(),
      on,
      text: z.string().min(1).max(4000).refine(isAllText).optional(),
      language: z.string().regex(/^[a-z]{2,3}$/),
    },
  },
} as const;
