import type { sentencesStep as Shape } from '../en/sentences-step.ts';
import { count } from './count.ts';

const plazo = (n: number): string => count(n, 'día', 'días');

export const sentencesStep: typeof Shape = {
  preservationOrder: 'Orden europea de conservación (EPOC-PR)',
  designatedEstablishment: 'Establecimiento designado o representante legal del proveedor',
  networkPreserve: 'Punto de contacto 24/7: solicitud de conservación',
  provisionalMeasure: 'Medida provisional para guardar pruebas',
  keepsOnRequest: (name, days) => `${name} guarda los datos ${plazo(days)} si se le pide`,
  ifKeepsAbroad: 'el proveedor dice que guarda datos por solicitud del extranjero',
  askToPreserve: (name) => `Solicitud de conservación a ${name}`,
  policeSend: 'Policía o fiscal, normalmente por un punto de contacto único',
  nothingDisclosed: 'Los datos se guardan sin cambios; no se divulga nada.',
  sixItems:
    'Los seis elementos del artículo 29(2): autoridad; delito y hechos; datos y su relación con el delito; custodio o lugar, si se conocen; por qué es necesario; que seguirá una solicitud de asistencia',

  ownWords: 'Quién puede enviar, requisitos, uso y límites, en palabras de este proyecto',
  cureLead:
    'Obtenerlo de nuevo por una solicitud formal; no llevar la pista misma ante el tribunal (párr. 33)',
  cureDepends:
    'Pedir con ello un certificado y, si el tribunal pide más, seguir con una solicitud formal (párr. 33)',

  noFigure: 'no consta ninguna cifra',
  upToDays: (days) => `hasta ${plazo(days)}`,
  daysRange: (min, max) => `de ${min} a ${plazo(max)}`,
  hoursInEmergency: (hours, article) =>
    `${count(hours, 'hora', 'horas')} en una emergencia (art. ${article})`,
  retentionUnsaid: 'Cuánto tiempo guarda el tenedor los datos no consta ni se indicó',
  retentionStated: (days) => `El tenedor guarda los datos ${plazo(days)}, según usted`,
  retentionRecorded: (days) => `El tenedor guarda los datos ${plazo(days)}`,
  retentionUnknown:
    'No se sabe cuánto tiempo guarda el tenedor los datos; pueden desaparecer antes de cualquier respuesta',
  askAndPreserve: 'Preguntar al tenedor y hacer conservar hoy',
  keptBeforeUnknown: (until) =>
    `El tenedor guarda los datos hasta el ${until}, y nadie sabe cuándo llegará la respuesta`,
  keptBeforeFrom: (until, from) =>
    `El tenedor guarda los datos hasta el ${until}, antes de la respuesta esperada a partir del ${from}`,
  keptBeforeBetween: (until, from, to) =>
    `El tenedor guarda los datos hasta el ${until}, antes de la respuesta esperada del ${from} al ${to}`,
  preserveBefore: (day) => `Hacer conservar antes del ${day}`,
  noPreservation: 'No se conoce ninguna vía para hacer conservar los datos',
  noPreservationNext:
    'Preguntar al tenedor y a la unidad de ciberdelincuencia del otro Estado; enviar enseguida la solicitud de entrega',
  noPreservationRecorded: 'No consta ninguna conservación',
  holdUnknown: (name) => `No consta cuánto dura la conservación (${name})`,
  holdUnknownNext: 'Pedir por escrito la fecha final cuando se confirme',
  holds: (days, article) => `La conservación dura ${plazo(days)} (art. ${article})`,
  holdsAtLeast: (days, article) => `La conservación dura al menos ${plazo(days)} (art. ${article})`,
  holdEnds: (day, answer) => `La conservación termina el ${day}, antes de la respuesta: ${answer}`,
  holdMayEnd: (day, answer) => `La conservación puede terminar el ${day}, antes de la respuesta: ${answer}`,
  holdEndsAtLeast: (day, answer) =>
    `La conservación termina el ${day} (dura al menos hasta entonces), antes de la respuesta: ${answer}`,
  holdMayEndAtLeast: (day, answer) =>
    `La conservación puede terminar el ${day} (dura al menos hasta entonces), antes de la respuesta: ${answer}`,
  fromDay: (day) => `a partir del ${day}`,
  fromTo: (from, to) => `del ${from} al ${to}`,
  article: (article) => `art. ${article}`,
  articleForm: (article, form) => `art. ${article}, formulario ${form}`,
  extend: (by, days, article, until) =>
    `Antes del ${by}, prorrogar ${plazo(days)} (${article}), es decir, hasta el ${until}.`,
  extendOnce: (by, days, article, until) =>
    `Antes del ${by}, prorrogar ${plazo(days)}, una sola vez (${article}), es decir, hasta el ${until}.`,
  extendTimes: (by, days, times, article, until) =>
    `Antes del ${by}, prorrogar ${plazo(days)}, ${count(times, 'vez', 'veces')} (${article}), es decir, hasta el ${until}.`,
  confirmProduction:
    'O confirmar con el anexo V, antes del final, que se ha emitido una solicitud de entrega: entonces se guardan mientras haga falta (art. 11(2)).',
  sendBefore: (day, atEnd) => `Enviar la solicitud de entrega antes del ${day}. Al final: ${atEnd}`,
  neededBy: (day) => `Necesario para el ${day}`,
  deadlineNext: 'Indicar la fecha y el motivo en la solicitud; mirar primero las vías más rápidas',
  deadlinePassed: (day) => `El día en que se necesitaba, ${day}, ya pasó`,
  deadlineUnknown: (day) =>
    `No puede decirse si la respuesta llegará antes del ${day}: no consta ninguna cifra`,
  deadlineBefore: (day, from) => `Necesario para el ${day}; la respuesta se espera a partir del ${from}`,
  deadlineMaybe: (day, until) => `Necesario para el ${day}; la respuesta puede tardar hasta el ${until}`,

  openSources: 'Mirar primero en fuentes abiertas y dejar constancia de lo hallado o de por qué no hubo nada',
  affiliate: (state) =>
    `Preguntar si el tenedor tiene en este Estado una filial que pueda responder: ${state}`,
  preserveFirst: 'Hacer conservar antes de pedir la divulgación',
  directCopy: (ways, state) =>
    `Si escribe al propio proveedor (${ways}), envíe copia a la autoridad de este Estado: ${state}`,
  itsState: 'el suyo',
  otherState: 'el otro Estado',
  cyberUnit: 'Hacer leer la parte técnica por la unidad de ciberdelincuencia',
  noIdentifier:
    'No se indicó ningún identificador: nombre cuentas, números o direcciones, y un período; una solicitud de «todos los datos» se rechaza',
  identifiers: (list) => `Identificadores: ${list}`,
  nameHolder:
    'Nombre al proveedor y a la entidad jurídica que controla los datos; la entidad equivocada es un motivo habitual de denegación',
  languagesUnknown: (state) =>
    `No consta qué idiomas se aceptan (${state}): pregunte y prevea una traducción`,
  languageUnknown: (language, state) => `Solicitud en ${language}: no consta si se acepta (${state})`,
  languagesAccepted: (list, state) => `Idiomas aceptados según consta (${state}): ${list}`,
  languageAccepted: (language, state) => `Solicitud en ${language}: consta que se acepta (${state})`,
  languageOther: (language, list, state) =>
    `Solicitud en ${language}: consta que se aceptan (${state}): ${list}; prevea una traducción`,
  sayThreat:
    'Diga qué amenaza a quién y cómo los datos lo evitarían; indique un número del directorio para la llamada de comprobación',
  sayUrgency: 'Diga por qué es urgente y para cuándo: no se indicó ningún día',
  sayUrgencyBy: (day) => `Diga por qué es urgente; necesario para el ${day}`,
  sayForm: (state) =>
    `Diga en la solicitud qué certificado, hash y formato necesitan los tribunales de este Estado: ${state}`,
  sayOffence: (state) =>
    `Diga por qué el acto sería también delito allí (${state}); si no, muchos tratados permiten denegar`,
  sayPrivilege:
    'Diga si afecta a un abogado, un médico, la prensa, una autoridad pública o un cliente empresarial',
  weightUnsaid: 'No se indicó la pena máxima: diga por qué el delito es bastante grave para estos datos',
  weightLittle: (years) =>
    `Un máximo de ${count(years, 'año', 'años')} es poco para estos datos: pida menos o diga por qué hacen falta`,
  isPrecise: (address) => `${address}: puerto, segundo y desfase están`,
  addPort: (address) => `${address}: añada el puerto de origen`,
  addTime: (address) => `${address}: añada la hora al segundo con su desfase respecto de UTC`,
  addBoth: (address) =>
    `${address}: añada el puerto de origen y la hora al segundo con su desfase respecto de UTC`,
};
