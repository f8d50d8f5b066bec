// What must hold before an act of a request or a preservation, for whoever it holds up.
import type { guards as Shape } from '../en/life-guards.ts';

export const guards: typeof Shape = {
  complete: 'Faltan respuestas, o algunas impiden el envío.',
  preservationOrReason:
    'Un punto de la comprobación necesita un motivo, por ejemplo por qué no se conservan los datos.',
  reasonGiven: 'Hace falta un motivo.',
  evidenceGiven: 'Diga cómo se sabe.',
  capacitySaid:
    'Diga en calidad de qué llegó: al destinatario de la orden, o a la autoridad a la que se notifica o que la ejecuta.',
  capacityCorrected:
    'Para corregir la calidad en que llegó, elija otra distinta de la que consta y diga por qué.',
  groundGiven: 'Hace falta una causa.',
  groundOfEach:
    'Para cada punto de la orden que no llega, o no del todo, elija una causa: del anexo III o del artículo 12(1).',
  notDrafter: 'Quien escribió parte de ella no la autoriza.',
  competent: 'Esta autoridad no puede ordenar estos datos, o la orden nombra a otra.',
  offenceThreshold: 'El delito no es lo bastante grave para estos datos, o no consta la pena.',
  signed: 'Nadie la ha firmado tal como está.',
  channelAllowed:
    'La solicitud no sale por esta vía, o nadie sabe si puede. Elija una que esté abierta, o diga por qué sale así.',
  meansTaken:
    'Quien la recibe no la acepta por este medio, o no se dice por cuál sale. Elija uno que conste, o diga por qué va así.',
  languageTaken:
    'El Estado requerido no la acepta en este idioma. Hágala traducir, o dé una razón en la comprobación.',
  languageDiffers: 'La aceptan en un idioma en el que ya puede leerse.',
  sentAsSigned: 'Lo que salió debe ser lo que se firmó: los resúmenes difieren.',
  basisInForce:
    'Diga qué Estado es el requerido; el fundamento legal debe estar en vigor para ambos, o darse un motivo si no se sabe.',
  authorityNotified: 'Diga dónde se notificó a la autoridad de ejecución, o por qué no.',
  itemsNamed: 'Diga qué puntos.',
  itemsSettled: 'Algunos puntos aún no tienen respuesta.',
  onlyTells: 'Pide algo: se cierra una vez que se ha respondido.',
  neverSent: 'Se envió; solo puede retirarse.',
  wasSent: 'Nunca se envió; retómela.',
  preservationSettled: 'Sigue vigente una conservación; diga qué será de ella.',
  emergencyCase: 'No se registró como emergencia.',
  directoryNumber: 'Llame a un número que ya constaba en el directorio.',
  anotherVerifier: 'Quien la verificó no decide sobre ella.',
  papersReceived: 'No han llegado los documentos de esta emergencia.',
  exhibitsNamed: 'Diga qué piezas: al menos una cuya recepción no conste todavía.',
  digestsMatch: 'Los resúmenes deben haberse comparado y coincidir.',
  goesFirst: 'Solo sale antes de la validación una orden que lo diga ella misma, y solo en una emergencia.',
  validationAwaited: 'No se espera ninguna validación.',
  validationInTime: 'Nadie la validó a tiempo: ya no puede salir.',
  validationSettled: 'Un juez o fiscal aún debe decidir si la valida.',
  validated: 'Nadie validó esta orden: no se retoma. Escriba una nueva.',
  mayValidate: 'Esta autoridad no puede validar una orden sobre estos datos.',
  signedBySelf: 'Quien valida firma con una clave de acceso, y no la emitió.',
  obtainedSettled:
    'Aún se conservan sin límite datos recibidos. Destrúyalos, o añada una condición que empiece por «For leads only».',
  endGiven: 'Diga hasta cuándo: más tarde que la conservación actual.',
  endPassed: 'No ha llegado su fin.',
  productionLinked: 'Indique la solicitud de los datos.',
  carriageSaid: 'Diga cómo salió. Por otros medios: diga también por qué y en qué.',
  linkStated: 'Diga hasta cuándo se puede recoger.',
  accessInTime: 'Un enlace está abierto de 10 a 45 días; si es más, diga por qué.',
  alternativeRecorded:
    'Lo que salió por otros medios aún no está registrado en el sistema informático descentralizado.',
  noticeDecided: 'Llegaron datos: prevea a quién informar, o diga por qué no se informa a nadie.',
  restrictionsRecorded:
    'Algunas pruebas no llevan ninguna restricción. Anote en Resultados lo que se impuso, o diga que no se impuso nada.',
  costsSaid: 'Diga cuánto costó, con la moneda, como 1200.50 EUR, y quién lo paga, o que no hubo gastos.',
  feedbackSaid: 'Diga si lo que llegó fue útil, o que no hay nada que decirles.',
  countMatches:
    'Dicen haber entregado algo a lo que no se asignó ningún archivo. Asigne los archivos a los puntos, o diga por qué.',
  certificatePresent: 'Diga qué certificado lo acompañaba, o por qué no hay ninguno.',
  assigneeNamed: 'Diga a quién se asigna.',
  orderOrReason: 'No se obtuvo ninguna orden interna. Diga por qué no hace falta.',
  notVerifier: 'Quien verificó esta emergencia no obtiene los datos.',
  windowOver:
    'La autoridad notificada aún puede invocar un motivo. Espere al fin de su plazo, o diga cómo confirmó que no invoca ninguno.',
  deadlineGiven: 'Indique el nuevo último día y quién lo fijó; el plazo debe seguir corriendo.',
  linksNamed: 'Indique de qué enlaces se recogieron las pruebas.',
  mayRelease: 'Solo un juez o fiscal que pueda ordenarlo puede liberar los datos.',
};
