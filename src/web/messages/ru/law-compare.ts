import type { compare_ as Shape } from '../en/law-compare.ts';
import { count } from './count.ts';

export const compare_: typeof Shape = {
  lead: 'Выберите от двух до четырёх государств.',
  by: 'По',
  byMeasure: 'Мера',
  byInstrument: 'Документ',
  first: 'Первое государство',
  second: 'Второе государство',
  third: 'Третье государство',
  fourth: 'Четвёртое государство',
  none: 'Нет',
  button: 'Сравнить',
  measure: 'Мера',
  common: 'Общее',
  commonWords: (n) =>
    count(n, 'документ связывает всех', 'документа связывают всех', 'документов связывают всех'),
  noCommon: 'Учтённого документа, который связывает всех, нет.',
  unlisted: 'неизвестно',
  all: 'связывает всех',
  choose: 'Выберите не менее двух государств',
};
