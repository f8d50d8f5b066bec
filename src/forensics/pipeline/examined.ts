// What an examination leaves: items and work units, how they are named, and the line that each is in the result table.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import type { Reason } from '../extractors/examine-inside.ts';
import type { Walked } from '../extractors/asked.ts';

export const STAGES = [
  'verify',
  'volumes',
  'list',
  'hash',
  'type',
  'extract',
  'pictures',
  'words',
  'known',
  'index',
] as const;
export type Stage = (typeof STAGES)[number];

/** One more whenever the same bytes may give another result: then the units of that stage are done again. */
export const VERSIONS: {
  readonly [stage in Exclude<Stage, 'extract' | 'type' | 'known' | 'index'> | 'videos']: number;
} = {
  verify: 1,
  volumes: 1,
  list: 2,
  hash: 2,
  pictures: 2,
  videos: 1,
  words: 1,
};

/** A stage that came to its end, or how far it is. */
export interface StageProgress {
  readonly done: number;
  readonly total?: number;
  readonly failed: number;
  /** Since this start, and how much was done before it: what was begun again goes on, its rate begins anew. */
  readonly seconds: number;
  readonly before?: number;
  readonly isOver: boolean;
}
export type Stages = { readonly [stage in Stage]?: StageProgress };

export interface Unit {
  readonly stage: string;
  readonly version: number;
  /** SHA-256 of what is worked on, or the id of an item whose digest is not known yet. */
  readonly content: string;
  readonly settings?: string;
  readonly itemId?: string;
}

/** Lower-case hex. */
export function unitKey({ stage, version, content, settings = '' }: Unit): string {
  return sha256(canonicalJson([content, stage, version, settings]));
}

export interface Failed {
  readonly reason: Reason;
  readonly detail: string;
}

/** Where an item is, and nothing of when or how it was found: its name is the same whoever finds it, in whatever order. */
interface ItemPlace {
  readonly exhibit: string;
  readonly volume: number;
  readonly address: string;
  readonly path: string;
  /** Id of the item that it lies in. */
  readonly parent?: string;
}

/** A stream of a file stands in its path, after the colon. */
export function itemId({ exhibit, volume, address, path, parent }: ItemPlace): string {
  return sha256(JSON.stringify([exhibit, volume, address, path, parent ?? null]));
}

export interface NewItem {
  readonly id: string;
  readonly parent?: string;
  readonly depth: number;
  readonly volume: number;
  readonly place: number;
  readonly path: string;
  readonly address: string;
  readonly type: Walked['type'];
  readonly bytes: number;
  readonly deleted: boolean;
  readonly modified?: string | undefined;
  readonly more: { readonly [name: string]: string | number | undefined };
  readonly sha256?: string;
  readonly sha1?: string;
  readonly md5?: string;
  readonly first?: string;
}

/** PostgreSQL keeps neither half of a pair of surrogates nor a zero: they are shown as what cannot be shown. */
export function kept(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

export function itemOf(exhibit: string, { place, ...listed }: Walked): NewItem {
  const { volume, path, address, type, sizeBytes, deleted, modified, ...more } = listed;
  return {
    id: itemId({ exhibit, volume, address, path }),
    depth: 0,
    volume,
    place,
    path: kept(path),
    address,
    type,
    bytes: sizeBytes,
    deleted,
    modified,
    more: { ...more, ...(more.target === undefined ? {} : { target: kept(more.target) }) },
  };
}

/** A row of the result table as it is counted by its root. */
export function resultLine(row: { readonly [name: string]: Json | undefined }): string {
  return canonicalJson(
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Json,
  ); // those are left out
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
