// The program of a confined child that reads words in pixels: Tesseract as WebAssembly (the core of tesseract.js; its own workers and
// downloads are of no use where there are neither threads nor a network). Its data is that of npm, read from where it lies.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { serve, type Given } from '../../platform/confined-child.ts';
import { pgmHead, type AskedWords } from './words.ts';

/** Neural networks alone: the older engine has no data in the small packages. */
const LSTM_ONLY = 1;

/** What is used of the core's interface. */
interface Core {
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
  readonly TessBaseAPI: new () => Reader;
}
interface Reader {
  Init(folder: null, language: string, engine: number): number;
  Version(): string;
  SetVariable(name: string, value: string): void;
  SetImageFile(exif: number, angle: number): number;
  Recognize(monitor: null): number;
  GetTSVText(page: number): string;
  Clear(): void;
}

const load = createRequire(import.meta.url);
let core: Core | undefined;
const readers = new Map<string, Reader>();

async function readerOf(language: string): Promise<{ readonly core: Core; readonly reader: Reader }> {
  if (core === undefined) {
    const make = load('tesseract.js-core/tesseract-core-simd-lstm.js') as (given: object) => Promise<Core>; // it has no types
    const wasmBinary = readFileSync(load.resolve('tesseract.js-core/tesseract-core-simd-lstm.wasm'));
    const silent = (): void => undefined; // standard output is ours
    core = await make({ wasmBinary, print: silent, printErr: silent });
  }
  const known = readers.get(language);
  if (known !== undefined) return { core, reader: known };
  const folder = join(load.resolve(`@tesseract.js-data/${language}/package.json`), '..');
  const packed = readFileSync(join(folder, '4.0.0_best_int', `${language}.traineddata.gz`));
  core.FS.writeFile(`./${language}.traineddata`, gunzipSync(packed));
  const reader = new core.TessBaseAPI();
  if (reader.Init(null, language, LSTM_ONLY) !== 0) throw new Error(`the data of ${language} are not read`);
  readers.set(language, reader);
  return { core, reader };
}

async function words(given: Given): Promise<{ readonly tsv: string; readonly version: string }> {
  const { language, ...sides } = given.told as AskedWords; // written by the server
  const { core: own, reader } = await readerOf(language);
  const pixels = Buffer.alloc(sides.width * sides.height);
  given.read(0, 0, pixels);
  own.FS.writeFile('/input', Buffer.concat([pgmHead(sides), pixels]));
  try {
    if (reader.SetImageFile(1, 0) !== 0) throw new Error('the pixels are not taken');
    if (reader.Recognize(null) !== 0) throw new Error('the pixels are not read');
    return { tsv: reader.GetTSVText(0), version: reader.Version() };
  } finally {
    reader.Clear();
    own.FS.unlink('/input');
  }
}

serve({ words });
