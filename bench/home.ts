// An installation to measure on, worked by the commands that people use.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './measure.ts';

export const COMITY = fileURLToPath(new URL('../comity', import.meta.url));
/** The first case of a new home. */
const CASE = `FR-${new Date().getUTCFullYear()}-000001`;

export interface BenchHome {
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A new installation with one case. */
export function newHome(folder: string, name = 'home'): BenchHome {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  const env = { COMITY_HOME: path };
  run([COMITY, 'init', '--agency', 'Bench', '--state', 'FR', '--origin', `${name}.example/log`], env);
  run([COMITY, 'case', 'create', '--title', 'Bench'], env);
  return { path, env };
}

export function adding(source: string): readonly string[] {
  return [COMITY, 'exhibit', 'add', source, '--case', CASE, '--source', 'bench', '--authority', 'order 1'];
}

export function packaging(to: string): readonly string[] {
  return [COMITY, 'package', 'create', '--case', CASE, '--to', to];
}
