// Trusted peers, for administrators: adding one, confirming as a second person, withdrawing, our own sheet.
import type { Day } from '../../base/day.ts';
import { isUuid } from '../../base/ids.ts';
import { latestDay } from '../../base/time.ts';
import { questionFrame } from '../../people/act.pages.ts';
import { actInAgency, actRoutes, asking, type AnyAct } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { readAll } from '../../web/fields/field.ts';
import type { Installation } from './installation.acts.ts';
import { COMPARED, PEER, peerDocumentField, WITHDRAWN } from './peer-asked.ts';
import {
  addPeer,
  confirmPeer,
  documentIn,
  keysOf,
  ownKeys,
  withdrawPeer,
  type PeerDocuments,
} from './peer.do.ts';
import * as pages from './peer.pages.ts';
import { PEERS } from './peer.pages.ts';
import { listPeers, peerById } from './peer.store.ts';
import { peerPrints, peerState, type Peer } from './peer.ts';
import { attachment, PLAIN } from '../../web/attachment.ts';

export function peerRoutes(house: Installation, people: People, documents: PeerDocuments): PageRoute[] {
  const route = (
    method: 'GET' | 'POST',
    step: string,
    open: (visit: SignedInVisit) => Response | Promise<Response>,
  ): PageRoute => agency('changePeers', method, `${PEERS}${step}`, open);
  const one = (
    method: 'GET' | 'POST',
    step: string,
    open: (visit: SignedInVisit, peer: Peer) => Response | Promise<Response>,
  ): PageRoute =>
    route(method, `/:id${step}`, async (visit) => {
      const id = visit.param('id');
      if (!isUuid(id)) return visit.notFound();
      const peer = await people.db.asPerson(visit.person.id, (tx) => peerById(tx, id));
      return peer === undefined ? visit.notFound() : open(visit, peer);
    });
  const decisions = (step: string, asked: (visit: SignedInVisit, peer: Peer) => AnyAct | Promise<AnyAct>) =>
    actRoutes<{ readonly visit: SignedInVisit; readonly peer: Peer }>({
      people,
      path: step,
      route: (method, below, open) => one(method, below, (visit, peer) => open({ visit, peer })),
      asked: ({ visit, peer }) => asked(visit, peer),
    });
  return [
    route('GET', '', async (visit) => {
      const peers = await people.db.asPerson(visit.person.id, (tx) => listPeers(tx));
      return visit.page(pages.peersPage(visit.frame.say, peers));
    }),
    route('GET', '/ours', (visit) => ours(house, visit)),
    route('GET', '/ours/trust.txt', () => attachment(ownKeys(house), PLAIN, 'trust.txt')),
    ...actInAgency(people, ['changePeers', `${PEERS}/new`], (visit) =>
      adding({ house, people, documents }, visit),
    ),
    one('GET', '', (visit, peer) => show(documents, visit, peer)),
    one('GET', '/trust.txt', (_, peer) => attachment(peer.trust, PLAIN, 'trust.txt')),
    ...decisions('/confirm', (visit, peer) => confirming({ people, documents }, visit, peer)),
    ...decisions('/document', (visit, peer) => addingDocument({ people, documents }, visit, peer)),
    ...decisions('/withdraw', (visit, peer) => withdrawing(people, visit, peer)),
  ];
}

async function show(documents: PeerDocuments, visit: SignedInVisit, peer: Peer): Promise<Response> {
  const { say } = visit.frame;
  const notices: { readonly [name: string]: string } = {
    added: say.peers.addedNow,
    confirmed: say.peers.confirmedNow,
    withdrawn: say.peers.withdrawnNow,
    document: say.peers.document.addedNow,
  };
  const doneNow = visit.query('done');
  const keys = keysOf(peer);
  return visit.page(
    pages.peerPage(say, {
      peer,
      prints: peerPrints(keys, nodeCrypto),
      witnesses: keys.witnesses,
      spoken: await documents.spoken(peer),
      by: visit.person.id,
      notice: Object.hasOwn(notices, doneNow) ? notices[doneNow] : undefined,
    }),
  );
}

