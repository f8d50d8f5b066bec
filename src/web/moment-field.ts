// The fields in which a moment is given: now or then; day, month, year and time apart (GOV.UK, date input); and whose clock.
import { askedFieldset } from './asked-fieldset.ts';
import { html, nothing, raw, type Html } from './html.ts';
import type { Messages } from './messages.ts';
import { offsetsOfTwice } from './moment.ts';
import { choices, type Errors } from './parts.ts';
import { allZones, OFFSETS, UTC, zoneHere, zoneOf, zonesOfState, type Zone } from './zones.ts';

interface MomentAsked {
  /** Its parts are `<name>.day` and so on. */
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly given: URLSearchParams;
  /** Of the States concerned, the likeliest first: their zones stand on top, and the only one of the first is chosen. */
  readonly states: readonly (string | undefined)[];
  /** The time it is, in words; undefined where it is not now. */
  readonly now?: string;
  /** The moment of the same page whose zone is this one's too: it is asked there. */
  readonly zoneOf?: string;
  /** The question is the page's title. */
  readonly isHeading?: boolean;
}

export function momentField(say: Messages, asked: MomentAsked, errors: Errors): Html {
  const { name, legend, hint, given, now, isHeading } = asked;
  const error = errors[name];
  return askedFieldset(
    say,
    { name, legend, hint, isHeading, error, className: 'c-moment' },
    html`${now === undefined ? nothing : nowOrThen(say, name, given, now)}
      <div class="c-moment__parts">${parts(say, asked, error !== undefined)}</div>
      ${which(say, asked)}
      ${asked.zoneOf === undefined ? zoneSelect(say, { ...asked, name: `${name}.zone`, label: say.moment.zone }) : nothing}`,
  );
}

/** An hour of a day that is known from elsewhere: `<name>.time`, on the clocks of `<name>.zone`. */
export function hourField(
  say: Messages,
  { name, legend, hint, given, states, isHeading }: Omit<MomentAsked, 'now' | 'zoneOf'>,
  errors: Errors,
): Html {
  const error = errors[name];
  const words = say.moment;
  return askedFieldset(
    say,
    { name, legend, hint, isHeading, error, className: 'c-moment' },
    html`<div class="c-moment__parts">
        <div>
          <label class="govuk-label" for="${name}">${words.time}</label>
          <input
            class="govuk-input c-moment__time${error === undefined ? '' : ' govuk-input--error'}"
            id="${name}"
            name="${name}.time"
            type="text"
            value="${given.get(`${name}.time`) ?? ''}"
            placeholder="18:00"
            autocomplete="off"
            spellcheck="false"
          />
        </div>
      </div>
      ${zoneSelect(say, { name: `${name}.zone`, label: words.zone, given, states })}`,
  );
}

function nowOrThen(say: Messages, name: string, given: URLSearchParams, now: string): Html {
  const words = say.moment;
  const chosen = given.get(`${name}.when`);
  const one = (value: 'now' | 'then', id: string, label: string): Html =>
    html`<div class="govuk-radios__item">
      <input
        class="govuk-radios__input"
        id="${id}"
        name="${name}.when"
        type="radio"
        value="${value}"
        ${chosen === value ? raw(' checked') : nothing}
      />
      <label class="govuk-label govuk-radios__label" for="${id}">${label}</label>
    </div>`;
  return html`<div class="govuk-radios c-moment__when">
    ${one('now', name, words.now(now))} ${one('then', `${name}.then`, words.otherTime)}
  </div>`;
}

function parts(say: Messages, { name, given, now }: MomentAsked, isWrong: boolean): Html {
  const words = say.moment;
  const one = (part: 'day' | 'month' | 'year' | 'time'): Html => {
    // What is wrong leads to the first of its fields.
    const id = part === 'day' && now === undefined ? name : `${name}.${part}`;
    return html`<div>
      <label class="govuk-label" for="${id}">${words[part]}</label>
      <input
        class="govuk-input c-moment__${part}${isWrong ? ' govuk-input--error' : ''}"
        id="${id}"
        name="${name}.${part}"
        type="text"
        value="${given.get(`${name}.${part}`) ?? ''}"
        ${part === 'time' ? raw(' placeholder="14:20"') : raw(' inputmode="numeric"')}
        autocomplete="off"
        spellcheck="false"
      />
    </div>`;
  };
  return html`${one('day')} ${one('month')} ${one('year')} ${one('time')}`;
}

/** Asked only of a time that came twice, when clocks went back. */
function which(say: Messages, { name, given, zoneOf: shared }: MomentAsked): Html {
  const offsets = offsetsOfTwice(given, name, shared === undefined ? {} : { zoneOf: shared });
  if (offsets === undefined) return nothing;
  const words = say.moment;
  const list = (['first', 'second'] as const).map((value, i) => ({
    value,
    words: words.which[value](`UTC${offsets[i] ?? ''}`),
    isChosen: given.get(`${name}.which`) === value,
  }));
  return choices(say, { name: `${name}.which`, kind: 'radios', legend: words.whichAsk, list }, {});
}

interface ZoneAsked {
  readonly name: string;
  readonly label: string;
  readonly given: URLSearchParams;
  readonly states: readonly (string | undefined)[];
  /** Nothing is chosen beforehand. */
  readonly isOptional?: boolean;
}

/** By the name of a place. Chosen already where the first State has one alone. */
export function zoneSelect(say: Messages, { name, label, given, states, isOptional }: ZoneAsked): Html {
  const words = say.moment;
  const { locale } = say.language;
  const near = nearZones(states, locale);
  const chosen = given.get(name) ?? (isOptional === true ? '' : likelyZone(states, locale));
  const isKnown = [...near, ...allZones(locale), ...OFFSETS].some(({ id }) => id === chosen);
  const option = ({ id, words: text }: Zone): Html =>
    html`<option value="${id}" ${id === chosen ? raw(' selected') : nothing}>${text}</option>`;
  const others = new Set(near.map(({ id }) => id));
  return html`<div class="govuk-form-group">
    <label class="govuk-label" for="${name}">${label}</label>
    <select class="govuk-select" id="${name}" name="${name}">
      <option value="" ${chosen === '' ? raw(' selected') : nothing}></option>
      ${chosen === '' || isKnown ? nothing : option({ id: chosen, words: chosen })}
      <optgroup label="${words.near}">${near.map(option)}</optgroup>
      <optgroup label="${words.places}">
        ${allZones(locale)
          .filter(({ id }) => !others.has(id))
          .map(option)}
      </optgroup>
      <optgroup label="${words.offsets}">${OFFSETS.map(option)}</optgroup>
    </select>
  </div>`;
}

function nearZones(states: readonly (string | undefined)[], locale: string): Zone[] {
  const named = states.flatMap((state) => (state === undefined ? [] : zonesOfState(state, locale)));
  const here = zoneOf(zoneHere(), locale);
  return [...new Map([...named, here, UTC].map((zone) => [zone.id, zone])).values()];
}

/** Where a State has several, nobody can tell: it is asked. */
function likelyZone([first]: readonly (string | undefined)[], locale: string): string {
  if (first === undefined) return zoneHere();
  const zones = zonesOfState(first, locale);
  return zones.length === 1 ? (zones[0]?.id ?? '') : '';
}
