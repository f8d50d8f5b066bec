// Does an instrument cover the offence? Only what the data says of it; what the asker leaves unsaid is unknown.
import { remember } from '../base/remember.ts';
import type { Verdict } from '../law/look-up.ts';
import { cited } from '../law/look-up.ts';
import type { Instrument, OffenceScope } from '../law/model.ts';
import type { Condition, Question } from './condition.ts';
import { said, type Offence } from './need.ts';

/** Undefined for an instrument that covers every offence, or whose scope is not recorded as a rule. */
export function offenceCondition(instrument: Instrument, { need }: Question): Condition | undefined {
  return covering(need.offence)(instrument);
}

const covering = remember((offence: Offence) =>
  remember((instrument: Instrument) => conditionOf(instrument, offence)),
);

function conditionOf(instrument: Instrument, offence: Offence): Condition | undefined {
  const scope = instrument.offences;
  if (scope === undefined) return undefined;
  const verdicts = [
    coversOffence(scope, offence),
    ...scope.requires.map((what) => requirement(what, offence)),
  ];
  const verdict: Verdict = verdicts.includes('no') ? 'no' : verdicts.includes('unknown') ? 'unknown' : 'yes';
  const article = scope.article === undefined ? '' : ` (Art. ${scope.article})`;
  const text = `The ${instrument.shortTitle} covers ${scopeWords(scope)}${article}; ${VERDICT_WORDS[verdict]}`;
  return {
    predicate: 'offence',
    verdict,
    text,
    facts: [{ ...cited(scope), text }, said(offenceWords(offence))],
    opensIf: `the offence is one of: ${scopeWords(scope)}`,
  };
}

const VERDICT_WORDS: { readonly [verdict in Verdict]: string } = {
  yes: 'this offence is one',
  no: 'this offence is none',
  unknown: 'whether this offence is one was not said',
};

function coversOffence({ minMaxYears, types }: OffenceScope, offence: Offence): Verdict {
  if (offence.types?.some((type) => types.includes(type))) return 'yes';
  if (minMaxYears !== undefined) {
    if (offence.maxYears === undefined) return 'unknown';
    if (offence.maxYears >= minMaxYears) return 'yes';
  }
  return offence.types === undefined ? 'unknown' : 'no';
}

function requirement(what: OffenceScope['requires'][number], offence: Offence): Verdict {
  const given = what === 'transnational' ? offence.isTransnational : offence.byOrganisedGroup;
  return given === undefined ? 'unknown' : given ? 'yes' : 'no';
}

function scopeWords({ minMaxYears, types, requires }: OffenceScope): string {
  const parts = [
    ...(minMaxYears === undefined ? [] : [`offences of at least ${minMaxYears} years at most`]),
    ...(types.length === 0 ? [] : [types.map((type) => type.replaceAll('-', ' ')).join(', ')]),
  ];
  const also = requires.map((what) =>
    what === 'transnational' ? 'transnational' : 'by an organised criminal group',
  );
  return parts.join(', or ') + (also.length === 0 ? '' : `, if ${also.join(' and ')}`);
}

export function offenceWords({ title, types, maxYears, isTransnational, byOrganisedGroup }: Offence): string {
  const parts = [
    title ?? '',
    types === undefined ? 'kind not said' : types.join(', '),
    maxYears === undefined ? 'maximum sentence not said' : `maximum ${maxYears} years`,
    isTransnational === undefined ? '' : isTransnational ? 'transnational' : 'not transnational',
    byOrganisedGroup === undefined
      ? ''
      : byOrganisedGroup
        ? 'by an organised group'
        : 'not by an organised group',
  ];
  return `Offence: ${parts.filter((part) => part !== '').join('; ')}`;
}
