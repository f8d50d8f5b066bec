import type { sentencesWay as Shape } from '../en/sentences-way.ts';
import { count } from './count.ts';

export const sentencesWay: typeof Shape = {
  toVerify: (what) => `Por verificar: ${what}`,
  verifyDepositary: (depositary, title) =>
    `Por verificar con el depositario (${depositary}): «${title}» se apoya aquí solo en lo recordado`,
  noneNamed: 'no consta ninguno',

  thereSince: (day) => `Esta vía existe desde el ${day}`,
  thereUntil: (day) => `Esta vía existe hasta el ${day}`,
  thereBetween: (from, until) => `Esta vía existe desde el ${from}, hasta el ${until}`,
  notYetThere: (day) => `Esta vía existe solo a partir del ${day}`,
  noLongerThere: (day) => `Esta vía ya no existe desde el ${day}`,
  dayUnrecorded: 'el día no consta',
  ifAskedFrom: (day) => `se pide a partir del ${day}`,
  ifReplaced: 'otra vía ocupa su lugar',
  onlyFor: (categories) => `Esta vía es solo para: ${categories}`,
  ifOnly: (categories) => `solo se pide esto: ${categories}`,
  carries: (category) => `Sirve para: ${category}`,
  carriesOther: (categories, category) => `Sirve para: ${categories}; no para: ${category}`,
  ifEnough: (categories) => `basta con esto: ${categories}`,
  neverRealTime: (basis) => `La obtención en tiempo real nunca va por esta vía (${basis})`,
  ifStored: 'bastan los datos almacenados',
  dataIn: (state) => `Lugar de los datos, según usted: ${state}`,
  dataAtHome: (state) => `Lugar de los datos, según usted: ${state}, cuyo propio derecho decide`,
  dataMayBe: (states) => `Lugares posibles de los datos: ${states}`,
  dataNowhere: 'Nadie sabe dónde están los datos',
  ifDataElsewhere: 'se sabe que los datos están en otra Parte',

  holderStateUnknown: 'No se conoce el Estado del tenedor',
  ifHolderStateKnown: 'se conoce el Estado del tenedor',
  networkStated: (network) => `Ambos Estados pertenecen a ${network}, según usted`,
  networkUnknown: (network) => `En nuestras fichas no hay lista de miembros de ${network}`,
  ifNetwork: (network) => `se sabe que ambos Estados pertenecen a ${network}`,
  aTreaty: 'Tratado bilateral de asistencia judicial recíproca',
  aReciprocity: 'Asistencia sin tratado, por reciprocidad o cortesía',
  aConsent: 'Consentimiento legítimo y voluntario, documentado',
  ifTreaty: 'se encuentra un tratado bilateral',
  ifReciprocity: 'ambos Estados aceptan la reciprocidad',
  ifConsent: 'la persona facultada para divulgar consiente por escrito',
  unsaid: (what) => `${what}: ni en nuestras fichas ni indicado`,
  saidYes: (what) => `${what}: sí, según usted`,
  saidNo: (what) => `${what}: no, según usted`,
  urgencyMet: (urgency) => `Urgencia: ${urgency}, como pide esta vía`,
  urgencyShort: (urgency, least) => `Urgencia: ${urgency}; esta vía pide: ${least}`,
  ifUrgency: (least) => `el caso es de este grado: ${least}`,
  urgencyNormal: 'ninguna',
  urgencyUrgent: 'caso urgente',
  urgencyEmergency: 'una vida en peligro',
  alwaysOpen: 'Esta vía no necesita otro Estado ni proveedor',

  threshold: (years) =>
    `Tráfico y contenido exigen un delito con una pena máxima de al menos ${count(years, 'año', 'años')}, o uno de los del artículo 5(4)`,
  met: 'condición cumplida',
  notMet: 'condición no cumplida',
  listedBySystem: 'figura si se comete por medio de un sistema de información',
  thresholdUnsaid: 'no se indicó la pena o el tipo de delito',
  ifThreshold: (years) =>
    `el delito tiene una pena de al menos ${count(years, 'año', 'años')}, o solo se piden datos de abonado o de identificación`,
  notThere: 'Una orden no puede dirigirse contra una persona que está en el otro Estado',
  personUnsaid: 'no se dijo dónde está la persona',
  personIn: (state) => `lugar de la persona, según usted: ${state}`,
  ifNotThere: 'la persona no está en el Estado que recibe (diga dónde está)',

  theProvider: 'el proveedor',
  noProvider: 'El tenedor no es proveedor de servicios',
  addresseeUnknown: 'El destinatario del proveedor según la Directiva (UE) 2023/1544 no consta ni se indicó',
  maybeAddressee: (name, state) => `${name} (${state}): no consta si es el destinatario`,
  addresseeIn: (name, state) => `Destinatario de ${name}: ${state}`,
  addresseeStated: (state) => `Destinatario del proveedor, según usted: ${state}`,
  addresseeAtHome: 'Es el propio Estado requirente: la vía es una orden interna',
  ifAddressee: 'el proveedor nombra un destinatario en otro Estado miembro obligado',
  entityIn: (name, state, controls) => `Establecimiento de ${name}: ${state} (${controls})`,
  establishmentStated: (state) => `Establecimiento del proveedor, según usted: ${state}`,
  establishmentUnknown: (state) =>
    `No consta ni se indicó un establecimiento del proveedor en este Estado: ${state}`,
  ifEstablishment: (state) =>
    `el proveedor tiene un establecimiento que controla los datos en este Estado: ${state}`,
  servicesStated: (state) => `El proveedor ofrece servicios, según usted: ${state}`,
  servicesUnsaid: (state) => `No se dijo si el proveedor ofrece servicios en este Estado: ${state}`,
  ifServices: (state) => `el proveedor ofrece servicios en este Estado: ${state}`,
  takesRequests: 'El proveedor acepta solicitudes del extranjero: sí, según usted',
  takesNoRequests: 'El proveedor acepta solicitudes del extranjero: no, según usted',
  policyUnknown: (name) => `No consta la política de ${name} sobre solicitudes del extranjero`,
  ifPolicy: 'la política del proveedor acepta solicitudes del extranjero',

  unknownState: 'un Estado desconocido',
  claimHolder: (state) =>
    `${state}: tiene poder sobre el tenedor allí establecido, estén donde estén los servidores`,
  holderSits: (state) => `Sede del tenedor: ${state}`,
  claimServices: (state) =>
    `${state}: puede dar órdenes a quien ofrece servicios en su territorio; datos de abonado según el Convenio de Budapest, más según el derecho de la Unión`,
  claimOpen:
    'Fuentes abiertas, dondequiera que estén; con consentimiento, solo si se sabe que los datos están en una Parte: un lugar desconocido lo impide',
  claimPlace: (state) =>
    `Si los datos están en este Estado, puede ordenar allí registro e incautación: ${state}`,
  dataMayBeStated: (state) => `Lugar posible de los datos, según usted: ${state}`,

  courtUnknown: (state) =>
    `No consta qué piden los tribunales de este Estado a las pruebas electrónicas: ${state}`,
  ownLawMayDo: (state) =>
    `Los datos están en el propio Estado que pide (${state}): un registro o una orden de su propio derecho puede bastar sin otro Estado`,
  severalSeats: (states) =>
    `El tenedor tiene sede en más de un Estado (${states}): decide la entidad que controla la cuenta`,

  askedFrom: 'el Estado que pide, por ejemplo FR',
  askedState: 'un código ISO 3166-1 como FR, o el nombre del Estado',
  askedNumber: 'un número entero',
  askedDay: (day) => `un día como ${day}`,
  askedOneOf: (list) => `uno de estos valores: ${list}`,
  askedProvider: (list) => `un proveedor que conste: ${list}`,
  askedChange: (list) => `un cambio de esta forma: ${list}`,
};
