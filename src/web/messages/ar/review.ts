// نسخ الطلب والفروق بينها؛ ملاحظات وتغييرات مقترحة.
import type { review as Shape } from '../en/review.ts';

export const review: typeof Shape = {
  review: {
    versions: {
      title: 'النسخ',
      lead: 'تُحفظ كل حالة للإجابات. وتبيّن النسخة ما غيّرته.',
      version: 'النسخة',
      page: 'ما أُجيب عنه',
      when: 'حُفظت',
      who: 'بواسطة',
      begun: 'البداية',
      nothing: 'لا فرق.',
      gone: 'حُذف',
      come: 'أُضيف',
      with: 'مقارنة مع',
      compare: 'مقارنة',
      number: (n) => `النسخة ${n}`,
      compared: (a, b) => `من النسخة ${a} إلى النسخة ${b}`,
      by: (name, date) => `${name}، ${date}`,
    },
  },
};
