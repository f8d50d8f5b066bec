import type { fixity as Shape } from '../en/fixity.ts';

export const fixity: typeof Shape = {
  fixity: {
    button: 'Relire chaque octet',
    words: 'Compare ce qui est conservé avec ce qui a été scellé, et enregistre le résultat.',
    overdue: (n, days) =>
      n === 1
        ? `Une pièce de vos affaires n’a pas été relue depuis ${days} jours`
        : `${n} pièces de vos affaires n’ont pas été relues depuis ${days} jours`,
    unread: 'Pas relues depuis longtemps',
    unreadCount: (n, days) => `${n} pièces, depuis ${days} jours`,
    allRead: (days) => `aucune : toutes l’ont été en ${days} jours`,
  },
};
