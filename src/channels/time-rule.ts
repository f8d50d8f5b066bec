// The time rule: if the holder's retention or the preservation ends before the answer is to be expected, say so, and
// say how to extend. Days are calendar days from the day of the plan; the legal clocks themselves run from receipt.
import { isFirm } from '../law/confidence.ts';
import { addDays, type Day } from '../law/day.ts';
import { cited } from '../law/look-up.ts';
import type { ClockRule, Fact } from '../law/model.ts';
import { tell, type Sentence, type Wording } from '../law/sentence.ts';
import type { Question } from './condition.ts';
import { expectedWords, type Expected } from './duration.ts';
import { said } from './need.ts';
import type { Preservation } from './preserve.ts';

interface Times {
  readonly today: Day;
  /** Undefined where no source gives a number. */
  readonly answerFrom: Day | undefined;
  readonly answerUntil: Day | undefined;
  readonly holdUntil: Day | undefined;
  /** The preservation is open, and what says how long it lasts was read: else its end is only to be expected. */
  readonly isHoldFirm: boolean;
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
  readonly text: Wording;
  /** What to do about it. */
  readonly next: Wording;
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
    isHoldFirm: preservation !== undefined && isFirmHold(preservation),
    retentionUntil: plus(retentionDays),
    deadline: need.deadline,
  };
  const retention: Fact =
    need.holder.retentionDays !== undefined || recorded?.days === undefined
      ? said(retentionDays === undefined ? tell('retentionUnsaid') : tell('retentionStated', retentionDays))
      : { ...cited(recorded), text: tell('retentionRecorded', recorded.days) };
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
      text: tell('retentionUnknown'),
      next: tell('askAndPreserve'),
      facts: [fact],
    };
  if (answerUntil !== undefined && retentionUntil >= answerUntil) return undefined;
  const until = { day: retentionUntil };
  const text =
    answerFrom === undefined
      ? tell('keptBeforeUnknown', until)
      : answerUntil === undefined || answerUntil === answerFrom
        ? tell('keptBeforeFrom', until, { day: answerFrom })
        : tell('keptBeforeBetween', until, { day: answerFrom }, { day: answerUntil });
  return {
    id: 'retention',
    level: answerFrom !== undefined && retentionUntil < answerFrom ? 'stop' : 'warn',
    text,
    next: tell('preserveBefore', until),
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
      text: tell('noPreservation'),
      next: tell('noPreservationNext'),
      facts: expected.facts.length > 0 ? expected.facts : [said(tell('noPreservationRecorded'))],
    };
  const { hold } = preservation;
  if (hold === undefined || holdUntil === undefined)
    return {
      id: 'hold-unknown',
      level: 'warn',
      text: tell('holdUnknown', preservation.name),
      next: tell('holdUnknownNext'),
      facts: preservation.conditions.flatMap(({ facts }) => facts).slice(0, 1),
    };
  const isLeast = hold.bound === 'min';
  const fact: Fact = {
    ...cited(hold),
    text: tell(isLeast ? 'holdsAtLeast' : 'holds', hold.length ?? 0, hold.article),
  };
  if (answerUntil !== undefined && holdUntil >= answerUntil) return undefined;
  if (!times.isHoldFirm) return unsureHold(times, preservation, hold, [fact, ...expected.facts]);
  const isSure = answerFrom !== undefined && holdUntil < answerFrom;
  const ends = isSure
    ? isLeast
      ? 'holdEndsAtLeast'
      : 'holdEnds'
    : isLeast
      ? 'holdMayEndAtLeast'
      : 'holdMayEnd';
  return {
    id: 'hold',
    level: isSure ? 'stop' : 'warn',
    text: tell(ends, { day: holdUntil }, answerWords(times, expected)),
    next: extensionPath(hold, holdUntil),
    facts: [fact, ...expected.facts],
  };
}

/** A firm date only from firm facts: what is still to be verified, or only recalled, gives none. */
function isFirmHold({ state, weakest, hold }: Preservation): boolean {
  return state === 'open' && isFirm(weakest) && hold !== undefined && isFirm(hold.confidence);
}

function unsureHold(
  { holdUntil = '' }: Times,
  { name, state, conditions }: Preservation,
  hold: ClockRule,
  facts: readonly Fact[],
): Warning {
  const day = { day: holdUntil };
  const doubt =
    state === 'open'
      ? tell('holdRecalled', name)
      : tell('holdUnverified', name, {
          list: conditions.filter(({ verdict }) => verdict === 'unknown').map(({ text }) => text),
          by: ';',
        });
  return {
    id: 'hold-unknown',
    level: 'warn',
    text: tell('twoInARow', doubt, tell('holdIfSo', day)),
    next: tell('after', tell('ended', tell('holdUnknownNext')), extensionPath(hold, holdUntil)),
    facts,
  };
}

function answerWords({ answerFrom, answerUntil }: Times, expected: Expected): Wording {
  if (answerFrom === undefined) return expectedWords(expected);
  return answerUntil === answerFrom || answerUntil === undefined
    ? tell('fromDay', { day: answerFrom })
    : tell('fromTo', { day: answerFrom }, { day: answerUntil });
}

/** What keeps the data beyond the first period, from the clock's own record. */
function extensionPath(hold: ClockRule, until: Day): Sentence {
  const extended = extensionOf(hold, until);
  const then =
    hold.id === 'epoc-pr.hold' ? tell('confirmProduction') : tell('sendBefore', { day: until }, hold.atEnd);
  return extended === undefined ? then : tell('after', extended, then);
}

function extensionOf({ extension }: ClockRule, day: Day): Sentence | undefined {
  if (extension?.length === undefined) return undefined;
  const { length, times, form, article } = extension;
  const [by, until] = [{ day }, { day: addDays(day, length) }];
  const where = form === undefined ? tell('article', article) : tell('articleForm', article, form);
  if (times === undefined) return tell('extend', by, length, where, until);
  return times === 1
    ? tell('extendOnce', by, length, where, until)
    : tell('extendTimes', by, length, times, where, until);
}

function deadlineWarning(
  { deadline, answerFrom, answerUntil, today }: Times,
  expected: Expected,
): Warning | undefined {
  if (deadline === undefined) return undefined;
  const by = { day: deadline };
  const facts = [said(tell('neededBy', by)), ...expected.facts];
  const warn = (level: Warning['level'], text: Sentence, id: Warning['id'] = 'deadline'): Warning => ({
    id,
    level,
    text,
    next: tell('deadlineNext'),
    facts,
  });
  if (deadline < today) return warn('stop', tell('deadlinePassed', by));
  if (answerUntil === undefined || answerFrom === undefined)
    return warn('note', tell('deadlineUnknown', by), 'answer-unknown');
  if (deadline < answerFrom) return warn('stop', tell('deadlineBefore', by, { day: answerFrom }));
  return deadline < answerUntil ? warn('warn', tell('deadlineMaybe', by, { day: answerUntil })) : undefined;
}

function daysOf({ length, unit }: ClockRule): number | undefined {
  if (length === undefined) return undefined;
  if (unit === 'hour') return Math.floor(length / 24);
  return unit === 'calendar_day' ? length : unit === 'week' ? length * 7 : undefined;
}
