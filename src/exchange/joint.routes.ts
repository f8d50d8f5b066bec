// A joint investigation on the web: proposed and shared in from its case, answered from the desk of what came.
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
import { visiblePlain } from '../web/safe-text.ts';
import { CASE_DECLINED } from './case-asks.ts';
import { ARRIVALS } from './desk.pages.ts';
import { keysOrNone, peersOf, type ExchangeDesk } from './exchange-desk.routes.ts';
import { linesOf } from './peer-document.acts.ts';
import { agreedFields, endFields, JOINT, JOINT_EXHIBIT, JOINT_NOTE, JOINT_REQUEST } from './joint-asks.ts';
import { copiesHeld } from './copies-held.store.ts';
import { changesSeen } from './joint-change.acts.ts';
import type { Kept } from './joint-messages.ts';
import { jointArrivedPage, jointPage, JOINT_ARRIVED, JOINT_PATH, noJointPage } from './joint.pages.ts';
import {
  agreeJoint,
  declineJoint,
  endJoint,
  openJoint,
  proposeJoint,
  shareInJoint,
  unshareInJoint,
} from './joint.acts.ts';
import { exhibitsToShare, requestsToShare } from './joint-shared.store.ts';
import * as store from './joint.store.ts';
import * as shares from './joint-shared.store.ts';

export function jointRoutes(desk: ExchangeDesk): PageRoute[] {
  const { people, house } = desk;
  const arrived = `${JOINT_ARRIVED}/:message` as const;
  const atDesk = (step: string, asked: (visit: SignedInVisit) => Promise<AnyAct | Response>): PageRoute[] =>
    actInAgency(people, ['handleRequests', `${arrived}/${step}`], (visit) => asked(visit));
  const act = (path: string, asked: (visit: CaseVisit) => Promise<AnyAct | Response>): PageRoute[] =>
    actInCase(people, ['sendRequest', `/${JOINT_PATH}/${path}`], asked);
  return [
    inCase('seeRequests', 'GET', `/cases/:case/${JOINT_PATH}`, (visit) => showJoint(desk, visit)),
    ...act('propose', (visit) => proposing(desk, visit)),
    ...act('note', (visit) => sharingNote(desk, visit)),
    ...act('request', (visit) => sharingRequest(desk, visit)),
    ...act('exhibit', (visit) => sharingExhibit(desk, visit)),
    ...act('end', (visit) => ending(desk, visit)),
    inCase('sendRequest', 'POST', `/cases/:case/${JOINT_PATH}/:id/unshare`, async (visit) => {
      const id = visit.param('id');
      if (isUuid(id) && (await teamOf(desk, visit)) !== undefined) await unshareInJoint(house, visit, id);
      return visit.go(addressOf(visit));
    }),
    inCase('sendRequest', 'POST', `/cases/:case/${JOINT_PATH}/sign/:part`, (visit) =>
      signTheirs(desk, visit),
    ),
    agency('handleRequests', 'GET', arrived, (visit) => showArrived(desk, visit)),
    ...atDesk('take', (visit) => taking(desk, visit)),
    ...atDesk('decline', (visit) => declining(desk, visit)),
  ];
}

export const addressOf = ({ file }: CaseVisit): string => `/cases/${file.reference}/${JOINT_PATH}`;

export async function teamOf({ people }: ExchangeDesk, { person, file }: CaseVisit) {
  return people.db.asPerson(person.id, async (tx) => {
    const team = await store.teamOfCase(tx, file.id);
    if (team === undefined) return undefined;
    return {
      team,
      parties: await store.partiesOf(tx, team.id),
      shared: await shares.sharedOf(tx, team.id),
      changes: await changesSeen(tx, team.id),
      copies: await copiesHeld(tx, file.id),
    };
  });
}

/** Those that wait for an answer here. */
export async function teamsHere({ people }: ExchangeDesk, { person }: SignedInVisit): Promise<store.Team[]> {
  return people.db.asPerson(person.id, store.teamsToAnswer);
}

async function showJoint(desk: ExchangeDesk, visit: CaseVisit): Promise<Response> {
  const { file, frame } = visit;
  const found = await teamOf(desk, visit);
  const mayAct = may(file.role, 'sendRequest') === 'yes';
  if (found === undefined) {
    const isAlone = (await peersOf(desk.house, undefined)).length === 0;
    const mayBegin = mayAct && !file.isClosed;
    const next = { mayPropose: mayBegin && !isAlone, isAlone: mayBegin && isAlone };
    return visit.page(noJointPage(frame.say, file, next));
  }
  const isOver = found.parties.every(({ state, endedAt }) => state === 'declined' || endedAt !== undefined);
  const own = desk.house.identity.origin;
  const lines = await linesOf(desk.house.db.kysely);
  const names = new Map(lines.map(({ document: { origin, agency: name } }) => [origin, name]));
  return visit.page(jointPage(frame.say, { file, ...found, own, names, mayAct: mayAct && !isOver }));
}

