import { pluralIn } from '../plural.ts';

const say = pluralIn('ar-u-nu-latn');

/**
 * Six forms: `لا قضايا` 0, `قضية واحدة` 1, `قضيتان` 2, `3 قضايا` 3 to 10, `11 قضية` 11 to 99, `100 قضية`.
 * `one` and `two` say the number in the word itself; the others have it before them.
 */
export function count(n: number, one: string, two: string, few: string, many: string): string {
  return say(n, { one, two, few: `# ${few}`, many: `# ${many}`, other: `# ${many}` });
}
