import type { compare_ as Shape } from '../en/law-compare.ts';
import { count } from './count.ts';

export const compare_: typeof Shape = {
  lead: 'Elija de dos a cuatro Estados.',
  by: 'Por',
  byMeasure: 'Medida',
  byInstrument: 'Instrumento',
  first: 'Primer Estado',
  second: 'Segundo Estado',
  third: 'Tercer Estado',
  fourth: 'Cuarto Estado',
  none: 'Ninguno',
  button: 'Comparar',
  measure: 'Medida',
  common: 'Terreno común',
  commonWords: (n) => count(n, 'instrumento los obliga a todos', 'instrumentos los obligan a todos'),
  noCommon: 'No consta ningún instrumento que los obligue a todos.',
  unlisted: 'desconocido',
  all: 'obliga a todos',
  choose: 'Elija al menos dos Estados',
};
