// By which means something leaves, as the form of an act says it.
import { isMeans } from '../../means.ts';
import { WHY_OTHER_MEANS, type ActDetail } from '../life.ts';

export function meansIn(text: string | undefined): Pick<ActDetail, 'means'> {
  return text !== undefined && isMeans(text) ? { means: text } : {};
}

/** Nothing while it is not wholly said: the guard asks for it. */
export function carriedIn(
  form: URLSearchParams,
  text: (name: 'carried' | 'inWhat' | 'recipient') => string | undefined,
): Pick<ActDetail, 'carried'> {
  if (text('carried') === 'system') return { carried: { by: 'system' } };
  const why = WHY_OTHER_MEANS.filter((one) => form.getAll('whyOther').includes(one));
  const inWhat = text('inWhat');
  if (text('carried') !== 'other' || why.length === 0 || inWhat === undefined) return {};
  const recipient = text('recipient');
  return { carried: { by: 'other', why, inWhat, ...(recipient !== undefined && { recipient }) } };
}
