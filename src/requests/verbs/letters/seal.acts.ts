// The letter of an authorised request, sealed with the certificate of the agency: the signature field is the mark, its time is an
// authority's where one answers (B-T), and what a verifier needs in later years is put beside it where it can be had (B-LT).
import { z } from 'zod';
import { hex } from '../../../base/bytes.ts';
import { isUuid } from '../../../base/ids.ts';
import { errorText } from '../../../base/error-text.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { readAuthorities } from '../../../evidence/log/log-partners.acts.ts';
import { requestTimestamp } from '../../../evidence/log/timestamp.acts.ts';
import { proofsFor, type Stamping } from '../../../platform/cades.ts';
import { nodeCrypto } from '../../../platform/node-crypto.ts';
import { sealedWith, sealPdf, withStore } from '../../../platform/pdf-seal.ts';
import { openSeal, readSealSettings, type OpenedSeal } from '../../../platform/seal-settings.ts';
import { parseTimestampResponse } from '../../../verify/timestamp-token.ts';
import { certificatesOfPem } from '../../../verify/x509-pem.ts';
import { letterLanguage } from '../../core/letter-language.ts';
import type { RequestSignature, SealLevel } from '../../machine/signature/signature.ts';
import { keepSeal } from '../../machine/signature/signature.store.ts';
import { markPlace, markWords, renderMark } from './mark.ts';
import { markOf, markTongue } from './outgoing.acts.ts';

const payload = z.strictObject({ signature: z.string().refine(isUuid) });

/** Seen by who authorised alone: its title would tell others that the request exists. */
export const sealOrder = { name: 'sealLetter', act: 'seeRequests', payload } as const;

interface Sealed {
  readonly bytes: Uint8Array;
  readonly level: SealLevel;
  /** As the certificate names it. */
  readonly by: string;
  /** Why it is no more than that, in words of the program. */
  readonly lacks: readonly string[];
}

const FIELD = 'Seal1';

/** Undefined: letters are not sealed here. Refusals: conflict (signed before letters had room for it), and those of the certificate. */
export async function sealLetter(
  house: Installation,
  signature: RequestSignature,
  letterIn: string,
): Promise<Sealed | undefined> {
  const chosen = await readSealSettings(house.home);
  if (chosen === undefined) return undefined;
  const opened = await openSeal(chosen);
  const sealed = await sealWith(house, opened, signature, letterIn);
  await house.db.transaction((tx) => keepSeal(tx, signature.id, { ...sealed, at: new Date(house.clock()) }));
  return sealed;
}

async function sealWith(
  house: Installation,
  { signer, name, roots }: OpenedSeal,
  signature: RequestSignature,
  letterIn: string,
): Promise<Sealed> {
  const facts = await markOf(house, signature);
  if (facts === undefined) throw new Refusal('conflict.letterForSeal');
  const { document } = signature.papers;
  const tongue = markTongue(letterLanguage(letterIn) ?? 'en');
  const place = markPlace(false);
  const marked = { ...facts, seal: name };
  const order = {
    signer,
    field: FIELD,
    says: markWords(marked, tongue),
    name,
    reason: tongue.say.letter.approval.title,
    at: new Date(house.clock()),
    place,
    mark: await renderMark(marked, tongue, place),
  };
  const lacks: string[] = [];
  const said = (what: string, error: unknown): void =>
    void lacks.push(`${what}: ${errorText(error)}`.slice(0, 400));
  const stamp = await stamping(house);
  if (stamp === undefined) lacks.push('no time stamp: no authority is set');
  let isStamped = stamp !== undefined;
  const stamped = await sealPdf(document, { ...order, stamp }).catch((error: unknown) => {
    if (stamp === undefined || !(error instanceof Refusal)) throw error;
    said('no time stamp', error);
    isStamped = false;
    return sealPdf(document, order);
  });
  if (!isStamped) return { bytes: stamped, level: 'B-B', by: name, lacks };
  try {
    const known = sealedWith(stamped, document.length);
    const bytes = withStore(stamped, await proofsFor(known, roots));
    return { bytes, level: 'B-LT', by: name, lacks };
  } catch (error) {
    said('nothing for later years', error);
    return { bytes: stamped, level: 'B-T', by: name, lacks };
  }
}

/** By the first authority of the settings, held against the certificates that are kept of it. */
async function stamping(house: Installation): Promise<Stamping | undefined> {
  const [authority] = await readAuthorities(house.home);
  if (authority === undefined) return undefined;
  const { url, trust: pem, name } = authority;
  const trust = pem === undefined ? [] : certificatesOfPem(pem, `trust of ${name}`);
  return async (value) => {
    const asked = { url, data: value, trust, crypto: nodeCrypto, random: house.random };
    const { response } = await requestTimestamp(asked);
    const { token } = parseTimestampResponse(response, url);
    return token ?? new Uint8Array();
  };
}

/** For what is said of it: whose, until when, and its fingerprint. Qualified or not is what its certificate says, and is not judged here. */
export function sealFacts({ name, certificate }: Pick<OpenedSeal, 'name' | 'certificate'>) {
  const { issuer, validTo, fingerprint256, raw } = certificate;
  // id-etsi-qcs-QcCompliance (EN 319 412-5, 4.2.1) within the extension qcStatements.
  const isSaidQualified = hex(raw).includes(hex(Uint8Array.of(6, 6, 4, 0, 0x8e, 0x46, 1, 1)));
  return {
    name,
    issuer: issuer.replaceAll('\n', ', '),
    validTo,
    fingerprint: fingerprint256,
    isSaidQualified,
  };
}
