// The life of a request on the web: its acts, and the authoriser's desk.
import { isUuid, type Uuid } from '../../../base/ids.ts';
import { utcDay } from '../../../base/time.ts';
import { newestHeld } from '../../../evidence/exhibits/exhibit.store.ts';
import { signedIn, type PageRoute } from '../../../people/visit.routes.ts';
import type { ActAbout } from '../sending/question.pages.ts';
import { isOffered } from '../life/offered.ts';
import { actAround, actPage, notNowPage } from '../sending/act.pages.ts';
import {
  asksNothing,
  givenOf,
  isAnswered,
  pagesOfAct,
  questionFor,
  questionsOf,
} from '../sending/ask.pages.ts';
import { followUpLines } from '../drafting/begin/follow-up.store.ts';
import { followUpsOf } from '../../forms/follow-up.ts';
import { wasSent } from '../../machine/states/guard-facts.ts';
import { hindrances } from '../../machine/states/guards.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import type { Member } from '../../../people/case-member.store.ts';
import { assignable } from '../life/assignee.acts.ts';
import { toldOf } from '../life/given.acts.ts';
import { openSteps } from '../../machine/states/open-step.store.ts';
import { lifeOf, takeAct, type Acting } from '../life/life.acts.ts';
import { actWords, type LifeShown } from '../sending/life.pages.ts';
import { Hindered } from '../../machine/states/life-step.ts';
import { hasAct, rowFor } from '../../machine/states/machine.ts';
import { machineOf } from '../../machine/states/machines.ts';
import {
  aboutRequest,
  formTitles,
  nameOf,
  type Found,
  type RequestDesk,
} from '../drafting/request-found.routes.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import { actRoutes, asking, type AnyAct } from '../../../people/act.routes.ts';
import { readAll } from '../../../web/fields/field.ts';
import type { Messages } from '../../../web/messages.ts';
import type { ActGiven } from '../../machine/states/life.ts';
import { refusalWords } from '../sending/not-now.pages.ts';
import { isSignedAct } from '../../machine/signature/signature.ts';
import { signaturesOf } from '../../machine/signature/signature.store.ts';
import { toAuthorisePage } from '../../machine/signature/to-authorise.pages.ts';
import { requestsToAuthorise } from '../../machine/signature/to-authorise.store.ts';
import { attachment } from '../../../web/attachment.ts';

const LISTED = 100;
const EXHIBITS_OFFERED = 200;
const PATH = '/acts/:act';
/** How many lines came before. */
function fromPlace(after: string): number {
  return /^[1-9]\d{0,5}$/.test(after) ? Number(after) : 0;
}

export function lifeRoutes(desk: RequestDesk): PageRoute[] {
  return [
    signedIn('GET', '/authorise', async (visit) => {
      const { person, frame } = visit;
      const from = fromPlace(visit.query('after'));
      const found = await desk.people.db.asPerson(person.id, (tx) =>
        requestsToAuthorise(tx, person.id, from + LISTED + 1),
      );
      const titles = formTitles(frame.say, await desk.law.current());
      const list = found.slice(from).map((one) => ({ ...one, title: titles.get(one.form) ?? one.form }));
      const next = list.length > LISTED ? from + LISTED : undefined;
      return visit.page(toAuthorisePage(frame.say, list.slice(0, LISTED), next));
    }),
    ...actRoutes<Found>({
      people: desk.people,
      path: PATH,
      route: (method, path, open) => aboutRequest(desk, ['seeRequests', method, path], open),
      asked: (found, method) => actAsked(desk, found, method),
    }),
    aboutRequest(desk, ['seeRequests', 'POST', PATH], async (found) => {
      const asked = await actAsked(desk, found, 'POST');
      return asked instanceof Response ? asked : found.visit.go(asked.address);
    }),
    aboutRequest(desk, ['seeRequests', 'GET', '/signatures/:signature'], (found) =>
      signedLetter(desk, found),
    ),
  ];
}

export function actingOf({ people }: RequestDesk, { visit, law }: Found): Acting {
  return { people, person: visit.person, file: visit.file, law };
}

export async function lifeShown(desk: RequestDesk, found: Found): Promise<LifeShown> {
  const { visit, shown } = found;
  const { life, lines, open } = await desk.people.db.asPerson(visit.person.id, async (tx) => ({
    life: await lifeOf(tx, actingOf(desk, found), shown.request.number),
    lines: await followUpLines(tx, shown.request, LISTED),
    open: (await openSteps(tx, [shown.request.id])).get(shown.request.id),
  }));
  const { form, direction } = life.request;
  const titles = formTitles(visit.frame.say, found.law);
  return {
    ...shown,
    request: life.request,
    life,
    open,
    today: utcDay(desk.people.clock()),
    followUps: {
      forms: followUpsOf({ form, direction, isOut: direction === 'incoming' || wasSent(life.events) }),
      written: lines.map((one) => ({ ...one, title: titles.get(one.form) ?? one.form })),
    },
    isDone: visit.query('done') === 'yes',
  };
}

