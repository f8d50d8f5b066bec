import type { sentencesWay as Shape } from '../en/sentences-way.ts';
import { count } from './count.ts';

export const sentencesWay: typeof Shape = {
  toVerify: (what) => `À vérifier : ${what}`,
  verifyDepositary: (depositary, title) =>
    `À vérifier auprès du dépositaire (${depositary}) : « ${title} » ne repose ici que sur la mémoire`,
  noneNamed: 'aucun n’est nommé',

  thereSince: (day) => `Cette voie existe depuis le ${day}`,
  thereUntil: (day) => `Cette voie existe jusqu’au ${day}`,
  thereBetween: (from, until) => `Cette voie existe depuis le ${from}, jusqu’au ${until}`,
  notYetThere: (day) => `Cette voie n’existe qu’à partir du ${day}`,
  noLongerThere: (day) => `Cette voie n’existe plus depuis le ${day}`,
  dayUnrecorded: 'le jour n’est pas consigné',
  ifAskedFrom: (day) => `on la demande à partir du ${day}`,
  ifReplaced: 'une autre voie prend sa place',
  onlyFor: (categories) => `Cette voie ne vaut que pour : ${categories}`,
  ifOnly: (categories) => `on ne demande que : ${categories}`,
  carries: (category) => `Transporte : ${category}`,
  carriesOther: (categories, category) => `Transporte : ${categories} ; mais non : ${category}`,
  ifEnough: (categories) => `ceci suffit : ${categories}`,
  neverRealTime: (basis) => `La collecte en temps réel ne passe jamais par cette voie (${basis})`,
  ifStored: 'des données stockées suffisent',
  dataIn: (state) => `Lieu des données, selon vos dires : ${state}`,
  dataAtHome: (state) => `Lieu des données, selon vos dires : ${state}, dont le droit interne décide`,
  dataMayBe: (states) => `Lieux possibles des données : ${states}`,
  dataNowhere: 'Où sont les données, nul ne le sait',
  ifDataElsewhere: 'on sait que les données sont chez une autre Partie',

  holderStateUnknown: 'L’État du détenteur n’est pas connu',
  ifHolderStateKnown: 'l’État du détenteur est connu',
  networkStated: (network) => `Les deux États appartiennent à ${network}, selon vos dires`,
  networkUnknown: (network) => `Nos fiches n’ont pas de liste des membres de ${network}`,
  ifNetwork: (network) => `on sait que les deux États appartiennent à ${network}`,
  aTreaty: 'Traité bilatéral d’entraide judiciaire',
  aReciprocity: 'Assistance sans traité, par réciprocité ou courtoisie',
  aConsent: 'Consentement légal et volontaire, consigné',
  ifTreaty: 'un traité bilatéral est trouvé',
  ifReciprocity: 'les deux États acceptent la réciprocité',
  ifConsent: 'la personne habilitée à divulguer consent par écrit',
  unsaid: (what) => `${what} : ni dans nos fiches, ni précisé`,
  saidYes: (what) => `${what} : oui, selon vos dires`,
  saidNo: (what) => `${what} : non, selon vos dires`,
  urgencyMet: (urgency) => `Urgence : ${urgency}, comme cette voie le demande`,
  urgencyShort: (urgency, least) => `Urgence : ${urgency} ; cette voie demande : ${least}`,
  ifUrgency: (least) => `l’affaire est de ce degré : ${least}`,
  urgencyNormal: 'aucune',
  urgencyUrgent: 'affaire urgente',
  urgencyEmergency: 'une vie en danger',
  alwaysOpen: 'Cette voie n’a besoin ni d’un autre État ni d’un fournisseur',

  threshold: (years) =>
    `Trafic et contenu exigent une infraction dont le maximum est d’au moins ${count(years, 'an', 'ans')}, ou figurant à l’article 5(4)`,
  met: 'condition remplie',
  notMet: 'condition non remplie',
  listedBySystem: 'y figure si elle est commise au moyen d’un système d’information',
  thresholdUnsaid: 'la peine ou le type d’infraction n’a pas été précisé',
  ifThreshold: (years) =>
    `l’infraction est passible d’au moins ${count(years, 'an', 'ans')}, ou l’on ne demande que des données d’abonné ou d’identification`,
  notThere: 'Une injonction ne peut viser une personne qui se trouve dans l’autre État',
  personUnsaid: 'où se trouve la personne n’a pas été précisé',
  personIn: (state) => `lieu de la personne, selon vos dires : ${state}`,
  ifNotThere: 'la personne n’est pas dans l’État qui reçoit (dites où elle est)',

  theProvider: 'le fournisseur',
  noProvider: 'Le détenteur n’est pas un fournisseur de services',
  addresseeUnknown:
    'Le destinataire du fournisseur selon la directive (UE) 2023/1544 n’est ni consigné ni précisé',
  maybeAddressee: (name, state) => `${name} (${state}) : il n’est pas consigné si c’est le destinataire`,
  addresseeIn: (name, state) => `Destinataire de ${name} : ${state}`,
  addresseeStated: (state) => `Destinataire du fournisseur, selon vos dires : ${state}`,
  addresseeAtHome: 'C’est l’État requérant lui-même : une injonction interne est la voie',
  ifAddressee: 'le fournisseur nomme un destinataire dans un autre État membre lié',
  entityIn: (name, state, controls) => `Établissement de ${name} : ${state} (${controls})`,
  establishmentStated: (state) => `Établissement du fournisseur, selon vos dires : ${state}`,
  establishmentUnknown: (state) =>
    `Aucun établissement du fournisseur n’est consigné ni précisé dans cet État : ${state}`,
  ifEstablishment: (state) =>
    `le fournisseur a un établissement qui maîtrise les données dans cet État : ${state}`,
  servicesStated: (state) => `Le fournisseur offre ses services, selon vos dires : ${state}`,
  servicesUnsaid: (state) =>
    `Il n’a pas été précisé si le fournisseur offre ses services dans cet État : ${state}`,
  ifServices: (state) => `le fournisseur offre ses services dans cet État : ${state}`,
  takesRequests: 'Le fournisseur accepte les demandes de l’étranger : oui, selon vos dires',
  takesNoRequests: 'Le fournisseur accepte les demandes de l’étranger : non, selon vos dires',
  policyUnknown: (name) => `Règles du fournisseur sur les demandes de l’étranger, non consignées : ${name}`,
  ifPolicy: 'les règles du fournisseur acceptent les demandes de l’étranger',

  unknownState: 'un État inconnu',
  claimHolder: (state) => `${state} : pouvoir sur le détenteur qui y est établi, où que soient les serveurs`,
  holderSits: (state) => `Siège du détenteur : ${state}`,
  claimServices: (state) =>
    `${state} : peut enjoindre à qui offre des services sur son territoire ; les données d’abonné selon la Convention de Budapest, davantage selon le droit de l’Union`,
  claimOpen:
    'Sources ouvertes, où qu’elles soient ; avec consentement, seulement si l’on sait que les données sont chez une Partie : un lieu inconnu l’empêche',
  claimPlace: (state) =>
    `Si les données sont dans cet État, il peut y ordonner perquisition et saisie : ${state}`,
  dataMayBeStated: (state) => `Lieu possible des données, selon vos dires : ${state}`,

  courtUnknown: (state) =>
    `Ce que les tribunaux de cet État demandent des preuves électroniques n’est pas consigné : ${state}`,
  ownLawMayDo: (state) =>
    `Les données sont dans l’État même qui demande (${state}) : une perquisition ou une injonction de son propre droit peut se passer de tout autre État`,
  severalSeats: (states) =>
    `Le détenteur siège dans plus d’un État (${states}) : l’entité qui maîtrise le compte décide`,

  askedFrom: 'l’État qui demande, par exemple FR',
  askedState: 'un code ISO 3166-1 comme FR, ou le nom de l’État',
  askedNumber: 'un nombre entier',
  askedDay: (day) => `un jour comme ${day}`,
  askedOneOf: (list) => `l’une de ces valeurs : ${list}`,
  askedProvider: (list) => `un fournisseur consigné : ${list}`,
  askedChange: (list) => `un changement de cette forme : ${list}`,
};
