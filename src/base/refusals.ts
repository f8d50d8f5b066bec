// Made from the English words by `npm run words`; not written by hand. Every refusal by its name, which begins with its code.
export const REFUSALS = {
  'alreadyExists.addressTaken': {
    expected: 'an address that nobody here has',
    found: 'one that somebody has',
    next: 'Sign in, or ask the administrator for another invitation.',
  },
  'alreadyExists.caseMember': {
    expected: 'somebody who is not in the case yet',
    found: 'a member in another role',
    next: 'Take them out first, then add them in the new role.',
  },
  'alreadyExists.firstAdministrator': {
    expected: 'an installation without an administrator',
    found: 'one that has one',
    next: 'Sign in, or ask the administrator for an invitation.',
  },
  'alreadyExists.personAddress': {
    expected: 'the address of somebody who is not with us yet',
    found: 'a person with this address',
    next: 'Look for them among the people.',
  },
  'badInput.after': {
    expected: 'in `after` the `next` of the page before',
    found: 'something else',
    next: 'Begin again without `after`.',
  },
  'badInput.answerName': {
    expected: 'the name of one answer',
    found: '{name}, which two begin with',
    next: 'Say more digits of it.',
  },
  'badInput.bytesOfDigest': {
    expected: 'the bytes with SHA-256 {sha256}',
    found: 'bytes with SHA-256 {found}',
    next: 'They changed on the way, or the digest is of another file. Send it again.',
  },
  'badInput.celex': {
    expected: 'a CELEX number with a notice of EUR-Lex, and with nothing else',
    found: 'the other way round',
    next: 'Correct `format` or `celex`.',
  },
  'badInput.contact': {
    expected: 'a contact as it may be typed on the pages',
    found: 'another {wrong}',
    next: 'Correct it and send it again.',
  },
  'badInput.downloadDay': {
    expected: 'the day of a download that was made',
    found: 'a day that has not come',
    next: 'Correct `day`.',
  },
  'badInput.lawData': {
    expected: 'law data that passes its own checks',
    found: '{count} fault(s), the first at {file}:{line}: {message}',
    next: "Run './comity law check' to see them all, then correct the file.",
  },
  'badInput.proposedChange': {
    expected: 'a change that fits what is published now',
    found: '{found}',
    next: 'Look at the record again, and say what you saw.',
  },
  'badInput.unkeepableText': {
    expected: 'text without U+0000 and without halves of characters (RFC 7493, 2.1)',
    found: 'such a character',
    next: 'Take it out and send it again.',
  },
  'badUsage.proxyAddress': {
    expected: 'an address or network of a proxy, such as 10.0.0.7 or 10.0.0.0/8',
    found: '{address}',
    next: 'Correct --trusted-proxy.',
  },
  'badUsage.publicUrl': {
    expected: 'the address people type, such as https://comity.agency.example',
    found: '{text}',
    next: 'Correct --url: scheme and host, no path.',
  },
  'badUsage.reason': {
    expected: 'a reason',
    found: 'none',
    next: 'Say what is wrong, so that the proposal can be drafted again.',
  },
  'conflict.caseClosed': {
    expected: 'a case that is open',
    found: 'a closed one',
    next: 'Reopen it first, with a reason.',
  },
  'conflict.doneByOther': {
    expected: 'to be the first to do this',
    found: 'that somebody was faster',
    next: 'Look at the list again.',
  },
  'conflict.firstSending': {
    expected: 'the first sending to be finished',
    found: 'that it is still under way',
    next: 'Wait a little, then send the same again with the same Idempotency-Key.',
  },
  'conflict.portTaken': {
    expected: 'a free port {port} on {host}',
    found: 'one that another program listens on',
    next: 'Stop it, or choose another with --port.',
  },
  'conflict.proposalDecided': {
    expected: 'to be the first to decide',
    found: 'that somebody was faster',
    next: 'Look at the proposal again.',
  },
  'damaged.answer': {
    expected: 'an answer whose digest is {digest}',
    found: '{found}',
    next: 'The database was changed by another hand. Have the installation audited.',
  },
  'damaged.mailPassword': {
    expected: 'the password of the mail server as it was set here',
    found: 'one of another installation',
    next: 'Set the mail server again.',
  },
  'notAllowed.domestic': {
    expected: 'two different States',
    found: '{from} twice',
    next: 'Data held at home is a matter of domestic law; no channel to another State is needed.',
  },
  'notAllowed.knowledgeEditor': {
    expected: 'a knowledge editor',
    found: 'somebody without that role',
    next: 'Ask a knowledge editor, or an administrator for the role.',
  },
  'notAllowed.listen': {
    expected: 'to listen on {host}, port {port}',
    found: '{error}',
    next: 'Choose a port above 1023 and an address of this machine.',
  },
  'notAllowed.onlyLead': {
    expected: 'a case that keeps a lead',
    found: 'its only lead',
    next: 'Add another lead first.',
  },
  'notAllowed.onlyLeadWhoKnows': {
    expected: 'another lead who knows of what is kept confidential',
    found: 'that you alone of the leads know of {reference}/R{alone}, or of what came in answer to it',
    next: 'Say first which other lead may know of it.',
  },
  'notAllowed.ownRecovery': {
    expected: 'another person',
    found: 'yourself',
    next: 'Ask two other administrators.',
  },
  'notAllowed.ownRoles': {
    expected: 'another person',
    found: 'yourself',
    next: 'Ask another administrator.',
  },
  'notAllowed.plainBinding': {
    expected:
      'TLS on any address but this machine’s own, because passwords and evidence would cross the network in the clear',
    found: '--host {host} without --tls-certificate and --tls-key',
    next: 'Give both files; or listen on 127.0.0.1 behind a proxy that has TLS; or say --plain-http if the network is safe by other means.',
  },
  'notAllowed.programAct': {
    expected: 'a person at a screen to {what}: it is theirs to decide',
    found: 'a key of another program',
    next: 'Take this act on the pages.',
  },
  'notAllowed.proposalNeedsSecond': {
    expected: 'a second knowledge editor',
    found: 'the one who proposed it',
    next: 'Ask another knowledge editor to look at it.',
  },
  'notAllowed.proposalOfOther': {
    expected: 'a proposal of your own',
    found: 'one of somebody else',
    next: 'Send it back with a reason.',
  },
  'notAllowed.roleInCase': {
    expected: 'a role in the case that may do this',
    found: 'another',
    next: 'Ask the lead of the case.',
  },
  'notAllowed.rolesHeld': {
    expected: 'roles that the person has already',
    found: 'one that they have not',
    next: 'An administrator gives roles on the pages.',
  },
  'notAllowed.secondAdministrator': {
    expected: 'a second administrator to confirm',
    found: 'the one who proposed it',
    next: 'Ask another administrator.',
  },
  'notAllowed.tooManyKeys': {
    expected: 'at most {keysMax} keys of one person',
    found: 'as many',
    next: 'End one that is not used any more.',
  },
  'notFound.absent': {
    expected: 'something that is there and open to you',
    found: 'nothing',
    next: 'Check the address. If it is right, ask the lead of the case to add you.',
  },
  'notFound.accountAddress': {
    expected: 'the address of a person who has an account here',
    found: 'none',
    next: 'Ask an administrator to invite them.',
  },
  'notFound.answer': {
    expected: 'an answer that was kept, by four or more hex digits of its name',
    found: '“{name}”',
    next: 'Ask the question anew; an answer is seen by whoever asked.',
  },
  'notFound.caseForKey': {
    expected: 'the reference of a case that you are in',
    found: 'another',
    next: 'See your cases.',
  },
  'notFound.caseOfYours': { expected: 'a case that you are in', found: 'none', next: 'See your cases.' },
  'notFound.caseReference': {
    expected: 'the reference of a case, such as FR-2026-000012',
    found: 'no case {name}',
    next: 'See `comity case list`.',
  },
  'notFound.identityProvider': {
    expected: 'an identity provider',
    found: 'none that is set',
    next: 'Sign in with a passkey or your password.',
  },
  'notFound.instrumentOfLaw': {
    expected: 'an instrument of the law data',
    found: '“{id}”',
    next: "See './comity law search --kind instrument' for their ids.",
  },
  'notFound.instrumentOnRecord': {
    expected: 'an instrument on record',
    found: '“{instrument}”',
    next: 'Enter the instrument first.',
  },
  'notFound.invitation': {
    expected: 'an invitation that can be accepted',
    found: 'none: it was used, withdrawn or ran out',
    next: 'Ask the administrator for another.',
  },
  'notFound.livingPerson': {
    expected: 'a person who has access',
    found: 'none',
    next: 'See the list of people.',
  },
  'notFound.pemFile': { expected: 'a PEM file at {path}', found: 'none', next: 'Correct the path.' },
  'notFound.proposal': {
    expected: 'a proposal',
    found: 'none of this name',
    next: 'Look for it under Changes of the law data.',
  },
  'notFound.recoveryLink': {
    expected: 'a link that can be used',
    found: 'none: it was used or ran out',
    next: 'Ask an administrator for another.',
  },
  'notReachable.identityProvider': {
    expected: 'the identity provider {issuer} to answer',
    found: '{found}',
    next: 'Try again later, or sign in with a passkey or your password.',
  },
  'notReady.builtAssets': {
    expected: 'the built styles and scripts in {folder}',
    found: 'none',
    next: "Run 'npm run prepare'.",
  },
  'notReady.mailServer': { expected: 'a mail server', found: 'none is set', next: 'Set it first.' },
  'notReady.privateKeys': {
    expected: 'the private keys of the log and of the service',
    found: 'one that is missing',
    next: 'Two administrators replace them on the pages, under Settings, Keys.',
  },
  'tooLarge.body': {
    expected: 'a body of at most {maxSize} bytes',
    found: 'more',
    next: 'Shorten it. Evidence is sent as an upload, to the intakes of a case.',
  },
  'tooLarge.chart': {
    expected: 'at most {bytesMax} bytes',
    found: 'more',
    next: 'Give the chart of one treaty.',
  },
  'wrongKey.providerSecret': {
    expected: 'the secret of the identity provider as it was set here',
    found: 'one that was sealed in another home',
    next: 'Set the identity provider again.',
  },
} as const;
