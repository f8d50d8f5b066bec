// What stands in the way of an act, in the reader's words.
import type { Knowledge } from '../../../law/model.ts';
import { sentenceText } from '../../../law/sentence.pages.ts';
import type { Messages } from '../../../web/messages.ts';
import { refText } from '../../ref-text.pages.ts';
import { isOwnRule } from '../machine/guard-refs.ts';
import type { Hindrance } from '../machine/guards.ts';

type Named = Pick<Knowledge, 'instruments' | 'otherInstruments'>;

/** What the planner says of it, with the article: whoever chose a way that is closed learns why. */
export function hindranceWords(say: Messages, law: Named, { guard, ref, why }: Hindrance): string {
  const words = say.requestLife.guards[guard];
  if (guard !== 'channelAllowed') return words;
  const because = why === undefined ? '' : typeof why === 'string' ? why : sentenceText(say, why);
  const rule = isOwnRule(ref) ? '' : say.requestLife.rule(refText(say, law, ref));
  return [words, because, rule].filter((one) => one !== '').join(' ');
}
