// Ce que la pratique demande à une demande avant l’envoi, ce qui en a été dit, et ce que l’on sait de l’autre État.
import type { practice as Shape } from '../en/practice.ts';

export const practice: typeof Shape = {
  practice: {
    findings: {
      openSource:
        'L’a-t-on d’abord cherché en sources ouvertes ? Dites ce qui a été trouvé, ou pourquoi non.',
      affiliate: (name) =>
        `${name} se trouve dans votre propre État : une injonction selon votre droit peut suffire.`,
      notPreserved:
        'Aucune conservation en cours ne couvre ces données. Faites-les d’abord conserver, ou dites pourquoi cela n’est pas fait.',
      preservationEnds: (number, end, days) =>
        `La conservation ${number} prend fin le ${end} ; une réponse demande environ ${days} jours. Faites-la prolonger.`,
      directRoute: (data, way, names) =>
        `Pour cela (${data}), une voie directe peut servir : ${way}. Envoyez une copie à l’autorité de l’autre État. ${names === '' ? 'Aucune qui la reçoive n’est à l’annuaire.' : `À l’annuaire : ${names}.`}`,
      counterpartCopy: (state, names) =>
        `Elle va au fournisseur lui-même : envoyez une copie à une autorité (${state}). ${names === '' ? 'Aucune qui reçoive des demandes n’est à l’annuaire.' : `À l’annuaire : ${names}. Choisissez-en une, et la copie se fait d’elle-même à l’envoi de la demande.`}`,
      copyTakerGone: (state) =>
        `L’autorité choisie pour la copie ne reçoit plus de demandes d’après l’annuaire (${state}) : aucune copie ne se fait. Choisissez-en une autre, ou aucune.`,
      copyNotRead: (name, taken, beside) =>
        `L’autorité qui reçoit une copie (${name}) lit : ${taken}. ${beside === '' ? 'Le programme n’écrit dans aucune de ces langues : faites faire une traduction, et envoyez-la avec la copie.' : `La copie se fait avec une version en regard (${beside}), mais ce qui a été écrit librement n’est pas traduit : traduisez-le d’abord, sinon cela part tel quel.`}`,
      copyLanguageUnknown: (name, language) =>
        `L’annuaire ne dit pas ce que lit l’autorité qui reçoit une copie (${name}) : la copie se fait dans la langue de la lettre (${language}). Demandez-le-lui, et faites-le inscrire à l’annuaire.`,
      cyberUnit: (data) =>
        `Quelqu’un de l’unité de cybercriminalité qui n’en a rien écrit doit lire la partie technique (${data}) et dire ici qu’elle est juste.`,
      cyberUnitLater: (data) =>
        `Personne de l’unité de cybercriminalité n’a lu la partie technique (${data}). Dites pourquoi cela ne pouvait attendre.`,
      noStableIdentifier:
        'Chaque nom ici peut être changé par son titulaire ; donnez aussi le numéro ou l’identifiant du compte.',
      accountFormat: (value, holder, formats) =>
        `${holder} ne désigne pas ses comptes ainsi : ${value}. Au dossier : ${formats}.`,
      allData:
        'Une demande de « toutes les données » est refusée comme trop large. Nommez ce qu’il vous faut.',
      wrongEntity: (names) =>
        `C’est un service, non l’entité juridique qui détient les données. Sont connues : ${names}.`,
      holderNotListed: (name) =>
        `${name} n’est pas dans le répertoire des fournisseurs : vérifiez son nom légal et son adresse.`,
      noAddress: (name) =>
        `Aucune adresse n’est donnée pour ${name} : une lettre sans adresse reste sans réponse.`,
      noNexus: 'Dites le lien entre les données et l’infraction : sans lui, le contenu n’est pas donné.',
      thinReason: 'Le motif est bref. Dites ce que cet élément montre que rien d’autre ne montre.',
      notInForce: (title, state, why) => `${title} ne lie pas ${state} : ${why}.`,
      forceUnknown: (title, state, why) =>
        `On ne sait pas si ${title} lie ${state} : ${why}. Demandez au dépositaire.`,
      dualCriminality: (article) => `Dites en quoi l’acte y serait aussi une infraction : ${article}`,
      authorityAtHome: (kind) =>
        `Le traité laisse à votre droit qui peut demander ceci : ${kind}. Vérifiez-le avant la signature.`,
      authorityUnknown: (kind) =>
        `On ne sait pas qui peut demander ceci : ${kind}. Demandez avant la signature.`,
      unvalidated:
        'Elle part avant d’être validée : dites pourquoi aucun juge ni procureur ne le pouvait à temps, et quel droit le permettrait dans une affaire interne.',
      needsAuthority: (data) => `Un juge ou un tribunal doit l’émettre ou la valider pour cela : ${data}.`,
      notByThisForm: (data) => `Cela ne peut pas s’obtenir par ce formulaire : ${data}.`,
      noUrgencyReason: 'Dites pourquoi c’est urgent et pour quand ; sans raison, on ne le croit pas.',
      noSecrecyReason: 'Dites pourquoi cela doit rester secret, et envers qui.',
      noThreat: 'Dites quelle menace pèse sur qui, et comment les données l’écarteraient.',
      callBack: (numbers) =>
        `Une urgence se vérifie en rappelant un numéro de l’annuaire. Aucun numéro donné (${numbers}) n’y est confirmé pour une autorité de votre État : donnez-en un qui l’est, ou dites comment on peut vous vérifier.`,
      noCallBackNumber:
        'Une urgence se vérifie par un appel : donnez le numéro de téléphone de qui la confirme.',
      notInLanguage: (state, languages) =>
        `${state} accepte les demandes en : ${languages}. Dites qui la traduit.`,
      notInLanguageNotified: (state, languages, day) =>
        `D’après ce qui est inscrit, ${state} accepte les demandes en : ${languages}. Date de cette mention : ${day === '' ? 'non inscrite' : day}. Elle est ancienne ou lue dans une copie : demandez si elle vaut toujours, et prévoyez une traduction.`,
      letterNotTranslated: (language) =>
        `La lettre part en ${language} et toutes les phrases n’y sont pas traduites. Faites-les traduire d’abord, ou choisissez une autre langue.`,
      languageUnknown: (name) =>
        `Les langues que ${name} accepte ne sont pas connues : demandez, et prévoyez une traduction.`,
      authorityAsks: (name, what) => `${name} demande : ${what}. Dites comment c’est respecté.`,
      authorityNotListed: (name) =>
        `Aucune autorité qui reçoit une telle demande n’est à l’annuaire pour ${name} : demandez qui est compétent.`,
      otherAuthority: (named, known) =>
        `Autorité compétente à l’annuaire : ${known}. La lettre en nomme une autre : ${named}. Voyez si elle reçoit une telle demande.`,
      contactUnconfirmed: (numbers) =>
        `Deux personnes n’ont pas confirmé à l’annuaire que c’est celui d’une autorité de cet État : ${numbers}. Faites-le confirmer avant de vous y fier.`,
      wayClosed: (way, why) =>
        `Cette voie lui est fermée : ${way}. ${why === '' ? 'Une demande de ce formulaire ou de ce traité ne passe pas ainsi.' : `${why}.`} Prenez-en une autre, ou dites pourquoi elle est envoyée ainsi.`,
      wayUnknown: (way, why) =>
        `On ne sait pas si elle peut passer par cette voie : ${way}. ${why === '' ? 'Les données juridiques ne le disent pas.' : `${why}.`} Demandez avant l’envoi.`,
      meansNotSaid: (names) =>
        names === ''
          ? 'Il n’est pas dit par quel moyen elle est envoyée, et ce que l’autre État accepte n’est pas consigné : dites-le, et demandez.'
          : `Il n’est pas dit par quel moyen elle est envoyée. À l’annuaire, avec leurs moyens : ${names}. Choisissez-en un.`,
      meansNotAccepted: (name, own, means) =>
        `${name} reçoit les demandes par : ${means}. Celle-ci doit partir par : ${own}. Choisissez un autre moyen, ou dites pourquoi elle part ainsi.`,
      profileSilent: (state, parts) =>
        `Pour ${state}, l’annuaire ne dit pas : ${parts}. Ce n’est pas connu, ce n’est pas « rien » : demandez avant l’envoi.`,
      assuranceAsked: (state, text, asked) =>
        `${state} demande une assurance : ${asked}. L’État a déclaré : ${text} Donnez cette assurance dans la lettre, ou dites comment elle est donnée.`,
      duplicate: (reference, holder) =>
        `${reference} s’adresse aussi à ${holder} : réunissez-les, ou dites pourquoi deux.`,
      privilege:
        'Dites si un avocat, un médecin, la presse, une autorité publique ou un client d’entreprise est concerné.',
      proportionality: (data) => `Dites pourquoi l’infraction est assez grave pour cela : ${data}.`,
    },
    reading: {
      title: 'La partie technique est-elle juste ?',
      here: 'Partie technique',
      lead: 'Elle est lue par quelqu’un de l’unité de cybercriminalité, ou qui connaît aussi bien la technique, et qui n’a rien écrit de la demande. Ce qui y est changé doit être relu.',
      unit: 'Votre unité',
      unitHint: 'Par exemple l’unité de cybercriminalité de votre police. Votre nom est gardé avec elle.',
      confirm: 'Je l’ai lue, et elle est juste',
      isWriter: 'Vous avez écrit une part de cette demande. Quelqu’un d’autre du dossier la lit.',
      otherRole:
        'Un enquêteur ou le responsable du dossier la lit. Demandez au responsable de nommer quelqu’un de l’unité de cybercriminalité.',
      changed: 'Elle a été changée pendant que vous lisiez. Voici ce qu’il en est.',
      link: 'Lire la partie technique',
      back: 'Revenir à ce qui fait obstacle',
      read: (name, unit, when) =>
        `La partie technique a été lue et trouvée juste par ${name} (${unit}), ${when}.`,
    },
    reason: {
      say: 'L’indiquer, ou dire pourquoi non',
      change: 'Modifier ce qui a été dit',
      title: 'Qu’y a-t-il à dire de ce point ?',
      label: 'Ce qui a été trouvé ou fait, ou pourquoi cela ne fait pas obstacle',
      hint: 'C’est gardé avec la demande. Qui l’autorise le lit.',
      save: 'Enregistrer',
      take: 'Le retirer',
      said: 'Dit au sujet des vérifications',
      settled: 'Dit de points qui ne sont plus ouverts',
      settledHint: 'Cela part encore avec la demande. Retirez-le si cela ne vaut plus.',
      nothing: 'Écrivez-le, ou revenez en arrière.',
      conflict: (text) => `Quelqu’un d’autre a dit ceci entre-temps : ${text}`,
    },
    asked: {
      task: 'Avant d’écrire',
      state: 'À quel État s’adresse-t-elle ?',
      stateHint: 'Ses règles sont alors montrées à côté des questions, et vérifiées.',
      urgency: 'Est-ce urgent ?',
      urgencySaid:
        'Les réponses sur le délai ou l’urgence en décident ; modifiez-les pour choisir autrement.',
      levels: { normal: 'Pas urgent', urgent: 'Urgent', emergency: 'Péril : vie ou intégrité physique' },
    },
    begin: {
      why: 'Pourquoi cette voie',
      wayChosen: 'Voie',
      lawOf: 'Selon le droit du',
      lawVersion: 'Données juridiques',
      lawGone:
        'Les données juridiques d’alors ne sont pas publiées ici : ceci est établi d’après celles d’aujourd’hui.',
      wayGone: 'Le plan n’a plus cette voie. Reposez la même question aujourd’hui et comparez.',
      title: 'Pour quelle affaire l’écrit-on ?',
      lead: 'Ce que dit le plan est repris dans la demande.',
      none: 'Vous n’écrivez de demandes dans aucune affaire. Adressez-vous au responsable d’une affaire.',
      carried: 'Repris dans la demande :',
      noForm: 'Cette voie n’a pas encore de formulaire propre. Choisissez le plus proche.',
      again: 'Rédiger une demande semblable',
      from: 'Commencée à partir de',
      like: (reference) => `Réponses de ${reference}`,
      exhibit: (number, title) => `Pièce ${number} : ${title}`,
    },
    tasks: {
      inProgress: 'En cours',
      questions: (n) => `Questions : ${n}`,
      answered: (done, all) => `Réponses : ${done} sur ${all}`,
    },
    profile: {
      title: (name) => `Ce que l’on sait : ${name}`,
      whichState: 'Ce que l’on sait de l’autre État',
      authorities: 'Qui la reçoit',
      languages: 'Langues',
      transmission: 'Comment l’envoyer',
      content: 'Ce qu’on y demande',
      unknown: 'pas connu',
      reservations: 'Déclarations et réserves',
      court: 'Ce que demandent les tribunaux d’ici',
      open: 'La fiche de cet État',
      legend: 'Ce répertoire est le nôtre : inconnu ne veut pas dire « non ».',
    },
  },
};
