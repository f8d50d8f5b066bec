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
    /** Of the letter of a decision, while that is not recorded of the request. */
    decided: {
      outgoing: {
        refused: 'Ha llegado una denegación',
        part: 'Ha llegado una denegación parcial',
        postponed: 'Ha llegado un aplazamiento',
        conditional: 'Han llegado condiciones',
        notExecuted: 'Han llegado motivos para no ejecutar la orden (anexo III)',
        objected: 'Ha llegado una objeción basada en el Derecho de otro Estado (anexo III)',
        asked: 'Ha llegado una pregunta (anexo III)',
        partial: 'Ha llegado un resultado parcial',
      },
      incoming: {
        refused: 'Se envió una denegación',
        part: 'Se envió una denegación parcial',
        postponed: 'Se envió un aplazamiento',
        conditional: 'Se enviaron condiciones',
        notExecuted: 'Se enviaron motivos para no ejecutar la orden (anexo III)',
        objected: 'Se envió una objeción basada en el Derecho de otro Estado (anexo III)',
        asked: 'Se envió una pregunta (anexo III)',
        partial: 'Se envió un resultado parcial',
      },
      notYet:
        'Aún no consta aquí. Hasta que conste, la solicitud sigue como estaba y sus plazos siguen corriendo.',
      record: 'Registrar la decisión',
      recordAnswer: 'Registrar la respuesta',
    },
  },
};
