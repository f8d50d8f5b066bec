import type { signing as Shape } from '../en/signing.ts';

export const signing: typeof Shape = {
  signing: {
    title: 'Firmar la anotación',
    lead: 'Esta anotación se añade para siempre al registro de custodia. Su clave de acceso firma exactamente estas palabras.',
    what: 'Qué',
    when: 'Cuándo',
    place: 'Lugar',
    as: 'Como',
    how: 'Detalles',
    why: 'En sus palabras',
    entry: 'Pieza',
    entryWords: (number, seq) => `${number}, anotación ${seq}`,
    more: (n) => `Con ${n} anotaciones de otras piezas: su dispositivo pregunta por cada una.`,
    line: 'La línea que se firma, a la letra',
    lineHint: 'Su dispositivo firma su SHA-256, junto con la dirección de estas páginas.',
    which: '¿Qué clave de acceso lleva consigo?',
    passkey: 'La clave de acceso',
    addedOn: (date) => `Añadida el ${date}`,
    button: 'Firmar con su clave de acceso',
    failed: 'No funcionó. No se registró nada. Inténtelo de nuevo, o deje que firme el servicio.',
    noScript:
      'Firmar con una clave de acceso requiere JavaScript y un navegador que conozca las claves de acceso. Sin ellos, el servicio firma por usted.',
    byService: 'Dejar que el servicio firme por mí',
    byServiceHint: 'O el servicio lo firma por usted; la anotación lo dice entonces, y también cada informe.',
    again: {
      moved:
        'Alguien actuó sobre esta pieza mientras usted firmaba. No se registró nada. Mire de nuevo, y firme de nuevo',
      expired:
        'Esto quedó abierto más de cinco minutos. No se registró nada. Mire de nuevo, y firme de nuevo',
    },
    unreadable: 'No pudo leerse lo que respondió la clave de acceso. No se registró nada. Firme de nuevo',
    yours: 'Su firma',
    withPasskey: 'Tras la última pregunta, usted firma con su clave de acceso.',
    withoutPasskey:
      'No tiene una clave de acceso que firme, así que el servicio firma por usted, y la anotación lo dice.',
    addPasskey: 'Añadir una clave de acceso',
    signedByYou: 'La firmó usted con su clave de acceso.',
    signedForYou: 'El servicio la firmó por usted.',
  },
};
