import type { jobs as Shape } from '../en/jobs.ts';
import { count } from './count.ts';

export const jobs: typeof Shape = {
  jobs: {
    title: 'Travail en cours',
    aboutIt: 'À propos de ce travail',
    state: {
      waiting: 'Attend son tour',
      running: 'En cours',
      done: 'Terminé',
      failed: 'N’a pas abouti',
      cancelled: 'Annulé',
    },
    cancelling: 'Annulation en cours',
    ofBytes: (done, total) => `${done} sur ${total}`,
    soFar: (done) => `${done} jusqu’ici`,
    items: (n) => `${n} terminés`,
    itemsOf: (n, total) => `${n} terminés sur ${total}`,
    left: {
      seconds: 'Moins d’une minute restante',
      minutes: (n) => `Encore ${count(n, 'minute', 'minutes')} environ`,
      hours: (n) => `Encore ${count(n, 'heure', 'heures')} environ`,
    },
    steps: { copying: 'Copie', comparing: 'Comparaison de l’image avec sa propre empreinte' },
    wasExpected: 'Attendu',
    wasFound: 'Trouvé',
    warned: {
      senderDigest: 'Ce qui est arrivé n’est pas ce qui a été envoyé. Tout est conservé tel qu’arrivé.',
      containerChecksums:
        'Le fichier image lui-même est endommagé : certaines de ses sommes de contrôle sont fausses. Il est conservé tel quel.',
      storedHash: 'L’image n’a pas l’empreinte qu’elle dit avoir. Elle est conservée telle quelle.',
      sourceChanged:
        'La source a changé pendant la lecture. Ce qui a été lu est conservé ; versez-la de nouveau à partir d’une copie qui ne change pas.',
      notSealed: 'Les octets conservés ne sont pas ceux qui ont été scellés. Prévenez l’administrateur.',
      keptAside: 'Il ne tient plus, et a été mis de côté.',
      notTaken: 'Il n’a pas été versé ; les autres l’ont été.',
    },
    goesOn:
      'Vous pouvez fermer cette page. Le travail continue, et cette adresse montre toujours où il en est.',
    lookAgain: 'Actualiser',
    lookAgainWords: 'Cette page s’actualise d’elle-même toutes les quelques secondes.',
    cancel: 'Annuler',
    cancelWords: 'Il peut être arrêté. Rien n’en est alors conservé.',
    asked: 'Demandé le',
    by: 'Par',
    began: 'Commencé',
    ended: 'Terminé',
    inCase: 'Affaire',
    open: 'Voir le résultat',
    failedUnexpected:
      'Quelque chose a échoué de notre côté, à plusieurs reprises. Rien n’est perdu. Indiquez l’heure à l’administrateur.',
    failedHidden:
      'Quelque chose a échoué de notre côté. Rien n’est perdu. Indiquez l’heure à l’administrateur.',
    technical: 'En termes techniques',
    failed: {
      badUsage:
        'Ce qui était demandé n’avait pas la forme voulue. Rien n’a changé. Demandez de nouveau, en relisant chaque réponse avant l’envoi.',
      badInput:
        'Les octets ne sont pas ce que leur type annonce : coupés, modifiés en route ou d’un autre type. Rien n’en a été pris. Procurez-vous de nouveau le fichier à sa source et renvoyez-le.',
      tooLarge:
        'C’est plus que ce qui est pris en une fois. Rien n’en a été pris. Envoyez-le en parties, ou demandez à l’administrateur de le placer dans le dossier du serveur.',
      notFound:
        'Une chose nommée n’est plus là. Rien n’a changé. Revenez en arrière, voyez ce qui est là maintenant et demandez de nouveau.',
      alreadyExists: 'Cela existe déjà. Rien n’a été fait deux fois. Voyez ce qui est là.',
      changed:
        'Le fichier a été modifié pendant sa lecture. Rien n’en a été pris. Veillez à ce que personne n’y écrive et demandez de nouveau.',
      conflict:
        'Quelqu’un d’autre a été plus rapide. Rien de votre demande n’a été fait. Voyez ce qui est là maintenant et demandez de nouveau si besoin.',
      notAllowed:
        'Une règle ne le permet pas, ou ne le permet plus. Rien n’a changé. Voyez l’affaire et votre rôle ; qui la dirige peut en dire plus.',
      noSpace:
        'Il n’y a plus de place sur le serveur. Rien n’est perdu. Prévenez l’administrateur et demandez de nouveau quand il y aura de la place.',
    },
    cancelledWords: 'Il a été arrêté avant sa fin. Rien n’en a été conservé.',
    backToCase: 'Retour à l’affaire',
  },
  jobKind: {
    checkExhibit: {
      title: 'Relecture de chaque octet d’une pièce',
      done: 'Elle a été lue jusqu’au bout, et le résultat est enregistré',
      open: 'Voir la pièce',
    },
    alarms: {
      title: 'Annonce des délais qui expirent',
      done: 'Tous ceux qui devaient l’être ont été annoncés',
      open: 'Continuer',
    },
    fixity: {
      title: 'Relecture des pièces conservées',
      done: 'Toutes celles qui devaient l’être ont été lues',
      open: 'Continuer',
    },
    checkPackage: {
      title: 'Vérification d’un lot',
      done: 'Toutes les vérifications sont faites',
      open: 'Voir ce qu’elle montre',
    },
    importPackage: {
      title: 'Entrée d’un lot dans les preuves',
      done: 'Il est dans les preuves',
      open: 'Voir le lot',
    },
    makePackage: {
      title: 'Fabrication d’un lot',
      done: 'Il est entier et signé',
      open: 'Voir le lot',
    },
    replaceLogKeys: {
      title: 'Remplacement des clés du journal',
      done: 'Les nouvelles clés signent',
      open: 'Voir ce qu’il faut faire maintenant',
    },
    counterpartCopy: {
      title: 'Établissement de la copie pour une autorité de l’autre État',
      done: 'Elle est faite',
      open: 'Continuer',
    },
    statedDigests: {
      title: 'Calcul des empreintes indiquées par l’expéditeur',
      done: 'Elles peuvent être comparées',
      open: 'Continuer',
    },
    replaceServiceKey: {
      title: 'Remplacement de la clé du service',
      done: 'La nouvelle clé signe',
      open: 'Voir ce qu’il faut faire maintenant',
    },
    takeFolder: {
      title: 'Versement aux preuves de fichiers du serveur',
      done: 'Ils sont parmi les preuves',
      open: 'Voir les preuves',
    },
    takeUpload: {
      title: 'Prise en charge d’un fichier comme preuve',
      done: 'Il est parmi les preuves',
      open: 'Voir la pièce',
    },
  },
};
