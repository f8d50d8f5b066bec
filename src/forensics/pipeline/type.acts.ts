// What each file is by its first bytes, which were kept when it was read: a later version reads nothing again.
import { kindOf, KINDS_VERSION, saysOther } from '../listing/kinds.ts';
import type { Work } from './examine.acts.ts';
import { setKinds, untyped, untypedCount } from './examined.store.ts';

const AT_ONCE = 5000;

export async function typeAll(work: Work): Promise<void> {
  const { house, of, signal } = work;
  let after: Buffer = Buffer.alloc(0);
  let done = 0;
  const total = await untypedCount(house.db.kysely, of, KINDS_VERSION);
  for (;;) {
    signal.throwIfAborted();
    const rows = await untyped(house.db.kysely, of, { version: KINDS_VERSION, after, limit: AT_ONCE });
    if (rows.length === 0) return;
    const typed = rows.map(({ id, path, first }) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const kind = first.length === 0 ? undefined : kindOf(first, name);
      const says = first.length === 0 ? undefined : saysOther(name, kind);
      return { id: id.toString('hex'), kind, says };
    });
    await house.db.transaction((tx) => setKinds(tx, of, typed, KINDS_VERSION));
    after = rows.at(-1)?.id ?? after;
    done += rows.length;
    await work.at('type', { done, total, failed: 0 });
  }
}
