import type { documentSignatures as Shape } from '../en/document-signatures.ts';

export const documentSignatures: typeof Shape = {
  documentSignatures: {
    title: 'Qué dicen las firmas del documento',
    link: 'Qué dicen sus firmas',
    none: 'No se encontró ninguna firma.',
    unread: 'No se pudieron leer las firmas del documento.',
    others: 'Algo en él parece una firma y ningún lector de PDF lo muestra como tal. No se fíe de ello.',
    number: (n) => `Firma ${n}`,
    stampNumber: (n) => `Sello de tiempo ${n}`,
    holds: 'se sostiene',
    holdsInPart: 'se sostiene en parte',
    holdsNot: 'no se sostiene',
    unchecked: 'sin comprobar',
    whole: 'Abarca todo el documento: nada cambió desde que se firmó.',
    part: 'Abarca el documento tal como se firmó. Después se añadió algo que no abarca.',
    stamp: 'Una autoridad declara que el documento existía en ese momento. Nadie más firmó con ello.',
    bad: 'El documento se cambió después, o la firma es de otro documento.',
    notChecked:
      'Este programa no sabe comprobar esta clase de firma. Use los medios de su autoridad y anote lo que digan.',
    known: 'Se sabe quién firmó.',
    knownBy: (anchor, at) =>
      `El certificado lleva a uno de los que guarda su organismo: ${anchor}. Situación a ${at}.`,
    notKnown: 'No está establecido quién firmó.',
    noAnchor:
      'El certificado no lleva a ninguno de los que guarda su organismo: el nombre es el que dice el documento. Un administrador añade los certificados recibidos por otra vía.',
    unfit: (at) =>
      `A ${at} el certificado no podía firmar este documento: había vencido, aún no valía, es para otro uso o él mismo no está en regla.`,
    stampWrong: 'La firma lleva un sello de tiempo, y no se sostiene.',
    detail: 'Lo que encontró el programa',
    signer: 'Firmado por',
    issuer: 'Certificado emitido por',
    valid: 'Certificado válido',
    fromTo: (from, to) => `de ${from} a ${to}`,
    fingerprint: 'Resumen del certificado (SHA-256)',
    claimed: 'Hora, según el firmante',
    stamped: 'Sello de tiempo',
    stampKnown: 'autoridad conocida',
    stampNotKnown: 'autoridad desconocida',
    nameGiven: 'Nombre indicado',
    reasonGiven: 'Motivo indicado',
    after: (size) => `Añadido después de la firma: ${size}.`,
    pagesMore: (n) => `Páginas añadidas desde entonces: ${n}.`,
    pagesFewer: (n) => `Páginas quitadas desde entonces: ${n}.`,
    pagesSame: 'Hay tantas páginas como antes; lo que muestran puede ser otra cosa. Compare.',
    pagesUnknown:
      'Lo que se firmó no se abre por sí solo: examine el documento con los medios de su autoridad.',
    asSigned: 'Abrir el documento tal como se firmó',
    limits: 'Lo que esto no dice',
    limitRevoked:
      'No se pregunta si un certificado fue revocado: nada sale de este programa para ello. Pregunte al emisor cuando importe.',
    limitKey:
      'Una firma muestra que el titular de una clave firmó estos bytes. No muestra que estuviera facultado para pedir: devuelva la llamada de todos modos.',
    limitScan: 'Una firma o un sello escaneados son una imagen y no se comprueban.',
    anchorsFrom:
      'Comprobado ahora a partir de los bytes recibidos, al día en que llegaron o a un sello de tiempo conocido.',
  },
};
