// What is asked before a preservation is begun, one question a page, and what its answers say.
import { isStateCode, type StateCode } from '../../law/states.ts';
import type { Messages } from '../../web/messages.ts';
import type { Steps } from '../../web/steps.ts';
import { CLOCKS_OF_HOLDS } from '../clocks/time-limits-by-form.ts';
import { checkIdentifier } from '../identifiers/check.ts';
import type { TypedIdentifier } from '../identifiers/identifier.ts';
import { HELD_CATEGORIES, HELD_IDENTIFIERS_MAX, type Preservation } from './preservation.ts';

/** Whose data they are is asked last: it never stands in an address. */
const STEPS = ['holder', 'state', 'instrument', 'category', 'identifiers'] as const;
export type BeginStep = (typeof STEPS)[number];

export function beginSteps(say: Messages): Steps<BeginStep> {
  const wrong = (step: BeginStep, given: URLSearchParams): string | undefined =>
    isAnswered(given, step) ? undefined : say.desks.wrong[step];
  return { steps: STEPS, wrong, more: ['key'] };
}

const HOLDER_MAX = 1000;

export function holderOf(given: URLSearchParams): string | undefined {
  const holder = (given.get('holder') ?? '').trim().toWellFormed();
  return holder === '' || holder.length > HOLDER_MAX ? undefined : holder;
}

/** Undefined: the answer is that it is not known. */
export function stateOf(given: URLSearchParams): StateCode | undefined {
  const state = given.get('state') ?? '';
  return isStateCode(state) ? state : undefined;
}

export function categoriesOf(given: URLSearchParams): Preservation['categories'] {
  return HELD_CATEGORIES.filter((one) => given.getAll('category').includes(one));
}

function linesOf(given: URLSearchParams): string[] {
  return (given.get('identifiers') ?? '').split(/\r?\n/).flatMap((one) => one.trim() || []);
}

export function identifiersOf(given: URLSearchParams): TypedIdentifier[] {
  return linesOf(given).map(identifierOf);
}

/** As what a line can only be; else the account of a service. */
function identifierOf(line: string): TypedIdentifier {
  for (const kind of ['email', 'ip', 'phone', 'url', 'domain'] as const) {
    const found = checkIdentifier({ kind, value: line });
    if (found.ok) return { kind, value: found.identifier.value };
  }
  return { kind: 'account', value: line.slice(0, 500) };
}

function isAnswered(given: URLSearchParams, step: BeginStep): boolean {
  switch (step) {
    case 'holder':
      return holderOf(given) !== undefined;
    case 'state':
      return given.get('state') === '' || stateOf(given) !== undefined;
    case 'instrument':
      return Object.hasOwn(CLOCKS_OF_HOLDS, given.get('instrument') ?? '');
    case 'category':
      return categoriesOf(given).length > 0;
    case 'identifiers': {
      const { length } = linesOf(given);
      return length > 0 && length <= HELD_IDENTIFIERS_MAX;
    }
  }
}
