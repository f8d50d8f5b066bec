// People and their roles, for administrators.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, facts, note, pressButton, railSection, table, tag } from '../web/parts.ts';
import { dayText, listText, when } from '../web/when.ts';
import type { Invitation } from './invitation.store.ts';
import type { Appointment } from './person.store.ts';
import type { Person } from './person.ts';
import { recoveryNotes, recoveryRail, type RecoveryShown } from './recovery.pages.ts';
import type { ProposedRecovery } from './recovery.store.ts';
import type { AgencyRole } from './roles.ts';

export interface PeopleList {
  readonly persons: readonly Person[];
  readonly invitations: readonly Invitation[];
  readonly appointments: readonly Appointment[];
  readonly recoveries: readonly ProposedRecovery[];
  readonly viewer: Person;
  readonly notice: string | undefined;
}

export function peoplePage(say: Messages, list: PeopleList): View {
  const words = say.people;
  return {
    title: words.title,
    place: 'people',
    main: html`${list.notice === undefined ? nothing : done(list.notice)}
      <h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      <p class="c-buttons"><a class="govuk-button" href="/people/invite">${words.invite}</a></p>
      <p><a href="/receivers">${say.portal.receivers.title}</a></p>
      ${list.appointments.length === 0 ? nothing : appointments(say, list)}
      ${recoveryNotes(say, list.recoveries, list.persons, list.viewer)} ${persons(say, list.persons)}
      ${
        list.invitations.length === 0
          ? nothing
          : html`<h2>${words.invitations}</h2>
              ${invitations(say, list.invitations)}`
      }`,
  };
}

function persons(say: Messages, list: readonly Person[]): Html {
  const words = say.people;
  return table<Person>(
    words.title,
    [
      { heading: words.name, cell: (one) => html`<a href="/people/${one.id}">${one.name}</a>` },
      { heading: words.email, cell: (one) => one.email },
      { heading: words.roles, cell: (one) => rolesText(say, one.roles) },
      {
        heading: words.state,
        cell: (one) => (one.endedAt === undefined ? tag('ok', words.active) : tag('plain', words.ended)),
      },
    ],
    list,
  );
}

function invitations(say: Messages, list: readonly Invitation[]): Html {
  const words = say.people;
  return table<Invitation>(
    words.invitations,
    [
      { heading: words.name, cell: (one) => one.name },
      { heading: words.email, cell: (one) => one.email },
      { heading: words.roles, cell: (one) => rolesText(say, one.roles) },
      { heading: words.until, cell: (one) => when(say, one.expiresAt) },
      {
        heading: say.account.act,
        cell: (one) => pressButton(`/people/invitations/${one.id}/withdraw`, words.withdraw, one.name),
      },
    ],
    list,
  );
}

function appointments(say: Messages, { appointments: list, persons: known, viewer }: PeopleList): Html {
  const words = say.people;
  const name = (id: string): string => known.find((one) => one.id === id)?.name ?? '';
  const one = ({ person, proposedBy }: Appointment): Html => {
    const isOwn = proposedBy === viewer.id;
    const press = (outcome: 'confirm' | 'withdraw', label: string): Html =>
      pressButton(`/people/${person}/administrator/${outcome}`, label, name(person));
    return note(
      'warn',
      html`<p>
          ${words.appointmentWords(name(person), name(proposedBy))}${isOwn ? html` ${words.waitsForAnother}` : nothing}
        </p>
        <div class="c-buttons">
          ${isOwn ? press('withdraw', words.takeBack) : html`${press('confirm', words.confirm)}${press('withdraw', words.reject)}`}
        </div>`,
    );
  };
  return html`<h2>${words.appointments}</h2>
    ${list.map(one)}`;
}

export function invitedPage(say: Messages, name: string, link: string): View {
  const words = say.people;
  return {
    title: words.invitedTitle(name),
    place: 'people',
    crumbs: [{ words: words.title, href: '/people' }, { words: words.invite }],
    isQuestion: true,
    main: html`<h1>${words.invitedTitle(name)}</h1>
      <p>${words.invited}</p>
      <p><span class="govuk-visually-hidden">${words.link}:</span><code class="c-link">${link}</code></p>
      <p><a href="/people">${words.toPeople}</a></p>`,
  };
}

export interface PersonShown {
  readonly person: Person;
  readonly isOwn: boolean;
  readonly isProposed: boolean;
  readonly recovery: Omit<RecoveryShown, 'person'>;
  readonly notice: string | undefined;
}

export function personPage(say: Messages, shown: PersonShown): View {
  const words = say.people;
  const { person, isOwn } = shown;
  const isAdministrator = person.roles.includes('administrator');
  const hasEnded = person.endedAt !== undefined;
  return {
    title: person.name,
    place: 'people',
    crumbs: [{ words: words.title, href: '/people' }, { words: person.name }],
    main: html`${shown.notice === undefined ? nothing : done(shown.notice)}
      <h1>${person.name}</h1>
      <p class="c-lead">${person.email}</p>
      ${isOwn ? note('plain', html`<p>${words.own}</p>`) : nothing}
      ${
        isOwn || hasEnded
          ? nothing
          : html`<p class="c-buttons">
              <a class="govuk-button" href="/people/${person.id}/roles">${words.changeRoles}</a>
            </p>`
      }`,
    aside: html`${railSection(
      words.state,
      facts([
        [words.state, hasEnded ? tag('plain', words.ended) : tag('ok', words.active)],
        [words.since, dayText(say, person.createdAt)],
        [words.roles, rolesText(say, person.roles)],
      ]),
    )}
    ${
      isOwn || hasEnded || isAdministrator
        ? nothing
        : railSection(
            words.administrator,
            shown.isProposed
              ? html`<p>${tag('warn', words.appointments)}</p>`
              : html`<p>${words.appointHint}</p>
                  ${pressButton(`/people/${person.id}/administrator`, words.appoint, person.name)}`,
          )
    }
    ${isOwn || hasEnded ? nothing : recoveryRail(say, { person, ...shown.recovery })}
    ${isOwn || hasEnded ? nothing : railSection(words.end, html`<p><a href="/people/${person.id}/end">${words.end}</a></p>`)}`,
  };
}

export function endPage(say: Messages, person: Person): View {
  const words = say.people;
  return {
    title: words.endTitle(person.name),
    place: 'people',
    crumbs: [
      { words: words.title, href: '/people' },
      { words: person.name, href: `/people/${person.id}` },
      { words: words.end },
    ],
    isQuestion: true,
    main: html`<h1>${words.endTitle(person.name)}</h1>
      <p>${words.endHint(person.name)}</p>
      <p>${words.endKept}</p>
      <form method="post">
        <button class="govuk-button govuk-button--warning" type="submit">${words.endButton}</button>
      </form>`,
  };
}

function rolesText(say: Messages, roles: readonly AgencyRole[]): string {
  return roles.length === 0
    ? say.people.noRoles
    : listText(
        say,
        roles.map((role) => say.agencyRole[role]),
      );
}
