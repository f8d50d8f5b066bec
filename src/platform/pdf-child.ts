// The child process of `pdf.ts`: one PDF on standard input, what was asked of it as one line of JSON on standard output.
import { readFileSync, writeSync } from 'node:fs';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { derStreams } from './pdf-streams.ts';
import type { AttachmentJob, PdfAnswer, PdfJob, PdfSignatures, SignatureJob } from './pdf.ts';

const job = JSON.parse(process.argv[2] ?? '') as PdfJob; // written by pdf.ts
const bytes = new Uint8Array(readFileSync(0));
const pdf = await open(bytes);
done(job.kind === 'attachments' ? await attachments(job) : await signatures(job));

/** pdf.js takes the bytes it is given for itself: it gets a copy. */
function open(data: Uint8Array): Promise<PDFDocumentProxy> {
  const task = getDocument({
    data: data.slice(),
    verbosity: 0,
    stopAtErrors: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
  });
  task.onPassword = () => done({ refused: 'locked', found: '' });
  return task.promise;
}

async function attachments({ wanted, files: most, fileBytes }: AttachmentJob): Promise<PdfAnswer> {
  // Nobody says how many there may be: a broken or hostile catalogue gives none.
  const attached = [...((await pdf.getAttachments()) ?? new Map<string, { rawFilename: string }>())];
  if (attached.length > most) return { refused: 'tooMany', found: `${attached.length}` };
  const files: { name: string; base64: string }[] = [];
  let size = 0;
  for (const [id, { rawFilename: name }] of attached) {
    if (!wanted.includes(name)) continue;
    const content = (await pdf.getAttachmentContent(id)) ?? new Uint8Array();
    size += content.length;
    if (size > fileBytes) return { refused: 'tooLarge', found: 'more' };
    files.push({ name, base64: Buffer.from(content).toString('base64') });
  }
  return { names: attached.map(([, { rawFilename }]) => rawFilename), files };
}

/** As pdf.js describes one; its types say `object`. */
interface Described {
  readonly id: string;
  readonly fieldName: string;
  readonly subFilter: string | null;
  readonly byteRange: [number, number, number, number];
  readonly signerName: string | null;
  readonly reason: string | null;
}

async function signatures({ most }: SignatureJob): Promise<PdfAnswer> {
  const found = ((await pdf.getSignatures()) ?? []) as Described[];
  if (found.length > most) return { refused: 'tooMany', found: `${found.length}` };
  const pagesAt = new Map<number, number | null>([[bytes.length, pdf.numPages]]);
  const shown: PdfSignatures['signatures'] = [];
  for (const { id, fieldName, subFilter, byteRange, signerName, reason } of found) {
    const end = byteRange[2] + byteRange[3];
    if (!pagesAt.has(end)) pagesAt.set(end, await pagesOf(bytes.subarray(0, end)));
    const cms = (await pdf.getSignatureData(id))?.pkcs7 ?? new Uint8Array();
    shown.push({
      field: fieldName.slice(0, 200),
      subFilter: subFilter?.slice(0, 80) ?? null,
      byteRange,
      cms: Buffer.from(cms).toString('base64'),
      name: signerName?.slice(0, 200) ?? null,
      reason: reason?.slice(0, 1000) ?? null,
      pages: pagesAt.get(end) ?? null,
    });
  }
  return {
    pages: pdf.numPages,
    isEncrypted: await isEncrypted(),
    signatures: shown,
    der: derStreams(bytes).map((one) => one.toString('base64')),
  };
}

/** Also one that opens without a password: what its signatures are is decrypted by whoever reads it. */
async function isEncrypted(): Promise<boolean> {
  const { info } = (await pdf.getMetadata()) as { info: { EncryptFilterName?: string | null } };
  return typeof info.EncryptFilterName === 'string';
}

async function pagesOf(earlier: Uint8Array): Promise<number | null> {
  try {
    return (await open(earlier)).numPages;
  } catch {
    return null; // no document by itself; whoever asked says so
  }
}

function done(answer: PdfAnswer): never {
  const line = Buffer.from(JSON.stringify(answer));
  for (let at = 0; at < line.length;) at += writeSync(1, line, at);
  process.exit(0);
}
