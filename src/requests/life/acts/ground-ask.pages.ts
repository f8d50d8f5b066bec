// Why an item does not come, or not wholly: one question, answered once for each item of which that was said.
import { visiblePlain } from '../../../web/safe-text.ts';
import { askedFieldset } from '../../../web/asked-fieldset.ts';
import { html, nothing, raw, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { Errors } from '../../../web/parts.ts';
import { itemName } from '../../item-name.pages.ts';
import { refText } from '../../ref-text.pages.ts';
import type { RequestShown } from '../../request-shown.pages.ts';
import { isBoundByOrder } from '../machine/executing.ts';
import type { Row } from '../machine/machine.ts';
import { GROUND_REFS, GROUNDS, ORDER_GROUNDS, type GroundCode } from '../grounds.ts';

/** As `life.ts` has it. */
export const NOTE_MAX = 4000;

interface GroundsAsked {
  readonly shown: RequestShown;
  /** Numbers. */
  readonly items: readonly number[];
  readonly given: URLSearchParams;
  readonly errors: Errors;
}

/** Fields `grounds.3`: of the third item. What is wrong leads to the first. */
export function groundChoices(
  say: Messages,
  { shown, items, given, errors }: GroundsAsked,
  legend: string,
): Html {
  const isOurs = isBoundByOrder(shown.request);
  const options = groundOptions(say, shown.law, isOurs ? ORDER_GROUNDS : GROUNDS);
  const hint = isOurs ? say.requestLife.guards.groundOfEach : say.requestLife.groundsHint;
  const select = (item: number, i: number): Html => {
    const name = `grounds.${item}`;
    const id = i === 0 ? 'grounds' : name;
    return html`<div class="govuk-form-group">
      <label class="govuk-label" for="${id}">${itemName(say, shown, item)}</label>
      <select class="govuk-select" id="${id}" name="${name}">
        ${options.map(
          ({ value, words }) =>
            html`<option value="${value}" ${value === (given.get(name) ?? '') ? raw(' selected') : html``}>
              ${words}
            </option>`,
        )}
      </select>
    </div>`;
  };
  const asked = { name: 'grounds', legend, hint, isHeading: true, error: errors['grounds'] } as const;
  return askedFieldset(say, asked, html`${items.map(select)}`);
}

/** The ground that was said of each. */
export function groundLines(say: Messages, { shown, items, given }: Omit<GroundsAsked, 'errors'>): Html {
  const words = say.requestLife.grounds;
  const lines = items.flatMap((item) => {
    const ground = GROUNDS.find((one) => one === given.get(`grounds.${item}`));
    return ground === undefined
      ? []
      : [html`${itemName(say, shown, item)}${say.language.colon}${words[ground]}<br />`];
  });
  return lines.length === 0 ? html`–` : html`${lines}`;
}

/** Beside the ground, in words: fields `notes.3`, each of which may stay empty. */
export function noteFields(
  say: Messages,
  { shown, items, given, errors }: GroundsAsked,
  legend: string,
): Html {
  const box = (item: number, i: number): Html => {
    const name = `notes.${item}`;
    const id = i === 0 ? 'notes' : name;
    const said = given.get(name) ?? '';
    return html`<div class="govuk-form-group">
      <label class="govuk-label" for="${id}">${itemName(say, shown, item)}</label>
      <textarea
        class="govuk-textarea"
        id="${id}"
        name="${name}"
        rows="3"
        ${said === '' ? nothing : raw(' dir="auto"')}
      >
${said}</textarea>
    </div>`;
  };
  const hint = say.requestLife.notesHint;
  const asked = { name: 'notes', legend, hint, isHeading: true, error: errors['notes'] } as const;
  return askedFieldset(say, asked, html`${items.map(box)}`);
}

export function noteLines(say: Messages, { shown, items, given }: Omit<GroundsAsked, 'errors'>): Html {
  const lines = items.flatMap((item) => {
    const said = (given.get(`notes.${item}`) ?? '').trim();
    return said === ''
      ? []
      : [html`${itemName(say, shown, item)}${say.language.colon}${visiblePlain(said, NOTE_MAX)}<br />`];
  });
  return lines.length === 0 ? html`–` : html`${lines}`;
}

/** A whole order is refused by what the Regulation knows, as each of its lines is. */
export function groundsOf(
  request: RequestShown['request'],
  { guards }: Pick<Row<string, string>, 'guards'>,
): readonly GroundCode[] {
  return guards.includes('groundOfEach') && isBoundByOrder(request) ? ORDER_GROUNDS : GROUNDS;
}

/** None first; each with what it rests on. */
export function groundOptions(
  say: Messages,
  law: RequestShown['law'],
  codes: readonly GroundCode[] = GROUNDS,
): readonly { readonly value: string; readonly words: string }[] {
  const words = say.requestLife;
  const grounds = codes.map((code) => {
    const { ref, isRecalled } = GROUND_REFS[code];
    const from = [refText(say, law, ref), ...(isRecalled === true ? [words.recalled] : [])].join(
      say.language.semicolon,
    );
    const ground = words.grounds[code];
    return { value: code, words: ref === '' ? ground : `${ground} (${from})` };
  });
  return [{ value: '', words: '' }, ...grounds];
}
