// The form of a certificate: its fields are those of the law data, filled in as far as the custody log goes.
import { questionAbout, type About } from '../evidence/exhibit-about.pages.ts';
import { notesOf } from '../law/fact.pages.ts';
import type { AdmissibilityRule, CertificateField, Knowledge } from '../law/model.ts';
import type { StateCode } from '../law/states.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { field, form, hidden, note, type Errors } from '../web/parts.ts';
import { isSignature, type Answers } from './certificate.ts';
import { courtAddress } from './court.pages.ts';

export interface CertificateForm {
  readonly rule: AdmissibilityRule;
  readonly state: StateCode;
  readonly answers: Answers;
  readonly key: string;
  readonly errors: Errors;
}

export function certificatePage(
  say: Messages,
  about: About,
  knowledge: Knowledge,
  given: CertificateForm,
): View {
  const words = say.court;
  const { rule, answers, errors } = given;
  const notes = notesOf(say, knowledge);
  const fields = (rule.certificate?.fields ?? []).filter(({ id }) => !isSignature(id));
  const signature = (rule.certificate?.fields ?? []).filter(({ id }) => isSignature(id));
  return questionAbout(say, about, {
    title: words.formTitle,
    here: words.title,
    errors,
    content: html`<h1>${words.formTitle}</h1>
      <p class="c-lead">${rule.law}, ${rule.provision} ${notes.cite(rule)}</p>
      <p>${words.formLead}</p>
      ${rule.certificate?.confidence === 'confirmed' ? nothing : note('warn', html`<p>${words.recalled}</p>`)}
      ${form(
        html`${hidden('key', given.key)}${hidden('state', given.state)}
        ${fields.map((one) => fieldHtml(say, one, answers, errors))}
        ${
          signature.length === 0
            ? nothing
            : html`<p class="c-hint">${words.byHand(signature.map(({ label }) => label).join('; '))}</p>`
        }`,
        words.keep,
        `${courtAddress(about)}/certificate/${rule.id}`,
      )}
      ${notes.list()}`,
  });
}

function fieldHtml(
  say: Messages,
  { id, label, required, when, fill }: CertificateField,
  answers: Answers,
  errors: Errors,
): Html {
  const words = say.court;
  const hint = [
    fill === undefined ? '' : words.fromLog,
    required === 'optional' ? words.optional : '',
    when === undefined ? '' : words.onlyWhen(when),
  ].filter((one) => one !== '');
  return field(
    say,
    {
      name: `field-${id}`,
      label,
      ...(hint.length === 0 ? {} : { hint: hint.join(' ') }),
      value: answers[id] ?? '',
      rows: rowsFor(answers[id] ?? ''),
      isOptional: required !== 'required',
    },
    errors,
  );
}

/** Room for what is there, so that nothing of it is hidden. */
function rowsFor(text: string): number {
  return Math.min(12, Math.max(2, Math.ceil(text.length / CHARACTERS) + text.split('\n').length - 1));
}

const CHARACTERS = 44;
