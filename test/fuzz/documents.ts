// What arrives as a request or as data of a source of law: PDF, XML, JSON.
import { readFileSync } from 'node:fs';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { readChart } from '../../src/law/import-chart.ts';
import { readEurLex } from '../../src/law/import-eurlex.ts';
import { readUntc } from '../../src/law/import-untc.ts';
import { isNestedDeeper } from '../../src/base/json-depth.ts';
import { derStreams } from '../../src/platform/pdf-streams.ts';
import { documentSignatures } from '../../src/requests/machine/messages/document-signatures.ts';
import { readData } from '../../src/requests/machine/messages/request-data.ts';
import { readRequestDocument } from '../../src/requests/machine/messages/request-document.ts';
import { pieces } from '../../src/requests/machine/messages/message-xml.ts';
import { mutated } from './mutate.ts';
import { jsonLike } from './notes.ts';
import { unlessRefused, type Target } from './target.ts';

const fixture = (path: string): Buffer => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));
const FORMS = ['bc-31-subscriber', 'epoc', 'mla-request', 'bc-29-preservation'];

/** Each is read by a process of its own, as the server does it, so they are few. Its memory is bounded there. */
export async function pdf(): Promise<Target> {
  const good = [fixture('fuzz/seeds/signed.pdf'), fixture('fuzz/seeds/attached.pdf')];
  const words = [
    'obj',
    'endobj',
    'stream\n',
    'endstream',
    '/Length 999999999',
    '/Filter/FlateDecode',
    '<<',
    '>>',
    '[',
    ']',
    '/ByteRange [0 1 2 3]',
    '/Kids [1 0 R]',
    '/Prev 1',
    'startxref',
    'trailer',
  ];
  const law = await shippedLaw();
  let count = 0;
  return {
    make: (draw) => mutated(draw, good, words),
    read: async (input) => {
      derStreams(input);
      if (count++ % 20 > 0) return; // most through our own reader alone
      await unlessRefused(() => documentSignatures(input, { anchors: [], at: '2027-01-01T00:00:00Z' }));
      await unlessRefused(() => readRequestDocument(input, law));
    },
  };
}

const SIGNS = [
  '<',
  '>',
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?xml ',
  '?>',
  '&amp;',
  '&#0;',
  '&#x10ffff;',
  '<!DOCTYPE a>',
  ' xmlns=""',
  '<a>',
  '\u0000',
];

export async function xml(): Promise<Target> {
  const law = await shippedLaw();
  const good = FORMS.map((form) => fixture(`requests/${form}/request.xml`));
  return {
    make: (draw) => mutated(draw, good, SIGNS),
    read: async (input) => {
      await unlessRefused(() => readData('xml', input, law));
      await unlessRefused(() => readChart(pieces(input), '2026-11-30'));
      await unlessRefused(() => readUntc(pieces(input), true));
      await unlessRefused(() => readEurLex(pieces(input), '32023R1543'));
    },
  };
}

export async function json(): Promise<Target> {
  const law = await shippedLaw();
  const good = FORMS.flatMap((form) => [
    fixture(`requests/${form}/request.json`),
    fixture(`requests/${form}/complete.json`),
  ]);
  return {
    make: (draw) => jsonLike(draw, good),
    read: async (input) => {
      isNestedDeeper(Buffer.from(input).toString('utf8'), 64);
      await unlessRefused(() => readData('json', input, law));
    },
  };
}
