// The keys of the installation: seen, replaced by two administrators, told to partners.
import { count } from './count.ts';

export const keys = {
  houseKeys: {
    lead: 'Read a fingerprint to a partner by telephone; they compare it with what came in a package.',
    key: 'Key',
    fingerprint: 'Fingerprint (SHA-256)',
    made: 'Signs since',
    due: 'Due',
    noRule: 'no rule set',
    overdue: (day: string) => `since ${day}`,
    dueLink: 'When keys are due',
    dueAsk: 'After how many months is a key to be replaced?',
    dueHint:
      'By the rule of your agency; Comity has none of its own. Administrators are reminded, and nothing is replaced by itself. Leave it empty where you have no rule.',
    dueForm: 'Enter a whole number of months from 1 to 240, or leave it empty',
    ed25519: 'Log, Ed25519',
    mlDsa44: 'Log, ML-DSA-44',
    service: 'Service',
    trust: 'Save the trust file for partners',
    missing:
      'The private keys of the log are missing. Restore them from a backup and start the server again. If they are lost for good, replace them here.',
    waits: 'A change of keys is open.',
    see: 'See it',
    overlap: (day: string) =>
      `Until ${day} the old keys of the log sign beside the new ones. Give partners the new trust file before then.`,
    before: 'Keys before these',
    until: 'Signed until',
    cause: 'Why',
    causes: {
      planned: 'as planned',
      compromised: 'others may hold it',
      lost: 'lost',
    },
    proof: 'For partners',
    saveProof: 'Save the proof',
    papers: 'What to send',
    logKeys: 'Replace the keys of the log',
    logKeysHint:
      'Partners and witnesses know the log by them. Two administrators say why and sign it, each with a passkey. Nothing need be stopped.',
    logKeysButton: 'Replace them',
    atTheMachine: 'Without two administrators',
    atTheMachineHint:
      'Two officers with key files do the same at the machine itself; as the cause they name planned, compromised or lost:',
    replace: 'Replace the key of the service',
    replaceHint:
      'When somebody may have read it, or by a rule of yours. What it signed stays valid; the log says from when the new one signs. Two administrators say why and sign it, each with a passkey.',
    replaceButton: 'Replace it',
    serviceMissing:
      'The private key of the service is missing. Restore it from a backup and start the server again. If it is lost for good, replace it here, before any other.',
  },
  keyChange: {
    title: 'Replace the keys of the log',
    ask: 'Why are the keys of the log replaced?',
    askHint: 'Partners rely on the answer. When you are not sure, say that somebody else may hold them.',
    choose: 'Choose why',
    causes: {
      planned: 'As planned',
      compromised: 'Somebody else may hold them',
      lost: 'They are lost',
    },
    causeHints: {
      planned: 'By a rule of yours. Whoever trusts the old keys is led to the new ones.',
      compromised:
        'A stolen disk, a person who left in anger. The old keys vouch for nothing from then on, and you tell partners today.',
      lost: 'No private key is left, and no backup has one.',
    },
    notLost: 'The private keys are here and sign, so they are not lost. Choose another answer',
    onlyLost:
      'The private keys are not here, so they cannot sign for the new ones. Choose that they are lost',
    overlapAsk: 'For how many days do the old keys sign beside the new ones?',
    overlapHint:
      'In this time partners and witnesses take the new keys. 90, unless a rule of yours says otherwise.',
    overlapForm: 'Enter a whole number of days from 0 to 3650',
    reasonAsk: 'Why, in your own words?',
    reasonHint: 'It stands in the log for good, and in every package. Name no person. It may stay empty.',
    reasonForm: 'Enter at most 300 characters, without line breaks',
    check: 'Look at it once more',
    why: 'Why',
    reason: 'In your words',
    noReason: 'nothing',
    overlap: 'The old keys sign too for',
    days: (n: number) => count(n, 'day', 'days'),
    next: (days: number) =>
      `New keys are made, and sign nothing yet. Then two administrators sign the change, each with a passkey, within ${count(days, 'day', 'days')}. Until the second has signed it can be withdrawn.`,
    propose: 'Make the new keys',
    lead: 'This entry is added to the custody log for good. Two administrators sign exactly these words with their passkeys.',
    until: 'The old keys sign too until',
    oldKeys: 'Old keys',
    newKeys: 'New keys',
    signed: 'Signed by',
    signer: (who: string, when: string) => `${who}, ${when}`,
    nobody: 'nobody yet',
    youSigned: 'You have signed. Now another administrator signs; they find it on My work.',
    noPasskey: 'You have no passkey that signs. Add one, then come back here.',
    stale: (days: number) =>
      `This stood open for more than ${count(days, 'day', 'days')} and is not signed any more. Nothing was changed. Withdraw it and begin again.`,
    withdraw: 'Withdraw it',
    withdrawHint: 'Nothing was changed yet: the old keys sign on.',
    withdrawn: 'It was withdrawn. Nothing was changed.',
    underWay: 'Two have signed. It is being carried out.',
    seeJob: 'See how far it is',
    stopped: 'Two have signed, but it was not carried out. Nothing was changed.',
    carryOut: 'Carry it out',
    replaced: 'The keys of the log were replaced.',
    replacedWhat: (event: string) => `Event ${event} of the log says so. What was signed before stays valid.`,
    todo: 'What to do now',
    todoCall: 'Call partners and witnesses today, at a number that you had before: they strike the old keys.',
    todoBackup:
      'Make a backup today. Older ones hold the old keys, and the program does not go on with them.',
    todoSend: (day: string) =>
      `Before ${day}, send partners what follows. They keep their old trust file for packages from before.`,
    todoSendUnplanned: 'Send partners and witnesses what follows.',
    trustFile: 'The new trust file',
    proofFile: 'The proof that the old keys vouch for the new ones',
    sheetIn: 'The sheet that says what happened and what they do, in',
    todoWitness:
      'Witnesses that run Comity learn the new keys from the log itself. Others take them by hand: send them the sheet.',
    todoWitnessByHand: 'Witnesses take the new keys by hand, all of them: send them the sheet.',
    when: 'Replaced',
    waitingWork: 'A change of keys waits for your signature',
    standstill: 'The custody log stands still',
    standstillWords:
      'Its private keys are not here, so nothing can be recorded or published. Nothing was lost. Administrators restore the keys from a backup, or two of them replace them.',
  },
  // In place of the same words of keyChange, where the key of the service is replaced.
  serviceChange: {
    title: 'Replace the key of the service',
    ask: 'Why is the key of the service replaced?',
    askHint: 'When you are not sure, say that somebody else may hold it.',
    causes: { planned: 'As planned', compromised: 'Somebody else may hold it', lost: 'It is lost' },
    causeHints: {
      planned: 'By a rule of yours. The old key vouches for the new one.',
      compromised:
        'A stolen disk, a person who left in anger. The old key vouches for nothing from then on; two administrators do.',
      lost: 'No private key is left, and no backup has one.',
    },
    notLost: 'The private key is here and signs, so it is not lost. Choose another answer',
    onlyLost: 'The private key is not here, so it cannot sign. Choose that it is lost',
    next: (days: number) =>
      `A new key is made, and signs nothing yet. Then two administrators sign the change, each with a passkey, within ${count(days, 'day', 'days')}. Until the second has signed it can be withdrawn.`,
    propose: 'Make the new key',
    oldKeys: 'Old key',
    newKeys: 'New key',
    withdrawHint: 'Nothing was changed yet: the old key signs on.',
    replaced: 'The key of the service was replaced.',
    todoBackup: 'Make a backup today. Older ones hold the old key, and the program does not go on with it.',
    todoSendUnplanned: 'Send partners your own keys anew, by another road.',
  },
  keySheet: {
    title: 'The keys of a custody log were replaced',
    from: 'From',
    log: 'Custody log',
    event: 'Event of the log',
    when: 'Replaced',
    cause: 'Why',
    planned: (day: string) =>
      `Until ${day} the old keys sign beside the new ones. Put the enclosed trust.txt beside the one you have, and keep the old one for packages from before. The enclosed proof shows that the old keys vouch for the new ones.`,
    unplanned:
      'Trust nothing that the old keys sign from this event on. Strike them today from your trust files and witness policies, and take the enclosed trust.txt.',
    compare:
      'Before you take the new keys, compare their fingerprints with us by telephone, at a number that you had before this letter.',
    old: 'Old keys (SHA-256)',
    new: 'New keys (SHA-256)',
    verifier: 'The new keys as witnesses enter them',
  },
};
