// A translation that comes back as a file: each unit that does not fit is named.
import type { Refusal } from '../../../base/refusal.ts';
import { fileForm } from '../../../web/file-form.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { choices, errorSummary, form, hidden, note, type Errors } from '../../../web/parts.ts';
import { reasonWords } from '../../../web/refused-words.ts';
import { whenText } from '../../../web/when.ts';
import { crumbsBelow, requestAddress, type RequestShown } from '../../machine/text/request-shown.pages.ts';
import { wrongLines } from '../../core/wrong-lines.pages.ts';
import { languageName } from '../../../web/language-names.ts';
import type { Contested } from './translation.acts.ts';
import { pairTitle, textIn } from './translation.pages.ts';
import type { Pair } from './translation.store.ts';
import { xliffProblem, type WrongUnit } from './xliff.ts';

export interface FileSeen {
  readonly errors: Errors;
  readonly result?: { readonly wrong: readonly WrongUnit[]; readonly right: number };
  readonly contested?: {
    /** Of which another translation stands there than the file was made from. */
    readonly list: readonly Contested[];
    /** Of the others: kept already, */
    readonly kept: number;
    /** or not yet. */
    readonly others: number;
  };
}

/** On one page; the others are shown when these are decided. */
const CONTESTED_SHOWN = 50;

export function filePage(
  say: Messages,
  { file, request }: RequestShown,
  { from, to }: Pair,
  { errors, result, contested }: FileSeen,
): View {
  const words = say.translation;
  const address = requestAddress(file, request.number, `/translation/${from}-${to}`);
  const action = `${address}/file`;
  const pair = pairTitle(say, { from, to });
  const mayKeep = (result !== undefined && result.right > 0) || (contested?.others ?? 0) > 0;
  return {
    title: words.file.title,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: pair, href: address }, { words: words.file.title }),
    isQuestion: true,
    hasErrors: result !== undefined || contested !== undefined || Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      <h1>${words.file.title}</h1>
      ${result === undefined ? nothing : wrongLines(say, result, (problem) => words.file.problems[problem])}
      ${contested === undefined ? nothing : contestedPart(say, { from, to }, `${address}/over`, contested)}
      <p class="c-lead">${pair}</p>
      <p>${words.file.lead}</p>
      ${fileForm(
        say,
        {
          action,
          label: words.file.label,
          hint: words.file.hint,
          button: words.file.button,
          ...(mayKeep && { also: { action: `${action}?keep=right`, button: say.drafting.bring.keepRight } }),
        },
        errors,
      )}`,
  };
}

/** Both texts of each; those that are chosen take the place of theirs. */
function contestedPart(
  say: Messages,
  { from, to }: Pair,
  action: string,
  { list, kept, others }: NonNullable<FileSeen['contested']>,
): Html {
  const words = say.translation.file;
  const shown = list.slice(0, CONTESTED_SHOWN);
  const left = list.length - shown.length;
  return html`${note(
    'stop',
    html`<h2>${say.requests.conflict.title}</h2>
      <p>${words.contested(list.length, kept)}</p>
      ${others === 0 ? nothing : html`<p>${words.others(others)}</p>`}`,
  )}
  ${form(
    html`${shown.map(
      ({ source, target, theirs }, i) =>
        html`<section class="c-remark">
          ${textIn(from, source)}
          <h3>${words.theirs(theirs.by ?? say.requests.gone, whenText(say, theirs.at))}</h3>
          ${textIn(to, theirs.target)}
          <h3>${words.yours}</h3>
          ${textIn(to, target)} ${hidden(`source.${i}`, source)} ${hidden(`target.${i}`, target)}
          ${hidden(`over.${i}`, theirs.id)}
          ${choices(
            say,
            {
              name: `mine.${i}`,
              legend: words.takeMine,
              isLegendHidden: true,
              kind: 'checkboxes',
              list: [{ value: 'yes', words: words.takeMine }],
            },
            {},
          )}
        </section>`,
    )}`,
    words.takeChosen,
    action,
  )}
  ${left === 0 ? nothing : html`<p>${words.moreContested(left)}</p>`}`;
}

/** Why a file was not read, and what to do. */
export function unreadFileWords(say: Messages, error: Refusal, { from, to }: Pair): string {
  const problem = xliffProblem(error);
  if (problem === undefined) return reasonWords(say, error);
  const { unread } = say.translation.file;
  const what =
    problem === 'otherLanguages'
      ? unread.otherLanguages(languageName(from, say.language.locale), languageName(to, say.language.locale))
      : unread[problem];
  return `${what} ${unread.next}`;
}
