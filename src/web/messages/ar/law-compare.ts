import type { compare_ as Shape } from '../en/law-compare.ts';
import { count } from './count.ts';

export const compare_: typeof Shape = {
  lead: 'اختر من دولتين إلى أربع دول.',
  by: 'بحسب',
  byMeasure: 'التدبير',
  byInstrument: 'الصك',
  first: 'الدولة الأولى',
  second: 'الدولة الثانية',
  third: 'الدولة الثالثة',
  fourth: 'الدولة الرابعة',
  none: 'لا شيء',
  button: 'مقارنة',
  measure: 'التدبير',
  common: 'القاسم المشترك',
  commonWords: (n) =>
    count(n, 'صك واحد يُلزمها كلها', 'صكان يُلزمانها كلها', 'صكوك تُلزمها كلها', 'صكا تُلزمها كلها'),
  noCommon: 'لا صك مدوّنا يُلزمها كلها.',
  unlisted: 'غير معروف',
  all: 'يُلزمها كلها',
  choose: 'اختر دولتين على الأقل',
};
