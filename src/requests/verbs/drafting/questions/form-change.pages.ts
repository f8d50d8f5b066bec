// Says plainly that a form was changed since a draft was begun on it, and field by field what: nothing that was answered is lost, and
// only what is new is asked.
import { visibleSentence } from '../../../../web/safe-text.ts';
import type { FormField } from '../../../../law/model-form.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import { note } from '../../../../web/parts.ts';
import { pagesOf } from '../../../core/form.ts';
import { answerWords } from '../../../machine/text/answer-words.ts';
import { pageTongue } from '../../../machine/text/tongue.ts';
import { mayWrite, requestAddress, type RequestShown } from '../../../machine/text/request-shown.pages.ts';
import { isWrittenNow } from '../../../machine/states/written.ts';

export function formChanged(say: Messages, shown: RequestShown): Html {
  const { change, request } = shown;
  const words = say.formChanged;
  if (change === undefined) return nothing;
  // It is shown as it was submitted or signed.
  if (!isWrittenNow(request)) return note('plain', html`<p>${words.asThen}</p>`);
  const { added, gone, reworded } = change;
  const isOfFields = added.length + gone.length + reworded.length > 0;
  return note(
    'warn',
    html`<h2>${words.title}</h2>
      <p>${isOfFields ? words.lead : words.otherwise}</p>
      ${list(
        words.added,
        added.map((field) => html`${link(shown, field)}`),
      )}
      ${list(
        words.reworded,
        reworded.map(({ was, is }) =>
          was.label === is.label ? link(shown, is) : html`${was.label} → ${link(shown, is)}`,
        ),
      )}
      ${list(
        words.gone,
        gone.map((field) => html`${field.label}${kept(say, shown, field)}`),
      )}`,
  );
}

function list(title: string, lines: readonly Html[]): Html {
  if (lines.length === 0) return nothing;
  return html`<h3>${title}</h3>
    <ul class="govuk-list">
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>`;
}

/** To the question that asks for it, for whoever writes. */
function link(shown: RequestShown, { id }: FormField): Html {
  const { legal, file, request } = shown;
  const label = legal.fields.find((field) => field.id === id)?.label ?? id;
  const page = pagesOf(legal.form).find(({ fields }) => fields.includes(id));
  if (page === undefined || !mayWrite(shown)) return html`${label}`;
  return html`<a href="${requestAddress(file, request.number, `/questions/${page.id}`)}">${label}</a>`;
}

/** What was answered to a question that is asked no more. */
function kept(say: Messages, { request }: RequestShown, field: FormField): Html {
  const answer = request.version.answers[field.id];
  if (answer === undefined) return nothing;
  const { text } = answerWords(field, answer, pageTongue(say));
  return html`${say.language.colon}${visibleSentence(text.join(say.language.semicolon), 4000)}
    <span class="c-hint">${say.formChanged.kept}</span>`;
}
