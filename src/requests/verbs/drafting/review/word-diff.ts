// What changed between two texts, word by word: the longest common run of words stays, the rest goes or comes.

export type Piece = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string };

/** Beyond this a change is shown as the one text gone and the other come: the table would weigh hundreds of megabytes. */
const MAX_CELLS = 4_000_000;

export function wordDiff(before: string, after: string): readonly Piece[] {
  const [a, b] = [tokens(before), tokens(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end += 1;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const same = (list: readonly string[]): Piece => ({ kind: 'same', text: list.join('') });
  return joined([same(a.slice(0, start)), ...middle, same(a.slice(a.length - end))]);
}

const SIGN = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const TOKEN = new RegExp(`[${SIGN}]|\\s+|(?:(?![${SIGN}])[\\p{L}\\p{N}\\p{M}])+|[^]`, 'gu');

/** Words, spaces and signs apart; of scripts that write no spaces, each sign. */
function tokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

function between(a: readonly string[], b: readonly string[]): Piece[] {
  const whole: Piece[] = [
    { kind: 'gone', text: a.join('') },
    { kind: 'new', text: b.join('') },
  ];
  if (a.length === 0 || b.length === 0 || a.length * b.length > MAX_CELLS) return whole;
  const width = b.length + 1;
  // Length of the longest common run of what follows each pair of places.
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1 // within the table
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!); // as above
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)
      pieces.push({ kind: 'gone', text: a[i++] ?? '' }); // as above
    else pieces.push({ kind: 'new', text: b[j++] ?? '' });
  }
  return [...pieces, { kind: 'gone', text: a.slice(i).join('') }, { kind: 'new', text: b.slice(j).join('') }];
}

/** Neighbours of one kind become one; within a change what went stands before what came. */
function joined(pieces: readonly Piece[]): Piece[] {
  const made: Piece[] = [];
  let [gone, come] = ['', ''];
  const close = (): void => {
    if (gone !== '') made.push({ kind: 'gone', text: gone });
    if (come !== '') made.push({ kind: 'new', text: come });
    [gone, come] = ['', ''];
  };
  for (const [i, { kind, text }] of pieces.entries()) {
    // A space alone between two changes belongs to them: a reader hears one change, not three.
    const isGap =
      kind === 'same' && /^\s+$/.test(text) && (gone !== '' || come !== '') && pieces[i + 1]?.kind !== 'same';
    if (kind === 'gone' || isGap) gone += text;
    if (kind === 'new' || isGap) come += text;
    if (kind !== 'same' || isGap || text === '') continue;
    close();
    const last = made.at(-1);
    if (last?.kind === 'same') made[made.length - 1] = { kind, text: last.text + text };
    else made.push({ kind, text });
  }
  close();
  return made;
}
