import type { evidenceFilter as Shape } from '../en/evidence-filter.ts';

export const evidenceFilter: typeof Shape = {
  evidenceFilter: {
    title: 'Отбор',
    text: 'Что это, или номер',
    all: 'Все',
    from: 'Принято в этот день или позже',
    until: 'Принято в этот день или раньше',
    show: 'Показать эти',
    clear: 'Показать все',
    none: 'Ничего не подходит.',
    across: 'Доказательства всех ваших дел',
    states: { intact: 'Цел', failed: 'Проверка не пройдена' },
    holders: { me: 'Вы', store: 'Хранилище доказательств' },
  },
};
