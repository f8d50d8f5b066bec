// Names of the segment files of one image, as the acquiring programs count them.

/** `stem` is the name without its extension; `numberOf` undefined when the extension is not of the scheme. */
export interface NameScheme {
  numberOf(extension: string): number | undefined;
  extensionOf(segment: number): string;
}

const A = 65;
const PAIRS = 26 * 26;

/**
 * `.E01` to `.E99`, then `.EAA` to `.EZZ`, `.FAA` to `.ZZZ` (libewf, EWF specification, 3.2); with the
 * initial `S` for SMART. Letter case follows the example that was given.
 */
export function ewfNames(initial: string, lowerCase: boolean): NameScheme {
  return letterNames('', initial, lowerCase);
}

/** `.Ex01` to `.Ex99`, then `.ExAA` to `.EzZZ` (libewf, EWF 2 specification, 3.2). */
export function ewf2Names(lowerCase: boolean): NameScheme {
  return letterNames('E', 'x', lowerCase);
}

/** `.001`, `.002`, … and on to more digits after `.999`; some programs begin at `.000`. */
export function splitRawNames(digits: number): NameScheme {
  return {
    numberOf: (extension) =>
      /^\d{3,9}$/.test(extension) && extension.length === Math.max(digits, String(Number(extension)).length)
        ? Number(extension)
        : undefined,
    extensionOf: (segment) => String(segment).padStart(digits, '0'),
  };
}

function letterNames(prefix: string, initial: string, lowerCase: boolean): NameScheme {
  const first = initial.toUpperCase().charCodeAt(0) - A;
  return {
    numberOf: (extension) => {
      const text = extension.toUpperCase();
      if (text.length !== prefix.length + 3 || !text.startsWith(prefix.toUpperCase())) return undefined;
      const head = text.charAt(prefix.length);
      const tail = text.slice(prefix.length + 1);
      if (/^\d\d$/.test(tail))
        return head === initial.toUpperCase() && tail !== '00' ? Number(tail) : undefined;
      if (!/^[A-Z]{3}$/.test(head + tail)) return undefined;
      const block = head.charCodeAt(0) - A - first;
      const number = 100 + block * PAIRS + (tail.charCodeAt(0) - A) * 26 + (tail.charCodeAt(1) - A);
      return block >= 0 ? number : undefined;
    },
    extensionOf: (segment) => {
      const block = Math.floor((segment - 100) / PAIRS);
      const pair = (segment - 100) % PAIRS;
      const letters = (n: number): string => String.fromCharCode(A + (n % 26));
      const head = segment < 100 ? first : first + block;
      const tail =
        segment < 100 ? String(segment).padStart(2, '0') : letters(Math.floor(pair / 26)) + letters(pair);
      // In `.Ex01` the second letter is small and the others are not.
      const middle = prefix === '' ? letters(head) : letters(head).toLowerCase();
      return lowerCase ? (prefix + middle + tail).toLowerCase() : prefix + middle + tail;
    },
  };
}
