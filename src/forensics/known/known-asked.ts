// What is asked of a set of known material: its file and whose it is; of the second person how it was compared; and why one is ended.
import type { Day } from '../../base/day.ts';
import { oneOf } from '../../web/fields/choice.ts';
import { day } from '../../web/fields/day.ts';
import { optional, type Fields } from '../../web/fields/field.ts';
import { file, FILE_BYTES_MAX } from '../../web/fields/file.ts';
import { together } from '../../web/fields/group.ts';
import { text } from '../../web/fields/text.ts';
import { yesNo } from '../../web/fields/yes-no.ts';
import type { Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { SET_CHARACTERS, USES } from './known.ts';
import { LINES } from './read-set.ts';

interface SetAbout {
  readonly today: Day;
}

type OfSet = 'name' | 'owner' | 'basis' | 'mayBeTold' | 'category';

const line = (name: OfSet, means: string) =>
  text({
    max: SET_CHARACTERS,
    ask: (say) => say.knownSets.asks[name],
    label: (say) => say.knownSets.labels[name],
    hint: (say) => say.knownSets.hints[name],
    wrong: (say) => say.form.needed(say.knownSets.labels[name]),
    tooLong: (say) => say.form.tooLong(say.knownSets.labels[name], SET_CHARACTERS),
    autocomplete: 'off',
    means,
  });

export const IMPORT = {
  file: file({
    ask: (say) => say.knownSets.asks.file,
    label: (say) => say.knownSets.labels.file,
    hint: (say) => say.knownSets.hints.file,
    bytesMax: FILE_BYTES_MAX,
    wrong: (say) => say.form.needed(say.knownSets.labels.file),
    means: 'A list, NSRL RDSv3, Project VIC, CAID or NCMEC.',
  }),
  lines: oneOf(LINES, {
    ask: (say) => say.knownSets.asks.lines,
    label: (say) => say.knownSets.labels.lines,
    hint: (say) => say.knownSets.hints.lines,
    words: (say, one) => say.knownSets.lines[one],
    means: 'What the lines of a plain list are.',
  }),
  whose: together({
    ask: (say) => say.knownSets.asks.whose,
    label: (say) => say.knownSets.labels.owner,
    means: 'What it is called, and who answers for it.',
    parts: {
      name: line('name', 'Under the same name a later file is a later version.'),
      owner: line('owner', 'Who made it and answers for it.'),
    },
  }),
  ground: together({
    ask: (say) => say.knownSets.asks.ground,
    label: (say) => say.knownSets.labels.basis,
    means: 'On what ground it is held, and until when.',
    parts: {
      basis: line('basis', 'The ground in law on which it is held here.'),
      expires: day<SetAbout>({
        ask: (say) => say.knownSets.labels.expires,
        from: ({ today }) => today,
        wrong: (say) => say.knownSets.expiresForm,
        means: 'The last day on which it may be used.',
      }),
    },
  }),
  mayBeTold: line('mayBeTold', 'Who may be told of a hit.'),
  use: oneOf(USES, {
    ask: (say) => say.knownSets.asks.use,
    label: (say) => say.knownSets.labels.use,
    words: (say, one) => say.knownSets.uses[one],
    hints: (say, one) => say.knownSets.useHints[one],
    means: '`alert`: what it finds is to be looked at. `ignore`: files that everybody has.',
  }),
  isOwn: yesNo({
    ask: (say) => say.knownSets.asks.isOwn,
    label: (say) => say.knownSets.labels.isOwn,
    hint: (say) => say.knownSets.hints.isOwn,
    isNoFirst: true,
    means: 'Made here: only such a set can be given out again.',
  }),
  category: optional(line('category', 'What all entries are, where the file does not say.')),
} satisfies Fields;

interface ConfirmAbout {
  readonly above: (say: Messages) => Html;
}

/** Of the second person, with the set before their eyes. */
export const CONFIRMED = {
  compared: together({
    ask: (say) => say.knownSets.confirm,
    means: 'That it is what its owner says.',
    above: (say, { above }: ConfirmAbout) => above(say),
    parts: {
      how: text({
        max: SET_CHARACTERS,
        ask: (say) => say.knownSets.asks.how,
        hint: (say) => say.knownSets.hints.how,
        wrong: (say) => say.form.needed(say.knownSets.labels.how),
        means: 'With what, and how it was compared.',
      }),
    },
  }),
} satisfies Fields;

export const ENDED = {
  why: text({
    max: SET_CHARACTERS,
    ask: (say) => say.knownSets.asks.why,
    label: (say) => say.knownSets.labels.why,
    hint: (say) => say.knownSets.hints.why,
    wrong: (say) => say.form.needed(say.knownSets.labels.why),
    means: 'Why it is used no more.',
  }),
} satisfies Fields;
