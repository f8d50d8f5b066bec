import type { desks as Shape } from '../en/desks.ts';
import { count } from './count.ts';

export const desks: typeof Shape = {
  desks: {
    title: 'Bureaux',
    names: {
      duty: 'Bureau 24/7',
      outgoing: 'Demandes envoyées',
      incoming: 'Demandes reçues',
      preservations: 'Conservations',
      statistics: 'Combien de temps',
    },
    leads: {
      outgoing: 'Ce que vos affaires demandent à d’autres. Ce qui expire d’abord vient d’abord.',
      incoming: 'Ce que d’autres vous demandent. Ce qui expire d’abord vient d’abord.',
      preservations:
        'Ce que des détenteurs conservent pour vos affaires. Ce qui expire d’abord vient d’abord.',
      statistics:
        'Des demandes que vous pouvez voir, ces trois dernières années : de l’envoi à la réponse qui les règle.',
    },
    none: 'Rien ici.',
    empty: 'Rien n’attend ici. Ce qui est inscrit dans vos affaires apparaît ici de lui-même.',
    more: 'Suite',
    csv: 'En tableau (CSV)',
    all: 'tous',
    filter: 'N’en montrer qu’une partie',
    show: 'Montrer',
    clear: 'Tout montrer de nouveau',
    closedToo: 'Montrer aussi ce qui est terminé',
    state: 'État',
    urgency: 'Urgence',
    kind: 'Type',
    counterpart: 'Autre partie',
    runsOut: 'Expire',
    what: 'Objet',
    since: 'Depuis',
    holder: 'Détenteur',
    noLimit: 'sans délai',
    views: 'Vues gardées',
    noViews: 'Vous n’en avez gardé aucune.',
    viewName: 'Nom de cette vue',
    keepView: 'Garder cette vue',
    viewKept: 'La vue est gardée.',
    dropView: 'Retirer',
    tonight: (n) =>
      n === 0
        ? 'Rien n’expire dans les douze heures.'
        : n === 1
          ? 'Une chose expire dans les douze heures.'
          : `${n} choses expirent dans les douze heures.`,
    notBelieved: 'Nouveau, pas encore cru',
    callFirst:
      'Quelqu’un dit que c’est une urgence. Appelez un numéro qui figurait dans l’annuaire avant qu’elle n’arrive, et non un numéro du message, avant d’agir.',
    showNumber: 'Voir l’annuaire',
    recordCall: 'Enregistrer l’appel',
    emergencies: 'Urgences',
    shift: 'D’une équipe à l’autre',
    shiftLead: (notes, open) =>
      `${count(notes, 'inscription', 'inscriptions')}, ${count(open, 'promesse', 'promesses')} à tenir.`,
    writeNote: 'Écrire à l’équipe suivante',
    noteLead:
      'Tous ceux du bureau 24/7 lisent ceci, quelles que soient leurs affaires. Ne nommez personne et rien d’une affaire : donnez le numéro de la demande.',
    noteKind: 'Qu’est-ce que c’est ?',
    noteText: 'Ce que l’équipe suivante doit savoir',
    shiftKinds: { note: 'Remarque', promise: 'Promesse', handOver: 'Relève' },
    shiftHints: {
      note: 'Quelque chose à savoir',
      promise:
        'Quelque chose qui a été promis, comme un rappel ; cela reste jusqu’à ce que quelqu’un l’ait tenu',
      handOver: 'L’équipe finit : où en sont les choses',
    },
    kindNeeded: 'Choisissez ce que c’est',
    textNeeded: 'Écrivez quelque chose, 2 000 caractères au plus',
    noted: 'C’est noté.',
    promiseKept: 'C’est tenu',
    keptBy: (who, when) => `Tenu par ${who}, ${when}`,
    timeBy: {
      counterpart: 'Temps médian par État',
      channel: 'Temps médian par voie',
      form: 'Temps médian par type',
    },
    by: { counterpart: 'État', channel: 'Voie', form: 'Type' },
    median: 'Médiane',
    answered: 'Répondues',
    days: (n) => `${n} jours`,
    refusals: 'Refus par motif',
    ground: 'Motif',
    times: 'Fois',
    figure: 'Chiffre',
    of: 'De',
    notSaid: 'non précisé',
    noFigures: 'Pas encore de réponses à compter.',
    begin: 'Enregistrer une conservation',
    holderHint: 'La personne morale qui conserve les données',
    holderState: 'État du détenteur',
    basis: 'Sur quelle base',
    categories: 'Quelles données',
    identifiers: 'Les données de qui',
    identifiersHint: 'Comptes, numéros ou adresses, un par ligne',
    endsAt: 'Jusqu’à quand ils conservent les données',
    endsAtHint: 'Laissez vide s’ils ne l’ont pas dit.',
    production: 'Demande des données',
    mayBeGone:
      'Le temps pendant lequel le détenteur conserve les données est passé. Elles ont peut-être disparu : appelez le détenteur et demandez aussitôt.',
    noClock: 'Aucun délai ne court. Il en commence un quand le détenteur confirme.',
    wrong: {
      holder: 'Saisissez qui conserve les données',
      basis: 'Choisissez sur quelle base elles sont conservées',
      categories: 'Choisissez au moins un type de données',
      identifiers: 'Nommez au moins un compte, numéro ou adresse, et 200 au plus',
    },
  },
};
