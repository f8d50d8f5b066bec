// How long a channel takes, as a range of days with the figures it comes from. No figure on record: not known.
import type { ChannelRule, Fact } from '../law/model.ts';
import { cited } from '../law/look-up.ts';
import { joined, tell, type Wording } from '../law/sentence.ts';
import type { Finding } from './evaluate.ts';
import type { Question } from './condition.ts';

export interface Expected {
  /** Undefined where no source gives a number. */
  readonly minDays: number | undefined;
  readonly maxDays: number | undefined;
  /** Where it is a matter of hours. */
  readonly maxHours?: number;
  readonly facts: readonly Fact[];
}

export function expectedOf({ channel, bases }: Finding, question: Question): Expected {
  const emergency = emergencyClock(channel, question);
  if (emergency !== undefined)
    return { minDays: 0, maxDays: 1, maxHours: emergency.hours, facts: [emergency.fact] };
  const used = channel.durations.filter((one) =>
    appliesTo(one.sources, bases.find(({ verdict }) => verdict === 'yes')?.instrument),
  );
  const days = used.flatMap(({ typicalDays, maxDays }) => typicalDays ?? maxDays ?? []);
  const typical = used.flatMap(({ typicalDays }) => typicalDays ?? []);
  return {
    minDays: typical.length > 0 ? Math.min(...typical) : days.length > 0 ? 0 : undefined,
    maxDays: days.length > 0 ? Math.max(...days) : undefined,
    facts: used.map((one) => ({ ...cited(one), text: one.text })),
  };
}

/** Figures from the text of one instrument say nothing of another. */
const FROM_TEXT: { readonly [source: string]: string } = { 'lex-eio': 'eu-2014-41' };

function appliesTo(sources: readonly string[], instrument: string | undefined): boolean {
  return sources.every((source) => FROM_TEXT[source] === undefined || FROM_TEXT[source] === instrument);
}

/** Regulation (EU) 2023/1543, Article 10(4): eight hours. */
function emergencyClock(
  channel: ChannelRule,
  { knowledge, need }: Question,
): { readonly hours: number; readonly fact: Fact } | undefined {
  if (channel.id !== 'epoc' || need.urgency !== 'emergency_life') return undefined;
  const clock = knowledge.clocks.find(({ id }) => id === 'epoc.produce-emergency');
  const hours = clock?.length;
  if (clock === undefined || hours === undefined) return undefined;
  return { hours, fact: { ...cited(clock), text: tell('hoursInEmergency', hours, clock.article) } };
}

export function expectedWords({ minDays, maxDays, maxHours, facts }: Expected): Wording {
  if (maxHours !== undefined) return tell('upToHours', maxHours);
  if (maxDays === undefined)
    return facts.length === 0 ? tell('noFigure') : joined(...facts.map(({ text }) => text));
  if (minDays === undefined || minDays === 0 || minDays === maxDays) return tell('upToDays', maxDays);
  return tell('daysRange', minDays, maxDays);
}
