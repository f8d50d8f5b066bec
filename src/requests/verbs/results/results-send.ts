// What was gathered goes to who asked for it: to whom, with what, and why it may leave.
import { STATE_CODES, stateName, type StateCode } from '../../../law/states.ts';
import { LEFT_OUT, SHARE } from '../../../evidence/packages/share-form.ts';
import { typedLine } from '../../../web/form-line.ts';
import { optional, type Fields } from '../../../web/fields/field.ts';
import { group } from '../../../web/fields/group.ts';
import { pick } from '../../../web/fields/pick.ts';
import { text } from '../../../web/fields/text.ts';
import { html } from '../../../web/html.ts';
import { note } from '../../../web/parts.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import type { Delivery } from '../../machine/states/results.ts';
import { z } from 'zod';

interface SendAbout {
  readonly delivery: Delivery;
  /** What the request says of who asked. */
  readonly asker: { readonly name: string; readonly state: string };
}

const GROUND_MAX = 400;
const ground = optional(
  text<SendAbout>({
    ask: (say) => say.results.sendAsks.ground,
    hint: (say) => say.results.sendGroundHint,
    ...typedLine(GROUND_MAX),
    wrong: (say) => say.form.tooLong(say.results.sendAsks.ground, GROUND_MAX),
    means: 'Why it may leave.',
  }),
  () => '–',
);

export const SEND = {
  receiver: group({
    ask: (say) => say.results.sendAsks.name,
    label: (say) => say.share.name,
    means: 'Who receives it.',
    parts: {
      name: text<SendAbout>({
        ...typedLine(200),
        ask: (say) => say.share.name,
        hint: (say) => say.share.nameHint,
        preset: ({ asker }) => asker.name,
        wrong: (say) => say.form.needed(say.share.needed.name),
        means: 'Its name.',
      }),
      state: pick<StateCode, StateCode, SendAbout>({
        ask: (say) => say.share.state,
        list: () => STATE_CODES,
        id: (code) => code,
        words: (say, code) => stateName(code, say.language.code),
        none: (say) => say.share.noState,
        preset: ({ asker }) => asker.state,
        wrong: (say) => say.share.chooseState,
        ids: z.enum(STATE_CODES as [StateCode, ...StateCode[]]), // many
        means: 'ISO 3166-1 alpha-2.',
      }),
    },
  }),
  withDetails: SHARE.withDetails,
  recipient: SHARE.recipient,
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
  /** Only where the records are certified. */
  leftOut: LEFT_OUT.leftOut,
} satisfies Fields;
