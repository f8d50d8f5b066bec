// Lists of fingerprints as others give them, and pictures of one case that look alike.
import { Refusal } from '../../base/refusal.ts';
import { MOST_BITS, PictureIndex } from './picture-index.ts';

interface ListedFingerprint {
  readonly hash: Uint8Array;
  /** What else its line says. */
  readonly label: string;
}

const LINE_CHARACTERS = 10_000;
/** From the first to the last that parts no columns. */
const LABEL = /[^\s,;|"](?:.*[^\s,;|"])?/;
const FINGERPRINT = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/i;

/** One fingerprint a line, with or without other columns. Refuses badInput: a line, but the first, without one. */
export function readPictureList(text: string): ListedFingerprint[] {
  const found = text.split('\n').flatMap((line, index) => pictureLine(line, index + 1) ?? []);
  if (found.length === 0) throw new Refusal('badInput.pictureList');
  return found;
}

/** Undefined: it is empty, a remark, or names the columns. Refuses badInput. */
export function pictureLine(line: string, number: number): ListedFingerprint | undefined {
  const words = line.trim();
  if (words === '' || words.startsWith('#')) return undefined;
  const hash = words.length > LINE_CHARACTERS ? undefined : FINGERPRINT.exec(words)?.[0];
  if (hash === undefined && number === 1) return undefined; // names of columns
  if (hash === undefined)
    throw new Refusal('badInput.pictureLine', { line: number, words: words.slice(0, 40) });
  const label = (LABEL.exec(words.replace(hash, ''))?.[0] ?? '').slice(0, 200);
  return { hash: Buffer.from(hash, 'hex'), label };
}

/** Groups whose members are joined by steps of at most `most` bits, by their places; what is alone is in none. The largest first. */
export function nearDuplicates(hashes: readonly Uint8Array[], most = MOST_BITS): number[][] {
  const index = new PictureIndex(Buffer.concat(hashes));
  const groupOf = hashes.map((_, place) => place);
  const top = (place: number): number => {
    let at = place;
    for (let next = groupOf[at] ?? at; next !== at; next = groupOf[at] ?? at) at = next;
    groupOf[place] = at;
    return at;
  };
  for (const [place, hash] of hashes.entries())
    for (const { row } of index.near(hash, most))
      groupOf[Math.max(top(place), top(row))] = Math.min(top(place), top(row));
  const groups = Map.groupBy(hashes.keys(), top);
  return [...groups.values()]
    .filter(({ length }) => length > 1)
    .sort((one, other) => other.length - one.length || (one[0] ?? 0) - (other[0] ?? 0));
}
