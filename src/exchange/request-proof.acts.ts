// The proof of a request (docs/formats/request-proof.md) goes to a provider after its order, by itself, and is checked there by itself: that
// the log of the sender has who authorised exactly this letter, with the keys that two persons here compared.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { base64, fromBase64 } from '../base/bytes.ts';
import type { Uuid } from '../base/ids.ts';
import { trustByPeers } from '../evidence/log/peer.do.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Db } from '../evidence/log/log.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { openPackage } from '../platform/package-reader.ts';
import { requestReference } from '../requests/core/request.ts';
import { isProvable, proofOf } from '../requests/verbs/letters/proof.acts.ts';
import { signaturesOf } from '../requests/machine/signature/signature.store.ts';
import { Fault } from '../verify/fault.ts';
import { PROOF_FOLDER } from '../verify/package-layout.ts';
import { verifyPackage } from '../verify/package.ts';
import { readSmall } from '../verify/reader.ts';
import type { Statement } from '../verify/report.ts';
import { PROOF_FILES } from '../verify/request-proof.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { messageOf } from './message.ts';
import { linesOf } from './peer-document.acts.ts';
import { canBeTold, sayOnce } from './send.acts.ts';

const AT_ONCE = 20;
const TOLD_WITHIN_MS = 3 * 86_400_000;
/** A message has so much room: what is larger is asked for by a person (`./comity request proof`). */
const PROOF_BYTES_MAX = 500_000;
const LETTER_BYTES_MAX = 64 * 1024 * 1024;

interface ToProve {
  readonly conversation: Uuid;
  readonly peerOrigin: string;
  readonly request: Uuid;
  readonly reference: string;
  readonly number: number;
  readonly letterIn: string;
}

/** To providers alone, once, and never of what is sealed: the letter lies in it. Returns how many were sent. */
export async function tellProofs(house: Installation, keys: ExchangeKeys): Promise<number> {
  const { db, clock } = house;
  const peers = (await linesOf(db.kysely)).filter(
    (peer) =>
      peer.document.kinds.includes('provider') && canBeTold(peer, clock(), { type: 'requestProof', v: 1 }),
  );
  if (peers.length === 0) return 0;
  const since = new Date(clock() - TOLD_WITHIN_MS);
  const origins = peers.map(({ peer }) => peer.origin);
  let told = 0;
  for (const one of await toProve(db.kysely, origins, since)) {
    const peer = peers.find((line) => line.peer.origin === one.peerOrigin);
    const proof = await proofToSend(house, one);
    if (peer === undefined || proof === undefined) continue;
    const { conversation, request } = one;
    const message = { v: 1, type: 'requestProof', proof: base64(proof) } as const;
    const about = `proof:${request}`;
    if (await sayOnce(house, keys, { peer, conversation, message, by: undefined, about })) told += 1;
  }
  return told;
}

async function proofToSend(
  house: Installation,
  { request, reference, number, letterIn }: ToProve,
): Promise<Uint8Array | undefined> {
  const signatures = await house.db.transaction((tx) => signaturesOf(tx, request));
  const large = signatures.some(({ papers }) => papers.document.length > PROOF_BYTES_MAX);
  if (large || !isProvable(signatures)) return undefined;
  const proved = { reference: requestReference(reference, number), requestId: request, signatures, letterIn };
  const proof = await proofOf(house, proved);
  return proof.length > PROOF_BYTES_MAX ? undefined : proof;
}

async function toProve(db: Db, peers: readonly string[], since: Date): Promise<ToProve[]> {
  const { rows } = await sql<ToProve>`
    select c.id as conversation, c.peer_origin as "peerOrigin", r.id as request, f.reference, r.number, r.letter_in as "letterIn"
      from exchange_conversation c join request r on r.id = c.request_id join case_file f on f.id = r.case_id
      join exchange_out o on o.conversation_id = c.id and o.type = 'request'
     where c.is_ours and c.peer_origin = any(${[...peers]}) and o.queued_at > ${since} and o.sealed_with is null
       and not exists (select from exchange_out p where p.conversation_id = c.id and p.about = 'proof:' || r.id)
     order by o.queued_at limit ${AT_ONCE}`.execute(db);
  return rows;
}

