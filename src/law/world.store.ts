// The shapes of the world map, drawn once: Natural Earth 1:110 million by way of the npm package `world-atlas`, in the
// Equal Earth projection (areas compare). States too small for that scale are points, from the 1:50 million shapes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  geoAzimuthalEqualArea,
  geoBounds,
  geoCentroid,
  geoContains,
  geoDistance,
  geoEqualEarth,
  geoPath,
  type GeoProjection,
} from 'd3-geo';
import type { Feature, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { isStateCode, STATE_CODES, type StateCode } from './states.ts';

export interface World {
  readonly width: number;
  readonly height: number;
  /** SVG path data by ISO 3166-1 code. */
  readonly shapes: ReadonlyMap<StateCode, string>;
  readonly points: ReadonlyMap<StateCode, readonly [x: number, y: number]>;
  /** Shapes that carry a name but no code; they are drawn and bear no fact. */
  readonly unmatched: readonly { readonly name: string; readonly path: string }[];
  /** Codes that are neither a shape nor a point. */
  readonly missing: readonly StateCode[];
}

const WIDTH = 960;
const HEIGHT = 440;
/** Antarctica is under a treaty of its own and would take a fifth of the picture. */
const LEFT_OUT = new Set(['AQ']);
/** States that neither scale has; longitude and latitude to a tenth of a degree. */
const BY_HAND: { readonly [code: StateCode]: readonly [number, number] } = { TV: [179.2, -8.5] };

/** Degrees; where east is less than west it lies across 180°. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Of a part of the world, or all of it: the land, and where on it a place lies. */
export interface LandMap {
  readonly width: number;
  readonly height: number;
  /** SVG path data. */
  readonly land: string;
  /** Undefined: not on this map. */
  readonly at: (longitude: number, latitude: number) => readonly [x: number, y: number] | undefined;
  /** From the left to the right edge, through the middle; of the world undefined. */
  readonly kilometresWide: number | undefined;
}

type Shapes = Topology<{ countries: GeometryCollection<{ name: string }> }>;
type Shape = Feature<Geometry, { name: string }>;

let drawn: World | undefined;
const kept = new Map<'110m' | '50m', readonly Shape[]>();

export function world(): World {
  return (drawn ??= draw(read('110m'), read('50m')));
}

function read(scale: '110m' | '50m'): readonly Shape[] {
  const known = kept.get(scale);
  if (known !== undefined) return known;
  const path = createRequire(import.meta.url).resolve(`world-atlas/countries-${scale}.json`);
  const topology = JSON.parse(readFileSync(path, 'utf8')) as Shapes; // the pinned package's own file
  const { features } = feature(topology, topology.objects.countries);
  kept.set(scale, features);
  return features;
}

/** Around a single place, so that some of its coasts and borders are in sight; of several, so that they come apart. */
const [ALONE_DEGREES, LEAST_DEGREES] = [4, 0.05];
const EARTH_KILOMETRES = 6371;

/** Of a box in a projection that keeps areas around its middle, from the 1:50 million shapes; without one, of the world. */
export function landMap(box?: Box): LandMap {
  const projection = box === undefined ? wholeWorld() : around(box);
  projection.clipExtent([
    [0, 0],
    [WIDTH, HEIGHT],
  ]);
  const features = box === undefined ? [...read('110m')] : near(projection, read('50m'));
  const land = geoPath(projection).digits(1)({ type: 'FeatureCollection', features }) ?? '';
  const at: LandMap['at'] = (longitude, latitude) => {
    const on = projection([longitude, latitude]);
    if (on === null || on[0] < 0 || on[0] > WIDTH || on[1] < 0 || on[1] > HEIGHT) return undefined;
    return [Math.round(on[0] * 10) / 10, Math.round(on[1] * 10) / 10];
  };
  const [left, right] = [0, WIDTH].map((x) => projection.invert?.([x, HEIGHT / 2]) ?? undefined);
  const isPart = box !== undefined && left !== undefined && right !== undefined && degreesWide(box) < 120;
  const kilometresWide = isPart ? Math.round(geoDistance(left, right) * EARTH_KILOMETRES) : undefined;
  return { width: WIDTH, height: HEIGHT, land, at, kilometresWide };
}

/** Those whose latitudes can be in sight: the others need not be cut to it. */
function near(projection: GeoProjection, shapes: readonly Shape[]): Shape[] {
  const middle = projection.invert?.([WIDTH / 2, HEIGHT / 2]);
  const corner = projection.invert?.([0, 0]);
  if (middle === undefined || middle === null || corner === undefined || corner === null) return [...shapes];
  const sight = (geoDistance(middle, corner) * 180) / Math.PI;
  return shapes.filter((one) => {
    const [[, south], [, north]] = boundsOf(one);
    return north >= middle[1] - sight && south <= middle[1] + sight;
  });
}

const bounds = new WeakMap<Shape, ReturnType<typeof geoBounds>>();

function boundsOf(shape: Shape): ReturnType<typeof geoBounds> {
  const known = bounds.get(shape) ?? geoBounds(shape);
  bounds.set(shape, known);
  return known;
}

const degreesWide = ({ west, east }: Box): number => (east - west + 360) % 360;

function wholeWorld(): GeoProjection {
  const seen = read('110m').filter((one) => !LEFT_OUT.has(codeOf(one) ?? ''));
  return geoEqualEarth().fitExtent(FRAME, { type: 'FeatureCollection', features: seen });
}

const FRAME: [[number, number], [number, number]] = [
  [4, 4],
  [WIDTH - 4, HEIGHT - 4],
];

function around(box: Box): GeoProjection {
  const { west, south, north } = box;
  const least = degreesWide(box) === 0 && south === north ? ALONE_DEGREES : LEAST_DEGREES;
  const wide = Math.max(degreesWide(box), least);
  const high = Math.max(north - south, least);
  const [longitude, latitude] = [west + degreesWide(box) / 2, (north + south) / 2];
  const corners = [-1, 1].flatMap((x) =>
    [-1, 1].map((y) => [longitude + (x * wide) / 2, Math.max(-90, Math.min(90, latitude + (y * high) / 2))]),
  );
  return geoAzimuthalEqualArea()
    .rotate([-longitude, -latitude])
    .fitExtent(
      FRAME.map(([x, y]) => [
        x + (x === 4 ? MARGIN : -MARGIN),
        y + (y === 4 ? MARGIN : -MARGIN),
      ]) as typeof FRAME, // two, as it has
      { type: 'MultiPoint', coordinates: corners },
    );
}

/** Around what is shown, so that nothing stands on the edge. */
const MARGIN = 60;

/** The State in whose shape at 1:50 million a place lies: at a border it may be the wrong one. */
export function stateAt(longitude: number, latitude: number): StateCode | undefined {
  const shape = read('50m').find((one) => geoContains(one, [longitude, latitude]));
  return shape === undefined ? undefined : codeOf(shape);
}

function draw(coarse: readonly Shape[], fine: readonly Shape[]): World {
  const seen = coarse.filter((one) => !LEFT_OUT.has(codeOf(one) ?? ''));
  const projection = wholeWorld();
  const path = geoPath(projection).digits(1);
  const shapes = new Map<StateCode, string>();
  const unmatched: { name: string; path: string }[] = [];
  for (const one of seen) {
    const code = codeOf(one);
    const data = path(one) ?? '';
    if (code === undefined) unmatched.push({ name: one.properties.name, path: data });
    else shapes.set(code, data);
  }
  const points = new Map<StateCode, readonly [number, number]>();
  const place = (code: StateCode, at: readonly [number, number]): void => {
    const on = projection([at[0], at[1]]);
    if (on !== null && !shapes.has(code) && !points.has(code))
      points.set(code, [Math.round(on[0] * 10) / 10, Math.round(on[1] * 10) / 10]);
  };
  for (const one of fine) {
    const code = codeOf(one);
    if (code !== undefined && !LEFT_OUT.has(code)) place(code, geoCentroid(one));
    else if (code === undefined && !unmatched.some(({ name }) => name === one.properties.name))
      unmatched.push({ name: one.properties.name, path: '' });
  }
  for (const [code, at] of Object.entries(BY_HAND)) place(code, at);
  const missing = STATE_CODES.filter((code) => !shapes.has(code) && !points.has(code));
  return { width: WIDTH, height: HEIGHT, shapes, points, unmatched, missing };
}

/** The shapes carry the numeric code of ISO 3166-1; the Unicode data of Node.js knows the letters for it. */
function codeOf({ id }: Shape): StateCode | undefined {
  if (id === undefined) return undefined;
  const [locale = ''] = Intl.getCanonicalLocales(`und-${String(id).padStart(3, '0')}`);
  const code = locale.slice('und-'.length);
  return isStateCode(code) ? code : undefined;
}
