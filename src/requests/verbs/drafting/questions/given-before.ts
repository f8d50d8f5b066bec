// Answers as the fields of their question have them.
import type { FormField } from '../../../../law/model-form.ts';
import { dayFields } from '../../../../web/day-field.ts';
import { recordedTimeFields } from '../../../../web/recorded-time.ts';
import type { Answers } from '../../../core/answers.ts';
import { isOfMany, listGiven } from '../../../core/list-fields.ts';

/** What was answered, as it stands in the fields. */
export function givenBefore(fields: readonly FormField[], answers: Answers): URLSearchParams {
  const given = new URLSearchParams();
  for (const { id, type } of fields) {
    const answer = answers[id];
    if (answer === undefined) continue;
    if (typeof answer === 'boolean') given.set(id, answer ? 'yes' : 'no');
    else if (type === 'datetime' && typeof answer === 'string') setAll(given, recordedTimeFields(id, answer));
    else if (type === 'date' && typeof answer === 'string') setAll(given, dayFields(id, answer));
    else if (typeof answer === 'string') given.set(id, answer);
    else if (type === 'multichoice') for (const one of answer as readonly string[]) given.append(id, one);
    else if (type === 'languages') for (const one of answer as readonly string[]) given.append(id, one);
    else if (type === 'list') given.set(id, (answer as readonly string[]).join('\n'));
    else if (isOfMany(type)) setAll(given, listGiven({ id, type }, answer));
    else if (type !== 'item_list')
      for (const [part, value] of Object.entries(answer)) {
        const name = `${id}.${part}`;
        if (type === 'date_range') setAll(given, dayFields(name, String(value)));
        else if (typeof value === 'string') given.set(name, value);
      }
  }
  return given;
}

function setAll(given: URLSearchParams, fields: Iterable<readonly [string, string]>): void {
  for (const [name, value] of fields) given.set(name, value);
}
