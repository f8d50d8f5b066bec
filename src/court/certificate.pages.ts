// A certificate is drafted one question a page, filled in as far as the custody log goes; then all of it is looked at once.
import { questionAbout, type About } from '../evidence/exhibits/exhibit-about.pages.ts';
import { notesOf } from '../law/fact.pages.ts';
import type { AdmissibilityRule, CertificateField, Knowledge } from '../law/model.ts';
import { draftNote, labelText, lawWordsHtml } from '../law/sentence.pages.ts';
import { stateName, type StateCode } from '../law/states.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { field, form, hidden, note, type Errors } from '../web/parts.ts';
import { titleWords } from '../web/source-words.ts';
import { askedFields, isSignature, type Answers } from './certificate.ts';
import { courtAddress } from './court.pages.ts';

export interface Certificate {
  readonly rule: AdmissibilityRule;
  readonly state: StateCode;
  readonly answers: Answers;
}

/** `check`: it is asked again from the last page, and leads back there. */
export type Back = 'check' | '';

/** Of the last page, or of a question. */
export function certificateAddress(
  about: About,
  { rule, state }: Pick<Certificate, 'rule' | 'state'>,
  asked: { readonly field?: string; readonly back?: Back } = {},
): string {
  const path = asked.field === undefined ? '' : `/${encodeURIComponent(asked.field)}`;
  const query = new URLSearchParams({ state, ...(asked.back === 'check' && { back: 'check' }) });
  return `${courtAddress(about)}/certificate/${encodeURIComponent(rule.id)}${path}?${query.toString()}`;
}

export interface Question extends Certificate {
  readonly asked: CertificateField;
  readonly back: Back;
  readonly errors: Errors;
}

export function certificateQuestionPage(say: Messages, about: About, question: Question): View {
  const words = say.court;
  const { asked, rule, answers, back, errors } = question;
  const fields = askedFields(rule);
  const at = fields.findIndex(({ id }) => id === asked.id);
  const before = back === 'check' ? undefined : fields[at - 1];
  const text = answers[asked.id] ?? '';
  const hint = [
    asked.fill === undefined ? '' : words.fromLog,
    asked.required === 'optional' ? words.optional : '',
    asked.when === undefined ? '' : words.onlyWhen(labelText(say, asked.when)),
  ].filter((one) => one !== '');
  return questionAbout(say, about, {
    title: labelText(say, asked.label),
    here: words.title,
    errors,
    content: html`<p class="c-hint">${words.formTitle} · ${say.add.stepOf(at + 1, fields.length)}</p>
      <h1>${lawWordsHtml(say, asked.label)}</h1>
      <p class="c-hint">
        ${titleWords(say, rule.law, rule.lawLanguage)}, ${lawWordsHtml(say, rule.provision)}
      </p>
      ${form(
        field(
          say,
          {
            name: 'answer',
            label: words.yourAnswer,
            ...(hint.length === 0 ? {} : { hint: hint.join(' ') }),
            value: text,
            rows: rowsFor(text),
            isOptional: asked.required !== 'required',
          },
          errors,
        ),
        say.add.saveNext,
        certificateAddress(about, question, { field: asked.id, back }),
      )}
      ${
        before === undefined
          ? nothing
          : html`<p>
              <a href="${certificateAddress(about, question, { field: before.id })}">${words.before}</a>
            </p>`
      }`,
  });
}

/** `key`: of the form, so that pressing twice keeps one draft. */
export function certificateCheckPage(
  say: Messages,
  about: About,
  knowledge: Knowledge,
  given: Certificate & { readonly key: string; readonly missing: readonly CertificateField[] },
): View {
  const words = say.court;
  const { rule, missing } = given;
  const notes = notesOf(say, knowledge);
  const blank = (rule.certificate?.fields ?? []).filter(({ id }) => isSignature(id));
  const errors = Object.fromEntries(
    missing.map(({ id, label }) => [`check-${id}`, words.fieldNeeded(labelText(say, label))]),
  );
  return questionAbout(say, about, {
    title: words.formTitle,
    here: words.title,
    errors,
    content: html`<p class="c-hint">${words.formTitle} · ${stateName(given.state, say.language.code)}</p>
      <h1>${say.add.check}</h1>
      <p class="c-lead">
        ${titleWords(say, rule.law, rule.lawLanguage)}, ${lawWordsHtml(say, rule.provision)}
        ${notes.cite(rule)}
      </p>
      <p>${words.formLead}</p>
      ${rule.certificate?.confidence === 'confirmed' ? nothing : note('warn', html`<p>${words.recalled}</p>`)}
      <dl class="c-check">
        ${askedFields(rule).map((one) => answered(say, about, given, [one, isOwn(one, rule) ? notes.cite(one) : nothing]))}
      </dl>
      ${
        blank.length === 0
          ? nothing
          : html`<p class="c-hint">
              ${words.byHand(blank.map(({ label }) => labelText(say, label)).join(say.language.semicolon))}
            </p>`
      }
      ${form(hidden('key', given.key), words.keep, certificateAddress(about, given))} ${draftNote(say)}
      ${notes.list()}`,
  });
}

/** It rests on something else than its rule. */
function isOwn(one: CertificateField, rule: AdmissibilityRule): boolean {
  return one.sources.join() !== rule.sources.join() || one.confidence !== rule.confidence;
}

function answered(
  say: Messages,
  about: About,
  given: Certificate,
  [{ id, label, required }, grounds]: readonly [field: CertificateField, grounds: Html],
): Html {
  const text = given.answers[id] ?? '';
  const empty = required === 'required' ? say.court.fieldNeeded(labelText(say, label)) : say.letter.notStated;
  return html`<div id="check-${id}" tabindex="-1">
    <dt>${lawWordsHtml(say, label)} ${grounds}</dt>
    <dd>
      ${text === '' ? html`<span class="c-unknown">${empty}</span>` : html`<span class="c-kept-lines">${text}</span>`}
    </dd>
    <dd>
      <a href="${certificateAddress(about, given, { field: id, back: 'check' })}"
        >${say.check.change}<span class="govuk-visually-hidden"> ${labelText(say, label)}</span></a
      >
    </dd>
  </div>`;
}

/** Room for what is there, so that nothing of it is hidden. */
function rowsFor(text: string): number {
  return Math.min(12, Math.max(2, Math.ceil(text.length / CHARACTERS) + text.split('\n').length - 1));
}

const CHARACTERS = 44;
