// What is written about a request that is with the other side, or came from there.
import type { followUps as Shape } from '../en/follow-ups.ts';

export const followUps: typeof Shape = {
  followUps: {
    rail: 'Escribir',
    write: 'Escribir sobre ella',
    title: (reference) => `¿Qué escribe sobre ${reference}?`,
    carried: (reference) => `Referencia, partes y fundamento de ${reference}`,
    carriedRecord: (reference) =>
      `Lo que consta de ${reference} y de sus puntos, donde el formulario lo pide`,
    recorded: (reference) =>
      `Figura aquí tal como consta de ${reference}. Cámbielo si no es lo que usted dice.`,
    itemsOf: (reference) => `Lo que pide ${reference}`,
    due: (until) => `pendiente hasta ${until}`,
    written: 'Escrito sobre ella',
    about: 'Sobre',
    there: (reference) => `Trata de ${reference}. Lo que cambia se registra allí.`,
    open: (reference) => `Abrir ${reference}`,
    ask: '¿Sobre qué solicitud de este caso trata?',
    hint: 'La página de una llevará a la otra.',
    none: 'Ninguna de estas',
  },
};
