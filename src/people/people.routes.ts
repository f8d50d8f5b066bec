// People and their roles, for administrators.
import { isUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { questionFrame } from './act.pages.ts';
import { actInAgency, asking, type AnyAct } from './act.routes.ts';
import { invite } from './invitation.do.ts';
import * as acts from './people.acts.ts';
import type { People } from './people.acts.ts';
import { openInvitations } from './invitation.store.ts';
import * as pages from './people.pages.ts';
import { administrators, listPersons, openAppointments, personById } from './person.store.ts';
import { INVITATION, ROLES } from './people-asked.ts';
import type { Person } from './person.ts';
import { openRecoveries } from './recovery.store.ts';
import {
  agency,
  type PageRoute,
  type SignedInVisit,
  everybody,
  signedIn,
  type DoorVisit,
} from './visit.routes.ts';
import { readAll } from '../web/fields/field.ts';
import { isLanguage, languageCookie } from '../web/language.ts';
import { languagePage } from './language.pages.ts';
import { keepLanguage } from './language.store.ts';

const LISTED = 1000;

/** `url`: of this installation, for the links that people are given. */
export function peopleRoutes(people: People, url: URL): PageRoute[] {
  return [
    ...languageRoutes(people, url),
    agency('seePersons', 'GET', '/people', (visit) => list(people, visit)),
    ...actInAgency(people, ['invitePerson', '/people/invite'], (visit) => inviting(people, visit, url)),
    agency('invitePerson', 'POST', '/people/invitations/:id/withdraw', async (visit) => {
      const id = visit.param('id');
      if (!isUuid(id)) return visit.notFound();
      await acts.withdrawInvitation(people, visit.person, id);
      return visit.go('/people');
    }),
    agency('seePersons', 'GET', '/people/:id', (visit) => show(people, visit)),
    ...actInAgency(people, ['changeRoles', '/people/:id/roles'], (visit) =>
      withPerson(people, visit, (person) => changingRoles(people, visit, person)),
    ),
    agency('endPerson', 'GET', '/people/:id/end', (visit) =>
      withPerson(people, visit, (person) => visit.page(pages.endPage(visit.frame.say, person))),
    ),
    agency('endPerson', 'POST', '/people/:id/end', (visit) =>
      withPerson(people, visit, async ({ id }) => {
        await acts.endAccess(people, visit.person, id);
        return visit.go('/people?done=ended');
      }),
    ),
    agency('appointAdministrator', 'POST', '/people/:id/administrator', (visit) =>
      withPerson(people, visit, async ({ id }) => {
        const outcome = await acts.proposeAdministrator(people, visit.person, id);
        return visit.go(`/people?done=${outcome}`);
      }),
    ),
    decision(people, 'confirm', 'confirmed'),
    decision(people, 'withdraw', 'withdrawn'),
  ];
}

function decision(people: People, word: string, outcome: 'confirmed' | 'withdrawn'): PageRoute {
  return agency('appointAdministrator', 'POST', `/people/:id/administrator/${word}`, (visit) =>
    withPerson(people, visit, async ({ id }) => {
      await acts.decideAdministrator(people, visit.person, id, outcome);
      return visit.go('/people?done=decided');
    }),
  );
}

async function list(people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const found = await people.db.asPerson(visit.person.id, async (tx) => ({
    persons: await listPersons(tx, LISTED),
    invitations: await openInvitations(tx, new Date(people.clock())),
    appointments: await openAppointments(tx),
    recoveries: await openRecoveries(tx),
  }));
  const notices: { readonly [name: string]: string } = {
    ended: say.people.endedDone,
    proposed: say.people.proposed,
    appointed: say.people.appointed,
    decided: say.people.decided,
    recoveryProposed: say.recovery.proposed,
    leadNamed: say.caseLead.done,
  };
  const done = visit.query('done');
  const notice = Object.hasOwn(notices, done) ? notices[done] : undefined;
  return visit.page(pages.peoplePage(say, { ...found, viewer: visit.person, notice }));
}

function inviting(people: People, visit: SignedInVisit, url: URL): AnyAct {
  const { say } = visit.frame;
  const crumbs = [{ words: say.people.title, href: '/people' }, { words: say.people.invite }];
  return asking<typeof INVITATION>({
    fields: INVITATION,
    about: {},
    address: '/people/invite',
    caption: '',
    button: say.people.inviteButton,
    frame: questionFrame({ place: 'people', crumbs }),
    act: async (body, key) => {
      const { name, email, roles = [] } = readAll(INVITATION, body, {}).invited;
      try {
        const token = await invite(people, { by: visit.person, name, email, roles, key });
        const link = new URL(`/invitation/${token}`, url).href;
        return { page: await visit.page(pages.invitedPage(say, name, link)), ledTo: '/people' };
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'alreadyExists')) throw error;
        return { question: 'invited', at: 'invited.email', words: say.people.exists };
      }
    },
  });
}

