// What is asked of the copy for an authority of the other State: for whom, and what shows that it was sent or received.
import { z } from 'zod';
import type { Authority } from '../../../law/model.ts';
import type { Field, Fields } from '../../../web/fields/field.ts';
import { pick } from '../../../web/fields/pick.ts';
import { text } from '../../../web/fields/text.ts';
import { tagName } from '../../../web/language-names.ts';
import type { Messages } from '../../../web/messages.ts';

type Taker = Pick<Authority, 'id' | 'name' | 'languages'>;

interface TakersAbout {
  readonly takers: readonly Taker[];
  /** Chosen so far. */
  readonly now: string | undefined;
}

/** In place of an authority: none is chosen. */
const NOBODY = 'none';
const ids = z.string().max(80);
const MEANS = 'Id in the directory (`/law/authorities`).';
const EVIDENCE_MAX = 4000;

function languagesOf(say: Messages, { languages }: Taker): string {
  const words = say.counterpartCopy;
  if (languages === undefined) return words.languageNotKnown;
  return words.takes(languages.map((one) => tagName(one, say.language.locale)).join(say.language.comma));
}

const takerOrNobody = pick<Taker | typeof NOBODY, string, TakersAbout>({
  ask: (say) => say.counterpartCopy.who,
  hint: (say) => say.counterpartCopy.forHint,
  list: ({ takers }) => [...takers, NOBODY],
  id: (one) => (one === NOBODY ? one : one.id),
  words: (say, one) => (one === NOBODY ? say.counterpartCopy.nobody : one.name),
  hints: (say, one) => (one === NOBODY ? say.counterpartCopy.nobodyHint : languagesOf(say, one)),
  preset: ({ now }) => now ?? '',
  wrong: (say) => say.form.choose,
  ids,
  means: MEANS,
});

/** For other programs null is nobody. */
const authority: Field<Taker | typeof NOBODY, TakersAbout, string | null> = {
  ...takerOrNobody,
  schema: (name) => ({ [name]: ids.nullable().describe(`${MEANS} Null: none for now.`) }),
  typed: (given, name, about) => {
    const typed = takerOrNobody.typed(given, name, about)[name];
    return { [name]: typed === NOBODY ? null : typed };
  },
  read: (body, name, about) =>
    takerOrNobody.read({ [name]: body[name] === null ? NOBODY : body[name] }, name, about),
};
export const COPY_FOR_WHOM = { authority } satisfies Fields;

export const COPY = {
  authority: pick<Pick<Taker, 'id' | 'name'>, string, Pick<TakersAbout, 'takers'>>({
    ask: (say) => say.counterpartCopy.who,
    hint: (say) => say.counterpartCopy.whoHint,
    list: ({ takers }) => takers,
    id: ({ id }) => id,
    words: (_say, { name }) => name,
    preset: ({ takers: [first, ...others] }) => (others.length === 0 ? (first?.id ?? '') : ''),
    wrong: (say) => say.form.choose,
    ids,
    means: MEANS,
  }),
} satisfies Fields;

export const toldOfCopy = (what: 'sent' | 'received') =>
  ({
    evidence: text({
      ask: (say) => say.counterpartCopy.asks[what],
      hint: (say) => say.counterpartCopy.evidenceHint,
      rows: 3,
      max: EVIDENCE_MAX,
      wrong: (say) => say.counterpartCopy.wrongEvidence,
      means: 'How it is known: a receipt, a letter, a call.',
    }),
  }) satisfies Fields;
