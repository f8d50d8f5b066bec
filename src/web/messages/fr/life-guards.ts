// What must hold before an act of a request or a preservation, for whoever it holds up.
import type { guards as Shape } from '../en/life-guards.ts';

export const guards: typeof Shape = {
  complete: 'Des réponses manquent ou font obstacle.',
  preservationOrReason:
    'Un point du contrôle demande un motif, par exemple pourquoi les données ne sont pas conservées.',
  reasonGiven: 'Il faut une raison.',
  evidenceGiven: 'Dites comment cela est connu.',
  capacitySaid:
    'Dites à quel titre elle est arrivée : au destinataire de l’injonction, ou à l’autorité qui en est notifiée ou la met en œuvre.',
  capacityCorrected:
    'Pour corriger le titre auquel elle est arrivée, choisissez-en un autre que celui qui est inscrit et dites pourquoi.',
  groundGiven: 'Il faut un motif.',
  groundOfEach:
    'Pour chaque point de l’injonction qui ne vient pas, ou pas entièrement, choisissez un motif : de l’annexe III ou de l’article 12(1).',
  notDrafter: 'Qui en a écrit une partie ne l’autorise pas.',
  competent: 'Cette autorité ne peut ordonner ces données, ou l’injonction en nomme une autre.',
  offenceThreshold: 'L’infraction n’est pas assez grave pour ces données, ou sa peine n’est pas indiquée.',
  signed: 'Personne ne l’a signée telle qu’elle est.',
  channelAllowed:
    'La demande ne part pas par cette voie, ou nul ne sait si elle le peut. Choisissez une voie ouverte, ou dites pourquoi elle part ainsi.',
  meansTaken:
    'Qui la reçoit ne l’accepte pas par ce moyen, ou il n’est pas dit par lequel elle part. Choisissez-en un qui est consigné, ou dites pourquoi elle part ainsi.',
  languageTaken:
    'L’État requis ne l’accepte pas dans cette langue. Faites-la traduire, ou donnez une raison sous la vérification.',
  languageDiffers: 'Ils l’acceptent dans une langue dans laquelle elle peut déjà être lue.',
  sentAsSigned: 'Ce qui est parti doit être ce qui a été signé : les empreintes diffèrent.',
  basisInForce:
    'Dites quel État est requis ; le fondement légal doit être en vigueur pour les deux, ou un motif donné si on l’ignore.',
  authorityNotified: 'Dites où l’autorité d’exécution a été notifiée, ou pourquoi non.',
  itemsNamed: 'Dites quels points.',
  itemsSettled: 'Certains points n’ont pas encore de réponse.',
  onlyTells: 'Elle demande quelque chose : elle est close une fois qu’il y a été répondu.',
  neverSent: 'Elle a été envoyée ; elle ne peut qu’être retirée.',
  wasSent: 'Elle n’a jamais été envoyée ; reprenez-la.',
  preservationSettled: 'Une conservation court encore ; dites ce qu’elle devient.',
  emergencyCase: 'Elle n’a pas été enregistrée comme urgence.',
  directoryNumber: 'Appelez un numéro qui figurait déjà dans l’annuaire.',
  anotherVerifier: 'Qui l’a vérifiée n’en décide pas.',
  papersReceived: 'Les pièces de cette urgence ne sont pas arrivées.',
  exhibitsNamed: 'Dites quelles pièces : une au moins dont la réception n’est pas encore consignée.',
  digestsMatch: 'Les empreintes doivent avoir été comparées et être égales.',
  goesFirst: 'Seule part avant validation une injonction qui le dit elle-même, et en urgence seulement.',
  validationAwaited: 'Aucune validation n’est attendue.',
  validationInTime: 'Personne ne l’a validée à temps : elle ne peut plus partir.',
  validationSettled: 'Un juge ou un procureur doit encore décider de la valider ou non.',
  validated: 'Personne n’a validé cette injonction : elle n’est pas reprise. Écrivez-en une nouvelle.',
  mayValidate: 'Cette autorité ne peut pas valider une injonction pour ces données.',
  signedBySelf: 'Qui valide signe avec une clé d’accès, et ne l’a pas émise.',
  obtainedSettled:
    'Des données reçues sont encore détenues sans limite. Détruisez-les, ou ajoutez une condition qui commence par « For leads only ».',
  endGiven: 'Dites jusqu’à quand : plus tard que la conservation actuelle.',
  endPassed: 'Son terme n’est pas venu.',
  productionLinked: 'Indiquez la demande des données.',
  carriageSaid: 'Dites comment c’est parti. Par d’autres moyens : dites aussi pourquoi et en quoi.',
  linkStated: 'Dites jusqu’à quand on peut le récupérer.',
  accessInTime: 'Un lien reste ouvert 10 à 45 jours ; au-delà, dites pourquoi.',
  alternativeRecorded:
    'Ce qui est parti par d’autres moyens n’est pas encore consigné dans le système informatique décentralisé.',
  noticeDecided: 'Des données sont arrivées : prévoyez qui informer, ou dites pourquoi personne ne l’est.',
  restrictionsRecorded:
    'Certaines pièces ne portent aucune restriction. Inscrivez sous Résultats ce qui a été posé, ou dites que rien n’a été posé.',
  costsSaid:
    'Dites ce que cela a coûté, avec la monnaie, comme 1200.50 EUR, et qui le supporte, ou qu’il n’y a pas eu de frais.',
  feedbackSaid: 'Dites si ce qui est venu a été utile, ou qu’il n’y a rien à leur dire.',
  countMatches:
    'Ils disent avoir produit quelque chose à quoi aucun fichier n’est rattaché. Rattachez les fichiers aux points, ou dites pourquoi.',
  certificatePresent: 'Dites quelle attestation l’accompagnait, ou pourquoi il n’y en a pas.',
  assigneeNamed: 'Dites à qui elle est confiée.',
  orderOrReason: 'Aucune décision interne n’a été obtenue. Dites pourquoi il n’en faut pas.',
  notVerifier: 'Qui a vérifié cette urgence ne recueille pas les données.',
  windowOver:
    'L’autorité notifiée peut encore soulever un motif. Attendez la fin de son délai, ou dites comment elle a confirmé n’en soulever aucun.',
  deadlineGiven: 'Indiquez le nouveau dernier jour et qui l’a fixé ; le délai doit encore courir.',
  linksNamed: 'Indiquez depuis quels liens les preuves ont été récupérées.',
  mayRelease: 'Seul un juge ou un procureur qui peut l’ordonner peut libérer les données.',
};
