// Every pair of States and every category at once: which way is best, and how each way stands. One row a pair and
// category, so that a law maker sees where nothing is open and what a ratification would be worth.
import { csvLine } from '../base/csv.ts';
import type { Day } from '../law/day.ts';
import type { DataCategory, Knowledge } from '../law/model.ts';
import { knowledgeOn } from '../law/on-day.ts';
import { STATE_CODES, type StateCode } from '../law/states.ts';
import type { Question } from './condition.ts';
import { expectedOf } from './duration.ts';
import { evaluateChannel } from './evaluate.ts';
import type { Need } from './need.ts';
import { inOrder, UNASKED, type Candidate } from './rank.ts';
import { readWords } from './read-words.ts';
import type { Words } from './words.ts';

export interface Matrix {
  /** What is said of every question alike; `from`, `to` and `category` name those that are wanted, all when not said. */
  readonly words: Words;
  readonly day: Day;
}

/** Requesting States of a matrix, in order: its parts, each of which can be made by itself. */
export function requestingStates({ words }: Matrix): readonly StateCode[] {
  return wantedOf(words.from, STATE_CODES);
}

export function matrixHeading(knowledge: Knowledge): string {
  const ways = knowledge.channels.flatMap(({ id, replacedBy }) => (replacedBy === undefined ? [id] : []));
  return csvLine(['from', 'to', 'category', 'best_way', 'best_state', 'weakest_fact', 'days_max', ...ways]);
}

/** All rows of one requesting State, as CSV (RFC 4180, CRLF). Throws for words that were not read before. */
export function matrixRows(from: StateCode, { words, day }: Matrix, published: Knowledge): string {
  const knowledge = knowledgeOn(published, day);
  const { to: _to, category: _category, ...rest } = words;
  const read = readWords({ ...rest, from: [from] }, knowledge);
  if (!read.ok) throw new TypeError(`words of a matrix are read before: ${JSON.stringify(read.wrong[0])}`);
  const { need } = read.asked;
  const provider = knowledge.providers.find(({ id }) => id === need.holder.provider);
  const known = Object.keys(knowledge.categoryWords) as DataCategory[]; // the vocabulary of the data
  const categories = wantedOf(words.category, known);
  let rows = '';
  for (const to of wantedOf(words.to, STATE_CODES)) {
    if (to === from) continue;
    const located = words['data-in'] === undefined ? ({ kind: 'known', state: to } as const) : undefined;
    const here: Need = { ...need, to, categories, ...(located && { dataLocation: located }) };
    for (const category of categories) rows += row({ knowledge, need: here, category, to, day, provider });
  }
  return rows;
}

function row(question: Question): string {
  const { knowledge, need, category, to } = question;
  const findings = knowledge.channels.map((channel) => evaluateChannel(channel, question));
  const candidates = findings.flatMap((finding, order): Candidate[] =>
    (finding.state === 'open' || finding.state === 'unknown') && finding.channel.id !== UNASKED
      ? [{ finding, expected: expectedOf(finding, question), order }]
      : [],
  );
  const [best] = inOrder(candidates, need);
  return csvLine([
    need.from,
    to ?? '',
    category,
    best?.finding.channel.id ?? '',
    best?.finding.state ?? '',
    best?.finding.weakest ?? '',
    String(best?.expected.maxDays ?? ''),
    ...findings.map(({ state }) => state),
  ]);
}

function wantedOf<T extends string>(said: readonly string[] | undefined, all: readonly T[]): readonly T[] {
  return said === undefined ? all : all.filter((one) => said.includes(one));
}
