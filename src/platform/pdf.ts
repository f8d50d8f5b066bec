// Takes out what is attached to a PDF (ISO 32000-2, 7.11.4), and its signatures (12.8), in a child process. pdf.js reads it, as the
// browser of many does every day.
import * as z from 'zod';
import { phrase, Refusal } from '../base/refusal.ts';
import { readInChild, tooLarge } from './reading-child.ts';

interface AttachedFile {
  /** As the PDF writes it: a path, or anything. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface AttachmentLimits {
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
  /** With a password, or in a way that asks for none. */
  isEncrypted: z.boolean(),
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

interface Attachments {
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

const CHILD = new URL('pdf-child.ts', import.meta.url);

async function askChild<Answer>(
  pdf: Uint8Array,
  job: PdfJob,
  answer: z.ZodType<Answer>,
  limits: AttachmentLimits,
): Promise<Answer> {
  if (pdf.length > limits.pdfBytes) throw tooLarge(phrase('pdfMost', { bytes: limits.pdfBytes }), pdf.length);
  const reading = { program: CHILD, what: phrase('aPdf'), told: JSON.stringify(job), input: [pdf] };
  const text = await readInChild(reading, { ...limits, answerBytes: 2 * limits.fileBytes + 1024 * 1024 });
  if (text === undefined) throw damaged();
  const said = z.union([answer, refused]).parse(JSON.parse(text));
  const no = refused.safeParse(said);
  if (no.success) throw refusal(no.data, job, limits);
  return answer.parse(said);
}

function refusal(said: z.infer<typeof refused>, job: PdfJob, limits: AttachmentLimits): Refusal {
  switch (said.refused) {
    case 'locked':
      return new Refusal('unsupported.pdfPassword');
    case 'tooMany':
      return job.kind === 'signatures'
        ? tooLarge(phrase('pdfSignaturesMost', { most: job.most }), said.found)
        : tooLarge(phrase('pdfFilesMost', { most: limits.files }), said.found);
    case 'tooLarge':
      return tooLarge(phrase('pdfAttachedMost', { bytes: limits.fileBytes }), said.found);
  }
}

function damaged(): Refusal {
  return new Refusal('badInput.pdf');
}
