import type { court as Shape } from '../en/court.ts';

export const court: typeof Shape = {
  court: {
    title: 'Utilisation en justice',
    lead: 'Ce que les juridictions d’un État demandent à une preuve électronique, comparé à ce que montre le journal de conservation.',
    noAdvice:
      'Ceci n’est pas un conseil juridique, ni l’assurance qu’une juridiction l’admettra : seulement ce que montre le journal et ce que l’on sait ici du droit.',
    shows: 'Ce que montre le journal de conservation',
    events: (list) => (list.length === 1 ? `position ${list[0]}` : `positions ${list.join(', ')}`),
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
      unbroken: 'Chaque entrée nomme la précédente ; aucune ne manque',
      stages: 'Saisie ou identification, recueil et conservation sont des entrées distinctes',
      request: 'Elle a été obtenue sur demande formelle',
    },
    notOnRecord: (state) =>
      `Ce que les juridictions de ${state} demandent à une preuve électronique n’est pas connu ici. Cela ne veut pas dire qu’elles ne demandent rien.`,
    byPerson: 'une personne doit l’attester',
    certificate: 'Certificat',
  },
};
