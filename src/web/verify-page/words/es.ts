// The checker in Spanish. A draft, not yet checked by a native speaker (docs/terms.md).
import type { ReportWords } from '../../../verify/report-words.ts';
import type { PageMessages } from '../page-messages.ts';

export const reportEs: ReportWords = {
  language: 'es',
  direction: 'ltr',
  units: ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'],
  checkTitles: {
    entries: 'Archivos y nombres',
    bag: 'Lista de archivos',
    payload: 'Pruebas',
    tagFiles: 'Documentos adjuntos',
    packageNote: 'Sello del paquete',
    keys: 'Claves',
    trust: 'Claves en las que usted confía',
    checkpoint: 'Cabeza del registro',
    witnesses: 'Testigos',
    events: 'Eventos de custodia',
    proofs: 'Eventos en el registro',
    chains: 'Orden de los eventos',
    heads: 'Nada omitido',
    enrolments: 'Derecho a firmar',
    exhibits: 'Pruebas y eventos',
    request: 'Solicitud tal como se firmó',
    details: 'Textos privados',
    conditions: 'Condiciones de uso',
    timestamps: 'Sellos de tiempo',
  },
  checks: {
    entries: 'archivos: {files}, {bytes}; sin enlaces ni nombres peligrosos',
    bag: 'pruebas: {payloadFiles}, documentos adjuntos: {tagFiles}; cada uno está en la lista y en su sitio',
    payload: 'archivos: {files}, {bytes}; cada SHA-256 es correcto',
    tagFiles: 'archivos: {files}; cada SHA-256 es correcto',
    packageNote: 'firmado por el servicio que lo hizo; cubre cada byte',
    keys: 'las dos claves del registro, la del servicio y la política concuerdan',
    keysChanged: 'claves del registro sustituidas: {changes}',
    trust: 'las claves del registro son las de su archivo de confianza',
    trustOne: 'una de las claves del registro está en su archivo de confianza, y es la misma',
    trustFollowed:
      'su archivo de confianza nombra claves anteriores, que llevaron a estas; cambios previstos: {changes}',
    checkpoint: 'eventos en el registro: {logSize}; ambas firmas son correctas',
    witnesses: 'cofirmas: {witnesses}, como pide la política',
    witnessesNone: 'ninguno, y la política no pide ninguno',
    events: 'eventos: {events}, cada uno firmado ({signers})',
    byOfficers: 'por su funcionario: {byOfficers}',
    forOfficers: 'por el servicio en nombre de un funcionario: {forOfficers}',
    byService: 'por el servicio: {own}',
    proofs: 'cada uno lleva a la cabeza del registro',
    chains: 'series: {items}, cada una sin huecos',
    heads: 'declaraciones del custodio: {heads}; ningún evento omitido',
    enrolments: 'claves: {keys}, cada una inscrita antes de firmar',
    exhibits: 'piezas: {exhibits}, como dicen los eventos',
    request:
      'versión {version}: la carta, los datos y la firma con clave de acceso corresponden al evento del registro',
    details: '{details}, tal como los eventos los vincularon',
    detailsWithheld: '{details}, como se vincularon; no entregados: {withheld}',
    conditions: '{conditions}, las mismas que en los eventos',
    conditionsNone: 'ninguna; los eventos no enuncian ninguna',
    timestamps: 'sobre esta cabeza: {tokens}; de una autoridad en la que usted confía: {trusted}',
    timestampsNone: 'ninguno',
    failed: 'no se sostiene',
    notChecked: 'no comprobado aquí: falta un algoritmo',
    noTrust: 'nada con que comparar: no se dio un archivo de confianza con claves',
  },
  verdicts: {
    valid: 'Este paquete está entero, y cada firma y cada prueba que contiene se sostiene.',
    uncompared:
      'Este paquete está entero, y cada firma y cada prueba que contiene se sostiene. No se compararon las claves de quien lo envía.',
    invalid: 'Este paquete no se sostiene. No se fíe de él.',
    notChecked: 'No se pudo comprobar hasta el final. Trate el paquete como no comprobado.',
  },
  withoutTrust: 'No se comprobó de quién son estas claves: no se dio un archivo de confianza con claves.',
  headings: { established: 'Lo que esto muestra', notEstablished: 'Lo que esto no muestra' },
  faultWords: {
    unreadable:
      'No se pudo abrir como paquete, o no se pudo leer. Elija la carpeta que contiene la carpeta del paquete y package.note, o un zip de ambas; si el soporte falla, tome otra copia.',
    limitExceeded: 'Es mayor o más profundo que cualquier paquete honesto. No se leyó nada más.',
    unsafeName: 'Un nombre podría sobrescribir otros archivos o engañarle. No lo descomprima.',
    unsafeEntry: 'Contiene un enlace o un dispositivo, lo que un paquete nunca tiene. No lo copie.',
    unsafeArchive: 'El archivo zip no tiene la forma sencilla de un paquete.',
    bagInvalid: 'Sus listas de archivos no tienen la forma requerida.',
    fetchRefused: 'Pide descargar archivos. Un paquete está entero por sí mismo.',
    fileMissing: 'Falta un archivo. Pida el paquete de nuevo.',
    fileUnlisted: 'Hay un archivo del que nadie responde. Pida el paquete de nuevo.',
    fileChanged: 'Un archivo no es el que se entregó. Pida el paquete de nuevo y conserve este.',
    noteInvalid: 'Un documento firmado no tiene la forma requerida.',
    keyInvalid: 'Una clave no es lo que dice ser.',
    keyUntrusted:
      'Está firmado con una clave distinta de aquella en la que usted confía. Llame al remitente a un número que ya tenga.',
    signatureMissing: 'Falta una firma requerida.',
    signatureWrong: 'Una firma no es la del texto bajo el que está.',
    checkpointInvalid: 'La cabeza del registro no tiene la forma requerida, o es de otro registro.',
    quorumMissing: 'Demasiado pocos testigos cofirmaron el registro.',
    proofInvalid: 'Un evento no está en el registro que se firmó.',
    tileInvalid: 'Una parte del registro no es lo que dice el árbol.',
    policyInvalid: 'La política no concuerda con las claves, o no tiene la forma requerida.',
    eventInvalid: 'Un evento de custodia no tiene la forma requerida.',
    chainBroken: 'Un evento se omitió, se repitió o se puso en otro lugar.',
    chainIncomplete: 'Hay menos o más eventos de los que declaró el custodio.',
    keyNotEnrolled: 'Firmó una clave que no tenía derecho a hacerlo.',
    exhibitMismatch: 'Las pruebas no son lo que dicen los eventos de custodia.',
    requestMismatch:
      'La solicitud no es la que se firmó, o el registro no tiene lo que se firmó. Pida de nuevo la prueba al remitente.',
    detailMismatch: 'Un texto privado no es aquel al que se vinculó el evento.',
    timestampInvalid: 'Un sello de tiempo está dañado, es sobre otra cosa, o su certificado no se sostiene.',
    notCheckedHere:
      'A este programa le falta un algoritmo. Compruebe con un navegador más nuevo, o a mano con OpenSSL 3.5.',
  },
  faultLine: '{place}: se esperaba {expected}; se halló {found}.',
  statements: {
    unchanged:
      'Los archivos de prueba ({files}, {bytes}) son byte por byte aquellos con los que se hizo este paquete.',
    sealed: 'El paquete lo hizo el servicio del registro {origin}, clave {fingerprint}.',
    logged:
      'Los eventos ({events}) de las piezas ({exhibits}) y de las claves usadas están en ese registro de {size} eventos, cuya cabeza está firmada.',
    complete:
      'Ningún evento de estas piezas se cambió, se movió ni se omitió en medio, y hay tantos como declaró el custodio en esa cabeza del registro.',
    signedByOfficers:
      'Eventos firmados por el funcionario que actuó, con una clave inscrita antes: {events} (claves de acceso, en un dispositivo que conocía a la persona: {passkeys}).',
    sameAsEvents:
      'Lo que se tiene por prueba es lo que los eventos dicen que se adquirió o recibió (piezas: {exhibits}).',
    requestAuthorised:
      '{person} ({role}) firmó la versión {version} de {reference} con una clave de acceso a las {at}: exactamente la carta con SHA-256 {letter} y los datos adjuntos. Es el evento {index} del registro.',
    requestComplete:
      'Todos los eventos de esta solicitud y de las claves usadas están aquí, y su número es el que el remitente declaró en esa cabeza del registro.',
    requestStands: 'Hasta esa cabeza del registro nadie había retirado esta autorización.',
    requestEnded:
      'LA AUTORIZACIÓN TERMINÓ con el evento {index} del registro ({cause}). No actúe conforme a esta carta; pregunte al remitente.',
    requestPerson:
      'Que la persona tenga el cargo que dice la carta, o que la ley permita esta solicitud: de eso responde el remitente. Lo que es solo para el expediente del remitente está vinculado por su huella y no está aquí.',
    trusted: 'El registro {origin} es el que nombra su archivo de confianza.',
    keysFollowed:
      'El registro sustituyó sus claves según lo previsto desde su archivo de confianza (cambios: {changes}); cada vez las claves antiguas firmaron por las nuevas. Pida el nuevo archivo de confianza.',
    witnessed:
      'Otras autoridades cofirmaron el registro, de modo que tiene una sola historia para todas: {names}.',
    stamped: '{authority} vio esta cabeza del registro a más tardar a las {time}.',
    notChecked:
      'Las firmas de {algorithms}: a este programa le falta el algoritmo, así que no se llama válido al paquete.',
    whoseKeys:
      'Que estas claves{too} son de las autoridades que nombran. Compare sus huellas con una lista que llegó por otra vía, o compruebe de nuevo con un archivo de confianza.',
    andWitnesses: ', y las de sus testigos ({witnesses}),',
    keyNotNamed:
      'Que la clave {algorithm} del registro es de la autoridad: su archivo de confianza no la nombra.',
    oldKeysNotTrusted:
      'Lo que lleva solo las claves anteriores de {origin}: en el evento {index} el registro las sustituyó porque quizá las tenga otra persona. No se fíe de nada firmado con ellas que usted no tuviera ya.',
    noWitnesses:
      'Que otros vieron el mismo registro: aquí no cuenta ningún testigo, y su dueño podría haber mostrado otro en otra parte.',
    noStamps:
      'Cuándo fue a más tardar, visto desde fuera: no hay sello de tiempo. Todas las horas son las del reloj del remitente.',
    stampNotTrusted:
      'Que {authority} sea una autoridad en la que usted confía para la hora {time}: su sello se sostiene, pero su raíz no llegó por otra vía.',
    clockWentBack:
      'Que las horas registradas sean correctas: en el evento {index} el reloj va por detrás del evento anterior. Lo que cuenta es el orden del registro.',
    signedForOfficers:
      'Quién actuó en los eventos firmados por el servicio en nombre de un funcionario ({events}): solo el servicio lo dice.',
    whatOfficersSaw:
      'Lo que mostraba la pantalla de un funcionario: una clave de acceso muestra que esta persona confirmó este mismo evento, en la página del remitente.',
    withheld: 'Lo que dicen los textos privados no entregados o borrados por orden ({details}).',
    destroyed: 'Qué era {number}: sus bytes se destruyeron por orden, sus eventos permanecen.',
    forPeople:
      'Que report.pdf, case.jsonld y CHECK.txt digan lo mismo que los eventos: no han cambiado, pero son para leer.',
    later: 'Lo que ocurrió después del evento {size} del registro.',
    trueWhenSeized: 'Que los datos fueran verdaderos al incautarlos, ni quién los escribió.',
    toldTheTruth:
      'Que una persona dijera la verdad en un evento. Muestra quién declaró qué, y que nada cambió desde entonces.',
  },
};

