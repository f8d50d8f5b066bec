import type { alerts as Shape } from '../en/alerts.ts';
import { count } from './count.ts';

const times = (n: number): string => count(n, 'مرة واحدة', 'مرتين', 'مرات', 'مرة');

const tries = (passwords: number, codes: number): string =>
  [
    passwords === 0
      ? undefined
      : count(
          passwords,
          'كلمة مرور خاطئة واحدة',
          'كلمتا مرور خاطئتان',
          'كلمات مرور خاطئة',
          'كلمة مرور خاطئة',
        ),
    codes === 0 ? undefined : count(codes, 'رمز خاطئ واحد', 'رمزان خاطئان', 'رموز خاطئة', 'رمزا خاطئا'),
  ]
    .filter((part) => part !== undefined)
    .join(' و');

export const alerts: typeof Shape = {
  alerts: {
    tries: (passwords, codes) => `منذ آخر دخول لك: ${tries(passwords, codes)}.`,
    lastAt: (when) => `آخرها: ${when}.`,
    wasLocked: 'كان حسابك مغلقا أمام كلمات المرور مدة 15 دقيقة.',
    notYou: 'إن لم تكن أنت من فعل ذلك، فأخبر أحد مديري النظام. أما مفتاح المرور فلا يمكن تخمينه.',
    knowsPassword: 'أدخل شخص ما كلمة مرورك الصحيحة. إن لم تكن أنت، فغيّرها الآن وأخبر أحد مديري النظام.',
    toAccount: 'الانتقال إلى حسابك',
    lettersGivenUp: (count) => `تعذر الإبلاغ بالتنبيهات بالبريد. عدد الأشخاص: ${count}.`,
    keptByNobody: (count: number) =>
      `يُحفظ سرًّا ولم يبقَ في القضية من يقرر في أمره: ${count}. على الجهاز: ./comity request keeper`,
    casesWithoutLead: (count) =>
      `قضايا مفتوحة بلا مسؤول له حساب: ${count}. أعضاؤها يعرفونها، وقائمتها الكاملة على الجهاز: ./comity case lead`,
    title: 'ربما يحاول أحد التخمين',
    lead: 'عند الدخول، في الأيام السبعة الأخيرة:',
    locked: (n, when) => `أُغلق ${times(n)}، آخرها ${when}`,
    strangers: (n, when) => `عناوين ليست لأحد هنا: أُغلقت ${times(n)}، آخرها ${when}`,
    spread: (address, persons, when) =>
      `من ${address}: كلمات مرور خاطئة عن ${count(persons, 'شخص واحد', 'شخصين', 'أشخاص', 'شخصا')}، آخرها ${when}`,
    whatToDo:
      'اسأل الشخص، على رقم تعرفه، إن كان هو الفاعل. فإن لم يكن، فليُضف مفتاح مرور؛ واحتفظ بعنوان الشبكة لمسؤول الأمن لديك. يُفتح الحساب من تلقاء نفسه بعد 15 دقيقة.',
  },
};
