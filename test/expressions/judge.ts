// How long an expression may take for a text of a given length, as recheck (MIT, https://makenowjust-labs.github.io/recheck/) judges
// it: by its automaton, or where it looks around by trying.
import { createRequire } from 'node:module';

interface Recheck {
  checkSync(
    source: string,
    flags: string,
    settings: typeof SETTINGS,
  ): {
    readonly status: 'safe' | 'vulnerable' | 'unknown';
    readonly complexity?: { readonly summary: string };
    readonly attack?: { readonly pattern: string };
  };
}

/**
 * The same at any time of day: what is found by trying is found by the same tries, and is held by the signs that are read, not by
 * the time that this takes (its own limits of a second and less call a linear expression slow on a busy machine).
 */
const SETTINGS = {
  timeout: 60_000,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  /** Signs read for a text of some thousands: a linear expression is far below, a quadratic one above. */
  attackLimit: 15_000_000,
} as const;

/** Undefined: no more than linear. */
export function worseThanLinear(expression: string): string | undefined {
  const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(expression) ?? [];
  const judged = recheck().checkSync(source, flags.replace('d', ''), SETTINGS);
  if (judged.status === 'safe') return undefined;
  if (judged.status === 'unknown') return 'not judged within a minute';
  return `${judged.complexity?.summary ?? 'slow'}: ${judged.attack?.pattern ?? ''}`;
}

let loaded: Recheck | undefined;

/** Its programs for single systems are left alone: the one in JavaScript judges the same everywhere. */
function recheck(): Recheck {
  if (loaded !== undefined) return loaded;
  const before = process.env['RECHECK_BACKEND'];
  process.env['RECHECK_BACKEND'] = 'pure';
  try {
    loaded = createRequire(import.meta.url)('recheck') as Recheck; // as its documentation types it
  } finally {
    if (before === undefined) delete process.env['RECHECK_BACKEND'];
    else process.env['RECHECK_BACKEND'] = before;
  }
  return loaded;
}
