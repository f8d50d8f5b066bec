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
    revocation: {
      notTold: (names) =>
        `No se sabe si estos fueron revocados: nada en el documento lo dice para ese momento. ${names}`,
      anchorItself:
        'El certificado es uno de los que guarda su organismo: a él le toca saber si fue revocado.',
      notRevoked: (asOf) =>
        `Según las listas y respuestas que firmaron sus emisores y que están en el documento, ninguno de los certificados estaba revocado a ${asOf}. De lo posterior no dicen nada.`,
      later: (name, since) => `${name} fue revocado el ${since}, después del momento al que se juzga.`,
      store: (certificates, lists, answers) =>
        `Además de sus firmas, el documento contiene (DSS): certificados ${certificates}; listas de certificados revocados ${lists}; respuestas sobre uno solo (OCSP) ${answers}. Cada una se cree si la firmó su emisor.`,
    },
    reasons: {
      documentDigest: 'El documento no es lo que se firmó: su resumen es otro.',
      signature: 'La firma no se verifica con la clave del certificado.',
      issuerSignature: (certificate, issuer) =>
        `${issuer} no firmó el certificado de ${certificate} tal como está.`,
      noCertificate: 'No está el certificado de quien firmó.',
      binding: 'La firma no nombra este certificado como el del firmante.',
      notValidAt: (certificate, at, from, to) =>
        `El certificado de ${certificate} vale del ${from} al ${to}, y no a ${at}.`,
      critical: (certificate, oid) =>
        `El certificado de ${certificate} tiene una condición que este programa no conoce: ${oid}.`,
      notAuthority: (certificate) => `${certificate} no es una autoridad que emita certificados.`,
      mayNotIssue: (certificate) => `La clave de ${certificate} no es para firmar certificados.`,
      otherPurpose: (certificate, uses) => `${certificate} emite certificados para otros usos: ${uses}.`,
      tooDeep: (certificate) => `Bajo ${certificate} hay más autoridades de las que permite.`,
      tooLong: 'El camino hasta un certificado conocido es más largo que cualquiera honesto.',
      noPath: (certificate, issuer) =>
        `Nada lleva de ${certificate}, emitido por ${issuer}, a un certificado que se guarde.`,
      nameOutside: (certificate, issuer) => `${issuer} no puede emitir para el nombre de ${certificate}.`,
      nameNotChecked: (certificate, issuer) =>
        `Aquí no se comprueba si ${issuer} puede emitir para un nombre de ${certificate}.`,
      revoked: (certificate, since, asOf) =>
        `${certificate} fue revocado el ${since}, según una lista de ${asOf}.`,
      noSigning: 'La clave del certificado no es para firmar.',
      otherUse: (uses) => `El certificado es para otros usos: ${uses}.`,
      algorithm: (name) => `Este programa no comprueba este algoritmo: ${name}.`,
      keyLength: (bits) =>
        `Una clave de ${bits} bits es demasiado corta para fiarse, o demasiado larga para ser honesta.`,
      kind: (name) => `Este programa no comprueba esta clase de firma: ${name}.`,
      range: 'No abarca todo el documento salvo ella misma.',
      stampOther: 'El sello de tiempo es de otra cosa.',
      part: (name, byte) =>
        `La parte «${name}» falta o no está hecha como pide su norma: byte ${byte} de la firma.`,
      form: (byte) => `Lo que está en el byte ${byte} de la firma no está hecho como pide su norma.`,
      lacks: (name) => `La parte «${name}» falta o no encaja con el resto.`,
      tooLarge: 'Es más grande, o tiene más niveles, que cualquier firma honesta.',
    },
    structure: 'No está hecho como pide su norma.',
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
      'Nada sale de este programa para preguntar si un certificado fue revocado: solo se leen las listas y las respuestas OCSP que están en el documento. Sin ellas no se sabe. De las autoridades de sellado de tiempo y de las que responden por OCSP no se lee nada de esto. Tampoco se pregunta con qué política se emitió un certificado. Pregunte al emisor si importa.',
    limitKey:
      'Una firma muestra que el titular de una clave firmó estos bytes. No muestra que estuviera facultado para pedir: devuelva la llamada de todos modos.',
    limitScan: 'Una firma o un sello escaneados son una imagen y no se comprueban.',
    anchorsFrom:
      'Comprobado ahora a partir de los bytes recibidos, al día en que llegaron o a un sello de tiempo conocido.',
  },
};
