// Qui peut avoir connaissance de ce qui est venu en réponse à une demande.
export const resultConfidence = {
  resultConfidence: {
    title: 'Qui peut avoir connaissance de ce résultat',
    ask: 'Qui peut avoir connaissance de ce résultat ?',
    lead: 'Les autres n’en trouvent aucune trace : ni ses pièces, ni leur garde, ni les lots qui les contiennent, ni un compte, ni une tâche.',
    choices: {
      asRequest: {
        open: 'Tous ceux de l’affaire',
        restricted: 'Tous ceux qui peuvent connaître la demande',
      },
      named: 'Seulement ceux que je nomme',
    },
    namedHint: 'Lorsque l’expéditeur le demande, ou que quelqu’un serait en danger.',
    follows: {
      open: 'On le voit comme toutes les preuves de l’affaire.',
      restricted: 'Il est réservé à ceux qui peuvent connaître la demande.',
    },
    kept: 'Il est réservé à ceux qui sont nommés.',
    knowers: 'Qui seul peut en avoir connaissance ?',
    knowersHint: 'Dont vous-même et un responsable de l’affaire.',
    knowersWrong: 'Nommez-vous, ainsi qu’un responsable de l’affaire',
    until: 'Jusqu’à quel jour ? (facultatif)',
    untilHint:
      'Ce jour-là, la question est posée à ceux d’entre eux qui décident. Il ne s’ouvre jamais de lui-même.',
    untilWrong: 'Indiquez un jour à venir, ou aucun',
    untilLabel: 'Jusqu’au',
    noUntil: 'La question n’est posée à personne',
    ground: 'Par quelle condition ou règle est-il réservé ?',
    groundHint:
      'Par exemple : point 3 de la lettre qui l’accompagnait. Ceux qui peuvent en avoir connaissance le voient.',
    groundWhat: 'par quoi il est réservé',
    groundLabel: 'Condition ou règle',
    reason: 'Pourquoi cela change-t-il ?',
    reasonAtFirst: 'Pourquoi est-il réservé ?',
    reasonWhat: 'pourquoi',
    held: (exhibit: string) =>
      `Quelqu’un d’autre détient ${exhibit}, ou se l’est vu offrir. Faites-la d’abord remettre, ou nommez aussi cette personne.`,
    change: 'Changer qui peut en avoir connaissance',
    keep: 'Le réserver à certains',
    save: 'Enregistrer',
    toOpen: 'Y mettre fin',
    openAsk: 'Pourquoi sa confidentialité prend-elle fin ?',
    openLead: {
      open: 'Tous ceux de l’affaire le voient alors, avec ses pièces.',
      restricted: 'Tous ceux qui peuvent connaître la demande le voient alors, avec ses pièces.',
    },
    openButton: 'Y mettre fin',
    unchanged: 'Rien n’a changé',
    due: (request: string, delivery: number, day: string) =>
      `La livraison ${delivery} en réponse à ${request} était confidentielle jusqu’au ${day}. Mettez-y fin, ou dites jusqu’à quand.`,
    notices: { saved: 'La décision est enregistrée.' },
  },
};
