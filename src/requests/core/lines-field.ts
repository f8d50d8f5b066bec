// Whose data they are, one a line, where an act asks it.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { linesField } from '../../web/ask-parts.ts';
import { ok, wrong, type Field, type Fields } from '../../web/fields/field.ts';
import { html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { visibleLines } from '../../web/safe-text.ts';
import { checkIdentifier } from './identifier-check.ts';
import { IDENTIFIER_KINDS, type TypedIdentifier } from './identifier.ts';

/** What XML 1.0 can carry and PostgreSQL can keep. */
export const isText = (typed: string): boolean =>
  typed.isWellFormed() && !/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/u.test(typed);

const line = z.string().refine(isText, 'text without control characters expected').trim().min(1).max(1000);
/** As another program names one. */
export const identifierShape = z.strictObject({
  kind: z.enum(IDENTIFIER_KINDS),
  value: line,
  port: line.optional(),
  from: line.optional(),
  to: line.optional(),
});

interface LinesAsked {
  readonly ask: (say: Messages) => string;
  readonly max: number;
  /** It stands beside others, and is no heading of its own. */
  readonly isPart?: true;
}

/** One a line: each is what it can only be, else the account of a service. */
export function identifierLinesField({ ask, max, isPart }: LinesAsked): Field<readonly TypedIdentifier[]> {
  const means = 'Whose data they are.';
  return {
    ask,
    label: (say) => say.desks.identifiers,
    isPrivate: true,
    means,
    schema: (name) => ({ [name]: z.array(identifierShape).min(1).max(max).describe(means) }),
    control: (say, { name, given, errors }) => {
      const { identifiersHint: hint } = say.desks;
      const value = given.get(name) ?? '';
      return linesField(say, { name, label: ask(say), hint, value, isHeading: isPart === undefined }, errors);
    },
    typed: (given, name) => ({ [name]: linesOf(given.get(name) ?? '').map(identifierOf) }),
    read: (body, name) => {
      const typed = (body[name] ?? []) as readonly TypedIdentifier[]; // by its schema
      const words = (say: Parameters<Fields[string]['ask']>[0]): string => say.desks.wrong.identifiers;
      if (typed.length === 0 || typed.length > max)
        return wrong(words, phrase('identifiersMost', { max }), `${typed.length}`);
      const each: TypedIdentifier[] = [];
      for (const [i, one] of typed.entries()) {
        const found = checkIdentifier(one);
        if (!found.ok)
          return wrong(
            words,
            phrase('identifierOfKind', { kind: one.kind, at: `${name}/${i}` }),
            found.problem,
          );
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
