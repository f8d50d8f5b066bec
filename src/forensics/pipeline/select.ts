// What is asked of a selection: of which items an exhibit of its own is made, what it is called, and why.
import { oneOf } from '../../web/fields/choice.ts';
import { onlyIf, optional, type Fields } from '../../web/fields/field.ts';
import { text } from '../../web/fields/text.ts';

/** relevant: the files that somebody marked. hits: a report of what is known, without a byte of it. */
export const SELECTIONS = ['relevant', 'hits'] as const;
export type Selection = (typeof SELECTIONS)[number];

const TAG_MAX = 60;
const TITLE_MAX = 200;
const REASON_MAX = 500;

export const SELECT = {
  what: oneOf(SELECTIONS, {
    ask: (say) => say.selection.asks.what,
    label: (say) => say.selection.labels.what,
    words: (say, one) => say.selection.whats[one],
    hints: (say, one) => say.selection.hints[one],
    means:
      '`relevant`: the files that somebody marked as relevant, with their bytes. `hits`: a report of what known material was found, without bytes.',
  }),
  tag: onlyIf(
    (said) => said['what'] === 'relevant',
    optional(
      text({
        max: TAG_MAX,
        ask: (say) => say.selection.asks.tag,
        label: (say) => say.mark.tagLabel,
        hint: (say) => say.selection.hints.tag,
        wrong: (say) => say.form.tooLong(say.mark.tagLabel, TAG_MAX),
        means: 'Only those that are marked with this word.',
      }),
    ),
  ),
  title: text({
    max: TITLE_MAX,
    ask: (say) => say.selection.asks.title,
    label: (say) => say.selection.labels.title,
    hint: (say) => say.selection.hints.title,
    wrong: (say) => say.form.needed(say.selection.labels.title),
    tooLong: (say) => say.form.tooLong(say.selection.labels.title, TITLE_MAX),
    means: 'What the new exhibit is called.',
  }),
  reason: text({
    max: REASON_MAX,
    ask: (say) => say.selection.asks.reason,
    label: (say) => say.selection.labels.reason,
    wrong: (say) => say.form.needed(say.selection.labels.reason),
    tooLong: (say) => say.form.tooLong(say.selection.labels.reason, REASON_MAX),
    means: 'Why it is made; it stands in the custody record.',
  }),
} satisfies Fields;
