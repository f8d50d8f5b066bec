// ./comity channels --from FR --to US --category content …: the lawful ways to data held in another State.
import { parseArgs } from 'node:util';
import { Refusal } from '../base/refusal.ts';
import { answerTo, jsonLine, whatIfOf } from '../channels/answer.ts';
import { utcDay } from '../base/time.ts';
import { readWordsOrRefuse } from '../channels/read-words.ts';
import { answerText, whatIfText } from '../channels/text.ts';
import type { WhatIf } from '../channels/what-if.ts';
import { wordsFrom, WORD_NAMES, type Words } from '../channels/words.ts';
import { isStateCode } from '../law/states.ts';
import { localLaw } from './local-law.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { printable } from './words.ts';

const many = { type: 'string', multiple: true } as const;
/** `--no-…` says no; without it nothing is said. */
const flag = { type: 'boolean' } as const;

/** The words of a question, and how the answer is to be given. A flag that stands alone says yes. */
const OPTIONS = {
  from: many,
  to: many,
  category: many,
  'real-time': flag,
  identifier: many,
  holder: many,
  provider: many,
  'holder-name': many,
  addressee: many,
  establishment: many,
  'offers-services': flag,
  'takes-requests': flag,
  'retention-days': many,
  'data-in': many,
  urgency: many,
  deadline: many,
  use: many,
  offence: many,
  years: many,
  transnational: flag,
  'organised-group': flag,
  'by-system': flag,
  'committed-in': many,
  'person-in': many,
  nationality: many,
  residence: many,
  issuer: many,
  'preserve-only': flag,
  'bilateral-treaty': flag,
  reciprocity: flag,
  consent: flag,
  network: many,
  language: many,
  on: many,
  'what-if': many,
  all: flag,
  facts: flag,
  /** As the law stood here under that data version: an earlier answer again. */
  'law-version': { type: 'string' },
  json: flag,
} as const;

type Values = ReturnType<typeof parse>;

/** Every pair of States and every category, as a table; the words of a question that are given hold for all. */
export async function runChannelsMatrix(args: readonly string[], terminal: Terminal): Promise<number> {
  const words = wordsOf(parse(args));
  if (words['what-if'] !== undefined) throw new Refusal('badUsage.whatIfMatrix');
  const knowledge = await localLaw(parse(args)['law-version']);
  const { need, day } = readWordsOrRefuse({ from: ['FR'], ...words }, knowledge, (field) => `--${field}`);
  const { matrixCsv } = await import('../channels/matrix.acts.ts');
  const said = {
    ...words,
    ...(words.from && { from: words.from.map((text) => stateOf(text, 'from') ?? '') }),
    ...(words.to && { to: words.to.map((text) => stateOf(text, 'to') ?? '') }),
    ...(words.category && { category: need.categories }),
  };
  for await (const text of matrixCsv({ words: said, day: day ?? utcDay(Date.now()) }, knowledge))
    await terminal.write(text);
  return EXIT.done;
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false, allowNegative: true })
    .values;
}

/** Exit 0 when at least one way is open, 1 when none is. Throws Refusal for wrong use. */
export async function runChannels(args: readonly string[], terminal: Terminal): Promise<number> {
  const values = parse(args);
  const knowledge = await localLaw(values['law-version']);
  const today = utcDay(Date.now());
  const asked = readWordsOrRefuse(wordsOf(values), knowledge, (field) => `--${field}`);
  if (asked.changes.length > 0)
    return runWhatIf(whatIfOf(asked, knowledge, today), values.json === true, terminal);
  const answer = answerTo(asked, knowledge, today);
  if (values.json) terminal.out(line(jsonLine(answer)));
  else
    for (const text of answerText(answer, knowledge, {
      full: values.all ? 99 : 0,
      facts: values.facts === true,
    }))
      terminal.out(printable(text));
  return answer.parts.some(({ plans }) => plans.some(({ state }) => state === 'open'))
    ? EXIT.done
    : EXIT.refused;
}

function runWhatIf(result: WhatIf, isJson: boolean, terminal: Terminal): number {
  if (isJson) terminal.out(line(jsonLine(result)));
  else for (const text of whatIfText(result)) terminal.out(text);
  return EXIT.done;
}

/** The terminal ends a line itself. */
function line(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).slice(0, -1);
}

function wordsOf(values: Values): Words {
  const params = new URLSearchParams();
  for (const name of WORD_NAMES) {
    const said = values[name];
    if (typeof said === 'boolean') params.append(name, said ? 'yes' : 'no');
    if (Array.isArray(said)) for (const one of said) params.append(name, one);
  }
  return wordsFrom(params);
}

export function stateOf(text: string | undefined, option: string): string | undefined {
  if (text === undefined) return undefined;
  const code = text.toUpperCase();
  if (isStateCode(code)) return code;
  throw new Refusal('badUsage.optionState', { option: `--${option}`, found: printable(text) });
}
