// What was gathered goes to who asked for it: to whom, with what, and why it may leave.
import { z } from 'zod';
import { isStateCode, STATE_CODES, stateName, type StateCode } from '../../law/states.ts';
import { oneOf } from '../../web/fields/choice.ts';
import { optional, type Fields } from '../../web/fields/field.ts';
import { pick } from '../../web/fields/pick.ts';
import { text } from '../../web/fields/text.ts';
import { html } from '../../web/html.ts';
import { note } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import type { Delivery } from '../machine/results.ts';

export interface SendAbout {
  readonly delivery: Delivery;
  /** What the request says of who asked. */
  readonly asker: { readonly name: string; readonly state: string };
}

const GROUND_MAX = 400;
const oneLine = (typed: string): string => typed.replace(/\s+/g, ' ');

const ground = optional(
  text<SendAbout>({
    ask: (say) => say.results.sendAsks.ground,
    hint: (say) => say.results.sendGroundHint,
    tidy: oneLine,
    max: GROUND_MAX,
    wrong: (say) => say.form.tooLong(say.results.sendAsks.ground, GROUND_MAX),
    means: 'Why it may leave.',
  }),
  () => '–',
);

export const SEND = {
  name: text<SendAbout>({
    ask: (say) => say.results.sendAsks.name,
    label: (say) => say.share.name,
    hint: (say) => say.share.nameHint,
    preset: ({ asker }) => asker.name,
    tidy: oneLine,
    max: 200,
    wrong: (say) => say.form.needed(say.share.needed.name),
    means: 'Who receives it.',
  }),
  state: pick<StateCode, StateCode, SendAbout>({
    ask: (say) => say.results.sendAsks.state,
    label: (say) => say.share.state,
    list: () => STATE_CODES,
    id: (code) => code,
    words: (say, code) => stateName(code, say.language.code),
    none: (say) => say.share.noState,
    preset: ({ asker }) => asker.state,
    wrong: (say) => say.share.chooseState,
    ids: z
      .string()
      .refine(isStateCode)
      .transform((code) => code as StateCode), // refined
    means: 'In which State.',
  }),
  details: oneOf(['go', 'stay'], {
    ask: (say) => say.results.sendAsks.details,
    label: (say) => say.share.detailsLegend,
    words: (say, one) => say.share.details[one],
    hints: (say, one) => say.share.detailsHint[one],
    means: 'Whether its details go along.',
  }),
  recipient: optional(
    text<SendAbout>({
      ask: (say) => say.results.sendAsks.recipient,
      label: (say) => say.results.sendKey,
      hint: (say) => say.share.recipientHint,
      rows: 3,
      tidy: oneLine,
      max: 4100,
      isRight: (typed) => /^age1[0-9a-z]{58,4000}$/.test(typed),
      wrong: (say) => say.share.recipientForm,
      means: 'The key that it is sealed to.',
    }),
    (say) => say.results.sendNoKey,
  ),
  ground: {
    ...ground,
    // The limits are before the eyes of whoever says why it may leave.
    control: (say, shown, about) => {
      const { conditions } = about.delivery;
      const limits = note(
        'warn',
        html`<p>${say.share.groundWords}</p>
          <ul class="govuk-list">
            ${conditions.map((one) => html`<li><bdi>${visiblePlain(one, 1000)}</bdi></li>`)}
          </ul>`,
      );
      return html`${ground.control(say, shown, about)} ${conditions.length === 0 ? '' : limits}`;
    },
  } satisfies typeof ground,
} satisfies Fields;
