// How long an alarm waits for somebody: as administrators set it.
import type { Tx } from '../../../people/as-person.store.ts';
import type { People } from '../../../people/people.acts.ts';
import type { Person } from '../../../people/person.ts';
import { changeSetting } from '../../../people/setting.acts.ts';
import { readSetting } from '../../../people/setting.store.ts';
import { ALARM_HOURS, ALARM_SETTING, alarmsKept, type AlarmHours } from './alarm.ts';

export async function alarmHours(tx: Tx): Promise<AlarmHours> {
  return (await readSetting(tx, ALARM_SETTING, alarmsKept))?.value ?? ALARM_HOURS;
}

export function setAlarmHours(people: People, by: Person, hours: AlarmHours): Promise<void> {
  return changeSetting(people, by, ALARM_SETTING, hours);
}
