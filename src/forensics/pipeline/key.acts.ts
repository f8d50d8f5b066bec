// A key that somebody gives for an examination, or a selection: that it was given is an event, and the key is kept sealed until that has
// ended, so that any worker goes on with it. It stands in no event, job, log, address or answer.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { uuidOfDigest, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { draftOf, exhibitInAct, nameOf, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { TOOL } from '../../evidence/log/tool.ts';
import { lastRun } from './items.store.ts';
import { forgetKey, forgetKeysBefore, keepKey, keyOf, type KeyFor } from './key.store.ts';
import { KEPT_DAYS, KEY_BYTES } from './key.ts';

/** What every event of such a key says, whoever gave it. */
const factsOf = (what: 'examination' | 'selection') => ({ purpose: `${what}, with a key` });
const DAY_MS = 86_400_000;
const [NONCE_BYTES, TAG_BYTES, CIPHER_KEY_BYTES] = [12, 16, 32] as const;

/** Refuses notFound, notAllowed as every act on the exhibit; conflict while it is being examined, tooLarge. */
export async function giveKey(
  house: Installation,
  by: Viewer,
  asked: {
    readonly number: string;
    readonly key: Uint8Array;
    readonly id: Uuid;
    /** Of the selection that it is for; else it is for the next examination. */
    readonly job?: Uuid;
  },
): Promise<void> {
  const { number, key, id, job } = asked;
  if (key.length > KEY_BYTES) throw new Refusal('tooLarge.document', { bytesMax: KEY_BYTES });
  const at = new Date(house.clock());
  const sealed = seal(house, id, key);
  await house.log.append({
    key: `examine-key:${id}`,
    events: async (tx) => {
      const act = job === undefined ? 'checkEvidence' : 'addEvidence';
      const { exhibit, role } = await exhibitInAct(tx, by, number, act);
      // One that is under way has begun without it, and would end as if nothing had been given.
      if (job === undefined && (await lastRun(tx, exhibit.id))?.isAtWork === true)
        throw new Refusal('conflict.examined');
      await keepKey(tx, { exhibit: exhibit.id, caseId: exhibit.caseId, job }, { id, sealed, at });
      const facts = factsOf(job === undefined ? 'examination' : 'selection');
      return [{ ...draftOf(house, { by, number, role }), type: 'viewed', facts, detail: nameOf(by) }];
    },
  });
}

/** Of the key that a selection is asked for with: the same for the same job, which is asked for once. */
export function keyIdOf(job: Uuid): Uuid {
  return uuidOfDigest(createHash('sha256').update(`${job}:key`).digest());
}

/** At the terminal: the key goes to the work at once, and is kept nowhere. */
export async function recordKeyAtTerminal(
  house: Installation,
  { number, caseId }: Exhibit,
  what: 'examination' | 'selection',
): Promise<void> {
  const at = { item: number, case: caseId, occurredAt: isoLocal(house.clock()), tool: TOOL };
  await house.log.append({ events: [{ type: 'viewed', facts: factsOf(what), ...at }] });
}

interface KeptKey {
  readonly id: Uuid;
  readonly key: Uint8Array;
}

/** Those that nobody used in time, and of selections that are over: by the clock of the server, as its page promises, and before one is used. */
export function forgetOldKeys({ db, clock }: Pick<Installation, 'db' | 'clock'>): Promise<void> {
  return forgetKeysBefore(db.kysely, new Date(clock() - KEPT_DAYS * DAY_MS));
}

/** One that was sealed by a key of the service that is no more is none. */
export async function keptKey(house: Installation, of: KeyFor): Promise<KeptKey | undefined> {
  const { kysely } = house.db;
  await forgetOldKeys(house);
  const found = await keyOf(kysely, of);
  if (found === undefined) return undefined;
  const key = unseal(house, found.id, found.sealed);
  if (key === undefined) await forgetKey(kysely, found.id);
  return key === undefined ? undefined : { id: found.id, key };
}

/**
 * AES-256-GCM under a key of this one row, which only who holds the private key of the service can make: every worker does, and a copy of the
 * database does not. Signatures of Ed25519 are the same each time (RFC 8032, 5.1.6); this one never leaves the process.
 */
function cipherKey({ identity }: Installation, id: Uuid): Buffer {
  const secret = identity.service.signing.sign(Buffer.from(`comity key for an examination\n${id}\n`));
  return Buffer.from(hkdfSync('sha256', secret, '', 'comity key for an examination', CIPHER_KEY_BYTES));
}

function seal(house: Installation, id: Uuid, key: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', cipherKey(house, id), nonce);
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

function unseal(house: Installation, id: Uuid, sealed: string): Uint8Array | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  const from = NONCE_BYTES + TAG_BYTES;
  try {
    const cipher = createDecipheriv('aes-256-gcm', cipherKey(house, id), bytes.subarray(0, NONCE_BYTES));
    cipher.setAuthTag(bytes.subarray(NONCE_BYTES, from));
    return Buffer.concat([cipher.update(bytes.subarray(from)), cipher.final()]);
  } catch {
    return undefined; // the service has another key since
  }
}
