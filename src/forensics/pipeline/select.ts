// What is asked of a selection: of which items an exhibit of its own is made, what it is called, and why.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import type { Json } from '../../base/canonical-json.ts';
import { oneOf } from '../../web/fields/choice.ts';
import { ok, onlyIf, optional, wrong, type Field, type Fields } from '../../web/fields/field.ts';
import { text } from '../../web/fields/text.ts';
import { html, nothing } from '../../web/html.ts';
import { hidden } from '../../web/parts.ts';
import { itemIdShape } from './items.ts';

/** relevant: the files that somebody marked. hits: a report of what is known, without a byte of it. */
export const SELECTIONS = ['relevant', 'hits'] as const;
/** matching: the files that a filter of the list of items finds; ticked: those that somebody ticked. */
export const FURTHER = ['matching', 'ticked'] as const;
export type Selection = (typeof SELECTIONS | typeof FURTHER)[number];

/** report: each file is named, without a byte of it. */
export const MADE_AS = ['files', 'report'] as const;
export type MadeAs = (typeof MADE_AS)[number];

/** A page of the contents has fewer; of more, a mark or a filter makes the selection. */
export const TICKED_MAX = 500;

const TAG_MAX = 60;
const TITLE_MAX = 200;
const REASON_MAX = 500;

const as = optional(
  oneOf(MADE_AS, {
    ask: (say) => say.selection.asks.as,
    label: (say) => say.selection.labels.as,
    words: (say, one) => say.selection.made[one],
    hints: (say, one) => say.selection.madeHints[one],
    preset: () => 'files',
    means:
      '`files`, as where nothing is said: the files with their bytes. `report`: what each file is and who marked it, without a byte of it and without notes.',
  }),
  (say) => say.selection.made.files,
);

export const SELECT = {
  what: oneOf(SELECTIONS, {
    ask: (say) => say.selection.asks.what,
    label: (say) => say.selection.labels.what,
    words: (say, one) => say.selection.whats[one],
    hints: (say, one) => say.selection.hints[one],
    means:
      '`relevant`: the files that somebody marked as relevant. `hits`: a report of what known material was found, without bytes.',
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
  as: onlyIf((said) => said['what'] === 'relevant', as),
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
export const MATCHING = { as, title: SELECT.title, reason: SELECT.reason } satisfies Fields;

/** As a list of files sends what is ticked in it. */
const BOX = 'found';

/** Ticked in a list of files, which sends them here; the question itself says how many there are. */
const ticked: Field<readonly string[]> = {
  ask: (say) => say.selection.matchingWhich,
  means: 'The ids of the files, each of this exhibit.',
  schema: (name) => ({
    [name]: z
      .array(itemIdShape)
      .min(1)
      .max(TICKED_MAX)
      .describe('The ids of the files, each of this exhibit.'),
  }),
  owns: (field) => field === BOX,
  control: (say, { name, given, errors }) => {
    const chosen = given.getAll(BOX);
    const error = errors[name];
    return html`<h1>${say.selection.matchingWhich}</h1>
      ${error === undefined ? nothing : html`<p class="govuk-error-message">${error}</p>`}
      <p id="${name}" tabindex="-1">
        ${say.selection.ticked(chosen.length)} <span class="c-hint">${say.selection.tickHint}</span>
      </p>
      ${chosen.map((id) => hidden(BOX, id))}`;
  },
  typed: (given, name) => ({ [name]: [...new Set(given.getAll(BOX))] }),
  read: (body, name) => {
    const ids = z.array(itemIdShape).min(1).max(TICKED_MAX).safeParse(body[name]);
    if (ids.success) return ok([...new Set(ids.data)]);
    const found = Array.isArray(body[name]) ? `${body[name].length}` : phrase('none');
    return wrong((say) => say.selection.tickHint, phrase('idsOfFiles', { max: TICKED_MAX }), found);
  },
  body: (value, name) => ({ [name]: value }),
  said: (say, value) => say.selection.ticked(value.length),
};

/** Of what is ticked in a list of files. */
export const TICKED = { items: ticked, ...MATCHING } satisfies Fields;

/** What a set says of an item, and what people who looked said. */
export interface SelectedHit {
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
  /** One for each person who has decided; nobody is named. */
  readonly decisions: readonly ('match' | 'other' | 'unsure')[];
}

/** The last of a person. A note is no part of it: it never leaves. */
export interface SelectedMark {
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  readonly relevant: boolean;
  readonly tag: string | null;
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
  readonly created: string | null;
  readonly accessed: string | null;
  readonly changed: string | null;
  readonly kind: string | null;
  readonly sha256: string | null;
  readonly sha1: string | null;
  readonly md5: string | null;
  /** Where its bytes lie on the medium. */
  readonly at: Json;
  readonly tags: readonly string[];
  readonly marks: readonly SelectedMark[];
  readonly hits: readonly SelectedHit[];
}
