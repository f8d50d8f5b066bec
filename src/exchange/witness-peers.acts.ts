// Peers witness each other's logs: ours is cosigned by those of the policy after it has grown, and theirs here, each by the keys that two
// persons compared. A peer whose log shows two histories is stopped at once, and the two heads that prove it are kept.
import { newUuid } from '../base/ids.ts';
import { utf8 } from '../base/bytes.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { bestKept } from '../evidence/log/log-kept.acts.ts';
import { hasQuorum, readWitnessPolicy, witnessCheckpoint } from '../evidence/log/log-partners.acts.ts';
import { keysOf, peerOf } from '../evidence/log/peer.do.ts';
import { listPeers } from '../evidence/log/peer.store.ts';
import { peerState } from '../evidence/log/peer.ts';
import { openWitness, type Cosigned, type NotCosigned, type Witness } from '../evidence/log/witness.acts.ts';
import { makeFolder } from '../platform/files.ts';
import { formatVerifierKey } from '../verify/note-key.ts';
import { peerLine } from './peer-document.acts.ts';
import { insertStop, type PeerStop } from './peer-document.store.ts';
import { witnessName } from './witness-policy.ts';

/** Its two keys are made at the first call. It knows the logs of all confirmed peers at the time. */
async function openOwnWitness(house: Installation, passphrase: string | undefined): Promise<Witness> {
  const { home, identity, clock, db } = house;
  const peers = (await listPeers(db.kysely)).filter((peer) => peerState(peer) === 'confirmed');
  await makeFolder(home.witness, 0o700);
  return openWitness(home.witness, {
    name: witnessName(identity.origin),
    logKeys: peers.flatMap((peer) => keysOf(peer).log),
    clock,
    ...(passphrase !== undefined && passphrase !== '' && { passphrase }),
    isTrusted: async (origin) => (await peerOf(db.kysely, origin)) !== undefined,
  });
}

export async function ownWitnessKeys(
  house: Installation,
  passphrase: string | undefined,
): Promise<readonly string[]> {
  return (await openOwnWitness(house, passphrase)).signers.map(({ key }) => formatVerifierKey(key));
}

/** The witness with the peers of now: opened again only when they changed. */
export function witnessOfPeers(house: Installation, passphrase: string | undefined): () => Promise<Witness> {
  let known: { readonly peers: string; readonly witness: Promise<Witness> } | undefined;
  return async () => {
    const peers = (await listPeers(house.db.kysely)).map((peer) => `${peer.id} ${peerState(peer)}`).join();
    if (known?.peers === peers) return known.witness;
    const witness = openOwnWitness(house, passphrase);
    known = { peers, witness };
    witness.catch(() => (known = undefined)); // asked again
    return witness;
  };
}

/** What was asked to be cosigned contradicts what was cosigned before: nothing of this peer is taken any more. */
export async function stopForked(house: Installation, answer: Cosigned | NotCosigned): Promise<void> {
  // Anybody can ask with a wrong proof; two signed heads of one size only the log itself can have made.
  if (answer.status === 200 || answer.contradiction !== 'sameSize' || answer.origin === undefined) return;
  const line = await peerLine(house.db.kysely, answer.origin);
  if (line === undefined || line.stop !== undefined) return;
  const why: PeerStop['why'] = 'fork';
  const stop = {
    id: newUuid(house.clock, house.random),
    peer: line.peer.id,
    why,
    at: new Date(house.clock()),
  };
  await house.db.transaction((tx) => insertStop(tx, { ...stop, file: utf8(`${answer.says}\n`) }));
}

/** Asks the witnesses of the policy where the newest checkpoint lacks them. Returns whether they were asked. */
export async function witnessOften(house: Installation): Promise<boolean> {
  const policy = (await readWitnessPolicy(house.home))?.policy;
  if (policy === undefined || policy.quorum.kind === 'none' || !house.keys.canSign) return false;
  const published = await house.publish();
  const kept = await bestKept(house, published.size);
  if (kept !== undefined && (await hasQuorum(kept.note, policy))) return false;
  await witnessCheckpoint(house, published);
  return true;
}
