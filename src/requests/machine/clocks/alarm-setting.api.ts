// How long an alarm waits for somebody, as JSON.
import { z } from 'zod';
import { agency, type ApiRoute } from '../../../people/visit.api.ts';
import { alarmHours, setAlarmHours } from './alarm-setting.acts.ts';
import { alarmSetting } from './alarm.ts';

const PATH = '/settings/alarms';
const shape = alarmSetting.meta({
  id: 'AlarmSetting',
  description:
    'After how many hours without anybody seeing to it an alarm is told to others: of a limit in days (`hours`), and of one in hours (`urgentHours`). Within how many hours of sending a receipt is expected (`receiptHours`), and of an urgent request (`receiptUrgentHours`): the agency’s own times, and no law.',
});

export function alarmSettingApi(): ApiRoute[] {
  return [
    agency(
      'changeSettings',
      {
        method: 'GET',
        path: PATH,
        operation: 'showAlarmSetting',
        summary: 'Shows how long an alarm waits for somebody before others are told.',
        answer: { status: 200, words: 'The setting.', schema: shape },
      },
      ({ person, people }) => people.db.asPerson(person.id, (tx) => alarmHours(tx)),
    ),
    agency(
      'changeSettings',
      {
        method: 'POST',
        path: PATH,
        operation: 'setAlarms',
        summary: 'Says how long an alarm waits for somebody before others are told.',
        body: shape,
        answer: { status: 204, words: 'It is set.', schema: z.undefined() },
      },
      async ({ person, people, body }) => {
        await setAlarmHours(people, person, body);
      },
    ),
  ];
}
