// Adding evidence: what one has begun to bring, and what was said of it.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { note, pressButton } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { whenText } from '../../web/when.ts';
import type { Intake } from './intake.ts';

export function addAddress(file: CaseOfMember, intake?: Pick<Intake, 'id'>, then = ''): string {
  return `/cases/${file.reference}/add-evidence${intake === undefined ? '' : `/${intake.id}`}${then}`;
}

/** Below which its questions lie, before it is said in full. */
export function newAddress(file: CaseOfMember, id: string): string {
  return addAddress(file, undefined, `/new/${id}`);
}

/** What is not finished. */
interface Unfinished {
  /** Undefined: not said yet. */
  readonly what: string | undefined;
  readonly begunAt: Date;
  readonly goOn: string;
  readonly discard: string;
}

/** `begin`: the address of the first question. */
export function beginPage(
  say: Messages,
  file: CaseOfMember,
  { begin, open }: { readonly begin: string; readonly open: readonly Unfinished[] },
): View {
  const words = say.add;
  return {
    ...frame(say, file),
    title: words.title,
    main: html`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      <p><a class="govuk-button" href="${begin}">${words.begin}</a></p>
      ${open.length === 0 ? nothing : unfinished(say, open)}`,
  };
}

function unfinished(say: Messages, open: readonly Unfinished[]): Html {
  const words = say.add;
  const one = ({ what, begunAt, goOn, discard }: Unfinished): Html => {
    const name = what === undefined ? words.unnamed : visiblePlain(what, 200);
    return html`<div>
      <dt>${words.begun(whenText(say, begunAt))}</dt>
      <dd>${name}</dd>
      <dd>
        <a href="${goOn}"
          >${words.goOn}<span class="govuk-visually-hidden">${say.language.colon}${name}</span></a
        >
        ${pressButton(discard, words.remove, name)}
      </dd>
    </div>`;
  };
  return html`<h2>${words.unfinished}</h2>
    <dl class="c-check">${open.map(one)}</dl>`;
}

interface AnswerSaid {
  readonly label: string;
  readonly value: Html | string;
}

/** What was said stays as it is: something of it is in evidence. */
export function fixedPage(
  say: Messages,
  file: CaseOfMember,
  { intake, answers }: { readonly intake: Intake; readonly answers: readonly AnswerSaid[] },
): View {
  const words = say.add;
  return {
    ...frame(say, file, words.check),
    title: words.check,
    main: html`<h1>${words.check}</h1>
      <dl class="c-check">
        ${answers.map(
          ({ label, value }) =>
            html`<div>
              <dt>${label}</dt>
              <dd><bdi>${value}</bdi></dd>
              <dd></dd>
            </div>`,
        )}
      </dl>
      ${note('plain', html`<p>${words.fixed}</p>`)}
      <p class="c-buttons">
        <a class="govuk-button" href="${addAddress(file, intake, '/files')}">${words.toFiles}</a>
      </p>`,
  };
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
