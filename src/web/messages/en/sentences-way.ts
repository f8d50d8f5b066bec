// Why a way is open, closed or not certain for one question: the data, the provider, what the asker said.

export const sentencesWay = {
  toVerify: (what: string) => `To be verified: ${what}`,
  verifyDepositary: (depositary: string, title: string) =>
    `To be verified with the depositary (${depositary}): the ${title} rests here on what is only recalled`,
  noneNamed: 'none named',

  // The data
  thereSince: (day: string) => `This way is there since ${day}`,
  thereUntil: (day: string) => `This way is there until ${day}`,
  thereBetween: (from: string, until: string) => `This way is there since ${from}, until ${until}`,
  notYetThere: (day: string) => `This way is there from ${day} only`,
  noLongerThere: (day: string) => `This way is no longer there since ${day}`,
  dayUnrecorded: 'the day is not recorded',
  ifAskedFrom: (day: string) => `it is asked from ${day} on`,
  ifReplaced: 'another way takes its place',
  onlyFor: (categories: string) => `This way is for ${categories} only`,
  ifOnly: (categories: string) => `only ${categories} is asked`,
  carries: (category: string) => `Carries ${category}`,
  carriesOther: (categories: string, category: string) => `Carries ${categories}; not ${category}`,
  ifEnough: (categories: string) => `${categories} is enough`,
  neverRealTime: (basis: string) => `Collection in real time never goes this way (${basis})`,
  ifStored: 'stored data is enough',
  dataIn: (state: string) => `The data is in ${state}, as stated`,
  dataAtHome: (state: string) => `The data is in ${state} itself: its own law decides, as stated`,
  dataMayBe: (states: string) => `The data may be in ${states}`,
  dataNowhere: 'Where the data is, nobody knows',
  ifDataElsewhere: 'the data is known to be in another Party',

  // What was said, or was not
  holderStateUnknown: 'The State of the holder is not known',
  ifHolderStateKnown: 'the State of the holder is known',
  networkStated: (network: string) => `Both States belong to ${network}, as stated`,
  networkUnknown: (network: string) => `Our records hold no list of members of ${network}`,
  ifNetwork: (network: string) => `both States are known to belong to ${network}`,
  aTreaty: 'A bilateral treaty on mutual legal assistance',
  aReciprocity: 'Assistance without a treaty, on reciprocity or comity',
  aConsent: 'Lawful and voluntary consent, recorded',
  ifTreaty: 'a bilateral treaty is found',
  ifReciprocity: 'both States accept reciprocity',
  ifConsent: 'the person entitled to disclose consents in writing',
  unsaid: (what: string) => `${what}: not in our records and not said`,
  saidYes: (what: string) => `${what}: yes, as stated`,
  saidNo: (what: string) => `${what}: no, as stated`,
  urgencyMet: (urgency: string) => `Urgency: ${urgency}; as this way asks`,
  urgencyShort: (urgency: string, least: string) => `Urgency: ${urgency}; this way asks for ${least}`,
  ifUrgency: (least: string) => `the case is one of ${least}`,
  urgencyNormal: 'normal',
  urgencyUrgent: 'urgent',
  urgencyEmergency: 'emergency to life',
  alwaysOpen: 'This way needs no other State and no provider',

  // The threshold of an order, the person it targets
  threshold: (years: number) =>
    `Traffic and content need an offence of at least ${years} years at most, or one listed in Article 5(4)`,
  met: 'met',
  notMet: 'not met',
  listedBySystem: 'listed if committed by means of an information system',
  thresholdUnsaid: 'sentence or kind of offence was not said',
  ifThreshold: (years: number) =>
    `the offence carries at least ${years} years, or only subscriber or identification data is asked`,
  notThere: 'An order may not target a person located in the other State',
  personUnsaid: 'where the person is was not said',
  personIn: (state: string) => `the person is in ${state}, as stated`,
  ifNotThere: 'the person is not in the receiving State (say it with --person-in)',

  // The provider
  theProvider: 'the provider',
  noProvider: 'The holder is no service provider',
  addresseeUnknown:
    "The provider's addressee under Directive (EU) 2023/1544 is not recorded and was not said",
  maybeAddressee: (name: string, state: string) =>
    `${name} is in ${state}; whether it is the addressee is not recorded`,
  addresseeIn: (name: string, state: string) => `The addressee of ${name} is in ${state}`,
  addresseeStated: (state: string) => `The addressee of the provider is in ${state}, as stated`,
  addresseeAtHome: 'That is the requesting State itself: a domestic order is the way',
  ifAddressee: 'the provider names an addressee in another bound Member State (say it with --addressee)',
  entityIn: (name: string, state: string, controls: string) => `${name} is in ${state} (${controls})`,
  establishmentStated: (state: string) => `The provider has an establishment in ${state}, as stated`,
  establishmentUnknown: (state: string) =>
    `No establishment of the provider in ${state} is recorded or was said`,
  ifEstablishment: (state: string) => `the provider has an establishment in ${state} that controls the data`,
  servicesStated: (state: string) => `The provider offers services in ${state}, as stated`,
  servicesUnsaid: (state: string) => `Whether the provider offers services in ${state} was not said`,
  ifServices: (state: string) => `the provider offers services in ${state}`,
  takesRequests: 'The provider takes requests from abroad: yes, as stated',
  takesNoRequests: 'The provider takes requests from abroad: no, as stated',
  policyUnknown: (name: string) => `The policy of ${name} on requests from abroad is not recorded`,
  ifPolicy: 'the policy of the provider takes requests from abroad',

  // Where the place of the data is not one known State (para 28)
  unknownState: 'a State that is not known',
  claimHolder: (state: string) =>
    `${state} has power over the holder established there, wherever the servers are`,
  holderSits: (state: string) => `The holder sits in ${state}`,
  claimServices: (state: string) =>
    `${state} may order who offers services on its territory: subscriber information under the Budapest Convention, more under Union law`,
  claimOpen:
    'Open sources wherever they are; with consent only where the data is known to be in a Party: a place that is not known blocks it',
  claimPlace: (state: string) => `If the data is in ${state}, that State may order search and seizure there`,
  dataMayBeStated: (state: string) => `The data may be in ${state}, as stated`,

  // Beside the whole answer
  courtUnknown: (state: string) => `What the courts of ${state} ask of electronic evidence is not on record`,
  ownLawMayDo: (state: string) =>
    `The data is in ${state} itself: a search or an order under its own law may do without any other State`,
  severalSeats: (states: string) =>
    `The holder sits in more than one State (${states}): the entity that controls the account decides`,

  // What a question expects
  askedFrom: 'the requesting State, such as FR',
  askedState: 'a code of ISO 3166-1 such as FR, or its name',
  askedNumber: 'a whole number',
  askedDay: (day: string) => `a day such as ${day}`,
  askedOneOf: (list: string) => `one of ${list}`,
  askedProvider: (list: string) => `a provider on record: ${list}`,
  askedChange: (list: string) => `${list}`,
};
