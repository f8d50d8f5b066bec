import type { sentencesStep as Shape } from '../en/sentences-step.ts';
import { count } from './count.ts';

const jours = (n: number): string => count(n, 'jour', 'jours');

export const sentencesStep: typeof Shape = {
  preservationOrder: 'Injonction européenne de conservation (EPOC-PR)',
  designatedEstablishment: 'Établissement désigné ou représentant légal du fournisseur',
  networkPreserve: 'Point de contact 24/7 : demande de conservation',
  provisionalMeasure: 'Mesure provisoire pour garder des preuves',
  keepsOnRequest: (name, days) => `${name} garde les données ${jours(days)} sur demande`,
  ifKeepsAbroad: 'le fournisseur dit qu’il garde des données sur demande de l’étranger',
  askToPreserve: (name) => `Demande de conservation à ${name}`,
  policeSend: 'Police ou procureur, d’ordinaire par un point de contact unique',
  nothingDisclosed: 'Les données sont gardées inchangées ; rien n’est divulgué.',
  sixItems:
    'Les six éléments de l’article 29(2) : autorité ; infraction et faits ; données et leur lien avec l’infraction ; gardien ou lieu, s’ils sont connus ; pourquoi c’est nécessaire ; qu’une demande d’entraide suivra',

  ownWords: 'Qui peut envoyer, conditions préalables, usage et limites, dans les mots de ce projet',
  cureLead:
    'L’obtenir de nouveau par une demande formelle ; ne pas produire la piste elle-même devant le tribunal (par. 33)',
  cureDepends:
    'Demander un certificat avec elle et, si le tribunal demande davantage, faire suivre une demande formelle (par. 33)',

  noFigure: 'aucun chiffre consigné',
  upToDays: (days) => `jusqu’à ${jours(days)}`,
  daysRange: (min, max) => `${min} à ${jours(max)}`,
  hoursInEmergency: (hours, article) =>
    `${count(hours, 'heure', 'heures')} en situation d’urgence (art. ${article})`,
  retentionUnsaid: 'Combien de temps le détenteur garde les données n’est ni consigné ni précisé',
  retentionStated: (days) => `Le détenteur garde les données ${jours(days)}, selon vos dires`,
  retentionRecorded: (days) => `Le détenteur garde les données ${jours(days)}`,
  retentionUnknown:
    'On ne sait pas combien de temps le détenteur garde les données ; elles peuvent disparaître avant toute réponse',
  askAndPreserve: 'Demander au détenteur, et faire conserver aujourd’hui',
  keptBeforeUnknown: (until) =>
    `Le détenteur garde les données jusqu’au ${until}, et nul ne sait quand viendra la réponse`,
  keptBeforeFrom: (until, from) =>
    `Le détenteur garde les données jusqu’au ${until}, avant la réponse attendue à partir du ${from}`,
  keptBeforeBetween: (until, from, to) =>
    `Le détenteur garde les données jusqu’au ${until}, avant la réponse attendue du ${from} au ${to}`,
  preserveBefore: (day) => `Faire conserver avant le ${day}`,
  noPreservation: 'On ne connaît aucune voie pour faire conserver les données',
  noPreservationNext:
    'Interroger le détenteur et l’unité de cybercriminalité de l’autre État ; envoyer aussitôt la demande de production',
  noPreservationRecorded: 'Aucune conservation consignée',
  holdUnknown: (name) => `Combien de temps dure la conservation n’est pas consigné (${name})`,
  holdUnknownNext: 'Demander par écrit la date de fin, à la confirmation',
  holds: (days, article) => `La conservation tient ${jours(days)} (art. ${article})`,
  holdsAtLeast: (days, article) => `La conservation tient au moins ${jours(days)} (art. ${article})`,
  holdEnds: (day, answer) => `La conservation finit le ${day}, avant la réponse : ${answer}`,
  holdMayEnd: (day, answer) => `La conservation peut finir le ${day}, avant la réponse : ${answer}`,
  holdEndsAtLeast: (day, answer) =>
    `La conservation finit le ${day} (elle dure au moins jusque-là), avant la réponse : ${answer}`,
  holdMayEndAtLeast: (day, answer) =>
    `La conservation peut finir le ${day} (elle dure au moins jusque-là), avant la réponse : ${answer}`,
  fromDay: (day) => `à partir du ${day}`,
  fromTo: (from, to) => `du ${from} au ${to}`,
  article: (article) => `art. ${article}`,
  articleForm: (article, form) => `art. ${article}, formulaire ${form}`,
  extend: (by, days, article, until) =>
    `Avant le ${by}, prolonger de ${jours(days)} (${article}), soit jusqu’au ${until}.`,
  extendOnce: (by, days, article, until) =>
    `Avant le ${by}, prolonger de ${jours(days)}, une seule fois (${article}), soit jusqu’au ${until}.`,
  extendTimes: (by, days, times, article, until) =>
    `Avant le ${by}, prolonger de ${jours(days)}, ${count(times, 'fois', 'fois')} (${article}), soit jusqu’au ${until}.`,
  confirmProduction:
    'Ou confirmer par l’annexe V, avant la fin, qu’une demande de production a été émise : les données sont alors gardées aussi longtemps qu’il le faut (art. 11(2)).',
  sendBefore: (day, atEnd) => `Envoyer la demande de production avant le ${day}. À la fin : ${atEnd}`,
  neededBy: (day) => `Nécessaire pour le ${day}`,
  deadlineNext: 'Indiquer la date et la raison dans la demande ; regarder d’abord les voies plus rapides',
  deadlinePassed: (day) => `Le jour où il le fallait, le ${day}, est passé`,
  deadlineUnknown: (day) => `On ne peut dire si la réponse viendra avant le ${day} : aucun chiffre consigné`,
  deadlineBefore: (day, from) => `Nécessaire pour le ${day} ; la réponse est attendue à partir du ${from}`,
  deadlineMaybe: (day, until) => `Nécessaire pour le ${day} ; la réponse peut demander jusqu’au ${until}`,

  openSources:
    'Chercher d’abord dans les sources ouvertes, et consigner ce qui a été trouvé ou pourquoi rien',
  affiliate: (state) => `Demander si le détenteur a dans cet État une filiale qui peut répondre : ${state}`,
  preserveFirst: 'Faire conserver avant de demander la divulgation',
  directCopy: (ways, state) =>
    `Si vous écrivez au fournisseur lui-même (${ways}), envoyez copie à l’autorité de cet État : ${state}`,
  itsState: 'le sien',
  otherState: 'l’autre État',
  cyberUnit: 'Faire relire la partie technique par l’unité de cybercriminalité',
  noIdentifier:
    'Aucun identifiant n’a été donné : nommer des comptes, des numéros ou des adresses, et une période ; une demande de « toutes les données » est refusée',
  identifiers: (list) => `Identifiants : ${list}`,
  nameHolder:
    'Nommer le fournisseur et l’entité juridique qui maîtrise les données ; la mauvaise entité est un motif de refus courant',
  languagesUnknown: (state) =>
    `Langues acceptées non consignées (${state}) : demandez, et prévoyez une traduction`,
  languageUnknown: (language, state) =>
    `Demande en ${language} : il n’est pas consigné si elle est acceptée (${state})`,
  languagesAccepted: (list, state) => `Langues acceptées d’après nos données (${state}) : ${list}`,
  languageAccepted: (language, state) => `Demande en ${language} : acceptée d’après nos données (${state})`,
  languageOther: (language, list, state) =>
    `Demande en ${language} : langues acceptées d’après nos données (${state}) : ${list} ; prévoyez une traduction`,
  sayThreat:
    'Dire ce qui menace qui et comment les données l’éviteraient ; donner un numéro du répertoire pour le rappel',
  sayUrgency: 'Dire pourquoi c’est urgent et pour quand : aucun jour n’a été précisé',
  sayUrgencyBy: (day) => `Dire pourquoi c’est urgent ; nécessaire pour le ${day}`,
  sayForm: (state) =>
    `Dire dans la demande quel certificat, quelle empreinte et quel format exigent les tribunaux de cet État : ${state}`,
  sayOffence: (state) =>
    `Dire en quoi l’acte serait aussi une infraction là-bas (${state}) ; sinon, maints traités permettent le refus`,
  sayPrivilege:
    'Dire si un avocat, un médecin, la presse, une autorité publique ou un client professionnel est concerné',
  weightUnsaid:
    'La peine maximale n’a pas été précisée : dire pourquoi l’infraction est assez grave pour ces données',
  weightLittle: (years) =>
    `Un maximum de ${count(years, 'an', 'ans')} est peu pour ces données : demander moins, ou dire pourquoi il les faut`,
  isPrecise: (address) => `${address} : port, seconde et décalage sont là`,
  addPort: (address) => `${address} : ajouter le port source`,
  addTime: (address) => `${address} : ajouter l’heure à la seconde avec son décalage sur l’UTC`,
  addBoth: (address) =>
    `${address} : ajouter le port source et l’heure à la seconde avec son décalage sur l’UTC`,
};
