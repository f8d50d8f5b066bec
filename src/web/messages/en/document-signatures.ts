// What the signatures within a received document say.

export const documentSignatures = {
  documentSignatures: {
    title: 'What the signatures in the document say',
    link: 'What its signatures say',
    none: 'No signature was found in it.',
    unread: 'The document could not be read for signatures.',
    others:
      'Something in it has the marks of a signature and is not shown as one by a reader of PDFs. Do not rely on it.',
    number: (n: number) => `Signature ${n}`,
    stampNumber: (n: number) => `Time stamp ${n}`,
    holds: 'holds',
    holdsInPart: 'holds for a part',
    holdsNot: 'does not hold',
    unchecked: 'not checked',
    whole: 'It is over the whole document: nothing was changed since it was signed.',
    part: 'It is over the document as it was signed. Something was added afterwards that it does not cover.',
    stamp: 'An authority states that the document was there at this time. Nobody else signed with it.',
    bad: 'The document was changed since, or the signature is of another document.',
    notChecked:
      'This program cannot check this kind of signature. Use the means of your authority, and record what they say.',
    known: 'Who signed is known.',
    knownBy: (anchor: string, at: string) =>
      `The certificate leads to one that your agency keeps: ${anchor}. Judged as of ${at}.`,
    notKnown: 'Who signed is not established.',
    noAnchor:
      'The certificate leads to none that your agency keeps: the name is what the document says. An administrator adds certificates that you are given by another road.',
    unfit: (at: string) =>
      `The certificate could not sign this document as of ${at}: it had ended, had not begun, is for another use, or is itself not as it should be.`,
    stampWrong: 'There is a time stamp on the signature, and it does not hold.',
    detail: 'What the program met',
    signer: 'Signed by',
    issuer: 'Certificate issued by',
    valid: 'Certificate valid',
    fromTo: (from: string, to: string) => `${from} to ${to}`,
    fingerprint: 'Fingerprint of the certificate (SHA-256)',
    claimed: 'Time, as the signer states it',
    stamped: 'Time stamp',
    stampKnown: 'authority known',
    stampNotKnown: 'authority not known',
    nameGiven: 'Name given',
    reasonGiven: 'Reason given',
    after: (size: string) => `Added after it was signed: ${size}.`,
    pagesMore: (n: number) => `Pages added since: ${n}.`,
    pagesFewer: (n: number) => `Pages taken away since: ${n}.`,
    pagesSame: 'There are as many pages as before; what they show may be another. Compare.',
    pagesUnknown:
      'What was signed does not open by itself: look at the document with the means of your authority.',
    asSigned: 'Open the document as it was signed',
    limits: 'What this does not say',
    limitRevoked:
      'Whether a certificate was revoked is not asked: nothing leaves this program for it. Ask the issuer where it matters.',
    limitKey:
      'A signature shows that the holder of a key signed these bytes. It does not show that they were entitled to ask: call back all the same.',
    limitScan: 'A scanned signature or stamp is a picture, and is not checked.',
    anchorsFrom:
      'Checked just now from the bytes that came, as of the day on which they came or of a known time stamp.',
  },
};
