// Does an instrument cover the offence? Only what the data says of it; what the asker leaves unsaid is unknown.
import { remember } from '../base/remember.ts';
import type { Verdict } from '../law/look-up.ts';
import { cited } from '../law/look-up.ts';
import { holdsOn } from '../law/on-day.ts';
import type { Instrument, Knowledge, OffenceScope } from '../law/model.ts';
import { tell, type Part, type Sentence } from '../law/sentence.ts';
import type { Condition, OfPair } from './condition.ts';
import { said, type Offence } from './need.ts';

/** Undefined for an instrument that covers every offence, or whose scope is not recorded as a rule. */
export function offenceCondition(
  instrument: Instrument,
  { need, knowledge, day }: OfPair,
): Condition | undefined {
  const { offences: scope } = instrument;
  if (scope === undefined) return undefined;
  if (holdsOn(scope, day) !== 'no') return covering(need.offence)(knowledge.offenceTypes)(instrument);
  return conditionOf(instrument, scope, {
    offence: need.offence,
    known: knowledge.offenceTypes,
    verdict: 'unknown',
    so: 'offenceOnOtherDays',
  });
}

const covering = remember((offence: Offence) =>
  remember((types: OffenceTypes) =>
    remember((instrument: Instrument) => weighed(instrument, offence, types)),
  ),
);

type OffenceTypes = Knowledge['offenceTypes'];

function weighed(instrument: Instrument, offence: Offence, known: OffenceTypes): Condition | undefined {
  const { offences: scope } = instrument;
  if (scope === undefined) return undefined;
  const verdicts = [
    coversOffence(scope, offence),
    ...scope.requires.map((what) => requirement(what, offence)),
  ];
  const verdict: Verdict = verdicts.includes('no') ? 'no' : verdicts.includes('unknown') ? 'unknown' : 'yes';
  return conditionOf(instrument, scope, { offence, known, verdict, so: VERDICTS[verdict] });
}

interface Weighed {
  readonly offence: Offence;
  readonly known: OffenceTypes;
  readonly verdict: Verdict;
  readonly so: 'offenceIs' | 'offenceIsNot' | 'offenceUnsaid' | 'offenceOnOtherDays';
}

function conditionOf(instrument: Instrument, scope: OffenceScope, weighed: Weighed): Condition {
  const { offence, known, verdict } = weighed;
  const [what, so] = [scopeWords(scope, known), tell(weighed.so)];
  const text =
    scope.article === undefined
      ? tell('covers', instrument.shortTitle, what, so)
      : tell('coversAt', instrument.shortTitle, what, scope.article, so);
  return {
    predicate: 'offence',
    verdict,
    text,
    facts: [{ ...cited(scope), text }, said(offenceWords(offence, known))],
    opensIf: tell('ifOffence', what),
  };
}

const VERDICTS = { yes: 'offenceIs', no: 'offenceIsNot', unknown: 'offenceUnsaid' } as const;

type Requirement = OffenceScope['requires'][number];

function coversOffence({ minMaxYears, types }: OffenceScope, offence: Offence): Verdict {
  if (offence.types?.some((type) => types.includes(type))) return 'yes';
  if (minMaxYears !== undefined) {
    if (offence.maxYears === undefined) return 'unknown';
    if (offence.maxYears >= minMaxYears) return 'yes';
  }
  // Of which kind it is matters only where the scope names kinds.
  return offence.types === undefined && types.length > 0 ? 'unknown' : 'no';
}

const GIVEN: { readonly [what in Requirement]: (offence: Offence) => boolean | undefined } = {
  transnational: ({ isTransnational }) => isTransnational,
  organised_group: ({ byOrganisedGroup }) => byOrganisedGroup,
  explosive_device: () => undefined,
  funding: () => undefined,
};

const REQUIREMENT_WORDS = {
  transnational: 'transnational',
  organised_group: 'byCriminalGroup',
  explosive_device: 'withExplosives',
  funding: 'byFunding',
} as const satisfies { readonly [what in Requirement]: string };

function requirement(what: Requirement, offence: Offence): Verdict {
  const given = GIVEN[what](offence);
  return given === undefined ? 'unknown' : given ? 'yes' : 'no';
}

function scopeWords({ minMaxYears, types, requires }: OffenceScope, known: OffenceTypes): Part {
  const years = minMaxYears === undefined ? undefined : tell('offencesOf', minMaxYears);
  const kinds: Part = { list: types.map((type) => kindOf(type, known, type.replaceAll('-', ' '))) };
  const scope = years === undefined ? kinds : types.length === 0 ? years : tell('eitherOr', years, kinds);
  const [first, second] = requires.map((what) => tell(REQUIREMENT_WORDS[what]));
  if (first === undefined) return scope;
  return tell('scopeIf', scope, second === undefined ? first : tell('both', first, second));
}

function kindOf(type: string, known: OffenceTypes, english = type): Part {
  return { label: known.find(({ id }) => id === type)?.label ?? type, english };
}

export function offenceWords(offence: Offence, known: OffenceTypes): Sentence {
  const { title, types, maxYears, isTransnational, byOrganisedGroup } = offence;
  const parts: (Part | undefined)[] = [
    title === undefined || title === '' ? undefined : { said: title },
    types === undefined
      ? tell('kindUnsaid')
      : types.length === 0
        ? undefined
        : { list: types.map((type) => kindOf(type, known)) },
    maxYears === undefined ? tell('sentenceUnsaid') : tell('maximum', maxYears),
    isTransnational === undefined ? undefined : tell(isTransnational ? 'transnational' : 'notTransnational'),
    byOrganisedGroup === undefined ? undefined : tell(byOrganisedGroup ? 'byGroup' : 'notByGroup'),
  ];
  return tell('offence', { list: parts.filter((part) => part !== undefined), by: ';' });
}
