// Every extractor; the first that takes a file reads it. To add one: docs/guides/add-an-extractor.md
import type { Extractor } from './extractor.ts';
import { gzip } from './gzip.ts';
import { tar } from './tar.ts';
import { zip } from './zip.ts';

export const EXTRACTORS: readonly Extractor[] = [zip, tar, gzip];

export function extractorOf(kind: string | null, path: string): Extractor | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return EXTRACTORS.find((one) => one.takes(kind ?? undefined, name));
}
