// Versiones de una solicitud y sus diferencias; observaciones y cambios propuestos.
import type { review as Shape } from '../en/review.ts';

export const review: typeof Shape = {
  review: {
    versions: {
      title: 'Versiones',
      lead: 'Se guarda cada estado de las respuestas. Una versión muestra lo que cambió.',
      version: 'Versión',
      page: 'Qué se respondió',
      when: 'Guardada',
      who: 'Por',
      begun: 'Inicio',
      nothing: 'No hay diferencias.',
      gone: 'quitado',
      come: 'añadido',
      with: 'Comparar con',
      compare: 'Comparar',
      number: (n) => `Versión ${n}`,
      compared: (a, b) => `De la versión ${a} a la versión ${b}`,
      by: (name, date) => `${name}; ${date}`,
    },
  },
};
