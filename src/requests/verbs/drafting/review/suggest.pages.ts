// Another answer is suggested: to one question, on a page of its own, and then why.
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import { questionFrame } from '../../../../people/act.pages.ts';
import { hidden, type Errors } from '../../../../web/parts.ts';
import { visibleSentence } from '../../../../web/safe-text.ts';
import { inLanguage } from '../../../machine/way/finding.ts';
import { evidenceTypeOf } from '../../../core/evidence-types.ts';
import { pageWith, type LegalForm, type QuestionPage } from '../../../core/form.ts';
import { itemPart, stepWords } from '../items/item.pages.ts';
import type { ItemStep } from '../../../machine/text/item-steps.ts';
import { shownAlone } from '../items/measure.pages.ts';
import { isMeasure } from '../../../core/request-items.ts';
import { fieldHtml } from '../questions/question.pages.ts';
import { remarkedId, type RemarkPlace } from '../../../machine/text/remark.ts';
import { crumbsBelow, remarkAddress, type RequestShown } from '../../../machine/text/request-shown.pages.ts';
import { headingOf } from '../questions/walk.ts';

/** Which question another answer is suggested to. */
export type SuggestPart =
  | { readonly of: 'field' }
  | { readonly of: 'item'; readonly step: ItemStep }
  | { readonly of: 'measure'; readonly kind: LegalForm; readonly page: QuestionPage };

interface SuggestAsked {
  readonly shown: RequestShown;
  readonly place: RemarkPlace;
  readonly part: SuggestPart;
  /** What stands in the fields of the answer. */
  readonly filled: URLSearchParams;
  readonly errors: Errors;
}

/** Says that the question was answered: of a choice that is left open nothing else is sent. */
export const ANSWERED = 'answer';

/** The page around the question, and around why. */
export function suggestFrame(say: Messages, shown: RequestShown, place: RemarkPlace) {
  const { file, request } = shown;
  const words = say.review.remarks;
  const crumbs = crumbsBelow(
    say,
    { file, request },
    { words: words.title, href: remarkAddress(shown, remarkedId(place)) },
    { words: words.suggest },
  );
  return questionFrame({ place: 'cases', crumbs });
}

/** The answer as it would stand. */
export function linesHtml(say: Messages, lines: readonly string[]): Html {
  const all = lines.length === 0 ? [say.requests.notAnswered] : lines;
  return html`${all.map((line) => html`<p>${visibleSentence(line, 4000)}</p>`)}`;
}

export function partWords(say: Messages, { place, part }: Pick<SuggestAsked, 'place' | 'part'>): string {
  switch (part.of) {
    case 'field':
      return place.field.label;
    case 'item':
      return stepWords(say, part.step);
    case 'measure':
      return headingOf(say, part.kind, part.page);
  }
}

export function answerFields(
  say: Messages,
  { shown, place, part, filled: given, errors }: SuggestAsked,
): Html {
  const answered = hidden(ANSWERED, 'yes');
  const { field: one, item } = place;
  if (part.of === 'field')
    return html`${answered} ${fieldHtml(say, shown, one, { given, errors, isHeading: true })}`;
  if (item === undefined) return nothing;
  const { asked, number } = item;
  if (part.of === 'measure') {
    if (!isMeasure(asked)) return nothing;
    const { kind, page } = part;
    const alone = shownAlone(shown, kind, asked, number);
    const isHeading = page.title === undefined;
    const fields = kind.fields.filter(({ id }) => page.fields.includes(id));
    return html`${answered} ${isHeading ? nothing : html`<h1>${headingOf(say, kind, page)}</h1>`}
    ${page.hint === undefined ? nothing : html`<p>${inLanguage(say, page.hint)}</p>`}
    ${fields.map((field_) => fieldHtml(say, alone, field_, { given, errors, isHeading }))}`;
  }
  const type = isMeasure(asked) ? undefined : evidenceTypeOf(asked);
  const about = {
    shown,
    page: pageWith(shown.legal.form, one.id),
    field: one.id,
    type,
    hasOtherTypes: false,
    isNew: false,
    isSuggestion: true as const,
    number,
    given,
    errors,
  };
  return html`${answered} ${itemPart(say, about, part.step)}`;
}
