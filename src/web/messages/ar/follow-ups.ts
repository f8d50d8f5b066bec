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
  },
};
