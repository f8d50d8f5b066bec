// Adding evidence: one question a page, then the answers to be checked. The draft is kept from page to page.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { daysField } from '../../web/day-field.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, field, form, note, pressButton, type Errors } from '../../web/parts.ts';
import { dayText, whenText } from '../../web/when.ts';
import { isWhole, type Answers, type Intake, type IntakeStep } from './intake.ts';
import { visiblePlain } from '../../web/safe-text.ts';

/** A question, filled in with what was given. */
export interface Asked {
  readonly file: CaseOfMember;
  readonly intake: Intake;
  readonly step: IntakeStep;
  /** All that are asked. */
  readonly steps: readonly IntakeStep[];
  readonly given: { readonly [field: string]: string };
  readonly errors: Errors;
}

export function addAddress(file: CaseOfMember, intake?: Intake, then = ''): string {
  return `/cases/${file.reference}/add-evidence${intake === undefined ? '' : `/${intake.id}`}${then}`;
}

export function beginPage(say: Messages, file: CaseOfMember, open: readonly Intake[]): View {
  const words = say.add;
  return {
    ...frame(say, file),
    title: words.title,
    main: html`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      ${form(nothing, words.begin, addAddress(file))}
      ${open.length === 0 ? nothing : unfinished(say, file, open)}`,
  };
}

function unfinished(say: Messages, file: CaseOfMember, open: readonly Intake[]): Html {
  const words = say.add;
  const one = (intake: Intake): Html => {
    const { what } = intake.answers;
    const name = what === undefined ? words.unnamed : visiblePlain(what, 200);
    return html`<div>
      <dt>${words.begun(whenText(say, intake.begunAt))}</dt>
      <dd>${name}</dd>
      <dd>
        <a href="${addAddress(file, intake, isWhole(intake.answers) ? '/files' : '')}"
          >${words.goOn}<span class="govuk-visually-hidden">${say.language.colon}${name}</span></a
        >
        ${pressButton(addAddress(file, intake, '/discard'), words.remove, name)}
      </dd>
    </div>`;
  };
  return html`<h2>${words.unfinished}</h2>
    <dl class="c-check">${open.map(one)}</dl>`;
}

export function questionPage(say: Messages, asked: Asked): View {
  const { file, intake, step, steps, errors } = asked;
  const words = say.add;
  return {
    ...frame(say, file, words.stepOf(steps.indexOf(step) + 1, steps.length)),
    title: words[step].ask,
    errors,
    main: html`${form(fields(say, asked), words.saveNext, addAddress(file, intake, `/${step}`))}`,
  };
}

function fields(say: Messages, { step, given, errors }: Asked): Html {
  const words = say.add;
  const value = (name: string): string => given[name] ?? '';
  switch (step) {
    case 'what':
    case 'source': {
      const { ask: label, hint } = words[step];
      const rows = step === 'source' ? { rows: 3 } : {};
      return field(say, { name: step, label, hint, value: value(step), isHeading: true, ...rows }, errors);
    }
    case 'authority': {
      const list = Object.entries(words.authority.kinds).map(([kind, kindWords]) => ({
        value: kind,
        words: kindWords,
        isChosen: kind === value('type'),
      }));
      return html`<h1>${words.authority.ask}</h1>
        ${choices(say, { name: 'type', kind: 'radios', legend: words.authority.kind, list }, errors)}
        ${field(say, { name: 'id', label: words.authority.id, hint: words.authority.idHint, value: value('id') }, errors)}`;
    }
    case 'taking': {
      const { ask, lead, by, on, at } = words.taking;
      const isOptional = true;
      return html`<h1>${ask}</h1>
        <p>${lead}</p>
        ${field(say, { name: 'by', label: by, value: value('by'), isOptional }, errors)}
        ${daysField(say, { name: 'on', legend: on, value: value('on') }, errors)}
        ${field(say, { name: 'at', label: at, value: value('at'), isOptional }, errors)}`;
    }
    case 'conditions': {
      const { ask: label, hint } = words.conditions;
      const name = 'conditions';
      return field(
        say,
        { name, label, hint, value: value(name), rows: 4, isHeading: true, isOptional: true },
        errors,
      );
    }
    case 'way': {
      const { ask, upload, folder, folderHint } = words.way;
      const list = [
        { value: 'upload', words: upload, isChosen: value('way') === 'upload' },
        { value: 'folder', words: folder, hint: folderHint, isChosen: value('way') === 'folder' },
      ];
      return choices(say, { name: 'way', kind: 'radios', legend: ask, list, isHeading: true }, errors);
    }
  }
}

export function checkPage(
  say: Messages,
  { file, intake, steps, isFixed }: Pick<Asked, 'file' | 'intake' | 'steps'> & { readonly isFixed: boolean },
): View {
  const words = say.add;
  const line = (step: IntakeStep): Html => {
    const { label } = words[step];
    return html`<div>
      <dt>${label}</dt>
      <dd>${answerHtml(say, intake.answers, step)}</dd>
      <dd>
        ${
          isFixed
            ? nothing
            : html`<a href="${addAddress(file, intake, `/${step}`)}"
                >${words.change}<span class="govuk-visually-hidden">${say.language.colon}${label}</span></a
              >`
        }
      </dd>
    </div>`;
  };
  return {
    ...frame(say, file, words.check),
    title: words.check,
    main: html`<h1>${words.check}</h1>
      <dl class="c-check">${steps.map(line)}</dl>
      ${isFixed ? note('plain', html`<p>${words.fixed}</p>`) : html`<p>${words.checkWords}</p>`}
      <p class="c-buttons">
        <a class="govuk-button" href="${addAddress(file, intake, '/files')}">${words.toFiles}</a>
      </p>`,
  };
}

function answerHtml(say: Messages, answers: Answers, step: IntakeStep): Html | string {
  const words = say.add;
  const { authority, taking, conditions, way } = answers;
  switch (step) {
    case 'what':
    case 'source':
      return visiblePlain(answers[step] ?? '', 1000);
    case 'authority':
      if (authority === undefined) return '';
      return html`${words.authority.kinds[authority.type]}<br />${visiblePlain(authority.id, 300)}`;
    case 'taking': {
      const on = taking === undefined || taking.on === '' ? '' : dayText(say, new Date(taking.on));
      const list = [taking?.by ?? '', on, taking?.at ?? ''].filter((text) => text !== '');
      return list.length === 0
        ? '–'
        : html`${list.map((text, i) => html`${i === 0 ? nothing : html`<br />`}${visiblePlain(text, 200)}`)}`;
    }
    case 'conditions':
      if (conditions === undefined || conditions.length === 0) return words.conditions.none;
      return html`${conditions.map((text, i) => html`${i === 0 ? nothing : html`<br />`}${visiblePlain(text, 1000)}`)}`;
    case 'way':
      return way === undefined ? '' : words.way[way];
  }
}

/** Where one is, for every page of adding evidence. */
export function frame(say: Messages, file: CaseOfMember, here?: string): Omit<View, 'main' | 'title'> {
  const words = say.add;
  const first = here === undefined ? { words: words.title } : { words: words.title, href: addAddress(file) };
  return {
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), first, ...(here === undefined ? [] : [{ words: here }])],
    isQuestion: true,
  };
}
