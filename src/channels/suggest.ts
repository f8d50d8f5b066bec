// Which changes are worth a "what if" for an answer: those that could open what is not open.
import type { Knowledge } from '../law/model.ts';
import { knowledgeOn } from '../law/on-day.ts';
import type { Answer, Part } from './plan.ts';
import type { Change } from './what-if.ts';

interface Suggestion {
  /** As the word `what-if` says it. */
  readonly word: string;
  readonly change: Change;
}

const MOST = 7;
/** Regulation (EU) 2023/1543, Article 5(4): the threshold that most offences miss or pass by. */
const THRESHOLD_YEARS = 3;

export function suggestionsFor({ need, parts, day }: Answer, published: Knowledge): Suggestion[] {
  const knowledge = knowledgeOn(published, day);
  const made: Suggestion[] = [];
  const add = (word: string, change: Change): void => {
    if (!made.some((one) => one.word === word)) made.push({ word, change });
  };
  if (need.urgency !== 'emergency_life') add('emergency', { kind: 'urgency', urgency: 'emergency_life' });
  if (need.urgency === 'normal') add('urgency:urgent', { kind: 'urgency', urgency: 'urgent' });
  if (!need.categories.includes('subscriber'))
    add('category:subscriber', { kind: 'category', category: 'subscriber' });
  const part = parts.at(-1);
  if (part === undefined) return made;
  if (isHeldByThreshold(part)) add(`years:${THRESHOLD_YEARS}`, { kind: 'years', maxYears: THRESHOLD_YEARS });
  for (const state of otherSeats(need, part, knowledge)) add(`to:${state}`, { kind: 'to', state });
  for (const { channel } of part.future)
    for (const instrument of waitsFor(channel, knowledge))
      add(`in-force:${instrument}`, { kind: 'in-force', instrument });
  for (const { instrument, state } of missingParties(part))
    if (isOpenToStates(instrument, knowledge))
      add(`ratify:${instrument}:${state}`, { kind: 'ratify', instrument, state });
  return made.slice(0, MOST);
}

/** Other States where the provider sits: perhaps the entity there controls the account. */
function otherSeats(need: Answer['need'], { to }: Part, { providers }: Knowledge): string[] {
  const provider = providers.find(({ id }) => id === need.holder.provider);
  if (need.to === undefined) return []; // planned for each of them already
  const seats = (provider?.entities ?? []).map(({ state }) => state);
  return [...new Set(seats)].filter((state) => state !== to && state !== need.from);
}

function isHeldByThreshold({ plans, closed }: Part): boolean {
  return (
    closed.some(({ because }) => because.predicate === 'threshold') ||
    plans.some(({ steps }) =>
      steps.some(({ conditions }) =>
        conditions.some(({ predicate, verdict }) => predicate === 'threshold' && verdict !== 'yes'),
      ),
    )
  );
}

function waitsFor(id: string, { channels }: Knowledge): string[] {
  const rule = channels.find((one) => one.id === id);
  return rule?.when.clauses.flatMap((clause) => clause.in_force ?? []) ?? [];
}

/** Of the nearest instruments of ways that are not certain: the State of which nobody knows whether it is bound. */
function missingParties({ plans }: Part): { instrument: string; state: string }[] {
  return plans
    .filter(({ state }) => state === 'unknown')
    .flatMap(({ steps }) => {
      const basis = steps.find(({ kind }) => kind === 'produce')?.bases[0];
      const bound = basis?.conditions.filter(({ predicate }) => predicate === 'party') ?? [];
      const missing = basis?.since.filter((_, i) => bound[i]?.verdict === 'unknown') ?? [];
      return basis === undefined || missing.length !== 1
        ? []
        : missing.map(({ state }) => ({ instrument: basis.instrument, state }));
    });
}

/** No State becomes bound by an act of the Union but by joining the Union. */
function isOpenToStates(instrument: string, { instruments }: Knowledge): boolean {
  return instruments.find(({ id }) => id === instrument)?.organisation !== 'European Union';
}
