// Costs of executing an order that its addressee claims back: Regulation (EU) 2023/1543, Art. 14, where the law of the issuing State
// lets domestic providers claim them too. Each claim and what was reimbursed of it, so that both can be counted as Art. 28(2)(j) asks.
import type { Uuid } from '../../base/ids.ts';
import { decimalsOf } from '../life/currency.ts';
import type { Happened, Recorded } from './order-record.ts';

/** In decimal digits with a point, never rounded; and the currency by ISO 4217. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** What may become of a claim. */
export const CLAIM_ANSWERS = ['reimbursed', 'refused'] as const;
export type ClaimAnswer = (typeof CLAIM_ANSWERS)[number];

export interface CostClaim {
  readonly id: Uuid;
  /** Within the request. */
  readonly number: number;
  readonly claim: Money;
  readonly claimed: Happened;
  /** In the currency of the claim; less than it where only a part was reimbursed. */
  readonly reimbursed: (Happened & { readonly amount: string }) | undefined;
  readonly refused: Happened | undefined;
  readonly mistaken: Recorded | undefined;
}

export function isAnswered({ reimbursed, refused }: CostClaim): boolean {
  return reimbursed !== undefined || refused !== undefined;
}

/** `1200`, `1200.5`, `1200.500`. */
export const AMOUNT = /^\d{1,12}(?:\.\d{1,3})?$/;

/** An amount that was read by `AMOUNT`, in thousandths. */
export function thousandthsOf(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.');
  return BigInt(`${whole}${part.padEnd(3, '0')}`);
}

/** With as many digits after the point as the currency has, and more where they say something. */
export function amountOf(thousandths: bigint, currency: string): string {
  const digits = `${thousandths}`.padStart(4, '0');
  const said = digits.slice(-3).replace(/0+$/, '').padEnd(decimalsOf(currency), '0');
  return said === '' ? digits.slice(0, -3) : `${digits.slice(0, -3)}.${said}`;
}
