// Which questions an act on a request asks, given what was answered before, and what is wrong with an answer.
import { dayGiven } from '../../../web/day-field.ts';
import type { Messages } from '../../../web/messages.ts';
import { readMoment } from '../../../web/moment.ts';
import { isOf, type Steps } from '../../../web/steps.ts';
import { itemsLacking, type ActAbout } from './act-questions.pages.ts';
import {
  BY_REASON,
  fieldsOf,
  FIELDS_OF,
  isOptional,
  POSTED_FIELDS,
  readAct,
  type ActField,
  type ReadAct,
} from './act-form.ts';
import { amountIn } from '../../../base/currency.ts';
import { hindrances, type Hindrance } from '../machine/guards.ts';
import { TEXT_MAX } from '../given.acts.ts';
import type { Guard } from '../machine/machine.ts';
import type { Knowledge } from '../../../law/model.ts';
import { sentenceText } from '../../../law/sentence.pages.ts';
import { refText } from '../../ref-text.pages.ts';
import { isOwnRule } from '../machine/guard-refs.ts';

export function actSteps(say: Messages, about: ActAbout, given: URLSearchParams): Steps<ActField> {
  const steps: ActField[] = [];
  // Each is asked by what those before it say.
  for (const field of fieldsOf(about.row, about.shown.life.facts, about.compared !== undefined))
    if (isAsked(about, field, only(given, steps))) steps.push(field);
  return {
    steps,
    posted: POSTED_FIELDS.filter((field) => steps.includes(field)),
    late: LATE,
    wrong: (step) => wrongWith(say, { about, steps, given }, step),
  };
}

/** Each hangs on the answer to another. */
const LATE: readonly ActField[] = [
  'costAmount',
  'costBearer',
  'certificateWhat',
  'certificateNone',
  'feedbackWords',
  'grounds',
  'notes',
  'reason',
];

/** What was answered to these questions. */
function only(given: URLSearchParams, fields: readonly ActField[]): URLSearchParams {
  return new URLSearchParams([...given].filter(([name]) => fields.some((field) => isOf(name, field))));
}

function isAsked(about: ActAbout, field: ActField, before: URLSearchParams): boolean {
  switch (field) {
    case 'whyOther':
    case 'inWhat':
    case 'recipient':
      return before.get('carried') === 'other';
    case 'certificateWhat':
      return before.get('certificate') === 'came';
    case 'certificateNone':
      return before.get('certificate') === 'none';
    case 'costAmount':
    case 'costBearer':
      return before.get('costs') === 'some';
    case 'feedbackWords':
      return (before.get('feedback') ?? 'none') !== 'none';
    case 'grounds':
    case 'notes':
      return itemsLacking({ shown: about.shown, given: before }).length > 0;
    case 'notNotified':
      return left(about, before, ['authorityNotified']).length > 0;
    case 'reason': {
      // Why a link is open for longer than it commonly is, or why it goes by a way that is not known: only where it is so.
      const open = BY_REASON.filter(
        (guard) =>
          about.row.guards.includes(guard) &&
          // Where somebody says that the digests are equal, nothing stands in for that.
          (guard !== 'digestsMatch' || about.compared !== undefined),
      );
      const { guards } = about.row;
      if (guards.includes('reasonGiven') || !guards.some((guard) => BY_REASON.includes(guard))) return true;
      return left(about, before, open).length > 0 && left(about, before, open, 'to be told').length === 0;
    }
    default:
      return true;
  }
}

export function readAnswers({ row, shown, now }: ActAbout, given: URLSearchParams): ReadAct {
  const { items, directory } = shown.life;
  return readAct(row.act, given, { items: items.map(({ item }) => item), directory }, now.getTime());
}

