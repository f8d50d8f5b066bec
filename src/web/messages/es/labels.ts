import type { labels as Shape } from '../en/labels.ts';
import { count } from './count.ts';

export const labels: typeof Shape = {
  labels: {
    title: 'Imprimir etiquetas',
    one: 'Imprimir la etiqueta',
    many: 'Imprimir etiquetas',
    lead: (n, sheets) => `${count(n, 'etiqueta', 'etiquetas')} en ${count(sheets, 'hoja', 'hojas')}.`,
    how: 'Imprima esta página en A4, al 100 %, sin márgenes del navegador. Las etiquetas encajan en hojas de 14 (99,1 × 38,1 mm), o en papel normal con tijeras.',
    nothingSecret:
      'Una etiqueta nombra la pieza, el organismo y el asunto solo por su número. Su código lleva a la página de la pieza, que se abre únicamente a miembros del asunto.',
    which: '¿Qué piezas?',
    whichHint: 'Piezas de este asunto, por ejemplo: 1-4, 7',
    whichWrong: (max) => `Indique piezas como 1-4, 7; a lo sumo ${max} a la vez`,
    first: 'Primera etiqueta libre de la hoja',
    firstHint: 'Contada desde arriba a la izquierda, fila por fila: 1 a 14',
    firstWrong: 'Indique un número de 1 a 14',
    show: 'Mostrar estas',
    none: 'No hay tal pieza en este asunto.',
    caseLabel: 'Asunto',
    digest: 'SHA-256',
    code: (number) => `Código que lleva a la pieza ${number}`,
    list: 'Las etiquetas',
  },
};
