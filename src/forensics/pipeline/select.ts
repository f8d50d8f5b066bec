// What is asked of a selection: of which items an exhibit of its own is made, what it is called, and why.
import type { Json } from '../../base/canonical-json.ts';
import { oneOf } from '../../web/fields/choice.ts';
import { onlyIf, optional, type Fields } from '../../web/fields/field.ts';
import { text } from '../../web/fields/text.ts';

/** relevant: the files that somebody marked. hits: a report of what is known, without a byte of it. */
export const SELECTIONS = ['relevant', 'hits'] as const;
/** matching: the files that a filter of the list of items finds, with their bytes. */
export type Selection = (typeof SELECTIONS)[number] | 'matching';

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

/** Of what a filter finds: the filter says which. */
export const MATCHING = { title: SELECT.title, reason: SELECT.reason } satisfies Fields;

/** What a set says of an item, and what people who looked said. */
interface SelectedHit {
  readonly set: string;
  readonly version: number;
  /** By which it was found; `pdq` where it is near. */
  readonly digest: string;
  readonly distance: number | null;
  readonly entry: number | null;
  readonly quality: number | null;
  readonly category: string | null;
  readonly flags: readonly string[];
  readonly mayBeTold: string | null;
  /** Of pictures: one for each person who has decided; nobody is named. */
  readonly decisions: readonly ('match' | 'other' | 'unsure')[];
}

export interface SelectedItem {
  readonly id: string;
  readonly parent: string | null;
  readonly volume: number;
  readonly path: string;
  readonly address: string;
  readonly bytes: number;
  readonly deleted: boolean;
  readonly depth: number;
  readonly modified: string | null;
  readonly kind: string | null;
  readonly sha256: string | null;
  readonly sha1: string | null;
  readonly md5: string | null;
  /** Where its bytes lie on the medium. */
  readonly at: Json;
  readonly tags: readonly string[];
  readonly hits: readonly SelectedHit[];
}
