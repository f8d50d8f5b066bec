// Who may know that a request exists, or of what came in answer to it, on the web.
import { Refusal } from '../../../../base/refusal.ts';
import type { Uuid } from '../../../../base/ids.ts';
import { utcDay } from '../../../../base/time.ts';
import { actRoutes, asking, type AnyAct, type Unseen } from '../../../../people/act.routes.ts';
import { membersOf, type Member } from '../../../../people/case-member.store.ts';
import { inCase, type CaseAct } from '../../../../people/policy.ts';
import type { Person } from '../../../../people/person.ts';
import type { CaseVisit, PageRoute } from '../../../../people/visit.routes.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { keepConfidential, keptRequest, openConfidential } from './confidentiality.acts.ts';
import {
  confidencePage,
  CONFIDENTIALITY,
  requestKeptPages,
  type KeptPages,
} from './confidentiality.pages.ts';
import {
  KEEP,
  OPENING,
  type Confidentiality,
  type KeepAbout,
  type Keeping,
  type KeptKind,
} from './confidentiality.ts';
import { confidentialityOf, heldByAnother, mayKnow } from './confidentiality.store.ts';

/** One thing that may be kept, as the part of the program finds it that knows what it is. */
interface KeptHere {
  readonly found: Found;
  readonly pages: KeptPages;
  readonly keep: (asked: Keeping) => Promise<boolean>;
  readonly open: (reason: string) => Promise<void>;
}

type Open = (here: KeptHere) => Response | Promise<Response>;
/** A page below that of the thing. */
type At = (act: CaseAct, method: 'GET' | 'POST', path: string, open: Open) => PageRoute;

export function confidenceRoutes(desk: RequestDesk, at: At): PageRoute[] {
  const { people } = desk;
  const asked = (path: string, act: (here: KeptHere) => AnyAct | Promise<AnyAct>) =>
    actRoutes<Here>({
      people,
      path: `${CONFIDENTIALITY}${path}`,
      route: (method, below, open) =>
        at('restrictRequest', method, below, (here) => open({ here, visit: here.found.visit })),
      asked: ({ here }) => act(here),
    });
  return [
    at('seeRequests', 'GET', CONFIDENTIALITY, (here) => show(desk, here)),
    ...asked('/change', (here) => change(desk, here)),
    ...asked('/open', opening),
  ];
}

interface Here {
  readonly here: KeptHere;
  readonly visit: CaseVisit;
}

export function confidentialityRoutes(desk: RequestDesk): PageRoute[] {
  return confidenceRoutes(desk, (act, method, path, open) =>
    aboutRequest(desk, [act, method, path], (found) => {
      const { visit, shown } = found;
      const drafting = { people: desk.people, person: visit.person, file: visit.file };
      const { number } = shown.request;
      return open({
        found,
        pages: requestKeptPages(visit.frame.say, shown, keptRequest(shown.request)),
        keep: (asked) => keepConfidential(drafting, { ...asked, number }),
        open: (reason) => openConfidential(drafting, { number, reason }),
      });
    }),
  );
}

/** What the questions need: who is there to name, and who is chosen to begin with. */
export async function keepAbout(
  { people }: RequestDesk,
  { visit, shown }: Found,
  { of, named }: { readonly of: KeptKind; readonly named: readonly Uuid[] },
): Promise<KeepAbout> {
  const { file, person } = visit;
  const { id, isRestricted } = shown.request;
  const members = await people.db.asPerson(person.id, async (tx) => {
    const all = await membersOf(tx, file.id);
    if (of === 'request') return all;
    const knowing: Member[] = [];
    for (const one of all) if (await mayKnow(tx, one.person, { of: 'request', id })) knowing.push(one);
    return knowing;
  });
  // Where the request is confidential, those who know of it.
  const known = of === 'result' && isRestricted ? members.map((one) => one.person) : [];
  return keepAmong(people, person, { of, members, named: named.length > 0 ? named : known });
}

/** Of a request that is registered now. */
export async function keepAboutNew({ people }: RequestDesk, { file, person }: CaseVisit): Promise<KeepAbout> {
  const members = await people.db.asPerson(person.id, (tx) => membersOf(tx, file.id));
  return keepAmong(people, person, { of: 'request', members, named: [] });
}

/** Where nobody is named yet, whoever is asked begins with themselves and the leads. */
function keepAmong(
  people: RequestDesk['people'],
  { id: me }: Person,
  { of, members, named }: Pick<KeepAbout, 'of' | 'members'> & { readonly named: readonly Uuid[] },
): KeepAbout {
  const first = members.filter((one) => one.person === me || one.role === 'lead').map((one) => one.person);
  const today = utcDay(people.clock());
  return { of, isKept: false, members, chosen: named.length > 0 ? named : first, me, today };
}

function nowOf({ people }: RequestDesk, { found, pages }: KeptHere): Promise<Confidentiality> {
  return people.db.asPerson(found.visit.person.id, (tx) => confidentialityOf(tx, pages.kept));
}

async function show(desk: RequestDesk, here: KeptHere): Promise<Response> {
  const { visit } = here.found;
  return visit.page(
    confidencePage(visit.frame.say, here.pages, {
      now: await nowOf(desk, here),
      mayDecide: inCase(visit.file.role, 'restrictRequest') === 'yes',
      isDone: visit.query('done') === 'saved',
    }),
  );
}

async function change(desk: RequestDesk, here: KeptHere) {
  const { found, pages } = here;
  const { say } = found.visit.frame;
  const { of, isKept } = pages.kept;
  const before = await nowOf(desk, here);
  const named = before.knowers.map(({ person }) => person);
  return asking({
    fields: KEEP[of],
    about: { ...(await keepAbout(desk, found, { of, named })), isKept, before },
    address: `${pages.address}/change`,
    caption: say.confidence.title[of],
    button: say.confidence.save,
    frame: ({ main, ...page }) => pages.view({ ...page, content: main }),
    act: ({ until, ...body }) => keep(desk, here, { ...body, until: until ?? undefined }),
  });
}

async function keep(
  desk: RequestDesk,
  { found, pages, keep: keepIt }: KeptHere,
  asked: Keeping,
): Promise<string | Unseen> {
  const { visit } = found;
  const say = visit.frame.say.confidence;
  const wrong = (words: string): Unseen => ({ question: 'knowers', words });
  try {
    if (!(await keepIt(asked))) return wrong(say.unchanged);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error;
    const held = await desk.people.db.asPerson(visit.person.id, (tx) =>
      heldByAnother(tx, pages.kept, asked.knowers),
    );
    if (held === undefined) throw error;
    return wrong(say.held(held));
  }
  return `${pages.address}?done=saved`;
}

function opening({ found: { visit }, pages, open }: KeptHere) {
  const { say } = visit.frame;
  return asking<typeof OPENING>({
    fields: OPENING,
    about: { opened: pages.opened },
    address: `${pages.address}/open`,
    caption: '',
    button: say.confidence.openButton,
    frame: ({ main, ...page }) => pages.view({ ...page, content: main }),
    act: async ({ reason }) => {
      await open(reason);
      return `${pages.address}?done=saved`;
    },
  });
}
