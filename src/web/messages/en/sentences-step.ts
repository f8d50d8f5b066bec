// What a step of a plan is, how long it takes, and what to mind before it is sent.

export const sentencesStep = {
  // Preserving
  preservationOrder: 'European Preservation Order (EPOC-PR)',
  designatedEstablishment: 'Designated establishment or legal representative of the provider',
  networkPreserve: '24/7 contact point: request to preserve',
  provisionalMeasure: 'Provisional measure to keep evidence',
  keepsOnRequest: (name: string, days: number) => `${name} keeps data for ${days} days on request`,
  ifKeepsAbroad: 'the provider says that it keeps data on a request from abroad',
  askToPreserve: (name: string) => `Request to ${name} to preserve`,
  policeSend: 'Police or prosecutor, usually through a single point of contact',
  nothingDisclosed: 'The data is kept unchanged; nothing is disclosed.',
  sixItems:
    'The six items of Article 29(2): authority; offence and facts; data and its link to the offence; custodian or place, if known; why it is needed; that a request for assistance will follow',

  // What comes of it
  ownWords: 'Who may send, prerequisites, use and limits, in the words of this project',
  cureLead: 'Obtain it again by a formal request; do not put the lead itself before the court (para 33)',
  cureDepends:
    'Ask for a certificate with it and, where the court asks for more, follow with a formal request (para 33)',

  // How long
  noFigure: 'no figure on record',
  upToDays: (days: number) => `up to ${days} day${days === 1 ? '' : 's'}`,
  daysRange: (min: number, max: number) => `${min} to ${max} days`,
  hoursInEmergency: (hours: number, article: string) => `${hours} hours in an emergency (Art. ${article})`,
  retentionUnsaid: 'How long the holder keeps the data is not recorded and was not said',
  retentionStated: (days: number) => `The holder keeps the data ${days} days, as stated`,
  retentionRecorded: (days: number) => `The holder keeps the data ${days} days`,
  retentionUnknown: 'How long the holder keeps the data is not known; it may be gone before any answer',
  askAndPreserve: 'Ask the holder, and preserve today',
  keptBeforeUnknown: (until: string) =>
    `The holder keeps the data until ${until}, before an answer of which nobody knows when it comes`,
  keptBeforeFrom: (until: string, from: string) =>
    `The holder keeps the data until ${until}, before the answer expected from ${from}`,
  keptBeforeBetween: (until: string, from: string, to: string) =>
    `The holder keeps the data until ${until}, before the answer expected from ${from} to ${to}`,
  preserveBefore: (day: string) => `Preserve before ${day}`,
  noPreservation: 'No way to have the data preserved is known',
  noPreservationNext:
    'Ask the holder and the cybercrime unit of the other State; send the request for production at once',
  noPreservationRecorded: 'No preservation on record',
  holdUnknown: (name: string) => `How long the preservation lasts is not on record (${name})`,
  holdUnknownNext: 'Ask for the end date in writing when it is confirmed',
  holds: (days: number, article: string) => `Preservation holds ${days} days (Art. ${article})`,
  holdsAtLeast: (days: number, article: string) =>
    `Preservation holds at least ${days} days (Art. ${article})`,
  holdEnds: (day: string, answer: string) => `The preservation ends on ${day}, before the answer: ${answer}`,
  holdMayEnd: (day: string, answer: string) =>
    `The preservation may end on ${day}, before the answer: ${answer}`,
  holdEndsAtLeast: (day: string, answer: string) =>
    `The preservation ends on ${day} (it lasts at least that long), before the answer: ${answer}`,
  holdMayEndAtLeast: (day: string, answer: string) =>
    `The preservation may end on ${day} (it lasts at least that long), before the answer: ${answer}`,
  fromDay: (day: string) => `from ${day}`,
  fromTo: (from: string, to: string) => `from ${from} to ${to}`,
  article: (article: string) => `Art. ${article}`,
  articleForm: (article: string, form: string) => `Art. ${article}, form ${form}`,
  extend: (by: string, days: number, article: string, until: string) =>
    `Before ${by} extend by ${days} days (${article}), that is until ${until}.`,
  extendOnce: (by: string, days: number, article: string, until: string) =>
    `Before ${by} extend by ${days} days, once (${article}), that is until ${until}.`,
  extendTimes: (by: string, days: number, times: number, article: string, until: string) =>
    `Before ${by} extend by ${days} days, ${times} times (${article}), that is until ${until}.`,
  confirmProduction:
    'Or confirm by Annex V before the end that a request for production has been issued: then it is kept as long as needed (Art. 11(2)).',
  sendBefore: (day: string, atEnd: string) =>
    `Send the request for production before ${day}. At the end: ${atEnd}`,
  neededBy: (day: string) => `Needed by ${day}`,
  deadlineNext: 'Say the date and the reason in the request; look at the faster ways first',
  deadlinePassed: (day: string) => `The day it was needed by, ${day}, has passed`,
  deadlineUnknown: (day: string) => `Whether the answer comes by ${day} cannot be told: no figure on record`,
  deadlineBefore: (day: string, from: string) => `Needed by ${day}; the answer is expected from ${from}`,
  deadlineMaybe: (day: string, until: string) => `Needed by ${day}; the answer may take until ${until}`,

  // What to mind (para 57)
  openSources: 'First look in open sources, and record what was found or why not',
  affiliate: (state: string) => `Ask whether the holder has an affiliate in ${state} that can answer`,
  preserveFirst: 'Preserve before you ask for disclosure',
  directCopy: (ways: string, state: string) =>
    `Where you write to the provider itself (${ways}), send a copy to the authority of ${state}`,
  itsState: 'its State',
  otherState: 'the other State',
  cyberUnit: 'Have the cybercrime unit read the technical part',
  noIdentifier:
    'No identifier was said: name accounts, numbers or addresses, and a period; a request for "all data" is refused',
  identifiers: (list: string) => `Identifiers: ${list}`,
  nameHolder:
    'Name the provider and the legal entity that controls the data; the wrong entity is a usual ground of refusal',
  languagesUnknown: (state: string) =>
    `Which languages ${state} accepts is not on record: ask, and plan for a translation`,
  languageUnknown: (language: string, state: string) =>
    `A request in ${language}: whether ${state} accepts it is not on record`,
  languagesAccepted: (list: string, state: string) => `On record ${state} accepts requests in: ${list}`,
  languageAccepted: (language: string, state: string) =>
    `A request in ${language}: on record ${state} accepts it`,
  languageOther: (language: string, list: string, state: string) =>
    `A request in ${language}: on record ${state} accepts ${list}; plan for a translation`,
  sayThreat:
    'Say what threatens whom and how the data would avert it; name a number of the directory for the call-back',
  sayUrgency: 'Say why it is urgent and by when: no day was said',
  sayUrgencyBy: (day: string) => `Say why it is urgent; needed by ${day}`,
  sayForm: (state: string) =>
    `Say in the request which certificate, digest and format the courts of ${state} need`,
  sayOffence: (state: string) =>
    `Say how the act would be an offence in ${state} too; many treaties let it refuse otherwise`,
  sayPrivilege:
    'Say whether a lawyer, a doctor, the press, a public authority or an enterprise customer is concerned',
  weightUnsaid: 'The maximum sentence was not said: say why the offence is serious enough for this data',
  weightLittle: (years: number) =>
    `A maximum of ${years} year${years === 1 ? '' : 's'} is little for this data: ask for less, or say why it is needed`,
  isPrecise: (address: string) => `${address}: port, second and offset are there`,
  addPort: (address: string) => `${address}: add source port`,
  addTime: (address: string) => `${address}: add time to the second with its offset from UTC`,
  addBoth: (address: string) => `${address}: add source port and time to the second with its offset from UTC`,
};
