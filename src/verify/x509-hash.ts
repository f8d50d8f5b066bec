// Digest algorithms by object identifier (RFC 5754, section 2), and the one form of RSA-PSS parameters that is used.
import type { HashName } from './crypto.ts';
import { algorithm, plainAlgorithm, smallInteger, type Algorithm } from './der-values.ts';
import { context, expectTag, Fields, TAG, unwrap, type Element } from './der.ts';
import { because, Fault } from './fault.ts';

/** Strong enough to bind evidence. */
export type StrongHash = 'sha256' | 'sha384' | 'sha512';

export const RSA_PSS = '1.2.840.113549.1.1.10';
export const SHA1 = '1.3.14.3.2.26';
export const SHA256 = '2.16.840.1.101.3.4.2.1';
const MGF1 = '1.2.840.113549.1.1.8';
const HASHES: { readonly [oid: string]: { readonly name: StrongHash; readonly bytes: number } } = {
  [SHA256]: { name: 'sha256', bytes: 32 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', bytes: 48 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', bytes: 64 },
};
/** Met in old tokens; named so that the fault can say it. */
const OTHERS: { readonly [oid: string]: string } = {
  [SHA1]: 'SHA-1',
  '1.2.840.113549.2.5': 'MD5',
  '2.16.840.1.101.3.4.2.4': 'SHA-224',
  '1.2.840.113549.1.1.4': 'RSA with MD5',
  '1.2.840.113549.1.1.5': 'RSA with SHA-1',
  '1.2.840.10045.4.1': 'ECDSA with SHA-1',
};

const WEAK: ReadonlySet<string> = new Set(
  Object.keys(OTHERS).filter((id) => /SHA-1|MD5/.test(OTHERS[id] ?? '')),
);

export function strongHash(id: string, name: string, place: string): StrongHash {
  const hash = HASHES[id];
  if (hash !== undefined) return hash.name;
  const expected = `${name} of SHA-256, SHA-384 or SHA-512`;
  const found = OTHERS[id] ?? id;
  if (WEAK.has(id)) throw tooWeak(expected, found, place);
  throw new Fault('notCheckedHere', place, expected, found, because('algorithm', found));
}

/** One doubt, one wording: what could be forged by now is neither good nor bad, whether its digest or its key is too short. */
export function tooWeak(expected: string, found: string, place: string): Fault {
  return new Fault(
    'notCheckedHere',
    place,
    expected,
    `${found}, which is too weak to rely on`,
    because('weak', found),
  );
}

/** The digest that names the certificate of a signer. SHA-1 may stand: its issuer's signature is checked besides. */
export function certificateHash(id: string, place: string): HashName {
  return id === SHA1 ? 'sha1' : strongHash(id, 'a certificate digest', place);
}

/**
 * RSASSA-PSS-params (RFC 4055, 3.1) in the form everybody writes and browsers can check: MGF1 with the same digest,
 * a salt as long as the digest. Anything else, the SHA-1 of the defaults included, is a Fault.
 */
export function pssHash(parameters: Element | undefined, place: string): StrongHash {
  const bad = (found: string): Fault =>
    new Fault(
      'notCheckedHere',
      place,
      'RSA-PSS with one SHA-2 digest and a salt of its length',
      found,
      because('algorithm', `RSA-PSS, ${found}`),
    );
  const weak = (): Fault => tooWeak('RSA-PSS with one SHA-2 digest', 'RSA-PSS with SHA-1', place);
  if (!parameters) throw weak();
  const fields = new Fields(expectTag(parameters, TAG.sequence, 'RSASSA-PSS-params'));
  const [hash, mask, salt, trailer] = [0, 1, 2, 3].map((i) => fields.maybe(context(i, 'constructed')));
  fields.end('RSASSA-PSS-params');
  if (!hash || !mask || !salt) throw weak();
  const id = plainAlgorithm(unwrap(hash, TAG.sequence, 'hashAlgorithm'), 'hashAlgorithm');
  const known = HASHES[id];
  const generator = algorithm(unwrap(mask, TAG.sequence, 'maskGenAlgorithm'), 'maskGenAlgorithm');
  const inner = generator.parameters && plainAlgorithm(generator.parameters, 'digest of MGF1');
  const length = smallInteger(unwrap(salt, TAG.integer, 'saltLength'), 'saltLength', 1000);
  if (!known || generator.oid !== MGF1 || inner !== id || length !== known.bytes || trailer)
    throw bad(`${OTHERS[id] ?? id}, MGF1 with ${inner ?? 'SHA-1'}, a salt of ${length} bytes`);
  return known.name;
}

/** Whether anybody could have made a signature by it by now. */
export function isWeak({ oid }: Algorithm): boolean {
  return WEAK.has(oid);
}

export function algorithmName({ oid }: Algorithm): string {
  return OTHERS[oid] ?? oid;
}
