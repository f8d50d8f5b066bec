// Makes a leaf of the custody log from what happened and where the item's chain stands. Pure.
import { equalBytes, hex, utf8 } from '../../base/bytes.ts';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import type { Uuid } from '../../base/ids.ts';
import { errorText } from '../../base/error-text.ts';
import { inEnglish, Refusal } from '../../base/refusal.ts';
import type { SigningKey } from '../../platform/keys.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { digestOf } from '../../verify/crypto.ts';
import {
  eventText,
  MAX_EVENT_BYTES,
  parseEventText,
  type Actor,
  type CustodyEvent,
} from '../../verify/event.ts';
import { leafHash } from '../../verify/merkle.ts';
import { noteKey, type NoteKey } from '../../verify/note-key.ts';
import type { StatedKey } from '../../verify/officer-key.ts';
import {
  formatNote,
  signatureLine,
  signedMessage,
  type NoteSignature,
  isLineOf,
  type SignedNote,
} from '../../verify/note.ts';

/** Names, addresses and free text: kept outside the log, bound to the event by a salted digest, erased by order. */
export type Detail = { readonly [name: string]: Json };

/** What the actor states; the log adds its own fields when it records it. */
export interface Draft extends Omit<
  CustodyEvent,
  'v' | 'log' | 'id' | 'itemSeq' | 'prev' | 'actor' | 'detail'
> {
  readonly detail?: Detail;
  /** Role of the person for whom the service acts; the service's own when absent. The name goes into the detail. */
  readonly role?: string;
}

/** Where an item's chain stands; undefined before its first event. */
export interface ChainHead {
  readonly itemSeq: number;
  readonly leafHash: Uint8Array;
}

/** A key that signs events, with the name it has in a signature line. */
export interface NoteSigner {
  readonly key: NoteKey;
  readonly signing: SigningKey;
}

export interface LogIdentity {
  readonly origin: string;
  readonly actor: Actor;
  readonly service: NoteSigner;
}

export interface Leaf {
  readonly event: CustodyEvent;
  readonly note: Uint8Array;
  readonly leafHash: Uint8Array;
  readonly detail?: { readonly salt: Uint8Array; readonly text: string };
}

/** What the line of an event is made of. */
interface LineParts {
  readonly draft: Draft;
  readonly id: Uuid;
  readonly head: ChainHead | undefined;
  /** 32 random bytes. */
  readonly salt: Uint8Array;
  /** Fingerprint of the key of the person who signs; the service acts when absent. */
  readonly signer?: string | undefined;
}

/**
 * A line that persons signed with their passkeys before it was recorded: it is recorded as it was signed, or not at all.
 * `signer`: whose act it is; absent where two sign what the service does.
 */
export interface SignedLine extends Pick<LineParts, 'id' | 'salt' | 'signer'> {
  readonly text: Uint8Array;
  readonly signatures: readonly NoteSignature[];
}

interface LeafParts extends LineParts {
  readonly signed?: SignedLine | undefined;
  /** POSIX seconds. */
  readonly recordedAt: number;
  /** Persons who sign before the service does. */
  readonly officers?: readonly NoteSigner[] | undefined;
}

/** Whose signatures count in this log, as plain values that threads can be given. */
export interface StatedKeys {
  /** Every one that the log enrolled, the one that signs now first. */
  readonly services: readonly { readonly name: string; readonly publicKey: Uint8Array }[];
  readonly officers: readonly (StatedKey & { readonly name: string })[];
}

export function serviceKeys({ services }: StatedKeys): readonly NoteKey[] {
  return services.map((one) => noteKey(nodeCrypto, one.name, 'recorded-ed25519', one.publicKey));
}

/** The one of them that signed this note; the first where none did, so that its line is missed. */
export function serviceOf({ signatures }: SignedNote, services: readonly NoteKey[]): NoteKey {
  const found = services.find((key) => signatures.some((line) => isLineOf(line, key)));
  return found ?? services[0]!; // there is always the one that signs now
}

export function logIdentity(
  origin: string,
  service: SigningKey,
  agency: { name: string; state: string },
): LogIdentity {
  const key = noteKey(nodeCrypto, serviceKeyName(origin), 'recorded-ed25519', service.publicKey);
  const actor = {
    key: service.fingerprint,
    role: 'operator',
    organisation: agency.name,
    state: agency.state,
  };
  return { origin, actor, service: { key, signing: service } };
}

export function serviceKeyName(origin: string): string {
  return `${origin}/service`;
}

export interface Line {
  readonly event: CustodyEvent;
  /** What is signed: the event in canonical form, and a newline. */
  readonly text: Uint8Array;
  readonly detail?: { readonly salt: Uint8Array; readonly text: string };
}

/** Throws a Refusal when the event would not be valid: the log never holds what its own verifier refuses. */
export function makeLine(identity: LogIdentity, parts: LineParts): Line {
  const { detail, role, ...stated } = parts.draft;
  const { signer } = parts;
  const bound = detail === undefined ? undefined : { salt: parts.salt, text: canonicalJson(detail) };
  const event: CustodyEvent = {
    ...stated,
    v: 1,
    log: identity.origin,
    id: parts.id,
    actor: {
      ...identity.actor,
      ...(role === undefined ? {} : { role }),
      ...(signer === undefined ? {} : { key: signer }),
    },
    itemSeq: (parts.head?.itemSeq ?? 0) + 1,
    ...(parts.head === undefined ? {} : { prev: hex(parts.head.leafHash) }),
    ...(bound === undefined ? {} : { detail: detailDigest(bound.salt, bound.text) }),
  };
  return { event, text: checkedText(event), ...(bound === undefined ? {} : { detail: bound }) };
}

/** Refuses what `makeLine` does, and conflict: another line than the one that was signed. */
export function makeLeaf(identity: LogIdentity, parts: LeafParts): Leaf {
  const { signed } = parts;
  const { text, ...line } = makeLine(identity, parts);
  if (signed !== undefined && !equalBytes(text, signed.text)) throw notAsSigned(line.event);
  const lines = (parts.officers ?? []).map((officer) => signatureOf(officer, text, undefined));
  if (signed !== undefined) lines.unshift(...signed.signatures);
  const note = formatNote(text, [...lines, signatureOf(identity.service, text, parts.recordedAt)]);
  if (note.length > MAX_EVENT_BYTES) {
    throw new Refusal('tooLarge.eventLength', { max: MAX_EVENT_BYTES, length: note.length });
  }
  return { ...line, note, leafHash: leafHash(nodeCrypto, note) };
}

export function signatureOf(signer: NoteSigner, text: Uint8Array, time: number | undefined): NoteSignature {
  return signatureLine(
    signer.key,
    signer.signing.sign(signedMessage(signer.key, text, time ?? 0)),
    time ?? 0,
  );
}

function detailDigest(salt: Uint8Array, text: string): string {
  return hex(digestOf(nodeCrypto, 'sha256', salt, utf8(text)));
}

function checkedText(event: CustodyEvent): Uint8Array {
  const text = eventText(event);
  try {
    parseEventText(text, event.type);
  } catch (cause) {
    throw new Refusal('badInput.eventForm', {
      found: inEnglish(errorText(cause)),
      cause,
    });
  }
  return utf8(text);
}

const notAsSigned = ({ item, itemSeq }: CustodyEvent): Refusal =>
  new Refusal('conflict.notAsSigned', { itemSeq, item });