/** Undefined when the machine does not have the act here, or this person may not take it. */
async function actAbout(desk: RequestDesk, found: Found, shown: LifeShown): Promise<ActAbout | undefined> {
  const { request, life } = shown;
  const row = rowFor(machineOf(request.direction), request.state, found.visit.param('act'));
  if (row === undefined || !isOffered(row, life.facts) || !isWho(life.facts.actor, row.who)) return undefined;
  const now = toldOf({ act: row.act }, desk.people.clock());
  const asked = questionsOf({ row, facts: life.facts });
  // What its own questions would answer is not in the way yet.
  const list = hindrances(row.guards, { ...life.facts, ...now }).filter(
    ({ guard }) => !isAnswered(guard, asked),
  );
  const exhibits = asked.includes('exhibits') ? await exhibitsHere(desk, found) : [];
  const told = await desk.tells?.(request, row.act);
  const members = asked.includes('assignee') ? await membersHere(desk, found) : [];
  return { shown, row, hindrances: list, exhibits, members, told, now: new Date(desk.people.clock()) };
}

/** Those that came on the request are offered first by its page of results; here, the newest of the case. */
function exhibitsHere({ people }: RequestDesk, { visit }: Found): Promise<ActAbout['exhibits']> {
  return people.db.asPerson(visit.person.id, (tx) => newestHeld(tx, visit.file.id, EXHIBITS_OFFERED));
}

function membersHere({ people }: RequestDesk, { visit, shown }: Found): Promise<readonly Member[]> {
  return people.db.asPerson(visit.person.id, (tx) => assignable(tx, visit.file, shown.request));
}

/** What is asked of an act now: its questions; or the page that says why it cannot be taken, or that takes it in one press. */
async function actAsked(desk: RequestDesk, found: Found, method: 'GET' | 'POST'): Promise<AnyAct | Response> {
  const { visit } = found;
  // It is taken with a signature alone (letters/sign.routes.ts).
  if (isSignedAct(visit.param('act'))) return visit.notFound();
  const { say } = visit.frame;
  const shown = await lifeShown(desk, found);
  const about = await actAbout(desk, found, shown);
  const refused = method === 'GET' ? 200 : 409;
  if (about === undefined) {
    const act = visit.param('act');
    const isAct = hasAct(machineOf(shown.request.direction), act);
    return visit.page(notNowPage(say, shown, act), isAct ? refused : 404);
  }
  const { number } = shown.request;
  const { act } = about.row;
  const address = requestAddress(visit.file, number, `/acts/${act}`);
  const take = (given: Pick<ActGiven, 'id'> = {}) =>
    takeAct(actingOf(desk, found), { ...given, number, act });
  const done = `${requestAddress(visit.file, number)}?done=yes`;
  if (about.hindrances.length > 0) return visit.page(actPage(say, about), refused);
  // What it may have to say it need not: a reason for what is so anyhow is not asked.
  if (asksNothing(about)) {
    if (method === 'GET') return visit.page(actPage(say, about));
    await take();
    return visit.go(done);
  }
  return askedOf(say, about, address, async (given, id) => {
    await take({ ...given, id });
    return done;
  });
}

/** Its questions. What still stands in the way once all is answered is said beside the question that would mend it, or the last. */
export function askedOf(
  say: Messages,
  about: ActAbout,
  address: string,
  take: (given: ActGiven, id: Uuid) => Promise<string>,
): AnyAct {
  const pages = pagesOfAct(about);
  const { act } = about.row;
  return asking({
    fields: pages.fields,
    about: undefined as never, // they hang on nothing else
    address,
    caption: actWords(say, act),
    button: say.requestLife.record,
    frame: actAround(say, about),
    act: async (body, id) => {
      const said = pages.said(readAll(pages.fields, body, undefined as never)); // as above
      try {
        return await take(givenOf(act, said), id);
      } catch (error) {
        const words = refusalWords(say, error);
        const question = questionFor(about, said, error instanceof Hindered ? error.guard : undefined);
        if (words === undefined || question === undefined) throw error;
        return { ...pages.at(question), words };
      }
    },
  });
}

/** The letter as it was signed, whatever became of the request. */
async function signedLetter({ people }: RequestDesk, { visit, shown }: Found): Promise<Response> {
  const id = visit.param('signature').replace(/\.pdf$/, '');
  if (!isUuid(id)) return visit.notFound();
  const list = await people.db.asPerson(visit.person.id, (tx) => signaturesOf(tx, shown.request.id));
  const signature = list.find((one) => one.id === id);
  if (signature === undefined) return visit.notFound();
  const name = `${nameOf(shown)}-v${signature.version}.pdf`;
  return attachment(signature.papers.document, 'application/pdf', name);
}
