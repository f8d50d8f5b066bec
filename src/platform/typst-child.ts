// The child process of `typst.ts`: one job on standard input, one PDF on standard output.
import { readFileSync, writeSync } from 'node:fs';
import { NodeCompiler, type PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { EXIT_TOO_MANY_PAGES, type TypstJob } from './typst.ts';

const MAIN = '/report/main.typ';
/** The package's enum exists in its types only. */
const PDF_A = {
  alone: 'a-2a' as PdfStandard,
  withFiles: 'a-3a' as PdfStandard,
  part: 'a-2b' as PdfStandard,
};

const job = JSON.parse(readFileSync(0, 'utf8')) as TypstJob; // written by typst.ts
// The workspace exists in memory only, so a template has no file to read but its data, the type faces and what it attaches.
const compiler = NodeCompiler.create({
  workspace: '/report',
  fontArgs: [{ fontBlobs: job.fonts.map((path) => readFileSync(path)) }],
});
compiler.mapShadow('/report/faces.typ', readFileSync(new URL('faces.typ', import.meta.url)));
compiler.mapShadow('/report/data.json', Buffer.from(job.data));
for (const { name, text } of job.attachments) compiler.mapShadow(`/report/${name}`, Buffer.from(text));
compiler.mapShadow(MAIN, Buffer.from(job.template));
const compiled = compiler.compile({ mainFilePath: MAIN });
if (compiled.hasError() || compiled.result === null) {
  compiled.printErrors();
  process.exitCode = 1;
} else if (compiled.result.numOfPages > job.maxPages) {
  process.stderr.write(`${compiled.result.numOfPages} pages`);
  process.exitCode = EXIT_TOO_MANY_PAGES;
} else {
  const kind = job.isPart ? 'part' : job.attachments.length > 0 ? 'withFiles' : 'alone';
  writeAll(
    compiler.pdf(compiled.result, {
      pdfStandard: PDF_A[kind],
      pdfTags: !job.isPart,
      creationTimestamp: job.createdSeconds,
    }),
  );
}

function writeAll(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at);
}
