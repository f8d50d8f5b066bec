// What the law data says of two States on a day: a sentence's parts come as words already (`law/sentence.ts`).

export const sentencesLaw = {
  // How sentences are put together
  itself: (words: string) => words,
  inOne: (a: string, b: string) => `${a}; ${b}`,
  twoInARow: (a: string, b: string) => `${a}. ${b}`,
  after: (a: string, b: string) => `${a} ${b}`,
  ended: (a: string) => `${a}.`,
  quoted: (who: string, text: string) => `${who}: ${text}`,
  bracketed: (text: string, more: string) => `${text} (${more})`,
  placed: (text: string, where: string) => `${text} [${where}]`,
  atArticle: (title: string, article: string, text: string) => `${title} Art. ${article}: ${text}`,
  declared: (state: string, article: string, text: string) => `${state}, Art. ${article}: ${text}`,
  declaredTo: (state: string, title: string, article: string, text: string) =>
    `${state}, ${title} Art. ${article}: ${text}`,
  entityControls: (name: string, state: string, text: string) => `${name}, ${state}: ${text}`,
  inState: (name: string, state: string) => `${name}, ${state}`,
  eitherOr: (a: string, b: string) => `${a}, or ${b}`,
  both: (a: string, b: string) => `${a} and ${b}`,

  // Is it in force
  isModel: (title: string) => `The ${title} is a model text and binds nobody`,
  adoptedAs: (title: string, by: string) => `The ${title} was a proposal, adopted as ${by}`,
  replaced: (title: string, by: string) =>
    `The ${title} was replaced by ${by}; whether anything is left of it is not recorded`,
  appliesSince: (title: string, day: string) => `The ${title} applies since ${day}`,
  transposedBy: (title: string, day: string) => `The ${title} had to be transposed by ${day}`,
  inForceSince: (title: string, day: string) => `The ${title} is in force since ${day}`,
  inForceWithin: (title: string, month: string) =>
    `The ${title} came into force in ${month}; the day is not recorded`,
  inForceOnly: (title: string, day: string) => `The ${title} comes into force on ${day} only`,
  noLongerInForce: (title: string, day: string) => `The ${title} is no longer in force since ${day}`,
  endsWithin: (title: string, month: string) => `The ${title} ends in ${month}; the day is not recorded`,
  inForceUnknown: (title: string) => `The ${title} is binding; its date of entry into force is not recorded`,
  inForceStale: (title: string, seen: string, day: string) =>
    `The ${title} was not in force when last looked at, ${seen}; that is more than a year before ${day}`,
  notInForce: (title: string, seen: string) =>
    `The ${title} was not in force at the last evidence, of ${seen}`,
  ifInForce: (title: string) => `the ${title} comes into force`,

  // Who is bound
  partySince: (state: string, title: string, day: string) =>
    `${state} is a Party to the ${title} since ${day}`,
  boundSince: (state: string, title: string, day: string) => `${state} is bound by the ${title} since ${day}`,
  partyFrom: (state: string, title: string, day: string) =>
    `${state} becomes a Party to the ${title} on ${day} only`,
  partyBefore: (state: string, title: string, asOf: string, day: string) =>
    `${state} is a Party to the ${title} as of ${asOf}; since when is not recorded, so ${day} cannot be told`,
  boundBefore: (state: string, title: string, asOf: string, day: string) =>
    `${state} is bound by the ${title} as of ${asOf}; since when is not recorded, so ${day} cannot be told`,
  partyAsOf: (state: string, title: string, asOf: string) =>
    `${state} is a Party to the ${title}, as of ${asOf}; since when is not recorded`,
  boundAsOf: (state: string, title: string, asOf: string) =>
    `${state} is bound by the ${title}, as of ${asOf}; since when is not recorded`,
  untilDay: (before: string, day: string) => `${before}, until ${day}`,
  partyAsOfUntil: (state: string, title: string, asOf: string, until: string) =>
    `${state} is a Party to the ${title}, as of ${asOf}, until ${until}; since when is not recorded`,
  boundAsOfUntil: (state: string, title: string, asOf: string, until: string) =>
    `${state} is bound by the ${title}, as of ${asOf}, until ${until}; since when is not recorded`,
  leavesWithin: (state: string, title: string, month: string) =>
    `${state} leaves the ${title} in ${month}; the day is not recorded`,
  left: (state: string, title: string, day: string) =>
    `${state} left the ${title} and is not bound by it since ${day}`,
  outsideBefore: (state: string, title: string, asOf: string, day: string) =>
    `${state} is outside the ${title} as of ${asOf}; ${day} cannot be told`,
  notBound: (state: string, title: string, asOf: string) =>
    `${state} is not bound by the ${title}, as of ${asOf}`,
  ratified: (state: string, title: string, asOf: string) =>
    `${state} has ratified the ${title}, as of ${asOf}`,
  signed: (state: string, title: string, asOf: string) =>
    `${state} has signed the ${title} and is not bound, as of ${asOf}`,
  invited: (state: string, title: string, asOf: string) =>
    `${state} was invited to accede to the ${title} and is not bound, as of ${asOf}`,
  mayHaveActed: (before: string) => `${before}; it may have acted since`,
  notListed: (state: string, title: string) =>
    `${state} is not in our list of Parties to the ${title}; absence means unknown`,
  ifBound: (title: string) => `it is bound by the ${title}`,
  ifStateBound: (state: string, title: string) => `${state} is bound by the ${title}`,
  since: (day: string) => `since ${day}`,
  asOf: (day: string) => `as of ${day}`,
  asOfUnknown: 'as of a day not recorded',
  notCertain: 'not certain',

  // What several instruments give
  commonInForce: (titles: string) => `Common to both and in force: ${titles}`,
  maybeCommon: (titles: string) => `No common instrument is certain; may be common: ${titles}`,
  noneCommon: 'No instrument of the list is common to both',
  ifBothParties: 'both become Parties to one of the instruments',
  noRealTimeArticle: (title: string) =>
    `The ${title} has no article on collection in real time on record; the law of the requested State decides`,
  givesRealTime: (title: string, article: string) => `The ${title} gives it: Art. ${article}`,
  givesRealTimeSomewhere: (title: string) => `The ${title} gives it: Art. not recorded`,
  ifLawAllows: 'the law of the requested State allows it for foreign requests',

  // What two States agreed
  otherStateFirst: 'The other State',
  noReservationMade: (state: string, article: string) =>
    `${state} has made no reservation to Art. ${article}`,
  reservationUnknown: (state: string, article: string) =>
    `No reservation of ${state} to Art. ${article} is on record; most declarations have not been read`,
  ifNoReservation: (state: string, article: string) =>
    `${state} makes, or is found to have made, no reservation to Art. ${article}`,
  noOtherTreaty: (found: string) =>
    `This way is for States without another treaty on mutual assistance; ${found}`,
  treatyBetween: (title: string) => `the ${title} is in force between both`,
  treatyUnsaid: 'whether there is a bilateral treaty was not said',
  treatyStated: 'there is a bilateral treaty, as stated',
  treatyNone: 'there is none, as stated, and none in our records',
  ifNoOtherTreaty: 'no other treaty is in force between the two, or both agree to go this way all the same',
  pairMade: (a: string, b: string) => `${a} and ${b} have made an agreement of this kind`,
  pairOf: (a: string, b: string) => `${a} with ${b}`,
  pairsOnly: (pairs: string) => `The only agreements on record are those of ${pairs}`,
  ifPair: 'the two States bring an agreement of this kind into force',

  // Which offence
  covers: (title: string, scope: string, so: string) => `The ${title} covers ${scope}; ${so}`,
  coversAt: (title: string, scope: string, article: string, so: string) =>
    `The ${title} covers ${scope} (Art. ${article}); ${so}`,
  offenceIs: 'this offence is one',
  offenceIsNot: 'this offence is none',
  offenceUnsaid: 'whether this offence is one was not said',
  offenceOnOtherDays:
    'that is on record for other days, and nobody can tell here what it covers on the day asked',
  offencesOf: (years: number) => `offences of at least ${years} years at most`,
  scopeIf: (scope: string, what: string) => `${scope}, if ${what}`,
  transnational: 'transnational',
  byCriminalGroup: 'by an organised criminal group',
  ifOffence: (scope: string) => `the offence is one of: ${scope}`,
  offence: (parts: string) => `Offence: ${parts}`,
  kindUnsaid: 'kind not said',
  sentenceUnsaid: 'maximum sentence not said',
  maximum: (years: number) => `maximum ${years} years`,
  notTransnational: 'not transnational',
  byGroup: 'by an organised group',
  notByGroup: 'not by an organised group',
};
