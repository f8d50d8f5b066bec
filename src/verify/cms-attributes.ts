// What the signed attributes of a CMS signature bind (RFC 5652, 11.1 and 11.2): which kind of content is signed, and its digest.
import { equalBytes } from '../base/bytes.ts';
import type { DetachedSignature } from './cms.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { octets, oid } from './der-values.ts';
import { because, Fault } from './fault.ts';
import { strongHash, type StrongHash } from './x509-hash.ts';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

/** `content`: the bytes that are said to be signed, piece after piece. */
export function checkAttributes(
  crypto: Crypto,
  { signer, contentType }: Pick<DetachedSignature, 'signer' | 'contentType'>,
  content: readonly Uint8Array[],
  place: string,
): StrongHash {
  const type = signer.attributes.get(CONTENT_TYPE);
  if (!type || oid(type, 'content-type') !== contentType)
    throw new Fault(
      'timestampInvalid',
      place,
      'the content-type attribute of this kind of content',
      type ? 'another' : 'none',
      because('lacks', 'content-type'),
    );
  const hash = strongHash(signer.digestAlgorithm, 'a message digest', place);
  const digest = signer.attributes.get(MESSAGE_DIGEST);
  if (!digest || !equalBytes(octets(digest, 'message-digest'), digestOf(crypto, hash, ...content)))
    throw new Fault(
      'timestampInvalid',
      place,
      'the message-digest attribute to be the digest of the content',
      digest ? 'another digest' : 'none',
      because('documentDigest'),
    );
  return hash;
}
