// What is written about a request that is with the other side, or came from there.
import type { followUps as Shape } from '../en/follow-ups.ts';

export const followUps: typeof Shape = {
  followUps: {
    rail: 'Écrire',
    write: 'Écrire à son sujet',
    title: (reference) => `Qu’écrivez-vous au sujet de ${reference} ?`,
    carried: (reference) => `Référence, parties et fondement de ${reference}`,
    carriedRecord: (reference) =>
      `Ce qui est consigné de ${reference} et de ses points, où le formulaire le demande`,
    recorded: (reference) =>
      `Ceci figure tel que consigné pour ${reference}. Modifiez-le si vous dites autre chose.`,
    itemsOf: (reference) => `Ce que demande ${reference}`,
    due: (until) => `dû jusqu’au ${until}`,
    written: 'Écrit à son sujet',
    about: 'Au sujet de',
    there: (reference) => `Ceci concerne ${reference}. Ce qui en découle s’y consigne.`,
    open: (reference) => `Ouvrir ${reference}`,
    ask: 'Quelle demande de cette affaire concerne-t-elle ?',
    hint: 'La page de celle-ci y mènera, et inversement.',
    none: 'Aucune de celles-ci',
    /** Of the letter of a decision, while that is not recorded of the request. */
    decided: {
      outgoing: {
        refused: 'Un refus est arrivé',
        part: 'Un refus partiel est arrivé',
        postponed: 'Un report est arrivé',
        conditional: 'Des conditions sont arrivées',
        notExecuted: 'Des motifs de non-exécution sont arrivés (annexe III)',
        objected: 'Une objection fondée sur le droit d’un autre État est arrivée (annexe III)',
        asked: 'Une question est arrivée (annexe III)',
        partial: 'Un résultat partiel est arrivé',
      },
      incoming: {
        refused: 'Un refus a été envoyé',
        part: 'Un refus partiel a été envoyé',
        postponed: 'Un report a été envoyé',
        conditional: 'Des conditions ont été envoyées',
        notExecuted: 'Des motifs de non-exécution ont été envoyés (annexe III)',
        objected: 'Une objection fondée sur le droit d’un autre État a été envoyée (annexe III)',
        asked: 'Une question a été envoyée (annexe III)',
        partial: 'Un résultat partiel a été envoyé',
      },
      notYet: 'Ce n’est pas encore consigné ici. D’ici là, la demande reste en l’état et ses délais courent.',
      record: 'Consigner la décision',
      recordAnswer: 'Consigner la réponse',
    },
  },
};
