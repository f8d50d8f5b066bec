// From a request to a visit: who asks, whether they may, and what the page gets to work with.
import type { Context } from 'hono';
import type { Uuid } from '../base/ids.ts';
import { isCaseReference } from '../cases/case.ts';
import { caseOfMember, type CaseOfMember } from '../people/case-member.store.ts';
import { keepForm } from '../people/kept-form.acts.ts';
import { KEPT } from '../people/kept-form.routes.ts';
import { disclosureOfAccount, type Disclosure } from '../people/disclosure.store.ts';
import { personById } from '../people/person.store.ts';
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import { asPortal, portalAccount, type PortalAccount } from '../people/portal-account.store.ts';
import { inAgency, inCase } from '../people/policy.ts';
import type { Session } from '../people/sign-in.acts.ts';
import type {
  CaseVisit,
  DisclosureVisit,
  DoorVisit,
  PageRoute,
  PortalVisit,
  SignedInVisit,
  Visit,
} from '../people/visit.routes.ts';
import type { Assets } from '../web/assets.ts';
import { LANGUAGES, type Messages } from '../web/messages.ts';
import { listText } from '../web/when.ts';
import { pageText, type Frame, type View } from '../web/page.ts';
import { html } from '../web/html.ts';
import { mayTakeLong } from './body-time.ts';
import { tooMany, type Env } from './doors.ts';
import { addressKey, type Limiter } from './limits.ts';

export interface Rooms {
  readonly people: People;
  readonly assets: Assets;
  /** Tries to guess something, by address. */
  readonly tries: Limiter;
  /** Requests by person. */
  readonly perPerson: Limiter;
}

type C = Context<Env>;
type AnyVisit = DoorVisit | SignedInVisit | CaseVisit | PortalVisit | DisclosureVisit;

/** Asks who it is and whether they may, then opens the page. */
export async function openRoute(rooms: Rooms, route: PageRoute, c: C): Promise<Response> {
  const stranger = c.get('frame');
  if (route.isGuarded === true && !rooms.tries.take(addressKey(c.get('address')))) return tooMany(stranger);
  const cookie = c.req.header('cookie') ?? '';
  // Asked first: whoever looks for a session that is over takes it away.
  const behind = isForm(route, c) ? await rooms.people.signIn.personBehind(cookie) : undefined;
  const session = await rooms.people.signIn.sessionOf(cookie);
  if (route.access.for === 'everybody') return openAs(route, { ...visitOf(c, stranger), session });
  if (session === undefined) return behind === undefined ? toSignIn(c) : keptThenSignIn(rooms, behind, c);
  // Before a second step is asked for: who was disclosed something came by two roads, or with a passkey, and knows no password.
  const receiver = await receiverBehind(rooms, session);
  if (receiver !== undefined) return openToReceiver(rooms, route, { ...receiver, session }, c);
  if (route.access.for === 'halfSignedIn') return openAs(route, { ...visitOf(c, stranger), session });
  const known = await knownPerson(rooms, session, c);
  if (route.access.for === 'disclosure')
    return known instanceof Response ? known : visitOf(c, known.frame).notFound();
  if (route.access.for === 'portal')
    return known instanceof Response
      ? openPortal(rooms, route, session, c)
      : visitOf(c, known.frame).notFound();
  if (known instanceof Response) return known;
  const visit = { ...visitOf(c, known.frame), person: known.person, session };
  if (route.access.for === 'agency') {
    // `second` passes: the act itself takes the first step only, and the second from another person.
    const answer = inAgency(known.person.roles, route.access.act);
    if (answer === 'no') return refused(visit, visit.frame.say.refused.refusedAgency);
  }
  if (route.access.for !== 'case') return openAs(route, visit);
  const file = await caseInSight(rooms, known.person, c.req.param('case') ?? '');
  if (file === undefined) return visit.notFound();
  if (inCase(file.role, route.access.act) === 'no')
    return refused(visit, refusedInCase(visit.frame.say, file));
  return openAs(route, { ...visit, file });
}

/** For an address without a page: the same to a stranger as any page. */
export async function openNothing(rooms: Rooms, c: C): Promise<Response> {
  const session = await rooms.people.signIn.sessionOf(c.req.header('cookie') ?? '');
  if (session === undefined) return toSignIn(c);
  const receiver = await receiverBehind(rooms, session);
  if (receiver !== undefined) return openToReceiver(rooms, undefined, { ...receiver, session }, c);
  const known = await knownPerson(rooms, session, c);
  return known instanceof Response ? known : visitOf(c, known.frame).notFound();
}

