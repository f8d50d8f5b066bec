import type { requestSending as Shape } from '../en/request-sending.ts';

export const requestSending: typeof Shape = {
  preservationExtension: {
    link: 'Pedir su prórroga',
    carried: (reference) => `La conservación ${reference}, que debe prorrogarse`,
  },
  assurance: {
    reciprocity: 'reciprocidad',
    speciality: 'uso solo para el fin indicado (especialidad)',
    data_protection: 'protección de los datos personales',
    return: 'devolución o destrucción posterior',
    costs: 'asunción de los gastos',
    no_death_penalty: 'sin pena de muerte',
  },
  assuranceAsked: 'Pide garantía de',
  sendingAsked: {
    title: '¿Cómo se enviará?',
    hint: 'La comprobación lo compara con lo que, según consta, acepta quien la recibe.',
    taken: (names) => `Consta: lo acepta ${names}`,
    others: 'Otros medios',
    unknown: 'No consta qué medios acepta: pregúntele antes de enviarla.',
    undecided: 'Aún no está decidido',
    notSaid: 'sin indicar',
    followed: 'la vía de la solicitud a la que sigue',
    choose: 'Elija por qué medio se envía.',
    link: 'Decir cómo se envía',
    act: '¿Por qué medio salió?',
    label: 'Enviada por',
  },
};
