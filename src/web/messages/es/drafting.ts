// Redactar una solicitud: listas y lo que falla en ellas, y traer muchas cosas de un archivo.
import type { drafting as Shape } from '../en/drafting.ts';
import { count } from './count.ts';

export const drafting: typeof Shape = {
  drafting: {
    lists: {
      language: (n) => `Idioma ${n}`,
      identifiers: (kinds) =>
        `Uno por línea: el valor, o el tipo, el valor, después port, from y to, separados por comas. Tipos: ${kinds}.`,
      ofOneKind: 'Uno por línea.',
      addresses:
        'Una por línea: la dirección, después port, from y to, como 9.9.9.9, 443, 2026-10-03T21:14:07+02:00',
      hashes: 'Uno por línea, como los escribe sha256sum, o: archivo, algoritmo, resumen.',
      kept: (n) => `Hay ${count(n, 'entrada', 'entradas')}, demasiadas para un campo. Quedan como están.`,
      fromFile: 'Traer de un archivo',
      wrongLines: (n) => `${count(n, 'línea no está bien', 'líneas no están bien')}`,
      line: (n) => `Línea ${n}`,
    },
    lineProblems: {
      sayKind: 'Varios tipos tienen esta forma: escriba el tipo delante.',
      unknownKind: 'No existe ese tipo.',
      otherKind: 'Este campo pide otro tipo.',
      dayAmbiguous: 'Ese día puede leerse de dos maneras. Escriba año, mes, día, por ejemplo 2026-10-05.',
      tooManyCells: 'En esta línea hay más de lo que cabe; solo las direcciones IP tienen puerto y horas.',
      again: 'Ya está.',
      unclosed: 'Aquí se abren comillas que no se cierran.',
      tooMany: 'Hay demasiadas. Esta línea y las siguientes no caben.',
      notDigest: 'Esto no es un archivo con su resumen.',
      sayAlgorithm:
        'Varios algoritmos dan resúmenes de esta longitud: diga cuál, como archivo, algoritmo, resumen.',
      unknownAlgorithm: 'Solo se aceptan SHA-256, SHA-512, SHA3-512 y BLAKE2.',
      weakAlone:
        'MD5 y SHA-1 son demasiado débiles por sí solos: se puede fabricar otro archivo con el mismo resumen. Dé SHA-256.',
      digestLength: 'El resumen no tiene la longitud de su algoritmo.',
      fileNameLength: 'Falta el nombre del archivo o es demasiado largo.',
    },
    persons: {
      person: (n) => `Persona ${n}`,
      role: 'Qué es en el asunto',
      born: 'Nacimiento',
      nationality: 'Nacionalidad',
      location: 'Dónde está',
      another: 'Añadir otra persona',
      roles: {
        suspect: 'sospechosa',
        accused: 'acusada',
        convicted: 'condenada',
        victim: 'víctima',
        witness: 'testigo',
        holder: 'tiene los datos',
        other: 'otra cosa',
      },
    },
    duration: {
      length: 'Duración',
      unit: 'Unidad',
      units: { hour: 'horas', day: 'días', month: 'meses', year: 'años' },
    },
    bring: {
      title: 'Traer muchos a la vez',
      lead: 'Primero se leen todas las líneas. Si una no está bien, no se guarda nada, salvo que usted lo diga. Lo que ya está no se repite.',
      there: (n) => `Ya hay ${count(n, 'entrada', 'entradas')}; lo que traiga se añade.`,
      file: 'Archivo',
      fileHint:
        'CSV o texto en UTF-8, de 1 MB como máximo. La primera línea puede nombrar las columnas: kind, value, port, from, to. Horas: from y to, por ejemplo 2026-10-05 14:20:07 +02:00, o day, time y zone (y end day, end time) en columnas propias.',
      hashFileHint:
        'En UTF-8, de 1 MB como máximo: lo que escribe sha256sum, o CSV con las columnas file, algorithm, digest.',
      button: 'Traer',
      pasteTitle: 'O pegarlos',
      paste: 'Líneas',
      keepRight: 'Guardar las líneas correctas y dejar las demás',
      wrongTitle: 'No se guardó nada',
      wrong: (wrong, right) =>
        `Líneas que no están bien: ${wrong}; líneas correctas: ${right}. Corrija el archivo y tráigalo de nuevo, o guarde solo las correctas.`,
      more: (n) => `y ${count(n, 'línea más', 'líneas más')}`,
      table: 'Líneas que no están bien',
      lineHeading: 'Línea',
      textHeading: 'Qué dice',
      whyHeading: 'Qué falla',
      choose: 'Elija un archivo.',
      empty: 'No hay nada dentro.',
      notText: 'Esto no es texto en UTF-8. Guárdelo como «CSV UTF-8» y tráigalo de nuevo.',
      tooLarge: 'Es mayor de 1 MB. Tráigalo en varios archivos.',
      clear: 'Quitar todo',
    },
    live: {
      right: 'Puede ser correcto.',
      keptAs: (value) => `Se guarda como ${value}.`,
    },
  },
};
