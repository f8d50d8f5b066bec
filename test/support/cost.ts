// What a run of the tests cost, told at its end.

export interface Cost {
  readonly wallSeconds: number;
  /** Of processors: of its own processes and what they started, Chromium among them. */
  readonly cpuSeconds: number;
}

export interface FileCost extends Cost {
  readonly file: string;
}

export interface RunCost extends Cost {
  /** The part of `cpuSeconds` that the server of the run took. */
  readonly databaseSeconds: number;
}

const SLOWEST = 10;
/** Beyond it a file is a reason to look at what it does: `npm test` has 20 minutes in all. */
const CPU_SECONDS_MAX = 60;
/** A whole run, by the clock. */
const WALL_SECONDS_MAX = 1200;

/** `isLong`: hundreds of kills and a gigabyte, for which the limits of `npm test` are not meant. */
export function costLines(
  run: RunCost,
  files: readonly FileCost[],
  { isLong = false }: { readonly isLong?: boolean } = {},
): string[] {
  const minutes = `${Math.floor(run.wallSeconds / 60)} min ${Math.round(run.wallSeconds % 60)} s`;
  const slowest = files.toSorted((a, b) => b.cpuSeconds - a.cpuSeconds);
  const list = slowest
    .slice(0, SLOWEST)
    .map((one) => `  ${seconds(one.cpuSeconds)} CPU, ${seconds(one.wallSeconds)} wall  ${one.file}`);
  const dear = slowest.filter(({ cpuSeconds }) => cpuSeconds > CPU_SECONDS_MAX);
  const lines = [
    `ℹ wall ${minutes}, CPU ${seconds(run.cpuSeconds).trim()} (PostgreSQL ${seconds(run.databaseSeconds).trim()})`,
    ...(list.length === 0 ? [] : ['ℹ the slowest files, without the PostgreSQL that all share:', ...list]),
  ];
  if (isLong) return lines;
  return [
    ...lines,
    ...(run.wallSeconds > WALL_SECONDS_MAX
      ? [
          `⚠ the run took ${minutes}, and should take at most ${WALL_SECONDS_MAX / 60} min on a machine of its own`,
        ]
      : []),
    ...dear.map(
      (one) =>
        `⚠ ${one.file} took ${seconds(one.cpuSeconds).trim()} CPU, and should take at most ${CPU_SECONDS_MAX} s`,
    ),
  ];
}

/** CPU seconds, wall seconds and name, a tab between. */
export function costRow({ cpuSeconds, wallSeconds, file }: FileCost): string {
  return `${cpuSeconds.toFixed(1)}\t${wallSeconds.toFixed(1)}\t${file}\n`;
}

function seconds(count: number): string {
  return `${count.toFixed(1).padStart(6)} s`;
}
