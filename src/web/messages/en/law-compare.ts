import { count } from './count.ts';

export const compare_ = {
  lead: 'Choose two to four States.',
  by: 'By',
  byMeasure: 'Measure',
  byInstrument: 'Instrument',
  first: 'First State',
  second: 'Second State',
  third: 'Third State',
  fourth: 'Fourth State',
  none: 'None',
  button: 'Compare',
  measure: 'Measure',
  common: 'Common ground',
  commonWords: (n: number) => count(n, 'instrument binds all of them', 'instruments bind all of them'),
  noCommon: 'No instrument on record binds all of them.',
  unlisted: 'unknown',
  all: 'binds all',
  choose: 'Choose at least two States',
};
