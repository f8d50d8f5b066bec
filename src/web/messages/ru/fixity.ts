import type { fixity as Shape } from '../en/fixity.ts';
import { count } from './count.ts';

const days = (n: number): string => count(n, 'день', 'дня', 'дней');

export const fixity: typeof Shape = {
  fixity: {
    button: 'Перечитать каждый байт',
    words: 'Сравнивает хранимое с опечатанным и записывает результат.',
    overdue: (n, since) =>
      `${count(n, 'объект', 'объекта', 'объектов')} ваших дел не перечитывали ${days(since)}`,
    unread: 'Давно не перечитывались',
    unreadCount: (n, since) => `объектов: ${n}, уже ${days(since)}`,
    allRead: (within) => `нет: все перечитаны за ${days(within)}`,
  },
};
