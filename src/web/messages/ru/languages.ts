import type { languages as Shape } from '../en/languages.ts';

export const languages: typeof Shape = {
  languages: {
    title: 'Язык',
    which: 'На каком языке вы читаете?',
    hint: 'Страницы следуют выбору, где бы вы ни вошли. Написанное людьми и сведения о праве остаются на языке источника.',
    draft: 'Эти тексты — черновик, ещё не проверенный носителем языка.',
    save: 'Использовать этот язык',
    saved: 'Сохранено.',
    change: 'Сменить язык',
  },
};
