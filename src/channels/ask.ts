// The questions of the form, in order: which words each page asks for, and how its fields become words.
import { dayGiven } from '../web/day-field.ts';
import { WORD_NAMES, type WordName, type Words } from './words.ts';

export const STEPS = [
  'from',
  'data',
  'held',
  'place',
  'urgency',
  'use',
  'offence',
  'known',
  'details',
] as const;

export type StepName = (typeof STEPS)[number];

export const STEP_WORDS: { readonly [step in StepName]: readonly WordName[] } = {
  from: ['from'],
  data: ['category'],
  held: ['holder', 'provider', 'holder-name', 'to'],
  place: ['data-in'],
  urgency: ['urgency', 'deadline', 'retention-days'],
  use: ['use'],
  offence: ['offence', 'years', 'transnational', 'organised-group', 'by-system'],
  known: [
    'bilateral-treaty',
    'reciprocity',
    'consent',
    'offers-services',
    'takes-requests',
    'addressee',
    'network',
  ],
  details: [
    'identifier',
    'person-in',
    'nationality',
    'residence',
    'committed-in',
    'issuer',
    'preserve-only',
    'language',
  ],
};

export function isStep(text: string): text is StepName {
  return STEPS.some((step) => step === text);
}

export function stepOf(field: WordName): StepName | undefined {
  return STEPS.find((step) => STEP_WORDS[step].includes(field));
}

export function nextStep(step: StepName): StepName | undefined {
  return STEPS[STEPS.indexOf(step) + 1];
}

/** What the other pages asked, to be carried along. */
export function wordsElsewhere(words: Words, step: StepName): Words {
  const here = STEP_WORDS[step];
  return Object.fromEntries(
    WORD_NAMES.flatMap((name) =>
      here.includes(name) || words[name] === undefined ? [] : [[name, words[name]]],
    ),
  );
}

/**
 * Fields that are no words themselves: `place` says what is meant by the States below it; a day stands in three boxes,
 * identifiers one a line.
 */
export function fieldsToParams(step: StepName, params: URLSearchParams): URLSearchParams {
  const made = new URLSearchParams(params);
  if (step === 'place') {
    const place = params.get('place');
    if (place === 'unknown') made.set('data-in', 'unknown');
    else if (place !== 'states') made.delete('data-in');
  }
  if (step === 'urgency') made.set('deadline', dayGiven(params, 'deadline'));
  if (step === 'details') {
    made.delete('identifier');
    for (const text of params.getAll('identifier'))
      for (const line of text.split(/\r?\n/)) made.append('identifier', line);
  }
  return made;
}
