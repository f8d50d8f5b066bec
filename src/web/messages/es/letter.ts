// The fixed words of a letter. What is put in stands as it was typed.
import type { letter as Shape } from '../en/letter.ts';

export const letter: typeof Shape = {
  letter: {
    notice: {
      recalled: 'Este formulario aún no se ha comparado con el texto oficial.',
      contributed:
        'Este formulario fue aportado por un tercero y aún no se ha comparado con el texto oficial.',
      disputed: 'El contenido de este formulario es objeto de controversia.',
      editorial: 'Ninguna ley prescribe este formulario; sigue las buenas prácticas.',
      template: (name, item) =>
        `Comparado con el modelo ${name} hasta el punto ${item}; lo que sigue aún no se ha comparado con él.`,
      translated: (from: string) =>
        `El texto libre se redactó en ${from} y aquí está traducido; se indica lo que no está traducido. El original figura en los datos de la solicitud.`,
      forceUnknown: (reason) =>
        `Al redactarse, no constaba si este instrumento está en vigor para ambos Estados. Se envía por este motivo: ${reason}`,
    },
    draft: 'Los rótulos en español son una traducción provisional, no el texto oficial.',
    readers: 'Solo para',
    notStated: 'No consta.',
    untranslated: 'Aún sin traducir; el texto figura al lado.',
    untranslatedFrom: (from: string) => `Sin traducir. Redactado en ${from}:`,
    yes: 'Sí.',
    no: 'No.',
    item: (n, category) => `Elemento ${n}: ${category}`,
    labelled: (label, value) => `${label}: ${value}`,
    part: {
      person: 'Persona responsable',
      title: 'Título',
      function: 'Función',
      address: 'Dirección',
      phone: 'Teléfono',
      mobile: 'Móvil',
      fax: 'Telefax',
      email: 'Correo electrónico',
      hours: 'Horario de oficina',
      zone: 'Zona horaria',
    },
    fact: {
      wanted: 'Datos solicitados',
      of: 'Sobre',
      holder: 'En poder de',
      period: 'Período',
      reason: 'Motivo',
      format: 'Forma de la prueba',
      preserved: 'Conservación',
    },
    identifier: (kind, value) => `${kind} ${value}`,
    port: (value) => `puerto ${value}`,
    at: (time) => `el ${time}`,
    between: (from, to) => `del ${from} al ${to}`,
    person: {
      suspect: 'persona sospechosa',
      accused: 'persona acusada',
      convicted: 'persona condenada',
      victim: 'víctima',
      witness: 'testigo',
      holder: 'poseedor de los datos',
      other: 'otra persona',
    },
    page: (page, pages) => `Página ${page} de ${pages}`,
    attached: 'La misma solicitud como datos, para ser leída por un programa',
    signs: {
      name: 'Nombre',
      function: 'Cargo',
      date: 'Lugar y fecha',
      signature: 'Firma',
      stamp: 'Sello oficial',
    },
    certificate: {
      title: 'Certificado del traductor',
      text: (name, from, to, date) =>
        `El ${date}, ${name} certificó que la traducción (${from} → ${to}) es completa y fiel al original.`,
      signature: 'Firma del traductor',
    },
  },
};