/** What the check of the proof of an order says. */
export type ProofSeen =
  | { readonly is: 'none' }
  | { readonly is: 'failed'; readonly code: Fault['code'] }
  | {
      readonly is: 'holds';
      /** The letter of the order is the one that was signed, with a mark or seal behind it perhaps. */
      readonly isThisLetter: boolean;
      /** It was ended before the proof was made. */
      readonly isEnded: boolean;
      /** The keys of the log are those that two persons compared. */
      readonly isTrusted: boolean;
      /** Name of that log. */
      readonly origin: string;
      /** Who signed, that it stands or ended: those that a report of the proof has. */
      readonly statements: readonly Statement[];
    };

const SHOWN: readonly Statement['id'][] = ['requestAuthorised', 'requestStands', 'requestEnded'];

/** The newest in the conversation, as it came. */
export async function proofCame(
  db: Db,
  conversation: Uuid,
): Promise<{ readonly message: Uuid; readonly peerOrigin: string; readonly bytes: Uint8Array } | undefined> {
  const { rows } = await sql<{ id: Uuid; plain: Buffer; peer_origin: string }>`
    select i.id, i.plain, c.peer_origin from exchange_in i join exchange_conversation c on c.id = i.conversation_id
     where i.conversation_id = ${conversation} and i.type = 'requestProof' and i.state = 'delivered' and i.plain is not null
     order by i.seq desc limit 1`.execute(db);
  const [row] = rows;
  const said = row && messageOf(row.plain);
  if (row === undefined || said?.type !== 'requestProof') return undefined;
  return { message: row.id, peerOrigin: row.peer_origin, bytes: fromBase64(said.proof) ?? new Uint8Array() };
}

/** `letter`: of the order as it came; undefined: it is sealed. */
export async function proofSeen(
  house: Installation,
  conversation: Uuid,
  letter: Uint8Array | undefined,
): Promise<ProofSeen> {
  const came = await proofCame(house.db.kysely, conversation);
  if (came === undefined) return { is: 'none' };
  const folder = await mkdtemp(join(house.home.uploads, 'proof-')); // what a crash leaves there, the next start removes
  try {
    const path = join(folder, 'proof.zip');
    await writeFile(path, came.bytes, { mode: 0o600 });
    return await checkProof(house, path, letter, came.peerOrigin);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkProof(
  house: Installation,
  path: string,
  letter: Uint8Array | undefined,
  sender: string,
): Promise<ProofSeen> {
  const trust = trustByPeers(house.db.kysely);
  let reader: Awaited<ReturnType<typeof openPackage>> | undefined;
  try {
    reader = await openPackage(path, nodeCrypto);
    const { fault, established, found } = await verifyPackage(reader, {
      crypto: nodeCrypto,
      trust: trust.of,
    });
    if (fault !== undefined || found?.request === undefined)
      return { is: 'failed', code: fault?.code ?? 'requestMismatch' };
    const { ended } = found.request;
    if (found.keys.origin !== sender) return { is: 'failed', code: 'requestMismatch' }; // a proof of somebody else's
    const name = `${PROOF_FOLDER}${PROOF_FILES.letter}`;
    const entry = (await reader.entries()).find((one) => one.path.endsWith(`/${name}`));
    const signed = entry && (await readSmall(reader, entry.path, LETTER_BYTES_MAX));
    return {
      is: 'holds',
      isThisLetter:
        signed !== undefined &&
        letter !== undefined &&
        Buffer.compare(letter.subarray(0, signed.length), signed) === 0,
      isEnded: ended !== undefined,
      isTrusted: trust.peer() !== undefined,
      origin: found.keys.origin,
      statements: established.filter(({ id }) => SHOWN.includes(id)),
    };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { is: 'failed', code: fault.code };
  } finally {
    reader?.close();
  }
}
