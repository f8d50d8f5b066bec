// What is asked when a preservation is begun: who keeps which data of whom, and on what basis.
import { z } from 'zod';
import { STATE_CODES, stateName, type StateCode } from '../../law/states.ts';
import { linesField } from '../../web/ask-parts.ts';
import {
  ok,
  optional,
  readAll,
  wrong,
  type BodyOf,
  type Field,
  type Fields,
} from '../../web/fields/field.ts';
import { pick } from '../../web/fields/pick.ts';
import { someOf } from '../../web/fields/some.ts';
import { text } from '../../web/fields/text.ts';
import { html } from '../../web/html.ts';
import { visibleLines } from '../../web/safe-text.ts';
import { CLOCKS_OF_HOLDS } from '../machine/time-limits-by-form.ts';
import { checkIdentifier } from '../identifiers/check.ts';
import { IDENTIFIER_KINDS, type TypedIdentifier } from '../identifiers/identifier.ts';
import { HELD_CATEGORIES, HELD_IDENTIFIERS_MAX, type Preservation } from '../core/preservation.ts';
import { stateCode } from '../../law/schema/common.ts';

interface BeginAbout {
  /** The laws and treaties by which data may be kept, each with its name. */
  readonly instruments: readonly (readonly [id: string, title: string])[];
}

/** What XML 1.0 can carry and PostgreSQL can keep. */
const isText = (typed: string): boolean =>
  typed.isWellFormed() && !/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/u.test(typed);
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
  identifiers: identifierLines(),
} satisfies Fields;

/** As the act takes it. Refusals: badInput. */
export function heldGiven(body: BodyOf<typeof BEGIN>, about?: BeginAbout) {
  const all = about ?? { instruments: LAWS.map((id) => [id, id] as const) };
  const { holderState: stateCode, instrument, ...rest } = readAll(BEGIN, body, all);
  return { ...rest, stateCode, instrument: instrument[0] };
}

const line = z.string().refine(isText, 'text without control characters expected').trim().min(1).max(1000);
const identifier = z.strictObject({
  kind: z.enum(IDENTIFIER_KINDS),
  value: line,
  port: line.optional(),
  from: line.optional(),
  to: line.optional(),
});

/** Whose data they are, one a line: each is what it can only be, else the account of a service. */
function identifierLines(): Field<readonly TypedIdentifier[]> {
  const means = 'Whose data they are.';
  return {
    ask: (say) => say.desks.asks.identifiers,
    isPrivate: true,
    means,
    schema: (name) => ({ [name]: z.array(identifier).min(1).max(HELD_IDENTIFIERS_MAX).describe(means) }),
    control: (say, { name, given, errors }) => {
      const { asks, identifiersHint: hint } = say.desks;
      const value = given.get(name) ?? '';
      return linesField(say, { name, label: asks.identifiers, hint, value, isHeading: true }, errors);
    },
    typed: (given, name) => ({ [name]: linesOf(given.get(name) ?? '').map(identifierOf) }),
    read: (body, name) => {
      const typed = (body[name] ?? []) as readonly TypedIdentifier[]; // by its schema
      const words = (say: Parameters<Fields[string]['ask']>[0]): string => say.desks.wrong.identifiers;
      if (typed.length === 0 || typed.length > HELD_IDENTIFIERS_MAX)
        return wrong(words, `1 to ${HELD_IDENTIFIERS_MAX} identifiers`, `${typed.length}`);
      const each: TypedIdentifier[] = [];
      for (const [i, one] of typed.entries()) {
        const found = checkIdentifier(one);
        if (!found.ok)
          return wrong(words, `an identifier of the kind ${one.kind} at ${name}/${i}`, found.problem);
        each.push({ ...one, value: found.identifier.value });
      }
      return ok(each);
    },
    body: (value, name) => ({ [name]: value }),
    said: (_say, value) =>
      html`<span class="c-typed">${visibleLines(value.map((one) => one.value).join('\n'), 2000)}</span>`,
  };
}

function linesOf(typed: string): string[] {
  return typed.split(/\r?\n/).flatMap((one) => one.trim() || []);
}

function identifierOf(line: string): TypedIdentifier {
  for (const kind of ['email', 'ip', 'phone', 'url', 'domain'] as const) {
    const found = checkIdentifier({ kind, value: line });
    if (found.ok) return { kind, value: found.identifier.value };
  }
  return { kind: 'account', value: line.slice(0, 500) };
}
