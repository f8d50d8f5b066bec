import type { compare_ as Shape } from '../en/law-compare.ts';
import { count } from './count.ts';

export const compare_: typeof Shape = {
  lead: 'Choisissez deux à quatre États.',
  by: 'Par',
  byMeasure: 'Mesure',
  byInstrument: 'Instrument',
  first: 'Premier État',
  second: 'Deuxième État',
  third: 'Troisième État',
  fourth: 'Quatrième État',
  none: 'Aucun',
  button: 'Comparer',
  measure: 'Mesure',
  common: 'Terrain commun',
  commonWords: (n) => count(n, 'instrument les lie tous', 'instruments les lient tous'),
  noCommon: 'Aucun instrument consigné ne les lie tous.',
  unlisted: 'inconnu',
  all: 'les lie tous',
  choose: 'Choisissez au moins deux États',
};
