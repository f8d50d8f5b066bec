import type { peers as Shape } from '../en/peers.ts';

export const peers: typeof Shape = {
  peers: {
    title: 'Contrapartes de confianza',
    hint: 'Organismos cuyas claves le llegaron por otra vía que sus paquetes.',
    lead: 'Un paquete de una contraparte de confianza se compara con las claves que se guardan aquí. Un administrador las añade; otro las compara una vez más y confirma. Solo entonces cuentan.',
    none: 'Ninguna contraparte todavía. Los paquetes que llegan se comprueban, pero nada dice de quién son sus claves.',
    add: 'Añadir una contraparte',
    ours: 'Nuestras propias claves, para la otra parte',
    agency: 'Organismo',
    state: 'Estado',
    log: 'Registro de custodia',
    standing: 'Situación',
    states: {
      proposed: 'espera a una segunda persona',
      confirmed: 'de confianza',
      withdrawn: 'retirada',
    },
    addedNow: 'Añadida. Contará cuando otro administrador haya comparado las claves y las haya confirmado.',
    confirmedNow: 'Confirmada. Desde ahora los paquetes de este registro se comparan con estas claves.',
    withdrawnNow: 'Retirada. Desde ahora los paquetes de este registro no se comparan con ninguna clave.',
    file: '¿Qué claves recibió?',
    fileHint:
      'El archivo de claves entero (trust.txt) del otro organismo. Tiene líneas que empiezan por log. No debe haber llegado con un paquete.',
    fileFaults: {
      form: 'Esto no es un archivo de claves. Pegue las líneas que empiezan por log y quorum, tal como llegaron',
      tooLarge: 'Es demasiado largo para un archivo de claves de un solo organismo',
      severalLogs: 'Son claves de varios registros. Añada un organismo cada vez',
      noLog: 'Ninguna línea empieza por log',
      own: 'Son sus propias claves. Pegue las del otro organismo',
    },
    there: 'Ya hay una contraparte de este registro. Retírela antes',
    who: '¿De quién son las claves?',
    agencyHint: 'Como figura en sus cartas',
    agencyForm: 'Escriba el nombre del organismo, en 200 caracteres como máximo',
    chooseState: 'Elija un Estado',
    stateForm: 'Elija el Estado del organismo',
    road: '¿Cómo le llegaron?',
    roads: {
      letter: 'Por carta o mensajería',
      meeting: 'En persona, en una reunión',
      callBack: 'Por teléfono, llamando a un número de un directorio',
      network: 'Por una red de puntos de contacto',
      publication: 'De una publicación oficial',
    },
    roadForm: 'Elija cómo le llegaron las claves',
    how: '¿De quién, y cómo exactamente?',
    howHint: 'Por ejemplo: hoja entregada por el jefe de su unidad en nuestra reunión en Suva',
    howForm: 'Diga en 500 caracteres como máximo de quién y cómo',
    receivedOn: '¿Qué día?',
    receivedOnForm: 'Escriba un día que no esté en el futuro',
    save: 'Añadir la contraparte',
    prints: 'Huellas de las claves',
    printsHint:
      'Léanselas por teléfono, línea por línea, a un número que no venga del mensaje que trajo las claves. Cada signo debe ser el mismo.',
    uses: { ed25519: 'Registro, Ed25519', mlDsa44: 'Registro, ML-DSA-44', service: 'Servicio' },
    noService:
      'Con ellas no llegó ninguna clave del servicio. No es un defecto: el registro dice cuál tiene.',
    witnesses: 'Testigos',
    witnessesAsked: (n) =>
      n === 1
        ? 'El archivo nombra un testigo, y los paquetes necesitan lo que pide su quórum'
        : `El archivo nombra ${n} testigos, y los paquetes necesitan lo que pide su quórum`,
    received: 'Cómo llegaron las claves',
    day: 'Recibidas el',
    added: 'Añadida',
    confirmed: 'Confirmada',
    withdrawn: 'Retirada',
    deed: (who, day) => `Por ${who}, el ${day}`,
    keep: 'Guardar el archivo de claves',
    waits:
      'Estas claves no cuentan todavía. Otro administrador debe compararlas con lo que dice el organismo.',
    waitsOwn: 'Usted añadió estas claves. Pida a otro administrador que las compare y confirme.',
    confirm: 'Comparar y confirmar',
    confirmTitle: '¿Cómo comparó estas claves?',
    confirmHint:
      'Las compara usted mismo, no por lo que diga su colega. Por ejemplo: leídas por teléfono con su guardia, número del directorio de la red',
    confirmForm: 'Diga en 500 caracteres como máximo con quién y cómo las comparó',
    confirmButton: 'Las claves son las mismas: confirmar',
    withdraw: 'Retirar esta contraparte',
    withdrawTitle: '¿Por qué se retira esta contraparte?',
    withdrawHint:
      'Por ejemplo: nos dijeron que otra persona puede tener sus claves. Las claves nuevas se añaden entonces como nueva contraparte.',
    withdrawForm: 'Diga por qué, en 500 caracteres como máximo',
    withdrawButton: 'Retirar la contraparte',
    rotation:
      'Cuando el organismo sustituye sus claves según lo previsto, la prueba en sus paquetes lleva de estas claves a las nuevas, y aquí no hay nada que hacer. Cuando dice que otros pueden tener las antiguas, o que se perdieron, retire la contraparte y añada las claves nuevas.',
    oursLead:
      'Entregue esta hoja o el archivo al otro organismo por otra vía que sus paquetes: por carta, en persona o por una red de puntos de contacto.',
    oursHow:
      'Para comparar: llámense a un número que ambos conocían antes y lean las líneas en voz alta. Cada signo debe ser el mismo.',
    oursFile: 'Guardar como archivo (trust.txt)',
    oursPrint: 'Para imprimir esta hoja, use la orden de imprimir de su navegador.',
    oursDay: 'A fecha de',
  },
};