export const pageEs: PageMessages = {
  fixed: {
    title: 'Comprobar un paquete de pruebas',
    section: 'Comprobar un paquete',
    language: 'Idioma',
    lead: 'Averigua si un paquete de pruebas electrónicas está entero, quién responde de él y qué le ha ocurrido.',
    private: 'Nada sale de este ordenador. La página no necesita red, no envía nada y no guarda nada.',
    choose: '2. El paquete',
    drop: 'Suelte aquí el paquete',
    dropHint: 'La carpeta que contiene la carpeta del paquete y package.note, o un archivo zip de ambas.',
    chooseFolder: 'Elegir una carpeta',
    chooseZip: 'Elegir un archivo zip',
    trust: '1. Claves en las que usted confía, si las tiene',
    trustHint:
      'Un archivo de confianza llega por otra vía que el paquete: el contacto del tratado, la red 24/7, un boletín oficial. Sin él la página puede decir que el paquete está entero, pero no de quién es.',
    chooseTrust: 'Elegir un archivo de confianza',
    checks: 'Las comprobaciones',
    proof: 'Prueba',
    exhibits: 'Qué contiene',
    again: 'Comprobar otro paquete',
    print: 'Imprimir este resultado',
    noScript:
      'Esta página necesita JavaScript: las comprobaciones se hacen aquí, en su ordenador. Sin él, compruebe a mano con sha256sum y OpenSSL.',
    progress: 'Comprobando el paquete',
    draft: 'Esta traducción es un borrador aún sin revisar. Prevalece el texto inglés.',
  },
  checking: (done, total) => `Leído: ${done} de ${total}`,
  outcomes: {
    passed: 'se sostiene',
    failed: 'no se sostiene',
    notChecked: 'no comprobado',
    notShown: 'no mostrado',
  },
  tags: {
    valid: 'Se sostiene',
    invalid: 'No se sostiene',
    uncompared: 'Se sostiene; claves sin comparar',
    notChecked: 'No comprobado',
  },
  exhibitLead: (files, size, events) => `Archivos: ${files}, ${size} · eventos: ${events}, sin huecos`,
  destroyedLead: (events) => `Destruida por orden; sus eventos permanecen: ${events}, sin huecos`,
  limited: 'El uso está limitado.',
  recorded: (time) => `registrado ${time} UTC`,
  signers: {
    officer: 'firmado por este funcionario',
    serviceForOfficer: 'firmado por el servicio en nombre de este funcionario',
    service: '',
  },
  authorities: {
    warrant: 'mandamiento',
    order: 'orden',
    request: 'solicitud',
    consent: 'consentimiento de',
    law: '',
    other: '',
  },
  to: (organisation) => `a ${organisation}`,
  from: (log, item) => `de ${item} en ${log}`,
  facts: {
    log: 'Registro',
    size: 'Eventos que contiene',
    root: 'Raíz',
    logKeys: 'Claves del registro',
    serviceKey: 'Clave del servicio',
    witnesses: 'Cofirmado',
    timestamps: 'Con sello de tiempo',
    none: 'ninguno',
    seal: 'Sello',
  },
  fault: { place: 'Dónde', expected: 'Se esperaba', found: 'Se halló' },
  more: (count) => `Mostrar los demás (${count})`,
  trustChosen: (name) => `Archivo de confianza: ${name}`,
  trustRefused: (why) => `Este archivo de confianza no sirve. ${why}`,
  broken: (why) =>
    `Este navegador no pudo hacer la comprobación: ${why}. Pruebe uno más nuevo, o compruebe a mano.`,
};
