// Peers as witnesses of our log: what the policy (C2SP tlog-policy) says when some of them are to cosign.
import { Fault } from '../verify/fault.ts';
import type { Crypto } from '../verify/crypto.ts';
import { parseVerifierKey, type NoteKey } from '../verify/note-key.ts';
import type { PeerDocument } from './peer-document.ts';

/** Below the line of a peer (C2SP tlog-witness). */
export const WITNESS_PATH = '/exchange/v1/witness';

/** Of the installation that has this log; its cosignatures bear it. */
export const witnessName = (origin: string): string => `${origin}/witness`;

export interface OfferedWitness {
  readonly agency: string;
  readonly origin: string;
  readonly url: string;
  /** Verifier keys, one of each kind. */
  readonly keys: readonly string[];
}

/** Undefined: the peer says none, or one that is not its own. */
export function offeredWitness(of: PeerDocument, crypto: Crypto): OfferedWitness | undefined {
  const { agency, origin, endpoints, witness = [] } = of;
  const keys = witness.map((text) => witnessKey(text, crypto));
  if (endpoints.line === undefined || keys.length === 0) return undefined;
  if (keys.some((key) => key?.name !== witnessName(origin))) return undefined;
  return { agency, origin, url: `${endpoints.line}${WITNESS_PATH}/`, keys: witness };
}

function witnessKey(text: string, crypto: Crypto): NoteKey | undefined {
  try {
    const key = parseVerifierKey(text, 'witness', crypto);
    return key.type === 'cosignature-ed25519' || key.type === 'cosignature-ml-dsa-44' ? key : undefined;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Each peer counts once, by whichever of its keys; `atLeast` of them must cosign. */
export function policyOfPeers(peers: readonly OfferedWitness[], atLeast: number): string {
  const groups = peers.map(({ origin, url, keys }, i) => {
    const names = keys.map((_, k) => `peer-${i + 1}-${k + 1}`);
    const lines = keys.map((key, k) => `witness ${names[k]} ${key} ${url}\n`);
    return `# ${origin}\n${lines.join('')}group peer-${i + 1} any ${names.join(' ')}\n`;
  });
  const members = peers.map((_, i) => `peer-${i + 1}`);
  return `${groups.join('')}group peers ${atLeast} ${members.join(' ')}\nquorum peers\n`;
}
