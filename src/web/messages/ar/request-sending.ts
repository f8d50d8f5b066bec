import type { requestSending as Shape } from '../en/request-sending.ts';

export const requestSending: typeof Shape = {
  preservationExtension: {
    link: 'اطلب تمديده',
    carried: (reference) => `الحفظ ${reference} المطلوب تمديده`,
  },
  assurance: {
    reciprocity: 'المعاملة بالمثل',
    speciality: 'الاستخدام للغرض المذكور وحده (التخصيص)',
    data_protection: 'حماية البيانات الشخصية',
    return: 'الإعادة أو الإتلاف لاحقا',
    costs: 'تحمّل التكاليف',
    no_death_penalty: 'عدم تطبيق عقوبة الإعدام',
  },
  assuranceAsked: 'تطلب ضمان',
  sendingAsked: {
    title: 'كيف سيُرسل؟',
    hint: 'يقارنه الفحص بما هو مسجل عمّن يتلقاه.',
    taken: (names) => `مسجل: تقبله ${names}`,
    others: 'وسائل أخرى',
    unknown: 'الوسائل التي يقبلها غير مسجلة: اسأله قبل الإرسال.',
    undecided: 'لم يتقرر بعد',
    notSaid: 'لم يُذكر',
    followed: 'طريق الطلب الذي يتبعه',
    choose: 'اختر بأي وسيلة يُرسل.',
    link: 'قل كيف يُرسل',
    act: 'بأي وسيلة خرج؟',
    label: 'أُرسل عبر',
  },
};
