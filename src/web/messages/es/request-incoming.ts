// A request of another State: registered, its documents, and what to look at before it is decided. Draft.
import type { requestIncoming as Shape } from '../en/request-incoming.ts';

export const requestIncoming: typeof Shape = {
  requestIncoming: {
    register: 'Registrar una solicitud recibida',
    documentTitle: '¿Ha llegado como documento?',
    documentLabel: 'Documento',
    documentHint:
      'Un PDF, una imagen (PNG o JPEG) o una solicitud en JSON o XML; 32 MB como máximo. Se conserva tal como llegó.',
    documentSend: 'Seguir con el documento',
    noDocument: 'No ha llegado como documento',
    choose: 'Elija el documento.',
    kindTitle: '¿Qué tipo de solicitud es?',
    kindHint: 'Sus campos son los de este formulario.',
    isRead: 'El documento lleva sus datos y se toman de él. Lo impreso puede diferir de ellos: compare.',
    isScan: 'No lleva adjuntos datos que un programa pueda leer. Escriba los campos junto al documento.',
    isUnreadable: 'Lleva adjuntos datos que no se pueden tomar. Escriba los campos junto al documento.',
    fromTitle: '¿Qué Estado solicita?',
    emergencyHint:
      'Una amenaza para la vida o la seguridad: devuelva primero la llamada, actúe después, los documentos siguen.',
    receivedAt: '¿Cuándo se recibió?',
    receivedHint: 'Según el reloj de quien la recibió. Los plazos corren desde entonces.',
    receiptTitle: 'Revísela una vez más y regístrela',
    howKnownAsk: '¿Cómo se sabe que se recibió?',
    theirReference: 'Su propio número',
    chooseState: 'Elija el Estado.',
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
    fields: 'Sus campos',
    authenticity: '¿Es auténtica?',
    callBack: 'Llame a un número del directorio, nunca a uno que figure en el mensaje.',
    numbers: 'Números del directorio',
    noNumbers:
      'El directorio no tiene un número confirmado de este Estado. Añada uno de una fuente propia y haga que se confirme.',
    signature:
      'Si el documento está firmado, compruebe la firma con los medios de su autoridad y anote el resultado. Este programa no la comprueba.',
    admissibility: '¿Es admisible?',
    basis: 'Base jurídica',
    wrong: 'Lo que dicen las comprobaciones',
    nothingWrong: 'Las comprobaciones no encuentran nada que falte.',
  },
};
