// What the checks of a package share: its files, its bag and the words for what was found.
import { hex } from '../base/bytes.ts';
import type { BagInfo, BagSource } from './bag-tags.ts';
import type { Manifest } from './bag-manifest.ts';
import type { Checkpoint } from './checkpoint.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { SERVICE_ROLE, type CustodyEvent, type Digests } from './event.ts';
import type { EventNote } from './event-note.ts';
import { Fault } from './fault.ts';
import type { ItemHead } from './item-head.ts';
import type { KeyChange } from './key-change.ts';
import type { Layout } from './package-layout.ts';
import type { NoteKey } from './note-key.ts';
import type { FoundRequest } from './request-proof.ts';
import type { Signer } from './passkey.ts';
import { readSmall, type FileDigests } from './reader.ts';

/** A package whose seal held: `tags` are the digests that the service signed. */
export interface OpenPackage {
  readonly crypto: Crypto;
  readonly layout: Layout;
  readonly source: BagSource;
  /** Digests of everything in the bag but the evidence. */
  readonly tags: Manifest;
  /** Digests of the evidence; empty until the bag has been opened. */
  readonly payload: Manifest;
  /** Digests beside SHA-256 that events state of the evidence, as they were computed; empty until it has been read. */
  readonly further: ReadonlyMap<string, FileDigests['hex']>;
}

export interface LogKeys {
  readonly origin: string;
  readonly ed25519: NoteKey;
  readonly mlDsa44: NoteKey;
  /** The key that the service signs with now; earlier ones are in the events. */
  readonly service: NoteKey;
}

/** Keys that the package itself states; `package-enrolment.ts` judges them. */
export interface KnownKeys {
  /** The service key of `custody/keys`. */
  readonly current: NoteKey;
  /** Every service key that was ever enrolled, with the current one. */
  readonly services: readonly NoteKey[];
  /** Of persons: Ed25519 keys and passkeys, each under its one name. */
  readonly officers: readonly Signer[];
}

/** A leaf as it was read: nothing about it is believed yet. */
export interface ReadEvent extends EventNote {
  readonly index: number;
  readonly leafHash: Uint8Array;
}

/** An event with what its note, its proof and its file say. */
export interface FoundEvent {
  readonly index: number;
  readonly event: CustodyEvent;
  /** Lower-case hex. */
  readonly leafHash: string;
  /** POSIX seconds, as the service says. */
  readonly recordedAt: number;
  /** The service's first. */
  readonly signedBy: readonly Signer[];
  readonly actor: Signer;
  /** The private text, where the package carries it. */
  readonly detail?: string;
}

/** By the officer's own key or passkey; by the service for an officer who used none; by the service for itself. */
type SignedAs = 'officer' | 'serviceForOfficer' | 'service';

export function signedAs({ event, actor }: Pick<FoundEvent, 'event' | 'actor'>): SignedAs {
  if (actor.type !== 'recorded-ed25519') return 'officer';
  return event.actor.role === SERVICE_ROLE ? 'service' : 'serviceForOfficer';
}

export function signerCounts(events: readonly FoundEvent[]): {
  readonly events: number;
  readonly byOfficers: number;
  readonly forOfficers: number;
} {
  const signed = (by: SignedAs): number => events.filter((one) => signedAs(one) === by).length;
  return { events: events.length, byOfficers: signed('officer'), forOfficers: signed('serviceForOfficer') };
}

export interface FoundExhibit {
  readonly number: string;
  readonly files: number;
  readonly bytes: number;
  /** As the latest acquiring event states them; of the file, or of `tree.jsonl`. */
  readonly digests: Digests;
  readonly isTree: boolean;
  /** Destroyed by order: its events remain, its bytes do not. */
  readonly isDestroyed: boolean;
  readonly conditions: readonly string[];
  /** Those that still bind: without what a formal request lifted. */
  readonly binding: readonly string[];
  readonly events: readonly FoundEvent[];
  readonly head: ItemHead;
}

export interface FoundTimestamp {
  readonly path: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly authority: string;
  readonly trusted: boolean;
}

/** Everything a caller may rely on once a package is found valid. */
export interface FoundPackage {
  /** Path of the bag's folder for the reader, with a final `/`. */
  readonly prefix: string;
  readonly bag: string;
  readonly info: BagInfo;
  /** Lower-case hex: names the whole package. */
  readonly tagManifestSha256: string;
  readonly payload: Manifest;
  /** Of all files of evidence together. */
  readonly payloadBytes: number;
  readonly keys: LogKeys;
  /** How the log came to them, oldest first. */
  readonly keyChanges: readonly KeyChange[];
  readonly checkpoint: Checkpoint;
  readonly cosigners: readonly { readonly name: string; readonly time: number }[];
  readonly exhibits: readonly FoundExhibit[];
  /** Of the proof of a request, which has no exhibits. */
  readonly request?: FoundRequest | undefined;
  readonly records?: FoundRecords | undefined;
  /** Events of other items: keys, and the request. */
  readonly otherEvents: readonly FoundEvent[];
  readonly timestamps: readonly FoundTimestamp[];
}

/** The certificate of who keeps the records. */
export interface FoundRecords {
  readonly keeper: string;
  readonly custodian: string;
  readonly statement: string;
  readonly leftOut?: string;
  /** How many it covers. */
  readonly exhibits: number;
}

/** Reads a tag file and holds it to the tag manifest, so that what is parsed is what was signed for. */
export async function readTagFile(
  pack: Pick<OpenPackage, 'crypto' | 'source' | 'tags'>,
  path: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const expected = pack.tags.get(path);
  if (expected === undefined) throw new Fault('fileMissing', path, 'a file of the tag manifest', 'none');
  const bytes = await readSmall(pack.source.reader, pack.source.prefix + path, maxBytes);
  const found = hex(digestOf(pack.crypto, 'sha256', bytes));
  if (found !== expected) throw new Fault('fileChanged', path, `sha256 ${expected}`, found);
  return bytes;
}
