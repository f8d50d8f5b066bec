// Rectangles whose areas are as their values (squarified treemap: Bruls, Huizing, van Wijk, 2000).

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** In the order given, which is by value, the largest first; each value above zero. */
export function treemap(values: readonly number[], whole: Place): Place[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total <= 0) return [];
  const areas = values.map((value) => (value / total) * whole.width * whole.height);
  const out: Place[] = [];
  let left = whole;
  for (let at = 0; at < areas.length;) {
    const side = Math.min(left.width, left.height);
    let row: readonly number[] = [areas[at] ?? 0];
    // A row grows as long as its worst rectangle gets nearer to a square.
    while (at + row.length < areas.length) {
      const longer = [...row, areas[at + row.length] ?? 0];
      if (worst(longer, side) > worst(row, side)) break;
      row = longer;
    }
    left = laid(row, left, out);
    at += row.length;
  }
  return out;
}

function worst(row: readonly number[], side: number): number {
  const sum = row.reduce((all, area) => all + area, 0);
  const thick = sum / side;
  return Math.max(...row.map((area) => Math.max((thick * thick) / area, area / (thick * thick))));
}

/** Along the shorter side; what is left of the place. */
function laid(row: readonly number[], { x, y, width, height }: Place, out: Place[]): Place {
  const sum = row.reduce((all, area) => all + area, 0);
  const isWide = width >= height;
  const thick = sum / (isWide ? height : width);
  let at = isWide ? y : x;
  for (const area of row) {
    const long = area / thick;
    out.push(isWide ? { x, y: at, width: thick, height: long } : { x: at, y, width: long, height: thick });
    at += long;
  }
  return isWide
    ? { x: x + thick, y, width: width - thick, height }
    : { x, y: y + thick, width, height: height - thick };
}
