// Folding: text as a searcher types it. Accents, case, compatibility forms and the vowel marks of Arabic and Hebrew
// are dropped (Unicode NFKD, general category M); every folded character remembers where it stood.

export interface Folded {
  readonly text: string;
  /** For every UTF-16 unit of `text`, the index in the original; one more at the end. Undefined: the same index. */
  readonly from: readonly number[] | undefined;
}

/** Letters that no decomposition takes apart but people type without their mark. */
const ALIKE: { readonly [letter: string]: string } = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ς: 'σ',
  ى: 'ي',
  ة: 'ه',
  '’': "'",
};

const DROPPED = /\p{M}|[\u0640\u200e\u200f]|\u200c|\u200d/gu; // marks, Arabic tatweel, joiners and direction marks

const ASCII = /^[\x20-\x7e]*$/;

export function foldText(text: string): string {
  return fold(text).text;
}

export function fold(text: string): Folded {
  if (ASCII.test(text)) return { text: text.toLowerCase(), from: undefined };
  let folded = '';
  const from: number[] = [];
  let at = 0;
  for (const character of text) {
    const lower = character
      .normalize('NFKD')
      .replace(DROPPED, '')
      .toLowerCase()
      .normalize('NFKD')
      .replace(DROPPED, '');
    const alike = Array.from(lower, (one) => ALIKE[one] ?? one).join('');
    folded += alike;
    for (let i = 0; i < alike.length; i++) from.push(at);
    at += character.length;
  }
  return { text: folded, from: [...from, at] };
}
