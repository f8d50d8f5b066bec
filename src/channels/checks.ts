// The basic tips of UNODC (background paper, para 57) and what practice adds, as checks of the question itself.
import type { Fact } from '../law/model.ts';
import { stateName } from '../law/states.ts';
import type { Question } from './condition.ts';
import { isVolatile, said } from './need.ts';

export interface Check {
  readonly id:
    | 'open-source'
    | 'affiliate'
    | 'preserve'
    | 'direct-copy'
    | 'cyber-unit'
    | 'identifiers'
    | 'ip-precision'
    | 'holder'
    | 'language';
  readonly level: 'done' | 'warn' | 'suggest';
  readonly text: string;
  readonly basis: string;
  readonly facts: readonly Fact[];
}

export function checksOf(question: Question, directChannels: readonly string[]): Check[] {
  const { need, category, provider, to } = question;
  const { holder, identifiers = [] } = need;
  const checks: (Check | false)[] = [
    check('open-source', 'suggest', 'First look in open sources, and record what was found or why not', TIPS),
    check(
      'affiliate',
      'suggest',
      `Ask whether the holder has an affiliate in ${stateName(need.from)} that can answer`,
      TIPS,
    ),
    isVolatile(category) && check('preserve', 'warn', 'Preserve before you ask for disclosure', TIPS),
    directChannels.length > 0 &&
      check(
        'direct-copy',
        'suggest',
        `Where you write to the provider itself (${directChannels.join(', ')}), send a copy to the authority of ${to === undefined ? 'its State' : stateName(to)}`,
        TIPS,
      ),
    check('cyber-unit', 'suggest', 'Have the cybercrime unit read the technical part', TIPS),
    identifiers.length === 0
      ? check(
          'identifiers',
          'warn',
          'No identifier was said: name accounts, numbers or addresses, and a period; a request for "all data" is refused',
          PRACTICE,
        )
      : check('identifiers', 'done', `Identifiers: ${identifiers.join(', ')}`, PRACTICE),
    ...identifiers.map((one) => ipPrecision(one)),
    holder.kind === 'provider' &&
      provider === undefined &&
      holder.name === undefined &&
      check(
        'holder',
        'warn',
        'Name the provider and the legal entity that controls the data; the wrong entity is a usual ground of refusal',
        PRACTICE,
      ),
    need.language === undefined
      ? check(
          'language',
          'warn',
          `Which languages ${to === undefined ? 'the other State' : stateName(to)} accepts is not on record: ask, and plan for a translation`,
          'requests.md section 6, check 15',
        )
      : check(
          'language',
          'warn',
          `A request in ${need.language}: whether ${to === undefined ? 'the other State' : stateName(to)} accepts it is not on record`,
          'requests.md section 6, check 15',
        ),
  ];
  return checks.filter((one) => one !== false);
}

const TIPS = 'para 57';
const PRACTICE = 'practice of providers';

function check(id: Check['id'], level: Check['level'], text: string, basis: string): Check {
  const fact: Fact =
    basis === TIPS
      ? { at: 'background paper, para 57', sources: ['unodc-bg-2015'], confidence: 'confirmed', text }
      : { ...said(text), confidence: 'recalled' };
  return { id, level, text, basis, facts: [fact] };
}

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?/;
const IPV6 = /^\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\]?/i;
/** Seconds and an offset from UTC, as in 2026-11-03T12:04:11+01:00. */
const PRECISE_TIME = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/;

/** Behind address translation an address without port and second names a thousand people. */
function ipPrecision(identifier: string): Check | false {
  const isAddress = IPV4.test(identifier) || (IPV6.test(identifier) && identifier.split(':').length > 3);
  if (!isAddress) return false;
  const hasPort =
    /^(?:\d{1,3}\.){3}\d{1,3}:\d{1,5}/.test(identifier) ||
    /\]:\d{1,5}/.test(identifier) ||
    /port\s*\d+/i.test(identifier);
  const missing = [
    ...(hasPort ? [] : ['source port']),
    ...(PRECISE_TIME.test(identifier) ? [] : ['time to the second with its offset from UTC']),
  ];
  return missing.length === 0
    ? check('ip-precision', 'done', `${identifier}: port, second and offset are there`, PRACTICE)
    : check('ip-precision', 'warn', `${identifier}: add ${missing.join(' and ')}`, PRACTICE);
}
