import type { peers as Shape } from '../en/peers.ts';

export const peers: typeof Shape = {
  peers: {
    title: 'Partenaires de confiance',
    hint: 'Les services dont les clés vous sont parvenues par une autre voie que leurs lots.',
    lead: 'Un lot d’un partenaire de confiance est comparé aux clés gardées ici. Un administrateur les ajoute ; un autre les compare encore une fois et confirme. Alors seulement elles comptent.',
    none: 'Aucun partenaire pour l’instant. Les lots qui arrivent sont vérifiés, mais rien ne dit de qui sont leurs clés.',
    add: 'Ajouter un partenaire',
    ours: 'Nos propres clés, pour l’autre partie',
    agency: 'Service',
    state: 'État',
    log: 'Journal de garde',
    standing: 'Situation',
    states: {
      proposed: 'attend une seconde personne',
      confirmed: 'de confiance',
      withdrawn: 'retiré',
    },
    addedNow:
      'Ajouté. Il comptera quand un autre administrateur aura comparé les clés et les aura confirmées.',
    confirmedNow: 'Confirmé. Les lots de ce journal sont désormais comparés à ces clés.',
    withdrawnNow: 'Retiré. Les lots de ce journal ne sont désormais comparés à aucune clé.',
    file: 'Quelles clés avez-vous reçues ?',
    fileHint:
      'Le fichier de clés entier (trust.txt) de l’autre service. Il a des lignes qui commencent par log. Il ne doit pas être venu avec un lot.',
    fileFaults: {
      form: 'Ce n’est pas un fichier de clés. Collez les lignes qui commencent par log et quorum, telles quelles',
      tooLarge: 'C’est trop long pour un fichier de clés d’un seul service',
      severalLogs: 'Ce sont des clés de plusieurs journaux. Ajoutez un service à la fois',
      noLog: 'Aucune ligne n’y commence par log',
      own: 'Ce sont vos propres clés. Collez celles de l’autre service',
    },
    there: 'Il y a déjà un partenaire pour ce journal. Retirez-le d’abord',
    who: 'De qui sont ces clés ?',
    agencyHint: 'Comme sur ses lettres',
    agencyForm: 'Entrez le nom du service, en 200 caractères au plus',
    chooseState: 'Choisissez un État',
    stateForm: 'Choisissez l’État du service',
    road: 'Comment vous sont-elles parvenues ?',
    roads: {
      letter: 'Par lettre ou par courrier',
      meeting: 'En personne, lors d’une réunion',
      callBack: 'Par téléphone, en rappelant un numéro d’un annuaire',
      network: 'Par un réseau de points de contact',
      publication: 'Par une publication officielle',
    },
    roadForm: 'Choisissez comment les clés vous sont parvenues',
    how: 'De qui, et comment exactement ?',
    howHint: 'Par exemple : feuille remise par le chef de leur unité lors de notre réunion à Suva',
    howForm: 'Dites en 500 caractères au plus de qui et comment',
    receivedOn: 'Quel jour ?',
    receivedOnForm: 'Entrez un jour qui n’est pas dans l’avenir',
    save: 'Ajouter le partenaire',
    prints: 'Empreintes des clés',
    printsHint:
      'Lisez-les l’un à l’autre par téléphone, ligne par ligne, à un numéro qui ne vient pas du message ayant apporté les clés. Chaque signe doit être le même.',
    uses: { ed25519: 'Journal, Ed25519', mlDsa44: 'Journal, ML-DSA-44', service: 'Du service' },
    noService:
      'Aucune clé du service n’est venue avec elles. Ce n’est pas une faute : le journal dit laquelle il a.',
    witnesses: 'Témoins',
    witnessesAsked: (n) =>
      n <= 1
        ? `Le fichier nomme ${n} témoin, et les lots doivent avoir ce que son quorum demande`
        : `Le fichier nomme ${n} témoins, et les lots doivent avoir ce que son quorum demande`,
    received: 'Comment les clés sont venues',
    day: 'Reçues le',
    added: 'Ajouté',
    confirmed: 'Confirmé',
    withdrawn: 'Retiré',
    deed: (who, day) => `Par ${who}, le ${day}`,
    keep: 'Enregistrer le fichier de clés',
    waits:
      'Ces clés ne comptent pas encore. Un autre administrateur doit les comparer avec ce que dit le service.',
    waitsOwn:
      'Vous avez ajouté ces clés. Demandez à un autre administrateur de les comparer et de les confirmer.',
    confirm: 'Comparer et confirmer',
    confirmTitle: 'Comment avez-vous comparé ces clés ?',
    confirmHint:
      'Vous les comparez vous-même, non d’après ce que dit votre collègue. Par exemple : lues au téléphone avec leur permanence, numéro de l’annuaire du réseau',
    confirmForm: 'Dites en 500 caractères au plus avec qui et comment vous les avez comparées',
    confirmButton: 'Les clés sont les mêmes : confirmer',
    withdraw: 'Retirer ce partenaire',
    withdrawTitle: 'Pourquoi ce partenaire est-il retiré ?',
    withdrawHint:
      'Par exemple : ils nous ont dit que quelqu’un d’autre peut détenir leurs clés. De nouvelles clés s’ajoutent alors comme un nouveau partenaire.',
    withdrawForm: 'Dites pourquoi, en 500 caractères au plus',
    withdrawButton: 'Retirer le partenaire',
    rotation:
      'Quand le service remplace ses clés comme prévu, la preuve dans ses lots mène de ces clés aux nouvelles, et il n’y a rien à faire ici. Quand il dit que d’autres peuvent détenir les anciennes, ou qu’elles sont perdues, retirez le partenaire et ajoutez les nouvelles clés.',
    oursLead:
      'Remettez cette feuille ou le fichier à l’autre service par une autre voie que vos lots : par lettre, en personne ou par un réseau de points de contact.',
    oursHow:
      'Pour comparer : appelez-vous à un numéro que les deux connaissaient avant, et lisez les lignes à voix haute. Chaque signe doit être le même.',
    oursFile: 'Enregistrer en fichier (trust.txt)',
    oursPrint: 'Pour imprimer cette feuille, utilisez la commande d’impression de votre navigateur.',
    oursDay: 'À la date du',
  },
};
