// What stands behind a command: its options, and words of its own where it takes any.
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

export const FLAG = { type: 'boolean', default: false } as const;
export const TEXT = { type: 'string' } as const;
export const TEXTS = { type: 'string', multiple: true } as const;

/** For a command that takes no word beside its options: one is refused. */
export function optionsOf<const O extends ParseArgsOptionsConfig>(args: readonly string[], options: O) {
  return parseArgs({ args: [...args], options });
}

export function wordsAndOptions<const O extends ParseArgsOptionsConfig>(args: readonly string[], options: O) {
  return parseArgs({ args: [...args], allowPositionals: true, options });
}
