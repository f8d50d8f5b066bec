// The way back in, for administrators and for the person who comes back.
import { isUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { weakness } from './password.ts';
import type { People } from './people.acts.ts';
import { personById } from './person.store.ts';
import type { Person } from './person.ts';
import { confirmRecovery, proposeRecovery, recover, recoveryOf, withdrawRecovery } from './recovery.acts.ts';
import * as pages from './recovery.pages.ts';
import { deadLinkPage } from './sign-in.pages.ts';
import {
  agency,
  everybody,
  guarded,
  type DoorVisit,
  type PageRoute,
  type SignedInVisit,
} from './visit.routes.ts';

/** `url`: of this installation, for the link. */
export function recoveryRoutes(people: People, url: URL): PageRoute[] {
  return [
    agency('recoverPerson', 'GET', '/people/:id/recovery', (visit) =>
      withOther(people, visit, (person) => visit.page(pages.recoveryPage(visit.frame.say, person))),
    ),
    agency('recoverPerson', 'POST', '/people/:id/recovery', (visit) =>
      withOther(people, visit, async ({ id }) => {
        await proposeRecovery(people, visit.person, id);
        return visit.go('/people?done=recoveryProposed');
      }),
    ),
    agency('recoverPerson', 'POST', '/people/:id/recovery/confirm', (visit) =>
      withOther(people, visit, async (person) => {
        const token = await confirmRecovery(people, visit.person, person.id);
        const link = new URL(`/recovery/${token}`, url).href;
        return visit.page(pages.recoveryLinkPage(visit.frame.say, person, link));
      }),
    ),
    agency('recoverPerson', 'POST', '/people/:id/recovery/withdraw', (visit) =>
      withOther(people, visit, async ({ id }) => {
        await withdrawRecovery(people, visit.person, id);
        return visit.go('/people?done=decided');
      }),
    ),
    guarded(everybody('GET', '/recovery/:token', (visit) => comeBackForm(people, visit))),
    guarded(everybody('POST', '/recovery/:token', (visit) => comeBack(people, visit))),
  ];
}

async function comeBackForm(people: People, visit: DoorVisit): Promise<Response> {
  const { say } = visit.frame;
  const person = await recoveryOf(people, visit.param('token'));
  if (person === undefined) return visit.page(deadLinkPage(say, say.recovery.gone), 404);
  return visit.page(pages.comeBackPage(say, person, {}));
}

async function comeBack(people: People, visit: DoorVisit): Promise<Response> {
  const { say } = visit.frame;
  const token = visit.param('token');
  const person = await recoveryOf(people, token);
  if (person === undefined) return visit.page(deadLinkPage(say, say.recovery.gone), 404);
  const password = (await visit.form()).get('password') ?? '';
  const weak = weakness(password, [person.name, person.email]);
  if (weak !== undefined)
    return visit.page(pages.comeBackPage(say, person, { password: say.password[weak] }), 422);
  try {
    await recover(people, token, password);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notFound')
      return visit.page(deadLinkPage(say, say.recovery.gone), 404); // somebody was faster
    throw error;
  }
  const answer = await people.signIn.withPassword(visit.caller, person.email, password);
  return answer.ok ? visit.go('/account/second-step', answer.cookies) : visit.go('/sign-in');
}

/** Nobody recovers themselves: one's own page of this is not there. */
async function withOther(
  people: People,
  visit: SignedInVisit,
  then: (person: Person) => Response | Promise<Response>,
): Promise<Response> {
  const id = visit.param('id');
  if (!isUuid(id) || id === visit.person.id) return visit.notFound();
  const person = await people.db.asPerson(visit.person.id, (tx) => personById(tx, id));
  return person === undefined || person.endedAt !== undefined ? visit.notFound() : then(person);
}
