import type { evidenceFilter as Shape } from '../en/evidence-filter.ts';

export const evidenceFilter: typeof Shape = {
  evidenceFilter: {
    title: 'تصفية',
    text: 'ما هو، أو رقمه',
    all: 'الكل',
    from: 'أُدخل في هذا اليوم أو بعده',
    until: 'أُدخل في هذا اليوم أو قبله',
    show: 'عرض هذه',
    clear: 'عرض الكل',
    none: 'لا دليل يطابق.',
    across: 'أدلة كل قضاياك',
    states: { intact: 'سليم', failed: 'لم يجتز الفحص' },
    holders: { me: 'أنت', store: 'مستودع الأدلة' },
  },
};
