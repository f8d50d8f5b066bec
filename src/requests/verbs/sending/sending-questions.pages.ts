// What is asked when something leaves or comes: by which way and means, until when a link is open, and another day of a time limit.
import { z } from 'zod';
import { utcDay } from '../../../base/time.ts';
import { capital } from '../../../web/capital.ts';
import { oneOf } from '../../../web/fields/choice.ts';
import { day } from '../../../web/fields/day.ts';
import { hour } from '../../../web/fields/hour.ts';
import { pick } from '../../../web/fields/pick.ts';
import { someOf } from '../../../web/fields/some.ts';
import type { Messages } from '../../../web/messages.ts';
import { inZone, ruleName } from '../../machine/clocks/clock-words.pages.ts';
import { isOfLink } from '../../machine/states/time-limits-by-form.ts';
import { meansWords } from '../../machine/way/finding.ts';
import { MEANS } from '../../core/means.ts';
import { meansField, meansList } from '../../machine/way/means.pages.ts';
import { stateOfCase } from '../../core/request.ts';
import { notifiedIn, partyIn } from '../../machine/states/carriage.ts';
import { linksOf, movableOf, type RunningLimit } from '../../machine/states/deadline.ts';
import { OTHER_WAY } from '../../machine/states/sending.ts';
import { wayName } from './way-name.pages.ts';
import { WHY_OTHER_MEANS, type WhyOtherMeans } from '../../machine/states/life.ts';
import type { LifeShown } from './life.pages.ts';
import {
  always,
  bySystem,
  has,
  isSaid,
  ofCarriage,
  ofLife,
  question,
  toChoose,
  typed,
  type ActOf,
} from './question.pages.ts';

const isSentBySystem = (of: ActOf): boolean => has(of, 'carriageSaid') && bySystem(of);
const goesOtherwise = isSaid('carried', 'other');
const isOfNotice = (of: ActOf): boolean =>
  has(of, 'authorityNotified') && of.facts.form.order === 'production';

/** By which way and means. */
export const WAY_QUESTIONS = {
  channel: question({
    guards: ['channelAllowed'],
    field: ({ shown, now }) => {
      const ways = shown.life.facts.ways(utcDay(now.getTime()));
      return pick({
        ...ofLife('channel'),
        hint: (say) => say.requestLife.wayHint,
        list: () => [...ways.map(({ channel }) => channel), OTHER_WAY],
        id: (channel) => channel,
        // With how each stands.
        words: (say, channel) => {
          const way = ways.find((one) => one.channel === channel);
          if (way === undefined) return say.requestLife.otherWay;
          const is =
            way.isOfItsRequest === true ? say.sendingAsked.followed : say.requestLife.wayIs[way.verdict];
          return `${wayName(say, shown.law, channel)} (${is})`;
        },
        none: () => '',
        isInOrder: true,
        preset: () =>
          ways.find(({ verdict, isOfItsRequest }) => verdict === 'open' || isOfItsRequest)?.channel ?? '',
        wrong: toChoose,
        ids: z.string(),
      });
    },
  }),
  means: question({
    guards: ['meansTaken'],
    // What goes through the system of the Union, or not, is asked for itself.
    when: (of) => has(of, 'meansTaken') && !bySystem(of),
    isOptional: always, // where nothing is on record of whoever receives it
    field: ({ shown }) => {
      const { meansTaken: taken = [], request } = shown.life.facts;
      return {
        ...oneOf(MEANS, {
          ask: (say) => say.sendingAsked.act,
          means: 'means',
          label: (say) => say.sendingAsked.label,
          words: (say, one) => capital(meansWords(say, one)),
        }),
        control: (say, { given, errors }) => {
          const first = [...new Set(taken.flatMap(({ means }) => means))];
          // As was said while it was written, unless somebody says otherwise now.
          const list = meansList(say, { taken, first }, given.get('means') ?? request.means ?? '');
          return meansField(say, { legend: say.sendingAsked.act, taken, list, errors });
        },
      };
    },
  }),
};

