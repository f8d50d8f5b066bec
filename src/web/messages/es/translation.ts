// Letters in other languages, and the translator's desk.
import type { translation as Shape } from '../en/translation.ts';

export const translation: typeof Shape = {
  translation: {
    another: 'En otro idioma, o para modificar',
    letterTitle: '¿En qué idioma?',
    letterLead:
      'Las palabras fijas y los rótulos siguen el idioma. Lo que usted escribió queda igual hasta que se traduzca.',
    language: 'Idioma de la carta',
    beside: 'Al lado',
    nothingBeside: 'Ningún otro idioma',
    reserved: '¿Qué ejemplar?',
    whole: 'Con lo que solo la autoridad de ejecución puede leer',
    editable: 'Una copia para modificar (DOCX)',
  },
};
