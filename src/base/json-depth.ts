// How deep JSON of others is nested, told before it is read: reading calls itself once a level, so that two million brackets,
// two megabytes, hold up everybody else for a second.

/** Looks at brackets outside strings; what else is wrong, `JSON.parse` says. Ends where it is too deep. */
export function isNestedDeeper(text: string, levels: number): boolean {
  const marks = /["[\]{}]/g;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const [sign] = mark;
    if (sign === '"') marks.lastIndex = endOfString(text, mark.index);
    else if (sign === ']' || sign === '}') depth -= 1;
    else if (++depth > levels) return true;
  }
  return false;
}

/** Behind its last quotation mark; the end of the text where it has none. A mark that an odd number of backslashes precedes is escaped. */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (before > start + 1 && text[before - 1] === '\\') before -= 1;
    if ((at - before) % 2 === 0) return at + 1;
  }
  return text.length;
}
