import type { court as Shape } from '../en/court.ts';

export const court: typeof Shape = {
  court: {
    title: 'Utilisation en justice',
    lead: 'Ce que les juridictions d’un État demandent à une preuve électronique, comparé à ce que montre le journal de conservation.',
    noAdvice:
      'Ceci n’est pas un conseil juridique, ni l’assurance qu’une juridiction l’admettra : seulement ce que montre le journal et ce que l’on sait ici du droit.',
    shows: 'Ce que montre le journal de conservation',
    events: (positions) => `position ${positions} du journal`,
    standing: { met: 'rempli', missing: 'manque', cannotTell: 'ne se sait pas' },
    fact: {
      origin: 'D’où elle provient',
      taker: 'Qui l’a recueillie, et quel jour',
      authority: 'Sur quel titre légal elle a été recueillie',
      method: 'Avec quel outil elle a été copiée, et comment',
      protected: 'Un bloqueur d’écriture entre la source et l’outil',
      allRead: 'Chaque octet a été lu, et la source était la même après la lecture',
      hash: 'Une empreinte SHA-256 calculée pendant le recueil',
      sourceHash: 'L’empreinte que porte la source est celle de ce qui a été lu',
      sameHash: 'Relue plus tard, l’empreinte était la même',
      unbroken: 'Chaque entrée nomme la précédente ; aucune ne manque',
      stages: 'Saisie ou identification, recueil et conservation sont des entrées distinctes',
      request: 'Elle a été obtenue sur demande formelle',
      forEvidence:
        'Aucune condition ne la réserve à l’enquête ; beaucoup de juridictions n’admettent pas ce qui est venu de façon informelle (par. 33)',
    },
    notOnRecord: (state) =>
      `Ce que les juridictions de ${state} demandent à une preuve électronique n’est pas connu ici. Cela ne veut pas dire qu’elles ne demandent rien.`,
    byPerson: 'une personne doit l’attester',
    certificate: 'Certificat',
    titleFor: (state) => `Utilisation en justice : ${state}`,
    which: 'Dans quel État sera-t-elle utilisée ?',
    whichHint:
      'Ce que demandent ses juridictions est comparé à ce que montre le journal de conservation de cette pièce.',
    onRecord: (state) => `${state} (règles connues)`,
    stateWrong: 'Choisissez un État',
    show: 'Montrer ce qui est demandé',
    another: 'Un autre État',
    asks: 'Ce que demandent ses juridictions',
    noCertificate: 'Aucun certificat n’est demandé.',
    signedBy: (who) => `Signé par : ${who}.`,
    draft: 'Préparer le certificat',
    draftAgain: 'Modifier le projet',
    drafted: (when) => `Projet du ${when} ; le journal ne dit pas s’il a été signé.`,
    asPdf: 'PDF, à signer',
    asDocx: 'DOCX, à modifier',
    kept: 'Le projet est conservé. Imprimez-le et faites-le signer.',
    formTitle: 'Préparer un certificat',
    formLead:
      'Ce que contient le journal de conservation est déjà inscrit. Qui signe répond de chaque mot : corrigez ce qui n’est pas exact.',
    recalled:
      'Les termes que demande ce certificat n’ont pas été lus dans la loi elle-même. Comparez-les avant de l’utiliser.',
    byHand: (what) => `Laissé en blanc pour le signataire : ${what}.`,
    keep: 'Conserver le projet',
    fromLog: 'Tiré du journal de conservation.',
    optional: 'Peut rester vide.',
    onlyWhen: (when) => `Si : ${when}.`,
    yourAnswer: 'Votre réponse',
    before: 'La question précédente',
    fieldNeeded: (label) => `À remplir : ${label}`,
    fill: {
      record: (number, title, bytes, sha256) =>
        `Pièce ${number}${title === '' ? '' : `, ${title}`}, ${bytes} octets, SHA-256 ${sha256}`,
      method: (tool, at) =>
        `Copiée avec ${tool} le ${at} ; une empreinte SHA-256 a été calculée sur les octets tels qu’ils ont été lus`,
      protected: (blocker) => `Bloqueur d’écriture entre la source et l’outil : ${blocker}`,
      hash: (sha256) => `SHA-256 ${sha256}`,
      match: (sha256, at) => `Relue le ${at}, la copie avait la même empreinte SHA-256 : ${sha256}`,
    },
    document: {
      title: 'Certificat',
      exhibit: 'Pièce',
      case: 'Affaire',
      agency: 'Organisme',
      name: 'Nom et qualité',
      place: 'Lieu et date',
      signature: 'Signature',
      draft: (day) => `Projet du ${day}. Il est sans effet tant qu’il n’est pas signé.`,
      basis: (version, confidence) => `Champs selon les données juridiques ${version} (${confidence}).`,
    },
  },
};
