// What an examiner says of an item: whether it matters, under which word it is found again, and why.
import { optional, type Fields } from '../../web/fields/field.ts';
import { text } from '../../web/fields/text.ts';
import { yesNo } from '../../web/fields/yes-no.ts';

export const TAG_MAX = 60;
const NOTE_MAX = 2000;

export const MARK = {
  relevant: yesNo({
    ask: (say) => say.mark.relevant,
    label: (say) => say.mark.relevantLabel,
    wrong: (say) => say.form.needed(say.mark.relevantLabel),
    means: 'Whether it matters for the case: a judgement of the person, not of the program.',
  }),
  tag: optional(
    text({
      max: TAG_MAX,
      ask: (say) => say.mark.tag,
      label: (say) => say.mark.tagLabel,
      hint: (say) => say.mark.tagHint,
      wrong: (say) => say.form.tooLong(say.mark.tagLabel, TAG_MAX),
      means: 'A word under which it is found again.',
    }),
  ),
  note: optional(
    text({
      max: NOTE_MAX,
      rows: 5,
      ask: (say) => say.mark.note,
      label: (say) => say.mark.noteLabel,
      hint: (say) => say.mark.noteHint,
      wrong: (say) => say.form.tooLong(say.mark.noteLabel, NOTE_MAX),
      means: 'For the members of the case; it never leaves.',
      isPrivate: true,
    }),
  ),
} satisfies Fields;
