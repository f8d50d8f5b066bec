// What a package holds, as plain values. The package act fills this in once; `case.jsonld`, `report.pdf` and
// `CHECK.txt` are written from it and from nothing else, so the three can never tell different stories.
import type { Uuid } from '../../base/ids.ts';
import type { Authority, Digests } from '../../verify/event.ts';
import type { PackagedEvent } from '../events/event.ts';
import type { Shown, NotShown } from '../events/messages.ts';
import type { RecordsCertified } from './records.ts';

export interface PackageContents {
  readonly id: Uuid;
  /** Name of the bag's folder. */
  readonly bag: string;
  /** Milliseconds since 1970. The only time of writing in the three files: same contents, same bytes. */
  readonly created: number;
  readonly agency: Party;
  /** Origin of the agency's custody log. */
  readonly origin: string;
  readonly case: { readonly id: Uuid; readonly reference: string; readonly title: string };
  readonly receiver?: Party;
  /** The program that wrote the package. */
  readonly program: { readonly name: string; readonly version: string };
  readonly exhibits: readonly PackagedExhibit[];
  /** Events of the items `key:…`, oldest first: the keys that signed, and when they were enrolled or revoked. */
  readonly keyEvents: readonly PackagedEvent[];
  /** Exhibits of the case that were destroyed by order, where all of the case is handed over. */
  readonly destroyed?: readonly {
    readonly number: string;
    readonly order?: { readonly type: Authority['type']; readonly id: string };
    readonly occurredAt: string;
  }[];
  readonly checkpoint: PackagedCheckpoint;
  readonly timestamps: readonly PackagedTimestamp[];
  readonly keys: readonly PackagedKey[];
  /** Of who keeps the records that are handed over; absent: nobody certifies them. */
  readonly records?: RecordsCertified;
  /** Absent where nobody looked, or the receiver has no State. */
  readonly court?: PackagedCourt;
}

/** What the courts of the receiver's State ask of the evidence, and what of it the log shows. Worked out above this folder. */
export interface PackagedCourt {
  readonly state: string;
  /** Empty: what they ask is not on record. */
  readonly rules: readonly PackagedCourtRule[];
}

export interface PackagedCourtRule {
  readonly law: string;
  readonly provision: string;
  readonly asked: readonly {
    readonly text: string;
    /** Numbers of exhibits. */
    readonly met: readonly string[];
    readonly missing: readonly string[];
    readonly cannotTell: readonly string[];
  }[];
  /** When a certificate is asked for and who signs it, in the words of the law data. */
  readonly certificate?: string;
}

/** Works it out for all exhibits of a package. */
export type CourtOf = (exhibits: readonly PackagedExhibit[], state: string) => Promise<PackagedCourt>;

export interface Party {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly state: string;
}

export interface PackagedExhibit {
  /** `FR-2026-000012-3` */
  readonly number: string;
  readonly id: Uuid;
  /** As the event `acquired` says it in its fact `method`. */
  readonly kind: ExhibitKind;
  readonly title?: string;
  /** Over the file, or over `tree.jsonl` of a folder. */
  readonly digests: Digests;
  /** Bytes of all files together. */
  readonly bytes: number;
  /** Parts missing from the package by decision (evidence disposed of by order, for example) leave this empty. */
  readonly files: readonly PackagedFile[];
  /** Every event of the exhibit, oldest first. */
  readonly events: readonly PackagedEvent[];
  /** Limits on use, in the words of whoever set them. */
  readonly conditions: readonly string[];
}

export type ExhibitKind = 'file' | 'tree' | 'device' | 'image' | 'stream';

export interface PackagedFile {
  /** Within the bag: `data/FR-2026-000012-3/disk.E01`. */
  readonly path: string;
  /** The name it was found under, where the path had to differ from it. */
  readonly foundAs?: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly md5?: string;
  readonly sha1?: string;
}

export interface PackagedCheckpoint {
  readonly origin: string;
  readonly size: number;
  /** Base 64, as line 3 of the checkpoint has it. */
  readonly root: string;
  /** Milliseconds since 1970, as the log's ML-DSA-44 line states it. */
  readonly time: number;
  /** Witnesses other than the log itself; `time` in milliseconds. */
  readonly cosigners: readonly { readonly name: string; readonly algorithm: string; readonly time: number }[];
}

export interface PackagedTimestamp {
  /** Common name of the certificate that signed the token. */
  readonly authority: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Within the bag: `custody/timestamps/….tsr`. */
  readonly path: string;
  /** Certificates of the authority, within the bag: `custody/chains/….pem`. */
  readonly chain?: string;
}

interface PackagedKey {
  readonly use: 'log' | 'service';
  readonly algorithm: 'ed25519' | 'ml-dsa-44';
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex. */
  readonly fingerprint: string;
  /** Within the bag: `custody/keys/….pem`. */
  readonly path: string;
}

/** What this package's proof shows and does not show; the words for each are in `events/messages.ts`. */
export function proofOf(contents: PackageContents): {
  readonly shows: readonly Shown[];
  readonly doesNotShow: readonly NotShown[];
} {
  const witnessed = contents.checkpoint.cosigners.length > 0;
  const dated = contents.timestamps.length > 0;
  return {
    shows: [
      'who',
      'whole',
      'unchanged',
      'order',
      ...(witnessed ? (['witnessed'] as const) : []),
      ...(dated ? (['noLaterThan'] as const) : []),
    ],
    doesNotShow: [
      'true',
      'honest',
      'persons',
      'keys',
      'outside',
      ...(witnessed ? [] : (['unwitnessed'] as const)),
      ...(dated ? [] : (['undated'] as const)),
    ],
  };
}
