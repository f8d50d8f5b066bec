// Who may know that a request exists, or of what came in answer to it, on the web.
import { Refusal } from '../../base/refusal.ts';
import type { Uuid } from '../../base/ids.ts';
import { membersOf, type Member } from '../../people/case-member.store.ts';
import { inCase, type CaseAct } from '../../people/policy.ts';
import { askWith, sentBy, type Method, type Unsaid } from '../../people/steps.routes.ts';
import type { Person } from '../../people/person.ts';
import type { CaseVisit, PageRoute } from '../../people/visit.routes.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { keepConfidential, keptRequest, openConfidential } from './confidentiality.acts.ts';
import {
  KEEP_POSTED,
  KEEP_STEPS,
  keepWrong,
  keptGiven,
  type KeepAbout,
} from './confidentiality-ask.pages.ts';
import {
  changePage,
  confidencePage,
  CONFIDENTIALITY,
  openPage,
  reasonWrong,
  requestKeptPages,
  type ChangeStep,
  type KeptPages,
} from './confidentiality.pages.ts';
import type { Confidentiality, Keeping, KeptKind } from './confidentiality.ts';
import { confidentialityOf, heldByAnother, mayKnow } from './confidentiality.store.ts';

/** One thing that may be kept, as the part of the program finds it that knows what it is. */
export interface KeptHere {
  readonly found: Found;
  readonly pages: KeptPages;
  readonly keep: (asked: Keeping) => Promise<boolean>;
  readonly open: (reason: string) => Promise<void>;
}

type Open = (here: KeptHere) => Response | Promise<Response>;
/** A page below that of the thing. */
type At = (act: CaseAct, method: Method, path: string, open: Open) => PageRoute;

export function confidenceRoutes(desk: RequestDesk, at: At): PageRoute[] {
  const say = ({ found }: KeptHere) => found.visit.frame.say;
  return [
    at('seeRequests', 'GET', CONFIDENTIALITY, (here) => show(desk, here)),
    at('restrictRequest', 'GET', `${CONFIDENTIALITY}/change`, (here) => change(desk, here, 'GET')),
    at('restrictRequest', 'POST', `${CONFIDENTIALITY}/change`, (here) => change(desk, here, 'POST')),
    at('restrictRequest', 'GET', `${CONFIDENTIALITY}/open`, (here) =>
      here.found.visit.page(openPage(say(here), here.pages, '', {})),
    ),
    at('restrictRequest', 'POST', `${CONFIDENTIALITY}/open`, open),
  ];
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
  const today = new Date(people.clock()).toISOString().slice(0, 10);
  return { of, members, chosen: named.length > 0 ? named : first, me, today };
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

async function change(desk: RequestDesk, here: KeptHere, method: Method): Promise<Response> {
  const { found, pages } = here;
  const { say } = found.visit.frame;
  const { of } = pages.kept;
  const before = await nowOf(desk, here);
  const about = await keepAbout(desk, found, { of, named: before.knowers.map(({ person }) => person) });
  const sent = await sentBy(found.visit, method);
  // As it stands, to be changed from the first question on; whoever empties an answer sends it empty.
  if (method === 'GET' && [...sent.keys()].length === 0) {
    sent.set('ask', 'until');
    sent.set('until', before.until ?? '');
    if (of === 'result') sent.set('ground', before.ground ?? '');
  }
  return askWith<ChangeStep>(
    found.visit,
    { method, sent },
    {
      asking: () => ({
        steps: [...KEEP_STEPS[of], 'reason'],
        posted: KEEP_POSTED,
        wrong: (step, given) =>
          step === 'reason'
            ? reasonWrong(say, given.get('reason') ?? '')
            : keepWrong(say, about, step, given),
      }),
      page: (asked) => changePage(say, pages, { ...asked, about }),
      act: (given) => keep(desk, here, given),
    },
  );
}

async function keep(
  desk: RequestDesk,
  { found, pages, keep: keepIt }: KeptHere,
  given: URLSearchParams,
): Promise<Response | Unsaid<ChangeStep>> {
  const { visit } = found;
  const words = visit.frame.say.confidence;
  const kept = keptGiven(given);
  const reason = (given.get('reason') ?? '').trim();
  const wrong = (text: string): Unsaid<ChangeStep> => ({ step: 'knowers', errors: { knowers: text } });
  try {
    if (!(await keepIt({ ...kept, reason }))) return wrong(words.unchanged);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error;
    const held = await desk.people.db.asPerson(visit.person.id, (tx) =>
      heldByAnother(tx, pages.kept, kept.knowers),
    );
    if (held === undefined) throw error;
    return wrong(words.held(held));
  }
  return visit.go(`${pages.address}?done=saved`);
}

async function open({ found: { visit }, pages, open: openIt }: KeptHere): Promise<Response> {
  const { say } = visit.frame;
  const reason = (await visit.form()).get('reason') ?? '';
  const wrong = reasonWrong(say, reason);
  if (wrong !== undefined) return visit.page(openPage(say, pages, reason, { reason: wrong }), 422);
  await openIt(reason);
  return visit.go(`${pages.address}?done=saved`);
}
