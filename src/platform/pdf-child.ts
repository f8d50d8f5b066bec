// The child process of `pdf.ts`: one PDF on standard input, what is attached to it as one line of JSON on standard output.
import { readFileSync, writeSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { AttachmentAnswer, AttachmentJob } from './pdf.ts';

const job = JSON.parse(process.argv[2] ?? '') as AttachmentJob; // written by pdf.ts
const task = getDocument({
  data: new Uint8Array(readFileSync(0)),
  verbosity: 0,
  stopAtErrors: false,
  disableFontFace: true,
  useSystemFonts: false,
  useWorkerFetch: false,
});
task.onPassword = () => done({ refused: 'locked', found: '' });
const pdf = await task.promise;
// Nobody says how many there may be: a broken or hostile catalogue gives none.
const attached = [...((await pdf.getAttachments()) ?? new Map<string, { rawFilename: string }>())];
if (attached.length > job.files) done({ refused: 'tooMany', found: `${attached.length}` });
const files: { name: string; base64: string }[] = [];
let bytes = 0;
for (const [id, { rawFilename: name }] of attached) {
  if (!job.wanted.includes(name)) continue;
  const content = (await pdf.getAttachmentContent(id)) ?? new Uint8Array();
  bytes += content.length;
  if (bytes > job.fileBytes) done({ refused: 'tooLarge', found: 'more' });
  files.push({ name, base64: Buffer.from(content).toString('base64') });
}
done({ names: attached.map(([, { rawFilename }]) => rawFilename), files });

function done(answer: AttachmentAnswer): never {
  const line = Buffer.from(JSON.stringify(answer));
  for (let at = 0; at < line.length;) at += writeSync(1, line, at);
  process.exit(0);
}
