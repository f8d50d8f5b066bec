import type { jobs as Shape } from '../en/jobs.ts';
import { count } from './count.ts';

export const jobs: typeof Shape = {
  jobs: {
    title: 'عمل جار',
    aboutIt: 'عن هذا العمل',
    state: {
      waiting: 'ينتظر دوره',
      running: 'جار',
      done: 'تم',
      failed: 'لم ينجح',
      cancelled: 'أُلغي',
    },
    cancelling: 'يجري إلغاؤه',
    ofBytes: (done, total) => `${done} من ${total}`,
    soFar: (done) => `${done} حتى الآن`,
    items: (n) => `تم ${n}`,
    itemsOf: (n, total) => `تم ${n} من ${total}`,
    left: {
      seconds: 'بقي أقل من دقيقة',
      minutes: (n) => `بقي نحو ${count(n, 'دقيقة', 'دقيقتين', 'دقائق', 'دقيقة')}`,
      hours: (n) => `بقي نحو ${count(n, 'ساعة', 'ساعتين', 'ساعات', 'ساعة')}`,
    },
    goesOn: 'يمكنك إغلاق هذه الصفحة. يستمر العمل، ويظل هذا العنوان يُظهر مدى تقدمه.',
    lookAgain: 'تحديث',
    lookAgainWords: 'تُحدَّث هذه الصفحة من تلقاء نفسها كل بضع ثوان.',
    cancel: 'إلغاء',
    cancelWords: 'يمكن إيقافه. ولا يُحفظ عندئذ منه شيء.',
    asked: 'طُلب في',
    by: 'الطالب',
    began: 'بدأ',
    ended: 'انتهى',
    inCase: 'القضية',
    open: 'عرض النتيجة',
    failedUnexpected: 'حدث عطل من جانبنا مرة بعد مرة. لم يضع شيء. أخبر مدير النظام بالوقت.',
    failedHidden: 'حدث عطل من جانبنا. لم يضع شيء. أخبر مدير النظام بالوقت.',
    expected: (words) => `المتوقع: ${words}.`,
    cancelledWords: 'أُوقف قبل نهايته. ولم يُحفظ منه شيء.',
    backToCase: 'العودة إلى القضية',
  },
  jobKind: {
    checkExhibit: {
      title: 'إعادة قراءة كل بايت من دليل',
      done: 'قُرئ حتى نهايته، والنتيجة مسجلة',
      open: 'عرض الدليل',
    },
    alarms: {
      title: 'التنبيه إلى مهل توشك أن تنتهي',
      done: 'نُبّه إلى كل ما حان',
      open: 'متابعة',
    },
    fixity: {
      title: 'إعادة قراءة الأدلة المحفوظة',
      done: 'قُرئت كل التي حان موعدها',
      open: 'متابعة',
    },
    checkPackage: {
      title: 'فحص حزمة',
      done: 'أُجري كل فحص',
      open: 'عرض ما يُظهره',
    },
    importPackage: {
      title: 'استلام حزمة كدليل',
      done: 'هي بين الأدلة',
      open: 'عرض الحزمة',
    },
    makePackage: {
      title: 'إعداد حزمة',
      done: 'هي كاملة وموقَّعة',
      open: 'عرض الحزمة',
    },
    replaceLogKeys: {
      title: 'استبدال مفاتيح السجل',
      done: 'المفاتيح الجديدة توقّع',
      open: 'انظر ما ينبغي فعله الآن',
    },
    statedDigests: { title: 'حساب البصمات التي ذكرها المرسل', done: 'يمكن الآن مقارنتها', open: 'المتابعة' },
    takeFolder: {
      title: 'إدخال ملفات من الخادم في الأدلة',
      done: 'هي الآن ضمن الأدلة',
      open: 'عرض الأدلة',
    },
    takeUpload: {
      title: 'استلام ملف كدليل',
      done: 'هو بين الأدلة',
      open: 'عرض الدليل',
    },
  },
};
