// Who is told that a time limit ends: the desk that sees to it; where nobody does, whoever may send for the case.
import * as z from 'zod';
import type { Actor } from '../states/guard-facts.ts';
import { isWho } from '../states/actor-roles.ts';
import type { RequestRecord } from '../../core/request.ts';
import type { AlarmDesk } from '../../core/clocks.ts';
import { number } from '../../../web/fields/number.ts';

type Somebody = Pick<Actor, 'role' | 'roles'>;

export function isAtDesk(actor: Somebody, desk: AlarmDesk): boolean {
  switch (desk) {
    case 'desk':
      return isWho(actor, 'desk');
    case 'duty':
      return isWho(actor, 'dutyOfficer');
    case 'drafter':
      return isWho(actor, 'drafter');
  }
}

/** The desk; where it is empty, whoever leads the case. */
export function toldFirst<One extends Somebody>(actors: readonly One[], desk: AlarmDesk): readonly One[] {
  const there = actors.filter((one) => isAtDesk(one, desk));
  return there.length > 0 ? there : actors.filter(({ role }) => role === 'lead');
}

export function toldNext<One extends Somebody>(actors: readonly One[]): readonly One[] {
  return actors.filter((one) => one.role === 'lead' || isWho(one, 'desk'));
}

/**
 * After how many hours others are told: of a limit in days, and of one in hours. And within how many hours of sending a receipt is
 * expected, of an urgent request sooner. Each is the agency's own, and no law.
 */
export const ALARM_SETTING = 'alarms';
/** In the order in which a page asks them. */
export const ALARM_TIMES = ['hours', 'urgentHours', 'receiptHours', 'receiptUrgentHours'] as const;
type AlarmTime = (typeof ALARM_TIMES)[number];
const HOURS_MAX: { readonly [time in AlarmTime]: number } = {
  hours: 720,
  urgentHours: 48,
  receiptHours: 720,
  receiptUrgentHours: 48,
};
const within = (time: AlarmTime) => z.int().min(1).max(HOURS_MAX[time]);
export const alarmSetting = z.strictObject({
  hours: within('hours'),
  urgentHours: within('urgentHours'),
  receiptHours: within('receiptHours'),
  receiptUrgentHours: within('receiptUrgentHours'),
});
export type AlarmHours = z.infer<typeof alarmSetting>;

/** One of them as it is asked; the others stay. */
export function alarmTime(time: AlarmTime) {
  const isOfReceipts = time === 'receiptHours' || time === 'receiptUrgentHours';
  const isLong = time === 'hours' || time === 'receiptHours';
  return number<{ readonly set: AlarmHours }>({
    ask: (say) => say.timeLimits[time],
    ...(isOfReceipts && { hint: (say) => say.timeLimits.ownTime }),
    min: 1,
    max: HOURS_MAX[time],
    wrong: ({ timeLimits }) => (isLong ? timeLimits.hoursForm : timeLimits.urgentHoursForm),
    means: 'After how many hours.',
    preset: ({ set }) => String(set[time]),
  });
}

export const ALARM_HOURS = { hours: 24, urgentHours: 1, receiptHours: 72, receiptUrgentHours: 4 };

/** As it is kept: what was set before a time was known stands beside what is usual. */
export const alarmsKept = alarmSetting
  .partial()
  .transform((kept) => alarmSetting.parse({ ...ALARM_HOURS, ...kept }));

/** Within how many hours of sending, and who asks where none comes. */
export function receiptExpected(
  urgency: RequestRecord['urgency'],
  { receiptHours, receiptUrgentHours }: AlarmHours,
): { readonly hours: number; readonly desk: AlarmDesk } {
  return {
    hours: urgency === 'normal' ? receiptHours : receiptUrgentHours,
    desk: urgency === 'emergency' ? 'duty' : 'desk',
  };
}
