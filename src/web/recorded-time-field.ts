// The fields of a time as a record has it: day, month and year, then the time and the clock that wrote it.
import { askedFieldset } from './asked-fieldset.ts';
import { dayGiven, dayParts, partName } from './day-field.ts';
import { html, nothing, raw, type Html } from './html.ts';
import type { Messages } from './messages.ts';
import type { Errors } from './parts.ts';
import { zoneHere, zoneOf, zonesOfState, type Zone } from './zones.ts';

interface RecordedTimeAsked {
  readonly name: string;
  readonly legend: string;
  /** The question is the page's title. */
  readonly isHeading?: boolean;
  readonly given: URLSearchParams;
  /** Of the States concerned: their places stand on top. */
  readonly states: readonly (string | undefined)[];
}

/** All that are in use. */
const OFFSETS =
  '-12:00 -11:00 -10:00 -09:30 -09:00 -08:00 -07:00 -06:00 -05:00 -04:00 -03:30 -03:00 -02:00 -01:00 +01:00 +02:00 +03:00 +03:30 +04:00 +04:30 +05:00 +05:30 +05:45 +06:00 +06:30 +07:00 +08:00 +08:45 +09:00 +09:30 +10:00 +10:30 +11:00 +12:00 +12:45 +13:00 +14:00'.split(
    ' ',
  );

export function recordedTimeField(say: Messages, asked: RecordedTimeAsked, errors: Errors): Html {
  const { name, legend, isHeading, given } = asked;
  const words = say.moment;
  const error = errors[name];
  const wrong = error === undefined ? '' : ' govuk-input--error';
  const time = partName(name, 'time');
  return askedFieldset(
    say,
    { name, legend, isHeading, error, className: 'c-moment' },
    html`${dayParts(say, { name, value: dayGiven(given, name), isWrong: error !== undefined })}
      <div class="c-moment__parts">
        <div>
          <label class="govuk-label" for="${time}">${words.toTheSecond}</label>
          <input
            class="govuk-input c-moment__time${wrong}"
            id="${time}"
            name="${time}"
            type="text"
            placeholder="21:14:07"
            value="${given.get(time) ?? ''}"
            autocomplete="off"
            spellcheck="false"
          />
        </div>
        <div>${clockSelect(say, asked)}</div>
      </div>`,
  );
}

function clockSelect(say: Messages, { name, given, states }: RecordedTimeAsked): Html {
  const words = say.moment;
  const id = partName(name, 'zone');
  const chosen = given.get(id) ?? '';
  const { locale } = say.language;
  const ofStates = states.flatMap((state) => (state === undefined ? [] : zonesOfState(state, locale)));
  const near = [
    ...new Map([...ofStates, zoneOf(zoneHere(), locale)].map((zone) => [zone.id, zone])).values(),
  ];
  const offsets = OFFSETS.includes(chosen) || !/^[+-]/.test(chosen) ? OFFSETS : [chosen, ...OFFSETS];
  const utc = { id: 'Z', words: 'UTC' };
  const option = (zone: Zone): Html =>
    html`<option value="${zone.id}" ${zone.id === chosen ? raw(' selected') : nothing}>
      ${zone.words}
    </option>`;
  return html`<label class="govuk-label" for="${id}">${words.clock}</label>
    <select class="govuk-select" id="${id}" name="${id}">
      <option value="" ${chosen === '' ? raw(' selected') : nothing}></option>
      ${option(utc)}
      <optgroup label="${words.offsets}">
        ${offsets.map((offset) => option({ id: offset, words: `UTC${offset}` }))}
      </optgroup>
      <optgroup label="${words.near}">${near.filter((zone) => zone.id !== 'UTC').map(option)}</optgroup>
    </select>`;
}
