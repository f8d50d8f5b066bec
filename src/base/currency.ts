// Currencies, and how finely each is paid: ISO 4217, whose minor units the tables of the runtime do not follow everywhere.

export const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const NONE = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
const THREE = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** Digits after the point. Of the two units of account that have four, amounts are kept to the third. */
export function decimalsOf(currency: string): number {
  if (NONE.has(currency)) return 0;
  return THREE.has(currency) || currency === 'CLF' || currency === 'UYW' ? 3 : 2;
}

interface Typed {
  readonly amount: string;
  readonly currency: string;
  readonly decimals: number;
}

/**
 * `1 200.50 EUR`: digits that spaces may group, a point or comma before the decimals, the three letters of the currency. Three digits after
 * a comma may be thousands as well: they are not read.
 */
function typedIn(text: string): Typed | undefined {
  const found = /^(\d[\d\s]{0,20}?)(?:(?:[.,](\d{1,2}))|\.(\d{3}))?\s*([A-Za-z]{3})$/u.exec(text.trim());
  if (found === null) return undefined;
  const [, whole = '', few, three, letters = ''] = found;
  const [digits, currency, part = ''] = [whole.replaceAll(/\s/gu, ''), letters.toUpperCase(), few ?? three];
  if (digits.length > 12 || !CURRENCIES.has(currency)) return undefined;
  return { amount: part === '' ? digits : `${digits}.${part}`, currency, decimals: part.length };
}

/** Undefined: it cannot be read, or is finer than the currency is paid. */
export function amountIn(text: string): { readonly amount: string; readonly currency: string } | undefined {
  const typed = typedIn(text);
  if (typed === undefined || typed.decimals > decimalsOf(typed.currency)) return undefined;
  return { amount: typed.amount, currency: typed.currency };
}

/** The currency that is paid less finely than was typed. */
export function tooFine(text: string): string | undefined {
  const typed = typedIn(text);
  return typed !== undefined && typed.decimals > decimalsOf(typed.currency) ? typed.currency : undefined;
}

/** In decimal digits with a point, never rounded; and the currency by ISO 4217. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
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
  const said = digits
    .slice(-3)
    .replace(/(?<!0)0+$/, '')
    .padEnd(decimalsOf(currency), '0');
  return said === '' ? digits.slice(0, -3) : `${digits.slice(0, -3)}.${said}`;
}
