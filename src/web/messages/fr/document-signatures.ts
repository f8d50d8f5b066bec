import type { documentSignatures as Shape } from '../en/document-signatures.ts';

export const documentSignatures: typeof Shape = {
  documentSignatures: {
    title: 'Ce que disent les signatures du document',
    link: 'Ce que disent ses signatures',
    none: 'Aucune signature n’y a été trouvée.',
    unread: 'Les signatures du document n’ont pas pu être lues.',
    others:
      'Quelque chose y ressemble à une signature et aucun lecteur de PDF ne le montre comme telle. Ne vous y fiez pas.',
    number: (n) => `Signature no ${n}`,
    stampNumber: (n) => `Horodatage no ${n}`,
    holds: 'tient',
    holdsInPart: 'tient pour une partie',
    holdsNot: 'ne tient pas',
    unchecked: 'non vérifiée',
    whole: 'Elle porte sur tout le document : rien n’a changé depuis la signature.',
    part: 'Elle porte sur le document tel qu’il a été signé. On y a ajouté ensuite ce qu’elle ne couvre pas.',
    stamp: 'Une autorité déclare que le document existait à ce moment. Personne d’autre n’a signé ainsi.',
    bad: 'Le document a été modifié depuis, ou la signature est celle d’un autre document.',
    notChecked:
      'Ce programme ne sait pas vérifier ce type de signature. Utilisez les moyens de votre autorité et notez ce qu’ils disent.',
    known: 'Le signataire est connu.',
    knownBy: (anchor, at) =>
      `Le certificat mène à un de ceux que garde votre organisme : ${anchor}. État au ${at}.`,
    notKnown: 'Le signataire n’est pas établi.',
    noAnchor:
      'Le certificat ne mène à aucun de ceux que garde votre organisme : le nom est celui que donne le document. Un administrateur ajoute les certificats reçus par une autre voie.',
    unfit: (at) =>
      `Au ${at}, le certificat ne pouvait pas signer ce document : expiré, pas encore valable, destiné à un autre usage, ou lui-même irrégulier.`,
    stampWrong: 'La signature porte un horodatage, et il ne tient pas.',
    detail: 'Ce que le programme a rencontré',
    revocation: {
      notTold: (names) =>
        `On ne sait pas si ceux-ci ont été révoqués : rien dans le document ne le dit pour cette date. ${names}`,
      anchorItself:
        'Le certificat est lui-même conservé par votre service : c’est à lui de savoir s’il a été révoqué.',
      notRevoked: (asOf) =>
        `Selon les listes et réponses signées par leurs émetteurs et placées dans le document, aucun des certificats n’était révoqué au ${asOf}. Elles ne disent rien de la suite.`,
      later: (name, since) => `${name} a été révoqué le ${since}, après la date à laquelle on en juge.`,
      store: (certificates, lists, answers) =>
        `Outre ses signatures, le document contient (DSS) : certificats ${certificates} ; listes de certificats révoqués ${lists} ; réponses sur un seul certificat (OCSP) ${answers}. Chacune fait foi si son émetteur l’a signée.`,
    },
    reasons: {
      documentDigest: 'Le document n’est pas ce qui a été signé : son empreinte est autre.',
      signature: 'La signature ne se vérifie pas avec la clé du certificat.',
      issuerSignature: (certificate, issuer) =>
        `${issuer} n’a pas signé le certificat de ${certificate} tel qu’il est.`,
      noCertificate: 'Le certificat du signataire n’est pas là.',
      binding: 'La signature ne désigne pas ce certificat comme celui du signataire.',
      notValidAt: (certificate, at, from, to) =>
        `Le certificat de ${certificate} vaut du ${from} au ${to}, et non au ${at}.`,
      critical: (certificate, oid) =>
        `Le certificat de ${certificate} a une condition que ce programme ne connaît pas : ${oid}.`,
      notAuthority: (certificate) => `${certificate} n’est pas une autorité qui émet des certificats.`,
      mayNotIssue: (certificate) => `La clé de ${certificate} n’est pas faite pour signer des certificats.`,
      otherPurpose: (certificate, uses) =>
        `${certificate} émet des certificats pour d’autres usages : ${uses}.`,
      tooDeep: (certificate) => `Il y a sous ${certificate} plus d’autorités qu’il n’en permet.`,
      tooLong: 'Le chemin vers un certificat connu est plus long qu’aucun chemin honnête.',
      noPath: (certificate, issuer) =>
        `Rien ne mène de ${certificate}, émis par ${issuer}, à un certificat conservé.`,
      nameOutside: (certificate, issuer) => `${issuer} ne peut pas émettre pour le nom de ${certificate}.`,
      nameNotChecked: (certificate, issuer) =>
        `On ne vérifie pas ici si ${issuer} peut émettre pour un nom de ${certificate}.`,
      revoked: (certificate, since, asOf) =>
        `${certificate} a été révoqué le ${since}, selon une liste du ${asOf}.`,
      noSigning: 'La clé du certificat n’est pas faite pour signer.',
      otherUse: (uses) => `Le certificat est pour d’autres usages : ${uses}.`,
      algorithm: (name) => `Ce programme ne vérifie pas cet algorithme : ${name}.`,
      keyLength: (bits) =>
        `Une clé de ${bits} bits est trop courte pour s’y fier, ou trop longue pour être honnête.`,
      kind: (name) => `Ce programme ne vérifie pas ce genre de signature : ${name}.`,
      range: 'Elle ne porte pas sur tout le document hors elle-même.',
      stampOther: 'L’horodatage porte sur autre chose.',
      part: (name, byte) =>
        `La partie « ${name} » manque ou n’est pas faite comme sa norme le demande : octet ${byte} de la signature.`,
      form: (byte) =>
        `Ce qui se trouve à l’octet ${byte} de la signature n’est pas fait comme sa norme le demande.`,
      lacks: (name) => `La partie « ${name} » manque, ou ne va pas avec le reste.`,
      tooLarge: 'Elle est plus grande, ou plus imbriquée, que toute signature honnête.',
    },
    structure: 'Ce n’est pas construit comme sa norme le demande.',
    signer: 'Signé par',
    issuer: 'Certificat délivré par',
    valid: 'Certificat valable',
    fromTo: (from, to) => `du ${from} au ${to}`,
    fingerprint: 'Empreinte du certificat (SHA-256)',
    claimed: 'Heure, selon le signataire',
    stamped: 'Horodatage',
    stampKnown: 'autorité connue',
    stampNotKnown: 'autorité inconnue',
    nameGiven: 'Nom indiqué',
    reasonGiven: 'Motif indiqué',
    after: (size) => `Ajouté après la signature : ${size}.`,
    pagesMore: (n) => `Pages ajoutées depuis : ${n}.`,
    pagesFewer: (n) => `Pages retirées depuis : ${n}.`,
    pagesSame: 'Le nombre de pages est le même ; leur contenu peut être autre. Comparez.',
    pagesUnknown:
      'Ce qui a été signé ne s’ouvre pas seul : examinez le document avec les moyens de votre autorité.',
    asSigned: 'Ouvrir le document tel qu’il a été signé',
    limits: 'Ce que cela ne dit pas',
    limitRevoked:
      'Rien ne sort de ce programme pour demander si un certificat a été révoqué : seules sont lues les listes et les réponses OCSP placées dans le document. Sans elles, on ne le sait pas. Pour les autorités d’horodatage et celles qui répondent par OCSP, cela n’est pas lu du tout. On ne demande pas non plus selon quelle politique un certificat a été émis. Demandez à l’émetteur si c’est important.',
    limitKey:
      'Une signature montre que le détenteur d’une clé a signé ces octets. Elle ne montre pas qu’il avait qualité pour demander : rappelez malgré tout.',
    limitScan: 'Une signature ou un cachet numérisé est une image, et n’est pas vérifié.',
    anchorsFrom:
      'Vérifié à l’instant à partir des octets reçus, à la date de leur arrivée ou d’un horodatage connu.',
  },
};
