// The table at the end: what was measured beside which peer, and whether it keeps its promise.
import type { Figure } from './measure.ts';

export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  /** Ours against the peer: above 1 is faster. */
  readonly ratio?: number;
  readonly gate?: number;
  readonly note?: string;
}

export interface Compared {
  readonly what: string;
  readonly ours: Figure;
  readonly peer: Figure;
  /** Which of the two figures the ratio is of. */
  readonly by: 'cpu' | 'wall';
  readonly gate?: number;
  readonly note: string;
}

export function compared({ what, ours, peer, by, gate, note }: Compared): Row {
  return {
    what: `${what}, ${by === 'cpu' ? 'CPU' : 'wall'}`,
    ours: words(ours, by),
    peer: words(peer, by),
    ratio: peer[by] / ours[by],
    ...(gate === undefined ? {} : { gate }),
    note,
  };
}

function words(figure: Figure, by: 'cpu' | 'wall'): string {
  return `${figure[by].toFixed(2)} s`;
}

export function printTable(rows: readonly Row[]): void {
  const cells = rows.map((row) => [
    row.what,
    row.ours,
    row.peer,
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.gate === undefined ? '' : `>= ${row.gate}`,
    row.gate === undefined ? '' : isKept(row) ? 'kept' : 'BELOW',
    row.note ?? '',
  ]);
  const head = ['work', 'ours', 'peer', 'ratio', 'gate', '', 'beside'];
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  for (const row of [head, ...cells])
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

export function isKept(row: Row): boolean {
  return row.gate === undefined || (row.ratio !== undefined && row.ratio >= row.gate);
}

/** A figure against a limit of its own, where no peer does the same work. */
export function limited(what: string, ours: number, limit: number | undefined, unit: string): Row {
  return {
    what,
    ours: `${ours.toFixed(2)} ${unit}`,
    peer: limit === undefined ? '' : `${limit} ${unit}`,
    ...(limit === undefined ? {} : { ratio: limit / ours, gate: 1 }),
    note: limit === undefined ? 'told, not gated' : 'its limit',
  };
}
