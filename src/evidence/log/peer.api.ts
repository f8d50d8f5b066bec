// Trusted peers, as JSON: read only. To trust is an act of two persons who compare keys, on the pages or at the terminal.
import { z } from 'zod';
import { agency, instant, pageOf, pageOfAll, paging, type ApiRoute } from '../../people/visit.api.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { keysOf } from './peer.acts.ts';
import { listPeers } from './peer.store.ts';
import { peerPrints, peerState, ROADS, type Peer } from './peer.ts';

const deed = z.object({ by: z.string(), at: instant, words: z.string() }).nullable();

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

export function peersApi(): ApiRoute[] {
  return [
    agency(
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
    ),
  ];
}

function peerJson(peer: Peer): z.input<typeof shape> {
  const { id, agency: name, state, origin: log, road, receivedOn, added, confirmed, withdrawn, trust } = peer;
  const deedJson = (of: Peer['confirmed']): z.input<typeof deed> =>
    of === undefined ? null : { by: of.by.name, at: of.at.toISOString(), words: of.words };
  return {
    id,
    agency: name,
    state,
    log,
    standing: peerState(peer),
    road,
    receivedOn,
    added: deedJson(added),
    confirmed: deedJson(confirmed),
    withdrawn: deedJson(withdrawn),
    keys: [...peerPrints(keysOf(peer), nodeCrypto)],
    trust,
  };
}