/** The route's own type says what kind of visit it takes; `openRoute` has made one of that kind. */
function openAs(route: PageRoute, visit: AnyVisit): Response | Promise<Response> {
  return (route.open as (visit: AnyVisit) => Response | Promise<Response>)(visit);
}

async function knownPerson(
  rooms: Rooms,
  session: Session,
  c: C,
): Promise<{ person: Person; frame: Frame } | Response> {
  if (!session.isStrong) return c.redirect('/account/second-step', 303);
  const { people, assets } = rooms;
  const person = await people.db.asPerson(session.person, (tx) => personById(tx, session.person));
  if (person === undefined) return (await portalInstead(rooms, session, c)) ?? toSignIn(c);
  if (person.endedAt !== undefined) return toSignIn(c);
  if (!rooms.perPerson.take(person.id)) return tooMany(c.get('frame'));
  const say = person.language === undefined ? c.get('frame').say : LANGUAGES[person.language];
  c.set('frame', { say, assets });
  const does = rolesInBar(say, person.roles);
  const mayManage = inAgency(person.roles, 'seePersons') === 'yes';
  const mayAudit = inAgency(person.roles, 'seeAudit') === 'yes';
  return { person, frame: { say, assets, viewer: { name: person.name, does, mayManage, mayAudit } } };
}

/** An account of the portal has its own pages; whatever is the agency's is not there for it. */
async function portalInstead(rooms: Rooms, session: Session, c: C): Promise<Response | undefined> {
  const account = await accountBehind(rooms, session);
  if (account === undefined) return undefined;
  const { pathname, search } = new URL(c.req.url);
  if (c.req.method === 'GET' && pathname === '/') return c.redirect('/portal', 303);
  if (c.req.method === 'GET' && pathname === '/account') return c.redirect(`/portal/account${search}`, 303);
  return visitOf(c, portalFrame(rooms, account, c)).notFound();
}

async function openPortal(rooms: Rooms, route: PageRoute, session: Session, c: C): Promise<Response> {
  if (!session.isStrong) return c.redirect('/account/second-step', 303);
  const account = await accountBehind(rooms, session);
  if (account === undefined) return toSignIn(c);
  if (!rooms.perPerson.take(account.id)) return tooMany(c.get('frame'));
  const frame = portalFrame(rooms, account, c);
  c.set('frame', frame);
  return openAs(route, { ...visitOf(c, frame), account });
}

interface Receiver {
  /** Undefined: it was taken back, or its time is over. */
  readonly disclosure: Disclosure | undefined;
}

/** Undefined: the account is of somebody else. */
async function receiverBehind(
  { people }: Rooms,
  { person: id, isOfReceiver }: Session,
): Promise<Receiver | undefined> {
  if (!isOfReceiver) return undefined;
  const now = new Date(people.clock());
  return { disclosure: await asPortal(people.operator, id, (tx) => disclosureOfAccount(tx, id, now)) };
}

/** Their own pages; whatever else there is, is not there for them. */
async function openToReceiver(
  rooms: Rooms,
  route: PageRoute | undefined,
  { disclosure, session }: Receiver & { readonly session: Session },
  c: C,
): Promise<Response> {
  if (disclosure === undefined) return toSignIn(c);
  if (!rooms.perPerson.take(session.person)) return tooMany(c.get('frame'));
  const { name, capacity: does } = disclosure;
  const { say } = c.get('frame');
  const viewer = { name, does, mayManage: false, homeInPortal: '/portal/disclosed' } as const;
  const frame: Frame = { say, assets: rooms.assets, viewer };
  c.set('frame', frame);
  if (route?.access.for === 'disclosure') return openAs(route, { ...visitOf(c, frame), session, disclosure });
  const { pathname, search } = new URL(c.req.url);
  const isAsked = (path: string): boolean => c.req.method === 'GET' && pathname === path;
  if (isAsked('/') || isAsked('/portal')) return c.redirect('/portal/disclosed', 303);
  if (isAsked('/account')) return c.redirect(`/portal/disclosed/account${search}`, 303);
  return visitOf(c, frame).notFound();
}

function accountBehind({ people }: Rooms, { person: id }: Session): Promise<PortalAccount | undefined> {
  return asPortal(people.operator, id, (tx) => portalAccount(tx, id));
}

function portalFrame({ assets }: Rooms, { name, addressee }: PortalAccount, c: C): Frame {
  const viewer = { name, does: addressee.name, mayManage: false, homeInPortal: '/portal' } as const;
  return { say: c.get('frame').say, assets, viewer };
}

