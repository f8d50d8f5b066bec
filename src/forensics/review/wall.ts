// Pictures by when and where they were taken, as their cameras say: which are asked for, and how they gather on a map.
import type { Box, LandMap } from '../../law/world.store.ts';

export interface WallPicture {
  /** Its number. */
  readonly exhibit: string;
  readonly item: string;
  readonly path: string;
  /** `2026-11-30T08:15:00`: of the camera's clock, without a zone; else of the file. */
  readonly time: string | undefined;
  readonly isCameras: boolean;
  /** Degrees, as the camera wrote them. */
  readonly longitude: number | undefined;
  readonly latitude: number | undefined;
}

export interface WallAsked {
  readonly box: Box | undefined;
  /** A year or a month. */
  readonly span: string | undefined;
  /** Pictures that come before those shown. */
  readonly after: number;
}

/** What is not well formed is as if it had not been asked for. */
export function readWall(query: (name: string) => string): WallAsked {
  const span = /^\d{4}(?:-\d\d)?$/.exec(query('span'))?.[0];
  const after = /^\d{1,5}$/.test(query('after')) ? Number(query('after')) : 0;
  return { box: boxOf(query('box')), span, after };
}

function boxOf(text: string): Box | undefined {
  if (!/^-?\d{1,3}(?:\.\d{1,7})?(?:,-?\d{1,3}(?:\.\d{1,7})?){3}$/.test(text)) return undefined;
  const [west = 0, south = 0, east = 0, north = 0] = text.split(',').map(Number);
  const isRight =
    [west, east].every((one) => Math.abs(one) <= 180) &&
    [south, north].every((one) => Math.abs(one) <= 90) &&
    south <= north &&
    west <= east;
  return isRight ? { west, south, east, north } : undefined;
}

export function wallQuery({ box, span, after = 0 }: Partial<WallAsked>): string {
  const query = new URLSearchParams();
  if (box !== undefined) query.set('box', [box.west, box.south, box.east, box.north].join(','));
  if (span !== undefined) query.set('span', span);
  if (after > 0) query.set('after', `${after}`);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export function isWithin({ box, span }: WallAsked, picture: WallPicture): boolean {
  if (span !== undefined && picture.time?.startsWith(span) !== true) return false;
  if (box === undefined) return true;
  const { longitude, latitude } = picture;
  if (longitude === undefined || latitude === undefined) return false;
  const { west, south, east, north } = box;
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** The earliest first; those without a time last, by exhibit and path. */
export function byTime(pictures: readonly WallPicture[]): WallPicture[] {
  return pictures.toSorted((one, other) => {
    const [a, b] = [one.time ?? '~', other.time ?? '~'];
    return a < b ? -1 : a > b ? 1 : 0;
  });
}

/** Pictures that would be one dot on a map. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly box: Box;
  readonly pictures: readonly WallPicture[];
}

/** Squares of the map, in its units. */
const CELL = 24;

/** In the order in which one reads: by rows from the top. */
export function marksOn(map: Pick<LandMap, 'at'>, pictures: readonly WallPicture[]): Mark[] {
  const placed = pictures.flatMap((picture) => {
    const { longitude, latitude } = picture;
    const at = longitude === undefined || latitude === undefined ? undefined : map.at(longitude, latitude);
    return at === undefined ? [] : [{ picture, x: at[0], y: at[1] }];
  });
  const cells = Map.groupBy(placed, ({ x, y }) => Math.floor(y / CELL) * 1000 + Math.floor(x / CELL));
  return [...cells]
    .toSorted(([one], [other]) => one - other)
    .map(([, members]) => {
      const mean = (of: 'x' | 'y'): number =>
        Math.round((members.reduce((sum, one) => sum + one[of], 0) / members.length) * 10) / 10;
      const own = members.map(({ picture }) => picture);
      return { x: mean('x'), y: mean('y'), box: around(own), pictures: own };
    });
}

function around(pictures: readonly WallPicture[]): Box {
  const [xs, ys] = [
    pictures.map(({ longitude = 0 }) => longitude),
    pictures.map(({ latitude = 0 }) => latitude),
  ];
  const of = (values: readonly number[], pick: (a: number, b: number) => number): number =>
    values.reduce((a, b) => pick(a, b));
  return { west: of(xs, Math.min), south: of(ys, Math.min), east: of(xs, Math.max), north: of(ys, Math.max) };
}

/** Of Exif 2.32 (`2026:11:30 08:15:00`), as ISO 8601 without a zone. */
export function cameraTime(taken: string | null): string | undefined {
  const found = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(taken ?? '');
  if (found === null || found[1] === '0000') return undefined;
  return `${found[1]}-${found[2]}-${found[3]}T${found[4]}`;
}

export function degreesOf(value: unknown, most: 90 | 180): number | undefined {
  return typeof value === 'number' && Math.abs(value) <= most ? value : undefined;
}
