// Questions that are asked only where a rule turns on the answer.
import type { Knowledge } from '../law/model.ts';
import { isVolatile } from './need.ts';
import { readWords } from './read-words.ts';
import type { WordName, Words } from './words.ts';

const ALWAYS = '2026-01-01';

/** What was said already is asked again in any case, so that it can be changed. */
export function turnsOn({
  words,
  knowledge,
}: {
  readonly words: Words;
  readonly knowledge: Knowledge;
}): ReadonlySet<WordName> {
  const asked = new Set<WordName>(SOMETIMES.filter((name) => words[name] !== undefined));
  const read = readWords({ from: words.from ?? ['FR'], ...said(words) }, knowledge);
  if (!read.ok) return asked;
  const { from, to, categories, offence } = read.asked.need;
  const isBound = (act: string): boolean =>
    knowledge.parties.some(
      (one) =>
        one.instrument === act && one.state === from && one.status === 'bound' && (one.until ?? '9') > ALWAYS,
    );
  const isOrdered = categories.some((one) => one === 'traffic' || one === 'content');
  // Regulation (EU) 2023/1543, Article 4, and Directive 2014/41/EU, Article 2(c): who may issue.
  if (isBound('eu-2023-1543') || isBound('eu-2014-41')) asked.add('issuer');
  // Article 8 of the Regulation: whether the enforcing authority is told.
  if (isBound('eu-2023-1543') && isOrdered)
    for (const name of ['committed-in', 'residence'] as const) asked.add(name);
  // Article 5(4)(b): listed where committed by means of an information system.
  const rule = knowledge.competence.thresholds.find((one) => one.kind === 'years_or_listed');
  if (
    isBound('eu-2023-1543') &&
    rule?.kind === 'years_or_listed' &&
    offence.types?.some((type) => rule.listedBySystem.includes(type)) === true
  )
    asked.add('by-system');
  // CLOUD Act agreements: whose national the person is, and where the person lives.
  const pairs = knowledge.channels.flatMap(({ when }) =>
    when.clauses.flatMap((one) => (one.pair === undefined ? [] : [[...one.pair].sort().join()])),
  );
  if (to !== undefined && pairs.includes([from, to].sort().join()))
    for (const name of ['nationality', 'residence'] as const) asked.add(name);
  if (categories.some(isVolatile)) asked.add('preserve-only');
  return asked;
}

const SOMETIMES = [
  'by-system',
  'committed-in',
  'nationality',
  'residence',
  'issuer',
  'preserve-only',
] as const;

function said({ to, offence, category }: Words): Words {
  return { ...(to && { to }), ...(offence && { offence }), ...(category && { category }) };
}
