// Whether a certificate was revoked, by the lists of its issuer that are at hand (RFC 5280, section 5): nothing is fetched. A list
// that is not whole (of a part, of changes, of several issuers) tells nothing here.
import { equalBytes } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { algorithm, bitOctets, boolean, integer, oid, smallInteger, time } from './der-values.ts';
import { context, expectTag, Fields, readDer, sequenceOf, TAG, unwrap, type Element } from './der.ts';
import { Fault } from './fault.ts';
import { checkSignature } from './x509-signature.ts';
import { KEY_USAGE, type Certificate } from './x509.ts';

/** Undefined: no list here tells of it. */
export interface RevocationTold {
  /** RFC 3339: as of when the list was made. */
  readonly asOf: string;
  /** RFC 3339; undefined: it is not on the list. */
  readonly since: string | undefined;
}

const MAX_LISTS = 16;
const MAX_LIST_BYTES = 2 * 1024 * 1024;
/** They change nothing about what a whole list says: its key and its number. */
const HARMLESS = new Set(['2.5.29.35', '2.5.29.20', '2.5.29.18']);

/** By the newest list that its issuer signed. */
export async function revocationTold(
  crypto: Crypto,
  lists: readonly Uint8Array[],
  { certificate, issuer }: { readonly certificate: Certificate; readonly issuer: Certificate },
  place: string,
): Promise<RevocationTold | undefined> {
  const { keyUsage } = issuer.extensions;
  if (keyUsage && keyUsage[KEY_USAGE.cRLSign] !== true) return undefined;
  const told: RevocationTold[] = [];
  for (const der of lists.slice(0, MAX_LISTS)) {
    const list = await unlessUnfit(() => readList(crypto, der, issuer, place));
    const since = list?.revoked.find(({ serial }) => serial === certificate.serial)?.since;
    if (list !== undefined && equalBytes(issuer.subject, certificate.issuer))
      told.push({ asOf: list.asOf, since });
  }
  return told.toSorted((a, b) => Date.parse(b.asOf) - Date.parse(a.asOf))[0];
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
  if (next) time(next, 'nextUpdate');
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
  return { asOf, revoked: revoked ? sequenceOf(revoked, 'revokedCertificates').map(entryOf) : [] };
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
