// Articles in a line from right to left. `29(2)` has no direction of its own and would be read backwards, brackets first
// (UAX 9, N0): each is isolated (FSI … PDI), and so is the number of a title of the United States Code with its section, and a
// number in groups, of which the last would come first. Read once for each message or label, never over what somebody typed.
const CITATION =
  /(?:(?<!\d)\d+ U\.S\.C\. )?(?<![\d.])\d[\d.]*[a-z]?(?:\(\w{1,5}\))+(?:-\(\w{1,5}\))*|(?<!\d)\d+ U\.S\.C\. \d+[a-z]?|(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g;
const ISOLATED = /([\u2066-\u2068][^\u2066-\u2069]*\u2069)/;

export function citationsKept(text: string): string {
  return text
    .split(ISOLATED)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll(CITATION, '\u2068$&\u2069')))
    .join('');
}

/** An article or a number in groups, by how it begins: enough to see that a value needs its own direction. */
const NUMBERED = /\d[a-z]?\(|\d \d{3}|\d U\.S\.C\./;

/** A value that is put into a sentence from right to left, set apart as a whole where its numbers would be read backwards. */
export function valueIsolated(value: string): string {
  return NUMBERED.test(value) && !/[\u2066-\u2068]/.test(value) ? `\u2068${value}\u2069` : value;
}
