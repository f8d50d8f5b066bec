// Tests that compare with an outside program are skipped where it is missing: so .ci/run installs each that they ask for.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const CI = readFileSync(new URL('../.ci/run', import.meta.url), 'utf8');
const NEEDED = /^needed='\n(.*?)^'$/ms.exec(CI)?.[1] ?? '';
const INSTALLED = [...NEEDED.matchAll(/^(\S+) \S+$/gm)].map(([, program]) => program);
/** In packages that every Debian has: coreutils, util-linux, tar, bash, dash, debianutils; and npm, which brought all the rest. */
const BASE =
  'base64 bash cp env id losetup mkfifo mount npm rm sh sha256sum stat sync tar touch true truncate umount which'.split(
    ' ',
  );
const STARTED = /\b(?:hasProgram|spawn|spawnSync|execFile|execFileSync)\)?\(\s*'([^'/]+)'/g;

test('each program that a test starts is installed by .ci/run, or in every Debian', () => {
  const started = globSync(['src/**/*.test.ts', 'test/**/*.ts']).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(STARTED)].map(([, program = '']) => ({ path, program })),
  );
  const found = new Set(started.map(({ program }) => program));
  for (const program of ['pdftotext', 'zbarimg', 'curl', 'soffice', 'cp'])
    assert.ok(found.has(program), program);
  const others = started.filter(({ program }) => !INSTALLED.includes(program) && !BASE.includes(program));
  assert.deepEqual(others, []);
});
