import type { fixity as Shape } from '../en/fixity.ts';

export const fixity: typeof Shape = {
  fixity: {
    button: 'Leer de nuevo cada byte',
    words: 'Compara lo guardado con lo que se selló, y registra el resultado.',
    overdue: (n, days) =>
      n === 1
        ? `Una pieza de sus asuntos no se ha vuelto a leer desde hace ${days} días`
        : `${n} piezas de sus asuntos no se han vuelto a leer desde hace ${days} días`,
    unread: 'Sin leer desde hace mucho',
    unreadCount: (n, days) => `${n} piezas, desde hace ${days} días`,
    allRead: (days) => `ninguna: todas dentro de ${days} días`,
  },
};
