// What is written about a request that is with the other side, or came from there.
import type { followUps as Shape } from '../en/follow-ups.ts';

export const followUps: typeof Shape = {
  followUps: {
    rail: 'الكتابة',
    write: 'الكتابة بشأنه',
    title: (reference) => `ماذا تكتبون بشأن ${reference}؟`,
    carried: (reference) => `المرجع والأطراف والأساس من ${reference}`,
    carriedRecord: (reference) => `ما هو مسجل عن ${reference} وبنوده حيث يسأل عنه النموذج`,
    recorded: (reference) => `هذا كما هو مسجل عن ${reference}. غيّروه إن لم يكن ما تقولونه.`,
    itemsOf: (reference) => `ما يطلبه ${reference}`,
    due: (until) => `مستحق حتى ${until}`,
    written: 'ما كُتب بشأنه',
    about: 'بشأن',
    there: (reference) => `هذا بشأن ${reference}. وما يتغير يُسجل هناك.`,
    open: (reference) => `فتح ${reference}`,
    ask: 'أي طلب في هذه القضية يعني هذا؟',
    hint: 'تقود صفحة كل منهما إلى الأخرى.',
    none: 'لا شيء مما ذكر',
    /** Of the letter of a decision, while that is not recorded of the request. */
    decided: {
      outgoing: {
        refused: 'وصل رفض',
        part: 'وصل رفض جزئي',
        postponed: 'وصل تأجيل',
        conditional: 'وصلت شروط',
        notExecuted: 'وصلت أسباب عدم تنفيذ الأمر (المرفق الثالث)',
        objected: 'وصل اعتراض يستند إلى قانون دولة أخرى (المرفق الثالث)',
        asked: 'وصل سؤال (المرفق الثالث)',
        partial: 'وصلت نتيجة جزئية',
      },
      incoming: {
        refused: 'أُرسل رفض',
        part: 'أُرسل رفض جزئي',
        postponed: 'أُرسل تأجيل',
        conditional: 'أُرسلت شروط',
        notExecuted: 'أُرسلت أسباب عدم تنفيذ الأمر (المرفق الثالث)',
        objected: 'أُرسل اعتراض يستند إلى قانون دولة أخرى (المرفق الثالث)',
        asked: 'أُرسل سؤال (المرفق الثالث)',
        partial: 'أُرسلت نتيجة جزئية',
      },
      notYet: 'لم يُسجَّل ذلك هنا بعد. وإلى أن يُسجَّل يبقى الطلب على حاله وتستمر مهله.',
      record: 'تسجيل القرار',
      recordAnswer: 'تسجيل الجواب',
    },
  },
};
