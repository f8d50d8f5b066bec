// Quién puede saber que existe una solicitud, o de lo que llegó en respuesta.
export const confidence = {
  confidence: {
    title: { request: 'Quién puede saber', result: 'Quién puede saber de este resultado' },
    ask: {
      request: '¿Quién puede saber de esta solicitud?',
      result: '¿Quién puede saber de este resultado?',
    },
    lead: {
      request:
        'Los demás del asunto no encuentran rastro de ella: ni en una lista, ni en un recuento, ni en un aviso. Lo que llega en respuesta también queda reservado a ellos.',
      result:
        'Los demás no encuentran rastro de él: ni sus piezas, ni su custodia, ni los paquetes en que salieron, ni un recuento, ni una tarea.',
    },
    onceKept: 'Una vez reservado',
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
    kept: {
      request: 'Queda reservada a quienes están nombrados.',
      result: 'Queda reservado a quienes están nombrados.',
    },
    knowers: {
      request: '¿Quiénes son los únicos que pueden saber de ella?',
      result: '¿Quiénes son los únicos que pueden saber de él?',
    },
    knowersHint: 'Entre ellos usted y un responsable del asunto.',
    knowersWrong: 'Nómbrese a sí mismo y a un responsable del asunto',
    until: '¿Hasta qué día? (opcional)',
    untilHint: {
      request: 'Ese día se pregunta a quienes deciden entre ellos. Nunca se abre por sí sola.',
      result: 'Ese día se pregunta a quienes deciden entre ellos. Nunca se abre por sí solo.',
    },
    untilWrong: 'Indique un día por venir, o ninguno',
    untilLabel: 'Hasta el',
    noUntil: 'No se pregunta a nadie',
    ground: '¿Por qué condición o norma queda reservado?',
    groundHint: 'Por ejemplo: punto 3 de la carta que lo acompañaba. Lo ven quienes pueden saber de él.',
    groundWhat: 'por qué queda reservado',
    groundLabel: 'Condición o norma',
    reason: '¿Por qué se cambia?',
    reasonAtFirst: { request: '¿Por qué queda reservada?', result: '¿Por qué queda reservado?' },
    reasonWhat: 'por qué',
    held: (exhibit: string) =>
      `Otra persona tiene ${exhibit}, o le fue ofrecida. Haga que se entregue primero, o nombre también a esa persona.`,
    change: 'Cambiar quién puede saber',
    keep: { request: 'Reservarla a algunos', result: 'Reservarlo a algunos' },
    save: 'Guardar',
    toOpen: 'Ponerle fin',
    openAsk: '¿Por qué termina su confidencialidad?',
    openLead: {
      request: 'Entonces la conocen todos los del asunto que ven solicitudes.',
      result: {
        open: 'Entonces lo ven todos los del asunto, con sus piezas.',
        restricted: 'Entonces lo ven todos los que pueden saber de la solicitud, con sus piezas.',
      },
    },
    openButton: 'Ponerle fin',
    unchanged: 'Nada ha cambiado',
    due: {
      withoutLead: (request: string) =>
        `Ningún responsable del caso conoce ya ${request}, o lo que llegó en respuesta. Designe a uno.`,
      request: (request: string, day: string) =>
        `La confidencialidad de ${request} duraba hasta el ${day}. Ábrala, o diga hasta cuándo.`,
      result: (request: string, delivery: number, day: string) =>
        `La entrega ${delivery} en respuesta a ${request} era confidencial hasta el ${day}. Póngale fin, o diga hasta cuándo.`,
    },
    notices: { saved: 'La decisión queda registrada.' },
    tag: 'Confidencial',
    open: 'La conocen todos los del asunto que ven solicitudes.',
    who: 'Quién lo sabe',
    why: 'Por qué',
    history: 'Qué se decidió',
    acts: {
      restricted: 'Confidencialidad decidida',
      named: 'Nombrado',
      removed: 'Retirado',
      extended: 'Confidencialidad cambiada',
      opened: 'Confidencialidad levantada',
    },
    when: 'Cuándo',
    by: 'Por',
    what: 'Qué',
  },
};
