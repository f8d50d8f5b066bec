// What is asked when a document is discarded, from which no request is to be registered.
import type { Fields } from '../../../web/fields/field.ts';
import { text } from '../../../web/fields/text.ts';

const REASON_MAX = 4000;

export const DISCARD = {
  /** `about`: what the document is called. */
  reason: text<{ readonly name: string }>({
    ask: (say) => say.requestIncoming.discardAsk,
    hint: (say, { name }) => say.requestIncoming.discardHint(name),
    rows: 3,
    max: REASON_MAX,
    wrong: (say) => say.form.needed(say.requestIncoming.discardWhat),
    tooLong: (say) => say.form.tooLong(say.requestIncoming.discardAsk, REASON_MAX),
    means: 'Why it is discarded. It stays known.',
  }),
} satisfies Fields;
