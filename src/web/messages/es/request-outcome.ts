// How a request ends, and what is looked at before: restrictions, certificate, costs, what the other side is told.
import type { requestOutcome as Shape } from '../en/request-outcome.ts';

export const requestOutcome: typeof Shape = {
  requestOutcome: {
    noRestriction: 'No se impuso ninguna restricción',
    title: 'Cómo terminó',
    noCertificate: (why: string) => `Sin certificado: ${why}`,
    costLine: (amount: string, bearer: string) => `${amount}, ${bearer}`,
    asks: {
      restrictions: '¿No se impuso ninguna restricción para estas pruebas?',
      costs: '¿Hubo gastos?',
      costAmount: '¿Cuánto y en qué moneda?',
      costBearer: '¿Quién paga los gastos?',
      feedback: '¿Fue útil lo que llegó?',
      feedbackWords: '¿Qué les dice al respecto?',
      certificate: '¿Lo acompañaba un certificado?',
      certificateWhat: '¿Qué certificado es?',
      certificateNone: '¿Por qué no hay certificado?',
      assignedTo: '¿A quién se asigna?',
      order: '¿Por qué no hace falta una orden interna?',
      early: '¿Cómo confirmó la autoridad notificada que no invoca ningún motivo?',
      checked: '¿Por qué se puede confiar en ello?',
    },
    labels: {
      restrictions: 'Restricciones',
      costs: 'Gastos',
      costAmount: 'Importe',
      costBearer: 'A cargo de',
      feedback: 'Útil',
      feedbackWords: 'Lo que se les dice',
      certificate: 'Certificado',
      certificateWhat: 'Qué certificado',
      certificateNone: 'Por qué no lo hay',
      assignedTo: 'Asignada a',
      order: 'Por qué no hace falta una orden',
      early: 'Cómo lo confirmó',
    },
    hints: {
      restrictions: (list: string) => `No llevan ninguna: ${list}`,
      costAmount: 'Cifras y las tres letras de la moneda, como 1200.50 EUR',
      certificateWhat:
        'Un certificado de registros comerciales, el formulario del tratado, el sello del tribunal, con su fecha, y la prueba si lo es',
    },
    cost: {
      none: 'Sin gastos',
      some: 'Hubo gastos',
    },
    bearers: {
      asking: 'el Estado requirente',
      asked: 'el Estado requerido',
      provider: 'el proveedor',
      shared: 'ambos, en parte',
    },
    use: {
      yes: 'Útil',
      partly: 'En parte',
      no: 'No fue útil',
      none: 'Nada que decirles',
    },
    certificates: {
      came: 'Hay uno',
      none: 'No hay',
    },
  },
};
