// What is measured on: half noise, half text that compresses, made anew each time and never the same.
import { createCipheriv, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const MIB = 1024 * 1024;

/** A file of so many MiB: noise and log lines by turns. */
export function mixedFile(path: string, mib: number): string {
  const noise = createCipheriv('aes-256-ctr', randomBytes(32), randomBytes(16));
  const zeros = Buffer.alloc(MIB);
  const text = logLines();
  const file = openSync(path, 'w');
  for (let i = 0; i < mib; i++) writeSync(file, i % 2 === 0 ? noise.update(zeros) : text);
  closeSync(file);
  return path;
}

function logLines(): Buffer {
  const line = (n: number): string =>
    `2026-11-03T10:${n % 60}:12Z host${(31 * n) % 97} sshd[${n}]: accepted key for user${n % 13}\n`;
  let lines = '';
  for (let n = 0; lines.length < MIB; n++) lines += line(n);
  return Buffer.from(lines.slice(0, MIB));
}

/** `count` files of so many bytes in folders of a hundred. */
export function smallFiles(folder: string, count: number, bytes = 4096): string {
  const noise = createCipheriv('aes-256-ctr', randomBytes(32), randomBytes(16));
  for (let i = 0; i < count; i++) {
    const place = join(folder, `d${Math.floor(i / 100)}`);
    if (i % 100 === 0) mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `f${i}.bin`), noise.update(Buffer.alloc(bytes)));
  }
  return folder;
}