/** The bar has room for two; the account names all. */
function rolesInBar(say: Messages, roles: Person['roles']): string {
  const named = listText(
    say,
    roles.slice(0, 2).map((role) => say.agencyRole[role]),
  );
  const more = roles.length - 2;
  return more > 0 ? `${named} +${more}` : named;
}

function caseInSight(rooms: Rooms, person: Person, reference: string): Promise<CaseOfMember | undefined> {
  // Also asked for what cannot be a reference, so that its form does not show in the time taken.
  const asked = isCaseReference(reference) ? reference : '';
  return rooms.people.db.asPerson(person.id, (tx) => caseOfMember(tx, asked, person.id));
}

function isForm({ access, isGuarded, takesBytes }: PageRoute, { req }: C): boolean {
  const isTyped = (req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
  const isForPersons = access.for !== 'everybody' && access.for !== 'halfSignedIn';
  return req.method === 'POST' && isTyped && isForPersons && isGuarded !== true && takesBytes !== true;
}

/** The session ended while somebody typed: what they sent waits for them, and for nobody else. */
async function keptThenSignIn({ people }: Rooms, person: Uuid, c: C): Promise<Response> {
  const { pathname: path } = new URL(c.req.url);
  const known = await people.db.asPerson(person, (tx) => personById(tx, person));
  if (known === undefined || known.endedAt !== undefined) return toSignIn(c);
  const form = await visitOf(c, c.get('frame')).form();
  const isKept = await keepForm(people, { person, path, form });
  return isKept ? c.redirect(`/sign-in?next=${encodeURIComponent(`${KEPT}${path}`)}`, 303) : toSignIn(c);
}

function toSignIn(c: C): Response {
  const { pathname } = new URL(c.req.url);
  const isWorthIt = c.req.method === 'GET' && pathname !== '/';
  return c.redirect(isWorthIt ? `/sign-in?next=${encodeURIComponent(pathname)}` : '/sign-in', 303);
}

function refusedInCase(say: Messages, { role }: CaseOfMember): string {
  return say.refused.refusedCase(say.caseRole[role]);
}

function refused(visit: Visit, why: string): Promise<Response> {
  const { refused: words } = visit.frame.say;
  return visit.page(
    {
      title: words.refusedTitle,
      isQuestion: true,
      main: html`<h1>${words.refusedTitle}</h1>
        <p>${why}</p>
        <p><a href="/">${words.home}</a></p>`,
    },
    403,
  );
}

export function visitOf(c: C, frame: Frame): Visit {
  const page = async (view: View, status = 200): Promise<Response> => {
    // What a form answered, or what is not there, cannot be asked for again.
    const isPage = status === 200 && c.req.method === 'GET';
    const { pathname, search } = new URL(c.req.url);
    const text = await pageText(isPage ? { ...frame, here: pathname + search } : frame, view);
    return new Response(String(text), { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
  };
  const { refused: words } = frame.say;
  return {
    frame,
    caller: {
      cookie: c.req.header('cookie') ?? '',
      address: c.get('address'),
      browser: (c.req.header('user-agent') ?? '').slice(0, 300),
    },
    param: (name) => c.req.param(name) ?? '',
    query: (name) => c.req.query(name) ?? '',
    header: (name) => c.req.header(name) ?? '',
    queries: () => new URL(c.req.url).searchParams,
    form: async () => {
      const type = c.req.header('content-type') ?? '';
      const isForm = type.startsWith('application/x-www-form-urlencoded');
      // U+0000 comes along where text is pasted out of some documents; nobody sees it, and the database keeps none.
      return new URLSearchParams(isForm ? (await c.req.text()).replaceAll(/%00|\0/g, '') : '');
    },
    body: () => c.req.text(),
    request: () => {
      mayTakeLong(c.env.incoming);
      return c.req.raw;
    },
    page,
    go: (path, cookies = []) => {
      const headers = new Headers({ location: path });
      for (const cookie of cookies) headers.append('set-cookie', cookie);
      return new Response(null, { status: 303, headers });
    },
    notFound: () =>
      page(
        {
          title: words.notFoundTitle,
          isQuestion: true,
          main: html`<h1>${words.notFoundTitle}</h1>
            <p>${words.notFound}</p>
            <p>${words.notFoundNext}</p>
            <p><a href="/">${words.home}</a></p>`,
        },
        404,
      ),
  };
}
