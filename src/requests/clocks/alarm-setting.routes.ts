// How long an alarm waits for somebody, for administrators.
import type { Tx } from '../../people/as-person.store.ts';
import type { People } from '../../people/people.acts.ts';
import { settingPage } from '../../people/setting.pages.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { field, form } from '../../web/parts.ts';
import { numberText } from '../../web/when.ts';
import { alarmHours, setAlarmHours } from './alarm-setting.acts.ts';
import { alarmSetting } from './alarm.ts';

const HOME = '/settings/alarms';
const NAMES = ['hours', 'urgentHours', 'receiptHours', 'receiptUrgentHours'] as const;
type Given = { readonly [name in (typeof NAMES)[number]]: string };

export function alarmSettingRoutes(people: People): PageRoute[] {
  return [
    agency('changeSettings', 'GET', HOME, async (visit) => {
      const set = await people.db.asPerson(visit.person.id, alarmHours);
      return show(
        visit,
        eachOf((name) => String(set[name])),
        {},
      );
    }),
    agency('changeSettings', 'POST', HOME, async (visit) => {
      const fields = await visit.form();
      const text = (name: keyof Given): string => (fields.get(name) ?? '').trim().slice(0, 20);
      const given = eachOf(text);
      const number = (name: keyof Given): number => (/^\d{1,4}$/.test(given[name]) ? Number(given[name]) : 0);
      const read = alarmSetting.safeParse(eachOf(number));
      if (!read.success) {
        const { hoursForm, urgentHoursForm } = visit.frame.say.timeLimits;
        const wrong = {
          hours: hoursForm,
          urgentHours: urgentHoursForm,
          receiptHours: hoursForm,
          receiptUrgentHours: urgentHoursForm,
        };
        const names = new Set(read.error.issues.map(({ path }) => String(path[0])));
        return show(
          visit,
          given,
          Object.fromEntries(Object.entries(wrong).filter(([name]) => names.has(name))),
        );
      }
      await setAlarmHours(people, visit.person, read.data);
      return visit.go(`${HOME}?done=saved`);
    }),
  ];
}

function eachOf<T>(of: (name: keyof Given) => T): { readonly [name in keyof Given]: T } {
  const [hours, urgentHours, receiptHours, receiptUrgentHours] = NAMES;
  return {
    hours: of(hours),
    urgentHours: of(urgentHours),
    receiptHours: of(receiptHours),
    receiptUrgentHours: of(receiptUrgentHours),
  };
}

/** What is set, as the list of settings says it in a line. */
export async function alarmsNow(tx: Tx): Promise<(say: Messages) => string> {
  const { hours, urgentHours } = await alarmHours(tx);
  return (say) => say.timeLimits.settingsNow(numberText(say, hours), numberText(say, urgentHours));
}

function show(
  visit: SignedInVisit,
  given: Given,
  errors: { readonly [name: string]: string },
): Promise<Response> {
  const { say } = visit.frame;
  const words = say.timeLimits;
  const notice = visit.query('done') === 'saved' ? say.settings.saved : undefined;
  const line = (name: keyof Given) =>
    field(say, { name, label: words[name], value: given[name], width: 'short', isCode: true }, errors);
  const content = html`<p class="c-lead">${words.settingsLead}</p>
    ${form(html`${NAMES.map(line)}`, say.settings.save, HOME)}`;
  const view = settingPage(say, words.settings, { errors, notice }, content);
  return visit.page(view, Object.keys(errors).length > 0 ? 422 : 200);
}
