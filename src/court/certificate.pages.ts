// A certificate is drafted one question a page, filled in as far as the custody log goes; then all of it is looked at once.
import type { About } from '../evidence/exhibits/exhibit-about.pages.ts';
import { notesOf } from '../law/fact.pages.ts';
import type { AdmissibilityRule, CertificateField, Knowledge } from '../law/model.ts';
import { draftNote, labelText, lawWordsHtml } from '../law/sentence.pages.ts';
import type { StateCode } from '../law/states.ts';
import { optional, type Fields, type Shown } from '../web/fields/field.ts';
import { text } from '../web/fields/text.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { field, note } from '../web/parts.ts';
import { titleWords } from '../web/source-words.ts';
import { ANSWER_MAX, askedFields, isSignature } from './certificate.ts';
import { courtAddress } from './court.pages.ts';

/** Below which its questions lie. */
export function certificateAddress(
  about: About,
  { rule, state }: { readonly rule: string; readonly state: StateCode },
): string {
  return `${courtAddress(about)}/certificate/${encodeURIComponent(rule)}/${state}`;
}

/** What the rule of law asks, each as its law words it. */
export function certificateFields(rule: AdmissibilityRule): Fields {
  const fields = askedFields(rule);
  return Object.fromEntries(
    fields.map((asked, at) => {
      const answer = text({
        ask: (say) => labelText(say, asked.label),
        max: ANSWER_MAX,
        isPrivate: true,
        wrong: (say) => say.court.fieldNeeded(labelText(say, asked.label)),
        tooLong: (say) => say.form.tooLong(labelText(say, asked.label), ANSWER_MAX),
        means: asked.label,
      });
      const one = asked.required === 'required' ? answer : optional(answer, (say) => say.letter.notStated);
      const control: typeof answer.control = (say, shown) =>
        certificateControl(say, rule, { asked, at, shown });
      const said = (say: Messages, value: string | undefined) =>
        value === undefined
          ? html`<span class="c-unknown">${say.letter.notStated}</span>`
          : html`<span class="c-kept-lines">${value}</span>`;
      return [asked.id, { ...one, control, said }];
    }),
  );
}

interface Control {
  readonly asked: CertificateField;
  /** Of how many are asked. */
  readonly at: number;
  readonly shown: Shown;
}

function certificateControl(say: Messages, rule: AdmissibilityRule, { asked, at, shown }: Control): Html {
  const words = say.court;
  const { name, given, errors } = shown;
  const value = given.get(name) ?? '';
  const hint = [
    asked.fill === undefined ? '' : words.fromLog,
    asked.required === 'optional' ? words.optional : '',
    asked.when === undefined ? '' : words.onlyWhen(labelText(say, asked.when)),
  ].filter((one) => one !== '');
  return html`<p class="c-hint">${say.add.stepOf(at + 1, askedFields(rule).length)}</p>
    <h1>${lawWordsHtml(say, asked.label)}</h1>
    <p class="c-hint">${titleWords(say, rule.law, rule.lawLanguage)}, ${lawWordsHtml(say, rule.provision)}</p>
    ${field(
      say,
      {
        name,
        label: words.yourAnswer,
        ...(hint.length === 0 ? {} : { hint: hint.join(' ') }),
        value,
        rows: rowsFor(value),
        isOptional: asked.required !== 'required',
      },
      errors,
    )}`;
}

/** Between the answers and the button: what they rest on, and what stays blank. */
export function certificateChecked(say: Messages, rule: AdmissibilityRule, knowledge: Knowledge): Html {
  const words = say.court;
  const notes = notesOf(say, knowledge);
  const blank = (rule.certificate?.fields ?? []).filter(({ id }) => isSignature(id));
  const own = askedFields(rule).filter((one) => isOwn(one, rule));
  return html`<p>
      ${titleWords(say, rule.law, rule.lawLanguage)}, ${lawWordsHtml(say, rule.provision)} ${notes.cite(rule)}
    </p>
    <p>${words.formLead}</p>
    ${rule.certificate?.confidence === 'confirmed' ? nothing : note('warn', html`<p>${words.recalled}</p>`)}
    ${own.map((one) => html`<p class="c-hint">${lawWordsHtml(say, one.label)} ${notes.cite(one)}</p>`)}
    ${
      blank.length === 0
        ? nothing
        : html`<p class="c-hint">
            ${words.byHand(blank.map(({ label }) => labelText(say, label)).join(say.language.semicolon))}
          </p>`
    }
    ${draftNote(say)} ${notes.list()}`;
}

/** It rests on something else than its rule. */
function isOwn(one: CertificateField, rule: AdmissibilityRule): boolean {
  return one.sources.join() !== rule.sources.join() || one.confidence !== rule.confidence;
}

/** Room for what is there, so that nothing of it is hidden. */
function rowsFor(text: string): number {
  return Math.min(12, Math.max(2, Math.ceil(text.length / CHARACTERS) + text.split('\n').length - 1));
}

const CHARACTERS = 44;