/** Which of the guards still stand in the way, by what was answered. */
function left(
  about: ActAbout,
  answered: URLSearchParams,
  guards: readonly Guard[],
  reason?: string,
): Hindrance[] {
  const { given } = readAnswers(about, answered);
  return hindrances(guards, {
    ...about.shown.life.facts,
    occurredAt: given.occurredAt === undefined ? about.now : new Date(given.occurredAt),
    zone: given.zone ?? 'UTC',
    evidence: given.evidence,
    reason: given.reason ?? reason,
    detail: { ...given.detail, ...about.compared },
  });
}

interface Answered {
  readonly about: ActAbout;
  readonly steps: readonly ActField[];
  readonly given: URLSearchParams;
}

function wrongWith(say: Messages, { about, steps, given }: Answered, step: ActField): string | undefined {
  const words = say.requestLife;
  if (step === 'occurred') {
    const moment = readMoment(given, step, { latest: about.now.getTime() });
    if (moment.kind === 'wrong') return say.moment.wrong[moment.problem];
    return moment.kind === 'none' ? say.moment.needed : undefined;
  }
  const named = about.row.guards.filter((guard) => FIELDS_OF[guard]?.includes(step) === true);
  if (isMissing(about, given, step)) {
    const before = only(given, steps.slice(0, steps.indexOf(step)));
    const guard = left(about, before, named)[0]?.guard ?? named[0];
    return guard === undefined ? say.form.choose : words.guards[guard];
  }
  if (step === 'costAmount' && amountIn(given.get(step) ?? '') === undefined) return words.guards.costsSaid;
  // Those before it are right: what is wrong, or stands in the way, is of this one.
  const upToIt = only(given, steps.slice(0, steps.indexOf(step) + 1));
  const { wrong } = readAnswers(about, upToIt);
  if (wrong === 'until' || wrong === 'lastDay') return say.notice.wrongDay;
  if (wrong === 'lastHour') return words.deadline.lastHourWrong;
  if (wrong === 'details' || isTooLong(given, step)) return words.notTaken;
  // A day that was right may be over by an hour of it.
  const answered: readonly Guard[] =
    step === 'lastHour' ? ['deadlineGiven'] : named.filter((guard) => lastOf(guard, steps) === step);
  const [first] = left(about, upToIt, answered);
  return first && hindranceWords(say, about.shown.law, first);
}

/** The last of the questions that answer it. */
export function lastOf(guard: Guard, steps: readonly ActField[]): ActField | undefined {
  return steps.findLast((step) => FIELDS_OF[guard]?.includes(step));
}

/** What may stay empty is asked too. */
function isMissing({ row }: ActAbout, given: URLSearchParams, step: ActField): boolean {
  const isEmpty =
    step === 'until' || step === 'lastDay'
      ? dayGiven(given, step) === ''
      : step === 'lastHour'
        ? (given.get('lastHour.time') ?? '').trim() === ''
        : ![...given].some(([name, value]) => isOf(name, step) && value.trim() !== '');
  if (!isEmpty) return false;
  const wasAsked = [...given].some(([name]) => isOf(name, step));
  return !(wasAsked && (step === 'items' || isOptional(row, step)));
}

function isTooLong(given: URLSearchParams, step: ActField): boolean {
  if (step !== 'reason' && step !== 'evidence') return false;
  return (given.get(step) ?? '').trim().length > TEXT_MAX[step];
}

// What stands in the way of an act, in the reader's words.

type Named = Pick<Knowledge, 'instruments' | 'otherInstruments'>;

/** What the planner says of it, with the article: whoever chose a way that is closed learns why. */
function hindranceWords(say: Messages, law: Named, { guard, ref, why }: Hindrance): string {
  const words = say.requestLife.guards[guard];
  if (guard !== 'channelAllowed') return words;
  const because = why === undefined ? '' : typeof why === 'string' ? why : sentenceText(say, why);
  const rule = isOwnRule(ref) ? '' : say.requestLife.rule(refText(say, law, ref));
  return [words, because, rule].filter((one) => one !== '').join(' ');
}
