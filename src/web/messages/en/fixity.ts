// Reading stored bytes again.

export const fixity = {
  fixity: {
    button: 'Read every byte again',
    words: 'It compares what is stored with what was sealed, and records the result.',
    overdue: (n: number, days: number) =>
      n === 1
        ? `One exhibit of your cases was not read again for ${days} days`
        : `${n} exhibits of your cases were not read again for ${days} days`,
    unread: 'Not read again for long',
    unreadCount: (n: string, days: number) => `${n} exhibits, for ${days} days`,
    allRead: (days: number) => `none: all within ${days} days`,
  },
};
