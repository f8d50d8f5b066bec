import type { languages as Shape } from '../en/languages.ts';

export const languages: typeof Shape = {
  languages: {
    title: 'Idioma',
    which: '¿En qué idioma lee?',
    hint: 'Las páginas lo siguen dondequiera que entre. Lo que escribieron las personas, y los títulos y nombres de los datos jurídicos, quedan en el idioma de su fuente.',
    draft: 'Estos textos son un borrador, aún no revisado por un hablante nativo.',
    save: 'Usar este idioma',
    saved: 'Guardado.',
    change: 'Cambiar de idioma',
  },
};
