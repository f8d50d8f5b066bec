// What came from outside is read in a child process: it may be made to crash its reader, to keep it busy or to grow without end, and
// whoever asks for a page meanwhile does not wait for it.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { phrase, type Phrase, Refusal } from '../base/refusal.ts';

export interface ReadingLimits {
  readonly seconds: number;
  readonly memoryBytes: number;
  /** Of what it answers. */
  readonly answerBytes: number;
}

interface Reading {
  readonly program: URL;
  /** What is read, as a refusal names it: a PDF. */
  readonly what: Phrase;
  /** On its command line. */
  readonly told?: string;
  /** On its standard input. */
  readonly input: readonly Uint8Array[];
}

/** What it wrote on its standard output; undefined where it ended badly. Refusals: tooLarge. */
export function readInChild(reading: Reading, limits: ReadingLimits): Promise<string | undefined> {
  const { program, what, told = '', input } = reading;
  return new Promise((resolve, reject) => {
    // Permitted to read files and nothing else: no other program, no native code, nothing written. An empty environment.
    const options = ['--permission', '--allow-fs-read=*', '--no-warnings'];
    const child = spawn(process.execPath, [...options, fileURLToPath(program), told], {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const stdout: Buffer[] = [];
    let read = 0;
    const stop = (expected: Phrase, found: Phrase): void => {
      child.kill('SIGKILL');
      reject(tooLarge(expected, found));
    };
    const timer = setTimeout(
      () => stop(phrase('readWithinSeconds', { what, seconds: limits.seconds }), phrase('takesLonger')),
      limits.seconds * 1000,
    );
    const watch = setInterval(() => {
      if (memoryOf(child) > limits.memoryBytes)
        stop(phrase('readWithinMemory', { what, bytes: limits.memoryBytes }), phrase('takesMore'));
    }, 50);
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.push(chunk);
      read += chunk.length;
      if (read > limits.answerBytes)
        stop(phrase('holdsMost', { what, bytes: limits.answerBytes }), phrase('more'));
    });
    child.stdin.on('error', () => undefined); // a child that died says why by its exit
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve(code === 0 ? Buffer.concat(stdout).toString('utf8') : undefined);
    });
    for (const part of input) child.stdin.write(part);
    child.stdin.end();
  });
}

/** Resident; 0 where it is gone, or the machine does not tell (proc(5)). */
function memoryOf({ pid }: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${pid ?? 0}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}

export function tooLarge(expected: Phrase, found: string | number | Phrase): Refusal {
  return new Refusal('tooLarge.scan', { expected, found });
}
