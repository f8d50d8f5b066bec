// Makes what was copied outlive a power cut.
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { diskRefusal, flush } from './files.ts';

/** Up to here each is flushed by itself; beyond, flushing the whole file system once is many times faster. */
const FEW = 64;
const AT_ONCE = 8;

/**
 * Flushes a folder and everything below it: every file's bytes and every folder's names. For many files that is one
 * syncfs(2), by `sync -f` of coreutils because Node.js has no call for it; where that program fails, one by one.
 * Refuses noSpace.
 */
export async function makeDurable(folder: string): Promise<void> {
  try {
    const first = await take(pathsBelow(folder), FEW + 1);
    if (first.length > FEW && (await syncFileSystem(folder))) return;
    await flushAll(first.length > FEW ? pathsBelow(folder) : first);
  } catch (error) {
    throw diskRefusal(error, folder);
  }
}

async function flushAll(paths: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let running: Promise<void>[] = [];
  for await (const path of paths) {
    running.push(flush(path));
    if (running.length < AT_ONCE) continue;
    await Promise.all(running);
    running = [];
  }
  await Promise.all(running);
}

function syncFileSystem(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('sync', ['-f', path], { stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

/** The folder itself comes last. */
async function* pathsBelow(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* pathsBelow(path);
    else yield path;
  }
  yield folder;
}

async function take(paths: AsyncIterable<string>, count: number): Promise<string[]> {
  const taken: string[] = [];
  for await (const path of paths) {
    taken.push(path);
    if (taken.length === count) break;
  }
  return taken;
}
