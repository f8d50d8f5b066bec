// Whoever reads a length that the soak sets is run by the soak.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FILES, LONG } from './support/soak.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const isRead = (text: string, name: string): boolean =>
  new RegExp(`env(?:\\.|\\['|, ')${name}\\b`).test(text);

test('the soak runs every test that goes on for as long as it says', () => {
  const tests = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: ROOT });
  const left = tests
    .filter((file) => !FILES.includes(file))
    .filter((file) => Object.keys(LONG).some((name) => isRead(read(file), name)));
  assert.deepEqual(left, []);
});

test('every length that the soak sets is read somewhere', () => {
  const texts = globSync(['src/**/*.ts', 'test/**/*.ts'], { cwd: ROOT }).map(read);
  assert.deepEqual(
    Object.keys(LONG).filter((name) => !texts.some((text) => isRead(text, name))),
    [],
  );
});
