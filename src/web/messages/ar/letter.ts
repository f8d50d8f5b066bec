// The fixed words of a letter. What is put in stands as it was typed.
import type { letter as Shape } from '../en/letter.ts';

export const letter: typeof Shape = {
  letter: {
    notice: {
      recalled: 'لم تُقارن هذه الاستمارة بعد بالنص الرسمي.',
      contributed: 'قدّم هذه الاستمارة طرف آخر ولم تُقارن بعد بالنص الرسمي.',
      disputed: 'محتوى هذه الاستمارة محل خلاف.',
      editorial: 'لا يفرض أي قانون هذه الاستمارة؛ وهي تتبع الممارسات الجيدة.',
      template: (name, item) => `قورن بالنموذج ${name} حتى البند ${item}؛ وما بعده لم يُقارن به بعد.`,
      translated: (from: string) =>
        `كُتب النص الحر بـ${from} وهو مترجم هنا؛ ويُشار إلى ما لم يُترجم. والأصل محفوظ في بيانات الطلب.`,
      forceUnknown: (reason) =>
        `عند التحرير لم يكن مسجلا أن هذا الصك نافذ للدولتين. ويُرسل للسبب الآتي: ${reason}`,
    },
    draft: 'تسميات الحقول بالعربية ترجمة أولية وليست النص الرسمي.',
    readers: 'مخصص لـ',
    notStated: 'لم يُذكر.',
    untranslated: 'لم يُترجم بعد؛ والنص وارد بجانبه.',
    untranslatedFrom: (from: string) => `غير مترجم. كُتب بـ${from}:`,
    yes: 'نعم.',
    no: 'لا.',
    item: (n, category) => `البند ${n}: ${category}`,
    labelled: (label, value) => `${label}: ${value}`,
    part: {
      person: 'الشخص المسؤول',
      title: 'اللقب',
      function: 'الوظيفة',
      address: 'العنوان',
      phone: 'الهاتف',
      mobile: 'الهاتف المحمول',
      fax: 'الفاكس',
      email: 'البريد الإلكتروني',
      hours: 'ساعات العمل',
      zone: 'المنطقة الزمنية',
    },
    fact: {
      wanted: 'المطلوب',
      of: 'بشأن',
      holder: 'الحائز',
      period: 'الفترة',
      reason: 'السبب',
      format: 'شكل الدليل',
      preserved: 'الحفظ',
    },
    identifier: (kind, value) => `${kind} ${value}`,
    port: (value) => `المنفذ ${value}`,
    at: (time) => `في ${time}`,
    between: (from, to) => `من ${from} إلى ${to}`,
    person: {
      suspect: 'مشتبه فيه',
      accused: 'متهم',
      convicted: 'مدان',
      victim: 'ضحية',
      witness: 'شاهد',
      holder: 'حائز البيانات',
      other: 'شخص آخر',
    },
    page: (page, pages) => `الصفحة ${page} من ${pages}`,
    attached: 'الطلب نفسه في شكل بيانات يقرؤها برنامج',
    signs: {
      name: 'الاسم',
      function: 'الوظيفة',
      date: 'المكان والتاريخ',
      signature: 'التوقيع',
      stamp: 'الختم الرسمي',
    },
    certificate: {
      title: 'شهادة المترجم',
      text: (name, from, to, date) =>
        `في ${date} شهد ${name} بأن الترجمة من ${from} إلى ${to} كاملة ومطابقة للأصل.`,
      signature: 'توقيع المترجم',
    },
  },
};
