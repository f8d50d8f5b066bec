// A letter that came through the exchange: its conditions answered, and taken into a case.
import { isUuid } from '../base/ids.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, asking, type AnyAct } from '../people/act.routes.ts';
import { caseOfMember, casesOfMember, type CaseOfMember } from '../people/case-member.store.ts';
import { inCase as may } from '../people/policy.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { registerAddress } from '../requests/verbs/incoming/register.pages.ts';
import { readAll } from '../web/fields/field.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { arrivalPage, ARRIVALS } from './desk.pages.ts';
import { ARRIVAL, DECLINED } from './exchange-asks.ts';
import { keysOrNone, peerNames, type ExchangeDesk } from './exchange-desk.routes.ts';
import { arrivedRequest, takeIntoCase, type ArrivedRequest } from './request-exchange.acts.ts';
import { answerConditions, sealStanding } from './sealed-information.acts.ts';

const CASES_MAX = 200;

export function arrivalRoutes(desk: ExchangeDesk): PageRoute[] {
  const { house, people } = desk;
  const one = `${ARRIVALS}/:message` as const;
  const asked = (
    step: string,
    open: (desk: ExchangeDesk, visit: SignedInVisit) => Promise<AnyAct | Response>,
  ): PageRoute[] => actInAgency(people, ['handleRequests', `${one}/${step}`], (visit) => open(desk, visit));
  return [
    agency('handleRequests', 'GET', one, async (visit) => {
      const arrived = await arrivalAsked(desk, visit);
      if (arrived === undefined) return visit.notFound();
      const seal = await sealStanding(house.db.kysely, arrived);
      return visit.page(
        arrivalPage(visit.frame.say, arrived, {
          cases: await casesToTake(desk, visit),
          seal,
          names: await peerNames(desk),
        }),
      );
    }),
    agency('handleRequests', 'POST', `${one}/accept`, async (visit) => {
      const [message, keys] = [visit.param('message'), await keysOrNone(desk)];
      if (keys === undefined || !isUuid(message)) return visit.notFound();
      await answerConditions({ house, keys, person: visit.person }, message, undefined);
      return visit.go(`${ARRIVALS}/${message}`);
    }),
    ...asked('take', taking),
    ...asked('decline', declining),
  ];
}

async function arrivalAsked(
  { people }: ExchangeDesk,
  visit: SignedInVisit,
): Promise<ArrivedRequest | undefined> {
  const message = visit.param('message');
  return isUuid(message) ? arrivedRequest(people, visit.person, message) : undefined;
}

/** Into which who looks may take a letter. */
async function casesToTake({ people }: ExchangeDesk, { person }: SignedInVisit): Promise<CaseOfMember[]> {
  const all = await people.db.asPerson(person.id, (tx) => casesOfMember(tx, person.id, CASES_MAX));
  return all.filter(({ role, isClosed }) => !isClosed && may(role, 'draftRequest') === 'yes');
}

/** What the two answers to what arrived have in common. */
function answering(visit: SignedInVisit, { said, message }: ArrivedRequest, step: string, button: string) {
  const { say } = visit.frame;
  const title = visiblePlain(said.reference, 100);
  const address = `${ARRIVALS}/${message}`;
  const crumbs = [
    { words: say.exchange.arrivals.title, href: ARRIVALS },
    { words: title, href: address },
    { words: button },
  ];
  const frame = questionFrame({ place: 'work', crumbs });
  return { address: `${address}/${step}`, caption: title, button, frame };
}

async function taking(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { people, house, law } = desk;
  const { person, frame } = visit;
  const words = frame.say.exchange.arrivals;
  const [arrived, keys] = [await arrivalAsked(desk, visit), await keysOrNone(desk)];
  if (arrived === undefined || keys === undefined) return visit.notFound();
  const about = { cases: await casesToTake(desk, visit) };
  const seal = await sealStanding(house.db.kysely, arrived);
  if (about.cases.length === 0 || seal !== 'open') return visit.go(`${ARRIVALS}/${arrived.message}`); // its page says why
  return asking<typeof ARRIVAL>({
    ...answering(visit, arrived, 'take', words.take),
    fields: ARRIVAL,
    about,
    act: async (body) => {
      const { reference } = readAll(ARRIVAL, body, about).case;
      const file = await people.db.asPerson(person.id, (tx) => caseOfMember(tx, reference, person.id));
      if (file === undefined) return { question: 'case', words: words.chooseCase };
      const acting = { people, person, file, law: await law.current() };
      const paper = await takeIntoCase({ acting, house, keys }, arrived.message);
      return registerAddress(file, { id: paper });
    },
  });
}

/** The conditions of information are declined, with a reason in the language of who declines. */
async function declining(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { say } = visit.frame;
  const [arrived, keys] = [await arrivalAsked(desk, visit), await keysOrNone(desk)];
  if (arrived === undefined || keys === undefined) return visit.notFound();
  return asking<typeof DECLINED>({
    ...answering(visit, arrived, 'decline', say.exchange.sealed.decline),
    fields: DECLINED,
    about: undefined,
    act: async (body) => {
      const { reason: text } = readAll(DECLINED, body, undefined);
      const by = { house: desk.house, keys, person: visit.person };
      await answerConditions(by, arrived.message, { text, language: say.language.code });
      return `${ARRIVALS}/${arrived.message}`;
    },
  });
}
