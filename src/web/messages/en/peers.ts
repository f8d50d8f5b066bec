// Trusted peers: agencies whose keys came by another road, and our own keys for the other side.

export const peers = {
  peers: {
    title: 'Trusted peers',
    hint: 'Agencies whose keys came to you by another road than their packages.',
    lead: 'A package from a trusted peer is held to the keys you keep here. One administrator adds them; another compares them once more and confirms. Only then do they count.',
    none: 'No peer yet. Packages that arrive are checked, but nothing says whose keys they bear.',
    add: 'Add a peer',
    ours: 'Our own keys, for the other side',
    agency: 'Agency',
    state: 'State',
    log: 'Custody log',
    standing: 'Standing',
    states: {
      proposed: 'waits for a second person',
      confirmed: 'trusted',
      withdrawn: 'withdrawn',
    },
    addedNow: 'Added. It counts when another administrator has compared the keys and confirmed them.',
    confirmedNow: 'Confirmed. Packages of this log are held to these keys from now on.',
    withdrawnNow: 'Withdrawn. Packages of this log are held to no keys from now on.',
    file: 'Which keys did you receive?',
    fileHint:
      'The whole file of keys (trust.txt) of the other agency. It has lines that begin with log. It must not have come with a package.',
    fileFaults: {
      form: 'This is not a file of keys. Paste the lines that begin with log and quorum, as they came',
      tooLarge: 'This is too long for a file of keys of one agency',
      severalLogs: 'These are keys of several logs. Add one agency at a time',
      noLog: 'There is no line in it that begins with log',
      own: 'These are your own keys. Paste those of the other agency',
    },
    there: 'There is a peer of this log already. Withdraw that one first',
    who: 'Whose keys are they?',
    agencyHint: 'As it stands on its letters',
    agencyForm: 'Enter the name of the agency, in up to 200 characters',
    chooseState: 'Choose a State',
    stateForm: 'Choose the State of the agency',
    road: 'How did they reach you?',
    roads: {
      letter: 'By letter or courier',
      meeting: 'In person, at a meeting',
      callBack: 'By telephone, calling back a number of a directory',
      network: 'Through a network of contact points',
      publication: 'From an official publication',
    },
    roadForm: 'Choose how the keys reached you',
    how: 'From whom, and how exactly?',
    howHint: 'Such as: sheet handed over by the head of their unit at our meeting in Suva',
    howForm: 'Say in up to 500 characters from whom and how',
    receivedOn: 'On what day?',
    receivedOnForm: 'Enter a day that is not in the future',
    save: 'Add the peer',
    prints: 'Fingerprints of the keys',
    printsHint:
      'Read them to each other by telephone, line by line, at a number that you did not take from the message that brought the keys. Every sign must be the same.',
    uses: { ed25519: 'Log, Ed25519', mlDsa44: 'Log, ML-DSA-44', service: 'Service' },
    noService: 'No key of the service came with them. That is no fault: the log says which one it has.',
    witnesses: 'Witnesses',
    witnessesAsked: (n: number) =>
      n === 1
        ? 'The file names one witness, and packages need what its quorum asks'
        : `The file names ${n} witnesses, and packages need what its quorum asks`,
    received: 'How the keys came',
    day: 'Received on',
    added: 'Added',
    confirmed: 'Confirmed',
    withdrawn: 'Withdrawn',
    deed: (who: string, day: string) => `${who}, ${day}`,
    keep: 'Save the file of keys',
    waits:
      'These keys do not count yet. Another administrator has to compare them with what the agency says.',
    waitsOwn: 'You added these keys. Ask another administrator to compare and confirm them.',
    confirm: 'Compare and confirm',
    confirmTitle: 'How did you compare these keys?',
    confirmHint:
      'You compare them yourself, not by what your colleague says. Such as: read out by telephone with their duty desk, number from the directory of the network',
    confirmForm: 'Say in up to 500 characters with whom and how you compared them',
    confirmButton: 'The keys are the same: confirm',
    withdraw: 'Withdraw this peer',
    withdrawTitle: 'Why is this peer withdrawn?',
    withdrawHint:
      'Such as: they told us that somebody else may hold their keys. New keys are then added as a new peer.',
    withdrawForm: 'Say why in up to 500 characters',
    withdrawButton: 'Withdraw the peer',
    rotation:
      'When the agency replaces its keys as planned, the proof in its packages leads from these keys to the new ones, and nothing is to be done here. When it says that others may hold the old keys, or that they are lost, withdraw the peer and add the new keys.',
    oursLead:
      'Give this sheet or the file to the other agency by another road than your packages: by letter, in person, or through a network of contact points.',
    oursHow:
      'To compare: call each other at a number that both knew before, and read the lines aloud. Every sign must be the same.',
    oursFile: 'Save as a file (trust.txt)',
    oursPrint: 'To print this sheet, use the print command of your browser.',
    oursDay: 'As of',
  },
};
