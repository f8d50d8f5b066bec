// Files read by programs of others too, where those are found: each content once, as derived, with the version of the program.
import { OUTSIDE_BYTES, OUTSIDE_READERS, readOutside, type OutsideReader } from '../extractors/outside.ts';
import { outsideProgram, type OutsideProgram } from '../../platform/outside-program.ts';
import type { Work } from './examine.acts.ts';
import { kept } from './examined.ts';
import type { ContentItem, UnitEnd } from './examined.store.ts';
import { eachByteOf } from './item-bytes.acts.ts';
import { once } from './list.acts.ts';
import { ofKindsAfter, ownReading } from './outside.store.ts';

const AT_ONCE = 1000;

/** In the order of the items' ids; whatever stops it, it goes on to the same end. */
export async function readAllOutside(work: Work): Promise<void> {
  for (const reader of OUTSIDE_READERS) {
    const program = await outsideProgram(reader.program);
    if (program !== undefined) await readWith(work, reader, program);
  }
}

async function readWith(work: Work, reader: OutsideReader, program: OutsideProgram): Promise<void> {
  const { kysely } = work.house.db;
  const asked = { kinds: reader.kinds, mostBytes: OUTSIDE_BYTES, limit: AT_ONCE };
  for (let after = ''; ;) {
    const items = await ofKindsAfter(kysely, work.of, { ...asked, after });
    for (const item of items) {
      if (!reader.wants(await ownReading(kysely, work.of, item.sha256))) continue;
      const unit = {
        stage: `extract:${reader.program}`,
        version: reader.version,
        content: item.sha256,
        itemId: item.id,
      };
      await once(work, unit, async () => ({ end: await read(work, item, { reader, program }) }));
    }
    const last = items.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

async function read(
  work: Work,
  item: ContentItem,
  { reader, program }: { readonly reader: OutsideReader; readonly program: OutsideProgram },
): Promise<UnitEnd> {
  let failed: UnitEnd['failed'];
  const { text, facts } = await readOutside(reader, program, {
    signal: work.signal,
    fill: async (write) => {
      failed = await eachByteOf(work, item, write, work.signal);
    },
  });
  work.signal.throwIfAborted();
  return failed === undefined ? { facts, ...(text === undefined ? {} : { text: kept(text) }) } : { failed };
}
