// The time rule: if the holder's retention or the preservation ends before the answer is to be expected, say so, and
// say how to extend. Days are calendar days from the day of the plan; the legal clocks themselves run from receipt.
import { addDays, type Day } from '../law/day.ts';
import { cited } from '../law/look-up.ts';
import type { ClockRule, Fact } from '../law/model.ts';
import type { Question } from './condition.ts';
import { expectedWords, type Expected } from './duration.ts';
import { said } from './need.ts';
import type { Preservation } from './preserve.ts';

export interface Times {
  readonly today: Day;
  /** Undefined where no source gives a number. */
  readonly answerFrom: Day | undefined;
  readonly answerUntil: Day | undefined;
  readonly holdUntil: Day | undefined;
  readonly retentionUntil: Day | undefined;
  readonly deadline: Day | undefined;
}

export interface Warning {
  readonly id:
    | 'retention'
    | 'retention-unknown'
    | 'hold'
    | 'hold-unknown'
    | 'deadline'
    | 'answer-unknown'
    | 'no-preservation';
  readonly level: 'stop' | 'warn' | 'note';
  readonly text: string;
  /** What to do about it. */
  readonly next: string;
  readonly facts: readonly Fact[];
}

export interface Timing {
  readonly times: Times;
  readonly warnings: readonly Warning[];
}

export function timingOf(
  question: Question,
  expected: Expected,
  preservation: Preservation | undefined,
  isNeeded: boolean,
): Timing {
  const { day, need, provider, category } = question;
  const plus = (days: number | undefined): Day | undefined =>
    days === undefined ? undefined : addDays(day, days);
  const recorded = provider?.retention.find((one) => one.category === category);
  const retentionDays = need.holder.retentionDays ?? recorded?.days;
  const times: Times = {
    today: day,
    answerFrom: plus(expected.minDays),
    answerUntil: plus(expected.maxDays),
    holdUntil: preservation?.hold === undefined ? undefined : plus(daysOf(preservation.hold)),
    retentionUntil: plus(retentionDays),
    deadline: need.deadline,
  };
  const retention: Fact =
    need.holder.retentionDays !== undefined || recorded === undefined
      ? said(
          retentionDays === undefined
            ? 'How long the holder keeps the data is not recorded and was not said'
            : `The holder keeps the data ${retentionDays} days, as stated`,
        )
      : { ...cited(recorded), text: `The holder keeps the data ${recorded.days} days` };
  const warnings = [
    ...(isNeeded ? [retentionWarning(times, retention), holdWarning(times, preservation, expected)] : []),
    deadlineWarning(times, expected),
  ];
  return { times, warnings: warnings.filter((one) => one !== undefined) };
}

function retentionWarning(
  { retentionUntil, answerFrom, answerUntil }: Times,
  fact: Fact,
): Warning | undefined {
  if (retentionUntil === undefined)
    return {
      id: 'retention-unknown',
      level: 'note',
      text: 'How long the holder keeps the data is not known; it may be gone before any answer',
      next: 'Ask the holder, and preserve today',
      facts: [fact],
    };
  if (answerUntil !== undefined && retentionUntil >= answerUntil) return undefined;
  const when =
    answerFrom === undefined
      ? 'an answer of which nobody knows when it comes'
      : `the answer expected from ${answerFrom}${answerUntil === undefined || answerUntil === answerFrom ? '' : ` to ${answerUntil}`}`;
  return {
    id: 'retention',
    level: answerFrom !== undefined && retentionUntil < answerFrom ? 'stop' : 'warn',
    text: `The holder keeps the data until ${retentionUntil}, before ${when}`,
    next: `Preserve before ${retentionUntil}`,
    facts: [fact],
  };
}

function holdWarning(
  times: Times,
  preservation: Preservation | undefined,
  expected: Expected,
): Warning | undefined {
  const { holdUntil, answerFrom, answerUntil } = times;
  if (preservation === undefined)
    return {
      id: 'no-preservation',
      level: 'stop',
      text: 'No way to have the data preserved is known',
      next: 'Ask the holder and the cybercrime unit of the other State; send the request for production at once',
      facts: expected.facts.length > 0 ? expected.facts : [said('No preservation on record')],
    };
  const { hold } = preservation;
  if (hold === undefined || holdUntil === undefined)
    return {
      id: 'hold-unknown',
      level: 'warn',
      text: `How long the preservation lasts is not on record (${preservation.name})`,
      next: 'Ask for the end date in writing when it is confirmed',
      facts: preservation.conditions.flatMap(({ facts }) => facts).slice(0, 1),
    };
  const least = hold.bound === 'min' ? 'at least ' : '';
  const fact: Fact = {
    ...cited(hold),
    text: `Preservation holds ${least}${hold.length} days (Art. ${hold.article})`,
  };
  if (answerUntil !== undefined && holdUntil >= answerUntil) return undefined;
  const isSure = answerFrom !== undefined && holdUntil < answerFrom;
  const answer =
    answerFrom === undefined
      ? expectedWords(expected)
      : `from ${answerFrom}${answerUntil === answerFrom ? '' : ` to ${answerUntil}`}`;
  return {
    id: 'hold',
    level: isSure ? 'stop' : 'warn',
    text: `The preservation ${isSure ? 'ends' : 'may end'} on ${holdUntil}${least === '' ? '' : ' (it lasts at least that long)'}, before the answer: ${answer}`,
    next: extensionPath(hold, holdUntil),
    facts: [fact, ...expected.facts],
  };
}

/** What keeps the data beyond the first period, from the clock's own record. */
function extensionPath(hold: ClockRule, until: Day): string {
  const { extension } = hold;
  const extended =
    extension?.length === undefined
      ? ''
      : `Before ${until} extend by ${extension.length} days${extension.times === undefined ? '' : `, ${extension.times === 1 ? 'once' : `${extension.times} times`}`} (Art. ${extension.article}${extension.form === undefined ? '' : `, form ${extension.form}`}), that is until ${addDays(until, extension.length)}. `;
  switch (hold.id) {
    case 'epoc-pr.hold':
      return `${extended}Or confirm by Annex V before the end that a request for production has been issued: then it is kept as long as needed (Art. 11(2)).`;
    default:
      return `${extended}Send the request for production before ${until}. At the end: ${hold.atEnd}`;
  }
}

function deadlineWarning(
  { deadline, answerFrom, answerUntil, today }: Times,
  expected: Expected,
): Warning | undefined {
  if (deadline === undefined) return undefined;
  const facts = [said(`Needed by ${deadline}`), ...expected.facts];
  const warn = (level: Warning['level'], text: string, id: Warning['id'] = 'deadline'): Warning => ({
    id,
    level,
    text,
    next: 'Say the date and the reason in the request; look at the faster ways first',
    facts,
  });
  if (deadline < today) return warn('stop', `The day it was needed by, ${deadline}, has passed`);
  if (answerUntil === undefined || answerFrom === undefined)
    return warn(
      'note',
      `Whether the answer comes by ${deadline} cannot be told: no figure on record`,
      'answer-unknown',
    );
  if (deadline < answerFrom)
    return warn('stop', `Needed by ${deadline}; the answer is expected from ${answerFrom}`);
  return deadline < answerUntil
    ? warn('warn', `Needed by ${deadline}; the answer may take until ${answerUntil}`)
    : undefined;
}

function daysOf({ length, unit }: ClockRule): number | undefined {
  if (length === undefined) return undefined;
  if (unit === 'hour') return Math.floor(length / 24);
  return unit === 'calendar_day' ? length : unit === 'week' ? length * 7 : undefined;
}
