// Programs that others wrote (ExifTool, Tesseract, FFmpeg, …), used where they are found and needed by nothing. Each runs once over one
// file, behind the walls of this machine, in a folder of its own that is gone afterwards: it may read what lies in /usr and that
// file, and write into that folder alone. Whatever it does ends as its answer or as a named reason.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, closeSync, constants, existsSync, fstatSync, lstatSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { memoryOf, type FailReason } from './confined-process.ts';
import { endConfined, OWN_USER, wallsBefore, wallsHere, withOwnSocket, type Walls } from './walls.ts';

interface Outside {
  /** What makes it say its version. */
  readonly asks: readonly string[];
  /** Where in its words that stands. */
  readonly says: RegExp;
  /** What is started instead of what PATH leads to, which would start a second process: it lies beside it. */
  readonly beside?: string;
  /** It does not start without a socket of its own, in its own folder, that nothing can be connected to. */
  readonly hasSocket?: boolean;
}

const OUTSIDE_PROGRAMS = {
  exiftool: { asks: ['-ver'], says: /^(\d[\d.]*)/ },
  tesseract: { asks: ['--version'], says: /^tesseract v?(\d[\w.]*)/ },
  pdftotext: { asks: ['-v'], says: /version (\d[\d.]*)/ },
  '7z': { asks: ['i'], says: /7-Zip[^\d\n]*(\d[\d.]*)/ },
  lspst: { asks: ['-V'], says: /v(\d[\d.]*)/ },
  fls: { asks: ['-V'], says: /ver (\d[\w.]*)/ }, // The Sleuth Kit
  ffmpeg: { asks: ['-version'], says: /^ffmpeg version (\d[\w.]*)/ },
  // LibreOffice; its socket is its lock against a second instance
  soffice: { asks: ['--version'], says: /^LibreOffice (\d[\d.]*)/, beside: 'soffice.bin', hasSocket: true },
} as const satisfies { readonly [name: string]: Outside };
export type OutsideName = keyof typeof OUTSIDE_PROGRAMS;

export interface OutsideProgram {
  readonly name: OutsideName;
  readonly path: string;
  readonly version: string;
}

interface OutsideLimits {
  readonly seconds: number;
  readonly memoryBytes: number;
  /** Of what it is given. */
  readonly inputBytes: number;
  /** Of what it says on standard output, and of each file that it writes. */
  readonly outputBytes: number;
}

export interface OutsideAsked {
  /** With the path of what it reads, for which a program that takes standard input has no use, and of its own folder. */
  readonly args: (input: string, own: string) => readonly string[];
  /** Read-only standard input without a name, in which it may seek; or a file that it can only read. */
  readonly takes: 'stdin' | 'file';
  /** Gives the bytes in order, in pieces of any size. */
  readonly fill: (write: (bytes: Uint8Array) => void) => Promise<void> | void;
  readonly limits: OutsideLimits;
  /** Of a first run over the same file, what a second one is asked; its answer counts. Undefined: the first was enough. */
  readonly again?: (first: Ran) => readonly string[] | undefined;
  /** Of its own folder the file that is its answer, instead of what it says. */
  readonly writes?: string;
  /** Takes what it says as it comes; then none of it is kept. What it throws ends the run. */
  readonly onOutput?: (bytes: Buffer) => void;
  readonly signal?: AbortSignal;
  readonly walls?: Walls;
}

/** `detail` is text from outside: show it escaped. */
export type Ran =
  | { readonly ok: true; readonly output: Buffer; readonly errors: string }
  | { readonly ok: false; readonly reason: FailReason; readonly detail: string };

const VERSION_LIMITS = {
  seconds: 20,
  memoryBytes: 256 * 1024 * 1024,
  inputBytes: 0,
  outputBytes: 1024 * 1024,
};
const WATCH_MS = 50;
const ERROR_CHARACTERS = 4000;
const DETAIL_CHARACTERS = 300;

const known = new Map<OutsideName, Promise<OutsideProgram | undefined>>();

/** Looked for on PATH once in the life of a process. Undefined: it is not there, or says nothing that is a version. */
export function outsideProgram(name: OutsideName): Promise<OutsideProgram | undefined> {
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = findProgram(name);
  known.set(name, found);
  return found;
}

/** All that are here, in the order of their list. */
export async function outsidePrograms(): Promise<readonly OutsideProgram[]> {
  const names = Object.keys(OUTSIDE_PROGRAMS) as OutsideName[]; // as it is declared
  const found: OutsideProgram[] = [];
  for (const name of names) {
    const one = await outsideProgram(name);
    if (one !== undefined) found.push(one);
  }
  return found;
}

