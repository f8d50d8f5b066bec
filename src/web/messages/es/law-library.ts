import type { lawLibrary as Shape } from '../en/law-library.ts';
import { count } from './count.ts';

export const lawLibrary: typeof Shape = {
  lawLibrary: {
    lead: 'Lo que los Estados han escrito y decidido, y lo que otros encontraron antes. Etiquetado, para hallarlo desde una medida, un tipo de datos o una cuestión.',
    issue: 'Cuestión',
    anyIssue: 'Toda cuestión',
    found: (n) => count(n, 'ficha', 'fichas'),
    none: 'Ninguna ficha para esto. Eso significa desconocido, no que no la haya.',
    from: { law: 'En vigor', case: 'Decidida', strategy: 'Aprobada', lesson: 'De' },
    until: { law: 'Derogada', case: 'Hasta', strategy: 'Hasta', lesson: 'Hasta' },
    notInForce: 'no en vigor ese día',
    reference: { law: 'Cita', case: 'Número', strategy: 'Número', lesson: 'Dónde' },
    court: 'Tribunal',
    organisation: 'Organización',
    original: 'Título en su propio idioma',
    language: 'Idioma',
    text: 'Texto',
    evidence: 'La prueba',
    evidenceWords: {
      admitted: 'admitida',
      excluded: 'excluida',
      obtained: 'obtenida',
      refused: 'denegada por el tenedor',
      not_decided: 'sin decidir',
      unknown: 'desconocido',
    },
    saying: {
      facts: 'Qué ocurrió',
      held: 'Qué se resolvió',
      cooperation: 'Cómo se pidió',
      aim: 'Objetivo',
      met: 'Qué se encontró',
      advice: 'Qué ayuda',
    },
    provisions: 'Disposiciones',
    place: 'Dónde',
    gives: 'Qué dice',
    tags: 'Sobre',
    others: 'A otros les ocurrió',
  },
};
