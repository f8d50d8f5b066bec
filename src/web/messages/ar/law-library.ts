import type { lawLibrary as Shape } from '../en/law-library.ts';
import { count } from './count.ts';

export const lawLibrary: typeof Shape = {
  lawLibrary: {
    lead: 'ما كتبته الدول وقررته، وما واجهه آخرون من قبل. وهو موسوم بحيث يُعثر عليه من تدبير أو نوع من البيانات أو مسألة.',
    issue: 'المسألة',
    anyIssue: 'كل مسألة',
    found: (n) => count(n, 'سجل واحد', 'سجلان', 'سجلات', 'سجلا'),
    none: 'لا سجل لهذا. ويعني ذلك أنه غير معروف، لا أنه لا يوجد.',
    from: { law: 'نافذ منذ', case: 'صدر في', strategy: 'اعتُمدت في', lesson: 'من' },
    until: { law: 'أُلغي', case: 'حتى', strategy: 'حتى', lesson: 'حتى' },
    notInForce: 'غير نافذ في ذلك اليوم',
    reference: { law: 'الإحالة', case: 'الرقم', strategy: 'الرقم', lesson: 'الموضع' },
    court: 'المحكمة',
    organisation: 'المنظمة',
    original: 'العنوان بلغته',
    language: 'اللغة',
    text: 'النص',
    evidence: 'الدليل',
    evidenceWords: {
      admitted: 'مقبول',
      excluded: 'مستبعد',
      obtained: 'حُصل عليه',
      refused: 'رفضه الحائز',
      not_decided: 'لم يُبتّ فيه',
      unknown: 'غير معروف',
    },
    saying: {
      facts: 'ما حدث',
      held: 'ما قُضي به',
      cooperation: 'كيف طُلب',
      aim: 'الهدف',
      met: 'ما وُوجه',
      advice: 'ما يفيد',
    },
    provisions: 'الأحكام',
    place: 'الموضع',
    gives: 'ما ينص عليه',
    tags: 'بشأن',
    others: 'واجه آخرون هذا',
  },
};
