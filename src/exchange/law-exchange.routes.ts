// Changes of the law data between authorities, for knowledge editors.
import { isUuid, type Uuid } from '../base/ids.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, asking, type AnyAct } from '../people/act.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import type { FieldFault } from '../law/check-values.ts';
import type { Editing } from '../law/proposal.acts.ts';
import { proposalById, proposals } from '../law/proposal.store.ts';
import { valuesOf } from '../law/published.acts.ts';
import { readAll } from '../web/fields/field.ts';
import { DECLINED_LAW } from './exchange-asks.ts';
import { keysOrNone, type ExchangeDesk } from './exchange-desk.routes.ts';
import { arrivedLaw, declineArrived, proposeArrived, tellLaw } from './law-exchange.acts.ts';
import { LAW_PEERS, lawBetweenPage, type OwnLaw } from './law-exchange.pages.ts';
import { aboutLaw, toldLaw } from './law-exchange.store.ts';
import { mayTell } from './law-exchange.ts';
import { messageOf } from './message.ts';
import { linesOf, ownDocument } from './peer-document.acts.ts';

const LISTED = 50;

export function lawExchangeRoutes(desk: ExchangeDesk): PageRoute[] {
  const { house, people, law } = desk;
  const editing: Editing = { people, law };
  const act = (path: string, open: (visit: SignedInVisit, id: Uuid) => Promise<Response>): PageRoute =>
    agency('changeLaw', 'POST', `${LAW_PEERS}${path}`, (visit) => {
      const id = visit.param('change');
      return isUuid(id) ? open(visit, id) : visit.notFound();
    });
  return [
    agency('changeLaw', 'GET', LAW_PEERS, (visit) => show(desk, editing, visit, [])),
    act('/:change/propose', async (visit, id) => {
      const proposed = await proposeArrived({ house, editing }, visit.person, id);
      if (!proposed.ok) return show(desk, editing, visit, proposed.faults);
      return visit.go(`/law/changes/${proposed.id}?done=proposed`);
    }),
    act('/tell/:change', async (visit, id) => {
      const keys = await keysOrNone(desk);
      const proposal = await people.db.asPerson(visit.person.id, (tx) => proposalById(tx, id));
      if (proposal === undefined || keys === undefined) return visit.notFound();
      await tellLaw(house, keys, visit.person, { proposal, language: visit.frame.say.language.code });
      return visit.go(`${LAW_PEERS}?done=told`);
    }),
    ...actInAgency(people, ['changeLaw', `${LAW_PEERS}/:change/decline`], (visit) => declining(desk, visit)),
  ];
}

async function show(
  desk: ExchangeDesk,
  { law }: Editing,
  visit: SignedInVisit,
  faults: readonly FieldFault[],
): Promise<Response> {
  return visit.page(
    lawBetweenPage(visit.frame.say, {
      values: valuesOf((await law.latest()).texts),
      arrived: await arrivedLaw(desk.house.db.kysely),
      own: await ownLaw(desk, visit),
      done: visit.query('done'),
      faults,
    }),
  );
}

/** What was published here of our own State, the newest first. */
async function ownLaw({ house, people }: ExchangeDesk, visit: SignedInVisit): Promise<OwnLaw[] | undefined> {
  const own = await ownDocument(house.db.kysely);
  if (own === undefined || !own.kinds.includes('centralAuthority')) return undefined;
  const made = await people.db.asPerson(visit.person.id, (tx) =>
    proposals(tx, { outcome: 'published', order: 'newestFirst', limit: LISTED }),
  );
  const ours = made.filter(({ change }) => mayTell(own, change));
  const told = await toldLaw(
    house.db.kysely,
    ours.map(({ id }) => id),
  );
  const names = new Map((await linesOf(house.db.kysely)).map(({ peer }) => [peer.origin, peer.agency]));
  return ours.map((proposal) => ({
    proposal,
    told: told
      .filter(({ about }) => about === aboutLaw(proposal.id))
      .map(({ peerOrigin, answer }) => {
        const said = answer === undefined ? undefined : messageOf(answer);
        const decided = said?.type === 'proposalDecided' ? said : undefined;
        return {
          agency: names.get(peerOrigin) ?? peerOrigin,
          is: decided?.outcome,
          why: decided?.text,
        };
      }),
  }));
}

async function declining(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { say } = visit.frame;
  const words = say.exchange.law;
  const id = visit.param('change');
  const found = (await arrivedLaw(desk.house.db.kysely)).find((one) => one.id === id);
  if (found === undefined) return visit.notFound();
  return asking<typeof DECLINED_LAW>({
    fields: DECLINED_LAW,
    about: {},
    address: `${LAW_PEERS}/${id}/decline`,
    caption: words.decline,
    button: words.declineSend,
    frame: questionFrame({
      place: 'law',
      crumbs: [{ words: words.title, href: LAW_PEERS }, { words: words.decline }],
    }),
    act: async (body) => {
      const { reason } = readAll(DECLINED_LAW, body, {});
      const keys = await keysOrNone(desk);
      if (keys === undefined) return { question: 'reason', words: say.exchange.settings.notSetUp };
      const said = { id: found.id, text: reason, language: say.language.code };
      await declineArrived(desk.house, keys, visit.person, said);
      return `${LAW_PEERS}?done=declined`;
    },
  });
}
