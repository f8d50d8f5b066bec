// What file it is, of what, of which day: one question a page. Then the file itself.
import type { Refusal } from '../base/refusal.ts';
import { lineField, selectField } from '../web/ask-parts.ts';
import { daysField } from '../web/day-field.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { askForm, choices, facts, hidden, type Errors } from '../web/parts.ts';
import { reasonWords } from '../web/refused-words.ts';
import { isolatedText } from '../web/when.ts';
import { dayWords, lawQuestionView } from './fact.pages.ts';
import { formNote } from './import.pages.ts';
import {
  importAddress,
  type ImportAbout,
  type ImportAsked,
  type ImportProblem,
  type ImportQuestion,
} from './import-ask.ts';
import { IMPORT_FORMATS, type ImportFormat } from './import.ts';
import { UnknownStateName } from './import-reading.ts';
import type { Day } from './day.ts';
import { instrumentOf } from './look-up.ts';
import { labelText } from './sentence.pages.ts';
import { DocumentTypeRefused } from './xml.ts';
import type { Knowledge } from './model.ts';

/** `today`: what stands in the day until somebody says another. */
export function importQuestionPage(
  say: Messages,
  knowledge: Knowledge,
  question: ImportQuestion,
  today: Day,
): View {
  const words = say.lawImport;
  const { asked, before, step, all, said, given, problem } = question;
  const errors = problem === undefined ? {} : { [asked]: problemWords(say, problem) };
  // To go back to one question keeps what was said to this one.
  const known = problem === undefined && given !== '' ? { ...said, [asked]: given } : said;
  return lawQuestionView(say, {
    title: words.ask[asked],
    errors,
    content: html`<p class="c-hint">${words.title} · ${say.add.stepOf(step, all)}</p>
      ${askForm(
        html`${hidden('asked', asked)}${Object.entries(said).map(([name, value]) => hidden(name, value))}
        ${answerField(say, knowledge, question, { errors, today })}`,
        say.form.next,
        '/law/import',
      )}
      ${
        before === undefined
          ? nothing
          : html`<p><a href="${importAddress(known, { change: before })}">${say.court.before}</a></p>`
      }`,
  });
}

function answerField(
  say: Messages,
  knowledge: Knowledge,
  { asked, given }: ImportQuestion,
  { errors, today }: { readonly errors: Errors; readonly today: Day },
): Html {
  const words = say.lawImport;
  const legend = words.ask[asked];
  switch (asked) {
    case 'format': {
      const list = IMPORT_FORMATS.map((value) => ({
        value,
        words: words.formatWords[value],
        isChosen: value === given,
      }));
      const hint = words.lead;
      return choices(say, { name: asked, kind: 'radios', legend, hint, list, isHeading: true }, errors);
    }
    case 'instrument': {
      const list = knowledge.instruments.map((one) => ({
        value: one.id,
        words: labelText(say, one.shortTitle),
      }));
      const field = { name: asked, label: legend, value: given, isHeading: true };
      return selectField(say, field, [{ value: '', words: '' }, ...list], errors);
    }
    case 'day': {
      const value = given === '' && errors[asked] === undefined ? today : given;
      return daysField(say, { name: asked, legend, hint: words.dayHint, value, isHeading: true }, errors);
    }
    case 'celex': {
      const field = { name: asked, label: legend, hint: words.celexHint, value: given, isHeading: true };
      return lineField(say, field, errors);
    }
  }
}

function problemWords(say: Messages, problem: ImportProblem): string {
  switch (problem) {
    case 'choose':
      return say.form.choose;
    case 'day':
      return say.moment.wrong.day;
    case 'ahead':
      return say.lawImport.dayAhead;
    case 'celex':
      return say.lawImport.celexWrong;
  }
}

export function importFilePage(
  say: Messages,
  knowledge: Knowledge,
  about: ImportAbout,
  errors: Errors,
): View {
  const words = say.lawImport;
  const query = new URLSearchParams({ ...about }).toString();
  const error = errors['file'];
  const changed = (value: string, asked: ImportAsked): Html =>
    html`${value}
      <a href="${importAddress(about, { change: asked })}"
        >${say.check.change}<span class="govuk-visually-hidden"> ${words.ask[asked]}</span></a
      >`;
  return lawQuestionView(say, {
    title: words.file,
    errors,
    content: html`<p class="c-hint">${words.title}</p>
      <form method="post" enctype="multipart/form-data" action="/law/import/file?${query}">
        <div class="govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}">
          <h1 class="govuk-label-wrapper">
            <label class="govuk-label govuk-label--l" for="file">${words.file}</label>
          </h1>
          ${facts([
            [words.format, changed(words.formatWords[about.format], 'format')],
            [say.law.instrument, changed(titleOf(knowledge, about.instrument), 'instrument')],
            [words.day, changed(dayWords(say, about.day), 'day')],
            [words.celex, about.celex === '' ? undefined : changed(about.celex, 'celex')],
          ])}
          ${formNote(say, about.format)}
          ${
            error === undefined
              ? nothing
              : html`<p class="govuk-error-message" id="file-error">
                  <span class="govuk-visually-hidden">${say.frame.error}:</span> ${error}
                </p>`
          }
          <input class="c-file" type="file" id="file" name="file" accept=".xml,.csv" />
        </div>
        <button type="submit" class="govuk-button">${words.read}</button>
      </form>`,
  });
}

function titleOf(knowledge: Knowledge, id: string): string {
  return instrumentOf(knowledge, id)?.shortTitle ?? id;
}

/** Why a download was not read, and what to do. */
export function unreadDownloadWords(say: Messages, error: Refusal, format: ImportFormat): string {
  const { unread, formatWords } = say.lawImport;
  if (error instanceof UnknownStateName) return unread.state(isolatedText(say, error.named));
  if (error instanceof DocumentTypeRefused) return unread.documentType;
  if (error.code === 'tooLarge') return unread.tooLarge;
  return error.code === 'badInput' ? unread.notSuch(formatWords[format]) : reasonWords(say, error);
}
