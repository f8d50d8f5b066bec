// Letters in other languages, and the translator's desk.
import type { translation as Shape } from '../en/translation.ts';

export const translation: typeof Shape = {
  translation: {
    another: 'На другом языке или для правки',
    letterTitle: 'На каком языке?',
    letterLead:
      'Постоянный текст и названия полей — на выбранном языке. Написанное вами остаётся как есть, пока не переведено.',
    language: 'Язык письма',
    beside: 'Рядом',
    nothingBeside: 'Без второго языка',
    reserved: 'Какой экземпляр?',
    whole: 'С тем, что может читать только исполняющий орган',
    editable: 'Копия для правки (DOCX)',
  },
};
