// Time-stamp responses and tokens as RFC 3161 writes them (sections 2.4.2 and 3.2). Reading only: see timestamp.ts.
import { utf8Text } from '../base/bytes.ts';
import { signedDataOf, type SignedData } from './cms.ts';
import {
  boolean,
  integer,
  namedBits,
  octets,
  oid,
  plainAlgorithm,
  smallInteger,
  time,
} from './der-values.ts';
import { context, expectTag, Fields, invalid, readDer, TAG, type Element } from './der.ts';
import { because, Fault } from './fault.ts';

/** A token with a chain of four certificates and its status takes about 7,000 bytes. */
export const MAX_TIMESTAMP_BYTES = 64 * 1024;

interface TimestampResponse {
  /** PKIStatus: 0 granted, 1 granted with modifications, 2 rejection, 3 waiting, 4 and 5 revocation. */
  readonly status: number;
  /** What the authority says in its own words, and the names of PKIFailureInfo. */
  readonly says: readonly string[];
  /** DER TimeStampToken; present when granted. */
  readonly token: Uint8Array | undefined;
}

interface TimestampToken {
  readonly signedData: SignedData;
  readonly info: TimestampInfo;
}

/** TSTInfo. */
export interface TimestampInfo {
  readonly policy: string;
  readonly imprint: { readonly algorithm: string; readonly digest: Uint8Array };
  readonly serial: bigint;
  /** RFC 3339 in UTC, fraction as the authority wrote it. */
  readonly time: string;
  readonly nonce: bigint | undefined;
  /** DER GeneralName by which the authority calls itself. */
  readonly authority: Element | undefined;
}

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
/** PKIFailureInfo (RFC 3161, 2.4.2), by bit. */
const FAILURES: { readonly [bit: number]: string } = {
  0: 'badAlg',
  2: 'badRequest',
  5: 'badDataFormat',
  14: 'timeNotAvailable',
  15: 'unacceptedPolicy',
  16: 'unacceptedExtension',
  17: 'addInfoNotAvailable',
  25: 'systemFailure',
};

/** TimeStampResp: what an authority answers and what a `.tsr` file holds. */
export function parseTimestampResponse(bytes: Uint8Array, place: string): TimestampResponse {
  const fields = new Fields(expectTag(bounded(bytes, place), TAG.sequence, 'TimeStampResp'));
  const info = new Fields(fields.take(TAG.sequence, 'status'));
  const status = smallInteger(info.next('PKIStatus'), 'PKIStatus', 5);
  const free = info.maybe(TAG.sequence);
  const failure = info.maybe(TAG.bitString);
  info.end('PKIStatusInfo');
  const token = fields.maybe(TAG.sequence);
  fields.end('TimeStampResp');
  const isGranted = status < 2;
  if (isGranted !== (token !== undefined))
    throw new Fault(
      'timestampInvalid',
      place,
      isGranted ? 'a token, as the request was granted' : 'no token, as the request was refused',
      token ? 'one' : 'none',
    );
  const says = [...(free ? freeText(free) : []), ...(failure ? failureNames(failure) : [])];
  return { status, says, token: token?.whole };
}

/** A TimeStampToken (CMS ContentInfo). */
export function parseTimestampToken(bytes: Uint8Array, place: string): TimestampToken {
  const signedData = signedDataOf(bounded(bytes, place));
  if (signedData.contentType !== TST_INFO)
    throw invalid(signedData.content, 'TSTInfo as the content', signedData.contentType);
  const content = signedData.content;
  return { signedData, info: timestampInfo(readDer(content.content, place)) };
}

/** The token of a file that holds either a whole response, which must then have been granted, or the token alone. */
export function tokenWithin(bytes: Uint8Array, place: string): Uint8Array {
  const first = new Fields(expectTag(bounded(bytes, place), TAG.sequence, 'a time stamp')).next(
    'its first field',
  );
  if (first.tag === TAG.oid) return bytes; // ContentInfo begins with its type, TimeStampResp with its status
  const { status, says, token } = parseTimestampResponse(bytes, place);
  if (token) return token;
  throw new Fault(
    'timestampInvalid',
    place,
    'a granted time stamp',
    `status ${[status, ...says].join(', ')}`,
  );
}

function bounded(bytes: Uint8Array, place: string): Element {
  if (bytes.length > MAX_TIMESTAMP_BYTES)
    throw new Fault(
      'limitExceeded',
      place,
      `at most ${MAX_TIMESTAMP_BYTES} bytes`,
      `${bytes.length}`,
      because('tooLarge'),
    );
  return readDer(bytes, place);
}

function timestampInfo(element: Element): TimestampInfo {
  const fields = new Fields(expectTag(element, TAG.sequence, 'TSTInfo'));
  const version = fields.next('version');
  if (integer(version, 'version') !== 1n) throw invalid(version, 'version 1 of TSTInfo', 'another version');
  const policy = oid(fields.next('policy'), 'policy');
  const imprint = new Fields(fields.take(TAG.sequence, 'messageImprint'));
  const hash = plainAlgorithm(imprint.next('hashAlgorithm'), 'hashAlgorithm');
  const digest = octets(imprint.next('hashedMessage'), 'hashedMessage');
  imprint.end('messageImprint');
  const serial = integer(fields.next('serialNumber'), 'serialNumber');
  const at = time(fields.take(TAG.generalizedTime, 'genTime'), 'genTime');
  fields.maybe(TAG.sequence); // accuracy: the time is reported as it stands
  const ordering = fields.maybe(TAG.boolean);
  if (ordering) boolean(ordering, 'ordering');
  const nonce = fields.maybe(TAG.integer);
  const authority = fields.maybe(context(0, 'constructed'));
  const extensions = fields.maybe(context(1, 'constructed'));
  fields.end('TSTInfo');
  if (extensions) refuseCritical(extensions);
  return {
    policy,
    imprint: { algorithm: hash, digest },
    serial,
    time: at,
    nonce: nonce && integer(nonce, 'nonce'),
    authority: authority && nameWithin(authority),
  };
}

function nameWithin(explicit: Element): Element {
  const fields = new Fields(explicit);
  const name = fields.next('tsa');
  fields.end('tsa');
  return name;
}

/** A critical extension that is not understood makes a token unusable; none is defined yet that is critical. */
function refuseCritical(list: Element): void {
  for (const extension of new Fields(list).rest('extension')) {
    const fields = new Fields(expectTag(extension, TAG.sequence, 'extension'));
    const id = oid(fields.next('extnID'), 'extnID');
    const critical = fields.maybe(TAG.boolean);
    fields.take(TAG.octetString, 'extnValue');
    fields.end('extension');
    if (critical && boolean(critical, 'critical'))
      throw new Fault(
        'notCheckedHere',
        extension.place,
        'a token without critical extensions',
        id,
        because('kind', id),
      );
  }
}

/** PKIFreeText: shown to a person, so without control or direction characters, and short. */
function freeText(sequence: Element): string[] {
  return new Fields(sequence)
    .rest('statusString')
    .slice(0, 5)
    .map((element) => printable(expectTag(element, TAG.utf8String, 'statusString')));
}

function printable(element: Element): string {
  try {
    return utf8Text(element.content)
      .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
      .slice(0, 200);
  } catch (cause) {
    if (cause instanceof TypeError) throw invalid(element, 'statusString in UTF-8', 'other bytes');
    throw cause;
  }
}

function failureNames(element: Element): string[] {
  return namedBits(element, 'failInfo').flatMap((bit, i) => (bit ? [FAILURES[i] ?? `failure ${i}`] : []));
}
