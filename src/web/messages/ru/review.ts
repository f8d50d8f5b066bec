// Версии просьбы и их различия; замечания и предложенные изменения.
import type { review as Shape } from '../en/review.ts';

export const review: typeof Shape = {
  review: {
    versions: {
      title: 'Версии',
      lead: 'Хранится каждое состояние ответов. Версия показывает, что она изменила.',
      version: 'Версия',
      page: 'На что ответили',
      when: 'Сохранена',
      who: 'Кем',
      begun: 'Начало',
      nothing: 'Различий нет.',
      gone: 'убрано',
      come: 'добавлено',
      with: 'Сравнить с',
      compare: 'Сравнить',
      number: (n) => `Версия ${n}`,
      compared: (a, b) => `От версии ${a} к версии ${b}`,
      by: (name, date) => `${name}, ${date}`,
    },
  },
};
