// A case and other authorities on the web: handed over, or asked for one act; and the desk of what they hand to us.
import { isUuid } from '../base/ids.ts';
import { aboutCase, actInCase } from '../cases/case-act.routes.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, asking, type AnyAct } from '../people/act.routes.ts';
import { caseOfMember } from '../people/case-member.store.ts';
import { inCase as may } from '../people/policy.ts';
import {
  agency,
  inCase,
  type CaseVisit,
  type PageRoute,
  type SignedInVisit,
} from '../people/visit.routes.ts';
import { Refusal } from '../base/refusal.ts';
import { readAll } from '../web/fields/field.ts';
import { nothing, type Html } from '../web/html.ts';
import { visiblePlain } from '../web/safe-text.ts';
import {
  ACT_ASKED,
  ACT_DONE,
  CASE_DECLINED,
  nameOfOpen,
  takenFields,
  transferFields,
  type OpenThing,
} from './case-asks.ts';
import { answerAct, declineCase, openOfCase, sayOfCase, takeOverCase } from './case-between.acts.ts';
import {
  betweenLines,
  caseArrivedPage,
  CASES_ARRIVED,
  WITH_OTHERS,
  withOthersPage,
  type BetweenSeen,
} from './case-between.pages.ts';
import * as store from './case-between.store.ts';
import { ARRIVALS } from './desk.pages.ts';
import { keysOrNone, peersOf, type ExchangeDesk } from './exchange-desk.routes.ts';
import { goOnWith } from './case-requests.acts.ts';
import { inById } from './in.store.ts';
import { messageOf } from './message.ts';
import { lastOut } from './out.store.ts';
import { linesOf } from './peer-document.acts.ts';

export function caseBetweenRoutes(desk: ExchangeDesk): PageRoute[] {
  const { people } = desk;
  const arrived = `${CASES_ARRIVED}/:message` as const;
  const atDesk = (step: string, asked: (visit: SignedInVisit) => Promise<AnyAct | Response>): PageRoute[] =>
    actInAgency(people, ['handleRequests', `${arrived}/${step}`], (visit) => asked(visit));
  const act = (path: string, asked: (visit: CaseVisit) => Promise<AnyAct | Response>): PageRoute[] =>
    actInCase(people, ['sendRequest', `/${WITH_OTHERS}/${path}`], asked);
  return [
    inCase('seeRequests', 'GET', `/cases/:case/${WITH_OTHERS}`, (visit) => showCase(desk, visit)),
    ...act('hand-over', (visit) => handingOver(desk, visit)),
    ...act('ask', (visit) => askingAct(desk, visit)),
    ...act(':id/done', (visit) => answering(desk, visit, 'actDone')),
    inCase('draftRequest', 'POST', `/cases/:case/${WITH_OTHERS}/:id/requests/:message/go-on`, (visit) =>
      goingOn(desk, visit),
    ),
    ...act(':id/decline', (visit) => answering(desk, visit, 'actDeclined')),
    agency('handleRequests', 'GET', arrived, (visit) => showArrived(desk, visit)),
    ...atDesk('take', (visit) => taking(desk, visit)),
    ...atDesk('decline', (visit) => declining(desk, visit)),
  ];
}

type Db = ExchangeDesk['house']['db']['kysely'];

async function seen(db: Db, all: readonly store.CaseBetween[]): Promise<BetweenSeen[]> {
  const lines = all.length === 0 ? [] : await linesOf(db);
  return Promise.all(
    all.map(async (one) => ({
      one,
      said: JSON.parse(one.said) as BetweenSeen['said'], // as they were kept when they had been read by their schemas
      answer: one.answer === undefined ? undefined : (JSON.parse(one.answer) as BetweenSeen['answer']),
      agency: lines.find(({ peer }) => peer.origin === one.peerOrigin)?.document.agency ?? one.peerOrigin,
      sent: await lastOut(db, one.conversation),
      along: await Promise.all((one.requests ?? []).map((request) => alongSeen(db, one, request))),
    })),
  );
}

async function alongSeen(
  db: Db,
  { isOurs }: store.CaseBetween,
  request: store.RequestAlong,
): Promise<BetweenSeen['along'][number]> {
  const came = isOurs || request.message === undefined ? undefined : await inById(db, request.message);
  const said = came?.plain && messageOf(came.plain);
  return { request, said: said?.type === 'caseRequest' ? said : undefined };
}

/** As who looks may know of it. */
async function ofCase({ people, house }: ExchangeDesk, { person, file }: CaseVisit): Promise<BetweenSeen[]> {
  return seen(house.db.kysely, await people.db.asPerson(person.id, (tx) => store.betweenOfCase(tx, file.id)));
}