async function show(people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  return withPerson(people, visit, async (person) => {
    const found = await people.db.asPerson(visit.person.id, async (tx) => ({
      appointments: await openAppointments(tx),
      recoveries: await openRecoveries(tx),
      administrators: await administrators(tx),
    }));
    return visit.page(
      pages.personPage(say, {
        person,
        isOwn: person.id === visit.person.id,
        isProposed: found.appointments.some((one) => one.person === person.id),
        recovery: {
          isProposed: found.recoveries.some((one) => one.person === person.id),
          isPossible: found.administrators.filter((id) => id !== person.id).length >= 2,
        },
        notice: visit.query('done') === 'saved' ? say.people.saved : undefined,
      }),
    );
  });
}

function changingRoles(people: People, visit: SignedInVisit, person: Person): AnyAct | Response {
  const { say } = visit.frame;
  const { id, name, endedAt } = person;
  const address = `/people/${id}`;
  if (id === visit.person.id || endedAt !== undefined) return visit.go(address);
  const crumbs = [
    { words: say.people.title, href: '/people' },
    { words: name, href: address },
    { words: say.people.changeRoles },
  ];
  return asking<typeof ROLES>({
    fields: ROLES,
    about: person,
    address: `${address}/roles`,
    caption: '',
    button: say.people.saveRoles,
    frame: questionFrame({ place: 'people', crumbs }),
    act: async (body) => {
      await acts.changeRoles(people, visit.person, id, readAll(ROLES, body, person).roles);
      return `${address}?done=saved`;
    },
  });
}

async function withPerson<T>(
  people: People,
  visit: SignedInVisit,
  then: (person: Person) => T | Promise<T>,
): Promise<T | Response> {
  const id = visit.param('id');
  const person = isUuid(id)
    ? await people.db.asPerson(visit.person.id, (tx) => personById(tx, id as Uuid)) // just checked
    : undefined;
  return person === undefined ? visit.notFound() : then(person);
}

// Choosing a language: kept with the person, and in a cookie for the time before they have signed in.

function languageRoutes(people: People, url: URL): PageRoute[] {
  return [
    signedIn('GET', '/language', (visit) =>
      visit.page(languagePage(visit.frame.say, { isSaved: visit.query('done') === 'language' })),
    ),
    everybody('POST', '/language', (visit) => choose(people, url, visit)),
  ];
}

async function choose(people: People, url: URL, visit: DoorVisit): Promise<Response> {
  const fields = await visit.form();
  const language = fields.get('language') ?? '';
  if (!isLanguage(language)) return visit.go('/language');
  const { session } = visit;
  if (session?.isStrong === true)
    await people.db.asPerson(session.person, async (tx) => {
      // An account of the portal is no person: the cookie alone keeps its choice.
      if ((await personById(tx, session.person)) !== undefined)
        await keepLanguage(tx, session.person, language);
    });
  return visit.go(backTo(fields.get('next') ?? ''), [languageCookie(language, url.protocol === 'https:')]);
}

/** The page they were on, with its question; a path of this site only. */
function backTo(next: string): string {
  return /^\/(?![/\\])[\w\-./?=&%+:~,]{0,2000}$/.test(next) ? next : '/';
}
