// An amount with its currency: typed as one, `1200.50 EUR`; for other programs two properties, `amount` and `currency`.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import {
  AMOUNT,
  amountIn,
  CURRENCIES,
  decimalsOf,
  thousandthsOf,
  tooFine,
  type Money,
} from '../../base/currency.ts';
import { html, type Html } from '../html.ts';
import type { Messages } from '../messages.ts';
import { field } from '../parts.ts';
import {
  ok,
  wrong,
  type Body,
  type Field,
  type Question,
  type Read,
  type Spread,
  type Words,
} from './field.ts';

interface MoneyAsked<A> extends Question<A> {
  /** The most that it can be; its currency is then the only one. */
  readonly most?: (about: A) => Money;
  readonly wrong: Words<A>;
}

const amount = z
  .string()
  .regex(AMOUNT, 'An amount such as 1200.50.')
  .meta({ examples: ['1200.50'] });
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217.');

/** Of any currency, above zero. */
export function money<A = unknown>(
  asked: Omit<MoneyAsked<A>, 'most'>,
): Field<Money, A, Spread<{ readonly amount: string; readonly currency: string }>> {
  return {
    ...moneyIn(asked),
    schema: () => ({ amount: amount.describe(asked.means), currency }),
    body: (value) => ({ ...value }),
  };
}

/** In the currency of another amount, and no more than it: for other programs `amount` alone. */
export function moneyWithin<A>(
  asked: MoneyAsked<A> & Required<Pick<MoneyAsked<A>, 'most'>>,
): Field<Money, A, Spread<{ readonly amount: string }>> {
  return {
    ...moneyIn(asked),
    schema: () => ({ amount: amount.describe(asked.means) }),
    body: (value) => ({ amount: value.amount }),
  };
}

type MoneyField<A> = Omit<Field<Money, A, never>, 'schema' | 'body'>;

function moneyIn<A>(asked: MoneyAsked<A>): MoneyField<A> {
  const ownCurrency = (about: A): string => asked.most?.(about).currency ?? '';
  return {
    ...asked,
    control: (say, { name, given, errors, isPart }, about) => {
      const hint = asked.hint?.(say, about);
      const question = {
        name,
        label: asked.ask(say, about),
        isHeading: isPart !== true,
        value: given.get(name) ?? '',
      };
      return field(say, { ...question, ...(hint !== undefined && { hint }), width: 'short' }, errors);
    },
    typed: (given, name, about) => typedIn((given.get(name) ?? '').trim(), ownCurrency(about)),
    read: (body, _name, about) => {
      const most = asked.most?.(about);
      return readMoney(body, { most, words: (say) => asked.wrong(say, about) });
    },
    said: (_say, value) => moneyHtml(value),
  };
}

/**
 * What cannot be read goes on as it was typed, for `readMoney` to say so. `fine`: its currency is not paid that finely; also 1.500 EUR,
 * which may mean fifteen hundred.
 */
function typedIn(typed: string, own: string): Body {
  const whole = /[A-Za-z]$/.test(typed) ? typed : `${typed} ${own}`;
  const found = amountIn(whole);
  return found === undefined ? { amount: typed, currency: own, fine: tooFine(whole) } : { ...found };
}

/** More than nothing, no finer than its currency is paid, and no more than what it is a part of. */
function readMoney(
  body: Body,
  { most, words }: { readonly most: Money | undefined; readonly words: (say: Messages) => string },
): Read<Money> {
  const { amount: given, currency: of = most?.currency, fine } = body;
  if (typeof fine === 'string') return finer(fine, String(given));
  if (typeof given !== 'string' || !AMOUNT.test(given) || thousandthsOf(given) <= 0n)
    return wrong(
      words,
      phrase('amountAsked', { amount: '1200.50' }),
      typeof given === 'string' ? given : phrase('none'),
    );
  if (typeof of !== 'string' || !CURRENCIES.has(of) || (most !== undefined && of !== most.currency))
    return wrong(
      words,
      phrase('currencyAsked', { currency: most?.currency ?? 'EUR' }),
      typeof of === 'string' ? of : phrase('none'),
    );
  if ((given.split('.')[1] ?? '').replace(/(?<!0)0+$/, '').length > decimalsOf(of)) return finer(of, given);
  if (most !== undefined && thousandthsOf(given) > thousandthsOf(most.amount))
    return wrong(words, phrase('claimedMost', { amount: `${most.amount} ${most.currency}` }), given);
  return ok({ amount: given, currency: of });
}

function finer(of: string, found: string): Read<never> {
  const digits = decimalsOf(of);
  const expected = phrase('amountDigits', { currency: of, digits });
  return wrong((say) => say.form.tooFine(of, digits), expected, found);
}

/** As it was recorded, to the last digit: digits and letters keep their order in every language. */
export function moneyHtml(of: Money): Html {
  return html`<bdi dir="ltr">${moneyText(of)}</bdi>`;
}

export function moneyText({ amount: digits, currency: of }: Money): string {
  return `${digits} ${of}`;
}
