// Makes PDF/A documents with Typst, in a child process: the compiler blocks its thread and keeps what it took.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Json } from '../base/canonical-json.ts';
import { Refusal } from '../base/refusal.ts';
import { inTurn } from './in-turn.ts';
import { fontFilesFor } from './typst-fonts.ts';

export interface TypstDocument {
  /** Typst source. It takes the type faces of a language from `faces.typ` and reads `data` with `json("data.json")`; text in there stays text, whatever it holds. */
  readonly template: string;
  readonly data: Json;
  /** Files that the template attaches with `pdf.attach`; the document is then PDF/A-3. */
  readonly attachments?: readonly { readonly name: string; readonly text: string }[];
  /** Drawn to be put into another document: without tags, which the other has its own of. */
  readonly isPart?: boolean;
  /** Milliseconds since 1970, written into the document: the same input gives the same bytes. */
  readonly created: number;
  readonly maxPages: number;
}

/** What parent and child say to each other. */
export interface TypstJob {
  readonly template: string;
  readonly data: string;
  readonly attachments: readonly { readonly name: string; readonly text: string }[];
  readonly isPart: boolean;
  readonly createdSeconds: number;
  readonly maxPages: number;
  readonly fonts: readonly string[];
}

export const EXIT_TOO_MANY_PAGES = 4;
const MAX_SECONDS = 120;
const MAX_PDF_BYTES = 128 * 1024 * 1024;
const MAX_DATA_CHARACTERS = 16 * 1024 * 1024;

/**
 * PDF/A-2a (ISO 19005-2), or PDF/A-3a (ISO 19005-3) where something is attached; tagged and with Unicode for every glyph, so
 * level A.
 * Refuses with `tooLarge` what has more data, pages or time than allowed.
 */
export async function renderTypst(document: TypstDocument): Promise<Uint8Array> {
  // A package import makes the compiler look for it in the network; templates are ours and need none.
  if (/["']@/.test(document.template)) throw new Error('a template must not import a package');
  const data = JSON.stringify(document.data);
  if (data.length > MAX_DATA_CHARACTERS)
    throw new Refusal('tooLarge.documentData', { max: MAX_DATA_CHARACTERS, length: data.length });
  const job: TypstJob = {
    template: document.template,
    data,
    attachments: document.attachments ?? [],
    isPart: document.isPart ?? false,
    createdSeconds: Math.floor(document.created / 1000),
    maxPages: document.maxPages,
    fonts: fontFilesFor(document.template + data),
  };
  const { code, stdout, stderr } = await compile(() => runChild(job));
  if (code === 0) return stdout;
  if (code === EXIT_TOO_MANY_PAGES)
    throw new Refusal('tooLarge.documentPages', { max: document.maxPages, found: stderr });
  throw new Error(`the document could not be made (exit ${code ?? 'by a signal'}): ${stderr}`);
}

/** A compiler takes a core, and hundreds of megabytes: a program that asks for letter after letter must not take them all. */
const compile = inTurn(availableParallelism());

interface Outcome {
  readonly code: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

function runChild(job: TypstJob): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // An empty environment: the child needs nothing of ours, and nothing of ours should be in it.
    const child = spawn(process.execPath, [fileURLToPath(new URL('typst-child.ts', import.meta.url))], {
      env: {},
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    let bytes = 0;
    let stderr = '';
    const stop = (why: Refusal): void => {
      child.kill('SIGKILL');
      reject(why);
    };
    const timer = setTimeout(
      () => stop(new Refusal('tooLarge.documentTime', { seconds: MAX_SECONDS })),
      MAX_SECONDS * 1000,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.push(chunk);
      bytes += chunk.length;
      if (bytes > MAX_PDF_BYTES) stop(new Refusal('tooLarge.documentBytes', { max: MAX_PDF_BYTES }));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(0, 4000)));
    child.stdin.on('error', () => undefined); // a child that died says why by its exit
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout: Buffer.concat(stdout), stderr: stderr.trim() });
    });
    child.stdin.end(JSON.stringify(job));
  });
}
