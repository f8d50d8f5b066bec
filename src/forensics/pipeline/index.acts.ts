// The last stage: the words of every text and fact that was taken out of a file, for the search within the exhibit. It adds nothing to
// the result table: it is made of it.
import { indexWords } from '../../law/search-words.ts';
import type { Work } from './examine.acts.ts';
import { stillHeld } from './examined.store.ts';
import { insertWords, withoutWords, withoutWordsCount } from './words.store.ts';

const AT_ONCE = 50;
/** Below what PostgreSQL takes in one: 1 MB. */
const PART_BYTES = 500_000;

export async function indexTexts(work: Work): Promise<void> {
  const { house, of, signal } = work;
  let done = 0;
  const total = await withoutWordsCount(house.db.kysely, of);
  for (;;) {
    signal.throwIfAborted();
    const units = await withoutWords(house.db.kysely, of, AT_ONCE);
    if (units.length === 0) return;
    const rows = units.flatMap(({ key, text }) => partsOf(text).map((words, part) => ({ key, part, words })));
    await house.db.transaction(async (tx) => {
      await stillHeld(tx, of);
      await insertWords(tx, of, rows);
    });
    done += units.length;
    await work.at('index', { done, total, failed: 0 });
  }
}

/** One at least, so that a text without words is done too. */
function partsOf(text: string): string[][] {
  const parts: string[][] = [[]];
  let bytes = 0;
  for (const word of indexWords(text)) {
    const size = Buffer.byteLength(word) + 8;
    if (bytes + size > PART_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(word);
    bytes += size;
  }
  return parts;
}
