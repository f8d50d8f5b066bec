// What a test makes and takes away again.
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

type Undo = () => unknown;

const undone = new WeakMap<TestContext, Undo[]>();

/** Runs when the test ends, the latest first: a database is closed before its folder goes. (`t.after` is first to last.) */
export function atEnd(t: TestContext, undo: Undo): void {
  const known = undone.get(t);
  if (known !== undefined) return void known.push(undo);
  const list = [undo];
  undone.set(t, list);
  t.after(async () => {
    for (const one of list.reverse()) await one();
  });
}

/** Changes `process.env` until the test ends: files that follow in the same process find what was there before. */
export function withEnvironment(t: TestContext, changed: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(changed)) {
    const before = process.env[name];
    atEnd(t, () => (before === undefined ? delete process.env[name] : (process.env[name] = before)));
    process.env[name] = value;
  }
}

/** A new folder, removed when the test ends. Others may pass through, because PostgreSQL does not run as root. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'comity-'));
  chmodSync(folder, 0o711);
  atEnd(t, () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
