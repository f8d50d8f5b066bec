// Signing an entry of the custody log with a passkey.

export const signing = {
  signing: {
    title: 'Sign the entry',
    lead: 'This entry is added to the custody log for good. Your passkey signs exactly these words.',
    what: 'What',
    when: 'When',
    place: 'Place',
    as: 'As',
    how: 'Details',
    why: 'In your words',
    entry: 'Exhibit',
    entryWords: (number: string, seq: string) => `${number}, entry ${seq}`,
    more: (n: number) => `With ${n} entries of other exhibits: your device asks for each.`,
    line: 'The line that is signed, to the letter',
    lineHint: 'Your device signs its SHA-256, together with the address of these pages.',
    which: 'Which passkey do you have with you?',
    passkey: 'The passkey',
    addedOn: (date: string) => `Added ${date}`,
    button: 'Sign with your passkey',
    failed: 'That did not work. Nothing was recorded. Try again, or let the service sign.',
    noScript:
      'Signing with a passkey needs JavaScript and a browser that knows passkeys. Without them the service signs for you.',
    byService: 'Let the service sign for me',
    byServiceHint: 'Or the service signs it for you; the entry then says so, and so does every report.',
    again: {
      moved:
        'Somebody acted on this exhibit while you were signing. Nothing was recorded. Look again, and sign again',
      expired: 'This stood open for more than five minutes. Nothing was recorded. Look again, and sign again',
    },
    unreadable: 'What the passkey answered could not be read. Nothing was recorded. Sign again',
    yours: 'Your signature',
    withPasskey: 'After the last question you sign with your passkey.',
    withoutPasskey: 'You have no passkey that signs, so the service signs for you, and the entry says so.',
    addPasskey: 'Add a passkey',
    signedByYou: 'You signed it with your passkey.',
    signedForYou: 'The service signed it for you.',
  },
};
