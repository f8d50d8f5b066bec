// What is asked when a preservation is begun: who keeps which data of whom, and on what basis.
import { z } from 'zod';
import { STATE_CODES, stateName, type StateCode } from '../../../law/states.ts';
import { optional, readAll, type BodyOf, type Fields } from '../../../web/fields/field.ts';
import { pick } from '../../../web/fields/pick.ts';
import { someOf } from '../../../web/fields/some.ts';
import { text } from '../../../web/fields/text.ts';
import { CLOCKS_OF_HOLDS } from '../../machine/states/time-limits-by-form.ts';
import { identifierLinesField, isText } from '../../core/lines-field.ts';
import { HELD_CATEGORIES, HELD_IDENTIFIERS_MAX, type Preservation } from '../../core/preservation.ts';
import { stateCode } from '../../../law/schema/common.ts';

interface BeginAbout {
  /** The laws and treaties by which data may be kept, each with its name. */
  readonly instruments: readonly (readonly [id: string, title: string])[];
}

const LAWS = Object.keys(CLOCKS_OF_HOLDS);
const isLaw = (id: string): boolean => Object.hasOwn(CLOCKS_OF_HOLDS, id);

export const BEGIN = {
  holder: text({
    ask: (say) => say.desks.asks.holder,
    label: (say) => say.desks.holder,
    hint: (say) => say.desks.holderHint,
    max: 1000,
    isRight: isText,
    wrong: (say) => say.desks.wrong.holder,
    means: 'Who keeps the data.',
  }),
  holderState: optional(
    pick<StateCode, StateCode>({
      ask: (say) => say.desks.asks.state,
      label: (say) => say.desks.holderState,
      list: () => STATE_CODES,
      id: (code) => code,
      words: (say, code) => stateName(code, say.language.code),
      none: (say) => say.desks.notSaid,
      wrong: (say) => say.desks.wrong.state,
      ids: stateCode,
      means: 'The State in which the holder is.',
    }),
    (say) => say.desks.notSaid,
  ),
  instrument: pick<BeginAbout['instruments'][number], string, BeginAbout>({
    ask: (say) => say.desks.asks.instrument,
    label: (say) => say.desks.basis,
    list: ({ instruments }) => instruments,
    id: ([id]) => id,
    words: (_say, [, title]) => title,
    wrong: (say) => say.desks.wrong.instrument,
    ids: z.string().refine(isLaw, { error: `One of ${LAWS.join(', ')}.` }),
    means: 'On what basis.',
  }),
  categories: someOf<Preservation['categories'][number], Preservation['categories'][number]>({
    ask: (say) => say.desks.asks.category,
    label: (say) => say.desks.categories,
    list: () => HELD_CATEGORIES,
    id: (one) => one,
    words: (say, one) => say.ways.category[one],
    wrong: (say) => say.desks.wrong.category,
    ids: z.enum(HELD_CATEGORIES),
    max: HELD_CATEGORIES.length,
    means: 'Which data.',
  }),
  identifiers: identifierLinesField({ ask: (say) => say.desks.asks.identifiers, max: HELD_IDENTIFIERS_MAX }),
} satisfies Fields;

/** As the act takes it. Refusals: badInput. */
export function heldGiven(body: BodyOf<typeof BEGIN>, about?: BeginAbout) {
  const all = about ?? { instruments: LAWS.map((id) => [id, id] as const) };
  const { holderState: stateCode, instrument, ...rest } = readAll(BEGIN, body, all);
  return { ...rest, stateCode, instrument: instrument[0] };
}
