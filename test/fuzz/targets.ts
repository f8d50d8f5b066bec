// What `npm run fuzz -- TARGET SECONDS` knows.
import { artefacts } from './artefacts.ts';
import { cms, der } from './asn1.ts';
import { json, pdf, xml } from './documents.ts';
import { ewf } from './images.ts';
import { bitLocker, luks } from './locked.ts';
import { apfs, discs, media } from './media.ts';
import { events, notes, trust } from './notes.ts';
import { bag, zip } from './packages.ts';
import { decmpfs, texts } from './packed.ts';
import type { OpenTarget } from './target.ts';
import { citations } from './texts.ts';
import { written } from './written.ts';

export const TARGETS: { readonly [name: string]: OpenTarget } = {
  zip,
  bag,
  notes,
  events,
  der,
  cms,
  pdf,
  ewf,
  media,
  discs,
  apfs,
  artefacts,
  decmpfs,
  texts,
  written,
  luks,
  bitLocker,
  xml,
  json,
  citations,
  trust,
};
