import { pluralIn } from '../plural.ts';

const say = pluralIn('fr');

/** `1 affaire`, `2 affaires`. */
export function count(n: number, one: string, many: string): string {
  return say(n, { one: `# ${one}`, other: `# ${many}` });
}
