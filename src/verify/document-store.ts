// What a signed document brings along of certificates and of whether they were revoked: within the signature (CMS, CAdES, ISO 32000-2)
// and in the store of the document (DSS; ETSI EN 319 142-1, 5.4.2). All of it is believed by its own signatures, not by where it lies.
import type { DetachedSignature } from './cms.ts';
import { oid } from './der-values.ts';
import { context, expectTag, Fields, readDer, sequenceOf, TAG, unwrap, type Element } from './der.ts';
import { Fault } from './fault.ts';
import { isOcspResponse } from './ocsp.ts';
import type { RevocationData } from './x509-revocation.ts';
import { certificateOf, type Certificate } from './x509.ts';

export interface DocumentStore extends RevocationData {
  readonly certificates: readonly Certificate[];
}

/** ISO 32000-2, 12.8.3.3.2. */
const ARCHIVED_REVOCATION = '1.2.840.113583.1.1.8';
const REVOCATION_VALUES = '1.2.840.113549.1.9.16.2.24';
/** RFC 5940. */
const OCSP_RESPONSE = '1.3.6.1.5.5.7.16.2';
const MAX_CERTIFICATES = 64;
const MAX_STREAM_BYTES = 2 * 1024 * 1024;

/** Of streams of a document, those that are DER of one of the three kinds of a store; the others are something else. */
export function storeOf(streams: readonly Uint8Array[], place: string): DocumentStore {
  const certificates: Certificate[] = [];
  const lists: Uint8Array[] = [];
  const answers: Uint8Array[] = [];
  for (const bytes of streams) {
    const element = orNothing(() => readDer(bytes, place, MAX_STREAM_BYTES));
    if (element?.tag !== TAG.sequence) continue;
    const certificate = isOcspResponse(element) ? undefined : orNothing(() => certificateOf(element));
    if (isOcspResponse(element)) answers.push(bytes);
    else if (certificate === undefined) lists.push(bytes);
    else if (certificates.length < MAX_CERTIFICATES) certificates.push(certificate);
  }
  return { certificates, lists, answers };
}

/** CMS has a place for both; readers of PDFs have them signed, and CAdES adds them afterwards (ETSI EN 319 122-1, A.1). */
export function revocationDataIn(
  { revocationLists, otherRevocation, signer }: DetachedSignature,
  store: RevocationData | undefined,
): RevocationData {
  const archived = signer.attributes.get(ARCHIVED_REVOCATION);
  const added = signer.unsigned && attributeIn(signer.unsigned, REVOCATION_VALUES);
  const values = [archived, added].filter((one) => one !== undefined);
  return {
    lists: [...revocationLists, ...values.flatMap((one) => partOf(one, 0)), ...(store?.lists ?? [])],
    answers: [
      ...otherRevocation.flatMap(answerIn),
      ...values.flatMap((one) => partOf(one, 1)),
      ...(store?.answers ?? []),
    ],
  };
}

/** Both are a SEQUENCE of tagged lists: 0 of revocation lists, 1 of answers. One that is made otherwise holds none. */
function partOf(values: Element, number: number): Uint8Array[] {
  const found = orNothing(() => {
    const parts = new Fields(expectTag(values, TAG.sequence, 'revocation values')).rest('a part');
    const part = parts.find(({ tag }) => tag === context(number, 'constructed'));
    return part && sequenceOf(unwrap(part, TAG.sequence, 'values'), 'values').map(({ whole }) => whole);
  });
  return found ?? [];
}

/** OtherRevocationInfoFormat (RFC 5652, 10.2.1). */
function answerIn(other: Element): Uint8Array[] {
  const found = orNothing(() => {
    const fields = new Fields(other);
    return oid(fields.next('otherRevInfoFormat'), 'otherRevInfoFormat') === OCSP_RESPONSE
      ? [fields.next('otherRevInfo').whole]
      : [];
  });
  return found ?? [];
}

/** The one value of an attribute; of unsigned ones, the first where it stands more than once. */
export function attributeIn(set: Element, type: string): Element | undefined {
  for (const attribute of new Fields(set).rest('attribute')) {
    const fields = new Fields(expectTag(attribute, TAG.sequence, 'attribute'));
    if (oid(fields.next('attrType'), 'attrType') !== type) continue;
    return new Fields(fields.take(TAG.set, 'attrValues')).next('an attribute value');
  }
  return undefined;
}

/** What cannot be read tells nothing. */
function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return undefined;
  }
}
