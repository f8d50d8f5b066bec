import type { court as Shape } from '../en/court.ts';

export const court: typeof Shape = {
  court: {
    title: 'Uso ante un tribunal',
    lead: 'Lo que los tribunales de un Estado piden de la prueba electrónica, cotejado con lo que muestra el registro de custodia.',
    noAdvice:
      'Esto no es asesoramiento jurídico, ni promesa de que un tribunal la admita. Dice lo que muestra el registro y lo que consta del derecho.',
    shows: 'Qué muestra el registro de custodia',
    events: (positions) => `posición ${positions} del registro`,
    standing: { met: 'se cumple', missing: 'falta', cannotTell: 'no puede saberse' },
    fact: {
      origin: 'De dónde se tomó',
      taker: 'Quién la tomó, y qué día',
      authority: 'Con qué título legal se tomó',
      method: 'Con qué herramienta se copió, y cómo',
      protected: 'Un bloqueador de escritura entre la fuente y la herramienta',
      allRead: 'Se leyó cada byte, y la fuente era la misma tras la lectura',
      hash: 'Un resumen SHA-256 hecho al tomarla',
      sourceHash: 'El resumen que lleva la fuente es igual a lo leído',
      sameHash: 'Leída de nuevo después, el resumen era el mismo',
      unbroken: 'Cada anotación nombra la anterior; no falta ninguna',
      stages: 'La incautación o identificación, la toma y la guarda son anotaciones distintas',
      request: 'Se obtuvo con una solicitud formal',
      forEvidence:
        'Ninguna condición la reserva a la investigación; muchos tribunales no admiten lo obtenido de manera informal (párr. 33)',
    },
    notOnRecord: (state) =>
      `No consta lo que los tribunales piden de la prueba electrónica (${state}). Eso no quiere decir que no pidan nada.`,
    byPerson: 'debe declararlo una persona',
    certificate: 'Certificado',
    titleFor: (state) => `Uso ante un tribunal: ${state}`,
    which: '¿En qué Estado se usará?',
    whichHint:
      'Lo que piden sus tribunales se coteja con lo que muestra el registro de custodia de esta pieza.',
    onRecord: (state) => `${state} (constan reglas)`,
    stateWrong: 'Elija un Estado',
    show: 'Mostrar lo que se pide',
    another: 'Otro Estado',
    asks: 'Qué piden sus tribunales',
    noCertificate: 'No se pide ningún certificado.',
    signedBy: (who) => `Firmado por: ${who}.`,
    draft: 'Redactar el certificado',
    draftAgain: 'Cambiar el borrador',
    drafted: (when) => `Redactado el ${when}; si se firmó no está en el registro.`,
    asPdf: 'PDF, para firmar',
    asDocx: 'DOCX, para editar',
    kept: 'El borrador queda guardado. Imprímalo, y hágalo firmar.',
    formTitle: 'Redactar un certificado',
    formLead:
      'Lo que tiene el registro de custodia está rellenado. Quien firma responde de cada palabra; cambie lo que no sea exactamente así.',
    recalled:
      'Las palabras que necesita este certificado no se leyeron en la ley misma. Cotéjelas antes de usarlo.',
    byHand: (what) => `Se deja en blanco, para quien firme: ${what}.`,
    keep: 'Guardar el borrador',
    fromLog: 'Del registro de custodia.',
    optional: 'Puede quedar vacío.',
    onlyWhen: (when) => `Si: ${when}.`,
    yourAnswer: 'Su respuesta',
    before: 'La pregunta anterior',
    fieldNeeded: (label) => `Rellene: ${label}`,
    fill: {
      record: (number, title, bytes, sha256) =>
        `Pieza ${number}${title === '' ? '' : `, ${title}`}, ${bytes} bytes, SHA-256 ${sha256}`,
      method: (tool, at) =>
        `Copiada con ${tool} el ${at}; se calculó un resumen SHA-256 de los bytes a medida que se leían`,
      protected: (blocker) => `Bloqueador de escritura entre la fuente y la herramienta: ${blocker}`,
      hash: (sha256) => `Resumen SHA-256 ${sha256}`,
      match: (sha256, at) => `Leída de nuevo el ${at}, la copia tenía el mismo resumen SHA-256: ${sha256}`,
    },
    document: {
      title: 'Certificado',
      exhibit: 'Pieza',
      case: 'Asunto',
      agency: 'Organismo',
      name: 'Nombre y cargo',
      place: 'Lugar y fecha',
      signature: 'Firma',
      draft: (day) => `Borrador de ${day}. No surte efecto hasta que se firme.`,
      basis: (version, confidence) => `Campos según los datos jurídicos ${version} (${confidence}).`,
    },
  },
};
