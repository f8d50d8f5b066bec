// A person's passkey, made from docs/formats/event.md and the WebAuthn specification alone: no code of verify/ takes part.
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { fingerprint, keyItem, ORIGIN, sha256, spki, type EventDraft } from './package-fixture.ts';

export const SITE = 'https://comity.agency.example';

export type Kind = 'es256' | 'ed25519';

export function newPasskey(kind: Kind): KeyObject {
  return kind === 'es256'
    ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
    : generateKeyPairSync('ed25519').privateKey;
}

/** What an authenticator or a browser could have done otherwise. */
export interface Changes {
  /** Text whose digest is the challenge. */
  readonly text?: string;
  /** The challenge itself, where its text is not known. */
  readonly challenge?: string;
  readonly type?: string;
  readonly origin?: string;
  readonly relyingParty?: string;
  readonly flags?: number;
  /** Below 256. */
  readonly counter?: number;
  readonly crossOrigin?: string;
  /** Who signs in truth. */
  readonly signer?: KeyObject;
  /** After the signature was made. */
  readonly spoil?: (parts: { authenticatorData: Buffer; clientDataJson: Buffer; signature: Buffer }) => void;
}

const PRESENT_AND_VERIFIED = 0x05;

interface Assertion {
  readonly authenticatorData: Buffer;
  readonly clientDataJson: Buffer;
  readonly signature: Buffer;
}

/** What authenticator and browser give when they are asked to sign this text. */
export function assertionOver(key: KeyObject, text: string, changes: Changes = {}): Assertion {
  const challenge = changes.challenge ?? sha256(Buffer.from(changes.text ?? text)).toString('base64url');
  const origin = changes.origin ?? SITE;
  const type = changes.type ?? 'webauthn.get';
  const clientDataJson = Buffer.from(
    `{"type":"${type}","challenge":"${challenge}","origin":"${origin}"${changes.crossOrigin ?? ',"crossOrigin":false'}}`,
  );
  const authenticatorData = Buffer.concat([
    sha256(Buffer.from(changes.relyingParty ?? new URL(SITE).hostname)),
    Buffer.of(changes.flags ?? PRESENT_AND_VERIFIED, 0, 0, 0, changes.counter ?? 7),
  ]);
  const signer = changes.signer ?? key;
  const message = Buffer.concat([authenticatorData, sha256(clientDataJson)]);
  const digest = signer.asymmetricKeyType === 'ec' ? 'sha256' : null;
  const parts = { authenticatorData, clientDataJson, signature: sign(digest, message, signer) };
  changes.spoil?.(parts);
  return parts;
}

export function passkeySignatureLine(key: KeyObject, text: string, changes: Changes = {}): string {
  const parts = assertionOver(key, text, changes);
  const counted = (bytes: Buffer): Buffer => Buffer.concat([Buffer.of(0, bytes.length), bytes]);
  const name = `${ORIGIN}/officer/${fingerprint(key).slice(0, 16)}`;
  const id = sha256(Buffer.from(`${name}\n`), Buffer.of(0xff), Buffer.from('comity/passkey-v1'), spki(key));
  const bytes = Buffer.concat([
    id.subarray(0, 4),
    counted(parts.authenticatorData),
    counted(parts.clientDataJson),
    parts.signature,
  ]);
  return `\u2014 ${name} ${bytes.toString('base64')}\n`;
}

export function passkeyEnrolled(key: KeyObject, facts: { readonly [name: string]: string } = {}): EventDraft {
  const algorithm = key.asymmetricKeyType === 'ec' ? 'es256' : 'ed25519';
  const stated = {
    key: fingerprint(key),
    algorithm,
    use: 'passkey',
    publicKey: spki(key).toString('base64'),
  };
  return {
    item: keyItem(key),
    type: 'keyEnrolled',
    fields: { facts: { ...stated, origin: SITE, ...facts } },
  };
}

export function signedWithPasskey(
  key: KeyObject,
  draft: Pick<EventDraft, 'item' | 'type' | 'fields'>,
  changes?: Changes,
): EventDraft {
  return {
    ...draft,
    signer: {
      fingerprint: fingerprint(key),
      line: (text) => passkeySignatureLine(key, text, changes),
    },
  };
}
