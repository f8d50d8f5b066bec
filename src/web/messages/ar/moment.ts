// A moment: the day, the time on the clock of a place, and which place. Draft.
import type { moment as Shape } from '../en/moment.ts';

export const moment: typeof Shape = {
  moment: {
    now: (time) => `الآن: ${time}`,
    otherTime: 'في وقت آخر',
    day: 'اليوم',
    month: 'الشهر',
    year: 'السنة',
    time: 'الوقت (24 ساعة)',
    toTheSecond: 'الوقت (بالثانية)',
    clock: 'بأي ساعة',
    zone: 'المنطقة الزمنية لذلك المكان',
    near: 'الأرجح',
    places: 'كل الأماكن',
    offsets: 'الفارق عن UTC',
    whichAsk: 'أُخّرت الساعات يومئذ فتكرر هذا الوقت مرتين. أيهما كان؟',
    which: {
      first: (offset) => `الأول (${offset})`,
      second: (offset) => `الثاني (${offset})`,
    },
    wrong: {
      missing: 'أدخل اليوم والوقت',
      day: 'أدخل يومًا موجودًا بالأرقام، مثل 26 11 2026',
      time: 'أدخل وقتًا مثل 14:20',
      zone: 'اختر المنطقة الزمنية',
      skipped: 'قُدّمت الساعات يومئذ فلم يأت هذا الوقت. أدخل وقتًا آخر',
      twice: 'تكرر هذا الوقت مرتين لأن الساعات أُخّرت. اذكر أيهما كان',
      future: 'أدخل وقتًا مضى',
    },
    needed: 'اذكر متى',
  },
};
