// What is asked before what came is relied on and before a request is closed, read back from the form.
import type { ActField } from '../acts/act-form.ts';
import { amountIn } from '../../../base/currency.ts';
import { COST_BEARERS, USES, type ActDetail } from '../life.ts';

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

function feedbackIn(text: Text): ActDetail['feedback'] {
  const said = text('feedback');
  if (said === 'none') return { kind: 'none' };
  const use = USES.find((one) => one === said);
  const words = text('feedbackWords');
  return use && { kind: 'given', use, ...(words !== undefined && { words }) };
}
