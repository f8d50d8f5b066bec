// Long work and its progress. Each kind of job has its words in `jobKind`, by the name of the kind.

export const jobs = {
  jobs: {
    title: 'Work under way',
    aboutIt: 'About this work',
    state: {
      waiting: 'Waiting for its turn',
      running: 'Under way',
      done: 'Done',
      failed: 'Did not succeed',
      cancelled: 'Cancelled',
    },
    cancelling: 'Being cancelled',
    ofBytes: (done: string, total: string) => `${done} of ${total}`,
    soFar: (done: string) => `${done} so far`,
    items: (n: string) => `${n} done`,
    itemsOf: (n: string, total: string) => `${n} of ${total} done`,
    left: {
      seconds: 'Less than a minute left',
      minutes: (n: number) => (n === 1 ? 'About a minute left' : `About ${n} minutes left`),
      hours: (n: number) => (n === 1 ? 'About an hour left' : `About ${n} hours left`),
    },
    /** Of an upload, while it is taken in. */
    steps: { copying: 'Copying', comparing: 'Comparing the image with its own hash' },
    wasExpected: 'Expected',
    wasFound: 'Found',
    warned: {
      senderDigest: 'What arrived is not what was sent. It is kept as it arrived.',
      containerChecksums:
        'The image file itself is damaged: some of its own checksums are wrong. It is kept as it is.',
      storedHash: 'The image does not have the hash that it says it has. It is kept as it is.',
      sourceChanged:
        'The source changed while it was read. What was read is kept; take it in again from a copy that holds still.',
      notSealed: 'Stored bytes are not what was sealed. Tell the administrator.',
      keptAside: 'It does not hold any more, and was kept aside.',
      notTaken: 'It was not taken in; the others were.',
    },
    goesOn: 'You can close this page. The work goes on, and this address keeps showing how far it is.',
    lookAgain: 'Look again',
    lookAgainWords: 'This page looks again by itself every few seconds.',
    cancel: 'Cancel',
    cancelWords: 'It can be stopped. Nothing of it is kept then.',
    asked: 'Asked for',
    by: 'By',
    began: 'Began',
    ended: 'Ended',
    inCase: 'Case',
    open: 'See the result',
    failedUnexpected:
      'Something failed on our side, again and again. Nothing was lost. Tell the administrator the time.',
    failedHidden: 'Something failed on our side. Nothing was lost. Tell the administrator the time.',
    technical: 'In technical words',
    failed: {
      badUsage:
        'What was asked for was not in the form that is needed. Nothing was changed. Ask again, and look at each answer before you send it.',
      badInput:
        'The bytes are not what their kind promises: cut short, changed on the way, or of another kind. Nothing of them was taken. Get the file again from where it came, and send it again.',
      tooLarge:
        'It is larger than what is taken in one go. Nothing of it was taken. Send it in parts, or ask the administrator to put it into the folder of the server.',
      notFound:
        'Something that was named is not there any more. Nothing was changed. Go back, look at what is there now, and ask again.',
      alreadyExists: 'It is there already. Nothing was done twice. Look at what is there.',
      changed:
        'The file was changed while it was read. Nothing of it was taken. See that nobody writes to it, and ask again.',
      conflict:
        'Somebody else was faster. Nothing of yours was done. Look at what is there now, and ask again if it is still needed.',
      notAllowed:
        'A rule does not allow it, or no longer does. Nothing was changed. Look at the case, and at your role in it; who leads the case can say more.',
      noSpace:
        'There is no room left on the server. Nothing was lost. Tell the administrator, and ask again when there is room.',
    },
    cancelledWords: 'It was stopped before its end. Nothing of it was kept.',
    backToCase: 'Back to the case',
  },
  /** By the name of the kind (src/server/jobs.ts): the heading, what to say when it is done, the link to the result. */
  jobKind: {
    checkExhibit: {
      title: 'Reading every byte of an exhibit again',
      done: 'It was read to its end, and the result is recorded',
      open: 'See the exhibit',
    },
    alarms: {
      title: 'Telling of time limits that end',
      done: 'All that were due were told',
      open: 'Go on',
    },
    fixity: {
      title: 'Reading stored exhibits again',
      done: 'All that were due were read',
      open: 'Go on',
    },
    checkPackage: {
      title: 'Checking a package',
      done: 'Every check was made',
      open: 'See what it shows',
    },
    importPackage: {
      title: 'Taking a package into evidence',
      done: 'It is in evidence',
      open: 'See the package',
    },
    makePackage: {
      title: 'Making a package',
      done: 'It is whole and signed',
      open: 'See the package',
    },
    replaceLogKeys: {
      title: 'Replacing the keys of the log',
      done: 'The new keys sign',
      open: 'See what to do now',
    },
    counterpartCopy: {
      title: 'Making the copy for an authority of the other State',
      done: 'It is made',
      open: 'Go on',
    },
    statedDigests: {
      title: 'Computing the digests that the sender stated',
      done: 'They can be compared',
      open: 'Go on',
    },
    replaceServiceKey: {
      title: 'Replacing the key of the service',
      done: 'The new key signs',
      open: 'See what to do now',
    },
    takeFolder: {
      title: 'Taking files of the server into evidence',
      done: 'They are in evidence',
      open: 'See the evidence',
    },
    takeUpload: {
      title: 'Taking a file into evidence',
      done: 'It is in evidence',
      open: 'See the exhibit',
    },
  },
};
