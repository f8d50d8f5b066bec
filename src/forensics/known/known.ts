// A set of known material: whose it is, on what ground it is held, until when, and who may be told of a hit. Its entries are digests,
// fingerprints of pictures (PDQ), or strings that a licensed tool gave (PhotoDNA).
import type { KnownLabel, SetFormat } from './read-set.ts';

export const DIGESTS = ['sha256', 'sha1', 'md5'] as const;
export type DigestKind = (typeof DIGESTS)[number];

/** Equal or not; of PhotoDNA it is the SHA-256 of the string, which says nothing to this program. */
export const EXACT_KINDS = [...DIGESTS, 'photodna'] as const;
export type ExactKind = (typeof EXACT_KINDS)[number];

/** `pdq` is near or not. */
export const ENTRY_KINDS = [...EXACT_KINDS, 'pdq'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export const ENTRY_BYTES = { sha256: 32, sha1: 20, md5: 16, photodna: 32, pdq: 32 } as const;

/** In every language. */
export const ENTRY_NAMES: { readonly [kind in EntryKind]: string } = {
  sha256: 'SHA-256',
  sha1: 'SHA-1',
  md5: 'MD5',
  photodna: 'PhotoDNA',
  pdq: 'PDQ',
};
export const FORMAT_NAMES: { readonly [format in SetFormat]?: string } = {
  nsrl: 'NSRL RDSv3',
  vics: 'Project VIC, CAID',
  ncmec: 'NCMEC',
};

/** alert: a hit is to be looked at. ignore: files that everybody has, such as those of an operating system. */
export const USES = ['alert', 'ignore'] as const;
export type SetUse = (typeof USES)[number];

/** Of each thing that is said of a set. */
export const SET_CHARACTERS = 500;

/** waits: nobody but its importer has looked at it. over: its last day is past. */
export type SetState = 'waits' | 'used' | 'over' | 'ended';

export interface KnownSet {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly basis: string;
  readonly mayBeTold: string;
  readonly use: SetUse;
  /** Made here: only such a one may be exported. */
  readonly isOwn: boolean;
  /** The last day on which it may be used: `2027-03-31`. */
  readonly expires: string;
  readonly version: number;
  readonly format: SetFormat;
  /** Of the file that was read, hex. */
  readonly sha256: string;
  readonly counts: { readonly [kind in EntryKind]?: number };
  readonly labels: readonly KnownLabel[];
  readonly importedBy: string;
  readonly importedAt: Date;
  /** Undefined: nobody has looked at it yet, and it is not used. */
  readonly confirmedBy: string | undefined;
  readonly confirmedAt: Date | undefined;
  readonly confirmedHow: string | undefined;
  readonly endedAt: Date | undefined;
  readonly endedWhy: string | undefined;
}

/** Used is what a second person has confirmed, what was not ended, and what is not past its last day. */
export function stateOf({ confirmedBy, endedAt, expires }: KnownSet, today: string): SetState {
  if (endedAt !== undefined) return 'ended';
  if (confirmedBy === undefined) return 'waits';
  return expires >= today ? 'used' : 'over';
}
