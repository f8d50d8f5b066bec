// A translation that comes back as a file: each unit that does not fit is named.
import { fileForm } from '../../web/file-form.ts';
import { html, nothing } from '../../web/html.ts';
import { LANGUAGES, type Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { errorSummary, type Errors } from '../../web/parts.ts';
import { requestAddress, requestCrumbs, type RequestShown } from '../request-shown.pages.ts';
import { requestReference } from '../request.ts';
import { wrongLines } from '../wrong-lines.pages.ts';
import type { Pair } from './translation.store.ts';
import type { WrongUnit } from './xliff.ts';

export interface FileSeen {
  readonly errors: Errors;
  readonly result?: { readonly wrong: readonly WrongUnit[]; readonly right: number };
}

export function filePage(
  say: Messages,
  { file, request }: RequestShown,
  { from, to }: Pair,
  { errors, result }: FileSeen,
): View {
  const words = say.translation;
  const reference = requestReference(file.reference, request.number);
  const address = requestAddress(file, request.number, `/translation/${from}-${to}`);
  const action = `${address}/file`;
  const pair = words.pairTitle(LANGUAGES[from].language.name, LANGUAGES[to].language.name);
  const mayKeep = result !== undefined && result.right > 0;
  return {
    title: words.file.title,
    place: 'cases',
    crumbs: requestCrumbs(
      say,
      file,
      { words: reference, href: requestAddress(file, request.number) },
      { words: pair, href: address },
      { words: words.file.title },
    ),
    isQuestion: true,
    hasErrors: result !== undefined || Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      <h1>${words.file.title}</h1>
      ${result === undefined ? nothing : wrongLines(say, result, (problem) => words.file.problems[problem])}
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
