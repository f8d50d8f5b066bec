import type { derived as Shape } from '../en/derived.ts';

export const derived: typeof Shape = {
  derived: { title: 'Производные объекты' },
};
