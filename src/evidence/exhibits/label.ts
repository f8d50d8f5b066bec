// Labels to print: which exhibits are asked for, and how a sheet is laid out.

/** 2 columns of 7, each 99.1 by 38.1 mm on A4: the common sheet of address labels (L7163 and its like). */
export const LABELS_A_SHEET = 14;
const SHEETS_MAX = 10;
export const LABELS_MAX = SHEETS_MAX * LABELS_A_SHEET;

/**
 * `1-4, 7` as 1, 2, 3, 4, 7: items of a case, in order, each once. Undefined when it is of another form, goes backwards or
 * is more than fits.
 */
export function readItems(text: string): readonly number[] | undefined {
  const items = new Set<number>();
  for (const part of text.split(',').map((one) => one.trim())) {
    const [, first, last = first] = /^([1-9]\d{0,8})(?:\s*[-–]\s*([1-9]\d{0,8}))?$/.exec(part) ?? [];
    if (first === undefined) return undefined;
    const [from, to] = [Number(first), Number(last)];
    if (to < from || to - from >= LABELS_MAX) return undefined;
    for (let item = from; item <= to; item++) items.add(item);
    if (items.size > LABELS_MAX) return undefined;
  }
  return [...items].sort((a, b) => a - b);
}

/** `1, 2, 3, 4, 7` as `1-4, 7`. */
export function itemsText(items: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === item - 1) run[1] = item;
    else runs.push([item, item]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** Sheets of places; undefined for a place that was used before. */
export function sheets<T>(labels: readonly T[], firstPlace: number): (T | undefined)[][] {
  const places: (T | undefined)[] = [...Array<undefined>(firstPlace - 1).fill(undefined), ...labels];
  return Array.from({ length: Math.ceil(places.length / LABELS_A_SHEET) }, (_, i) =>
    places.slice(i * LABELS_A_SHEET, (i + 1) * LABELS_A_SHEET),
  );
}

/** Enough of a digest to find a mistake by eye: sixteen digits in fours. */
export function shortDigest(sha256: string): string {
  return (sha256.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}
