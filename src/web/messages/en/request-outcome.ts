// How a request ends, and what is looked at before: restrictions, certificate, costs, what the other side is told.

export const requestOutcome = {
  requestOutcome: {
    noRestriction: 'No restriction was stated',
    title: 'How it ended',
    noCertificate: (why: string) => `No certificate: ${why}`,
    costLine: (amount: string, bearer: string) => `${amount}, ${bearer}`,
    asks: {
      restrictions: 'Was no restriction stated for these exhibits?',
      costs: 'Were there costs?',
      costAmount: 'How much, in which currency?',
      costBearer: 'Who bears the costs?',
      feedback: 'Was what came of use?',
      feedbackWords: 'What do you tell them about it?',
      certificate: 'Did a certificate come with it?',
      certificateWhat: 'Which certificate is it?',
      certificateNone: 'Why is there no certificate?',
      assignedTo: 'To whom is it assigned?',
      order: 'Why is no order at home needed?',
      early: 'How did the notified authority confirm that it raises no ground?',
      checked: 'Why may it be relied on?',
    },
    labels: {
      restrictions: 'Restrictions',
      costs: 'Costs',
      costAmount: 'Amount',
      costBearer: 'Borne by',
      feedback: 'Of use',
      feedbackWords: 'What they are told',
      certificate: 'Certificate',
      certificateWhat: 'Which certificate',
      certificateNone: 'Why there is none',
      assignedTo: 'Assigned to',
      order: 'Why no order is needed',
      early: 'How it confirmed',
    },
    hints: {
      restrictions: (list: string) => `They carry none: ${list}`,
      costAmount: 'Digits, then the three letters of the currency, such as 1200.50 EUR',
      certificateWhat:
        'A certificate of business records, the form of the treaty, the seal of the court; with its date, and the exhibit if it is one',
    },
    cost: {
      none: 'No costs',
      some: 'There were costs',
    },
    bearers: {
      asking: 'the State that asked',
      asked: 'the State that was asked',
      provider: 'the provider',
      shared: 'both, in parts',
    },
    use: {
      yes: 'Of use',
      partly: 'In part',
      no: 'Of no use',
      none: 'Nothing to tell them',
    },
    certificates: {
      came: 'One came',
      none: 'None came',
    },
  },
};
