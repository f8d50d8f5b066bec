import { pluralIn } from '../plural.ts';

const say = pluralIn('es');

/** `1 asunto`, `2 asuntos`. */
export function count(n: number, one: string, many: string): string {
  return say(n, { one: `# ${one}`, other: `# ${many}` });
}
