// What must hold before an act of a request or a preservation, for whoever it holds up.

export const guards = {
  complete: 'Some answers are missing or stand in the way.',
  preservationOrReason: 'A point of the check needs a reason, such as why the data are not preserved.',
  reasonGiven: 'A reason is needed.',
  evidenceGiven: 'Say how it is known.',
  capacitySaid:
    'Say as whose it came: as the addressee of the order, or as the authority that is notified of it or enforces it.',
  capacityCorrected: 'To correct the role, choose another than the one on record and say why.',
  groundGiven: 'A ground is needed.',
  groundOfEach:
    'Of each item of the order that does not come, or not wholly, choose a ground: one of Annex III or of Article 12(1).',
  notDrafter: 'Whoever wrote some of it does not authorise it.',
  competent: 'This authority may not order these data, or the order names another authority.',
  offenceThreshold: 'The offence is not grave enough for these data, or its penalty is not stated.',
  signed: 'Nobody has signed it as it is now.',
  channelAllowed:
    'The request does not go by this way, or nobody knows whether it may. Choose one that is open, or say why it goes this way.',
  meansTaken:
    'Whoever receives it does not take it by this means, or it is not said by which it leaves. Choose one that is on record, or say why it goes so.',
  languageTaken:
    'The State that is asked does not take it in this language. Have it translated, or give a reason under the check.',
  languageDiffers: 'They take it in a language in which it can be read already.',
  sentAsSigned: 'What left must be what was signed: the digests differ.',
  basisInForce:
    'Say which State is asked; the legal basis must be in force for both, or a reason be given where that is not known.',
  authorityNotified: 'Say where the enforcing authority was notified, or why not.',
  itemsNamed: 'Say which items.',
  itemsSettled: 'Some items have no answer yet.',
  onlyTells: 'It asks for something: it is closed once it has been answered.',
  neverSent: 'It was sent; it can only be withdrawn.',
  wasSent: 'It was never sent; take it up again.',
  preservationSettled: 'A preservation still runs; say what becomes of it.',
  emergencyCase: 'It was not registered as an emergency.',
  directoryNumber: 'Call a number that stood in the directory before.',
  anotherVerifier: 'Whoever verified it does not decide on it.',
  papersReceived: 'The papers of this emergency have not come.',
  exhibitsNamed: 'Say which exhibits: one at least that is not recorded as received yet.',
  digestsMatch: 'The digests must have been compared and be equal.',
  goesFirst: 'Only an order that says so itself goes before its validation, and only in an emergency.',
  validationAwaited: 'No validation of it is awaited.',
  validationInTime: 'Nobody validated it in time: it may not leave any more.',
  validationSettled: 'A judge or prosecutor has still to decide whether to validate it.',
  validated: 'Nobody validated this order: it is not taken up again. Write a new one.',
  mayValidate: 'This authority may not validate an order for these data.',
  signedBySelf: 'Whoever validates signs with a passkey, and did not issue it.',
  obtainedSettled:
    'Data that came on it are still held without limit. Destroy them, or add a condition that begins with “For leads only”.',
  endGiven: 'Say until when: later than it is kept now.',
  endPassed: 'Its end has not come.',
  productionLinked: 'Name the request for the data.',
  carriageSaid: 'Say how it went. By other means: also why, and in what way.',
  linkStated: 'Say until when it can be fetched.',
  accessInTime: 'A link is open for 10 to 45 days; for longer, say why.',
  alternativeRecorded: 'What went by other means is not recorded in the decentralised IT system yet.',
  noticeDecided: 'Data came: plan whom to tell, or say why nobody is told.',
  restrictionsRecorded:
    'Some exhibits carry no restriction. Record what was stated under Results, or say that none was stated.',
  costsSaid:
    'Say what it cost, with the currency, such as 1200.50 EUR, and who bears it, or that there were no costs.',
  feedbackSaid: 'Say whether what came was of use, or that there is nothing to tell them.',
  countMatches:
    'They say that they produced something for which no file was matched. Match the files with the items, or say why.',
  certificatePresent: 'Say which certificate came with it, or why none did.',
  assigneeNamed: 'Say to whom it is assigned.',
  orderOrReason: 'No order at home was obtained. Say why none is needed.',
  notVerifier: 'Whoever verified this emergency does not take the data.',
  windowOver:
    'The notified authority may still raise a ground. Wait for the end of its time, or say how it confirmed that it raises none.',
  deadlineGiven: 'Say the new last day and who set it; the time limit must still run.',
  linksNamed: 'Say from which links the evidence was fetched.',
  mayRelease: 'Only a judge or prosecutor who may order this may let the data go.',
};