async function proposing(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const { house } = desk;
  const { say } = visit.frame;
  const about = { peers: await peersOf(house, undefined) };
  const keys = await keysOrNone(desk);
  if (keys === undefined || about.peers.length === 0 || (await teamOf(desk, visit)) !== undefined)
    return visit.go(addressOf(visit)); // its page says why
  return aboutCase<typeof JOINT>(visit, {
    fields: JOINT,
    about,
    path: `/${JOINT_PATH}/propose`,
    button: say.exchange.joint.propose,
    save: async (body, id) => {
      const { peers, ...said } = readAll(JOINT, body, about);
      if (said.until < said.from) return { question: 'until', words: say.exchange.joint.dayWrong };
      const proposal = { ...said, peers: peers.map(({ origin }) => origin), language: say.language.code, id };
      await proposeJoint({ house, keys }, visit, proposal);
      return addressOf(visit);
    },
  });
}

async function sharingNote(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  if ((await teamOf(desk, visit)) === undefined) return visit.go(addressOf(visit));
  const { say } = visit.frame;
  return aboutCase<typeof JOINT_NOTE>(visit, {
    fields: JOINT_NOTE,
    about: undefined,
    path: `/${JOINT_PATH}/note`,
    button: say.exchange.joint.shareNote,
    save: async (body, id) => {
      const { text } = readAll(JOINT_NOTE, body, undefined);
      await shareInJoint(desk.house, visit, {
        id,
        what: { kind: 'note', text, language: say.language.code },
      });
      return addressOf(visit);
    },
  });
}

async function sharingRequest(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const { people, house } = desk;
  const { person, file, frame } = visit;
  const all = await people.db.asPerson(person.id, (tx) => requestsToShare(tx, file));
  if (all.length === 0 || (await teamOf(desk, visit)) === undefined) return visit.go(addressOf(visit));
  const about = {
    list: all.map(({ number, said }) => ({
      id: String(number),
      words: [said.reference, said.to ?? ''].join(' '),
    })),
  };
  return aboutCase<typeof JOINT_REQUEST>(visit, {
    fields: JOINT_REQUEST,
    about,
    path: `/${JOINT_PATH}/request`,
    button: frame.say.exchange.joint.shareRequest,
    save: async (body, id) => {
      const number = Number(readAll(JOINT_REQUEST, body, about).request.id);
      await shareInJoint(house, visit, { id, what: { kind: 'request', number } });
      return addressOf(visit);
    },
  });
}

async function sharingExhibit(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const { house } = desk;
  const { file, frame } = visit;
  const found = await teamOf(desk, visit);
  // By the system, which knows what each member may know of; what is listed is known to all of them.
  const all = await exhibitsToShare(house.db.kysely, file.id);
  if (all.length === 0 || found === undefined) return visit.go(addressOf(visit));
  const about = { list: all.map(({ number, title }) => ({ id: number, words: `${number} ${title}` })) };
  return aboutCase<typeof JOINT_EXHIBIT>(visit, {
    fields: JOINT_EXHIBIT,
    about,
    path: `/${JOINT_PATH}/exhibit`,
    button: frame.say.exchange.joint.shareExhibit,
    save: async (body, id) => {
      const number = readAll(JOINT_EXHIBIT, body, about).exhibit.id;
      await shareInJoint(house, visit, { id, what: { kind: 'exhibit', number } });
      return addressOf(visit);
    },
  });
}

async function ending(desk: ExchangeDesk, visit: CaseVisit): Promise<AnyAct | Response> {
  const { say } = visit.frame;
  const found = await teamOf(desk, visit);
  if (found === undefined) return visit.go(addressOf(visit));
  const exhibits = found.shared.flatMap(({ said, origin, id, unsharedAt }) =>
    said.kind === 'exhibit' && unsharedAt === undefined
      ? [{ of: origin, id, name: `${said.number} ${said.title}` }]
      : [],
  );
  const names = exhibits.map(({ name }) => name);
  const fields = endFields(names, found.team.agreement.parties);
  return aboutCase<typeof fields>(visit, {
    fields,
    about: undefined,
    path: `/${JOINT_PATH}/end`,
    button: say.exchange.joint.end,
    save: async (body) => {
      const { keeps = [], text } = readAll(fields, body, undefined);
      const chosen = keeps.flatMap(({ of, value: keeper }): Kept[] => {
        const one = exhibits[of - 1];
        return one === undefined ? [] : [{ of: one.of, id: one.id, keeper }];
      });
      await endJoint(desk.house, visit, { keeps: chosen, text, language: say.language.code });
      return addressOf(visit);
    },
  });
}

