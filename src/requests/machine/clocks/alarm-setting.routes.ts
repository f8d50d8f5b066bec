// How long an alarm waits for somebody, for administrators.
import type { Tx } from '../../../people/as-person.store.ts';
import type { People } from '../../../people/people.acts.ts';
import { lettersGivenUp } from '../../../people/alerts.store.ts';
import type { AnyAct } from '../../../people/act.routes.ts';
import { settingAsked, settingRoutes } from '../../../people/setting.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../../people/visit.routes.ts';
import { readAll } from '../../../web/fields/field.ts';
import type { Messages } from '../../../web/messages.ts';
import { numberText } from '../../../web/when.ts';
import { alarmHours, setAlarmHours } from './alarm-setting.acts.ts';
import { ALARMS, alarmsPage } from './alarm-setting.pages.ts';
import { ALARM_TIMES, alarmTime } from './alarm.ts';

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
    ...settingRoutes(people, `${ALARMS}/:time`, (visit) => timeAsked(people, visit)),
  ];
}

async function timeAsked(people: People, visit: SignedInVisit): Promise<AnyAct | Response> {
  const name = ALARM_TIMES.find((one) => one === visit.param('time'));
  if (name === undefined) return visit.notFound();
  const { say } = visit.frame;
  const about = { set: await people.db.asPerson(visit.person.id, alarmHours) };
  const fields = { [name]: alarmTime(name) };
  return settingAsked(say, {
    fields,
    about,
    address: `${ALARMS}/${name}`,
    of: { words: say.timeLimits.settings, href: ALARMS },
    set: (body) => setAlarmHours(people, visit.person, { ...about.set, ...readAll(fields, body, about) }),
  });
}

/** What is set, as the list of settings says it in a line. */
export async function alarmsNow(tx: Tx): Promise<(say: Messages) => string> {
  const { hours, urgentHours } = await alarmHours(tx);
  return (say) => say.timeLimits.settingsNow(numberText(say, hours), numberText(say, urgentHours));
}
