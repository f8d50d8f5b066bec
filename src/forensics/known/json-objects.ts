// The objects of a JSON text that hold nothing but values and lists: found one after the other, so that a file of any size is read in
// memory of fixed size. An object that has other objects in a list is passed through, not kept.
import { inEnglish, Refusal } from '../../base/refusal.ts';

const OBJECT_CHARACTERS = 1024 * 1024;
const DEPTH = 64;

interface Open {
  readonly isObject: boolean;
  /** Where it begins in what is kept; -1: it holds others of its kind, so it is only passed through. */
  start: number;
}

/** Only those that lie in a list, which is how every format of hash sets has its entries. */
export async function* jsonObjects(
  text: AsyncIterable<unknown>,
  name: string,
): AsyncGenerator<{ readonly [name: string]: unknown }> {
  const open: Open[] = [];
  let kept = '';
  let [isText, isEscaped] = [false, false];
  for await (const piece of text) {
    const from = kept.length;
    kept += String(piece);
    for (let at = from; at < kept.length; at++) {
      const mark = kept.charCodeAt(at);
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (mark === 0x5c) isEscaped = true;
        else if (mark === 0x22) isText = false;
        continue;
      }
      if (mark === 0x22) isText = true;
      else if (mark === 0x7b || mark === 0x5b) {
        if (open.length >= DEPTH) throw broken(name, `more than ${DEPTH} levels`);
        const isObject = mark === 0x7b;
        const isEntry = isObject && open.at(-1)?.isObject === false && !open.some(({ start }) => start >= 0);
        open.push({ isObject, start: isEntry ? at : -1 });
        // A list of entries within an entry: then the inner ones are what is read.
        if (isEntry) continue;
        const outer = open.find(({ start }) => start >= 0);
        if (
          outer !== undefined &&
          !isObject &&
          /"(?:Media|value)"\s*:\s*$/i.test(kept.slice(outer.start, at))
        )
          outer.start = -1;
      } else if (mark === 0x7d || mark === 0x5d) {
        const closed = open.pop();
        if (closed === undefined || closed.isObject !== (mark === 0x7d))
          throw broken(name, 'brackets that do not match');
        if (closed.start < 0) continue;
        yield parsed(kept.slice(closed.start, at + 1), name);
        kept = kept.slice(at + 1);
        at = -1;
      }
    }
    const begun = open.find(({ start }) => start >= 0);
    const needless = begun === undefined ? Math.max(0, kept.length - 100) : begun.start;
    kept = kept.slice(needless);
    for (const one of open) if (one.start >= 0) one.start -= needless;
    if (kept.length > OBJECT_CHARACTERS * 2)
      throw broken(name, `an entry of more than ${OBJECT_CHARACTERS} characters`);
  }
  if (open.length > 0 || isText) throw broken(name, 'an end before its time');
}

function parsed(text: string, name: string): { readonly [name: string]: unknown } {
  try {
    return JSON.parse(text) as { readonly [name: string]: unknown }; // an object, by its brackets
  } catch {
    throw broken(name, 'an entry that is none');
  }
}

function broken(name: string, found: string): Refusal {
  return new Refusal('damaged.jsonDocument', { name, found: inEnglish(found) });
}
