// Exhibits that are being looked into: for each one child of its own behind walls, kept for a while after the last look.
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import type { Uuid } from '../../base/ids.ts';
import type { ConfinedPool } from '../../platform/confined-pool.ts';
import type { StoredFile } from '../../platform/object-store.ts';
import { storedImage, type OpenImage } from '../looking/disk-image.ts';
import { firstSegment } from '../looking/medium-of.ts';
import { LookInside, lookingPool } from '../looking/look-inside.ts';
import { picturePool } from '../pictures/pictures.ts';

/** Children at once: each may take as much memory as its limit says. */
const MOST = 4;
const IDLE_MS = 120_000;

interface Kept {
  readonly pool: ConfinedPool;
  readonly inside?: LookInside;
  readonly close?: () => void;
  readonly key?: Uint8Array;
  usedAt: number;
}

export class Insides {
  readonly #house: Installation;
  readonly #kept = new Map<string, Kept>();
  #timer: NodeJS.Timeout | undefined;

  constructor(house: Installation) {
    this.#house = house;
  }

  /**
   * Undefined where the exhibit is no medium. Throws Refusal where its container cannot be read. What a person has opened with a key is
   * theirs alone.
   */
  async of(exhibit: Exhibit, files: readonly StoredFile[], person?: Uuid): Promise<LookInside | undefined> {
    const first = firstSegment(exhibit, files);
    if (first === undefined) return undefined;
    const known = (person && this.#known(ownOf(exhibit, person))) ?? this.#known(exhibit.id);
    if (known !== undefined) return known.inside;
    const image = await storedImage(this.#house.store, exhibit.id, { first, files });
    if (image === undefined) return undefined;
    const kept = this.#keptAs(exhibit.id, () => opened(image));
    if (kept.close !== image.close) image.close(); // another look has opened it meanwhile
    return kept.inside;
  }

  /** From now on this person sees what the key opens. It is kept in memory alone, and forgotten with the child when nobody looks. */
  async unlock(
    exhibit: Exhibit,
    files: readonly StoredFile[],
    { person, key }: { readonly person: Uuid; readonly key: Uint8Array },
  ): Promise<void> {
    const first = firstSegment(exhibit, files);
    if (first === undefined) return;
    const image = await storedImage(this.#house.store, exhibit.id, { first, files });
    if (image === undefined) return;
    this.#forget(ownOf(exhibit, person));
    const own = { ...image, key: Buffer.from(key).toString('base64') };
    this.#keptAs(ownOf(exhibit, person), () => ({ ...opened(own), key }));
  }

  /** With what this person has opened it, for as long as that is kept. */
  keyOf(exhibit: Exhibit, person: Uuid): Uint8Array | undefined {
    return this.#known(ownOf(exhibit, person))?.key;
  }

  /** The child that decodes its pictures. */
  pictures(exhibit: Exhibit): ConfinedPool {
    return this.#keptAs(`${exhibit.id} pictures`, () => ({ pool: picturePool() })).pool;
  }

  /** Walls that this machine lacks, by their name. */
  missingWalls(exhibit: Exhibit): readonly string[] {
    return Object.keys(this.#kept.get(exhibit.id)?.pool.walls.missing ?? {});
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const id of this.#kept.keys()) this.#forget(id);
  }

  #keptAs(id: string, open: () => Omit<Kept, 'usedAt'>): Kept {
    const known = this.#known(id);
    if (known !== undefined) return known;
    const idle = [...this.#kept]
      .filter(([, { pool }]) => pool.isIdle)
      .toSorted(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [other] of idle.slice(0, Math.max(0, this.#kept.size + 1 - MOST))) this.#forget(other);
    const kept = { ...open(), usedAt: Date.now() };
    this.#kept.set(id, kept);
    this.#timer ??= setInterval(() => this.#sweep(), IDLE_MS / 4).unref();
    return kept;
  }

  #known(id: string): Kept | undefined {
    const known = this.#kept.get(id);
    if (known !== undefined) known.usedAt = Date.now();
    return known;
  }

  #sweep(): void {
    for (const [id, { pool, usedAt }] of this.#kept)
      if (pool.isIdle && Date.now() - usedAt > IDLE_MS) this.#forget(id);
  }

  #forget(id: string): void {
    const kept = this.#kept.get(id);
    this.#kept.delete(id);
    kept?.pool.close();
    kept?.close?.();
  }
}

function ownOf({ id }: Exhibit, person: Uuid): string {
  return `${id} ${person}`;
}

function opened(image: OpenImage): Omit<Kept, 'usedAt'> {
  const pool = lookingPool(image);
  return { inside: new LookInside(pool, image), pool, close: image.close };
}
