// Whether a certificate was revoked, by the lists of its issuer (RFC 5280, section 5) and the answers of its responder that are at
// hand: nothing is fetched. A list that is not whole (of a part, of changes, of several issuers) tells nothing here.
import { equalBytes } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { algorithm, bitOctets, boolean, integer, oid, smallInteger, time } from './der-values.ts';
import { context, expectTag, Fields, readDer, sequenceOf, TAG, unwrap, type Element } from './der.ts';
import { Fault } from './fault.ts';
import { statusesTold, type Asked, type RevocationTold } from './ocsp.ts';
import { checkSignature } from './x509-signature.ts';
import { KEY_USAGE, type Certificate } from './x509.ts';

/** What lies within a document of revocation, DER: lists of their issuers, and answers of their responders. */
export interface RevocationData {
  readonly lists: readonly Uint8Array[];
  readonly answers: readonly Uint8Array[];
}

const MAX_LISTS = 64;
const MAX_LIST_BYTES = 2 * 1024 * 1024;
/** They change nothing about what a whole list says: its key and its number. */
const HARMLESS = new Set(['2.5.29.35', '2.5.29.20', '2.5.29.18']);

/**
 * By the newest that tells it of the time `at` (RFC 3339); undefined: none does. That it is not revoked is told by what counts then or
 * was made later, while the certificate ran: afterwards it may be left out (RFC 5280, 3.3). That it is revoked is told for good.
 */
export async function revocationTold(
  crypto: Crypto,
  { lists, answers }: RevocationData,
  asked: Asked & { readonly at: string },
  place: string,
): Promise<RevocationTold | undefined> {
  const { certificate, at } = asked;
  const told = [
    ...(await listsTold(crypto, lists, asked, place)),
    ...(await statusesTold(crypto, answers, asked, place)),
  ].filter(
    ({ asOf, until, since }) =>
      since !== undefined ||
      (Date.parse(asOf) <= Date.parse(certificate.notAfter) &&
        (Date.parse(asOf) >= Date.parse(at) || (until !== undefined && Date.parse(until) >= Date.parse(at)))),
  );
  return told.toSorted((a, b) => Date.parse(b.asOf) - Date.parse(a.asOf))[0];
}

async function listsTold(
  crypto: Crypto,
  lists: readonly Uint8Array[],
  { certificate, issuer }: Asked,
  place: string,
): Promise<RevocationTold[]> {
  const { keyUsage } = issuer.extensions;
  if (keyUsage && keyUsage[KEY_USAGE.cRLSign] !== true) return [];
  if (!equalBytes(issuer.subject, certificate.issuer)) return [];
  const told: RevocationTold[] = [];
  for (const der of lists.slice(0, MAX_LISTS)) {
    const list = await unlessUnfit(() => readList(crypto, der, issuer, place));
    const since = list?.revoked.find(({ serial }) => serial === certificate.serial)?.since;
    if (list !== undefined) told.push({ asOf: list.asOf, until: list.until, since });
  }
  return told;
}

async function unlessUnfit<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault; // a list that cannot be relied on tells nothing
    return undefined;
  }
}

interface List {
  readonly asOf: string;
  readonly until: string | undefined;
  readonly revoked: readonly { readonly serial: bigint; readonly since: string }[];
}

/** CertificateList (5.1). Throws a Fault where it is not whole, not well made, or of another issuer. */
async function readList(crypto: Crypto, der: Uint8Array, issuer: Certificate, place: string): Promise<List> {
  const at = `${place}, revocation list`;
  const fields = new Fields(expectTag(readDer(der, at, MAX_LIST_BYTES), TAG.sequence, 'CertificateList'));
  const signed = fields.take(TAG.sequence, 'tbsCertList');
  const outer = fields.take(TAG.sequence, 'signatureAlgorithm');
  const signature = bitOctets(fields.next('signatureValue'), 'signatureValue');
  fields.end('CertificateList');

  const body = new Fields(signed);
  const version = body.maybe(TAG.integer);
  if (version) smallInteger(version, 'version', 1);
  const inner = body.take(TAG.sequence, 'signature');
  const name = body.take(TAG.sequence, 'issuer').whole;
  const asOf = time(body.next('thisUpdate'), 'thisUpdate');
  const next = body.maybe(TAG.utcTime) ?? body.maybe(TAG.generalizedTime);
  const until = next && time(next, 'nextUpdate');
  const revoked = body.maybe(TAG.sequence);
  const extensions = body.maybe(context(0, 'constructed'));
  body.end('tbsCertList');
  const bad = (expected: string, found: string): Fault => new Fault('notCheckedHere', at, expected, found);
  if (!equalBytes(name, issuer.subject)) throw bad('a list of the issuer', 'one of another');
  if (!equalBytes(inner.whole, outer.whole)) throw bad('one signature algorithm', 'two');
  for (const id of extensions ? criticalIn(unwrap(extensions, TAG.sequence, 'crlExtensions')) : [])
    throw bad('a whole list', `one with ${id}`);
  await checkSignature(crypto, {
    algorithm: algorithm(outer, 'signatureAlgorithm'),
    key: issuer.key,
    message: signed.whole,
    signature,
    of: 'the revocation list',
    place: at,
  });
  return { asOf, until, revoked: revoked ? sequenceOf(revoked, 'revokedCertificates').map(entryOf) : [] };
}

function entryOf(entry: Element): List['revoked'][number] {
  const fields = new Fields(expectTag(entry, TAG.sequence, 'revoked certificate'));
  const serial = integer(fields.next('userCertificate'), 'userCertificate');
  const since = time(fields.next('revocationDate'), 'revocationDate');
  const extensions = fields.maybe(TAG.sequence);
  fields.end('revoked certificate');
  // An entry of another issuer (5.3.3) makes all of the list one of several issuers.
  for (const id of extensions ? criticalIn(extensions) : [])
    throw new Fault('notCheckedHere', entry.place, 'an entry of the issuer of the list', id);
  return { serial, since };
}

/** Those that must be understood and are not, and those that make a list one of a part or of changes. */
function criticalIn(list: Element): string[] {
  return sequenceOf(list, 'extensions').flatMap((extension) => {
    const fields = new Fields(expectTag(extension, TAG.sequence, 'extension'));
    const id = oid(fields.next('extnID'), 'extnID');
    const critical = fields.maybe(TAG.boolean);
    return critical !== undefined && boolean(critical, 'critical') && !HARMLESS.has(id) ? [id] : [];
  });
}
