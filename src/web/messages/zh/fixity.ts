import type { fixity as Shape } from '../en/fixity.ts';

export const fixity: typeof Shape = {
  fixity: {
    button: '重新读取每个字节',
    words: '将存储内容与封存内容比较，并记录结果。',
    overdue: (n, days) => `您的案件中有 ${n} 件证物已 ${days} 天未重新读取`,
    unread: '久未重新读取',
    unreadCount: (n, days) => `${n} 件证物，已 ${days} 天`,
    allRead: (days) => `无：全部在 ${days} 天内读取过`,
  },
};
