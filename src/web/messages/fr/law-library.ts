// Law: national laws, cases, strategies, lessons. A draft: not yet read by a native speaker.
import { count } from './count.ts';

export const lawLibrary = {
  lawLibrary: {
    lead: 'Ce que les États ont écrit et jugé, et ce que d’autres ont rencontré. Classé par mesure, par type de données et par question.',
    issue: 'Question',
    anyIssue: 'Toutes les questions',
    found: (n: number) => count(n, 'fiche', 'fiches'),
    none: 'Aucune fiche. Cela veut dire inconnu, non qu’il n’y en a pas.',
    from: { law: 'En vigueur', case: 'Décision', strategy: 'Adoption', lesson: 'Du' },
    until: { law: 'Abrogation', case: 'Jusqu’à', strategy: 'Jusqu’à', lesson: 'Jusqu’à' },
    notInForce: 'pas en vigueur ce jour-là',
    reference: { law: 'Référence', case: 'Numéro', strategy: 'Numéro', lesson: 'Où' },
    court: 'Juridiction',
    organisation: 'Organisation',
    original: 'Titre dans sa langue',
    language: 'Langue',
    text: 'Texte',
    evidence: 'La preuve',
    evidenceWords: {
      admitted: 'admise',
      excluded: 'écartée',
      obtained: 'obtenue',
      refused: 'refusée par le détenteur',
      not_decided: 'non tranché',
      unknown: 'inconnu',
    },
    saying: {
      facts: 'Les faits',
      held: 'Ce qui a été jugé',
      cooperation: 'Comment elle a été demandée',
      aim: 'But',
      met: 'Ce qui a été rencontré',
      advice: 'Ce qui aide',
    },
    provisions: 'Dispositions',
    place: 'Où',
    gives: 'Ce que dit le texte',
    tags: 'Sujet',
    others: 'D’autres l’ont rencontré',
  },
};