/** The division that a party signed becomes ours too. */
async function signTheirs(desk: ExchangeDesk, visit: CaseVisit): Promise<Response> {
  const found = await teamOf(desk, visit);
  const party = found?.parties[Number(visit.param('part'))];
  if (party?.division === undefined) return visit.go(addressOf(visit));
  const keeps = JSON.parse(party.division) as readonly Kept[]; // as they were read by their schema, and so are the words
  const words = JSON.parse(party.divisionSaid ?? '{}') as {
    readonly text: string;
    readonly language: string;
  };
  await endJoint(desk.house, visit, { keeps, ...words });
  return visit.go(addressOf(visit));
}

async function arrivedAsked({ people }: ExchangeDesk, visit: SignedInVisit) {
  const id = visit.param('message');
  if (!isUuid(id)) return undefined;
  return people.db.asPerson(visit.person.id, async (tx) => {
    const team = await store.teamToAnswer(tx, id);
    return team && { team, parties: await store.partiesOf(tx, id) };
  });
}

async function showArrived(desk: ExchangeDesk, visit: SignedInVisit): Promise<Response> {
  const found = await arrivedAsked(desk, visit);
  if (found === undefined) return visit.notFound();
  const { message, proposer } = found.team;
  const [keys, own] = [await keysOrNone(desk), desk.house.identity.origin];
  if (keys !== undefined && message !== undefined)
    await openJoint({ house: desk.house, keys, person: visit.person }, message, proposer);
  return visit.page(jointArrivedPage(visit.frame.say, { ...found, own }));
}

function atArrived(
  { frame: { say } }: SignedInVisit,
  { id, agreement }: store.Team,
  step: string,
  button: string,
) {
  const caption = visiblePlain(agreement.name, 200);
  const address = `${JOINT_ARRIVED}/${id}`;
  const crumbs = [
    { words: say.exchange.arrivals.title, href: ARRIVALS },
    { words: caption, href: address },
    { words: button },
  ];
  return {
    address: `${address}/${step}`,
    caption,
    button,
    frame: questionFrame({ place: 'work', crumbs }),
  };
}

async function taking(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { people, house } = desk;
  const { say } = visit.frame;
  const [found, keys] = [await arrivedAsked(desk, visit), await keysOrNone(desk)];
  if (found === undefined || keys === undefined) return visit.notFound();
  if (found.team.state !== 'proposed') return visit.go(`${JOINT_ARRIVED}/${found.team.id}`);
  const fields = agreedFields(visiblePlain(found.team.agreement.name, 200));
  return asking<typeof fields>({
    ...atArrived(visit, found.team, 'take', say.exchange.joint.take),
    fields,
    about: {},
    act: async (body) => {
      const by = { house, people, keys, person: visit.person };
      try {
        const reference = await agreeJoint(by, found.team.id, readAll(fields, body, {}));
        const own = await people.db.asPerson(by.person.id, (tx) => caseOfMember(tx, reference, by.person.id));
        return own ? `/cases/${reference}/${JOINT_PATH}` : ARRIVALS;
      } catch (error) {
        if (!(error instanceof Refusal && error.entry === 'notFound.accountAddress')) throw error;
        return { question: 'lead', words: say.cases.leadUnknown };
      }
    },
  });
}

async function declining(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { people, house } = desk;
  const { say } = visit.frame;
  const [found, keys] = [await arrivedAsked(desk, visit), await keysOrNone(desk)];
  if (found === undefined || keys === undefined) return visit.notFound();
  return asking<typeof CASE_DECLINED>({
    ...atArrived(visit, found.team, 'decline', say.exchange.joint.decline),
    fields: CASE_DECLINED,
    about: undefined,
    act: async (body) => {
      const text = readAll(CASE_DECLINED, body, undefined).reason;
      const by = { house, people, keys, person: visit.person };
      await declineJoint(by, found.team.id, { text, language: say.language.code });
      return ARRIVALS;
    },
  });
}
