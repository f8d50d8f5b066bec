// Takes out what is attached to a PDF (ISO 32000-2, 7.11.4), and its signatures (12.8), in a child process: a file from outside may be made to crash its
// reader, to keep it busy or to grow without end. pdf.js reads it, as the browser of many does every day.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Refusal } from '../base/refusal.ts';

export interface AttachedFile {
  /** As the PDF writes it: a path, or anything. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface AttachmentLimits {
  readonly pdfBytes: number;
  readonly files: number;
  /** Of all that is wanted together. */
  readonly fileBytes: number;
  readonly seconds: number;
  readonly memoryBytes: number;
}

export const ATTACHMENT_LIMITS: AttachmentLimits = {
  pdfBytes: 64 * 1024 * 1024,
  files: 100,
  fileBytes: 64 * 1024 * 1024,
  seconds: 30,
  memoryBytes: 1024 * 1024 * 1024,
};

/** What the child is told, on its command line; the PDF comes on its standard input. */
export type PdfJob = AttachmentJob | SignatureJob;

export interface AttachmentJob {
  readonly kind: 'attachments';
  readonly wanted: readonly string[];
  readonly files: number;
  readonly fileBytes: number;
}

export interface SignatureJob {
  readonly kind: 'signatures';
  readonly most: number;
}

/** What it answers. */
const attached = z.strictObject({
  names: z.array(z.string()),
  files: z.array(z.strictObject({ name: z.string(), base64: z.string() })),
});
const signatures = z.strictObject({
  pages: z.int().min(0),
  /** What lies in it as bare bytes and begins as DER does: certificates and revocation data of its store (DSS), for whoever reads them. */
  der: z.array(z.base64()),
  signatures: z.array(
    z.strictObject({
      field: z.string(),
      subFilter: z.string().nullable(),
      byteRange: z.tuple([z.int(), z.int(), z.int(), z.int()]),
      cms: z.base64(),
      name: z.string().nullable(),
      reason: z.string().nullable(),
      /** Of the document as it was signed; null where that cannot be opened by itself. */
      pages: z.int().min(0).nullable(),
    }),
  ),
});
const refused = z.strictObject({ refused: z.enum(['locked', 'tooMany', 'tooLarge']), found: z.string() });
export type PdfAnswer = z.infer<typeof attached | typeof signatures | typeof refused>;
export type PdfSignatures = z.infer<typeof signatures>;

export interface Attachments {
  /** Of all of them. */
  readonly names: readonly string[];
  /** Those that were wanted, however often a name stands there. */
  readonly files: readonly AttachedFile[];
}

export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

/** Refusals: tooLarge, badInput, unsupported (a password). */
export async function attachmentsOf(
  pdf: Uint8Array,
  wanted: readonly string[],
  limits: AttachmentLimits = ATTACHMENT_LIMITS,
): Promise<Attachments> {
  const { files, fileBytes } = limits;
  const job = { kind: 'attachments', wanted, files, fileBytes } as const;
  const said = await askChild(pdf, job, attached, limits);
  return {
    names: said.names,
    files: said.files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') })),
  };
}

/** The signatures that a reader of the PDF shows, the last first: what each says of itself, not whether it is good. */
export function signaturesOf(
  pdf: Uint8Array,
  most: number,
  limits = ATTACHMENT_LIMITS,
): Promise<PdfSignatures> {
  return askChild(pdf, { kind: 'signatures', most }, signatures, limits);
}

async function askChild<Answer>(
  pdf: Uint8Array,
  job: PdfJob,
  answer: z.ZodType<Answer>,
  limits: AttachmentLimits,
): Promise<Answer> {
  if (pdf.length > limits.pdfBytes)
    throw tooLarge(`a PDF of at most ${limits.pdfBytes} bytes`, `${pdf.length}`);
  const said = z.union([answer, refused]).parse(JSON.parse(await runChild(pdf, job, limits)));
  const no = refused.safeParse(said);
  if (no.success) throw refusal(no.data, job, limits);
  return answer.parse(said);
}

function runChild(pdf: Uint8Array, job: PdfJob, limits: AttachmentLimits): Promise<string> {
  return new Promise((resolve, reject) => {
    // Permitted to read files and nothing else: no other program, no native code, nothing written. An empty environment.
    const child = spawn(
      process.execPath,
      [
        '--permission',
        '--allow-fs-read=*',
        '--no-warnings',
        fileURLToPath(new URL('pdf-child.ts', import.meta.url)),
        JSON.stringify(job),
      ],
      { env: {}, stdio: ['pipe', 'pipe', 'ignore'] },
    );
    const stdout: Buffer[] = [];
    let read = 0;
    const stop = (why: Refusal): void => {
      child.kill('SIGKILL');
      reject(why);
    };
    const timer = setTimeout(
      () => stop(tooLarge(`a PDF that is read within ${limits.seconds} seconds`, 'one that takes longer')),
      limits.seconds * 1000,
    );
    const watch = setInterval(() => {
      if (memoryOf(child) > limits.memoryBytes)
        stop(
          tooLarge(`a PDF that is read within ${limits.memoryBytes} bytes of memory`, 'one that takes more'),
        );
    }, 50);
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.push(chunk);
      read += chunk.length;
      if (read > 2 * limits.fileBytes + 1024 * 1024)
        stop(tooLarge(`at most ${limits.fileBytes} bytes attached`, 'more'));
    });
    child.stdin.on('error', () => undefined); // a child that died says why by its exit
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      clearInterval(watch);
      if (code === 0) resolve(Buffer.concat(stdout).toString('utf8'));
      else reject(damaged());
    });
    child.stdin.end(pdf);
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

function refusal(said: z.infer<typeof refused>, job: PdfJob, limits: AttachmentLimits): Refusal {
  switch (said.refused) {
    case 'locked':
      return new Refusal('unsupported', {
        expected: 'a PDF that opens without a password',
        found: 'one that asks for it',
        next: 'Ask the sender for a copy without one.',
      });
    case 'tooMany':
      return job.kind === 'signatures'
        ? tooLarge(`at most ${job.most} signatures in a PDF`, said.found)
        : tooLarge(`at most ${limits.files} files attached to a PDF`, said.found);
    case 'tooLarge':
      return tooLarge(`at most ${limits.fileBytes} bytes attached to a PDF`, said.found);
  }
}

function damaged(): Refusal {
  return new Refusal('badInput', {
    expected: 'a PDF',
    found: 'one that cannot be read',
    next: 'Ask the sender for another copy.',
  });
}

function tooLarge(expected: string, found: string): Refusal {
  return new Refusal('tooLarge', {
    expected,
    found,
    next: 'Keep it as a scan, and type its fields beside it.',
  });
}
