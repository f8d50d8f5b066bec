// Whom and what a request names, wherever its form has it: legal entities, services, and whose data it is about.
import type { TypedIdentifier } from './identifier.ts';
import type { Answers } from './answers.ts';
import { wantedOf, type Form } from './form.ts';
import { HELD_IDENTIFIERS_MAX, identifiersIn } from './preservation.ts';
import { isMeasure } from './request-items.ts';

interface NamedInRequest {
  /** Each once; the addressee first, then who holds what is asked for. */
  readonly entities: readonly string[];
  readonly services: readonly string[];
  readonly identifiers: readonly TypedIdentifier[];
}

const NAMES_MAX = 50;

export function namedIn(form: Form, answers: Answers): NamedInRequest {
  const items = wantedOf(form, answers).flatMap((one) =>
    'asked' in one && !isMeasure(one.asked) ? [one.asked] : [],
  );
  const named = [answers['addressee.name'], answers['provider'], ...items.map(({ holder }) => holder)];
  const services = [listed(answers['services']), items.map(({ service }) => service)].flat();
  const identifiers = [identifiersIn(answers), items.flatMap((one) => one.identifiers)].flat();
  const each = new Map(identifiers.map((one) => [JSON.stringify(one), one]));
  return {
    entities: once(named.map(nameOf)),
    services: once(services),
    identifiers: [...each.values()].slice(0, HELD_IDENTIFIERS_MAX),
  };
}

/** A name as it was typed, or that of a party. */
function nameOf(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'organisation' in answer
    ? answer.organisation
    : answer;
}

const listed = (answer: unknown): readonly unknown[] => (Array.isArray(answer) ? answer : []);

function once(names: readonly unknown[]): string[] {
  const all = names.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one.trim()] : []));
  return [...new Set(all.map((one) => one.slice(0, 500)))].slice(0, NAMES_MAX);
}
