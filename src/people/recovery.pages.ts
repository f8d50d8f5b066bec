// The way back in: what administrators see of it, and what the person who comes back sees.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { field, form, note, pressButton, railSection, tag, type Errors } from '../web/parts.ts';
import type { Person } from './person.ts';
import type { ProposedRecovery } from './recovery.store.ts';

/** Fewer than two administrators besides the person: then the machine's own terminal is the way. */
export interface RecoveryShown {
  readonly person: Person;
  readonly isProposed: boolean;
  readonly isPossible: boolean;
}

/** A section of the person's page. */
export function recoveryRail(say: Messages, { person, isProposed, isPossible }: RecoveryShown): Html {
  const words = say.recovery;
  if (isProposed) return railSection(words.rail, html`<p>${tag('warn', words.waits)}</p>`);
  return railSection(
    words.rail,
    isPossible
      ? html`<p>${words.railHint}</p>
          <p><a href="/people/${person.id}/recovery">${words.begin}</a></p>`
      : html`<p>${words.tooFew}</p>
          <p><code class="c-code">./comity people recover ${person.email}</code></p>`,
  );
}

/** What waits for a second administrator, on the list of people. */
export function recoveryNotes(
  say: Messages,
  list: readonly ProposedRecovery[],
  known: readonly Person[],
  viewer: Person,
): Html {
  if (list.length === 0) return nothing;
  const words = say.recovery;
  const name = (id: string): string => known.find((one) => one.id === id)?.name ?? '';
  const one = ({ person, proposedBy }: ProposedRecovery): Html => {
    const press = (outcome: 'confirm' | 'withdraw', label: string): Html =>
      pressButton(`/people/${person}/recovery/${outcome}`, label, name(person));
    const own = html`${words.waitsForAnother}`;
    if (person === viewer.id) return note('warn', html`<p>${words.aboutYou(name(proposedBy))}</p>`);
    return note(
      'warn',
      html`<p>
          ${words.proposedWords(name(person), name(proposedBy))}
          ${proposedBy === viewer.id ? own : words.makeSure}
        </p>
        <div class="c-buttons">
          ${
            proposedBy === viewer.id
              ? press('withdraw', say.people.takeBack)
              : html`${press('confirm', words.confirm)}${press('withdraw', say.people.reject)}`
          }
        </div>`,
    );
  };
  return html`<h2>${words.waiting}</h2>
    ${list.map(one)}`;
}

export function recoveryPage(say: Messages, person: Person): View {
  const words = say.recovery;
  return {
    title: words.title(person.name),
    place: 'people',
    crumbs: [
      { words: say.people.title, href: '/people' },
      { words: person.name, href: `/people/${person.id}` },
      { words: words.rail },
    ],
    isQuestion: true,
    main: html`<h1>${words.title(person.name)}</h1>
      <p>${words.what}</p>
      ${note('warn', html`<p><b>${words.sureTitle}</b> ${words.sure(person.name)}</p>`)}
      ${form(nothing, words.propose)}`,
  };
}

/** The link, once. */
export function recoveryLinkPage(say: Messages, person: Person, link: string): View {
  const words = say.recovery;
  return {
    title: words.linkTitle(person.name),
    place: 'people',
    crumbs: [{ words: say.people.title, href: '/people' }, { words: words.rail }],
    isQuestion: true,
    main: html`<h1>${words.linkTitle(person.name)}</h1>
      <p>${words.link}</p>
      <p><span class="govuk-visually-hidden">${say.people.link}:</span><code class="c-link">${link}</code></p>
      <p><a href="/people">${say.people.toPeople}</a></p>`,
  };
}

/** For the person, behind the link. */
export function comeBackPage(say: Messages, person: Person, errors: Errors): View {
  const words = say.recovery;
  const { password } = say;
  const asked = { name: 'password', label: password.new, hint: password.hint } as const;
  return {
    title: words.backTitle(person.name),
    isQuestion: true,
    errors,
    main: html`<h1>${words.backTitle(person.name)}</h1>
      <p>${words.back(person.email)}</p>
      ${form(
        html`<input type="hidden" name="email" value="${person.email}" autocomplete="username" />
          ${field(say, { ...asked, type: 'password', autocomplete: 'new-password' }, errors)}`,
        words.backButton,
      )}`,
  };
}
