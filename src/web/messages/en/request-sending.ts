export const requestSending = {
  preservationExtension: {
    link: 'Ask for its extension',
    carried: (reference: string) => `The preservation ${reference}, which is to be extended`,
  },
  assurance: {
    reciprocity: 'reciprocity',
    speciality: 'use for the stated purpose alone (speciality)',
    data_protection: 'protection of the personal data',
    return: 'return or destruction afterwards',
    costs: 'bearing of the costs',
    no_death_penalty: 'no death penalty',
  },
  assuranceAsked: 'Asks to be assured of',
  sendingAsked: {
    title: 'How will it be sent?',
    hint: 'It is checked against what is on record of whoever receives it.',
    taken: (names: string) => `On record: taken by ${names}`,
    others: 'Other means',
    unknown: 'Which means they take is not on record: ask them before it is sent.',
    undecided: 'It is not decided yet',
    notSaid: 'not said',
    followed: 'the way of the request that it follows',
    choose: 'Choose by which means it is sent.',
    link: 'Say how it is sent',
    act: 'By which means did it leave?',
    label: 'Sent by',
  },
};
