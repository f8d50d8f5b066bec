// How long an alarm waits for somebody, for administrators.
import type { Tx } from '../../people/as-person.store.ts';
import type { People } from '../../people/people.acts.ts';
import { lettersGivenUp } from '../../people/alerts.store.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import type { Messages } from '../../web/messages.ts';
import { numberText } from '../../web/when.ts';
import { alarmHours, setAlarmHours } from './alarm-setting.acts.ts';
import { ALARMS, alarmsPage, alarmTimePage } from './alarm-setting.pages.ts';
import { ALARM_TIMES, alarmSetting, type AlarmTime } from './alarm.ts';

export function alarmSettingRoutes(people: People): PageRoute[] {
  return [
    agency('changeSettings', 'GET', ALARMS, async (visit) => {
      const { say } = visit.frame;
      const { set, notSent } = await people.db.asPerson(visit.person.id, async (tx) => ({
        set: await alarmHours(tx),
        notSent: await lettersGivenUp(tx),
      }));
      const notice = visit.query('done') === 'saved' ? say.settings.saved : undefined;
      return visit.page(alarmsPage(say, { set, notSent }, { errors: {}, notice }));
    }),
    agency('changeSettings', 'GET', `${ALARMS}/:time`, async (visit) => {
      const name = timeAsked(visit);
      if (name === undefined) return visit.notFound();
      const set = await people.db.asPerson(visit.person.id, alarmHours);
      return visit.page(alarmTimePage(visit.frame.say, name, String(set[name]), {}));
    }),
    agency('changeSettings', 'POST', `${ALARMS}/:time`, (visit) => save(people, visit)),
  ];
}

function timeAsked(visit: SignedInVisit): AlarmTime | undefined {
  return ALARM_TIMES.find((one) => one === visit.param('time'));
}

/** One of the times; the others stay. */
async function save(people: People, visit: SignedInVisit): Promise<Response> {
  const name = timeAsked(visit);
  if (name === undefined) return visit.notFound();
  const given = ((await visit.form()).get(name) ?? '').trim().slice(0, 20);
  const set = await people.db.asPerson(visit.person.id, alarmHours);
  const hours = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  const read = alarmSetting.safeParse({ ...set, [name]: hours });
  if (!read.success) {
    const { hoursForm, urgentHoursForm } = visit.frame.say.timeLimits;
    const isLong = name === 'hours' || name === 'receiptHours';
    const errors = { [name]: isLong ? hoursForm : urgentHoursForm };
    return visit.page(alarmTimePage(visit.frame.say, name, given, errors), 422);
  }
  await setAlarmHours(people, visit.person, read.data);
  return visit.go(`${ALARMS}?done=saved`);
}

/** What is set, as the list of settings says it in a line. */
export async function alarmsNow(tx: Tx): Promise<(say: Messages) => string> {
  const { hours, urgentHours } = await alarmHours(tx);
  return (say) => say.timeLimits.settingsNow(numberText(say, hours), numberText(say, urgentHours));
}
