// Every extractor; the first that takes a file reads it. To add one: docs/guides/add-an-extractor.md
import { containerOf } from '../listing/kinds.ts';
import { eml, mbox } from './eml.ts';
import { evtx } from './evtx.ts';
import { exif } from './exif.ts';
import type { Extractor } from './extractor.ts';
import { gzip } from './gzip.ts';
import { epub, html } from './html.ts';
import { lnk } from './lnk.ts';
import { office } from './office.ts';
import { ole } from './ole.ts';
import { pdf } from './pdf.ts';
import { plain } from './plain.ts';
import { plist } from './plist.ts';
import { prefetch } from './prefetch.ts';
import { pst } from './pst.ts';
import { registry } from './registry.ts';
import { rtf } from './rtf.ts';
import { sevenZip } from './seven-zip.ts';
import { sqlite } from './sqlite.ts';
import { tar } from './tar.ts';
import { usnJournal } from './usn-journal.ts';
import { zip } from './zip.ts';

export const EXTRACTORS: readonly Extractor[] = [
  office,
  epub,
  zip,
  tar,
  gzip,
  sevenZip,
  eml,
  mbox,
  exif,
  sqlite,
  pdf,
  registry,
  lnk,
  prefetch,
  evtx,
  usnJournal,
  pst,
  plist,
  html,
  rtf,
  ole,
  plain,
];

export function extractorOf(kind: string | null, path: string): Extractor | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const taking = (one: string | undefined): Extractor | undefined =>
    EXTRACTORS.find((extractor) => extractor.takes(one, name));
  return taking(kind ?? undefined) ?? (kind === null ? undefined : taking(containerOf(kind)));
}