/** What stands between a case and others, on its page. */
export async function betweenOnCase(desk: ExchangeDesk, visit: CaseVisit): Promise<Html> {
  const { file, frame } = visit;
  if (may(file.role, 'seeRequests') === 'no') return nothing;
  return betweenLines(frame.say, file, await ofCase(desk, visit));
}

/** Those that wait for an answer here. */
export async function casesHere(desk: ExchangeDesk, { person }: SignedInVisit): Promise<BetweenSeen[]> {
  return seen(desk.house.db.kysely, await desk.people.db.asPerson(person.id, store.betweenToAnswer));
}

async function showCase(desk: ExchangeDesk, visit: CaseVisit): Promise<Response> {
  const { file, frame } = visit;
  const all = await ofCase(desk, visit);
  const isWithOther = all.some(
    ({ one, sent }) =>
      one.kind === 'transfer' &&
      one.isOurs &&
      (one.state === 'taken' || (one.state === 'offered' && sent !== 'refused' && sent !== 'expired')),
  );
  const isTheirs = may(file.role, 'sendRequest') === 'yes';
  const isAlone = (await peersOf(desk.house, undefined)).length === 0;
  const mayAct = isTheirs && !isAlone;
  const shown = { file, all, mayAct, mayHandOver: !isWithOther, isAlone: isTheirs && isAlone };
  return visit.page(withOthersPage(frame.say, shown));
}

const addressOf = ({ file }: CaseVisit): string => `/cases/${file.reference}/${WITH_OTHERS}`;

async function handingOver(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const { people, house } = desk;
  const { person, file, frame } = visit;
  const { reference, title } = file;
  const keys = await keysOrNone(desk);
  const open = await people.db.asPerson(person.id, (tx) => store.openThings(tx, file.id));
  const about = { peers: await peersOf(house, undefined), open, reference };
  if (keys === undefined || about.peers.length === 0) return visit.go(addressOf(visit)); // its page says why
  const fields = transferFields(about);
  return aboutCase<typeof fields>(visit, {
    fields,
    about,
    path: `/${WITH_OTHERS}/hand-over`,
    button: frame.say.exchange.cases.transfer,
    save: async (body, id) => {
      const said = readAll(fields, body, about);
      const goes = said.passedOn ?? [];
      const named = (some: readonly OpenThing[]) => some.map((one) => nameOfOpen(reference, one));
      const message = {
        v: 1,
        type: 'caseOffered',
        reference,
        title,
        text: said.text,
        language: frame.say.language.code,
        ...(said.basis !== undefined && { basis: said.basis }),
        stays: named(open.filter((one) => !goes.includes(one))),
        passedOn: named(goes),
      } as const;
      const requests = goes.filter(({ kind }) => kind === 'request').map(({ number }) => number);
      await sayOfCase({ house, keys }, { person, file }, { peer: said.peer.origin, message, id, requests });
      return addressOf(visit);
    },
  });
}

async function askingAct(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const { house } = desk;
  const { person, file, frame } = visit;
  const keys = await keysOrNone(desk);
  const about = { peers: await peersOf(house, undefined) };
  if (keys === undefined || about.peers.length === 0) return visit.go(addressOf(visit));
  return aboutCase<typeof ACT_ASKED>(visit, {
    fields: ACT_ASKED,
    about,
    path: `/${WITH_OTHERS}/ask`,
    button: frame.say.exchange.cases.act,
    save: async (body, id) => {
      const { peer, text, dueOn } = readAll(ACT_ASKED, body, about);
      const { reference, title } = file;
      const language = frame.say.language.code;
      const due = dueOn === undefined ? {} : { dueOn };
      const message = { v: 1, type: 'actAsked', reference, title, text, language, ...due } as const;
      await sayOfCase({ house, keys }, { person, file }, { peer: peer.origin, message, id });
      return addressOf(visit);
    },
  });
}

