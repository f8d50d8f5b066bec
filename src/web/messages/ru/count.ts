import { pluralIn } from '../plural.ts';

const say = pluralIn('ru');

/** `1 дело`, `2 дела`, `5 дел`. */
export function count(n: number, one: string, few: string, many: string): string {
  return say(n, { one: `# ${one}`, few: `# ${few}`, many: `# ${many}`, other: `# ${few}` });
}

/** A sentence whose end is a day has its point from `г.` already. */
export const ended = (a: string): string => (a.endsWith('.') ? a : `${a}.`);
