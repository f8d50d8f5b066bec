// Quién puede saber de lo que llegó en respuesta a una solicitud.
export const resultConfidence = {
  resultConfidence: {
    title: 'Quién puede saber de este resultado',
    ask: '¿Quién puede saber de este resultado?',
    lead: 'Los demás no encuentran rastro de él: ni sus piezas, ni su custodia, ni los paquetes en que salieron, ni un recuento, ni una tarea.',
    choices: {
      asRequest: {
        open: 'Todos los del asunto',
        restricted: 'Todos los que pueden saber de la solicitud',
      },
      named: 'Solo quienes yo nombre',
    },
    namedHint: 'Cuando lo pide el remitente, o alguien correría peligro.',
    follows: {
      open: 'Se ve como todas las pruebas del asunto.',
      restricted: 'Queda reservado a quienes pueden saber de la solicitud.',
    },
    kept: 'Queda reservado a quienes están nombrados.',
    knowers: '¿Quiénes son los únicos que pueden saber de él?',
    knowersHint: 'Entre ellos usted y un responsable del asunto.',
    knowersWrong: 'Nómbrese a sí mismo y a un responsable del asunto',
    until: '¿Hasta qué día? (opcional)',
    untilHint: 'Ese día se pregunta a quienes deciden entre ellos. Nunca se abre por sí solo.',
    untilWrong: 'Indique un día por venir, o ninguno',
    untilLabel: 'Hasta el',
    noUntil: 'No se pregunta a nadie',
    ground: '¿Por qué condición o norma queda reservado?',
    groundHint: 'Por ejemplo: punto 3 de la carta que lo acompañaba. Lo ven quienes pueden saber de él.',
    groundWhat: 'por qué queda reservado',
    groundLabel: 'Condición o norma',
    reason: '¿Por qué se cambia?',
    reasonAtFirst: '¿Por qué queda reservado?',
    reasonWhat: 'por qué',
    held: (exhibit: string) =>
      `Otra persona tiene ${exhibit}, o le fue ofrecida. Haga que se entregue primero, o nombre también a esa persona.`,
    change: 'Cambiar quién puede saber',
    keep: 'Reservarlo a algunos',
    save: 'Guardar',
    toOpen: 'Ponerle fin',
    openAsk: '¿Por qué termina su confidencialidad?',
    openLead: {
      open: 'Entonces lo ven todos los del asunto, con sus piezas.',
      restricted: 'Entonces lo ven todos los que pueden saber de la solicitud, con sus piezas.',
    },
    openButton: 'Ponerle fin',
    unchanged: 'Nada ha cambiado',
    due: (request: string, delivery: number, day: string) =>
      `La entrega ${delivery} en respuesta a ${request} era confidencial hasta el ${day}. Póngale fin, o diga hasta cuándo.`,
    notices: { saved: 'La decisión queda registrada.' },
  },
};
