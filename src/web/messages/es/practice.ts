// Lo que la práctica pide a una solicitud antes de enviarla, lo que se dijo de ello y lo que se sabe del otro Estado.
import type { practice as Shape } from '../en/practice.ts';

export const practice: typeof Shape = {
  practice: {
    findings: {
      openSource: '¿Se buscó primero en fuentes abiertas? Diga qué se encontró, o por qué no.',
      affiliate: (name) => `${name} está en su propio Estado: puede bastar una orden según su derecho.`,
      notPreserved:
        'Ninguna conservación vigente cubre estos datos. Hágalos conservar primero, o diga por qué no.',
      preservationEnds: (number, end, days) =>
        `La conservación ${number} termina el ${end}; una respuesta tarda unos ${days} días. Pida su prórroga.`,
      directRoute: (data, way, names) =>
        `Para esto (${data}) puede servir una vía directa: ${way}. Envíe una copia a la autoridad del otro Estado. ${names === '' ? 'En el directorio no hay ninguna que la reciba.' : `Consta: ${names}.`}`,
      counterpartCopy: (state, names) =>
        `Va al propio proveedor: envíe una copia a una autoridad (${state}). ${names === '' ? 'En el directorio no hay ninguna que reciba solicitudes.' : `En el directorio: ${names}. Elija una, y la copia se hará sola al enviarse la solicitud.`}`,
      copyTakerGone: (state) =>
        `La autoridad elegida para la copia ya no recibe solicitudes según el directorio (${state}): no se hace ninguna copia. Elija otra, o ninguna.`,
      copyNotRead: (name, taken, beside) =>
        `La autoridad que recibe una copia (${name}) lee: ${taken}. ${beside === '' ? 'El programa no escribe en ninguna de esas lenguas: encargue una traducción y envíela con la copia.' : `La copia se hace con otra versión al lado (${beside}), pero lo que se escribió libremente no está traducido: tradúzcalo antes, o irá tal como se escribió.`}`,
      copyLanguageUnknown: (name, language) =>
        `El directorio no dice qué lee la autoridad que recibe una copia (${name}): la copia se hace en la lengua de la carta (${language}). Pregúnteselo y haga que conste en el directorio.`,
      cyberUnit: (data) =>
        `Alguien de la unidad de ciberdelincuencia que no haya escrito nada de ella debe leer la parte técnica (${data}) y decir aquí que es correcta.`,
      cyberUnitLater: (data) =>
        `Nadie de la unidad de ciberdelincuencia ha leído la parte técnica (${data}). Diga por qué no podía esperar.`,
      noStableIdentifier:
        'Su titular puede cambiar todos estos nombres; dé también el número o id de la cuenta.',
      accountFormat: (value, holder, formats) =>
        `${holder} no designa así sus cuentas: ${value}. Consta: ${formats}.`,
      allData: 'Una solicitud de «todos los datos» se rechaza por demasiado amplia. Nombre lo que necesita.',
      wrongEntity: (names) =>
        `Es un servicio, no la entidad jurídica que tiene los datos. Constan: ${names}.`,
      holderNotListed: (name) =>
        `${name} no está en el directorio de proveedores: compruebe su nombre legal y su dirección.`,
      noAddress: (name) =>
        `No se da ninguna dirección de ${name}: una carta sin dirección no recibe respuesta.`,
      noNexus: 'Diga qué relación tienen los datos con el delito: sin ella no se da el contenido.',
      thinReason: 'El motivo es breve. Diga qué muestra este elemento que nada más muestre.',
      notInForce: (title, state, why) => `${title} no obliga a ${state}: ${why}.`,
      forceUnknown: (title, state, why) =>
        `No se sabe si ${title} obliga a ${state}: ${why}. Pregunte al depositario.`,
      dualCriminality: (article) => `Diga por qué el acto sería también delito allí: ${article}`,
      authorityAtHome: (kind) =>
        `El tratado deja a su derecho quién puede pedir esto: ${kind}. Compruébelo antes de firmar.`,
      authorityUnknown: (kind) => `No consta quién puede pedir esto: ${kind}. Pregunte antes de firmar.`,
      unvalidated:
        'Sale antes de ser validada: diga por qué ningún juez o fiscal pudo hacerlo a tiempo, y qué ley lo permitiría en un caso interno.',
      needsAuthority: (data) => `Un juez o tribunal debe emitirla o validarla para esto: ${data}.`,
      notByThisForm: (data) => `Esto no puede obtenerse con este formulario: ${data}.`,
      noUrgencyReason: 'Diga por qué es urgente y para cuándo; sin motivo no se cree.',
      noSecrecyReason: 'Diga por qué debe quedar en secreto, y frente a quién.',
      noThreat: 'Diga qué amenaza a quién y cómo los datos lo evitarían.',
      callBack: (numbers) =>
        `Una emergencia se verifica devolviendo la llamada a un número del directorio. Ningún número dado (${numbers}) consta allí confirmado para una autoridad de su Estado: dé uno que lo esté, o diga cómo pueden verificarle.`,
      noCallBackNumber: 'Una emergencia se verifica por teléfono: dé un número de quien la confirma.',
      notInLanguage: (state, languages) =>
        `${state} acepta solicitudes en: ${languages}. Diga quién la traduce.`,
      notInLanguageNotified: (state, languages, day) =>
        `Consta que ${state} acepta solicitudes en: ${languages}. Fecha: ${day === '' ? 'no consta' : day}. Es un dato antiguo o leído en una copia: pregunte si sigue vigente y prevea una traducción.`,
      letterNotTranslated: (language) =>
        `La carta sale en ${language} y no todas las frases están traducidas. Hágalas traducir primero o elija otro idioma.`,
      languageUnknown: (name) => `No consta qué idiomas acepta ${name}: pregunte y prevea una traducción.`,
      authorityAsks: (name, what) => `${name} pide: ${what}. Diga cómo se cumple.`,
      authorityNotListed: (name) =>
        `En el directorio no hay ninguna autoridad de ${name} que reciba una solicitud así: pregunte quién es competente.`,
      otherAuthority: (named, known) =>
        `Competente según el directorio: ${known}. La carta nombra a otra: ${named}. Vea si recibe una solicitud así.`,
      contactUnconfirmed: (numbers) =>
        `Dos personas no han confirmado en el directorio que esto sea de una autoridad de ese Estado: ${numbers}. Haga que se confirme antes de confiar en él.`,
      wayClosed: (way, why) =>
        `Esta vía le está cerrada: ${way}. ${why === '' ? 'Una solicitud de este formulario o tratado no va así.' : `${why}.`} Tome otra, o diga por qué se envía así.`,
      wayUnknown: (way, why) =>
        `No se sabe si puede ir por esta vía: ${way}. ${why === '' ? 'Los datos jurídicos no lo dicen.' : `${why}.`} Pregunte antes de enviarla.`,
      meansNotSaid: (names) =>
        names === ''
          ? 'No se dice por qué medio se envía, y no consta qué acepta el otro Estado: dígalo, y pregunte.'
          : `No se dice por qué medio se envía. Constan con sus medios: ${names}. Elija uno.`,
      meansNotAccepted: (name, own, means) =>
        `${name} recibe solicitudes por: ${means}. Esta debe enviarse por: ${own}. Elija otro medio, o diga por qué va así.`,
      profileSilent: (state, parts) =>
        `De ${state}, el directorio no dice: ${parts}. No se sabe, y no es «nada»: pregunte antes de enviarla.`,
      assuranceAsked: (state, text, asked) =>
        `${state} pide una garantía: ${asked}. Ha declarado: ${text} Dé la garantía en la carta, o diga cómo se da.`,
      duplicate: (reference, holder) =>
        `${reference} también se dirige a ${holder}: únalas, o diga por qué dos.`,
      privilege:
        'Diga si afecta a un abogado, un médico, la prensa, una autoridad pública o un cliente de empresa.',
      proportionality: (data) => `Diga por qué el delito es bastante grave para esto: ${data}.`,
    },
    reading: {
      title: '¿Es correcta la parte técnica?',
      here: 'Parte técnica',
      lead: 'La lee alguien de la unidad de ciberdelincuencia, o que conozca igual la técnica, y que no haya escrito nada de la solicitud. Lo que se cambie debe leerse otra vez.',
      unit: 'Su unidad',
      unitHint: 'Por ejemplo, la unidad de ciberdelincuencia de su policía. Su nombre se guarda con ella.',
      confirm: 'La he leído y es correcta',
      isWriter: 'Usted escribió parte de esta solicitud. La lee otra persona del caso.',
      otherRole:
        'La lee un investigador o el responsable del caso. Pida al responsable que nombre a alguien de la unidad de ciberdelincuencia.',
      changed: 'Se cambió mientras usted leía. Así está ahora.',
      link: 'Leer la parte técnica',
      back: 'Volver a lo que lo impide',
      read: (name, unit, when) => `${name} (${unit}) leyó la parte técnica y la halló correcta, ${when}.`,
    },
    reason: {
      say: 'Indicarlo, o decir por qué no',
      change: 'Cambiar lo dicho',
      title: '¿Qué hay que decir de este punto?',
      label: 'Qué se encontró o se hizo, o por qué no lo impide',
      hint: 'Se guarda con la solicitud. Quien la autoriza lo lee.',
      save: 'Guardar',
      take: 'Quitarlo',
      said: 'Dicho sobre las comprobaciones',
      settled: 'Dicho de puntos que ya no están abiertos',
      settledHint: 'Todavía sale con la solicitud. Quítelo si ya no vale.',
      nothing: 'Escríbalo, o vuelva atrás.',
      conflict: (text) => `Otra persona dijo esto entretanto: ${text}`,
    },
    asked: {
      task: 'Antes de escribir',
      state: '¿A qué Estado se dirige?',
      stateHint: 'Sus reglas se muestran entonces junto a las preguntas, y se comprueban.',
      urgency: '¿Con qué urgencia?',
      urgencySaid:
        'Lo deciden las respuestas sobre el plazo o la emergencia; cámbielas para elegir otra cosa.',
      levels: { normal: 'No urgente', urgent: 'Urgente', emergency: 'Emergencia: vida o integridad física' },
    },
    begin: {
      why: 'Por qué esta vía',
      wayChosen: 'Vía',
      lawOf: 'Según el derecho de',
      lawVersion: 'Datos jurídicos',
      lawGone: 'Los datos jurídicos de entonces no están publicados aquí: esto se obtiene de los de hoy.',
      wayGone: 'El plan ya no tiene esta vía. Haga hoy la misma pregunta y compare.',
      title: '¿Para qué asunto se escribe?',
      lead: 'Lo que dice el plan pasa a la solicitud.',
      none: 'No escribe solicitudes en ningún asunto. Pregunte al responsable de uno.',
      carried: 'Pasa a la solicitud:',
      noForm: 'Esta vía aún no tiene formulario propio. Elija el más cercano.',
      again: 'Redactar otra similar',
      from: 'Empezada a partir de',
      like: (reference) => `Respuestas de ${reference}`,
      exhibit: (number, title) => `Pieza ${number}: ${title}`,
    },
    tasks: {
      inProgress: 'En curso',
      questions: (n) => `Preguntas: ${n}`,
      answered: (done, all) => `Respuestas: ${done} de ${all}`,
    },
    profile: {
      title: (name) => `Lo que se sabe: ${name}`,
      whichState: 'Lo que se sabe del otro Estado',
      authorities: 'Quién la recibe',
      languages: 'Idiomas',
      transmission: 'Cómo enviarla',
      content: 'Qué piden',
      unknown: 'no consta',
      reservations: 'Declaraciones y reservas',
      court: 'Lo que piden los tribunales de aquí',
      open: 'La ficha de este Estado',
      legend: 'El directorio es nuestro: desconocido no es «no».',
    },
  },
};
