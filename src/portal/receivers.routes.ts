// Who is let in to the portal, for those who may; and the door of who was invited.
import { isUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, asking, type AnyAct } from '../people/act.routes.ts';
import { weakness } from '../people/password.ts';
import type { People } from '../people/people.acts.ts';
import {
  acceptReceiverInvitation,
  endReceiver,
  receiverInvitationOf,
  withdrawReceiverInvitation,
} from '../people/portal-account.acts.ts';
import { addressees, portalAccounts, portalInvitations } from '../people/portal-account.store.ts';
import { deadLinkPage, invitationPage } from '../people/sign-in.pages.ts';
import {
  agency,
  everybody,
  guarded,
  type DoorVisit,
  type PageRoute,
  type SignedInVisit,
} from '../people/visit.routes.ts';
import { readAll } from '../web/fields/field.ts';
import { inviteReceiver } from './receivers.do.ts';
import { receiverInvitedPage, RECEIVERS, receiversPage } from './receivers.pages.ts';
import { RECEIVER } from './receivers.ts';

const LISTED = 1000;
const DOOR = '/portal/invitation/:token';

/** `url`: of this installation, for the links that people are given. */
export function receiverRoutes(people: People, url: URL): PageRoute[] {
  return [
    agency('letInReceivers', 'GET', RECEIVERS, (visit) => list(people, visit)),
    ...actInAgency(people, ['letInReceivers', `${RECEIVERS}/invite`], (visit) =>
      inviting(people, visit, url),
    ),
    agency('letInReceivers', 'POST', `${RECEIVERS}/invitations/:id/withdraw`, async (visit) => {
      const id = visit.param('id');
      if (!isUuid(id)) return visit.notFound();
      await withdrawReceiverInvitation(people, visit.person, id);
      return visit.go(RECEIVERS);
    }),
    agency('letInReceivers', 'POST', `${RECEIVERS}/:id/end`, async (visit) => {
      const id = visit.param('id');
      if (!isUuid(id)) return visit.notFound();
      await endReceiver(people, visit.person, id);
      return visit.go(`${RECEIVERS}?done=ended`);
    }),
    guarded(everybody('GET', DOOR, (visit) => door(people, visit))),
    guarded(everybody('POST', DOOR, (visit) => enter(people, visit))),
  ];
}

async function list(people: People, visit: SignedInVisit): Promise<Response> {
  const found = await people.db.asPerson(visit.person.id, async (tx) => ({
    accounts: await portalAccounts(tx, LISTED),
    invitations: await portalInvitations(tx, new Date(people.clock())),
  }));
  const { say } = visit.frame;
  const notice = visit.query('done') === 'ended' ? say.people.endedDone : undefined;
  return visit.page(receiversPage(say, { ...found, notice }));
}

async function inviting(people: People, visit: SignedInVisit, url: URL): Promise<AnyAct> {
  const { say } = visit.frame;
  const words = say.portal.receivers;
  const known = await people.db.asPerson(visit.person.id, (tx) => addressees(tx, LISTED));
  const about = { known: known.map(({ name }) => name) };
  return asking<typeof RECEIVER>({
    fields: RECEIVER,
    about,
    address: `${RECEIVERS}/invite`,
    caption: '',
    button: words.inviteButton,
    frame: questionFrame({ crumbs: [{ words: words.title, href: RECEIVERS }, { words: words.invite }] }),
    act: async (body, key) => {
      const { addressee, receiver, verified } = readAll(RECEIVER, body, about);
      try {
        const asked = { by: visit.person, addressee, verified, key, ...receiver };
        const token = await inviteReceiver(people, asked);
        const link = new URL(`/portal/invitation/${token}`, url).href;
        return { page: await visit.page(receiverInvitedPage(say, receiver.name, link)), ledTo: RECEIVERS };
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'alreadyExists')) throw error;
        return { question: 'receiver', at: 'receiver.email', words: say.people.exists };
      }
    },
  });
}

async function door(people: People, visit: DoorVisit): Promise<Response> {
  const invitation = await receiverInvitationOf(people, visit.param('token'));
  const { say } = visit.frame;
  if (invitation === undefined) return visit.page(deadLinkPage(say, say.invitation.gone), 404);
  return visit.page(invitationPage(say, invitation, {}));
}

/** Signs who was invited in, and leads to the second step, which everybody needs. */
async function enter(people: People, visit: DoorVisit): Promise<Response> {
  const token = visit.param('token');
  const { say } = visit.frame;
  const invitation = await receiverInvitationOf(people, token);
  if (invitation === undefined) return visit.page(deadLinkPage(say, say.invitation.gone), 404);
  const { name, email } = invitation;
  const password = (await visit.form()).get('password') ?? '';
  const weak = weakness(password, [name, email]);
  if (weak !== undefined)
    return visit.page(invitationPage(say, invitation, { password: say.password[weak] }), 422);
  try {
    await acceptReceiverInvitation(people, token, password);
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'badInput')
      return visit.page(deadLinkPage(say, say.invitation.gone), 404); // somebody was faster
    throw error;
  }
  const answer = await people.signIn.withPassword(visit.caller, email, password);
  return answer.ok ? visit.go('/account/second-step', answer.cookies) : visit.go('/sign-in');
}
