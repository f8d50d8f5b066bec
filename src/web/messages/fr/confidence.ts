// Qui peut savoir qu’une demande existe, ou ce qui est venu en réponse.
export const confidence = {
  confidence: {
    title: { request: 'Qui peut savoir', result: 'Qui peut avoir connaissance de ce résultat' },
    ask: {
      request: 'Qui peut avoir connaissance de cette demande ?',
      result: 'Qui peut avoir connaissance de ce résultat ?',
    },
    lead: {
      request:
        'Tous les autres de l’affaire n’en trouvent aucune trace : ni dans une liste, ni dans un compte, ni dans un rappel. Ce qui vient en réponse leur est réservé aussi.',
      result:
        'Les autres n’en trouvent aucune trace : ni ses pièces, ni leur garde, ni les lots qui les contiennent, ni un compte, ni une tâche.',
    },
    onceKept: 'Une fois réservé',
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
    kept: {
      request: 'Elle est réservée à ceux qui sont nommés.',
      result: 'Il est réservé à ceux qui sont nommés.',
    },
    knowers: { request: 'Qui seul peut la connaître ?', result: 'Qui seul peut en avoir connaissance ?' },
    knowersHint: 'Dont vous-même et un responsable de l’affaire.',
    knowersWrong: 'Nommez-vous, ainsi qu’un responsable de l’affaire',
    until: 'Jusqu’à quel jour ? (facultatif)',
    untilHint: {
      request:
        'Ce jour-là, la question est posée à ceux d’entre eux qui décident. Elle ne s’ouvre jamais d’elle-même.',
      result:
        'Ce jour-là, la question est posée à ceux d’entre eux qui décident. Il ne s’ouvre jamais de lui-même.',
    },
    untilWrong: 'Indiquez un jour à venir, ou aucun',
    untilLabel: 'Jusqu’au',
    noUntil: 'La question n’est posée à personne',
    ground: 'Par quelle condition ou règle est-il réservé ?',
    groundHint:
      'Par exemple : point 3 de la lettre qui l’accompagnait. Ceux qui peuvent en avoir connaissance le voient.',
    groundWhat: 'par quoi il est réservé',
    groundLabel: 'Condition ou règle',
    reason: 'Pourquoi cela change-t-il ?',
    reasonAtFirst: { request: 'Pourquoi est-elle réservée ?', result: 'Pourquoi est-il réservé ?' },
    reasonWhat: 'pourquoi',
    held: (exhibit: string) =>
      `Quelqu’un d’autre détient ${exhibit}, ou se l’est vu offrir. Faites-la d’abord remettre, ou nommez aussi cette personne.`,
    change: 'Changer qui peut en avoir connaissance',
    keep: { request: 'La réserver à certains', result: 'Le réserver à certains' },
    save: 'Enregistrer',
    toOpen: 'Y mettre fin',
    openAsk: 'Pourquoi sa confidentialité prend-elle fin ?',
    openLead: {
      request: 'Tous ceux de l’affaire qui voient les demandes la connaissent alors.',
      result: {
        open: 'Tous ceux de l’affaire le voient alors, avec ses pièces.',
        restricted: 'Tous ceux qui peuvent connaître la demande le voient alors, avec ses pièces.',
      },
    },
    openButton: 'Y mettre fin',
    unchanged: 'Rien n’a changé',
    due: {
      withoutLead: (request: string) =>
        `Plus aucun responsable du dossier ne connaît ${request}, ou ce qui est venu en réponse. Désignez-en un.`,
      request: (request: string, day: string) =>
        `La confidentialité de ${request} durait jusqu’au ${day}. Ouvrez-la, ou dites jusqu’à quand.`,
      result: (request: string, delivery: number, day: string) =>
        `La livraison ${delivery} en réponse à ${request} était confidentielle jusqu’au ${day}. Mettez-y fin, ou dites jusqu’à quand.`,
    },
    notices: { saved: 'La décision est enregistrée.' },
    tag: 'Confidentielle',
    open: 'Tous ceux de l’affaire qui voient les demandes la connaissent.',
    who: 'Qui sait',
    why: 'Pourquoi',
    history: 'Ce qui a été décidé',
    acts: {
      restricted: 'Confidentialité décidée',
      named: 'Nommé',
      removed: 'Retiré',
      extended: 'Confidentialité modifiée',
      opened: 'Confidentialité levée',
    },
    when: 'Quand',
    by: 'Par',
    what: 'Quoi',
  },
};
