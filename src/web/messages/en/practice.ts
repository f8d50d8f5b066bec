// What practice asks of a request before it leaves, what was said of it, and what is known of the other State.

export const practice = {
  practice: {
    findings: {
      openSource: 'Was it looked for in open sources first? Say what was found, or why not.',
      affiliate: (name: string) => `${name} is in your own State: an order under your own law may do.`,
      notPreserved: 'No preservation that runs holds these data. Have them preserved first, or say why not.',
      preservationEnds: (number: string, end: string, days: string) =>
        `Preservation ${number} ends on ${end}; an answer takes about ${days} days. Have it extended.`,
      directRoute: (data: string, way: string, names: string) =>
        `For this (${data}) a direct way may serve: ${way}. Send a copy to the authority of the other State. ${names === '' ? 'None that takes it is in the directory.' : `On record: ${names}.`}`,
      counterpartCopy: (state: string, names: string) =>
        `It goes to the provider itself: send a copy to an authority of ${state}. ${names === '' ? 'None that takes requests is in the directory.' : `On record: ${names}. Choose one, and the copy is made by itself when the request is sent.`}`,
      copyTakerGone: (state: string) =>
        `The authority that was chosen for the copy takes no requests in ${state} by the directory as it is now: no copy is made. Choose another, or nobody.`,
      copyNotRead: (name: string, taken: string, beside: string) =>
        `${name}, which is sent a copy, reads: ${taken}. ${beside === '' ? 'The program writes in none of these: have a translation made, and send it with the copy.' : `The copy is made with ${beside} beside it, but what was written freely has not been translated: translate it first, or it goes as it was written.`}`,
      copyLanguageUnknown: (name: string, language: string) =>
        `The directory does not say what ${name}, which is sent a copy, reads: the copy is made in ${language}. Ask it, and have the directory say so.`,
      cyberUnit: (data: string) =>
        `Somebody of the cybercrime unit who wrote none of it must read the technical part (${data}) and say here that it is right.`,
      cyberUnitLater: (data: string) =>
        `Nobody of the cybercrime unit has read the technical part (${data}). Say why it could not wait.`,
      noStableIdentifier:
        'Every name here can be changed by its owner; give the number or id of the account too.',
      accountFormat: (value: string, holder: string, formats: string) =>
        `${value} is not how ${holder} names accounts. On record: ${formats}.`,
      allData: 'A request for “all data” is refused as too broad. Name what you need.',
      wrongEntity: (names: string) =>
        `This is a service, not the legal entity that holds the data. On record are: ${names}.`,
      holderNotListed: (name: string) =>
        `${name} is not in the directory of providers: see to its legal name and address.`,
      noAddress: (name: string) => `No address is given for ${name}: a letter to nowhere is not answered.`,
      noNexus: 'Say what the data have to do with the offence: content is not given without it.',
      thinReason: 'The reason is short. Say what this item shows that nothing else does.',
      notInForce: (title: string, state: string, why: string) => `${title} does not bind ${state}: ${why}.`,
      forceUnknown: (title: string, state: string, why: string) =>
        `Whether ${title} binds ${state} is not known: ${why}. Ask the depositary.`,
      dualCriminality: (article: string) => `Say how the act would be an offence there too: ${article}`,
      authorityAtHome: (kind: string) =>
        `The treaty leaves it to your law who may ask for this: ${kind}. Look there before it is signed.`,
      authorityUnknown: (kind: string) =>
        `It is not on record who may ask for this: ${kind}. Ask before it is signed.`,
      unvalidated:
        'It goes before it is validated: say why no judge or prosecutor could do so in time, and by what law it could go so in a case at home.',
      needsAuthority: (data: string) => `A judge or court must issue or validate it for this: ${data}.`,
      notByThisForm: (data: string) => `This cannot be had by this form: ${data}.`,
      noUrgencyReason: 'Say why it is urgent and by when; without a reason it is not believed.',
      noSecrecyReason: 'Say why it must stay secret, and from whom.',
      noThreat: 'Say what threatens whom, and how the data would avert it.',
      callBack: (numbers: string) =>
        `An emergency is verified by calling back a number of the directory. No number given (${numbers}) is confirmed there for an authority of your State: give one that is, or say how they can verify you.`,
      noCallBackNumber: 'An emergency is verified by a call: give a telephone number of who confirms it.',
      notInLanguage: (state: string, languages: string) =>
        `${state} takes requests in: ${languages}. Say who translates it.`,
      notInLanguageNotified: (state: string, languages: string, day: string) =>
        `On record ${state} takes requests in: ${languages}. Date of that: ${day === '' ? 'not recorded' : day}. It is old or was read in a copy: ask whether it still holds, and plan for a translation.`,
      letterNotTranslated: (language: string) =>
        `The letter goes out in ${language}, and not every sentence is translated into it. Have it translated first, or choose another language.`,
      languageUnknown: (name: string) =>
        `Which languages ${name} takes is not on record: ask, and plan for a translation.`,
      authorityAsks: (name: string, what: string) => `${name} asks for: ${what}. Say how this is met.`,
      authorityNotListed: (name: string) =>
        `No authority of ${name} that takes such a request is in the directory: ask who is competent.`,
      otherAuthority: (named: string, known: string) =>
        `On record as competent: ${known}. The letter names another: ${named}. See whether it takes such a request.`,
      contactUnconfirmed: (numbers: string) =>
        `No two persons have confirmed in the directory that this is of an authority of that State: ${numbers}. Have it confirmed before you rely on it.`,
      wayClosed: (way: string, why: string) =>
        `This way is closed for it: ${way}. ${why === '' ? 'A request of this form or treaty does not go so.' : `${why}.`} Take another, or say why it is sent so.`,
      wayUnknown: (way: string, why: string) =>
        `Whether it may go this way is not known: ${way}. ${why === '' ? 'The law data do not say.' : `${why}.`} Ask before it is sent.`,
      meansNotSaid: (names: string) =>
        names === ''
          ? 'It is not said by which means it is sent, and what the other State takes is not on record: say it, and ask.'
          : `It is not said by which means it is sent. On record as taking it by certain means: ${names}. Choose one.`,
      meansNotAccepted: (name: string, own: string, means: string) =>
        `${name} takes requests by: ${means}. This one is to be sent by: ${own}. Choose another means, or say why it goes so.`,
      profileSilent: (state: string, parts: string) =>
        `Of ${state}, the directory does not say: ${parts}. That is not known, and not “none”: ask before it is sent.`,
      assuranceAsked: (state: string, text: string, asked: string) =>
        `${state} asks to be assured of: ${asked}. It has declared: ${text} Give the assurance in the letter, or say how it is given.`,
      duplicate: (reference: string, holder: string) =>
        `${reference} asks ${holder} too: join them, or say why both.`,
      privilege:
        'Say whether a lawyer, a doctor, the press, a public authority or an enterprise customer is concerned.',
      proportionality: (data: string) => `Say why the offence is serious enough for this: ${data}.`,
    },
    reading: {
      title: 'Is the technical part right?',
      here: 'Technical part',
      lead: 'It is read by somebody of the cybercrime unit, or who knows the technique as well, and who wrote none of the request. Whatever is changed in it must be read again.',
      unit: 'Your unit',
      unitHint: 'Such as the cybercrime unit of your police. Your name is kept with it.',
      confirm: 'I have read it, and it is right',
      isWriter: 'You wrote some of this request. Somebody else of the case reads it.',
      otherRole:
        'An investigator or the lead of the case reads it. Ask the lead to name somebody of the cybercrime unit.',
      changed: 'It was changed while you read it. This is how it stands now.',
      link: 'Read the technical part',
      back: 'Back to what stands in the way',
      read: (name: string, unit: string, when: string) =>
        `The technical part was read and found right by ${name} (${unit}), ${when}.`,
    },
    reason: {
      say: 'Say it, or why not',
      change: 'Change what was said',
      title: 'What is to be said of this point?',
      label: 'What was found or done, or why it does not stand in the way',
      hint: 'It is kept with the request. Whoever authorises it reads it.',
      save: 'Save',
      take: 'Take it away',
      said: 'Said of the checks',
      settled: 'Said of points that no longer stand open',
      settledHint: 'It still goes out with the request. Take it away if it no longer applies.',
      nothing: 'Write it, or go back.',
      conflict: (text: string) => `Somebody else said this in the meantime: ${text}`,
    },
    asked: {
      task: 'Before you write',
      state: 'Which State does it go to?',
      stateHint: 'Its rules are then shown beside the questions, and checked.',
      urgency: 'How urgent is it?',
      urgencySaid: 'The answers about the deadline or the emergency decide; change them to choose otherwise.',
      levels: { normal: 'Not urgent', urgent: 'Urgent', emergency: 'Emergency: life or limb' },
    },
    begin: {
      why: 'Why this way',
      wayChosen: 'Way',
      lawOf: 'By the law of',
      lawVersion: 'Law data',
      lawGone: 'The law data of that time are not published here: this is worked out from those of today.',
      wayGone: 'The plan no longer has this way. Ask the same question today and compare.',
      title: 'For which case is it written?',
      lead: 'What the plan says is carried into the request.',
      none: 'You write requests in no case. Ask the lead of a case.',
      carried: 'Carried into the request:',
      noForm: 'There is no form of its own for this way yet. Choose the nearest.',
      again: 'Write another like this',
      from: 'Begun from',
      like: (reference: string) => `Answers of ${reference}`,
      exhibit: (number: string, title: string) => `Exhibit ${number}: ${title}`,
    },
    tasks: {
      inProgress: 'In progress',
      questions: (n: number) => `Questions: ${n}`,
      answered: (done: number, all: number) => `${done} of ${all} answered`,
    },
    profile: {
      title: (name: string) => `What is known of ${name}`,
      whichState: 'What is known of the other State',
      authorities: 'Who takes it',
      languages: 'Languages',
      transmission: 'How to send',
      content: 'What they ask for',
      unknown: 'not on record',
      reservations: 'Declarations and reservations',
      court: 'What courts here ask',
      open: 'The record of this State',
      legend: 'Its directory is our own: unknown is not “no”.',
    },
  },
};
