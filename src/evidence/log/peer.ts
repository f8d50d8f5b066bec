// A trusted peer: another agency whose keys came by another road than its packages, compared by two persons. Rules alone.
import type { Uuid } from '../../base/ids.ts';
import type { Crypto } from '../../verify/crypto.ts';
import { Fault } from '../../verify/fault.ts';
import { formatVerifierKey, keyFingerprint, parseVerifierKey, type NoteKey } from '../../verify/note-key.ts';
import { readTrust } from '../../verify/trust.ts';
import { SERVICE_LINE } from './key-names.ts';
import { serviceKeyName } from './log-entry.ts';

/** How keys can come to somebody other than in the message that brings a package. */
export const ROADS = ['letter', 'meeting', 'callBack', 'network', 'publication'] as const;
export type Road = (typeof ROADS)[number];

export interface PeerDeed {
  readonly by: { readonly id: Uuid; readonly name: string };
  readonly at: Date;
  /** How the keys were compared, or why the peer was withdrawn. */
  readonly words: string;
}

export interface Peer {
  readonly id: Uuid;
  readonly agency: string;
  /** ISO 3166-1 alpha-2. */
  readonly state: string;
  readonly origin: string;
  /** As it came, C2SP tlog-policy. */
  readonly trust: string;
  /** Of its service at that time, a verifier key. */
  readonly serviceKey: string | undefined;
  readonly road: Road;
  /** `2026-11-03`. */
  readonly receivedOn: string;
  /** `words`: from whom and how. */
  readonly added: PeerDeed;
  readonly confirmed: PeerDeed | undefined;
  readonly withdrawn: PeerDeed | undefined;
}

export type PeerState = 'proposed' | 'confirmed' | 'withdrawn';

/** Only a confirmed peer counts. */
export function peerState({ confirmed, withdrawn }: Peer): PeerState {
  if (withdrawn !== undefined) return 'withdrawn';
  return confirmed === undefined ? 'proposed' : 'confirmed';
}

export const PEER_WORDS_MAX = 500;
export const PEER_FILE_BYTES_MAX = 32 * 1024;
/** Of a peer document, which has proofs of its keys too. */
export const PEER_DOCUMENT_BYTES_MAX = 256 * 1024;
export const AGENCY_LENGTH_MAX = 200;
const KEYS_MAX = 4;

export const isPlainLine = (text: string): boolean => text.isWellFormed() && !/\p{Cc}|\p{Cf}/u.test(text);

export interface NewPeer {
  readonly agency: string;
  readonly state: string;
  readonly road: Road;
  readonly how: string;
  readonly receivedOn: string;
  readonly keys: PeerKeys;
}

/** A peer document, which has the keys of the log and says besides how the agency is reached. */
export interface PeerDocumentSaid {
  /** Its keys as a file of keys. */
  readonly trust: string;
  readonly agency: string;
  /** ISO 3166-1 alpha-2. */
  readonly state: string;
  /** Where messages go. */
  readonly line: string | undefined;
}

/** What two persons read to each other of a log's keys, and where messages of that peer go. */
export interface PeerSpoken {
  readonly digits: string;
  readonly words: string;
  /** The document that counts. */
  readonly line: string | undefined;
  readonly stop: { readonly why: 'keyNotInLog' | 'fork' | 'notAnnounced'; readonly at: Date } | undefined;
  /** Added by one person, and not confirmed. */
  readonly waiting:
    | { readonly by: Uuid; readonly serial: number; readonly line: string | undefined; readonly at: Date }
    | undefined;
}

/** What a file of keys says. */
export interface PeerKeys {
  readonly origin: string;
  /** The file itself. */
  readonly trust: string;
  readonly log: readonly NoteKey[];
  readonly service: NoteKey | undefined;
  readonly witnesses: number;
}

type PeerFileFault = 'form' | 'tooLarge' | 'severalLogs' | 'noLog' | 'own';
export type ReadPeerFile =
  | { readonly ok: true; readonly keys: PeerKeys }
  | { readonly ok: false; readonly why: PeerFileFault; readonly cause?: Fault };

/** A file of keys of one other log. `own`: origin of the log of this installation. */
export function readPeerFile(text: string, own: string, crypto: Crypto): ReadPeerFile {
  const trust = `${text.replace(/\r\n?/g, '\n').trimEnd()}\n`; // as browsers and mail programs send lines
  const bytes = new TextEncoder().encode(trust);
  if (bytes.length > PEER_FILE_BYTES_MAX) return { ok: false, why: 'tooLarge' };
  try {
    const { policy } = readTrust(bytes, 'file of keys', crypto);
    const [first, ...others] = policy?.logs.map(({ key }) => key) ?? [];
    if (policy === undefined || first === undefined) return { ok: false, why: 'noLog' };
    const origin = first.name;
    if (others.length >= KEYS_MAX || others.some(({ name }) => name !== origin))
      return { ok: false, why: 'severalLogs' };
    if (origin === own) return { ok: false, why: 'own' };
    const service = serviceKeyIn(trust, origin, crypto);
    const witnesses = policy.witnesses.length;
    return { ok: true, keys: { origin, trust, log: [first, ...others], service, witnesses } };
  } catch (cause) {
    if (cause instanceof Fault) return { ok: false, why: 'form', cause };
    throw cause;
  }
}

/** A policy has no place for it, so it stands in a comment of the file. Fault keyInvalid. */
function serviceKeyIn(trust: string, origin: string, crypto: Crypto): NoteKey | undefined {
  const lines = trust.split('\n').filter((line) => line.startsWith(SERVICE_LINE));
  const [line, second] = lines;
  if (line === undefined) return undefined;
  const bad = (expected: string, found: string) =>
    new Fault('keyInvalid', 'key of the service', expected, found);
  if (second !== undefined) throw bad('one', 'two');
  const key = parseVerifierKey(line.slice(SERVICE_LINE.length).trim(), 'key of the service', crypto);
  if (key.type === 'recorded-ed25519' && key.name === serviceKeyName(origin)) return key;
  throw bad(`a key that records events of ${origin}`, `${key.type} of ${key.name}`);
}

export interface PeerKey {
  readonly use: 'ed25519' | 'mlDsa44' | 'service';
  readonly fingerprint: string;
}

/** Those that two people compare. */
export function peerPrints(
  { log, service }: Pick<PeerKeys, 'log' | 'service'>,
  crypto: Crypto,
): readonly PeerKey[] {
  return [...log, ...(service === undefined ? [] : [service])].map((key) => ({
    use: key.type === 'ed25519' ? 'ed25519' : key.type === 'recorded-ed25519' ? 'service' : 'mlDsa44',
    fingerprint: keyFingerprint(crypto, key),
  }));
}

export function serviceKeyText(key: NoteKey | undefined): string | null {
  return key === undefined ? null : formatVerifierKey(key);
}

/** What a check of a package keeps of the peer whose keys it rested on. */
export interface TrustedPeer {
  readonly id: Uuid;
  readonly agency: string;
  readonly state: string;
  readonly road: Road;
  readonly receivedOn: string;
  /** RFC 3339. */
  readonly confirmedAt: string;
  /** SHA-256 of the key of its service, when one came. */
  readonly service?: string;
}

/** `same`, `other`; undefined where none came with the confirmed keys. `fingerprint`: SHA-256 of the one that is shown. */
export type ServiceCompared = 'same' | 'other' | undefined;

export function compareService({ service }: TrustedPeer, fingerprint: string): ServiceCompared {
  if (service === undefined) return undefined;
  return service === fingerprint ? 'same' : 'other';
}
