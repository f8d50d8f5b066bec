// A set of our own is given out: as a list that other programs read, with what holds for it. That it was is recorded.
import { hex } from '../../base/bytes.ts';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { HashFile } from './hash-file.ts';
import { fileOf, noSet, noted, setsInUse } from './known.acts.ts';
import { DIGESTS, type EntryKind } from './known.ts';

/** In one list they could not be told apart. */
export const GIVEN_LINES = ['digests', 'pdq'] as const;
type GivenLines = (typeof GIVEN_LINES)[number];

/** One of our own, as a list that other programs read, with what holds for it. Refuses notAllowed: another's, or not to be used. */
export async function* exportSet(
  house: Installation,
  { name, by, lines }: { readonly name: string; readonly by: Uuid; readonly lines?: GivenLines | undefined },
): AsyncGenerator<string> {
  const set = (await setsInUse(house)).find((one) => one.name === name);
  if (set === undefined) throw noSet(name);
  if (!set.isOwn) throw new Refusal('notAllowed.knownOfOther', { owner: set.owner });
  await house.db.transaction((tx) => noted(house, tx, { act: 'given out', set, by }));
  yield `# ${onOneLine(set.name)}, version ${set.version}\n# owner: ${onOneLine(set.owner)}\n# basis: ${onOneLine(set.basis)}\n# until: ${set.expires}\n# may be told: ${onOneLine(set.mayBeTold)}\n`;
  const own = (kinds: readonly EntryKind[]) => kinds.filter((kind) => set.counts[kind] !== undefined);
  const asked = lines ?? (own(DIGESTS).length === 0 ? 'pdq' : 'digests');
  for (const kind of own(asked === 'pdq' ? ['pdq'] : DIGESTS)) {
    const file = new HashFile(fileOf(house, set.id, kind));
    try {
      for (const { digest, label } of file.all()) {
        const category = set.labels[label]?.category;
        yield `${hex(digest)}${category === undefined ? '' : `  ${onOneLine(category)}`}\n`;
      }
    } finally {
      file.close();
    }
  }
}

/** A label comes from a file of others: a line within it would be read as another digest. */
const onOneLine = (text: string): string => text.replaceAll(/\s/g, ' ');