/** Of what goes by the decentralised IT system, or not; until when a link is open; and which authority is told. */
export const CARRIAGE_QUESTIONS = {
  carried: question({
    guards: ['carriageSaid'],
    when: isSentBySystem,
    field: ({ shown: { request } }) =>
      oneOf(['system', 'other'], {
        ask: (say) => say.requestLife.carriage.ask,
        means: 'carried',
        words: (say, one) => say.requestLife.carriage[one],
        hints: (say, one) => (one === 'other' ? say.requestLife.carriage.otherHint : undefined),
        // By what was said while it was written.
        preset: () => (request.means === undefined ? '' : request.means === 'e_codex' ? 'system' : 'other'),
      }),
  }),
  whyOther: question({
    guards: ['carriageSaid'],
    when: isSentBySystem,
    isAsked: goesOtherwise,
    field: () =>
      someOf<WhyOtherMeans, WhyOtherMeans>({
        ask: (say) => say.requestLife.asks.whyOther,
        means: 'whyOther',
        label: (say) => say.requestLife.carriage.why,
        list: () => WHY_OTHER_MEANS,
        id: (one) => one,
        words: (say, one) => say.requestLife.carriage.whys[one],
        wrong: toChoose,
        ids: z.enum(WHY_OTHER_MEANS),
        max: WHY_OTHER_MEANS.length,
      }),
  }),
  inWhat: question({
    guards: ['carriageSaid'],
    when: isSentBySystem,
    isAsked: goesOtherwise,
    field: () => typed({ ...ofCarriage('inWhat'), rows: 2 }),
  }),
  recipient: question({
    guards: [],
    when: isSentBySystem,
    isOptional: always,
    isAsked: goesOtherwise,
    field: ({ shown: { request } }, title) =>
      typed({
        ...ofCarriage('recipient', title),
        preset: () => partyIn('recipient', { ...request, answers: request.version.answers }) ?? '',
      }),
  }),
  until: question({
    guards: ['linkStated', 'accessInTime'],
    when: (of) => has(of, 'linkStated') || (has(of, 'accessInTime') && bySystem(of)),
    isOptional: (row) => !row.guards.includes('linkStated'),
    field: ({ row }, title) =>
      day({
        ...ofCarriage('until', title),
        ...(!row.guards.includes('linkStated') && {
          hint: (say: Messages) => say.requestLife.carriage.untilHint,
        }),
        wrong: (say) => say.notice.wrongDay,
      }),
  }),
  notifiedTo: question({
    guards: ['authorityNotified'],
    when: isOfNotice,
    isOptional: always, // then it is asked why none was
    // Section K of the order names it already.
    field: ({ shown: { request } }, title) =>
      typed({ ...ofLife('notifiedTo', title), preset: () => notifiedIn(request.version.answers) ?? '' }),
  }),
  notNotified: question({
    guards: ['authorityNotified'],
    when: isOfNotice,
    isAsked: (_said, left) => left(['authorityNotified']).length > 0,
    field: () => typed(ofLife('notNotified')),
  }),
};

export const DEADLINE_QUESTIONS = {
  fetched: question({
    guards: ['linksNamed'],
    when: (of) => has(of, 'linksNamed') && linksOf(of.facts.limits).length > 1,
    field: ({ shown }) =>
      someOf<RunningLimit, RunningLimit['id']>({
        ...limitsAsked(shown, linksOf),
        ask: (say) => say.requests.optionalLabel(say.requestLife.deadline.fetched),
        means: 'fetched',
        label: (say) => say.requestLife.deadline.fetched,
        hint: (say) => say.requestLife.deadline.fetchedHint,
        isEnough: always, // none: it came by another way
        wrong: toChoose,
        max: 200,
      }),
  }),
  timeLimit: question({
    guards: ['deadlineGiven'],
    when: (of) => has(of, 'deadlineGiven') && movableOf(of.facts.limits).length > 1,
    field: ({ shown }) =>
      pick({
        ...limitsAsked(shown, movableOf),
        ask: (say) => say.requestLife.deadline.timeLimit,
        means: 'timeLimit',
        wrong: toChoose,
      }),
  }),
  setBy: question({
    guards: ['deadlineGiven'],
    field: () =>
      typed({
        ask: (say) => say.requestLife.deadline.setBy,
        means: 'setBy',
        hint: (say) => say.requestLife.deadline.setByHint,
      }),
  }),
  lastDay: question({
    guards: ['deadlineGiven'],
    field: () =>
      day({
        ask: (say) => say.requestLife.deadline.lastDay,
        means: 'lastDay',
        hint: (say) => say.requestLife.deadline.lastDayHint,
        wrong: (say) => say.notice.wrongDay,
      }),
  }),
  lastHour: question({
    guards: [],
    when: (of) => has(of, 'deadlineGiven'),
    isOptional: always,
    none: (say) => say.requestLife.deadline.wholeDay,
    field: ({ shown: { file, request } }, title) =>
      hour({
        ask: title((say) => say.requestLife.deadline.lastHour),
        means: 'lastHour',
        label: (say) => say.requestLife.deadline.lastHour,
        hint: (say) => say.requestLife.deadline.lastHourHint,
        // In the zone in which it was said: of whoever answers.
        states: () => [request.direction === 'outgoing' ? request.counterpart : stateOfCase(file)],
        wrong: (say) => say.requestLife.deadline.lastHourWrong,
      }),
  }),
};

/** For which time limit another day was set, or which links were fetched: each with its end. */
function limitsAsked(
  { law, life }: LifeShown,
  of: (limits: readonly RunningLimit[]) => readonly RunningLimit[],
) {
  return {
    list: () => of(life.facts.limits),
    id: ({ id }: RunningLimit) => id,
    words: (say: Messages, { rule }: RunningLimit) =>
      isOfLink(rule) ? say.requestLife.deadline.link : ruleName(say, rule, law),
    hints: (say: Messages, { end, zone }: RunningLimit) =>
      end === undefined
        ? say.timeLimits.noFigure
        : say.timeLimits.endsAt(inZone(say, end.toISOString(), zone)),
    ids: z.uuid() as unknown as z.ZodType<RunningLimit['id']>, // ids are written as UUIDs
  };
}
