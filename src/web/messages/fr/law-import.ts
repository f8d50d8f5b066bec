// Law: taking in what a depositary publishes, and taking along what is published here. A draft: not yet read by a native speaker.
export const lawImport = {
  lawImport: {
    title: 'Comparer avec un dépositaire',
    lead: 'Donnez le fichier tel que le dépositaire le publie. Il est comparé à ce qui est publié ici ; chaque différence devient une proposition pour un second rédacteur. Rien ne change tout seul.',
    ask: {
      format: 'Quel fichier est-ce ?',
      instrument: 'De quel traité ou acte s’agit-il ?',
      day: 'Quel jour a-t-il été téléchargé ?',
      celex: 'Quel numéro l’acte a-t-il dans EUR-Lex ?',
    },
    format: 'De quoi il s’agit',
    formatWords: {
      untc: 'État d’un traité, XML du Recueil des Traités des Nations Unies',
      chart: 'Tableau des signatures et ratifications, CSV (Conseil de l’Europe)',
      eurlex: 'Notice d’un acte, XML d’EUR-Lex',
    },
    day: 'Jour du téléchargement',
    dayHint: 'Le jour dont parle sa source',
    dayAhead: 'Ce jour n’est pas encore venu',
    celex: 'Numéro CELEX',
    celexHint: 'Le numéro CELEX, par exemple 32023R1543',
    celexWrong: 'Saisissez le numéro comme EUR-Lex l’écrit, par exemple 32023R1543',
    file: 'Le fichier du dépositaire',
    read: 'Le lire',
    unread: {
      notSuch: (format: string) =>
        `Le fichier est abîmé, ou n’est pas ceci : ${format}. Téléchargez-le de nouveau tel quel.`,
      state: (name: string) =>
        `Il nomme un État d’une manière qui n’est pas connue : ${name}. Corrigez le fichier, ou faites ajouter le nom.`,
      documentType:
        'Le fichier déclare un type de document (DOCTYPE), qui n’est jamais lu : il peut cacher un texte qui n’y figure pas. Donnez le fichier sans lui.',
      tooLarge: 'Le fichier est trop grand. Donnez celui d’un seul traité ou acte.',
    },
    seenTitle: (instrument: string) => `${instrument} : ce que dit le dépositaire`,
    from: 'Fichier',
    sha256: 'Empreinte SHA-256 du fichier',
    what: {
      new: 'Nouveau',
      changed: 'Modifié',
      confirmed: 'De mémoire ici, confirmé là-bas',
      gone: 'Inscrit ici, absent là-bas',
    },
    goneHint:
      'L’absence dans le fichier montre que deux sources divergent, rien de plus. C’est proposé comme contesté.',
    formUnconfirmed:
      'La forme de ce fichier n’a pas été comparée avec un téléchargement actuel du Bureau des traités. Vérifiez bien ce qui est lu.',
    unclear:
      'Le fichier dit quelque chose de ces États entre crochets, que seule une personne peut lire. Consultez la page du dépositaire et saisissez-les à la main :',
    same: 'Rien ne diffère de ce qui est publié ici.',
    here: 'Ici',
    there: 'Là-bas',
    choose: 'Proposer',
    isProposed: 'déjà proposé',
    propose: 'Proposer ce qui est choisi',
    proposed: (n: number) => `Proposé : ${n}`,
    refused: (n: number) => `Refusé par les contrôles : ${n}`,
    export: 'L’emporter',
    exportHint:
      'Ce qui est publié, en fichiers : YAML pour rédiger, CSV pour les tableurs, JSON et JSON-LD pour d’autres systèmes.',
  },
};
