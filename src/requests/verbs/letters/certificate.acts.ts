// A translator certifies with a passkey: the line is made, shown, signed in the browser, and recorded if nothing changed meanwhile.
import { hex, utf8 } from '../../../base/bytes.ts';
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { checkedSignature, notYours, type SigningRequest } from '../../../evidence/custody/signing.acts.ts';
import { signingKeysOf, type SigningDesk } from '../../../evidence/log/signing-key.acts.ts';
import { counterOf, SIGNING_MINUTES, type SigningAnswer } from '../../../evidence/custody/signing.ts';
import { nodeCrypto } from '../../../platform/node-crypto.ts';
import { base64Url, passkeyChallenge } from '../../../verify/passkey.ts';
import { certificateText, pairsText } from './certificate.ts';
import type { Drafting } from '../drafting/request-draft.acts.ts';
import { requestReference } from '../../core/request.ts';
import { sha256 } from '../../machine/signature/signature.ts';
import { certifiable, certify, type About } from './translation.acts.ts';
import { lastCertificate } from './translation.store.ts';

interface Certifying {
  readonly about: About;
  readonly session: string;
}

/** None: the person has no passkey that signs, and certifies without. Refusals: conflict, while a sentence is not translated. */
export async function prepareCertifying(
  desk: SigningDesk,
  drafting: Drafting,
  asked: Certifying,
): Promise<readonly { readonly request: SigningRequest; readonly addedAt: Date | undefined }[]> {
  const { people, person } = drafting;
  const keys = await signingKeysOf(desk, person.id);
  if (keys.length === 0) return [];
  const one = { nonce: newUuid(people.clock, people.random), at: people.clock() };
  const { text } = await lineOf(desk, drafting, { ...asked, ...one });
  const challenges = [challengeOf(text)];
  return keys.map((key) => ({
    request: { ...one, key: key.fingerprint, credentialId: key.credentialId, challenges },
    addedAt: key.addedAt,
  }));
}

type Certified = { readonly ok: true } | { readonly ok: false; readonly again: 'moved' | 'expired' };

/** Refusals: conflict, notAllowed (not a passkey of theirs; a counter that went back), wrongKey. */
export async function certifySigned(
  desk: SigningDesk,
  drafting: Drafting,
  asked: Certifying & { readonly answer: SigningAnswer },
): Promise<Certified> {
  const { people, person } = drafting;
  const { answer, about } = asked;
  const age = people.clock() - answer.at;
  if (age < 0 || age > SIGNING_MINUTES * 60_000) return { ok: false, again: 'expired' };
  const key = (await signingKeysOf(desk, person.id)).find(({ fingerprint }) => fingerprint === answer.key);
  const [assertion] = answer.assertions;
  if (key === undefined || assertion === undefined) throw notYours();
  const { text, pairs } = await lineOf(desk, drafting, { ...asked, ...answer });
  if (challengeOf(text) !== answer.challenges.join()) return { ok: false, again: 'moved' };
  const last = await people.db.asPerson(person.id, (tx) => lastCertificate(tx, about.request.id, about.pair));
  if (last?.statement === text) return { ok: true }; // sent twice
  const signature = await checkedSignature(key, utf8(text), assertion);
  const kept = await certify(drafting, about, {
    pairs,
    statement: text,
    keyFingerprint: key.fingerprint,
    keySpki: key.key.spki,
    origin: key.key.origin,
    assertion: signature.bytes,
  });
  if (!kept) return { ok: false, again: 'moved' };
  await desk.signIn.raiseCounter(key.id, counterOf(assertion));
  return { ok: true };
}

function challengeOf(text: string): string {
  return base64Url(passkeyChallenge(nodeCrypto, utf8(text)));
}

interface Line extends Certifying {
  readonly nonce: Uuid;
  readonly at: number;
}

/** Whoever tells another time, session or nonce gets another line, which nobody signed. */
async function lineOf(
  { signIn }: SigningDesk,
  { people, person, file }: Drafting,
  { about, session, nonce, at }: Line,
): Promise<{ readonly text: string; readonly pairs: string }> {
  const { request, pair } = about;
  const pairs = pairsText(await people.db.asPerson(person.id, (tx) => certifiable(tx, about)));
  const secret = signIn.tokenFor(`certify translation\n${person.id}\n${session}\n${nonce}\n${at}`);
  const text = certificateText({
    reference: requestReference(file.reference, request.number),
    requestId: request.id,
    ...pair,
    person: person.id,
    name: person.name,
    at: new Date(at),
    nonce: hex(sha256(utf8(secret))),
    pairs,
  });
  return { text, pairs };
}
