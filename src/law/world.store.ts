// The shapes of the world map, drawn once: Natural Earth 1:110 million by way of the npm package `world-atlas`, in the
// Equal Earth projection (areas compare). States too small for that scale are points, from the 1:50 million shapes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoCentroid, geoEqualEarth, geoPath } from 'd3-geo';
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

type Shapes = Topology<{ countries: GeometryCollection<{ name: string }> }>;
type Shape = Feature<Geometry, { name: string }>;

let drawn: World | undefined;

export function world(): World {
  return (drawn ??= draw(read('110m'), read('50m')));
}

function read(scale: '110m' | '50m'): readonly Shape[] {
  const path = createRequire(import.meta.url).resolve(`world-atlas/countries-${scale}.json`);
  const topology = JSON.parse(readFileSync(path, 'utf8')) as Shapes; // the pinned package's own file
  return feature(topology, topology.objects.countries).features;
}

function draw(coarse: readonly Shape[], fine: readonly Shape[]): World {
  const seen = coarse.filter((one) => !LEFT_OUT.has(codeOf(one) ?? ''));
  const projection = geoEqualEarth().fitExtent(
    [
      [4, 4],
      [WIDTH - 4, HEIGHT - 4],
    ],
    { type: 'FeatureCollection', features: [...seen] },
  );
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
