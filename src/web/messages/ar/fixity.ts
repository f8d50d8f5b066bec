import type { fixity as Shape } from '../en/fixity.ts';
import { count } from './count.ts';

const days = (n: number): string => count(n, 'يوم واحد', 'يومين', 'أيام', 'يوما');

export const fixity: typeof Shape = {
  fixity: {
    button: 'إعادة قراءة كل بايت',
    words: 'يقارن المحفوظ بما خُتم، ويسجل النتيجة.',
    overdue: (n, since) =>
      `${count(n, 'دليل واحد من قضاياك لم تُعد قراءته', 'دليلان من قضاياك لم تُعد قراءتهما', 'أدلة من قضاياك لم تُعد قراءتها', 'دليلا من قضاياك لم تُعد قراءتها')} منذ ${days(since)}`,
    unread: 'لم تُعد قراءتها منذ مدة طويلة',
    unreadCount: (n, since) => `عدد الأدلة: ${n}، منذ ${days(since)}`,
    allRead: (within) => `لا شيء: قُرئت كلها خلال ${days(within)}`,
  },
};
