// Law: taking in what a depositary publishes, and taking along what is published here. A draft: not yet read by a native speaker.
export const lawImport = {
  lawImport: {
    title: 'Comparar con un depositario',
    lead: 'Entregue el archivo tal como lo publica el depositario. Se compara con lo publicado aquí; cada diferencia pasa a ser una propuesta para un segundo editor. Nada cambia por sí solo.',
    ask: {
      format: '¿Qué archivo es?',
      instrument: '¿De qué tratado o acto es?',
      day: '¿Qué día se descargó?',
      celex: '¿Qué número tiene el acto en EUR-Lex?',
    },
    format: 'Qué es',
    formatWords: {
      untc: 'Estado de un tratado, XML de la Colección de Tratados de las Naciones Unidas',
      chart: 'Cuadro de firmas y ratificaciones, CSV (Consejo de Europa)',
      eurlex: 'Ficha de un acto, XML de EUR-Lex',
    },
    day: 'Día de la descarga',
    dayHint: 'El día del que habla su fuente',
    dayAhead: 'Ese día aún no ha llegado',
    celex: 'Número CELEX',
    celexHint: 'El número CELEX, por ejemplo 32023R1543',
    celexWrong: 'Escriba el número como lo escribe EUR-Lex, por ejemplo 32023R1543',
    file: 'El archivo del depositario',
    read: 'Leerlo',
    unread: {
      notSuch: (format: string) =>
        `El archivo está dañado, o no es esto: ${format}. Descárguelo de nuevo tal como es.`,
      state: (name: string) =>
        `Nombra un Estado de un modo que no se conoce: ${name}. Corrija el archivo, o pida que se añada el nombre.`,
      documentType:
        'El archivo declara un tipo de documento (DOCTYPE), que nunca se lee: puede ocultar un texto que no figura en él. Dé el archivo sin esa declaración.',
      tooLarge: 'El archivo es demasiado grande. Dé el de un solo tratado o acto.',
    },
    seenTitle: (instrument: string) => `${instrument}: lo que dice el depositario`,
    from: 'Archivo',
    sha256: 'Huella SHA-256 del archivo',
    what: {
      new: 'Nuevo',
      changed: 'Cambiado',
      confirmed: 'De memoria aquí, confirmado allí',
      gone: 'Inscrito aquí, allí no',
    },
    goneHint:
      'Que el archivo no lo incluya muestra que dos fuentes discrepan, nada más. Se propone como discutido.',
    formUnconfirmed:
      'La forma de este archivo no se ha comparado con una descarga actual de la Oficina de Tratados. Revise bien lo que se lee.',
    unclear:
      'El archivo dice algo de estos Estados entre corchetes, que solo una persona puede leer. Mire la página del depositario e introdúzcalos a mano:',
    same: 'Nada difiere de lo publicado aquí.',
    here: 'Aquí',
    there: 'Allí',
    choose: 'Proponer',
    isProposed: 'ya propuesto',
    propose: 'Proponer lo elegido',
    proposed: (n: number) => `Propuestos: ${n}`,
    refused: (n: number) => `Rechazados por los controles: ${n}`,
    export: 'Llevárselo',
    exportHint:
      'Lo publicado, como archivos: YAML para editar, CSV para hojas de cálculo, JSON y JSON-LD para otros sistemas.',
  },
};
