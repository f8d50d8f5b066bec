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
    whole: 'Elle porte sur tout le document : rien n’a changé depuis la signature.',
    part: 'Elle porte sur le document tel qu’il a été signé. On y a ajouté ensuite ce qu’elle ne couvre pas.',
    stamp: 'Une autorité déclare que le document existait à ce moment. Personne d’autre n’a signé ainsi.',
    bad: 'Le document a été modifié depuis, ou la signature est celle d’un autre document.',
    notChecked:
      'Ce programme ne sait pas vérifier ce type de signature. Utilisez les moyens de votre autorité et notez ce qu’ils disent.',
    known: 'Le signataire est connu.',
    knownBy: (anchor, at) =>
      `Le certificat mène à un de ceux que garde votre organisme : ${anchor}. État au ${at}.`,
    notKnown: 'Le signataire n’est pas établi.',
    noAnchor:
      'Le certificat ne mène à aucun de ceux que garde votre organisme : le nom est celui que donne le document. Un administrateur ajoute les certificats reçus par une autre voie.',
    unfit: (at) =>
      `Au ${at}, le certificat ne pouvait pas signer ce document : expiré, pas encore valable, destiné à un autre usage, ou lui-même irrégulier.`,
    stampWrong: 'La signature porte un horodatage, et il ne tient pas.',
    detail: 'Ce que le programme a rencontré',
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
    after: (size) => `Ajouté après la signature : ${size}.`,
    pagesMore: (n) => `Pages ajoutées depuis : ${n}.`,
    pagesFewer: (n) => `Pages retirées depuis : ${n}.`,
    pagesSame: 'Le nombre de pages est le même ; leur contenu peut être autre. Comparez.',
    pagesUnknown:
      'Ce qui a été signé ne s’ouvre pas seul : examinez le document avec les moyens de votre autorité.',
    asSigned: 'Ouvrir le document tel qu’il a été signé',
    limits: 'Ce que cela ne dit pas',
    limitRevoked:
      'On ne demande pas si un certificat a été révoqué : rien ne sort de ce programme pour cela. Demandez à l’émetteur si c’est important.',
    limitKey:
      'Une signature montre que le détenteur d’une clé a signé ces octets. Elle ne montre pas qu’il avait qualité pour demander : rappelez malgré tout.',
    limitScan: 'Une signature ou un cachet numérisé est une image, et n’est pas vérifié.',
    anchorsFrom:
      'Vérifié à l’instant à partir des octets reçus, à la date de leur arrivée ou d’un horodatage connu.',
  },
};
