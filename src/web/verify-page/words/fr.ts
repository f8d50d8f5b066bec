// The checker in French. A draft, not yet checked by a native speaker (docs/terms.md).
import type { ReportWords } from '../../../verify/report-words.ts';
import type { PageMessages } from '../page-messages.ts';

export const reportFr: ReportWords = {
  language: 'fr',
  direction: 'ltr',
  units: ['octets', 'ko', 'Mo', 'Go', 'To', 'Po'],
  checkTitles: {
    entries: 'Fichiers et noms',
    bag: 'Liste des fichiers',
    payload: 'Preuves',
    tagFiles: 'Documents joints',
    packageNote: 'Sceau du lot',
    keys: 'Clés',
    trust: 'Clés auxquelles vous vous fiez',
    checkpoint: 'Tête du journal',
    witnesses: 'Témoins',
    events: 'Événements de garde',
    proofs: 'Événements dans le journal',
    chains: 'Ordre des événements',
    heads: 'Rien d’omis',
    enrolments: 'Droit de signer',
    exhibits: 'Preuves et événements',
    request: 'Demande telle que signée',
    details: 'Textes privés',
    conditions: 'Conditions d’usage',
    timestamps: 'Horodatages',
  },
  checks: {
    entries: 'fichiers : {files}, {bytes} ; ni lien ni nom dangereux',
    bag: 'preuves : {payloadFiles}, documents joints : {tagFiles} ; chacun est listé et présent',
    payload: 'fichiers : {files}, {bytes} ; chaque SHA-256 est juste',
    tagFiles: 'fichiers : {files} ; chaque SHA-256 est juste',
    packageNote: 'signé par le service qui l’a fait ; il couvre chaque octet',
    keys: 'les deux clés du journal, celle du service et la politique concordent',
    keysChanged: 'clés du journal remplacées : {changes}',
    trust: 'les clés du journal sont celles de votre fichier de confiance',
    trustOne: 'une des clés du journal est dans votre fichier de confiance, et c’est la même',
    trustFollowed:
      'votre fichier de confiance nomme des clés antérieures, qui ont conduit à celles-ci ; changements prévus : {changes}',
    checkpoint: 'événements dans le journal : {logSize} ; les deux signatures sont justes',
    witnesses: 'cosignatures : {witnesses}, comme le veut la politique',
    witnessesNone: 'aucun, et la politique n’en demande pas',
    events: 'événements : {events}, chacun signé ({signers})',
    byOfficers: 'par leur agent : {byOfficers}',
    forOfficers: 'par le service pour un agent : {forOfficers}',
    byService: 'par le service : {own}',
    proofs: 'chacun conduit à la tête du journal',
    chains: 'suites : {items}, chacune sans lacune',
    heads: 'déclarations du gardien : {heads} ; aucun événement omis',
    enrolments: 'clés : {keys}, chacune inscrite avant de signer',
    exhibits: 'pièces : {exhibits}, conformes aux événements',
    request:
      'version {version} : la lettre, les données et la signature par clé d’accès correspondent à l’événement du journal',
    details: '{details}, tels que les événements les ont liés',
    detailsWithheld: '{details}, tels que liés ; non remis : {withheld}',
    conditions: '{conditions}, les mêmes que dans les événements',
    conditionsNone: 'aucune ; les événements n’en énoncent pas',
    timestamps: 'sur cette tête : {tokens} ; d’une autorité à laquelle vous vous fiez : {trusted}',
    timestampsNone: 'aucun',
    failed: 'ne tient pas',
    notChecked: 'non vérifié ici : il manque un algorithme',
    noTrust: 'rien à comparer : aucun fichier de confiance avec des clés n’a été donné',
  },
  verdicts: {
    valid: 'Ce lot est entier, et chaque signature et chaque preuve qu’il contient tient.',
    uncompared:
      'Ce lot est entier, et chaque signature et chaque preuve qu’il contient tient. Les clés de l’expéditeur n’ont pas été comparées.',
    invalid: 'Ce lot ne tient pas. Ne vous y fiez pas.',
    notChecked: 'La vérification n’a pu aller jusqu’au bout. Traitez ce lot comme non vérifié.',
  },
  withoutTrust:
    'À qui sont ces clés n’a pas été vérifié : aucun fichier de confiance avec des clés n’a été donné.',
  headings: { established: 'Ce que cela montre', notEstablished: 'Ce que cela ne montre pas' },
  faultWords: {
    unreadable:
      'Impossible de l’ouvrir comme un lot, ou de le lire. Choisissez le dossier qui contient le dossier du lot et package.note, ou un zip des deux ; si le support est défaillant, prenez une autre copie.',
    limitExceeded: 'Il est plus grand ou plus profond que tout lot honnête. Rien de plus n’a été lu.',
    unsafeName: 'Un nom pourrait écraser d’autres fichiers ou vous tromper. Ne le décompressez pas.',
    unsafeEntry: 'Il contient un lien ou un périphérique, ce qu’un lot ne contient jamais. Ne le copiez pas.',
    unsafeArchive: 'Le fichier zip n’a pas la forme simple d’un lot.',
    bagInvalid: 'Ses listes de fichiers n’ont pas la forme requise.',
    fetchRefused: 'Il demande de télécharger des fichiers. Un lot est entier en lui-même.',
    fileMissing: 'Un fichier manque. Redemandez le lot.',
    fileUnlisted: 'Il y a un fichier dont personne ne répond. Redemandez le lot.',
    fileChanged: 'Un fichier n’est pas celui qui a été remis. Redemandez le lot et gardez celui-ci.',
    noteInvalid: 'Un document signé n’a pas la forme requise.',
    keyInvalid: 'Une clé n’est pas ce qu’elle dit être.',
    keyUntrusted:
      'Il est signé d’une autre clé que celle à laquelle vous vous fiez. Appelez l’expéditeur à un numéro que vous avez déjà.',
    signatureMissing: 'Une signature requise manque.',
    signatureWrong: 'Une signature n’est pas celle du texte sous lequel elle se trouve.',
    checkpointInvalid: 'La tête du journal n’a pas la forme requise, ou est d’un autre journal.',
    quorumMissing: 'Trop peu de témoins ont cosigné le journal.',
    proofInvalid: 'Un événement n’est pas dans le journal signé.',
    tileInvalid: 'Une partie du journal n’est pas ce que dit l’arbre.',
    policyInvalid: 'La politique ne va pas avec les clés, ou n’a pas la forme requise.',
    eventInvalid: 'Un événement de garde n’a pas la forme requise.',
    chainBroken: 'Un événement a été omis, répété ou déplacé.',
    chainIncomplete: 'Il y a moins ou plus d’événements que le gardien n’a déclaré.',
    keyNotEnrolled: 'Une clé a signé sans en avoir le droit.',
    exhibitMismatch: 'Les preuves ne sont pas ce que disent les événements de garde.',
    requestMismatch:
      'La demande n’est pas celle qui a été signée, ou le journal n’a pas ce qui a été signé. Redemandez la preuve à l’expéditeur.',
    detailMismatch: 'Un texte privé n’est pas celui auquel l’événement était lié.',
    timestampInvalid: 'Un horodatage est abîmé, porte sur autre chose, ou son certificat ne tient pas.',
    notCheckedHere:
      'Il manque un algorithme à ce programme. Vérifiez avec un navigateur plus récent, ou à la main avec OpenSSL 3.5.',
  },
  faultLine: '{place} : attendu {expected} ; trouvé {found}.',
  statements: {
    unchanged:
      'Les fichiers de preuve ({files}, {bytes}) sont octet pour octet ceux avec lesquels ce lot a été fait.',
    sealed: 'Le lot a été fait par le service du journal {origin}, clé {fingerprint}.',
    logged:
      'Les événements ({events}) des pièces ({exhibits}) et des clés employées sont dans ce journal de {size} événements, dont la tête est signée.',
    complete:
      'Aucun événement de ces pièces n’a été changé, déplacé ou omis au milieu, et il y en a autant que le gardien a déclaré à cette tête du journal.',
    signedByOfficers:
      'Événements signés par l’agent qui a agi, avec une clé inscrite avant : {events} (clés d’accès, dans un appareil qui connaissait la personne : {passkeys}).',
    sameAsEvents:
      'Ce qui est tenu pour preuve est ce que les événements disent acquis ou reçu (pièces : {exhibits}).',
    requestAuthorised:
      '{person} ({role}) a signé la version {version} de {reference} avec une clé d’accès à {at} : exactement la lettre de SHA-256 {letter} et les données qui y sont jointes. C’est l’événement {index} du journal.',
    requestComplete:
      'Chaque événement de cette demande et des clés utilisées est ici, et leur nombre est celui que l’expéditeur a déclaré à cette tête du journal.',
    requestStands: 'Jusqu’à cette tête du journal, personne n’avait retiré cette autorisation.',
    requestEnded:
      'L’AUTORISATION A PRIS FIN à l’événement {index} du journal ({cause}). Ne donnez pas suite à cette lettre ; interrogez l’expéditeur.',
    requestPerson:
      'Que la personne exerce la fonction que nomme la lettre, ou que le droit permet cette demande : l’expéditeur en répond. Ce qui est réservé au dossier de l’expéditeur est lié par son empreinte et n’est pas ici.',
    trusted: 'Le journal {origin} est celui que nomme votre fichier de confiance.',
    keysFollowed:
      'Le journal a remplacé ses clés comme prévu depuis votre fichier de confiance (changements : {changes}) ; chaque fois les anciennes clés ont signé pour les nouvelles. Demandez le nouveau fichier de confiance.',
    witnessed:
      'D’autres autorités ont cosigné le journal ; il a donc une seule histoire pour toutes : {names}.',
    stamped: '{authority} a vu cette tête du journal au plus tard à {time}.',
    notChecked:
      'Les signatures de {algorithms} : ce programme n’a pas l’algorithme, le lot n’est donc pas dit valable.',
    whoseKeys:
      'Que ces clés{too} sont aux autorités qu’elles nomment. Comparez leurs empreintes avec une liste venue par une autre voie, ou vérifiez de nouveau avec un fichier de confiance.',
    andWitnesses: ', et celles de ses témoins ({witnesses}),',
    keyNotNamed:
      'Que la clé {algorithm} du journal est celle de l’autorité : votre fichier de confiance ne la nomme pas.',
    oldKeysNotTrusted:
      'Ce qui ne porte que les clés antérieures de {origin} : à l’événement {index} le journal les a remplacées parce que quelqu’un d’autre les détient peut-être. Ne vous fiez à rien de signé avec elles que vous n’aviez pas déjà.',
    noWitnesses:
      'Que d’autres ont vu le même journal : aucun témoin ne compte ici, son propriétaire aurait pu en montrer un autre ailleurs.',
    noStamps:
      'Quand c’était au plus tard, vu de l’extérieur : il n’y a pas d’horodatage. Toutes les heures sont celles de l’horloge de l’expéditeur.',
    stampNotTrusted:
      'Que {authority} est une autorité à laquelle vous vous fiez pour l’heure {time} : son jeton tient, mais sa racine n’est pas venue par une autre voie.',
    clockWentBack:
      'Que les heures enregistrées sont justes : à l’événement {index} l’horloge est en retard sur l’événement d’avant. C’est l’ordre du journal qui compte.',
    signedForOfficers:
      'Qui a agi dans les événements signés par le service pour un agent ({events}) : le service seul le dit.',
    whatOfficersSaw:
      'Ce que montrait l’écran d’un agent : une clé d’accès montre que cette personne a confirmé cet événement même, sur la page de l’expéditeur.',
    withheld: 'Ce que disent les textes privés non remis ou effacés sur ordre ({details}).',
    destroyed: 'Ce qu’était {number} : ses octets ont été détruits sur ordre, ses événements restent.',
    forPeople:
      'Que report.pdf, case.jsonld et CHECK.txt disent la même chose que les événements : ils sont inchangés, mais faits pour être lus.',
    later: 'Ce qui est arrivé après l’événement {size} du journal.',
    trueWhenSeized: 'Que les données étaient vraies lors de la saisie, ou qui les a écrites.',
    toldTheTruth:
      'Qu’une personne a dit vrai dans un événement. Cela montre qui a déclaré quoi, et que rien n’a changé depuis.',
  },
};

