// What the second person of a package is asked, and what comes back from its receiver.
import { oneOf } from '../../web/fields/choice.ts';
import type { Fields } from '../../web/fields/field.ts';
import { textFile } from '../../web/fields/file.ts';
import { together } from '../../web/fields/group.ts';
import type { Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';

export const SHARE_DECISION = {
  decision: together({
    ask: (say) => say.share.decideTitle,
    means: 'The decision.',
    /** What would leave, and to whom. */
    above: (say, { asked }: { readonly asked: (say: Messages) => Html }) => asked(say),
    parts: {
      outcome: oneOf(['confirmed', 'withdrawn'], {
        ask: (say) => say.share.decide,
        words: ({ share: words }, one) => (one === 'confirmed' ? words.yes : words.no),
        hints: ({ share: words }, one) => (one === 'confirmed' ? words.yesHint : words.noHint),
        wrong: (say) => say.share.chooseDecision,
        means: 'Confirmed, the package is made; withdrawn, nothing leaves.',
      }),
    },
  }),
} satisfies Fields;

/** Of one exhibit; an honest one has a few kilobytes. */
export const RECEIPT_BYTES_MAX = 64 * 1024;

export const RECEIPT = {
  receipt: textFile({
    ask: (say) => say.share.receipt.label,
    hint: (say) => say.share.receipt.hint,
    bytesMax: RECEIPT_BYTES_MAX,
    wrong: (say) => say.share.receipt.choose,
    means: 'The text of the file, a `.tlog-proof`.',
  }),
} satisfies Fields;
