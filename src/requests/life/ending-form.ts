// What is asked before what came is relied on and before a request is closed, read back from the form.
import type { ActField } from './act-form.ts';
import { COST_BEARERS, CURRENCIES, USES, type ActDetail } from './life.ts';

type Text = (name: ActField) => string | undefined;

/** Nothing of what is not wholly said: its guard asks for it. */
export function endingIn(
  text: Text,
): Pick<ActDetail, 'restrictions' | 'certificate' | 'costs' | 'feedback' | 'assignedTo'> {
  const [certificate, costs, feedback] = [certificateIn(text), costsIn(text), feedbackIn(text)];
  const assignedTo = text('assignedTo');
  return {
    ...(text('restrictions') === 'none' && { restrictions: 'none' as const }),
    ...(certificate && { certificate }),
    ...(costs && { costs }),
    ...(feedback && { feedback }),
    ...(assignedTo !== undefined && { assignedTo }),
  };
}

function certificateIn(text: Text): ActDetail['certificate'] {
  const [what, why] = [text('certificateWhat'), text('certificateNone')];
  if (text('certificate') === 'came') return what === undefined ? undefined : { kind: 'came', what };
  if (text('certificate') === 'none') return why === undefined ? undefined : { kind: 'none', why };
  return undefined;
}

function costsIn(text: Text): ActDetail['costs'] {
  if (text('costs') === 'none') return { kind: 'none' };
  const money = amountIn(text('costAmount') ?? '');
  const bearer = COST_BEARERS.find((one) => one === text('costBearer'));
  if (text('costs') !== 'some' || money === undefined || bearer === undefined) return undefined;
  return { kind: 'some', ...money, bearer };
}

/** `1 200.50 EUR`: digits that spaces may group, a point or comma before the hundredths, the three letters of the currency. */
export function amountIn(typed: string): { readonly amount: string; readonly currency: string } | undefined {
  const found = /^(\d[\d\s]{0,20}?)(?:[.,](\d{1,2}))?\s*([A-Za-z]{3})$/u.exec(typed.trim());
  if (found === null) return undefined;
  const [, whole = '', part, letters = ''] = found;
  const [digits, currency] = [whole.replaceAll(/\s/gu, ''), letters.toUpperCase()];
  if (digits.length > 12 || !CURRENCIES.has(currency)) return undefined;
  return { amount: part === undefined ? digits : `${digits}.${part}`, currency };
}

function feedbackIn(text: Text): ActDetail['feedback'] {
  const said = text('feedback');
  if (said === 'none') return { kind: 'none' };
  const use = USES.find((one) => one === said);
  const words = text('feedbackWords');
  return use && { kind: 'given', use, ...(words !== undefined && { words }) };
}