export const pageFr: PageMessages = {
  fixed: {
    title: 'Vérifier un lot de preuves',
    section: 'Vérifier un lot',
    language: 'Langue',
    lead: 'Dit si un lot de preuves électroniques est entier, qui en répond et ce qui lui est arrivé.',
    private:
      'Rien ne quitte cet ordinateur. La page n’a pas besoin de réseau, n’envoie rien et ne garde rien.',
    choose: '2. Le lot',
    drop: 'Déposez le lot ici',
    dropHint: 'Le dossier qui contient le dossier du lot et package.note, ou un fichier zip des deux.',
    chooseFolder: 'Choisir un dossier',
    chooseZip: 'Choisir un fichier zip',
    trust: '1. Les clés auxquelles vous vous fiez, si vous en avez',
    trustHint:
      'Un fichier de confiance vient par une autre voie que le lot : contact prévu par le traité, réseau 24/7, journal officiel. Sans lui la page peut dire que le lot est entier, non à qui il est.',
    chooseTrust: 'Choisir un fichier de confiance',
    checks: 'Les vérifications',
    proof: 'Preuve',
    exhibits: 'Ce qu’il contient',
    again: 'Vérifier un autre lot',
    print: 'Imprimer ce résultat',
    noScript:
      'Cette page a besoin de JavaScript : les vérifications se font ici, sur votre ordinateur. Sans lui, vérifiez à la main avec sha256sum et OpenSSL.',
    progress: 'Vérification du lot',
    draft: 'Cette traduction est un projet, non encore relu. Le texte anglais fait foi.',
  },
  checking: (done, total) => `Lu : ${done} sur ${total}`,
  outcomes: { passed: 'tient', failed: 'ne tient pas', notChecked: 'non vérifié', notShown: 'non montré' },
  tags: {
    valid: 'Tient',
    invalid: 'Ne tient pas',
    uncompared: 'Tient, clés non comparées',
    notChecked: 'Non vérifié',
  },
  exhibitLead: (files, size, events) => `Fichiers : ${files}, ${size} · événements : ${events}, sans lacune`,
  destroyedLead: (events) => `Détruite sur ordre ; ses événements restent : ${events}, sans lacune`,
  limited: 'L’usage est limité.',
  recorded: (time) => `enregistré ${time} UTC`,
  signers: {
    officer: 'signé par cet agent',
    serviceForOfficer: 'signé par le service pour cet agent',
    service: '',
  },
  authorities: {
    warrant: 'mandat',
    order: 'ordonnance',
    request: 'demande',
    consent: 'consentement de',
    law: '',
    other: '',
  },
  to: (organisation) => `à ${organisation}`,
  from: (log, item) => `de ${item} dans ${log}`,
  facts: {
    log: 'Journal',
    size: 'Événements qu’il contient',
    root: 'Racine',
    logKeys: 'Clés du journal',
    serviceKey: 'Clé du service',
    witnesses: 'Cosigné',
    timestamps: 'Horodaté',
    none: 'aucun',
    seal: 'Sceau',
  },
  fault: { place: 'Où', expected: 'Attendu', found: 'Trouvé' },
  more: (count) => `Montrer les autres (${count})`,
  trustChosen: (name) => `Fichier de confiance : ${name}`,
  trustRefused: (why) => `Ce fichier de confiance ne peut servir. ${why}`,
  broken: (why) =>
    `Ce navigateur n’a pu faire la vérification : ${why}. Essayez-en un plus récent, ou vérifiez à la main.`,
};
