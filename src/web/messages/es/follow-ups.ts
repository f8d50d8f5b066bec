// What is written about a request that is with the other side, or came from there.
import type { followUps as Shape } from '../en/follow-ups.ts';

export const followUps: typeof Shape = {
  followUps: {
    rail: 'Escribir',
    write: 'Escribir sobre ella',
    title: (reference) => `¿Qué escribe sobre ${reference}?`,
    carried: (reference) => `Referencia, partes y fundamento de ${reference}`,
    written: 'Escrito sobre ella',
    about: 'Sobre',
    there: (reference) => `Trata de ${reference}. Lo que cambia se registra allí.`,
    open: (reference) => `Abrir ${reference}`,
    ask: '¿Sobre qué solicitud de este caso trata?',
    hint: 'La página de una llevará a la otra.',
    none: 'Ninguna de estas',
  },
};