async function findProgram(name: OutsideName): Promise<OutsideProgram | undefined> {
  if (process.platform !== 'linux') return undefined; // what is missing of the walls elsewhere is all of them
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  const there = folders.map((folder) => join(folder, name)).find((one) => isProgram(one));
  if (there === undefined) return undefined;
  const { asks, says, beside }: Outside = OUTSIDE_PROGRAMS[name];
  const path = beside === undefined ? there : join(dirname(realpathSync(there)), beside);
  const nothing = { takes: 'stdin', fill: () => undefined, limits: VERSION_LIMITS } as const;
  const ran = await runOutside({ name, path }, { ...nothing, args: () => asks });
  if (!ran.ok) return undefined;
  const version = says.exec(`${ran.output.toString('latin1').trim()}\n${ran.errors}`)?.[1];
  return version === undefined ? undefined : { name, path, version };
}

function isProgram(path: string): boolean {
  try {
    const { mode } = statSync(path);
    return statSync(path).isFile() && (mode & 0o111) !== 0;
  } catch {
    return false;
  }
}

/** Never throws for what the bytes are or what the program does; throws what `fill` throws. */
export async function runOutside(
  { name, path }: Pick<OutsideProgram, 'path'> & Partial<Pick<OutsideProgram, 'name'>>,
  asked: OutsideAsked,
): Promise<Ran> {
  const { hasSocket = false }: Partial<Outside> = name === undefined ? {} : OUTSIDE_PROGRAMS[name];
  const { limits, takes, signal, walls: wanted = wallsHere() } = asked;
  const walls = hasSocket ? withOwnSocket(wanted) : wanted;
  if (signal?.aborted === true) return stopped;
  const folder = mkdtempSync(join(tmpdir(), `comity-outside-${process.pid}-`));
  let descriptor: number | undefined;
  try {
    const [input, own] = [join(folder, 'input'), join(folder, 'own')];
    chmodSync(folder, 0o711);
    mkdirSync(own, 0o700);
    if (walls.hold.includes('user')) chownSync(own, OWN_USER, OWN_USER);
    const had = await written(input, asked);
    if (had > limits.inputBytes)
      return { ok: false, reason: 'refused', detail: `more than ${limits.inputBytes} bytes to read` };
    descriptor = openSync(input, 'r');
    if (takes === 'stdin') rmSync(input);
    const given = takes === 'file' ? [input] : [];
    const before = wallsBefore(walls, {
      dataBytes: limits.memoryBytes,
      cpuSeconds: limits.seconds,
      fileBytes: limits.outputBytes,
      rules: rulesFor(path, { given, own, hasSocket }),
    });
    const { again, writes, ...first } = asked;
    const { onOutput: _, ...silent } = first;
    const run = (args: readonly string[], at: number, how: OutsideAsked): Promise<Ran> =>
      ended(start([...before, path, ...args], { own, descriptor: at }), how);
    let ran = await run(asked.args(input, own), descriptor, again === undefined ? first : silent);
    const second = again?.(ran);
    if (second !== undefined) {
      const anew = openSync(`/proc/self/fd/${descriptor}`, 'r'); // at its beginning
      ran = await run(second, anew, first).finally(() => closeSync(anew));
    }
    if ((ran.ok ? writes !== undefined : ran.reason === 'refused') && hasFull(own, limits.outputBytes))
      return { ok: false, reason: 'tooLargeAnswer', detail: `a file of more than ${limits.outputBytes} bytes` }; // prettier-ignore
    return ran.ok && writes !== undefined ? answerIn(join(own, writes), ran) : ran;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
    rmSync(folder, { recursive: true, force: true });
  }
}

const stopped = { ok: false, reason: 'stopped', detail: 'it was no longer wanted' } as const;

/** What it says meanwhile counts where it made nothing: some end well all the same. Never through a link that it may have made. */
function answerIn(path: string, { output, errors }: Extract<Ran, { readonly ok: true }>): Ran {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    const said = `${errors.trim()} ${output.toString('utf8').trim()}`.trim();
    return { ok: false, reason: 'refused', detail: said.slice(-DETAIL_CHARACTERS) || 'it made nothing' };
  }
  try {
    if (fstatSync(file).isFile()) return { ok: true, output: readFileSync(file), errors };
    return { ok: false, reason: 'badAnswer', detail: 'what it made is no file' };
  } finally {
    closeSync(file);
  }
}

/** How many bytes there were; what is beyond the limit is not written. */
async function written(input: string, { fill, limits }: OutsideAsked): Promise<number> {
  const file = openSync(input, 'wx', 0o444);
  let had = 0;
  try {
    await fill((bytes) => {
      had += bytes.length;
      if (had > limits.inputBytes) return;
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    });
  } finally {
    closeSync(file);
  }
  chmodSync(input, 0o444); // whatever the mask of the server
  return had;
}

