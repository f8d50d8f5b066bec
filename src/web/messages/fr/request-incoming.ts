// A request of another State: registered, its documents, and what to look at before it is decided. Draft.
import type { requestIncoming as Shape } from '../en/request-incoming.ts';

export const requestIncoming: typeof Shape = {
  requestIncoming: {
    register: 'Enregistrer une demande reçue',
    notYours: 'L’enregistrement de ce qui arrive ne vous revient pas',
    whoRegisters:
      'Une demande qui arrive est enregistrée par le responsable de l’affaire, un procureur ou un membre de l’affaire qui traite les demandes pour le service : les délais courent dès la réception. Remettez-leur ce qui est arrivé, et dites quand et comment.',
    documentTitle: 'Est-elle arrivée sous forme de document ?',
    documentLabel: 'Document reçu',
    documentHint:
      'Un PDF, une image (PNG ou JPEG), ou une demande en JSON ou XML ; 32 Mo au plus. Il est conservé tel quel.',
    documentSend: 'Continuer avec le document',
    noDocument: 'Elle n’est pas arrivée sous forme de document',
    waiting: 'Documents qui attendent d’être enregistrés',
    sentBy: 'Envoyé par',
    waitingHere: (n) => `Documents qui attendent d’être enregistrés : ${n}`,
    discard: 'Écarter',
    discardAsk: 'Pourquoi aucune demande n’en est-elle enregistrée ?',
    discardHint: (name) =>
      `Le document ${name} est supprimé. Qu’il est arrivé, qui l’a écarté et pourquoi reste noté.`,
    discardedOnes: (n) => `Écartés auparavant : ${n}`,
    discardWhat: 'pourquoi',
    discardButton: 'L’écarter',
    discarded: 'Le document a été écarté.',
    choose: 'Choisissez le document.',
    kindTitle: 'De quel type de demande s’agit-il ?',
    kindHint: 'Ses champs sont ceux de ce formulaire.',
    isRead:
      'Le document contient ses données, qui sont reprises. Le texte imprimé peut en différer : comparez.',
    isScan: 'Aucune donnée lisible par un programme n’y est jointe. Saisissez les champs à côté du document.',
    unread: {
      place: 'Endroit dans les données',
      problems: {
        empty: 'Le fichier est vide.',
        tooLarge:
          'Il est trop grand, ou trop long à lire : un document a 32 Mo au plus, et ses données 16 millions de caractères au plus.',
        otherKind:
          'Un PDF, une image (PNG ou JPEG) ou une demande en JSON ou XML était attendu ; ce fichier est d’une autre sorte.',
        brokenPdf: 'Ce PDF est endommagé ou coupé, si bien que rien de ce qui y est joint ne peut être lu.',
        manyAttached:
          'Plus d’une demande est jointe à ce PDF, et aucun programme ne peut dire laquelle est la bonne.',
        brokenData: 'Ses données sont endommagées ou coupées : elles ne sont ni du JSON ni du XML entiers.',
        otherData: 'Ses données ne sont pas une demande telle que ce programme la connaît.',
      },
      sendAnother: 'Redemandez le fichier à l’expéditeur, ou faites-en un PDF ou une image et envoyez cela.',
      typeBeside:
        'Saisissez ses champs à côté, et redemandez le fichier à l’expéditeur si ses données sont nécessaires.',
    },
    capacity: {
      ask: 'À quel titre l’injonction vous est-elle parvenue ?',
      label: 'Reçue en tant que',
      missing:
        'Personne n’a dit à quel titre l’injonction vous est parvenue : aucun délai propre à ce titre ne court.',
      notSaid: 'Titre non indiqué',
      say: 'Indiquer le titre',
      words: {
        addressee: 'Destinataire ; aucune autorité n’est notifiée',
        addresseeWithNotice: 'Destinataire ; une autorité chargée de la mise en œuvre est aussi notifiée',
        notifiedAuthority: 'Autorité chargée de la mise en œuvre, notifiée',
        enforcingAuthority: 'Autorité à qui la mise en œuvre est demandée',
      },
      times: {
        addressee:
          'Établissement désigné ou représentant légal du fournisseur : les données partent dans les 10 jours, en cas d’urgence dans les 8 heures (art. 10(3) et (4)).',
        addresseeWithNotice:
          'La section K la nomme : les données partent à la fin de ses 10 jours, ou dès qu’elle a confirmé ne soulever aucun motif ; en cas d’urgence dans les 8 heures (art. 10(2) et (4)).',
        notifiedAuthority:
          'Un motif de refus est soulevé dans les 10 jours, en cas d’urgence dans les 96 heures (art. 12(1)).',
        enforcingAuthority: 'Reconnue ou non dans les 5 jours ouvrables (art. 16(2)).',
        toKeep:
          'Établissement désigné ou représentant légal du fournisseur : les données sont conservées 60 jours dès la réception (art. 11(1)).',
      },
    },
    fromTitle: 'Quel État demande ?',
    emergencyHint:
      'Une menace pour la vie ou la sécurité : rappelez d’abord, agissez ensuite, les pièces suivent.',
    receivedAt: 'Quand a-t-elle été reçue ?',
    receivedHint: 'À l’horloge de qui l’a reçue. Les délais courent à partir de là.',
    howKnownAsk: 'Comment sait-on qu’elle a été reçue ?',
    theirReference: 'Leur propre numéro',
    chooseState: 'Choisissez l’État.',
    languageTitle: 'En quelle langue est-elle rédigée ?',
    languageHint:
      'La langue de ce qui figure dans ses champs : une traduction en part. Si c’en est une autre, celle dans laquelle vous les saisissez.',
    language: 'Rédigée en',
    urgency: 'Quel degré d’urgence indique-t-il ?',
    sayHow: 'Indiquez comment on le sait.',
    button: 'Enregistrer la demande',
    documents: 'Documents reçus',
    document: 'Document reçu',
    open: 'Ouvrir',
    none: 'Aucun document n’est arrivé avec la demande.',
    add: 'Ajouter un document',
    addTitle: 'Quel document est arrivé plus tard ?',
    addHint: 'Les pièces formelles, une réponse, une traduction. PDF, image, JSON ou XML ; 32 Mo au plus.',
    received: 'Reçue',
    howKnown: 'Comment on le sait',
    from: 'Demandée par',
    fields: 'Saisir ses champs en regard',
    authenticity: 'Est-elle authentique ?',
    callBack: 'Rappelez à un numéro de l’annuaire, jamais à un numéro donné dans le message.',
    numbers: 'Numéros de l’annuaire',
    noNumbers:
      'L’annuaire n’a pas de numéro confirmé pour cet État. Ajoutez-en un d’une source à vous et faites-le confirmer.',
    signature:
      'Regardez ce que disent les signatures d’un PDF, sous Documents : qui est connu pour l’avoir signé, et si quelque chose a changé depuis.',
    admissibility: 'Est-elle recevable ?',
    standing: (day) => `La base juridique est-elle en vigueur ? Au ${day}`,
    inForce: { yes: 'En vigueur', no: 'Pas en vigueur', unknown: 'On ne sait si elle est en vigueur' },
    declared: (state) => `Réserves et déclarations : ${state}`,
    basis: 'Base juridique',
    wrong: 'Ce que disent les contrôles',
    nothingWrong: 'Les contrôles ne trouvent rien qui manque.',
  },
};
