// Packages with an event signed with a passkey that are wrong in one named way each. Events 14 and 15 of the log: the
// enrolment, and what its person signed.
import type { KeyObject } from 'node:crypto';
import type { FaultCode } from '../../src/verify/fault.ts';
import type { Damage } from './package-damage.ts';
import { EXHIBITS, fingerprint, keyItem, ORIGIN, type EventDraft, type Hooks } from './package-fixture.ts';
import {
  newPasskey,
  passkeyEnrolled,
  passkeySignatureLine,
  signedWithPasskey,
  type Changes,
  type Kind,
} from './passkey-fixture.ts';
import { sign } from 'node:crypto';
import { sha256, spki } from './package-fixture.ts';

const [PHOTO] = EXHIBITS;
const SIGNED = 'custody/events/000015.note';

const SEALED = { item: PHOTO, type: 'sealed', fields: { facts: { seal: 'A 4711' } } } as const;

/** A story with these drafts at its end. */
function ending(drafts: readonly EventDraft[]): Hooks {
  return { drafts: (story) => void story.push(...drafts) };
}

/** A whole one: enrolled, then signed. */
export function withPasskey(kind: Kind, changes?: Changes): Hooks {
  const key = newPasskey(kind);
  return ending([passkeyEnrolled(key), signedWithPasskey(key, SEALED, changes)]);
}

/** The installation's address changed: the same key was enrolled for both, and signed at the second. */
export function movedPasskey(): Hooks {
  const key = newPasskey('es256');
  const origin = 'https://comity.agency.example:8443';
  return ending([
    passkeyEnrolled(key),
    passkeyEnrolled(key, { origin }),
    signedWithPasskey(key, SEALED, { origin }),
    signedWithPasskey(key, { ...SEALED, type: 'unsealed' }),
  ]);
}

function refused(
  name: string,
  expect: FaultCode,
  names: string,
  hooks: Hooks,
  unseenByHand?: string,
): Damage {
  return {
    name: `a passkey: ${name}`,
    expect,
    names,
    hooks,
    ...(unseenByHand !== undefined && { unseenByHand }),
  };
}

function signedOtherwise(name: string, changes: Changes, kind: Kind = 'es256'): Damage {
  return refused(name, 'signatureWrong', SIGNED, withPasskey(kind, changes));
}

const flip =
  (part: 'authenticatorData' | 'clientDataJson' | 'signature', at: number): NonNullable<Changes['spoil']> =>
  (parts) => {
    const bytes = parts[part];
    bytes[at] = (bytes[at] ?? 0) ^ 1;
  };

/** The same key signs as an officer's key file does: over the text, without WebAuthn. */
function plainLine(key: KeyObject, text: string): string {
  const name = `${ORIGIN}/officer/${fingerprint(key).slice(0, 16)}`;
  const id = sha256(Buffer.from(`${name}\n`), Buffer.of(1), spki(key).subarray(-32)).subarray(0, 4);
  return `\u2014 ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString('base64')}\n`;
}

function damages(): readonly Damage[] {
  const key = newPasskey('es256');
  const edwards = newPasskey('ed25519');
  const signed = signedWithPasskey(key, SEALED);
  const ended = (type: string, facts: { readonly [name: string]: string }): EventDraft => ({
    item: keyItem(key),
    type,
    fields: { facts: { key: fingerprint(key), ...facts } },
  });
  const line = (text: string): string => passkeySignatureLine(key, text);
  const byNobody = { ...signed, signer: { fingerprint: fingerprint(key), line: () => '' } };
  const byAnother = { ...signed, signer: { fingerprint: fingerprint(edwards), line } };
  const plain = { fingerprint: fingerprint(edwards), line: (text: string) => plainLine(edwards, text) };
  return [
    signedOtherwise('another event was its challenge', { text: '{"v":1}\n' }),
    signedOtherwise('another origin', { origin: 'https://comity.agency.example.evil.example' }),
    signedOtherwise('another relying party', { relyingParty: 'agency.example' }),
    signedOtherwise('within a page of somebody else', { crossOrigin: ',"crossOrigin":true' }),
    signedOtherwise('made to register, not to sign', { type: 'webauthn.create' }),
    signedOtherwise('nobody was present', { flags: 0x04 }),
    signedOtherwise('the device did not know the person', { flags: 0x01 }),
    signedOtherwise('another key signed', { signer: newPasskey('es256') }),
    signedOtherwise('another Ed25519 key signed', { signer: newPasskey('ed25519') }, 'ed25519'),
    signedOtherwise('authenticator data changed', { spoil: flip('authenticatorData', 36) }),
    signedOtherwise(
      'authenticator data changed, Ed25519',
      { spoil: flip('authenticatorData', 36) },
      'ed25519',
    ),
    signedOtherwise('client data changed at its end', { spoil: flip('clientDataJson', 120) }),
    signedOtherwise('signature changed', { spoil: flip('signature', 40) }),
    refused('its line removed', 'signatureMissing', SIGNED, ending([passkeyEnrolled(key), byNobody])),
    refused('the line of another key', 'signatureMissing', SIGNED, ending([passkeyEnrolled(key), byAnother])),
    refused('never enrolled', 'signatureMissing', 'custody/events/000014.note', ending([signed])),
    refused(
      'enrolled afterwards',
      'keyNotEnrolled',
      'custody/events/000014.note',
      ending([signed, passkeyEnrolled(key)]),
    ),
    refused(
      'enrolled for this origin afterwards',
      'keyNotEnrolled',
      SIGNED,
      ending([
        passkeyEnrolled(key),
        signedWithPasskey(key, SEALED, { origin: 'https://comity.agency.example:8443' }),
        passkeyEnrolled(key, { origin: 'https://comity.agency.example:8443' }),
      ]),
    ),
    refused(
      'revoked before',
      'keyNotEnrolled',
      'custody/events/000016.note',
      ending([passkeyEnrolled(key), ended('keyRevoked', {}), signed]),
    ),
    refused(
      'replaced before',
      'keyNotEnrolled',
      'custody/events/000016.note',
      ending([passkeyEnrolled(key), ended('keyRotated', { successor: fingerprint(edwards) }), signed]),
    ),
    refused(
      'it signed as a key file does',
      'signatureMissing',
      SIGNED,
      ending([passkeyEnrolled(edwards), { ...SEALED, signer: plain }]),
    ),
    refused(
      'enrolled as another algorithm',
      'keyInvalid',
      'custody/events/000014.note',
      ending([passkeyEnrolled(key, { algorithm: 'ed25519' }), signed]),
      'by hand the key itself says what it is',
    ),
    refused(
      'enrolled for a place that is no origin',
      'keyInvalid',
      'custody/events/000014.note',
      ending([passkeyEnrolled(key, { origin: 'comity.agency.example/x' }), signed]),
    ),
  ];
}

export const PASSKEY_DAMAGES: readonly Damage[] = damages();
