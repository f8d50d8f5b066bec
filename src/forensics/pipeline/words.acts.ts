// Words in pictures and on scanned pages, where the examination was asked to read them: each content once for a language. What is
// read is derived and says so: by which program, of which version, in which language.
import type { ConfinedPool } from '../../platform/confined-pool.ts';
import type { Pixels } from '../pictures/pdq.ts';
import { fileOfBytes, lookAtPicture, picturePool, type PictureLook } from '../pictures/pictures.ts';
import { pictureKindOf, type PictureKind } from '../pictures/read.ts';
import { wordReader, type WordReader } from '../words/read-words.ts';
import { LEAST_SIDES, PDF_PAGES, type FoundWords } from '../words/words.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Work } from './examine.acts.ts';
import { kept, VERSIONS } from './examined.ts';
import { contentsCount, type ContentItem, type UnitEnd } from './examined.store.ts';
import { once } from './list.acts.ts';
import { wholePicture } from './pictures.acts.ts';
import { beginningsAfter, pagesWithoutText } from './pictures.store.ts';

const AT_ONCE = 1000;
const SECONDS = 60;

interface Reading {
  readonly work: Work;
  readonly pool: ConfinedPool;
  readonly reader: WordReader;
}

/** In the order of the items' ids; whatever stops it, it goes on to the same end. Refuses a language that nothing here reads. */
export async function readWords(work: Work, language: string): Promise<void> {
  const reader = await wordReader(language);
  if (reader === undefined) throw new Refusal('badInput.noLanguageData', { language });
  const pool = picturePool();
  const { kysely } = work.house.db;
  try {
    const seen = { done: 0, total: await contentsCount(work.house.db.kysely, work.of), failed: 0 };
    for (let after = ''; ;) {
      const items = await beginningsAfter(kysely, work.of, { after, limit: AT_ONCE });
      for (const { first, bytes: _, ...item } of items) {
        seen.done += 1;
        const kind = pictureKindOf(first);
        if (kind === undefined) continue;
        const only = kind === 'PDF' ? await pagesWithoutText(kysely, work.of, item.sha256) : 'all';
        if (only.length === 0) continue;
        const unit = { stage: 'extract:ocr', version: VERSIONS.words, content: item.sha256, settings: language, itemId: item.id }; // prettier-ignore
        await once(work, unit, async () => {
          const end = await read({ work, pool, reader }, item, { kind, only });
          if (end.failed !== undefined) seen.failed += 1;
          return { end };
        });
        await work.at('words', seen);
      }
      const last = items.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  } finally {
    pool.close();
    reader.close();
  }
}

async function read(
  reading: Reading,
  item: ContentItem,
  { kind, only }: { readonly kind: PictureKind; readonly only: readonly number[] | 'all' },
): Promise<UnitEnd> {
  const content = await wholePicture(reading.work, item);
  if (!Buffer.isBuffer(content)) return { failed: content };
  const found: FoundWords[] = [];
  let pages: number | undefined;
  let read = 0;
  for (let at = 0; at < (only === 'all' ? Math.min(pages ?? 1, PDF_PAGES) : only.length); at++) {
    const page = only === 'all' ? at + 1 : (only[at] ?? 1);
    const look = await pixelsOf(reading, content, page);
    if (!look.ok) return { failed: look };
    if (kind === 'PDF') pages = look.read.pages ?? 1;
    read += 1;
    const { pixels } = look;
    if (pixels === undefined || isTooSmall(pixels)) continue;
    const words = await reading.reader.read(pixels, reading.work.signal);
    reading.work.signal.throwIfAborted();
    if (!words.ok) return { failed: words };
    if (words.found.words > 0) found.push(words.found);
  }
  return endOf(reading.reader, found, { pages, read });
}

async function pixelsOf({ work, pool }: Reading, content: Buffer, page: number): Promise<PictureLook> {
  const asked = { view: 'reading', page } as const;
  const how = { signal: work.signal, seconds: SECONDS };
  const look = await lookAtPicture(pool, fileOfBytes('picture', content), asked, how);
  work.signal.throwIfAborted();
  return look;
}

function isTooSmall({ width, height }: Pixels): boolean {
  return width < LEAST_SIDES.width || height < LEAST_SIDES.height;
}

/** Nothing is kept of a picture without words. */
function endOf(
  { program, version, language }: WordReader,
  found: readonly FoundWords[],
  of: { readonly pages: number | undefined; readonly read: number },
): UnitEnd {
  const words = found.reduce((sum, one) => sum + one.words, 0);
  if (words === 0) return {};
  const sure = Math.round(found.reduce((sum, one) => sum + one.sure * one.words, 0) / words);
  const read = of.pages === undefined ? {} : { pages: of.pages, 'pages-read': of.read };
  return {
    text: kept(found.map(({ text }) => text).join('\n\n')),
    facts: { program, 'program-version': version, language, words, 'sure-percent': sure, ...read },
  };
}