async function answering(
  desk: ExchangeDesk,
  visit: CaseVisit,
  type: 'actDone' | 'actDeclined',
): Promise<AnyAct | Response> {
  const { house } = desk;
  const { person, file, frame } = visit;
  const { say } = frame;
  const keys = await keysOrNone(desk);
  const id = visit.param('id');
  const one = (await ofCase(desk, visit)).find((each) => each.one.id === id)?.one;
  if (keys === undefined || one?.state !== 'taken') return visit.go(addressOf(visit));
  const words = say.exchange.cases;
  const said = async (text: string): Promise<string> => {
    const language = say.language.code;
    await answerAct({ house, keys }, { person, file }, { id: one.id, type, text, language });
    return addressOf(visit);
  };
  const place = {
    about: undefined,
    path: `/${WITH_OTHERS}/${id}/${type === 'actDone' ? 'done' : 'decline'}`,
  } as const;
  if (type === 'actDone')
    return aboutCase<typeof ACT_DONE>(visit, {
      ...place,
      fields: ACT_DONE,
      button: words.done,
      save: (body) => said(readAll(ACT_DONE, body, undefined).text),
    });
  return aboutCase<typeof CASE_DECLINED>(visit, {
    ...place,
    fields: CASE_DECLINED,
    button: words.decline,
    save: (body) => said(readAll(CASE_DECLINED, body, undefined).reason),
  });
}

async function goingOn(desk: ExchangeDesk, visit: CaseVisit): Promise<Response> {
  const { house, people, law } = desk;
  const { person, file } = visit;
  const { one, along = [] } =
    (await ofCase(desk, visit)).find((each) => each.one.id === visit.param('id')) ?? {};
  const message = along.find(({ request }) => request.message === visit.param('message'))?.request.message;
  if (one === undefined || message === undefined) return visit.go(addressOf(visit)); // its page says what there is
  const acting = { people, person, file, law: await law.current() };
  const number = await goOnWith(house, acting, { between: one.id, message });
  return visit.go(`/cases/${file.reference}/requests/${number}`);
}

async function arrivedAsked(
  { people, house }: ExchangeDesk,
  visit: SignedInVisit,
): Promise<BetweenSeen | undefined> {
  const id = visit.param('message');
  if (!isUuid(id)) return undefined;
  const one = await people.db.asPerson(visit.person.id, (tx) => store.betweenToAnswerById(tx, id));
  const [found] = one === undefined ? [] : await seen(house.db.kysely, [one]);
  return found;
}

async function showArrived(desk: ExchangeDesk, visit: SignedInVisit): Promise<Response> {
  const found = await arrivedAsked(desk, visit);
  if (found === undefined) return visit.notFound();
  const keys = await keysOrNone(desk);
  if (keys !== undefined) await openOfCase({ house: desk.house, keys, person: visit.person }, found.one);
  return visit.page(caseArrivedPage(visit.frame.say, found));
}

function atArrived(
  { frame: { say } }: SignedInVisit,
  { one, said }: BetweenSeen,
  step: string,
  button: string,
) {
  const caption = visiblePlain(said.title, 200);
  const address = `${CASES_ARRIVED}/${one.id}`;
  const crumbs = [
    { words: say.exchange.arrivals.title, href: ARRIVALS },
    { words: caption, href: address },
    { words: button },
  ];
  const frame = questionFrame({ place: 'work', crumbs });
  return { address: `${address}/${step}`, caption, button, frame };
}

async function taking(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { say } = visit.frame;
  const [found, keys] = [await arrivedAsked(desk, visit), await keysOrNone(desk)];
  if (found === undefined || keys === undefined) return visit.notFound();
  if (found.one.state !== 'offered') return visit.go(`${CASES_ARRIVED}/${found.one.id}`);
  const fields = takenFields(visiblePlain(found.said.title, 200));
  return asking<typeof fields>({
    ...atArrived(visit, found, 'take', say.exchange.cases.take),
    fields,
    about: {},
    act: async (body) => {
      const by = { house: desk.house, people: desk.people, keys, person: visit.person };
      try {
        const reference = await takeOverCase(by, found.one.id, readAll(fields, body, {}));
        const own = await desk.people.db.asPerson(by.person.id, (tx) =>
          caseOfMember(tx, reference, by.person.id),
        );
        return own ? `/cases/${reference}` : ARRIVALS;
      } catch (error) {
        if (!(error instanceof Refusal && error.entry === 'notFound.accountAddress')) throw error;
        return { question: 'lead', words: say.cases.leadUnknown };
      }
    },
  });
}

async function declining(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { say } = visit.frame;
  const [found, keys] = [await arrivedAsked(desk, visit), await keysOrNone(desk)];
  if (found === undefined || keys === undefined) return visit.notFound();
  return asking<typeof CASE_DECLINED>({
    ...atArrived(visit, found, 'decline', say.exchange.cases.decline),
    fields: CASE_DECLINED,
    about: undefined,
    act: async (body) => {
      const text = readAll(CASE_DECLINED, body, undefined).reason;
      const by = { house: desk.house, people: desk.people, keys, person: visit.person };
      await declineCase(by, found.one.id, { text, language: say.language.code });
      return ARRIVALS;
    },
  });
}
