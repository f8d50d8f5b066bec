// A request of another State: registered, its documents, and what to look at before it is decided. Draft.
import type { requestIncoming as Shape } from '../en/request-incoming.ts';

export const requestIncoming: typeof Shape = {
  requestIncoming: {
    register: 'Registrar una solicitud recibida',
    notYours: 'Registrar lo que llega no le corresponde',
    whoRegisters:
      'Registra una solicitud que llega el responsable del asunto, un fiscal o un miembro del asunto que tramita las solicitudes del organismo: los plazos corren desde su recepción. Entrégueles lo que ha llegado y diga cuándo y cómo llegó.',
    documentTitle: '¿Ha llegado como documento?',
    documentLabel: 'Documento',
    documentHint:
      'Un PDF, una imagen (PNG o JPEG) o una solicitud en JSON o XML; 32 MB como máximo. Se conserva tal como llegó.',
    documentSend: 'Seguir con el documento',
    noDocument: 'No ha llegado como documento',
    waiting: 'Documentos que esperan ser registrados',
    sentBy: 'Enviado por',
    waitingHere: (n) => `Documentos que esperan ser registrados: ${n}`,
    discard: 'Descartar',
    discardAsk: '¿Por qué no se registra ninguna solicitud a partir de él?',
    discardHint: (name) =>
      `El documento ${name} se elimina. Queda anotado que llegó, quién lo descartó y por qué.`,
    discardedOnes: (n) => `Descartados antes: ${n}`,
    discardWhat: 'por qué',
    discardButton: 'Descartarlo',
    discarded: 'El documento se descartó.',
    choose: 'Elija el documento.',
    kindTitle: '¿Qué tipo de solicitud es?',
    kindHint: 'Sus campos son los de este formulario.',
    isRead: 'El documento lleva sus datos y se toman de él. Lo impreso puede diferir de ellos: compare.',
    isScan: 'No lleva adjuntos datos que un programa pueda leer. Escriba los campos junto al documento.',
    unread: {
      place: 'Lugar en los datos',
      problems: {
        empty: 'El archivo está vacío.',
        tooLarge:
          'Es demasiado grande o se tarda demasiado en leerlo: un documento tiene como máximo 32 MB, y sus datos 16 millones de caracteres.',
        otherKind:
          'Se esperaba un PDF, una imagen (PNG o JPEG) o una solicitud en JSON o XML; este es otro tipo de archivo.',
        brokenPdf: 'Este PDF está dañado o cortado, así que nada de lo adjunto se puede leer.',
        manyAttached:
          'Este PDF lleva adjunta más de una solicitud, y ningún programa puede decir cuál es la buena.',
        brokenData: 'Sus datos están dañados o cortados: no son JSON ni XML completos.',
        otherData: 'Sus datos no son una solicitud como la conoce este programa.',
      },
      sendAnother: 'Pida de nuevo el archivo al remitente, o haga de él un PDF o una imagen y envíelo.',
      typeBeside:
        'Escriba sus campos al lado, y pida de nuevo el archivo al remitente si hacen falta sus datos.',
    },
    capacity: {
      ask: '¿En calidad de qué le llegó la orden?',
      label: 'Recibida como',
      missing:
        'Nadie ha dicho en calidad de qué le llegó la orden, así que no corre ningún plazo propio de esa calidad.',
      notSaid: 'Calidad no indicada',
      say: 'Decir la calidad',
      words: {
        addressee: 'Destinatario; no se notifica a ninguna autoridad',
        addresseeWithNotice: 'Destinatario; se notifica también a una autoridad de ejecución',
        notifiedAuthority: 'Autoridad de ejecución a la que se notifica',
        enforcingAuthority: 'Autoridad de ejecución a la que se pide que la ejecute',
      },
      times: {
        addressee:
          'Establecimiento designado o representante legal del proveedor: los datos salen en 10 días, en una emergencia en 8 horas (art. 10(3) y (4)).',
        addresseeWithNotice:
          'La nombra la sección K: los datos salen al acabar sus 10 días, o en cuanto confirma que no invoca ningún motivo; en una emergencia en 8 horas (art. 10(2) y (4)).',
        notifiedAuthority:
          'Un motivo de denegación se invoca en 10 días, en una emergencia en 96 horas (art. 12(1)).',
        enforcingAuthority: 'Se reconoce o no en 5 días hábiles (art. 16(2)).',
        toKeep:
          'Establecimiento designado o representante legal del proveedor: los datos se conservan 60 días desde la recepción (art. 11(1)).',
      },
    },
    fromTitle: '¿Qué Estado solicita?',
    emergencyHint:
      'Una amenaza para la vida o la seguridad: devuelva primero la llamada, actúe después, los documentos siguen.',
    receivedAt: '¿Cuándo se recibió?',
    receivedHint: 'Según el reloj de quien la recibió. Los plazos corren desde entonces.',
    howKnownAsk: '¿Cómo se sabe que se recibió?',
    theirReference: 'Su propio número',
    chooseState: 'Elija el Estado.',
    languageTitle: '¿En qué idioma está escrita?',
    languageHint:
      'El de lo que figura en sus campos: de él parte una traducción. Si es otro, el idioma en que usted los escribe.',
    language: 'Escrita en',
    urgency: '¿Qué urgencia indica?',
    sayHow: 'Diga cómo se sabe.',
    button: 'Registrar la solicitud',
    documents: 'Documentos',
    document: 'Documento',
    open: 'Abrir',
    none: 'No llegó ningún documento con ella.',
    add: 'Añadir un documento',
    addTitle: '¿Qué documento llegó después?',
    addHint:
      'Los documentos formales, una respuesta, una traducción. PDF, imagen, JSON o XML; 32 MB como máximo.',
    received: 'Recibida',
    howKnown: 'Cómo se sabe',
    from: 'Solicitada por',
    fields: 'Escribir sus campos al lado',
    authenticity: '¿Es auténtica?',
    callBack: 'Llame a un número del directorio, nunca a uno que figure en el mensaje.',
    numbers: 'Números del directorio',
    noNumbers:
      'El directorio no tiene un número confirmado de este Estado. Añada uno de una fuente propia y haga que se confirme.',
    signature:
      'Mire qué dicen las firmas de un PDF, en Documentos: quién consta que firmó y si algo cambió desde entonces.',
    admissibility: '¿Es admisible?',
    standing: (day) => `¿Está en vigor la base jurídica? A ${day}`,
    inForce: { yes: 'En vigor', no: 'No está en vigor', unknown: 'Se ignora si está en vigor' },
    declared: (state) => `Reservas y declaraciones: ${state}`,
    basis: 'Base jurídica',
    wrong: 'Lo que dicen las comprobaciones',
    nothingWrong: 'Las comprobaciones no encuentran nada que falte.',
  },
};
