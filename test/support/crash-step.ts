// Loaded before `comity` by NODE_OPTIONS. Counts the steps by which the main thread changes the world (files, folders,
// what it sends to the database), and at the one that COMITY_CRASH_STEP names kills its own process, the database server under it or both
// (COMITY_CRASH_HITS): no warning, no clean-up, and exactly between two changes, where a clock would seldom hit.
import fs from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';
import { killServer } from './kill-server.ts';

const PROMISED = ['rename', 'link', 'unlink', 'rm', 'rmdir', 'mkdir', 'symlink', 'copyFile', 'chmod'];
const SYNCHRONOUS = ['renameSync', 'unlinkSync', 'rmSync', 'mkdirSync', 'writeSync', 'fsyncSync'];

const killAt = Number(process.env['COMITY_CRASH_STEP'] ?? 0);
const countTo = process.env['COMITY_CRASH_COUNT'];
const hits = process.env['COMITY_CRASH_HITS'] ?? 'comity';
let steps = 0;
const said: number[] = [];

function step(): void {
  steps += 1;
  if (steps !== killAt) return;
  if (hits !== 'comity') killServer(process.env['COMITY_HOME'] ?? '');
  if (hits !== 'server') process.kill(process.pid, 'SIGKILL');
}

/** A step before the call; for what goes to another process one after it too, when it is under way. */
function count(owner: object, name: string, isSent = false): void {
  const act: unknown = Reflect.get(owner, name);
  if (typeof act !== 'function') throw new Error(`no function ${name}`);
  Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
    step();
    if (this === process.stderr) said.push(steps);
    const result: unknown = Reflect.apply(act, this, args);
    if (isSent) step();
    return result;
  });
}

if (isMainThread) {
  const file = await open(import.meta.filename);
  const handles: unknown = Object.getPrototypeOf(file);
  await file.close();
  if (typeof handles !== 'object' || handles === null) throw new Error('no file handles');
  for (const name of ['writeFile', 'sync', 'chmod']) count(handles, name);
  for (const name of PROMISED) count(fs.promises, name);
  for (const name of SYNCHRONOUS) count(fs, name);
  count(Socket.prototype, 'write', true);
  syncBuiltinESMExports();
  const { writeFileSync } = fs;
  if (countTo !== undefined) process.on('exit', () => writeFileSync(countTo, [steps, ...said].join(' ')));
}
