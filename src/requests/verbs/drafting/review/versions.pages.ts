// Every version of a request, and what changed from one to another, field by field and word by word.
import { linesOf } from '../../../../web/fields/record.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { askForm, table } from '../../../../web/parts.ts';
import { whenText } from '../../../../web/when.ts';
import { visibleLines } from '../../../../web/safe-text.ts';
import { answerLines } from '../../../machine/text/answer-words.ts';
import { codeOf } from '../../../machine/way/request-finding.ts';
import { codeWords, findingWords } from '../../../machine/way/finding.ts';
import { pagesOf, type LegalForm } from '../../../core/form.ts';
import { headingOf } from '../questions/walk.ts';
import { selectField } from '../questions/list-fields.pages.ts';
import { OPEN_SEARCH_PAGE, SEARCH, searchAsked } from '../../../core/open-search.ts';
import { crumbsBelow, requestAddress, type RequestShown } from '../../../machine/text/request-shown.pages.ts';
import type { RequestVersion } from '../../../core/request.ts';
import type { VersionLine } from '../../../machine/states/request.store.ts';
import { wordDiff, type Piece } from './word-diff.ts';

function crumbs(say: Messages, { file, request }: RequestShown, last: string) {
  return crumbsBelow(say, { file, request }, { words: last });
}

export function versionsPage(say: Messages, shown: RequestShown, list: readonly VersionLine[]): View {
  const words = say.review.versions;
  const { file, request, legal } = shown;
  return {
    title: words.title,
    place: 'cases',
    crumbs: crumbs(say, shown, words.title),
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${table(
        words.title,
        [
          {
            heading: words.version,
            cell: ({ number }) =>
              number === 1
                ? words.number(number)
                : html`<a href="${requestAddress(file, request.number, `/versions/${number}`)}"
                    >${words.number(number)}</a
                  >`,
          },
          { heading: words.page, cell: (one) => pageWords(say, legal, one) },
          { heading: words.when, cell: ({ savedAt }) => whenText(say, savedAt) },
          { heading: words.who, cell: ({ savedBy }) => savedBy ?? say.requests.gone },
        ],
        list,
      )}`,
  };
}

function pageWords(say: Messages, legal: LegalForm, { number, page }: VersionLine): string {
  const found = pagesOf(legal.form).find(({ id }) => id === page);
  if (found !== undefined) return headingOf(say, legal, found);
  if (page === OPEN_SEARCH_PAGE) return say.openSearch.here;
  if (number === 1) return say.review.versions.begun;
  // By another program, or on a page that has been parted since.
  return page === undefined ? say.practice.reason.said : say.review.versions.several;
}

interface Compared {
  readonly before: RequestVersion;
  readonly after: RequestVersion;
  readonly last: number;
}

export function comparePage(say: Messages, shown: RequestShown, { before, after, last }: Compared): View {
  const words = say.review.versions;
  const { file, request } = shown;
  const title = words.compared(before.number, after.number);
  const changed = changesBetween(say, shown, before, after);
  const list = Array.from({ length: last }, (_, i) => [String(i + 1), words.number(i + 1)] as const);
  const given = new URLSearchParams({ with: String(before.number) });
  return {
    title,
    place: 'cases',
    crumbs: crumbs(say, shown, title),
    main: html`<h1>${title}</h1>
      <p>${words.by(after.savedBy ?? say.requests.gone, whenText(say, after.savedAt))}</p>
      ${changed.length === 0 ? html`<p>${words.nothing}</p>` : nothing}
      ${changed.map(
        ({ label, pieces }) =>
          html`<h2>${label}</h2>
            ${asTyped(pieces.map((piece) => pieceHtml(say, piece)))}`,
      )}
      ${
        last === 1
          ? nothing
          : askForm(
              selectField(say, { name: 'with', label: words.with, list, given, errors: {} }),
              words.compare,
              requestAddress(file, request.number, `/versions/${after.number}`),
            )
      }`,
  };
}

interface FieldChange {
  /** Or the code of the check whose reason it is. */
  readonly id: string;
  readonly label: string;
  readonly pieces: readonly Piece[];
}

export function changesBetween(
  say: Messages,
  { legal, findings }: Pick<RequestShown, 'legal' | 'findings'>,
  before: Pick<RequestVersion, 'answers' | 'explained' | 'openSearch'>,
  after: Pick<RequestVersion, 'answers' | 'explained' | 'openSearch'>,
): FieldChange[] {
  const { fields } = legal;
  const text = ({ answers }: Pick<RequestVersion, 'answers'>, i: number): string => {
    const field = fields[i]!; // one of them
    const answer = answers[field.id];
    return answer === undefined ? '' : answerLines(field, answer, say).join('\n');
  };
  const ofFields = fields.flatMap(({ id, label }, i) => {
    const [was, is] = [text(before, i), text(after, i)];
    return was === is ? [] : [{ id, label, pieces: wordDiff(was, is) }];
  });
  const codes = new Set([...Object.keys(before.explained), ...Object.keys(after.explained)]);
  const ofReasons = [...codes].flatMap((code) => {
    const [was = '', is = ''] = [before.explained[code], after.explained[code]];
    const point = findings.find(({ what }) => codeOf(what) === code);
    const words = point === undefined ? codeWords(say, code) : findingWords(say, legal, point);
    const { said } = say.practice.reason;
    const label = words === undefined ? said : say.letter.labelled(said, words);
    return was === is ? [] : [{ id: code, label, pieces: wordDiff(was, is) }];
  });
  return [...ofFields, ...ofReasons, ...ofSearch(say, before, after)];
}

type Searched = Pick<RequestVersion, 'openSearch'>;

function ofSearch(say: Messages, before: Searched, after: Searched): FieldChange[] {
  const text = ({ openSearch }: Searched): string =>
    openSearch === undefined
      ? ''
      : linesOf(say, SEARCH, searchAsked(openSearch))
          .map(([label, words]) => say.letter.labelled(label, words))
          .join('\n');
  const [was, is] = [text(before), text(after)];
  return was === is ? [] : [{ id: OPEN_SEARCH_PAGE, label: say.openSearch.here, pieces: wordDiff(was, is) }];
}

/** With its line breaks, and with no space that nobody typed: the mark-up says every one. */
export function asTyped(content: Html | string | readonly Html[]): Html {
  return html`<p class="c-diff" dir="auto">${content}</p>`;
}

/** Told by words to who does not see the strokes. */
export function pieceHtml(say: Messages, { kind, text }: Piece): Html {
  const words = say.review.versions;
  const shown = visibleLines(text, 20_000);
  const told = (what: string): Html => html`<span class="govuk-visually-hidden">${what}: </span>`;
  switch (kind) {
    case 'same':
      return html`${shown}`;
    case 'gone':
      return html`<del>${told(words.gone)}${shown}</del>`;
    case 'new':
      return html`<ins>${told(words.come)}${shown}</ins>`;
  }
}
