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
    revocation: {
      notTold: (names: string) =>
        `Whether these were revoked is not known: nothing in the document tells it of that time. ${names}`,
      anchorItself:
        'The certificate is itself one that your agency keeps: whether it was revoked is for your agency to know.',
      notRevoked: (asOf: string) =>
        `By lists and answers that their issuers signed and that lie in the document, none of the certificates was revoked as of ${asOf}. What came later they do not say.`,
      later: (name: string, since: string) =>
        `${name} was revoked on ${since}, after the time as of which it is judged.`,
      store: (certificates: number, lists: number, answers: number) =>
        `Beside its signatures the document holds (DSS): certificates ${certificates}; lists of revoked certificates ${lists}; answers about single ones (OCSP) ${answers}. Each is believed where its issuer signed it.`,
    },
    reasons: {
      documentDigest: 'The document is not what was signed: its digest is another.',
      signature: 'The signature does not verify with the key of the certificate.',
      issuerSignature: (certificate: string, issuer: string) =>
        `${issuer} did not sign the certificate of ${certificate} as it stands.`,
      noCertificate: 'The certificate of who signed is not there.',
      binding: 'The signature does not name this certificate as that of the signer.',
      notValidAt: (certificate: string, at: string, from: string, to: string) =>
        `The certificate of ${certificate} is valid from ${from} to ${to}, and not at ${at}.`,
      critical: (certificate: string, oid: string) =>
        `The certificate of ${certificate} has a condition that this program does not know: ${oid}.`,
      notAuthority: (certificate: string) => `${certificate} is no authority that issues certificates.`,
      mayNotIssue: (certificate: string) => `The key of ${certificate} is not one for signing certificates.`,
      otherPurpose: (certificate: string, uses: string) =>
        `${certificate} issues certificates for other uses: ${uses}.`,
      tooDeep: (certificate: string) => `There are more authorities below ${certificate} than it allows.`,
      tooLong: 'The way up to a known certificate is longer than any honest one.',
      noPath: (certificate: string, issuer: string) =>
        `Nothing leads from ${certificate}, issued by ${issuer}, to a certificate that is kept.`,
      nameOutside: (certificate: string, issuer: string) =>
        `${issuer} may not issue for the name of ${certificate}.`,
      nameNotChecked: (certificate: string, issuer: string) =>
        `Whether ${issuer} may issue for a name of ${certificate} is not checked here.`,
      revoked: (certificate: string, since: string, asOf: string) =>
        `${certificate} was revoked on ${since}, by a list of ${asOf}.`,
      noSigning: 'The key of the certificate is not one for signatures.',
      otherUse: (uses: string) => `The certificate is for other uses: ${uses}.`,
      algorithm: (name: string) => `This program does not check this algorithm: ${name}.`,
      keyLength: (bits: string) => `A key of ${bits} bits is too short to rely on, or too long to be honest.`,
      kind: (name: string) => `This program does not check this kind of signature: ${name}.`,
      range: 'It is not over all of the document but itself.',
      stampOther: 'The time stamp is over something else.',
      part: (name: string, byte: string) =>
        `The part “${name}” is not there, or is not made as its standard asks: byte ${byte} of the signature.`,
      form: (byte: string) =>
        `What stands at byte ${byte} of the signature is not made as its standard asks.`,
      lacks: (name: string) => `The part “${name}” is not there, or does not fit the rest.`,
      tooLarge: 'It is larger, or nested deeper, than any honest signature.',
    },
    structure: 'It is not built as its standard asks.',
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
      'Nothing leaves this program to ask whether a certificate was revoked: only lists and OCSP answers that lie in the document are read. Without them it stays unknown. Of authorities that stamp the time, and of those that answer by OCSP, it is not read at all, nor is it asked under which policy a certificate was issued. Ask the issuer where it matters.',
    limitKey:
      'A signature shows that the holder of a key signed these bytes. It does not show that they were entitled to ask: call back all the same.',
    limitScan: 'A scanned signature or stamp is a picture, and is not checked.',
    anchorsFrom:
      'Checked just now from the bytes that came, as of the day on which they came or of a known time stamp.',
  },
};
