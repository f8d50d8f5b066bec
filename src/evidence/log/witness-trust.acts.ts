// Whose checkpoints a witness cosigns: the keys it is started with are held to the trusted peers of the installation that it runs
// beside. Without a peer it cosigns all the same, and it is said that nobody here has compared the keys. docs/decisions/trusted-peers.md
import { Refusal } from '../../base/refusal.ts';
import type { NoteKey } from '../../verify/note-key.ts';
import { isSameKey } from '../../verify/policy.ts';
import type { Db } from './log.store.ts';
import { keysOf, peerOf } from './peer.do.ts';
import type { Peer } from './peer.ts';

export interface WitnessClient {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
  /** Undefined: whose keys these are is not established. */
  readonly peer: Peer | undefined;
}

/**
 * `asked`: keys of logs, or the name of a log whose peer says which they are. `db`: of the installation, where there is one.
 * Refuses wrongKey (not the peer's), notFound (a name, and no peer of it).
 */
export async function clientsOf(
  db: Db | undefined,
  asked: readonly (NoteKey | string)[],
): Promise<readonly WitnessClient[]> {
  const origins = new Set(asked.map((one) => (typeof one === 'string' ? one : one.name)));
  const clients = [];
  for (const origin of origins) {
    const peer = db === undefined ? undefined : await peerOf(db, origin);
    const given = asked.filter((one): one is NoteKey => typeof one !== 'string' && one.name === origin);
    if (peer === undefined && asked.includes(origin)) throw noPeer(origin);
    const theirs = peer === undefined ? given : keysOf(peer).log;
    const other = given.find((key) => !theirs.some((one) => isSameKey(one, key)));
    if (peer !== undefined && other !== undefined) throw notTheirs(peer, other);
    clients.push({ origin, keys: given.length > 0 && !asked.includes(origin) ? given : theirs, peer });
  }
  return clients;
}

/**
 * Whether whose keys these are is still what it was when the witness was started: the same peer, not withdrawn; or none, and
 * none with other keys since. Asked of the database each time, so that a withdrawal counts at once.
 */
export async function isStillTrusted(
  db: Db,
  clients: readonly WitnessClient[],
  origin: string,
): Promise<boolean> {
  const client = clients.find((one) => one.origin === origin);
  if (client === undefined) return false;
  const now = await peerOf(db, origin);
  if (client.peer !== undefined) return now?.id === client.peer.id;
  return now === undefined || client.keys.every((key) => keysOf(now).log.some((one) => isSameKey(one, key)));
}

const noPeer = (origin: string): Refusal => new Refusal('notFound.confirmedPeer', { origin });

const notTheirs = ({ agency, origin }: Peer, { keyId }: NoteKey): Refusal =>
  new Refusal('wrongKey.confirmedPeerKey', { origin, agency, keyId });
