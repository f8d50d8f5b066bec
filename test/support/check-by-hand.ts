// The check by hand, as its guide prints it: the very script that a person copies.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasProgram } from './programs.ts';

const GUIDE = new URL('../../docs/guides/check-by-hand.md', import.meta.url);
const TOOLS = ['sha256sum', 'openssl', 'base64', 'xxd'];

/** Why it cannot run here; undefined when it can. */
export function handMissing(): string | undefined {
  return TOOLS.find((name) => !hasProgram(name)) ?? (opensslHasMlDsa() ? undefined : 'openssl 3.5');
}

export function writeHandCheck(path: string): void {
  writeFileSync(path, /^```sh\n(.*?)^```$/ms.exec(readFileSync(GUIDE, 'utf8'))?.[1] ?? 'exit 9');
}

function opensslHasMlDsa(): boolean {
  return String(spawnSync('openssl', ['list', '-signature-algorithms']).stdout).includes('ML-DSA-44');
}

/** What `CHECK.txt` of this bag tells a person to type: lines that begin with four spaces. The exit code of the first that fails. */
export function runCheckText(bag: string): { readonly status: number | null; readonly said: string } {
  const commands = readFileSync(join(bag, 'CHECK.txt'), 'utf8')
    .split('\n')
    .flatMap((line) => (line.startsWith('    ') ? [line.slice(4)] : []));
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', commands.join('\n')], { cwd: bag });
  return { status, said: String(stdout) + String(stderr) };
}
