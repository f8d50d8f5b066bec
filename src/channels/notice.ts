// Is the other State told of a European order, or does its provider alone hear of it?
import type { Question } from './condition.ts';

/**
 * Regulation (EU) 2023/1543, Article 8: traffic data and content are notified to the enforcing authority, unless the offence was
 * committed in the issuing State and the person lives there.
 */
export function noticeOf({ need, category }: Pick<Question, 'need' | 'category'>): 'yes' | 'no' | 'unknown' {
  if (category !== 'traffic' && category !== 'content') return 'no';
  const { residence, from } = need;
  const { committedIn } = need.offence;
  if ((committedIn !== undefined && committedIn !== from) || (residence !== undefined && residence !== from))
    return 'yes';
  return committedIn === undefined || residence === undefined ? 'unknown' : 'no';
}
