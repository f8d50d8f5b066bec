// `./comity image files` as one plain file, which the launcher starts (build-terminal.ts): of a listing that takes a tenth of a second, half
// was reading the program. What else it is asked, or where the source is another by now, the whole program does.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { madeAt } from '../platform/built-programs.ts';
import { IMAGE_FILES } from './command-image-files.ts';
import { runCommand, startWith } from './run-command.ts';

const ELSEWHERE = new Set(['--help', '-h', '--compare']);

export async function start(): Promise<void> {
  const [, file = '', , , ...args] = process.argv; // then `image files`
  if (!args.some((one) => ELSEWHERE.has(one)) && madeAt(file.replace(/\.cjs$/, '')) !== undefined)
    return list(args);
  enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/comity', import.meta.url))); // as ./comity says
  return (await import('./main.ts')).start();
}

export async function list(args: readonly string[]): Promise<void> {
  return startWith(async (terminal) => runCommand(IMAGE_FILES, args, terminal));
}
