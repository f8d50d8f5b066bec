// Every hour the documents of peers are read again where they give them: a later one with the known key is taken, and what shows that keys
// changed unannounced stops the peer.
import type { Installation } from '../evidence/log/installation.acts.ts';
import { listPeers } from '../evidence/log/peer.store.ts';
import { peerState } from '../evidence/log/peer.ts';
import { readOpenly } from './line.acts.ts';
import { considerDocument, peerLine, type Offered } from './peer-document.acts.ts';
import { WELL_KNOWN } from './peer-document.ts';
import { DOCUMENT_BYTES_MAX } from '../verify/peer-note.ts';

/** By the log of each peer that answered. A peer that does not is asked again in an hour. */
export async function refreshDocuments(house: Installation): Promise<ReadonlyMap<string, Offered>> {
  const found = new Map<string, Offered>();
  for (const peer of await listPeers(house.db.kysely)) {
    if (peerState(peer) !== 'confirmed') continue;
    const line = (await peerLine(house.db.kysely, peer.origin))?.document.endpoints.line;
    if (line === undefined) continue;
    const answer = await readOpenly(line, WELL_KNOWN, DOCUMENT_BYTES_MAX).catch(() => undefined);
    if (answer?.status === 200)
      found.set(peer.origin, await considerDocument(house, peer.origin, answer.body));
  }
  return found;
}
