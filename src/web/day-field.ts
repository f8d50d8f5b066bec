// A day asked as day, month and year (GOV.UK, date input). In an address and in a record it is one word, as precise as it
// is known: `2026-08-18`, `2026-08`, `2026`.
import { askedFieldset } from './asked-fieldset.ts';
import { html, raw, type Html } from './html.ts';
import type { Messages } from './messages.ts';
import { westernDigits } from './moment.ts';
import type { Errors } from './parts.ts';

interface DayAsked {
  /** Its parts are named as `partName` says. */
  readonly name: string;
  readonly legend: string;
  readonly hint?: string | undefined;
  /** As `dayGiven` reads it; '' for none. */
  readonly value: string;
  /** The question is the page's title. */
  readonly isHeading?: boolean;
  readonly isLegendHidden?: boolean;
}

export const DAY_PARTS = ['day', 'month', 'year'] as const;
const PART_MAX = 20;

/** `from.day`, or `from.day.3` in the fourth row of many: the part comes before the row. */
export function partName(name: string, part: string): string {
  return name.replace(/(\.\d+)?$/, (row) => `.${part}${row}`);
}

export function daysField(
  say: Messages,
  { name, legend, hint, value, isHeading, isLegendHidden }: DayAsked,
  errors: Errors,
): Html {
  const error = errors[name];
  return askedFieldset(
    say,
    { name, legend, hint, isHeading, isLegendHidden, error },
    dayParts(say, { name, value, isWrong: error !== undefined }),
  );
}

/** The three boxes alone, where something else says what day is meant. */
export function dayParts(
  say: Messages,
  { name, value, isWrong }: { readonly name: string; readonly value: string; readonly isWrong: boolean },
): Html {
  const [year = '', month = '', ...rest] = value.split('-');
  const typed = { day: rest.join('-'), month, year };
  return html`<div class="c-moment__parts">
    ${DAY_PARTS.map((part) => {
      // What is wrong leads to the first of its fields.
      const id = part === 'day' ? name : `${name}.${part}`;
      return html`<div>
        <label class="govuk-label" for="${id}">${say.moment[part]}</label>
        <input
          class="govuk-input c-moment__${part}${isWrong ? ' govuk-input--error' : ''}"
          id="${id}"
          name="${partName(name, part)}"
          type="text"
          value="${typed[part].replace(/^0(?=\d$)/, '')}"
          ${raw(' inputmode="numeric"')}
          autocomplete="off"
          spellcheck="false"
        />
      </div>`;
    })}
  </div>`;
}

/** Whether the three fields were sent, and not the one word. */
export function hasDayParts(form: URLSearchParams, name: string): boolean {
  return DAY_PARTS.some((part) => form.has(partName(name, part)));
}

/**
 * What was given, as one word; '' for nothing. The day, or day and month, may be left empty. What is no day comes back as
 * it was typed, year first, for whoever reads it to refuse and to show again.
 */
export function dayGiven(form: URLSearchParams, name: string): string {
  const text = (key: string): string => westernDigits(form.get(key) ?? '').trim();
  if (!hasDayParts(form, name)) return text(name);
  const typed = ['year', 'month', 'day'].map((part) => text(partName(name, part)).slice(0, PART_MAX));
  const padded = typed.map((one, i) => (i > 0 && /^\d$/.test(one) ? `0${one}` : one));
  return padded.every((one) => one === '') ? '' : padded.join('-').replace(/-{1,2}$/, '');
}

/** What `dayGiven` reads as this day. */
export function dayFields(name: string, day: string): [field: string, value: string][] {
  const [year = '', month = '', ...rest] = day.split('-');
  return [
    [partName(name, 'day'), rest.join('-')],
    [partName(name, 'month'), month],
    [partName(name, 'year'), year],
  ];
}
