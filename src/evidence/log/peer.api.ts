// Trusted peers, as JSON. A program proposes one and withdraws one; that the keys were compared, another administrator says on the
// pages or at the terminal (docs/decisions/api.md).
import { z } from 'zod';
import type { Day } from '../../base/day.ts';
import { isUuid, type Uuid } from '../../base/ids.ts';
import { latestDay } from '../../base/time.ts';
import type { People } from '../../people/people.acts.ts';
import type { Person } from '../../people/person.ts';
import {
  absent,
  agency,
  instant,
  pageOf,
  pageOfAll,
  paging,
  timedIdOf,
  type ApiRoute,
  orNull,
} from '../../people/visit.api.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { bodyOf, readAll } from '../../web/fields/field.ts';
import type { Installation } from './installation.acts.ts';
import { PEER, WITHDRAWN } from './peer-asked.ts';
import { addPeer, documentIn, keysOf, withdrawPeer, type PeerDocuments } from './peer.do.ts';
import { listPeers, peerById } from './peer.store.ts';
import { PEER_DOCUMENT_BYTES_MAX, peerPrints, peerState, ROADS, type Peer } from './peer.ts';

const deed = orNull(z.object({ by: z.string(), at: instant, words: z.string() }));

const shape = z
  .object({
    id: z.uuid(),
    agency: z.string(),
    state: z.string(),
    log: z.string(),
    standing: z
      .enum(['proposed', 'confirmed', 'withdrawn'])
      .describe('Packages are held to a confirmed peer alone.'),
    road: z.enum(ROADS).describe('How the keys came.'),
    receivedOn: z.iso.date(),
    added: deed,
    confirmed: deed,
    withdrawn: deed,
    keys: z.array(z.object({ use: z.enum(['ed25519', 'mlDsa44', 'service']), fingerprint: z.string() })),
    trust: z.string().describe('The file of keys as it came, a C2SP tlog-policy (docs/formats/verify.md).'),
  })
  .meta({ id: 'TrustedPeer' });

export function peersApi(house: Pick<Installation, 'settings'>, documents: PeerDocuments): ApiRoute[] {
  return [listing, proposing(house, documents), withdrawing];
}

const listing = agency(
  'changePeers',
  {
    method: 'GET',
    path: '/settings/peers',
    operation: 'listPeers',
    summary: 'Lists the agencies whose keys came by another road than their packages.',
    query: paging,
    answer: {
      status: 200,
      words: 'The oldest first; the newest 500.',
      schema: pageOf('PeerPage', shape),
    },
  },
  async ({ person, people, query }) => {
    const peers = await people.db.asPerson(person.id, (tx) => listPeers(tx));
    const inOrder = peers.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return pageOfAll(inOrder, query, peerJson, ({ id }) => id);
  },
);

function proposing({ settings }: Pick<Installation, 'settings'>, documents: PeerDocuments): ApiRoute {
  return agency(
    'changePeers',
    {
      method: 'POST',
      path: '/settings/peers',
      operation: 'proposePeer',
      summary: 'Adds the keys of another agency, which do not count yet.',
      description:
        'Another administrator compares the fingerprints by another road and confirms, on the pages or at the terminal: a program cannot have compared anything.',
      body: bodyOf(PEER).meta({ id: 'NewTrustedPeer' }),
      bodyBytesMax: 2 * PEER_DOCUMENT_BYTES_MAX,
      answer: { status: 201, words: 'It waits for another administrator.', schema: shape },
      refusals: [409],
    },
    async ({ person, people, body, actKey, begunAt }) => {
      const today = latestDay(people.clock()) as Day; // it is one
      const about = { own: settings.origin, today, taken: [], documents };
      const { trust: keys, who, road } = readAll(PEER, body, about);
      const id = timedIdOf({ actKey, begunAt });
      const file = documentIn(documents, body.trust);
      if (file !== undefined) await documents.hold(keys, file);
      await addPeer(people, person, { ...who, ...road, keys }, id);
      if (file !== undefined) await documents.add(people, person, file);
      return peerJson(await peerAsked(people, person, id));
    },
  );
}

const withdrawing = agency(
  'changePeers',
  {
    method: 'POST',
    path: '/settings/peers/:peer/withdraw',
    operation: 'withdrawPeer',
    summary: 'Says that the keys of a peer count no more, and why.',
    description: 'One person is enough. Packages that arrive later are not held to them; nothing is deleted.',
    params: z.object({ peer: z.string().refine(isUuid).describe('Id of the peer.') }),
    body: bodyOf(WITHDRAWN).meta({ id: 'WithdrawnPeer' }),
    answer: { status: 200, words: 'It is withdrawn.', schema: shape },
    refusals: [409],
  },
  async ({ person, people, params, body }) => {
    const { why } = readAll(WITHDRAWN, body, {});
    const { id } = await peerAsked(people, person, params.peer);
    await withdrawPeer(people, person, id, why);
    return peerJson(await peerAsked(people, person, id));
  },
);

/** Absent to who may not see it. */
async function peerAsked(people: People, { id: person }: Person, id: Uuid): Promise<Peer> {
  const peer = await people.db.asPerson(person, (tx) => peerById(tx, id));
  if (peer === undefined) throw absent();
  return peer;
}

function peerJson(peer: Peer) {
  const { agency, origin, added, confirmed, withdrawn } = peer;
  const deedOf = <D extends Peer['confirmed']>(one: D) => one && { ...one, by: one.by.name };
  return {
    ...peer,
    name: agency,
    log: origin,
    standing: peerState(peer),
    added: deedOf(added),
    confirmed: deedOf(confirmed),
    withdrawn: deedOf(withdrawn),
    keys: peerPrints(keysOf(peer), nodeCrypto),
  };
}