/** What every program of a Debian reads before it does anything, and the folder that it comes from. */
function rulesFor(
  path: string,
  { given, own, hasSocket }: { readonly given: readonly string[]; readonly own: string; readonly hasSocket: boolean }, // prettier-ignore
): string[] {
  const run = ['/usr', '/lib', '/lib64', '/bin', dirname(existsSync(path) ? realpathSync(path) : path)];
  const read = ['/etc/fonts', '/etc/alternatives', '/etc/perl', '/etc/libreoffice', '/var/lib/libreoffice', '/var/spool/libreoffice', '/var/cache/fontconfig']; // prettier-ignore
  const here = (paths: readonly string[]): string[] => [
    ...new Set(paths.filter((one) => existsSync(one)).map((one) => realpathSync(one))),
  ];
  return [
    ...here(run).map((one) => `path-beneath:read-file,read-dir,execute:${one}`),
    ...here(read).map((one) => `path-beneath:read-file,read-dir:${one}`),
    ...here(['/etc/ld.so.cache', '/dev/urandom', ...given]).map((one) => `path-beneath:read-file:${one}`),
    'path-beneath:read-file,write-file:/dev/null',
    `path-beneath:read-file,read-dir,write-file,truncate,make-reg,make-dir,${hasSocket ? 'make-sock,' : ''}remove-file,remove-dir:${realpathSync(own)}`,
  ];
}

function start(
  [file = '', ...args]: readonly string[],
  { own, descriptor }: { readonly own: string; readonly descriptor: number },
): ChildProcess {
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: own,
    TMPDIR: own,
    OSL_SOCKET_PATH: own, // LibreOffice
    TZ: 'UTC',
    LC_ALL: 'C.UTF-8',
    OMP_THREAD_LIMIT: '1', // Tesseract; threads would wait for each other
  };
  return spawn(file, args, { env, cwd: own, stdio: [descriptor, 'pipe', 'pipe'], detached: true });
}

function ended(child: ChildProcess, { limits, signal, onOutput }: OutsideAsked): Promise<Ran> {
  return new Promise((resolve) => {
    const output: Buffer[] = [];
    let had = 0;
    let errors = '';
    const done = (ran: Ran): void => {
      clearTimeout(timer);
      clearInterval(watch);
      signal?.removeEventListener('abort', abort);
      resolve(ran);
    };
    const end = (ran: Ran): void => {
      endConfined(child); // and all that it has started
      done(ran);
    };
    const fail = (reason: FailReason, detail: string): void => end({ ok: false, reason, detail });
    const abort = (): void => end(stopped);
    const timer = setTimeout(() => fail('tooLong', `more than ${limits.seconds} s`), limits.seconds * 1000);
    const watch = setInterval(() => {
      const used = memoryOf(child.pid ?? 0);
      if (used > limits.memoryBytes) fail('tooMuchMemory', `${used} bytes`);
    }, WATCH_MS);
    signal?.addEventListener('abort', abort);
    child.stdout?.on('data', (data: Buffer) => {
      had += data.length;
      if (had > limits.outputBytes) fail('tooLargeAnswer', `more than ${limits.outputBytes} bytes`);
      else if (onOutput === undefined) output.push(data);
      else
        try {
          onOutput(data);
        } catch (error) {
          fail('stopped', String(error));
        }
    });
    child.stderr?.on('data', (data: Buffer) => {
      errors = (errors + data.toString('utf8')).slice(-ERROR_CHARACTERS);
    });
    child.on('error', (error) => done({ ok: false, reason: 'crashed', detail: error.message }));
    child.on('close', (code, by) => {
      if (code === 0) return done({ ok: true, output: Buffer.concat(output), errors });
      const detail = (errors.trim() || `ended by ${by ?? code}`).slice(-DETAIL_CHARACTERS);
      done({ ok: false, reason: reasonOf(by, errors), detail });
    });
  });
}

/** The first process of a namespace is not ended by that limit: its writing fails. */
function hasFull(own: string, bytes: number): boolean {
  return readdirSync(own).some((name) => lstatSync(join(own, name)).size >= bytes);
}

function reasonOf(signal: NodeJS.Signals | null, errors: string): FailReason {
  if (signal === 'SIGXCPU') return 'tooLong';
  if (signal === 'SIGXFSZ') return 'tooLargeAnswer';
  if (/cannot allocate|out of memory|bad_alloc|memory exhausted/i.test(errors)) return 'tooMuchMemory';
  return signal === null ? 'refused' : 'crashed';
}