async function adding(
  {
    house,
    people,
    documents,
  }: { readonly house: Installation; readonly people: People; readonly documents: PeerDocuments },
  visit: SignedInVisit,
): Promise<AnyAct> {
  const { say } = visit.frame;
  const peers = await people.db.asPerson(visit.person.id, (tx) => listPeers(tx));
  const about = {
    own: house.settings.origin,
    documents,
    today: latestDay(people.clock()) as Day, // it is one
    taken: peers.filter((one) => peerState(one) !== 'withdrawn').map(({ origin }) => origin),
  };
  return asking<typeof PEER>({
    fields: PEER,
    about,
    address: `${PEERS}/new`,
    caption: say.peers.add,
    button: say.peers.save,
    frame: questionFrame({ place: 'settings', crumbs: pages.peerCrumbs(say, { words: say.peers.add }) }),
    act: async (body, id) => {
      const { trust: keys, who, road } = readAll(PEER, body, about);
      const file = documentIn(documents, body.trust);
      if (file !== undefined) await documents.hold(keys, file);
      const made = await addPeer(people, visit.person, { ...who, ...road, keys }, id);
      if (file !== undefined) await documents.add(people, visit.person, file);
      return `${PEERS}/${made}?done=added`;
    },
  });
}

interface Confirming {
  readonly people: People;
  readonly documents: PeerDocuments;
}

/** The keys of the log, and the document that waits. */
async function confirming(
  { people, documents }: Confirming,
  visit: SignedInVisit,
  peer: Peer,
): Promise<AnyAct> {
  const spoken = await documents.spoken(peer);
  const about = { prints: peerPrints(keysOf(peer), nodeCrypto), spoken };
  const { confirm, confirmButton } = visit.frame.say.peers;
  return asking<typeof COMPARED>({
    ...decisionOn(visit, peer, { words: confirm, step: '/confirm' }),
    fields: COMPARED,
    about,
    button: confirmButton,
    act: async (body) => {
      const { how } = readAll(COMPARED, body, about).compared;
      if (peerState(peer) !== 'confirmed' || spoken.waiting === undefined)
        await confirmPeer(people, visit.person, peer.id, how);
      if (spoken.waiting !== undefined) await documents.confirm(people, visit.person, peer.origin);
      return `${PEERS}/${peer.id}?done=confirmed`;
    },
  });
}

function addingDocument({ people, documents }: Confirming, visit: SignedInVisit, peer: Peer): AnyAct {
  const { say } = visit.frame;
  const fields = peerDocumentField(documents);
  return asking<typeof fields>({
    ...decisionOn(visit, peer, { words: say.peers.document.add, step: '/document' }),
    fields,
    about: undefined,
    button: say.peers.document.add,
    act: async (body) => {
      await documents.add(people, visit.person, readAll(fields, body, undefined).document);
      return `${PEERS}/${peer.id}?done=document`;
    },
  });
}

function withdrawing(people: People, visit: SignedInVisit, peer: Peer): AnyAct {
  const { withdraw, withdrawButton } = visit.frame.say.peers;
  return asking<typeof WITHDRAWN>({
    ...decisionOn(visit, peer, { words: withdraw, step: '/withdraw' }),
    fields: WITHDRAWN,
    about: {},
    button: withdrawButton,
    act: async (body) => {
      await withdrawPeer(people, visit.person, peer.id, readAll(WITHDRAWN, body, {}).why);
      return `${PEERS}/${peer.id}?done=withdrawn`;
    },
  });
}

function decisionOn(
  { frame: { say } }: SignedInVisit,
  peer: Peer,
  { words, step }: { readonly words: string; readonly step: string },
) {
  const crumbs = pages.peerCrumbs(say, pages.agencyCrumb(peer), { words });
  return {
    address: `${PEERS}/${peer.id}${step}`,
    caption: '',
    frame: questionFrame({ place: 'settings', crumbs }),
  };
}

function ours(house: Installation, visit: SignedInVisit): Promise<Response> {
  const { ed25519, mlDsa44 } = house.keys;
  const log = [ed25519.key, mlDsa44.key];
  const prints = peerPrints({ log, service: house.identity.service.key }, nodeCrypto);
  return visit.page(pages.oursPage(visit.frame.say, house.settings, prints, new Date(house.clock())));
}
