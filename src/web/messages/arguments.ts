// Made from the English words; not written by hand. What each message is given, by name and in this order.
export interface Given {
  readonly 'account.endAbout': [browser: string, since: string];
  readonly 'account.lead': [email: string];
  readonly 'account.passkeyNamed': [name: string];
  readonly 'add.begun': [when: string];
  readonly 'add.conditions.tooMany': [max: number];
  readonly 'add.stepOf': [step: number, all: number];
  readonly 'alerts.casesWithoutLead': [count: number];
  readonly 'alerts.keptByNobody': [count: number];
  readonly 'alerts.lastAt': [when: string];
  readonly 'alerts.lettersGivenUp': [count: number];
  readonly 'alerts.locked': [times: number, when: string];
  readonly 'alerts.spread': [address: string, persons: number, when: string];
  readonly 'alerts.strangers': [times: number, when: string];
  readonly 'alerts.tries': [tries: string];
  readonly 'alerts.wrongCodes': [n: number];
  readonly 'alerts.wrongPasswords': [n: number];
  readonly 'backups.sound': [when: string];
  readonly 'backups.unsound': [when: string];
  readonly 'bringing.cleared': [n: number];
  readonly 'bringing.receiving': [n: number];
  readonly 'caseFile.overdue': [day: string];
  readonly 'caseLead.by': [name: string, when: string];
  readonly 'caseLead.told': [lead: string, reference: string];
  readonly 'cases.evidenceWords': [n: number];
  readonly 'cases.noLead': [reference: string];
  readonly 'cases.openedBy': [lead: string, title: string];
  readonly 'cases.openedTitle': [reference: string];
  readonly 'cases.removeAsk': [name: string | number];
  readonly 'cases.removeHolds': [n: number, name: string | number];
  readonly 'checker.page.broken': [why: string | number];
  readonly 'checker.page.checking': [done: string | number, total: string | number];
  readonly 'checker.page.conversation.valid': [count: number];
  readonly 'checker.page.destroyedLead': [events: string | number];
  readonly 'checker.page.exhibitLead': [files: number, size: string | number, events: number];
  readonly 'checker.page.from': [item: string | number, log: string | number];
  readonly 'checker.page.more': [count: string | number];
  readonly 'checker.page.recorded': [time: string | number];
  readonly 'checker.page.to': [organisation: string | number];
  readonly 'checker.page.trustChosen': [name: string | number];
  readonly 'checker.page.trustRefused': [why: string | number];
  readonly 'checker.report.checks.bag': [payloadFiles: number, tagFiles: string | number];
  readonly 'checker.report.checks.byOfficers': [byOfficers: number];
  readonly 'checker.report.checks.byService': [own: string | number];
  readonly 'checker.report.checks.chains': [items: number];
  readonly 'checker.report.checks.checkpoint': [logSize: string | number];
  readonly 'checker.report.checks.conditions': [conditions: string | number];
  readonly 'checker.report.checks.details': [details: string | number];
  readonly 'checker.report.checks.detailsWithheld': [details: string | number, withheld: string | number];
  readonly 'checker.report.checks.enrolments': [keys: number];
  readonly 'checker.report.checks.entries': [files: number, bytes: string | number];
  readonly 'checker.report.checks.events': [events: number, signers: string | number];
  readonly 'checker.report.checks.exhibits': [exhibits: number];
  readonly 'checker.report.checks.forOfficers': [forOfficers: string | number];
  readonly 'checker.report.checks.heads': [heads: number];
  readonly 'checker.report.checks.keysChanged': [changes: number];
  readonly 'checker.report.checks.payload': [files: number, bytes: string | number];
  readonly 'checker.report.checks.request': [version: string | number];
  readonly 'checker.report.checks.tagFiles': [files: number];
  readonly 'checker.report.checks.timestamps': [tokens: string | number, trusted: string | number];
  readonly 'checker.report.checks.trustFollowed': [changes: number];
  readonly 'checker.report.checks.witnesses': [witnesses: string | number];
  readonly 'checker.report.faultLine': [
    place: string | number,
    expected: string | number,
    found: string | number,
  ];
  readonly 'checker.report.statements.andWitnesses': [witnesses: string | number];
  readonly 'checker.report.statements.clockWentBack': [index: string | number];
  readonly 'checker.report.statements.destroyed': [number: string | number];
  readonly 'checker.report.statements.keyNotNamed': [algorithm: string | number];
  readonly 'checker.report.statements.keysFollowed': [changes: number];
  readonly 'checker.report.statements.later': [size: string | number];
  readonly 'checker.report.statements.logged': [events: number, exhibits: number, size: string | number];
  readonly 'checker.report.statements.notChecked': [algorithms: string | number];
  readonly 'checker.report.statements.oldKeysNotTrusted': [origin: string | number, index: string | number];
  readonly 'checker.report.statements.recordsCertified': [
    custodian: string | number,
    keeper: string | number,
    exhibits: number,
  ];
  readonly 'checker.report.statements.recordsLeftOut': [custodian: string | number, leftOut: string | number];
  readonly 'checker.report.statements.requestAuthorised': [
    person: string | number,
    role: string | number,
    version: string | number,
    reference: string | number,
    at: string | number,
    letter: string | number,
    index: string | number,
  ];
  readonly 'checker.report.statements.requestEnded': [index: string | number, cause: string | number];
  readonly 'checker.report.statements.sameAsEvents': [exhibits: number];
  readonly 'checker.report.statements.sealed': [origin: string | number, fingerprint: string | number];
  readonly 'checker.report.statements.signedByOfficers': [events: number, passkeys: number];
  readonly 'checker.report.statements.signedForOfficers': [events: number];
  readonly 'checker.report.statements.stampNotTrusted': [authority: string | number, time: string | number];
  readonly 'checker.report.statements.stamped': [authority: string | number, time: string | number];
  readonly 'checker.report.statements.trusted': [origin: string | number];
  readonly 'checker.report.statements.unchanged': [files: number, bytes: string | number];
  readonly 'checker.report.statements.whoseKeys': [too: string | number];
  readonly 'checker.report.statements.withheld': [details: number];
  readonly 'checker.report.statements.witnessed': [names: string | number];
  readonly 'condition.cured': [request: string];
  readonly 'confidence.due.request': [request: string, day: string];
  readonly 'confidence.due.result': [request: string, delivery: number, day: string];
  readonly 'confidence.due.withoutLead': [request: string];
  readonly 'confidence.held': [exhibit: string];
  readonly 'contents.address': [address: string | number];
  readonly 'contents.bytes': [n: number];
  readonly 'contents.cut': [size: string | number];
  readonly 'contents.entries': [n: number];
  readonly 'contents.locked': [n: number];
  readonly 'contents.more': [n: string | number];
  readonly 'contents.moreRuns': [n: string | number];
  readonly 'contents.notRead': [n: number];
  readonly 'contents.pieces': [n: number];
  readonly 'contents.range': [from: string | number, to: string | number];
  readonly 'contents.saysOther': [kind: string | number];
  readonly 'contents.volume': [number: string | number];
  readonly 'correction.entryHint': [when: string, index: string];
  readonly 'costClaim.number': [n: number];
  readonly 'costClaim.reimbursedHint': [claimed: string];
  readonly 'costClaim.wrongReimbursed': [claimed: string];
  readonly 'counterpartCopy.besides': [own: string, other: string];
  readonly 'counterpartCopy.notice': [name: string];
  readonly 'counterpartCopy.takes': [languages: string];
  readonly 'counterpartCopy.withIt': [name: string, languages: string];
  readonly 'court.byHand': [what: string];
  readonly 'court.document.basis': [version: string, confidence: string];
  readonly 'court.document.draft': [day: string];
  readonly 'court.drafted': [when: string];
  readonly 'court.events': [positions: string];
  readonly 'court.fieldNeeded': [label: string];
  readonly 'court.fill.hash': [sha256: string];
  readonly 'court.fill.match': [sha256: string, at: string];
  readonly 'court.fill.method': [tool: string, at: string];
  readonly 'court.fill.protected': [blocker: string];
  readonly 'court.fill.record': [number: string, title: string, bytes: number, sha256: string];
  readonly 'court.notOnRecord': [state: string];
  readonly 'court.onRecord': [state: string];
  readonly 'court.onlyWhen': [when: string];
  readonly 'court.signedBy': [who: string];
  readonly 'court.titleFor': [state: string];
  readonly 'desks.keptBy': [who: string, when: string];
  readonly 'desks.orders.title': [year: string];
  readonly 'desks.saidFrom': [state: string];
  readonly 'desks.shiftLead': [notes: number, open: number];
  readonly 'desks.tonight': [n: number];
  readonly 'disposal.about': [number: string];
  readonly 'disposal.copyFor': [receiver: string, state: string, day: string];
  readonly 'disposal.decideLead': [name: string];
  readonly 'disposal.events': [n: number];
  readonly 'disposal.goesBytes': [files: string, size: string];
  readonly 'disposal.openWords': [order: string];
  readonly 'disposal.remainsList': [events: string];
  readonly 'documentAnchors.tooMany': [most: string];
  readonly 'documentSignatures.after': [size: string];
  readonly 'documentSignatures.fromTo': [from: string, to: string];
  readonly 'documentSignatures.knownBy': [anchor: string, at: string];
  readonly 'documentSignatures.number': [n: number];
  readonly 'documentSignatures.pagesFewer': [n: number];
  readonly 'documentSignatures.pagesMore': [n: number];
  readonly 'documentSignatures.reasons.algorithm': [name: string];
  readonly 'documentSignatures.reasons.critical': [certificate: string, oid: string];
  readonly 'documentSignatures.reasons.form': [byte: string];
  readonly 'documentSignatures.reasons.issuerSignature': [certificate: string, issuer: string];
  readonly 'documentSignatures.reasons.keyLength': [bits: string];
  readonly 'documentSignatures.reasons.kind': [name: string];
  readonly 'documentSignatures.reasons.lacks': [name: string];
  readonly 'documentSignatures.reasons.mayNotIssue': [certificate: string];
  readonly 'documentSignatures.reasons.nameNotChecked': [certificate: string, issuer: string];
  readonly 'documentSignatures.reasons.nameOutside': [certificate: string, issuer: string];
  readonly 'documentSignatures.reasons.noPath': [certificate: string, issuer: string];
  readonly 'documentSignatures.reasons.notAuthority': [certificate: string];
  readonly 'documentSignatures.reasons.notValidAt': [
    certificate: string,
    at: string,
    from: string,
    to: string,
  ];
  readonly 'documentSignatures.reasons.otherPurpose': [certificate: string, uses: string];
  readonly 'documentSignatures.reasons.otherUse': [uses: string];
  readonly 'documentSignatures.reasons.part': [name: string, byte: string];
  readonly 'documentSignatures.reasons.revoked': [certificate: string, since: string, asOf: string];
  readonly 'documentSignatures.reasons.tooDeep': [certificate: string];
  readonly 'documentSignatures.reasons.weak': [name: string | number];
  readonly 'documentSignatures.revocation.later': [name: string, since: string];
  readonly 'documentSignatures.revocation.notRevoked': [asOf: string];
  readonly 'documentSignatures.revocation.notTold': [names: string];
  readonly 'documentSignatures.revocation.store': [certificates: number, lists: number, answers: number];
  readonly 'documentSignatures.stampNumber': [n: number];
  readonly 'documentSignatures.unfit': [at: string];
  readonly 'drafting.bring.more': [n: number];
  readonly 'drafting.bring.there': [n: number];
  readonly 'drafting.bring.wrong': [wrong: number, right: number];
  readonly 'drafting.lists.identifiers': [kinds: string];
  readonly 'drafting.lists.kept': [n: number];
  readonly 'drafting.lists.language': [n: number];
  readonly 'drafting.lists.line': [n: number];
  readonly 'drafting.lists.wrongLines': [n: number];
  readonly 'drafting.live.keptAs': [value: string];
  readonly 'drafting.persons.person': [n: number];
  readonly 'equalHits.confirmedBy': [n: number];
  readonly 'equalHits.others': [n: number];
  readonly 'equalHits.waits': [n: number];
  readonly 'events.authority.consent': [id: string | number];
  readonly 'events.authority.law': [id: string | number];
  readonly 'events.authority.order': [id: string | number];
  readonly 'events.authority.other': [id: string | number];
  readonly 'events.authority.request': [id: string | number];
  readonly 'events.authority.warrant': [id: string | number];
  readonly 'events.badBytes': [count: string | number];
  readonly 'events.by': [role: string | number, organisation: string | number, state: string | number];
  readonly 'events.bytes': [bytes: string | number];
  readonly 'events.corrects': [field: string | number, event: string | number];
  readonly 'events.correctsTo': [field: string | number, event: string | number, value: string | number];
  readonly 'events.court': [state: string | number];
  readonly 'events.courtCertificate': [words: string | number];
  readonly 'events.courtMany': [count: string | number];
  readonly 'events.courtNone': [state: string | number];
  readonly 'events.date': [day: string | number, month: string | number, year: string | number];
  readonly 'events.documentTitle': [bag: string | number];
  readonly 'events.exhibit': [number: string | number];
  readonly 'events.exhibitsDestroyed': [list: string | number];
  readonly 'events.exhibitsNotListed': [count: string | number];
  readonly 'events.expectedFound': [what: string | number, expected: string | number, found: string | number];
  readonly 'events.fromLog': [log: string | number, item: string | number, size: string | number];
  readonly 'events.fromTo': [from: string | number, to: string | number];
  readonly 'events.handedOver': [from: string | number, to: string | number];
  readonly 'events.hiddenAmong': [handed: string | number, failed: string | number];
  readonly 'events.hiddenEvents': [count: string | number, first: string | number, last: string | number];
  readonly 'events.historyHint': [count: string | number, first: string | number, last: string | number];
  readonly 'events.imageDiffers': [computed: string | number];
  readonly 'events.imageStored': [name: string | number];
  readonly 'events.imageWords': [format: string | number, segments: string | number, size: string | number];
  readonly 'events.inputs': [names: string | number];
  readonly 'events.lifts': [words: string | number];
  readonly 'events.limitedExhibits': [numbers: string | number];
  readonly 'events.limitedMany': [count: string | number];
  readonly 'events.method': [method: string | number];
  readonly 'events.moreConditions': [count: string | number];
  readonly 'events.moreExhibits': [count: string | number];
  readonly 'events.moreFiles': [count: string | number, total: string | number];
  readonly 'events.moreLines': [count: string | number];
  readonly 'events.offeredAt': [time: string | number];
  readonly 'events.offeredTo': [name: string | number];
  readonly 'events.onBehalfOf': [organisation: string | number, state: string | number];
  readonly 'events.outputs': [names: string | number];
  readonly 'events.page': [page: string | number, pages: string | number];
  readonly 'events.party': [name: string | number, state: string | number];
  readonly 'events.person': [name: string | number];
  readonly 'events.preservedUntil': [until: string | number];
  readonly 'events.proofShort': [size: string | number, witnesses: string | number, stamps: string | number];
  readonly 'events.proposedBy': [name: string | number];
  readonly 'events.quote': [text: string | number];
  readonly 'events.recorded': [time: string | number];
  readonly 'events.recordsHint': [custodian: string | number];
  readonly 'events.recordsLeftOut': [words: string | number];
  readonly 'events.retriedBytes': [count: string | number];
  readonly 'events.seal': [seal: string | number];
  readonly 'events.seconds': [date: string | number, time: string | number];
  readonly 'events.sizeOf': [short: string | number, bytes: string | number];
  readonly 'events.sourceLog': [log: string | number, item: string | number];
  readonly 'events.state.checkedOn': [date: string | number];
  readonly 'events.state.failedOn': [date: string | number];
  readonly 'events.times': [what: string | number, count: string | number];
  readonly 'events.timestamp': [authority: string | number, time: string | number];
  readonly 'events.to': [organisation: string | number];
  readonly 'events.toRole': [role: string | number];
  readonly 'events.toState': [organisation: string | number, state: string | number];
  readonly 'events.until': [from: string | number, to: string | number];
  readonly 'events.utc': [time: string | number];
  readonly 'events.utcOtherDay': [date: string | number, time: string | number];
  readonly 'events.when': [date: string | number, time: string | number, offset: string | number];
  readonly 'events.with': [name: string | number, version: string | number];
  readonly 'events.witness': [name: string | number, time: string | number, algorithm: string | number];
  readonly 'events.writeBlocker': [name: string | number];
  readonly 'evidence.checkpointWords': [size: string];
  readonly 'evidence.eachMore': [n: number];
  readonly 'evidence.events': [n: number];
  readonly 'evidence.exhibit': [number: string];
  readonly 'evidence.failedOn': [date: string];
  readonly 'evidence.failedWhat': [what: string, expected: string, found: string];
  readonly 'evidence.files': [n: number];
  readonly 'evidence.hint': [events: string, first: string, last: string];
  readonly 'evidence.intactOn': [date: string];
  readonly 'evidence.ownHash': [name: string];
  readonly 'evidence.ownHashEqual': [day: string | number];
  readonly 'evidence.position': [index: string];
  readonly 'evidence.segments': [n: number];
  readonly 'examination.complete': [items: number];
  readonly 'examination.completeWith': [items: number, failures: number];
  readonly 'examination.derived': [reader: string | number, version: string | number];
  readonly 'examination.everybody': [name: string | number];
  readonly 'examination.failed': [n: number];
  readonly 'examination.knownAs': [name: string | number];
  readonly 'examination.madeBy': [tool: string | number, version: string | number, at: string | number];
  readonly 'examination.mayBeTold': [who: string | number];
  readonly 'examination.minutesLeft': [n: number];
  readonly 'examination.moreFailed': [n: number];
  readonly 'examination.nearTo': [name: string | number, n: number];
  readonly 'examination.notRead': [n: number];
  readonly 'examination.of': [done: string | number, total: string | number];
  readonly 'examination.perMinute': [amount: string | number];
  readonly 'examination.perSecond': [amount: string | number];
  readonly 'examination.within': [n: number];
  readonly 'exchange.cases.askedBy': [agency: string | number, day: string | number];
  readonly 'exchange.cases.askedOf': [agency: string | number, day: string | number];
  readonly 'exchange.cases.handedTo': [agency: string | number, day: string | number];
  readonly 'exchange.cases.takenFrom': [agency: string | number, day: string | number];
  readonly 'exchange.duty.text': [link: string | number];
  readonly 'exchange.goes.proofSaid': [agency: string | number];
  readonly 'exchange.goesAsMessage': [peer: string | number];
  readonly 'exchange.joint.changeBy': [agency: string | number];
  readonly 'exchange.joint.days': [from: string | number, until: string | number];
  readonly 'exchange.joint.keeps': [exhibit: string | number, agency: string | number];
  readonly 'exchange.joint.theirDivision': [agency: string | number];
  readonly 'exchange.joint.theyHaveCopy': [agency: string | number, numbers: string | number];
  readonly 'exchange.joint.weHaveCopy': [agency: string | number, numbers: string | number];
  readonly 'exchange.now.acceptedOn': [when: string | number];
  readonly 'exchange.now.deskAnswered': [when: string | number];
  readonly 'exchange.now.deskSilent': [when: string | number];
  readonly 'exchange.now.forOthers': [who: string | number];
  readonly 'exchange.now.later': [n: number];
  readonly 'exchange.now.liftedOn': [when: string | number];
  readonly 'exchange.now.offer': [reference: string | number];
  readonly 'exchange.now.offerEnds': [reference: string | number];
  readonly 'exchange.now.offerHint': [when: string | number];
  readonly 'exchange.now.on': [exhibits: string | number];
  readonly 'exchange.now.saidOn': [when: string | number];
  readonly 'exchange.now.setBy': [who: string | number];
  readonly 'exchange.offers.fetching': [have: string | number, all: string | number];
  readonly 'exchange.settings.offset': [seconds: number];
  readonly 'exchange.witnesses.atLeastForm': [most: string | number];
  readonly 'exchange.witnesses.atLeastHint': [names: string | number];
  readonly 'fixity.allRead': [days: number];
  readonly 'fixity.overdue': [n: number, days: number];
  readonly 'fixity.unreadCount': [n: string, days: number];
  readonly 'followUps.carried': [reference: string];
  readonly 'followUps.carriedRecord': [reference: string];
  readonly 'followUps.due': [until: string];
  readonly 'followUps.itemsOf': [reference: string];
  readonly 'followUps.open': [reference: string];
  readonly 'followUps.recorded': [reference: string];
  readonly 'followUps.there': [reference: string];
  readonly 'followUps.title': [reference: string];
  readonly 'form.fileChosen': [name: string | number];
  readonly 'form.fileMax': [size: string | number];
  readonly 'form.fileTooLarge': [size: string | number];
  readonly 'form.fillIn': [what: string | number];
  readonly 'form.needed': [what: string];
  readonly 'form.tooFine': [most: string | number, currency: string | number];
  readonly 'form.tooLong': [what: string, max: number];
  readonly 'glass.auditWork': [n: number];
  readonly 'glass.because': [reason: string];
  readonly 'glass.decideAbout': [name: string, reference: string];
  readonly 'glass.decideTitle': [name: string];
  readonly 'glass.ended': [when: string];
  readonly 'glass.hours': [n: number];
  readonly 'glass.inCaseWords': [when: string];
  readonly 'glass.inMembers': [when: string];
  readonly 'glass.led': [name: string, by: string, reference: string];
  readonly 'glass.openUntil': [when: string];
  readonly 'glass.toCase': [reference: string];
  readonly 'glass.waitingWork': [n: number];
  readonly 'glass.yesHint': [hours: string];
  readonly 'handOver.answerAbout': [number: string];
  readonly 'handOver.answerLead': [name: string];
  readonly 'handOver.checkWords': [name: string];
  readonly 'handOver.onOfferTo': [name: string];
  readonly 'handOver.you': [name: string];
  readonly 'health.jobsWords': [waiting: number, failed: number];
  readonly 'health.mailboxRead': [at: string | number];
  readonly 'hitsReport.bits': [n: number];
  readonly 'hitsReport.more': [n: string | number];
  readonly 'hitsReport.said': [who: string | number, what: string | number, day: string | number];
  readonly 'houseKeys.overdue': [day: string];
  readonly 'houseKeys.overlap': [day: string];
  readonly 'incoming.fileHint': [size: string];
  readonly 'incoming.keptAside': [id: string];
  readonly 'incoming.peerFault': [agency: string, state: string];
  readonly 'incoming.peerIs': [agency: string, state: string];
  readonly 'incoming.refused.tooLarge': [size: string];
  readonly 'incoming.serviceWarning': [agency: string, state: string];
  readonly 'incoming.trustLong': [size: string];
  readonly 'invitation.lead': [email: string];
  readonly 'invitation.welcome': [name: string];
  readonly 'itemsReport.count': [n: number];
  readonly 'itemsReport.more': [n: string | number];
  readonly 'jobs.items': [n: string];
  readonly 'jobs.itemsOf': [n: string, total: string];
  readonly 'jobs.left.hours': [n: number];
  readonly 'jobs.left.minutes': [n: number];
  readonly 'jobs.ofBytes': [done: string, total: string];
  readonly 'jobs.soFar': [done: string];
  readonly 'jobs.turn.before': [n: number];
  readonly 'keyChange.days': [n: number];
  readonly 'keyChange.next': [days: number];
  readonly 'keyChange.replacedWhat': [event: string];
  readonly 'keyChange.signer': [who: string, when: string];
  readonly 'keyChange.stale': [days: number];
  readonly 'keyChange.todoSend': [day: string];
  readonly 'keySheet.planned': [day: string];
  readonly 'keys.days': [n: number];
  readonly 'keys.in': [reference: string];
  readonly 'keys.tooMany': [max: number];
  readonly 'labels.code': [number: string];
  readonly 'labels.lead': [n: number, sheets: number];
  readonly 'labels.whichWrong': [max: number];
  readonly 'languages.confirmed': [by: string | number, day: string | number];
  readonly 'law.asOf': [day: string];
  readonly 'law.authority_.found': [n: number];
  readonly 'law.authority_.hoursIn': [zone: string];
  readonly 'law.authority_.stale': [years: number];
  readonly 'law.clock_.counted.calendar_day': [n: number];
  readonly 'law.clock_.counted.hour': [n: number];
  readonly 'law.clock_.counted.week': [n: number];
  readonly 'law.clock_.counted.working_day': [n: number];
  readonly 'law.compare_.commonWords': [n: number];
  readonly 'law.contact_.asOf': [day: string];
  readonly 'law.dayWrong': [text: string];
  readonly 'law.ground_.alwaysAvailable': [articles: string | number];
  readonly 'law.heldWords': [records: number, confirmed: number];
  readonly 'law.instrument_.figure.parties': [n: number];
  readonly 'law.instrument_.figure.ratifications': [n: number];
  readonly 'law.instrument_.figure.signatories': [n: number];
  readonly 'law.instrument_.figure.signatures': [n: number];
  readonly 'law.instrument_.minYears': [n: number];
  readonly 'law.instrument_.partiesCount': [n: number];
  readonly 'law.instrument_.published': [words: string, day: string];
  readonly 'law.map_.alt': [title: string];
  readonly 'law.map_.byMeasure': [name: string];
  readonly 'law.map_.lead': [title: string, day: string];
  readonly 'law.map_.missing': [names: string];
  readonly 'law.map_.points': [n: number];
  readonly 'law.map_.unmatched': [names: string];
  readonly 'law.measure_.depthOf': [n: number];
  readonly 'law.onDay': [day: string];
  readonly 'law.provider_.days': [n: number];
  readonly 'law.readOn': [day: string | number];
  readonly 'law.reviewed': [by: string, on: string, parts: string];
  readonly 'law.search_.found': [total: number];
  readonly 'law.search_.foundBest': [shown: number, total: number];
  readonly 'law.sourceOf': [n: number];
  readonly 'law.state_.bound': [n: number];
  readonly 'law.state_.declarationFor': [article: string];
  readonly 'law.state_.lead': [code: string, day: string];
  readonly 'law.state_.uncertainCount': [n: number];
  readonly 'law.states_.others': [n: number];
  readonly 'lawChange.byAt': [name: string, at: string];
  readonly 'lawChange.fault': [field: string, message: string];
  readonly 'lawChange.proposalTitle': [record: string];
  readonly 'lawChange.waitingWork': [n: number];
  readonly 'lawImport.proposed': [n: number];
  readonly 'lawImport.refused': [n: number];
  readonly 'lawImport.seenTitle': [instrument: string];
  readonly 'lawImport.unread.notSuch': [format: string];
  readonly 'lawImport.unread.state': [name: string];
  readonly 'lawLibrary.found': [n: number];
  readonly 'letter.at': [time: string];
  readonly 'letter.between': [from: string, to: string];
  readonly 'letter.certificate.text': [name: string, from: string, to: string, date: string];
  readonly 'letter.identifier': [kind: string, value: string];
  readonly 'letter.item': [n: string, category: string];
  readonly 'letter.labelled': [label: string, value: string];
  readonly 'letter.mark.authorised': [
    name: string | number,
    function: string | number,
    authority: string | number,
    day: string | number,
  ];
  readonly 'letter.mark.log': [origin: string | number, index: string | number];
  readonly 'letter.mark.sealed': [name: string | number];
  readonly 'letter.notice.template': [name: string, item: string];
  readonly 'letter.notice.translated': [from: string];
  readonly 'letter.page': [page: string, pages: string];
  readonly 'letter.port': [value: string];
  readonly 'letter.untranslatedFrom': [from: string];
  readonly 'mail.sent': [email: string];
  readonly 'mark.selectOne': [name: string | number];
  readonly 'moment.now': [time: string];
  readonly 'moment.which.first': [offset: string];
  readonly 'moment.which.second': [offset: string];
  readonly 'notice.by': [day: string];
  readonly 'notice.doneOn': [day: string];
  readonly 'notice.due.delayed': [request: string, day: string];
  readonly 'notice.due.planned': [request: string, day: string];
  readonly 'notice.review': [day: string];
  readonly 'orderRecord.wrongDay': [first: string];
  readonly 'oversight.atTerminal': [user: string];
  readonly 'oversight.deedsTitle': [name: string];
  readonly 'oversight.found': [n: number];
  readonly 'oversight.from': [address: string];
  readonly 'oversight.looksTitle': [number: string];
  readonly 'oversight.onDay': [day: string];
  readonly 'partners.about': [name: string];
  readonly 'partners.already': [name: string];
  readonly 'partners.notStamped': [name: string];
  readonly 'partners.policyLine': [line: string];
  readonly 'partners.policyOf': [count: number];
  readonly 'partners.stamped': [name: string, time: string];
  readonly 'partners.stampedUntrusted': [name: string, time: string];
  readonly 'peers.deed': [who: string, day: string];
  readonly 'peers.witnessesAsked': [n: number];
  readonly 'people.appointmentWords': [who: string, by: string];
  readonly 'people.endHint': [name: string];
  readonly 'people.endTitle': [name: string];
  readonly 'people.invitedTitle': [name: string];
  readonly 'people.rolesTitle': [name: string];
  readonly 'phrases.addressOfForm': [form: string | number];
  readonly 'phrases.afterDay': [day: string | number];
  readonly 'phrases.alsoEnglish': [words: string | number, text: string | number];
  readonly 'phrases.amountAsked': [amount: string | number];
  readonly 'phrases.amountDigits': [currency: string | number, digits: string | number];
  readonly 'phrases.answersOfOneForm': [element: string | number];
  readonly 'phrases.asMeant': [means: string | number];
  readonly 'phrases.askedChange': [list: string | number];
  readonly 'phrases.askedDay': [day: string | number];
  readonly 'phrases.askedOneOf': [list: string | number];
  readonly 'phrases.askedProvider': [list: string | number];
  readonly 'phrases.attached': [names: string | number];
  readonly 'phrases.backupOfLog': [origin: string | number];
  readonly 'phrases.brokenQuote': [line: string | number];
  readonly 'phrases.bytesLong': [bytes: string | number];
  readonly 'phrases.bytesMost': [most: string | number];
  readonly 'phrases.callsItself': [name: string | number];
  readonly 'phrases.certificatesCount': [count: string | number];
  readonly 'phrases.charactersMost': [what: string | number, max: string | number];
  readonly 'phrases.charactersOfEach': [max: string | number];
  readonly 'phrases.chosenCount': [count: string | number];
  readonly 'phrases.claimedMost': [amount: string | number];
  readonly 'phrases.currencyAsked': [currency: string | number];
  readonly 'phrases.dayWithin': [bounds: string | number];
  readonly 'phrases.depthOf': [count: string | number];
  readonly 'phrases.destroyedByOrder': [number: string | number];
  readonly 'phrases.element': [name: string | number];
  readonly 'phrases.elementIn': [name: string | number, path: string | number];
  readonly 'phrases.elementOf': [path: string | number];
  readonly 'phrases.elementOnce': [path: string | number];
  readonly 'phrases.elementsAlone': [path: string | number];
  readonly 'phrases.elementsCount': [count: string | number];
  readonly 'phrases.elementsOf': [namespace: string | number];
  readonly 'phrases.eventOf': [type: string | number, item: string | number, log: string | number];
  readonly 'phrases.fileMost': [most: string | number];
  readonly 'phrases.folderWithOthers': [name: string | number];
  readonly 'phrases.fromDay': [day: string | number];
  readonly 'phrases.guardMet': [guard: string | number, ref: string | number];
  readonly 'phrases.holdsMost': [what: string | number, bytes: string | number];
  readonly 'phrases.hourAndZone': [time: string | number];
  readonly 'phrases.identifierOfKind': [kind: string | number, at: string | number];
  readonly 'phrases.identifiersMost': [max: string | number];
  readonly 'phrases.idsOfFiles': [max: string | number];
  readonly 'phrases.inEnglish': [text: string | number];
  readonly 'phrases.inRow': [what: string | number, at: string | number];
  readonly 'phrases.jsonDepth': [max: string | number];
  readonly 'phrases.keyOfKind': [kind: string | number];
  readonly 'phrases.lineBytesMost': [bytes: string | number];
  readonly 'phrases.lineOf': [path: string | number];
  readonly 'phrases.linesMost': [max: string | number, characters: string | number];
  readonly 'phrases.momentAfter': [moment: string | number];
  readonly 'phrases.momentAsked': [moment: string | number];
  readonly 'phrases.momentUntil': [moment: string | number];
  readonly 'phrases.moreLines': [max: string | number];
  readonly 'phrases.nameOf': [name: string | number, namespace: string | number];
  readonly 'phrases.noColumn': [name: string | number];
  readonly 'phrases.noConnection': [code: string | number];
  readonly 'phrases.noDateOf': [text: string | number, name: string | number];
  readonly 'phrases.noFileNumber': [number: string | number];
  readonly 'phrases.noHeading': [name: string | number];
  readonly 'phrases.noneIn': [where: string | number];
  readonly 'phrases.notBeside': [option: string | number];
  readonly 'phrases.notReadable': [code: string | number];
  readonly 'phrases.nothingWithin': [seconds: string | number];
  readonly 'phrases.noticeOf': [acts: string | number, celex: string | number];
  readonly 'phrases.numberWithin': [min: string | number, most: string | number];
  readonly 'phrases.oneBetween': [from: string | number, to: string | number];
  readonly 'phrases.oneOfBytes': [bytes: string | number];
  readonly 'phrases.oneOfEach': [list: string | number];
  readonly 'phrases.orderAsked': [order: string | number];
  readonly 'phrases.otherMeaning': [name: string | number];
  readonly 'phrases.pdfAttachedMost': [bytes: string | number];
  readonly 'phrases.pdfFilesMost': [most: string | number];
  readonly 'phrases.pdfMost': [bytes: string | number];
  readonly 'phrases.pdfSignaturesMost': [most: string | number];
  readonly 'phrases.readWithinMemory': [what: string | number, bytes: string | number];
  readonly 'phrases.readWithinSeconds': [what: string | number, seconds: string | number];
  readonly 'phrases.refusedStamp': [status: string | number];
  readonly 'phrases.rowsCountOf': [count: string | number, name: string | number];
  readonly 'phrases.rowsOf': [name: string | number];
  readonly 'phrases.sha256Of': [digest: string | number];
  readonly 'phrases.someOfThem': [min: string | number, max: string | number, what: string | number];
  readonly 'phrases.stampOfType': [type: string | number];
  readonly 'phrases.textAlone': [path: string | number];
  readonly 'phrases.textOfCharacters': [count: string | number];
  readonly 'phrases.theColumns': [columns: string | number];
  readonly 'phrases.thisOrThat': [one: string | number, other: string | number];
  readonly 'phrases.translatedNow': [
    source: string | number,
    theirs: string | number,
    id: string | number,
    target: string | number,
  ];
  readonly 'phrases.translationBetween': [from: string | number, to: string | number];
  readonly 'phrases.trueOrFalseIn': [path: string | number];
  readonly 'phrases.twice': [what: string | number];
  readonly 'phrases.unitWrong': [unit: string | number, problem: string | number];
  readonly 'phrases.unitsMost': [max: string | number];
  readonly 'phrases.untilDay': [day: string | number];
  readonly 'phrases.version': [version: string | number];
  readonly 'phrases.wholeFile': [path: string | number];
  readonly 'phrases.wholeNumberIn': [path: string | number];
  readonly 'phrases.zoneAsked': [zone: string | number];
  readonly 'picture.alt': [name: string | number];
  readonly 'picture.lacksProgram': [program: string | number];
  readonly 'picture.madeBy': [program: string | number, version: string | number];
  readonly 'picture.page': [page: string | number, pages: string | number];
  readonly 'picture.redrawn': [side: string | number];
  readonly 'picture.sides': [width: string | number, height: string | number];
  readonly 'pictureReview.away': [n: string | number];
  readonly 'pictureReview.back': [n: number];
  readonly 'pictureReview.bits': [distance: string | number, quality: string | number];
  readonly 'pictureReview.breakDue': [n: number];
  readonly 'pictureReview.counted': [
    n: number,
    m: number,
    limit: string | number,
    suggested: string | number,
    most: string | number,
  ];
  readonly 'pictureReview.entry': [n: string | number];
  readonly 'pictureReview.exact': [n: number];
  readonly 'pictureReview.hit': [n: string | number];
  readonly 'pictureReview.looked': [n: number];
  readonly 'pictureReview.sameIn': [n: number, all: string | number];
  readonly 'pictureReview.second': [n: number];
  readonly 'pictureReview.showHint': [side: string | number];
  readonly 'pictureReview.where': [at: string | number, n: number];
  readonly 'pictureReview.yours': [decision: string | number];
  readonly 'pictureWall.dot': [n: number, place: string | number];
  readonly 'pictureWall.found': [n: number];
  readonly 'pictureWall.notAll': [n: string | number];
  readonly 'pictureWall.placed': [n: number, all: string | number];
  readonly 'pictureWall.wide': [n: string | number];
  readonly 'portal.approvedBy': [who: string | number, when: string | number];
  readonly 'portal.disclose.codeHint': [hours: string | number, tries: string | number];
  readonly 'portal.disclose.codeWords': [road: string | number];
  readonly 'portal.disclose.disclosedTo': [name: string | number];
  readonly 'portal.disclose.untilWrong': [days: string | number];
  readonly 'portal.disclosed.download': [size: string | number];
  readonly 'portal.disclosed.moreFiles': [count: number];
  readonly 'portal.orderTitle': [reference: string | number];
  readonly 'portal.ordersLead': [addressee: string | number];
  readonly 'practice.begin.exhibit': [number: string, title: string];
  readonly 'practice.begin.like': [reference: string];
  readonly 'practice.findings.accountFormat': [value: string, holder: string, formats: string];
  readonly 'practice.findings.affiliate': [name: string];
  readonly 'practice.findings.assuranceAsked': [state: string, text: string, asked: string];
  readonly 'practice.findings.authorityAsks': [name: string, what: string];
  readonly 'practice.findings.authorityAtHome': [kind: string];
  readonly 'practice.findings.authorityNotListed': [name: string];
  readonly 'practice.findings.authorityUnknown': [kind: string];
  readonly 'practice.findings.callBack': [numbers: string];
  readonly 'practice.findings.contactUnconfirmed': [numbers: string];
  readonly 'practice.findings.copyLanguageUnknown': [name: string, language: string];
  readonly 'practice.findings.copyNotRead': [name: string, taken: string, beside: string];
  readonly 'practice.findings.copyTakerGone': [state: string];
  readonly 'practice.findings.counterpartCopy': [state: string, names: string];
  readonly 'practice.findings.cyberUnit': [data: string];
  readonly 'practice.findings.cyberUnitLater': [data: string];
  readonly 'practice.findings.directRoute': [data: string, way: string, names: string];
  readonly 'practice.findings.dualCriminality': [article: string];
  readonly 'practice.findings.duplicate': [reference: string, holder: string];
  readonly 'practice.findings.forceUnknown': [title: string, state: string, why: string];
  readonly 'practice.findings.holderNotListed': [name: string];
  readonly 'practice.findings.languageUnknown': [name: string];
  readonly 'practice.findings.letterNotTranslated': [language: string];
  readonly 'practice.findings.meansNotAccepted': [name: string, own: string, means: string];
  readonly 'practice.findings.meansNotSaid': [names: string];
  readonly 'practice.findings.needsAuthority': [data: string];
  readonly 'practice.findings.noAddress': [name: string];
  readonly 'practice.findings.notByThisForm': [data: string];
  readonly 'practice.findings.notConfidential': [measure: string | number];
  readonly 'practice.findings.notInForce': [title: string, state: string, why: string];
  readonly 'practice.findings.notInLanguage': [state: string, languages: string];
  readonly 'practice.findings.notInLanguageNotified': [state: string, languages: string, day: string];
  readonly 'practice.findings.otherAuthority': [named: string, known: string];
  readonly 'practice.findings.preservationEnds': [number: string, end: string, days: string];
  readonly 'practice.findings.profileSilent': [state: string, parts: string];
  readonly 'practice.findings.proportionality': [data: string];
  readonly 'practice.findings.wayClosed': [way: string, why: string];
  readonly 'practice.findings.wayUnknown': [way: string, why: string];
  readonly 'practice.findings.wrongEntity': [names: string];
  readonly 'practice.profile.title': [name: string];
  readonly 'practice.reading.read': [name: string, unit: string, when: string];
  readonly 'practice.reason.conflict': [text: string];
  readonly 'practice.tasks.answered': [done: number, all: number];
  readonly 'practice.tasks.questions': [n: number];
  readonly 'preservationExtension.carried': [reference: string];
  readonly 'profile.logoWrong.found': [found: string | number];
  readonly 'provider.down': [name: string];
  readonly 'provider.link': [name: string];
  readonly 'provider.set': [name: string];
  readonly 'provider.use': [name: string];
  readonly 'providerOrders.answer.open': [why: string | number];
  readonly 'providerOrders.checks.placed': [seq: string | number];
  readonly 'providerOrders.checks.signed': [agency: string | number];
  readonly 'providerOrders.figures.title': [year: string | number];
  readonly 'providerOrders.figures.total': [
    orders: string | number,
    identifiers: string | number,
    produced: string | number,
  ];
  readonly 'recovery.aboutYou': [by: string];
  readonly 'recovery.back': [email: string];
  readonly 'recovery.backTitle': [name: string];
  readonly 'recovery.linkTitle': [name: string];
  readonly 'recovery.proposedWords': [who: string, by: string];
  readonly 'recovery.sure': [name: string];
  readonly 'recovery.title': [name: string];
  readonly 'recovery.told': [when: string];
  readonly 'recovery.waitingWork': [n: number];
  readonly 'refusals.alreadyExists.backupPlace.expected': [path: string | number];
  readonly 'refusals.alreadyExists.backupPlace.found': [found: string | number];
  readonly 'refusals.alreadyExists.conversationFolder.found': [to: string | number];
  readonly 'refusals.alreadyExists.fileMadeBefore.expected': [path: string | number];
  readonly 'refusals.alreadyExists.fileToWrite.found': [path: string | number];
  readonly 'refusals.alreadyExists.imageFile.expected': [path: string | number];
  readonly 'refusals.alreadyExists.object.expected': [id: string | number];
  readonly 'refusals.alreadyExists.otherInstallation.expected': [
    home: string | number,
    agency: string | number,
  ];
  readonly 'refusals.alreadyExists.otherInstallation.found': [
    other: string | number,
    state: string | number,
    origin: string | number,
  ];
  readonly 'refusals.alreadyExists.packagePlaceFile.expected': [to: string | number];
  readonly 'refusals.alreadyExists.packagePlaceFolder.expected': [to: string | number];
  readonly 'refusals.alreadyExists.peer.found': [origin: string | number];
  readonly 'refusals.alreadyExists.restoreDatabase.found': [size: string | number];
  readonly 'refusals.alreadyExists.restoreHome.expected': [home: string | number];
  readonly 'refusals.alreadyExists.usedCarrier.expected': [folder: string | number];
  readonly 'refusals.badInput.actDetails.expected': [path: string | number];
  readonly 'refusals.badInput.actDetails.found': [found: string | number];
  readonly 'refusals.badInput.anchors.found': [found: string | number];
  readonly 'refusals.badInput.answerName.found': [name: string | number];
  readonly 'refusals.badInput.answerOfField.expected': [path: string | number];
  readonly 'refusals.badInput.answerOfField.found': [found: string | number];
  readonly 'refusals.badInput.answeredField.expected': [form: string | number];
  readonly 'refusals.badInput.answeredField.found': [found: string | number];
  readonly 'refusals.badInput.bytesOfDigest.expected': [sha256: string | number];
  readonly 'refusals.badInput.bytesOfDigest.found': [found: string | number];
  readonly 'refusals.badInput.certificateAnswers.expected': [missing: string | number];
  readonly 'refusals.badInput.certificateFields.expected': [rule: string | number, known: string | number];
  readonly 'refusals.badInput.certificateFields.found': [found: string | number];
  readonly 'refusals.badInput.certificateRule.found': [found: string | number];
  readonly 'refusals.badInput.contact.found': [wrong: string | number];
  readonly 'refusals.badInput.contentName.found': [name: string | number, fault: string | number];
  readonly 'refusals.badInput.contentPath.found': [fault: string | number];
  readonly 'refusals.badInput.contentRange.expected': [path: string | number];
  readonly 'refusals.badInput.contentRange.found': [from: string | number, to: string | number];
  readonly 'refusals.badInput.copyAuthority.found': [found: string | number];
  readonly 'refusals.badInput.copyKind.expected': [source: string | number];
  readonly 'refusals.badInput.copyKind.found': [reason: string | number];
  readonly 'refusals.badInput.copyLink.expected': [source: string | number];
  readonly 'refusals.badInput.copyTaker.expected': [takers: string | number];
  readonly 'refusals.badInput.copyTaker.found': [found: string | number];
  readonly 'refusals.badInput.dataCategory.found': [found: string | number];
  readonly 'refusals.badInput.day.found': [found: string | number];
  readonly 'refusals.badInput.download.expected': [expected: string | number];
  readonly 'refusals.badInput.download.found': [found: string | number];
  readonly 'refusals.badInput.eventForm.found': [found: string | number];
  readonly 'refusals.badInput.ewfEmpty.expected': [name: string | number];
  readonly 'refusals.badInput.ewfSignature.expected': [name: string | number];
  readonly 'refusals.badInput.ewfSignature.found': [found: string | number];
  readonly 'refusals.badInput.exhibitOfCase.found': [found: string | number];
  readonly 'refusals.badInput.extentBeside.expected': [file: string | number];
  readonly 'refusals.badInput.field.expected': [expected: string | number];
  readonly 'refusals.badInput.field.found': [found: string | number];
  readonly 'refusals.badInput.fileForm.found': [found: string | number];
  readonly 'refusals.badInput.filePart.found': [bytes: string | number];
  readonly 'refusals.badInput.finding.found': [found: string | number];
  readonly 'refusals.badInput.followedRequest.found': [found: string | number];
  readonly 'refusals.badInput.followingForm.expected': [forms: string | number];
  readonly 'refusals.badInput.followingForm.found': [found: string | number];
  readonly 'refusals.badInput.formField.expected': [form: string | number];
  readonly 'refusals.badInput.formField.found': [found: string | number];
  readonly 'refusals.badInput.formOfFile.expected': [forms: string | number];
  readonly 'refusals.badInput.formOfFile.found': [found: string | number];
  readonly 'refusals.badInput.formRegistered.found': [form: string | number];
  readonly 'refusals.badInput.imageFile.expected': [name: string | number];
  readonly 'refusals.badInput.imageFile.found': [code: string | number];
  readonly 'refusals.badInput.imageSegmentTwice.expected': [number: string | number];
  readonly 'refusals.badInput.imageSegmentTwice.found': [one: string | number, other: string | number];
  readonly 'refusals.badInput.itemNumber.expected': [items: string | number];
  readonly 'refusals.badInput.itemNumber.found': [item: string | number];
  readonly 'refusals.badInput.itemOfRequest.expected': [count: string | number];
  readonly 'refusals.badInput.itemOfRequest.found': [item: string | number];
  readonly 'refusals.badInput.lawData.found': [
    count: string | number,
    file: string | number,
    line: string | number,
    message: string | number,
  ];
  readonly 'refusals.badInput.licensedValues.found': [row: string | number];
  readonly 'refusals.badInput.misfitBody.found': [found: string | number];
  readonly 'refusals.badInput.misfitQuery.found': [found: string | number];
  readonly 'refusals.badInput.noDiskImage.expected': [expected: string | number];
  readonly 'refusals.badInput.noLanguageData.found': [language: string | number];
  readonly 'refusals.badInput.notFolder.expected': [path: string | number];
  readonly 'refusals.badInput.notFolder.found': [kind: string | number];
  readonly 'refusals.badInput.officialWording.found': [found: string | number];
  readonly 'refusals.badInput.offsetTime.found': [found: string | number];
  readonly 'refusals.badInput.oneItem.expected': [field: string | number];
  readonly 'refusals.badInput.oneRequest.found': [count: string | number];
  readonly 'refusals.badInput.otherAcquisition.expected': [
    path: string | number,
    bytes: string | number,
    source: string | number,
  ];
  readonly 'refusals.badInput.otherCarrier.expected': [folder: string | number];
  readonly 'refusals.badInput.otherDiskImage.expected': [expected: string | number];
  readonly 'refusals.badInput.otherDiskImage.found': [found: string | number];
  readonly 'refusals.badInput.otherReceipt.expected': [number: string | number, origin: string | number];
  readonly 'refusals.badInput.otherReceipt.found': [found: string | number];
  readonly 'refusals.badInput.otherState.found': [found: string | number];
  readonly 'refusals.badInput.ownPdf.found': [found: string | number];
  readonly 'refusals.badInput.packagePath.found': [path: string | number];
  readonly 'refusals.badInput.peerKeysForm.found': [found: string | number];
  readonly 'refusals.badInput.peerMailbox.found': [found: string | number];
  readonly 'refusals.badInput.peerUrl.found': [found: string | number];
  readonly 'refusals.badInput.pemCertificates.expected': [at: string | number];
  readonly 'refusals.badInput.pictureLine.found': [line: string | number, words: string | number];
  readonly 'refusals.badInput.pkcs12.found': [found: string | number];
  readonly 'refusals.badInput.plainFile.expected': [name: string | number];
  readonly 'refusals.badInput.preservationAct.found': [act: string | number];
  readonly 'refusals.badInput.proofForPackage.found': [reference: string | number];
  readonly 'refusals.badInput.proposalWrong.found': [field: string | number, message: string | number];
  readonly 'refusals.badInput.proposedChange.found': [found: string | number];
  readonly 'refusals.badInput.redactAbsent.found': [found: string | number];
  readonly 'refusals.badInput.redactForm.found': [found: string | number];
  readonly 'refusals.badInput.redactNotJson.found': [found: string | number];
  readonly 'refusals.badInput.redactNotTable.found': [found: string | number];
  readonly 'refusals.badInput.redactNotText.found': [found: string | number];
  readonly 'refusals.badInput.redactOneFile.found': [found: string | number];
  readonly 'refusals.badInput.remarkDecision.found': [found: string | number];
  readonly 'refusals.badInput.remarkPlace.expected': [form: string | number];
  readonly 'refusals.badInput.remarkPlace.found': [found: string | number];
  readonly 'refusals.badInput.requestAct.found': [act: string | number];
  readonly 'refusals.badInput.requestForm.found': [found: string | number];
  readonly 'refusals.badInput.requestJson.expected': [expected: string | number];
  readonly 'refusals.badInput.requestJson.found': [found: string | number];
  readonly 'refusals.badInput.requestNumber.found': [number: string | number];
  readonly 'refusals.badInput.requestXml.expected': [expected: string | number];
  readonly 'refusals.badInput.requestXml.found': [found: string | number];
  readonly 'refusals.badInput.sealSettings.expected': [at: string | number];
  readonly 'refusals.badInput.sealSettings.found': [found: string | number];
  readonly 'refusals.badInput.segment.expected': [
    expected: string | number,
    offset: string | number,
    file: string | number,
  ];
  readonly 'refusals.badInput.segment.found': [found: string | number];
  readonly 'refusals.badInput.setCategories.expected': [max: string | number];
  readonly 'refusals.badInput.setEntries.expected': [place: string | number, path: string | number];
  readonly 'refusals.badInput.setEntries.found': [found: string | number];
  readonly 'refusals.badInput.setField.expected': [field: string | number, max: string | number];
  readonly 'refusals.badInput.setField.found': [count: string | number];
  readonly 'refusals.badInput.setLastDay.found': [found: string | number];
  readonly 'refusals.badInput.shareReceipt.expected': [expected: string | number];
  readonly 'refusals.badInput.shareReceipt.found': [found: string | number];
  readonly 'refusals.badInput.signatureAnchors.expected': [expected: string | number];
  readonly 'refusals.badInput.signatureAnchors.found': [found: string | number];
  readonly 'refusals.badInput.sourceGone.expected': [path: string | number];
  readonly 'refusals.badInput.sourceGone.found': [found: string | number];
  readonly 'refusals.badInput.sourceKind.found': [path: string | number];
  readonly 'refusals.badInput.sourceLink.found': [path: string | number];
  readonly 'refusals.badInput.sourceRead.expected': [path: string | number];
  readonly 'refusals.badInput.sourceRead.found': [found: string | number];
  readonly 'refusals.badInput.stateCode.found': [found: string | number];
  readonly 'refusals.badInput.stateName.found': [found: string | number];
  readonly 'refusals.badInput.textLength.expected': [max: string | number];
  readonly 'refusals.badInput.textLength.found': [length: string | number];
  readonly 'refusals.badInput.timeZone.found': [found: string | number];
  readonly 'refusals.badInput.timestampAnswer.expected': [expected: string | number, host: string | number];
  readonly 'refusals.badInput.timestampAnswer.found': [found: string | number];
  readonly 'refusals.badInput.timestampFile.expected': [path: string | number];
  readonly 'refusals.badInput.timestampFile.found': [found: string | number];
  readonly 'refusals.badInput.translations.found': [found: string | number];
  readonly 'refusals.badInput.untold.expected': [part: string | number];
  readonly 'refusals.badInput.urgencyOfAnswers.expected': [within: string | number];
  readonly 'refusals.badInput.urgencyOfAnswers.found': [urgency: string | number];
  readonly 'refusals.badInput.wholeSectors.expected': [bytes: string | number];
  readonly 'refusals.badInput.wholeSectors.found': [size: string | number];
  readonly 'refusals.badInput.xliff.expected': [expected: string | number];
  readonly 'refusals.badInput.xliff.found': [found: string | number];
  readonly 'refusals.badInput.xliffOfWords.expected': [language: string | number];
  readonly 'refusals.badInput.xliffOfWords.found': [found: string | number];
  readonly 'refusals.badInput.xliffOfWords.next': [language: string | number];
  readonly 'refusals.badInput.xml.expected': [expected: string | number];
  readonly 'refusals.badInput.xml.found': [found: string | number];
  readonly 'refusals.badUsage.ageRecipient.found': [found: string | number];
  readonly 'refusals.badUsage.argumentMissing.expected': [word: string | number];
  readonly 'refusals.badUsage.causeOfKeyChange.expected': [choices: string | number];
  readonly 'refusals.badUsage.causeOfKeyChange.found': [found: string | number];
  readonly 'refusals.badUsage.certificateOrNone.found': [found: string | number];
  readonly 'refusals.badUsage.clockDayFrom.expected': [at: string | number];
  readonly 'refusals.badUsage.clockDayFrom.found': [found: string | number];
  readonly 'refusals.badUsage.clockDayFrom.next': [command: string | number];
  readonly 'refusals.badUsage.clockEnd.found': [found: string | number];
  readonly 'refusals.badUsage.clockEnd.next': [command: string | number];
  readonly 'refusals.badUsage.clockEvent.expected': [known: string | number];
  readonly 'refusals.badUsage.clockEvent.found': [found: string | number];
  readonly 'refusals.badUsage.clockEvent.next': [command: string | number];
  readonly 'refusals.badUsage.clockEvents.expected': [most: string | number];
  readonly 'refusals.badUsage.clockEvents.found': [count: string | number];
  readonly 'refusals.badUsage.clockEvents.next': [command: string | number];
  readonly 'refusals.badUsage.clockMomentAfter.expected': [at: string | number];
  readonly 'refusals.badUsage.clockMomentAfter.found': [found: string | number];
  readonly 'refusals.badUsage.clockMomentAfter.next': [command: string | number];
  readonly 'refusals.badUsage.clockTime.found': [found: string | number];
  readonly 'refusals.badUsage.clockTime.next': [command: string | number];
  readonly 'refusals.badUsage.clockZone.found': [found: string | number];
  readonly 'refusals.badUsage.clockZone.next': [command: string | number];
  readonly 'refusals.badUsage.comparedStates.expected': [most: string | number];
  readonly 'refusals.badUsage.comparedStates.found': [found: string | number];
  readonly 'refusals.badUsage.comparedStates.next': [command: string | number];
  readonly 'refusals.badUsage.contentType.expected': [media: string | number];
  readonly 'refusals.badUsage.contentType.next': [media: string | number];
  readonly 'refusals.badUsage.conversationId.found': [found: string | number];
  readonly 'refusals.badUsage.credentialsFile.expected': [path: string | number];
  readonly 'refusals.badUsage.credentialsFile.found': [found: string | number];
  readonly 'refusals.badUsage.databaseUrl.expected': [name: string | number];
  readonly 'refusals.badUsage.environment.expected': [name: string | number, example: string | number];
  readonly 'refusals.badUsage.environment.found': [found: string | number];
  readonly 'refusals.badUsage.environment.next': [name: string | number];
  readonly 'refusals.badUsage.environmentDays.expected': [max: string | number, name: string | number];
  readonly 'refusals.badUsage.environmentDays.found': [found: string | number];
  readonly 'refusals.badUsage.environmentDays.next': [name: string | number];
  readonly 'refusals.badUsage.environmentFolder.expected': [name: string | number];
  readonly 'refusals.badUsage.environmentFolder.found': [found: string | number];
  readonly 'refusals.badUsage.environmentFolder.next': [name: string | number];
  readonly 'refusals.badUsage.formName.expected': [forms: string | number];
  readonly 'refusals.badUsage.formName.found': [found: string | number];
  readonly 'refusals.badUsage.formName.next': [command: string | number];
  readonly 'refusals.badUsage.host.expected': [origin: string | number];
  readonly 'refusals.badUsage.itemId.found': [found: string | number];
  readonly 'refusals.badUsage.jsonDepth.expected': [max: string | number];
  readonly 'refusals.badUsage.kindOfInstallation.expected': [choices: string | number];
  readonly 'refusals.badUsage.kindOfInstallation.found': [found: string | number];
  readonly 'refusals.badUsage.language.expected': [choices: string | number];
  readonly 'refusals.badUsage.language.found': [found: string | number];
  readonly 'refusals.badUsage.language.next': [command: string | number];
  readonly 'refusals.badUsage.lawDifference.expected': [known: string | number];
  readonly 'refusals.badUsage.lawDifference.found': [found: string | number];
  readonly 'refusals.badUsage.leftOut.expected': [most: string | number];
  readonly 'refusals.badUsage.leftOut.found': [length: string | number];
  readonly 'refusals.badUsage.letterFile.found': [found: string | number];
  readonly 'refusals.badUsage.letterFile.next': [command: string | number];
  readonly 'refusals.badUsage.logo.found': [found: string | number];
  readonly 'refusals.badUsage.logo.next': [command: string | number];
  readonly 'refusals.badUsage.nameOfE01.found': [found: string | number];
  readonly 'refusals.badUsage.nameOfE01.next': [command: string | number];
  readonly 'refusals.badUsage.nameOfRawParts.found': [found: string | number];
  readonly 'refusals.badUsage.nameOfRawParts.next': [command: string | number];
  readonly 'refusals.badUsage.oneImage.found': [count: string | number];
  readonly 'refusals.badUsage.oneImage.next': [command: string | number];
  readonly 'refusals.badUsage.oneSource.found': [count: string | number];
  readonly 'refusals.badUsage.oneSource.next': [command: string | number];
  readonly 'refusals.badUsage.oneVideo.found': [count: string | number];
  readonly 'refusals.badUsage.oneVideo.next': [command: string | number];
  readonly 'refusals.badUsage.option.expected': [option: string | number, expected: string | number];
  readonly 'refusals.badUsage.option.found': [found: string | number];
  readonly 'refusals.badUsage.option.next': [option: string | number];
  readonly 'refusals.badUsage.optionCharacters.expected': [option: string | number, most: string | number];
  readonly 'refusals.badUsage.optionCharacters.found': [length: string | number];
  readonly 'refusals.badUsage.optionCharacters.next': [option: string | number];
  readonly 'refusals.badUsage.optionDay.expected': [option: string | number];
  readonly 'refusals.badUsage.optionDay.found': [found: string | number];
  readonly 'refusals.badUsage.optionDay.next': [option: string | number];
  readonly 'refusals.badUsage.optionFromOne.expected': [option: string | number];
  readonly 'refusals.badUsage.optionFromOne.found': [found: string | number];
  readonly 'refusals.badUsage.optionFromOne.next': [option: string | number];
  readonly 'refusals.badUsage.optionHashes.expected': [option: string | number];
  readonly 'refusals.badUsage.optionHashes.found': [found: string | number];
  readonly 'refusals.badUsage.optionHashes.next': [option: string | number];
  readonly 'refusals.badUsage.optionMissing.expected': [option: string | number];
  readonly 'refusals.badUsage.optionMissing.next': [option: string | number];
  readonly 'refusals.badUsage.optionNumber.expected': [
    option: string | number,
    least: string | number,
    most: string | number,
  ];
  readonly 'refusals.badUsage.optionNumber.found': [found: string | number];
  readonly 'refusals.badUsage.optionNumber.next': [option: string | number];
  readonly 'refusals.badUsage.optionOneOf.expected': [option: string | number, choices: string | number];
  readonly 'refusals.badUsage.optionOneOf.found': [found: string | number];
  readonly 'refusals.badUsage.optionOneOf.next': [option: string | number];
  readonly 'refusals.badUsage.optionPercentage.expected': [option: string | number];
  readonly 'refusals.badUsage.optionPercentage.found': [found: string | number];
  readonly 'refusals.badUsage.optionPercentage.next': [option: string | number];
  readonly 'refusals.badUsage.optionSplit.expected': [option: string | number];
  readonly 'refusals.badUsage.optionSplit.found': [found: string | number];
  readonly 'refusals.badUsage.optionSplit.next': [option: string | number];
  readonly 'refusals.badUsage.optionState.expected': [option: string | number];
  readonly 'refusals.badUsage.optionState.found': [found: string | number];
  readonly 'refusals.badUsage.optionState.next': [option: string | number];
  readonly 'refusals.badUsage.optionTime.expected': [option: string | number];
  readonly 'refusals.badUsage.optionTime.found': [found: string | number];
  readonly 'refusals.badUsage.optionTime.next': [option: string | number];
  readonly 'refusals.badUsage.packageTrustFile.found': [found: string | number];
  readonly 'refusals.badUsage.plainStore.found': [found: string | number];
  readonly 'refusals.badUsage.proxyAddress.found': [address: string | number];
  readonly 'refusals.badUsage.publicUrl.found': [text: string | number];
  readonly 'refusals.badUsage.question.expected': [field: string | number, expected: string | number];
  readonly 'refusals.badUsage.question.found': [found: string | number];
  readonly 'refusals.badUsage.requestReference.found': [found: string | number];
  readonly 'refusals.badUsage.requestReference.next': [command: string | number];
  readonly 'refusals.badUsage.sealMeans.found': [found: string | number];
  readonly 'refusals.badUsage.sealMeans.next': [command: string | number];
  readonly 'refusals.badUsage.secondLanguage.found': [language: string | number];
  readonly 'refusals.badUsage.secondLanguage.next': [command: string | number];
  readonly 'refusals.badUsage.selectFilter.expected': [names: string | number];
  readonly 'refusals.badUsage.selectFilter.found': [found: string | number];
  readonly 'refusals.badUsage.selectTicked.found': [count: string | number, what: string | number];
  readonly 'refusals.badUsage.settings.found': [found: string | number];
  readonly 'refusals.badUsage.spare.found': [found: string | number];
  readonly 'refusals.badUsage.storeCredentials.found': [missing: string | number];
  readonly 'refusals.badUsage.subcommand.expected': [choices: string | number];
  readonly 'refusals.badUsage.subcommand.found': [found: string | number];
  readonly 'refusals.badUsage.subcommand.next': [command: string | number];
  readonly 'refusals.badUsage.timestampAddress.found': [found: string | number];
  readonly 'refusals.badUsage.timestampCount.found': [count: string | number];
  readonly 'refusals.badUsage.timestampName.found': [found: string | number];
  readonly 'refusals.badUsage.tlsPair.found': [given: string | number];
  readonly 'refusals.badUsage.translationFile.found': [path: string | number];
  readonly 'refusals.badUsage.tusVersion.expected': [version: string | number];
  readonly 'refusals.badUsage.twoVideos.found': [count: string | number];
  readonly 'refusals.badUsage.twoVideos.next': [command: string | number];
  readonly 'refusals.badUsage.videoFrames.found': [found: string | number];
  readonly 'refusals.badUsage.videoFrames.next': [command: string | number];
  readonly 'refusals.badUsage.videoRead.found': [found: string | number];
  readonly 'refusals.badUsage.videoRead.next': [command: string | number];
  readonly 'refusals.badUsage.volumeKey.expected': [most: string | number];
  readonly 'refusals.badUsage.volumeKey.found': [size: string | number];
  readonly 'refusals.badUsage.volumeKey.next': [command: string | number];
  readonly 'refusals.badUsage.witnessLogKey.found': [type: string | number];
  readonly 'refusals.badUsage.witnessName.found': [length: string | number];
  readonly 'refusals.changed.acquired.expected': [bytes: string | number, source: string | number];
  readonly 'refusals.changed.acquired.found': [found: string | number];
  readonly 'refusals.changed.imageChanged.expected': [name: string | number];
  readonly 'refusals.conflict.acquiring.expected': [target: string | number];
  readonly 'refusals.conflict.acquiring.found': [by: string | number];
  readonly 'refusals.conflict.actNotNow.found': [act: string | number, state: string | number];
  readonly 'refusals.conflict.actOnRecord.found': [act: string | number];
  readonly 'refusals.conflict.copyOrder.expected': [next: string | number];
  readonly 'refusals.conflict.copyOrder.found': [what: string | number];
  readonly 'refusals.conflict.custodyAnswerToOther.expected': [number: string | number];
  readonly 'refusals.conflict.custodyNotOurs.found': [number: string | number];
  readonly 'refusals.conflict.custodyOfferAnswered.found': [state: string | number];
  readonly 'refusals.conflict.eventNotLast.expected': [itemSeq: string | number, item: string | number];
  readonly 'refusals.conflict.eventNotLast.found': [found: string | number];
  readonly 'refusals.conflict.exchangeSent.found': [agency: string | number];
  readonly 'refusals.conflict.fieldsChanged.expected': [fields: string | number];
  readonly 'refusals.conflict.fieldsChanged.found': [version: string | number];
  readonly 'refusals.conflict.heldElsewhere.found': [number: string | number];
  readonly 'refusals.conflict.itemUnread.expected': [path: string | number];
  readonly 'refusals.conflict.itemUnread.found': [found: string | number];
  readonly 'refusals.conflict.keysReplaced.found': [index: string | number];
  readonly 'refusals.conflict.keysReplacedOverlap.found': [index: string | number, until: string | number];
  readonly 'refusals.conflict.notAsSigned.found': [itemSeq: string | number, item: string | number];
  readonly 'refusals.conflict.noticeOver.found': [state: string | number];
  readonly 'refusals.conflict.othersSave.found': [tries: string | number];
  readonly 'refusals.conflict.packageBeingMade.expected': [to: string | number];
  readonly 'refusals.conflict.peerHasKeys.expected': [origin: string | number, agency: string | number];
  readonly 'refusals.conflict.portTaken.expected': [port: string | number, host: string | number];
  readonly 'refusals.conflict.preservationState.expected': [states: string | number];
  readonly 'refusals.conflict.preservationState.found': [state: string | number];
  readonly 'refusals.conflict.proposalStale.found': [field: string | number, message: string | number];
  readonly 'refusals.conflict.recordChanged.found': [version: string | number];
  readonly 'refusals.conflict.requestSent.found': [state: string | number];
  readonly 'refusals.conflict.requestState.expected': [states: string | number];
  readonly 'refusals.conflict.requestState.found': [state: string | number];
  readonly 'refusals.conflict.selectionLocked.expected': [path: string | number];
  readonly 'refusals.conflict.sentencesLeft.found': [left: string | number];
  readonly 'refusals.conflict.serviceKeyReplaced.found': [index: string | number];
  readonly 'refusals.conflict.signedOthers.expected': [expected: string | number];
  readonly 'refusals.conflict.signedOthers.found': [found: string | number];
  readonly 'refusals.conflict.translated.found': [found: string | number];
  readonly 'refusals.conflict.witnessBusy.expected': [origin: string | number];
  readonly 'refusals.conflict.witnessBusy.found': [tries: string | number];
  readonly 'refusals.damaged.acquisitionJournal.expected': [path: string | number];
  readonly 'refusals.damaged.acquisitionJournal.found': [found: string | number];
  readonly 'refusals.damaged.answer.expected': [digest: string | number];
  readonly 'refusals.damaged.answer.found': [found: string | number];
  readonly 'refusals.damaged.backupFile.expected': [place: string | number, expected: string | number];
  readonly 'refusals.damaged.backupFile.found': [found: string | number];
  readonly 'refusals.damaged.checkpointOrigin.expected': [origin: string | number];
  readonly 'refusals.damaged.checkpointOrigin.found': [found: string | number];
  readonly 'refusals.damaged.diskError.expected': [path: string | number];
  readonly 'refusals.damaged.eventsInDatabase.expected': [from: string | number, to: string | number];
  readonly 'refusals.damaged.eventsInDatabase.found': [count: string | number];
  readonly 'refusals.damaged.exhibitAsSealed.expected': [
    number: string | number,
    path: string | number,
    sha256: string | number,
  ];
  readonly 'refusals.damaged.exhibitAsSealed.found': [found: string | number];
  readonly 'refusals.damaged.growthTiles.expected': [oldSize: string | number];
  readonly 'refusals.damaged.growthTiles.found': [found: string | number];
  readonly 'refusals.damaged.homeWithoutSettings.expected': [
    home: string | number,
    settings: string | number,
  ];
  readonly 'refusals.damaged.homeWithoutSettings.found': [kept: string | number];
  readonly 'refusals.damaged.imageBadAnswer.found': [detail: string | number];
  readonly 'refusals.damaged.imageCrashed.found': [detail: string | number];
  readonly 'refusals.damaged.imageReadError.expected': [
    bytes: string | number,
    offset: string | number,
    name: string | number,
  ];
  readonly 'refusals.damaged.imageRefused.found': [detail: string | number];
  readonly 'refusals.damaged.imageStopped.found': [detail: string | number];
  readonly 'refusals.damaged.jsonDocument.expected': [name: string | number];
  readonly 'refusals.damaged.jsonDocument.found': [found: string | number];
  readonly 'refusals.damaged.keyChangeProof.expected': [index: string | number, path: string | number];
  readonly 'refusals.damaged.migration.expected': [name: string | number, ran: string | number];
  readonly 'refusals.damaged.migration.found': [found: string | number];
  readonly 'refusals.damaged.object.expected': [id: string | number];
  readonly 'refusals.damaged.object.found': [found: string | number];
  readonly 'refusals.damaged.objectCopy.expected': [id: string | number];
  readonly 'refusals.damaged.objectCopy.found': [
    place: string | number,
    found: string | number,
    expected: string | number,
  ];
  readonly 'refusals.damaged.otherLog.expected': [published: string | number];
  readonly 'refusals.damaged.otherLog.found': [size: string | number];
  readonly 'refusals.damaged.peerFile.expected': [agency: string | number];
  readonly 'refusals.damaged.privateText.expected': [place: string | number];
  readonly 'refusals.damaged.privateText.found': [found: string | number];
  readonly 'refusals.damaged.publishedHead.expected': [places: string | number];
  readonly 'refusals.damaged.publishedHead.found': [size: string | number];
  readonly 'refusals.damaged.publishedRoot.expected': [size: string | number];
  readonly 'refusals.damaged.publishedTiles.found': [found: string | number];
  readonly 'refusals.damaged.redactSource.expected': [number: string | number];
  readonly 'refusals.damaged.segment.expected': [
    expected: string | number,
    offset: string | number,
    file: string | number,
  ];
  readonly 'refusals.damaged.segment.found': [found: string | number];
  readonly 'refusals.damaged.selected.expected': [path: string | number];
  readonly 'refusals.damaged.selected.found': [found: string | number];
  readonly 'refusals.damaged.setting.expected': [name: string | number];
  readonly 'refusals.damaged.setting.found': [found: string | number];
  readonly 'refusals.damaged.settingsFile.expected': [path: string | number];
  readonly 'refusals.damaged.settingsFile.found': [found: string | number];
  readonly 'refusals.damaged.structure.expected': [expected: string | number];
  readonly 'refusals.damaged.structure.found': [found: string | number];
  readonly 'refusals.damaged.tableDump.expected': [expected: string | number];
  readonly 'refusals.damaged.tableDump.found': [found: string | number];
  readonly 'refusals.damaged.unfinishedImage.expected': [folder: string | number];
  readonly 'refusals.damaged.unfinishedImage.found': [found: string | number];
  readonly 'refusals.damaged.vmdkDescriptor.expected': [max: string | number, file: string | number];
  readonly 'refusals.damaged.vmdkDescriptor.found': [found: string | number];
  readonly 'refusals.damaged.witnessCheckpoint.expected': [origin: string | number];
  readonly 'refusals.damaged.witnessCheckpoint.found': [found: string | number];
  readonly 'refusals.damaged.writtenBytes.expected': [path: string | number, sha256: string | number];
  readonly 'refusals.damaged.writtenBytes.found': [found: string | number];
  readonly 'refusals.noSpace.copyTarget.expected': [target: string | number];
  readonly 'refusals.noSpace.copyTarget.found': [reason: string | number];
  readonly 'refusals.noSpace.makingDatabase.found': [found: string | number];
  readonly 'refusals.noSpace.packageSpace.expected': [path: string | number];
  readonly 'refusals.noSpace.write.expected': [path: string | number];
  readonly 'refusals.notAllowed.acquiredHere.found': [number: string | number];
  readonly 'refusals.notAllowed.actOfAuthoriser.expected': [act: string | number];
  readonly 'refusals.notAllowed.actOfCustodian.expected': [act: string | number];
  readonly 'refusals.notAllowed.actOfDesk.expected': [act: string | number];
  readonly 'refusals.notAllowed.actOfDrafter.expected': [act: string | number];
  readonly 'refusals.notAllowed.actOfDutyOfficer.expected': [act: string | number];
  readonly 'refusals.notAllowed.actOfIssuer.expected': [act: string | number];
  readonly 'refusals.notAllowed.actOfSystem.expected': [act: string | number];
  readonly 'refusals.notAllowed.actOfTranslator.expected': [act: string | number];
  readonly 'refusals.notAllowed.administratorAddress.found': [found: string | number];
  readonly 'refusals.notAllowed.appRole.expected': [role: string | number];
  readonly 'refusals.notAllowed.appRole.found': [name: string | number];
  readonly 'refusals.notAllowed.appRole.next': [role: string | number];
  readonly 'refusals.notAllowed.bucket.expected': [bucket: string | number, host: string | number];
  readonly 'refusals.notAllowed.bucket.found': [found: string | number];
  readonly 'refusals.notAllowed.conditionsOfSender.found': [
    number: string | number,
    condition: string | number,
  ];
  readonly 'refusals.notAllowed.copyPermission.expected': [source: string | number];
  readonly 'refusals.notAllowed.copyPermission.found': [reason: string | number];
  readonly 'refusals.notAllowed.databaseFolder.expected': [folder: string | number, own: string | number];
  readonly 'refusals.notAllowed.databaseFolder.found': [other: string | number];
  readonly 'refusals.notAllowed.diskPermission.expected': [path: string | number];
  readonly 'refusals.notAllowed.domestic.found': [from: string | number];
  readonly 'refusals.notAllowed.exchangeNotSent.found': [state: string | number];
  readonly 'refusals.notAllowed.exchangeState.expected': [counterpart: string | number];
  readonly 'refusals.notAllowed.exchangeState.found': [agency: string | number, found: string | number];
  readonly 'refusals.notAllowed.exhibitOfOtherCase.expected': [reference: string | number];
  readonly 'refusals.notAllowed.exhibitOfOtherCase.found': [number: string | number];
  readonly 'refusals.notAllowed.formIncoming.found': [id: string | number];
  readonly 'refusals.notAllowed.formNotOnDay.expected': [day: string | number];
  readonly 'refusals.notAllowed.formNotOnDay.found': [
    id: string | number,
    from: string | number,
    until: string | number,
  ];
  readonly 'refusals.notAllowed.hindered.expected': [guard: string | number, ref: string | number];
  readonly 'refusals.notAllowed.hindered.found': [found: string | number];
  readonly 'refusals.notAllowed.imageFile.expected': [name: string | number];
  readonly 'refusals.notAllowed.internalAddress.found': [host: string | number];
  readonly 'refusals.notAllowed.internalAddress.next': [host: string | number];
  readonly 'refusals.notAllowed.keeperOfSets.found': [found: string | number];
  readonly 'refusals.notAllowed.knowledgeEditorAddress.found': [found: string | number];
  readonly 'refusals.notAllowed.knownOfOther.found': [owner: string | number];
  readonly 'refusals.notAllowed.lawOfOthers.expected': [state: string | number];
  readonly 'refusals.notAllowed.leadOfCase.next': [reference: string | number];
  readonly 'refusals.notAllowed.libraryLink.expected': [link: string | number];
  readonly 'refusals.notAllowed.libraryLink.found': [found: string | number];
  readonly 'refusals.notAllowed.listen.expected': [host: string | number, port: string | number];
  readonly 'refusals.notAllowed.listen.found': [error: string | number];
  readonly 'refusals.notAllowed.lockedObject.expected': [id: string | number];
  readonly 'refusals.notAllowed.lockedObject.found': [found: string | number];
  readonly 'refusals.notAllowed.mailServer.expected': [host: string | number, port: string | number];
  readonly 'refusals.notAllowed.mailServer.found': [found: string | number];
  readonly 'refusals.notAllowed.mailbox.expected': [host: string | number, port: string | number];
  readonly 'refusals.notAllowed.mailbox.found': [found: string | number];
  readonly 'refusals.notAllowed.mightyAppRole.expected': [role: string | number];
  readonly 'refusals.notAllowed.mightyAppRole.found': [role: string | number];
  readonly 'refusals.notAllowed.mightyAppRole.next': [role: string | number];
  readonly 'refusals.notAllowed.offerEncrypted.expected': [agency: string | number];
  readonly 'refusals.notAllowed.offerNotTaken.found': [agency: string | number];
  readonly 'refusals.notAllowed.offerState.expected': [state: string | number];
  readonly 'refusals.notAllowed.offerState.found': [agency: string | number, found: string | number];
  readonly 'refusals.notAllowed.officersEnrolled.found': [fingerprint: string | number];
  readonly 'refusals.notAllowed.onlyLeadWhoKnows.found': [reference: string | number, alone: string | number];
  readonly 'refusals.notAllowed.openHome.expected': [path: string | number];
  readonly 'refusals.notAllowed.openHome.found': [mode: string | number];
  readonly 'refusals.notAllowed.openHome.next': [path: string | number];
  readonly 'refusals.notAllowed.openingTooOld.expected': [glassWaitsHours: string | number];
  readonly 'refusals.notAllowed.otherOrigin.expected': [origin: string | number];
  readonly 'refusals.notAllowed.packageLeadsOnly.found': [number: string | number];
  readonly 'refusals.notAllowed.packageLeadsOnly.next': [reference: string | number];
  readonly 'refusals.notAllowed.passFolder.expected': [folder: string | number, user: string | number];
  readonly 'refusals.notAllowed.passFolder.found': [mode: string | number];
  readonly 'refusals.notAllowed.passFolder.next': [folder: string | number];
  readonly 'refusals.notAllowed.passkeyCounter.expected': [before: string | number];
  readonly 'refusals.notAllowed.passkeyCounter.found': [found: string | number];
  readonly 'refusals.notAllowed.peerDocumentOver.expected': [agency: string | number];
  readonly 'refusals.notAllowed.peerMessageUnknown.expected': [agency: string | number];
  readonly 'refusals.notAllowed.peerMessageUnknown.found': [type: string | number];
  readonly 'refusals.notAllowed.peerNotConfirmed.found': [origin: string | number];
  readonly 'refusals.notAllowed.peerNotOpen.found': [origin: string | number];
  readonly 'refusals.notAllowed.peerStopped.expected': [agency: string | number];
  readonly 'refusals.notAllowed.plainBinding.found': [host: string | number];
  readonly 'refusals.notAllowed.portalEntries.expected': [max: string | number];
  readonly 'refusals.notAllowed.programAct.expected': [what: string | number];
  readonly 'refusals.notAllowed.readOnlyDisk.expected': [path: string | number];
  readonly 'refusals.notAllowed.sourceRead.expected': [path: string | number];
  readonly 'refusals.notAllowed.sourceRead.found': [found: string | number];
  readonly 'refusals.notAllowed.tooManyKeys.expected': [keysMax: string | number];
  readonly 'refusals.notAllowed.tooManyOpenings.expected': [glassOpenMax: string | number];
  readonly 'refusals.notAllowed.tooManyUploads.expected': [uploadsMax: string | number, max: string | number];
  readonly 'refusals.notAllowed.twoOfficers.found': [size: string | number];
  readonly 'refusals.notAllowed.workerLogKeys.expected': [keys: string | number];
  readonly 'refusals.notFound.aff4Stripe.expected': [name: string | number, arn: string | number];
  readonly 'refusals.notFound.aff4Stripe.found': [files: string | number, unread: string | number];
  readonly 'refusals.notFound.answer.found': [name: string | number];
  readonly 'refusals.notFound.backupSnapshot.expected': [path: string | number];
  readonly 'refusals.notFound.bucket.expected': [bucket: string | number, host: string | number];
  readonly 'refusals.notFound.bytesHeld.found': [number: string | number];
  readonly 'refusals.notFound.bytesHeld.next': [number: string | number];
  readonly 'refusals.notFound.carrierPlace.expected': [path: string | number];
  readonly 'refusals.notFound.carrierPlace.found': [error: string | number];
  readonly 'refusals.notFound.caseReference.found': [name: string | number];
  readonly 'refusals.notFound.caseToLead.found': [found: string | number];
  readonly 'refusals.notFound.clock.expected': [clocks: string | number];
  readonly 'refusals.notFound.clock.found': [found: string | number];
  readonly 'refusals.notFound.clock.next': [command: string | number];
  readonly 'refusals.notFound.confirmedPeer.expected': [origin: string | number];
  readonly 'refusals.notFound.conversation.found': [id: string | number];
  readonly 'refusals.notFound.copySource.expected': [source: string | number];
  readonly 'refusals.notFound.copySource.found': [reason: string | number];
  readonly 'refusals.notFound.depositaryFile.found': [path: string | number];
  readonly 'refusals.notFound.event.found': [id: string | number];
  readonly 'refusals.notFound.exchangeRequest.found': [number: string | number];
  readonly 'refusals.notFound.exhibitHeld.found': [number: string | number];
  readonly 'refusals.notFound.exhibitNumber.found': [number: string | number];
  readonly 'refusals.notFound.folderGone.expected': [path: string | number];
  readonly 'refusals.notFound.folderGone.found': [found: string | number];
  readonly 'refusals.notFound.folderToWrite.found': [path: string | number];
  readonly 'refusals.notFound.imageFile.expected': [name: string | number];
  readonly 'refusals.notFound.imageSegment.expected': [segment: string | number, name: string | number];
  readonly 'refusals.notFound.imageSegment.found': [count: string | number];
  readonly 'refusals.notFound.instrumentOfLaw.found': [id: string | number];
  readonly 'refusals.notFound.instrumentOnRecord.found': [instrument: string | number];
  readonly 'refusals.notFound.keptRequest.found': [found: string | number];
  readonly 'refusals.notFound.knownSet.expected': [name: string | number];
  readonly 'refusals.notFound.lawRecord.found': [found: string | number];
  readonly 'refusals.notFound.lawVersion.found': [found: string | number];
  readonly 'refusals.notFound.nothingHeld.found': [found: string | number];
  readonly 'refusals.notFound.object.expected': [id: string | number];
  readonly 'refusals.notFound.officerKey.found': [path: string | number];
  readonly 'refusals.notFound.packageFolder.expected': [folder: string | number];
  readonly 'refusals.notFound.packagePath.found': [path: string | number];
  readonly 'refusals.notFound.pathToAdd.found': [path: string | number];
  readonly 'refusals.notFound.peerKeysFile.found': [path: string | number];
  readonly 'refusals.notFound.peerLog.found': [found: string | number];
  readonly 'refusals.notFound.peerOfLog.expected': [origin: string | number];
  readonly 'refusals.notFound.pemFile.expected': [path: string | number];
  readonly 'refusals.notFound.preservation.found': [number: string | number];
  readonly 'refusals.notFound.requestInCase.found': [number: string | number];
  readonly 'refusals.notFound.requestOfCase.expected': [reference: string | number];
  readonly 'refusals.notFound.sealFile.expected': [max: string | number, at: string | number];
  readonly 'refusals.notFound.sealFile.found': [found: string | number];
  readonly 'refusals.notFound.signedRequest.expected': [reference: string | number];
  readonly 'refusals.notFound.smallFile.found': [path: string | number];
  readonly 'refusals.notFound.snapshotName.expected': [names: string | number];
  readonly 'refusals.notFound.snapshotName.found': [name: string | number];
  readonly 'refusals.notFound.sourceRead.expected': [path: string | number];
  readonly 'refusals.notFound.sourceRead.found': [found: string | number];
  readonly 'refusals.notFound.storedFile.expected': [path: string | number];
  readonly 'refusals.notReachable.database.expected': [name: string | number, where: string | number];
  readonly 'refusals.notReachable.database.found': [found: string | number];
  readonly 'refusals.notReachable.identityProvider.expected': [issuer: string | number];
  readonly 'refusals.notReachable.identityProvider.found': [found: string | number];
  readonly 'refusals.notReachable.mailServer.expected': [host: string | number, port: string | number];
  readonly 'refusals.notReachable.mailServer.found': [found: string | number];
  readonly 'refusals.notReachable.mailbox.expected': [host: string | number, port: string | number];
  readonly 'refusals.notReachable.mailbox.found': [found: string | number];
  readonly 'refusals.notReachable.objectStore.expected': [host: string | number];
  readonly 'refusals.notReachable.objectStore.found': [found: string | number];
  readonly 'refusals.notReachable.timestamps.expected': [host: string | number];
  readonly 'refusals.notReachable.timestamps.found': [found: string | number];
  readonly 'refusals.notReachable.tokenKey.expected': [label: string | number];
  readonly 'refusals.notReachable.tokenKey.found': [count: string | number];
  readonly 'refusals.notReachable.tokenSignature.found': [found: string | number];
  readonly 'refusals.notReady.appRole.expected': [role: string | number];
  readonly 'refusals.notReady.appRole.next': [role: string | number];
  readonly 'refusals.notReady.appRoleForeign.expected': [role: string | number];
  readonly 'refusals.notReady.appRoleForeign.found': [role: string | number];
  readonly 'refusals.notReady.appRoleForeign.next': [role: string | number];
  readonly 'refusals.notReady.backupKeys.expected': [keys: string | number];
  readonly 'refusals.notReady.builtAssets.expected': [folder: string | number];
  readonly 'refusals.notReady.databaseStart.expected': [folder: string | number, seconds: string | number];
  readonly 'refusals.notReady.databaseStart.found': [found: string | number];
  readonly 'refusals.notReady.databaseStart.next': [path: string | number];
  readonly 'refusals.notReady.fencing.found': [agency: string | number];
  readonly 'refusals.notReady.imageParts.expected': [missing: string | number];
  readonly 'refusals.notReady.installation.expected': [path: string | number];
  readonly 'refusals.notReady.logKeyMissing.expected': [name: string | number, keys: string | number];
  readonly 'refusals.notReady.makingDatabase.found': [found: string | number];
  readonly 'refusals.notReady.notCuring.found': [state: string | number];
  readonly 'refusals.notReady.nothingToRestore.found': [size: string | number];
  readonly 'refusals.notReady.oneFileSystem.expected': [path: string | number];
  readonly 'refusals.notReady.postgresPackage.expected': [name: string | number];
  readonly 'refusals.notReady.quorum.found': [found: string | number];
  readonly 'refusals.notReady.receiptKeys.expected': [origin: string | number];
  readonly 'refusals.notReady.requestNotExecuted.found': [state: string | number];
  readonly 'refusals.notReady.requestNotSent.found': [state: string | number];
  readonly 'refusals.notReady.resultsChecked.found': [state: string | number];
  readonly 'refusals.notReady.serviceKeyMissing.expected': [name: string | number, keys: string | number];
  readonly 'refusals.notReady.twoDisks.expected': [staging: string | number, store: string | number];
  readonly 'refusals.notReady.unsealed.expected': [id: string | number];
  readonly 'refusals.notReady.uploadWhole.expected': [bytes: string | number];
  readonly 'refusals.notReady.wholeInstallation.expected': [home: string | number];
  readonly 'refusals.notReady.witnessPort.expected': [host: string | number, port: string | number];
  readonly 'refusals.notReady.witnessPort.found': [found: string | number];
  readonly 'refusals.notReady.workerServiceKey.expected': [keys: string | number];
  readonly 'refusals.rolledBack.log.expected': [expected: string | number];
  readonly 'refusals.rolledBack.log.found': [found: string | number];
  readonly 'refusals.rolledBack.olderThanBackup.expected': [kept: string | number];
  readonly 'refusals.rolledBack.olderThanBackup.found': [size: string | number];
  readonly 'refusals.tooLarge.anchors.expected': [maxAnchors: string | number];
  readonly 'refusals.tooLarge.body.expected': [maxSize: string | number];
  readonly 'refusals.tooLarge.chart.expected': [bytesMax: string | number];
  readonly 'refusals.tooLarge.conditions.expected': [conditionsMax: string | number];
  readonly 'refusals.tooLarge.digestSet.found': [count: string | number];
  readonly 'refusals.tooLarge.document.expected': [bytesMax: string | number];
  readonly 'refusals.tooLarge.documentBytes.expected': [max: string | number];
  readonly 'refusals.tooLarge.documentData.expected': [max: string | number];
  readonly 'refusals.tooLarge.documentData.found': [length: string | number];
  readonly 'refusals.tooLarge.documentPages.expected': [max: string | number];
  readonly 'refusals.tooLarge.documentPages.found': [found: string | number];
  readonly 'refusals.tooLarge.documentSent.expected': [max: string | number];
  readonly 'refusals.tooLarge.documentSent.found': [length: string | number];
  readonly 'refusals.tooLarge.documentTime.expected': [seconds: string | number];
  readonly 'refusals.tooLarge.eventLength.expected': [max: string | number];
  readonly 'refusals.tooLarge.eventLength.found': [length: string | number];
  readonly 'refusals.tooLarge.exhibitsAtOnce.expected': [max: string | number];
  readonly 'refusals.tooLarge.file.expected': [max: string | number];
  readonly 'refusals.tooLarge.file.found': [found: string | number];
  readonly 'refusals.tooLarge.folderDepth.expected': [depth: string | number];
  readonly 'refusals.tooLarge.folderEntries.expected': [entries: string | number];
  readonly 'refusals.tooLarge.formUpload.expected': [max: string | number];
  readonly 'refusals.tooLarge.imageAnswer.found': [detail: string | number];
  readonly 'refusals.tooLarge.imageMemory.found': [detail: string | number];
  readonly 'refusals.tooLarge.imageSegments.expected': [max: string | number];
  readonly 'refusals.tooLarge.imageSegments.found': [count: string | number];
  readonly 'refusals.tooLarge.imageTime.found': [detail: string | number];
  readonly 'refusals.tooLarge.licensedValues.expected': [most: string | number];
  readonly 'refusals.tooLarge.listedEntries.expected': [max: string | number, volume: string | number];
  readonly 'refusals.tooLarge.offeredConditions.expected': [
    conditionsMax: string | number,
    charsMax: string | number,
  ];
  readonly 'refusals.tooLarge.packageUpload.expected': [max: string | number];
  readonly 'refusals.tooLarge.paperBytes.expected': [max: string | number];
  readonly 'refusals.tooLarge.paperBytes.found': [length: string | number];
  readonly 'refusals.tooLarge.policyLength.found': [length: string | number];
  readonly 'refusals.tooLarge.recordsOfRequest.expected': [max: string | number];
  readonly 'refusals.tooLarge.redaction.expected': [mebibytes: string | number, most: string | number];
  readonly 'refusals.tooLarge.requestFile.expected': [max: string | number];
  readonly 'refusals.tooLarge.requestFile.found': [length: string | number];
  readonly 'refusals.tooLarge.requestText.expected': [max: string | number];
  readonly 'refusals.tooLarge.requestText.found': [length: string | number];
  readonly 'refusals.tooLarge.scan.expected': [expected: string | number];
  readonly 'refusals.tooLarge.scan.found': [found: string | number];
  readonly 'refusals.tooLarge.segment.expected': [
    expected: string | number,
    offset: string | number,
    file: string | number,
  ];
  readonly 'refusals.tooLarge.segment.found': [found: string | number];
  readonly 'refusals.tooLarge.selection.expected': [most: string | number];
  readonly 'refusals.tooLarge.sentThroughSystem.expected': [max: string | number];
  readonly 'refusals.tooLarge.sentThroughSystem.found': [name: string | number, bytes: string | number];
  readonly 'refusals.tooLarge.smallFile.expected': [most: string | number];
  readonly 'refusals.tooLarge.smallFile.found': [path: string | number];
  readonly 'refusals.tooLarge.storeFile.expected': [path: string | number, max: string | number];
  readonly 'refusals.tooLarge.storeFile.found': [bytes: string | number];
  readonly 'refusals.tooLarge.timestamp.expected': [bytesMax: string | number, host: string | number];
  readonly 'refusals.tooLarge.xml.expected': [most: string | number];
  readonly 'refusals.unsupported.backupNewer.found': [name: string | number];
  readonly 'refusals.unsupported.bucketLock.expected': [bucket: string | number];
  readonly 'refusals.unsupported.copySize.expected': [source: string | number];
  readonly 'refusals.unsupported.copySize.found': [reason: string | number];
  readonly 'refusals.unsupported.dataVersion.expected': [folder: string | number];
  readonly 'refusals.unsupported.dataVersion.found': [found: string | number];
  readonly 'refusals.unsupported.databaseNewer.found': [name: string | number];
  readonly 'refusals.unsupported.decmpfs.found': [kind: string | number];
  readonly 'refusals.unsupported.extentType.found': [type: string | number, file: string | number];
  readonly 'refusals.unsupported.imageKind.found': [what: string | number, name: string | number];
  readonly 'refusals.unsupported.language.expected': [known: string | number];
  readonly 'refusals.unsupported.language.found': [language: string | number];
  readonly 'refusals.unsupported.migrationsReplaced.found': [name: string | number];
  readonly 'refusals.unsupported.postgresVersion.expected': [oldest: string | number];
  readonly 'refusals.unsupported.postgresVersion.found': [version: string | number];
  readonly 'refusals.unsupported.requestAttached.expected': [names: string | number];
  readonly 'refusals.unsupported.requestAttached.found': [found: string | number];
  readonly 'refusals.unsupported.segment.expected': [
    expected: string | number,
    offset: string | number,
    file: string | number,
  ];
  readonly 'refusals.unsupported.segment.found': [found: string | number];
  readonly 'refusals.unsupported.storageRoot.expected': [place: string | number];
  readonly 'refusals.unsupported.storageRoot.found': [found: string | number];
  readonly 'refusals.unsupported.system.expected': [program: string | number];
  readonly 'refusals.unsupported.system.found': [found: string | number];
  readonly 'refusals.unsupported.timestamp.expected': [expected: string | number, host: string | number];
  readonly 'refusals.unsupported.timestamp.found': [found: string | number];
  readonly 'refusals.unsupported.udfPartition.found': [found: string | number];
  readonly 'refusals.unsupported.wholeDisk.found': [found: string | number, file: string | number];
  readonly 'refusals.wrongKey.confirmedPeerKey.expected': [origin: string | number, agency: string | number];
  readonly 'refusals.wrongKey.confirmedPeerKey.found': [keyId: string | number];
  readonly 'refusals.wrongKey.confirmedPeerKey.next': [origin: string | number];
  readonly 'refusals.wrongKey.database.expected': [name: string | number, where: string | number];
  readonly 'refusals.wrongKey.database.found': [code: string | number];
  readonly 'refusals.wrongKey.exchangeKey.expected': [path: string | number];
  readonly 'refusals.wrongKey.keyAlgorithm.found': [algorithm: string | number];
  readonly 'refusals.wrongKey.keyPassphrase.expected': [path: string | number];
  readonly 'refusals.wrongKey.keyWithoutPassphrase.expected': [path: string | number];
  readonly 'refusals.wrongKey.logKeyOld.expected': [path: string | number];
  readonly 'refusals.wrongKey.officerKeyOther.found': [path: string | number];
  readonly 'refusals.wrongKey.serviceKeyOld.expected': [path: string | number];
  readonly 'refusals.wrongKey.shareReceipt.expected': [expected: string | number];
  readonly 'refusals.wrongKey.shareReceipt.found': [found: string | number];
  readonly 'refusals.wrongKey.signedLine.expected': [expected: string | number];
  readonly 'refusals.wrongKey.signedLine.found': [found: string | number];
  readonly 'refused.origin': [url: string];
  readonly 'refused.refusedCase': [role: string];
  readonly 'refused.whole': [expected: string | number, found: string | number, next: string | number];
  readonly 'remedy.number': [n: number];
  readonly 'requestIncoming.declared': [state: string];
  readonly 'requestIncoming.discardHint': [name: string];
  readonly 'requestIncoming.discardedOnes': [n: number];
  readonly 'requestIncoming.standing': [day: string];
  readonly 'requestIncoming.waitingHere': [n: string];
  readonly 'requestLife.carriage.openUntil': [day: string];
  readonly 'requestLife.deadline.line': [day: string, who: string];
  readonly 'requestLife.isFor': [who: string];
  readonly 'requestLife.rule': [ref: string];
  readonly 'requestLife.sentDigest': [digest: string];
  readonly 'requestLife.signing.placeWrong': [max: string | number];
  readonly 'requestLife.since': [date: string];
  readonly 'requestLife.validation.issued': [what: string];
  readonly 'requestLife.validation.late': [what: string];
  readonly 'requestLife.validation.obtained': [what: string];
  readonly 'requestLife.validation.until': [what: string];
  readonly 'requestOutcome.costLine': [amount: string, bearer: string];
  readonly 'requestOutcome.hints.restrictions': [list: string];
  readonly 'requestOutcome.noCertificate': [why: string];
  readonly 'requests.conflict.lead': [name: string, date: string];
  readonly 'requests.conflict.moved.lead': [name: string, date: string];
  readonly 'requests.findings.detail': [label: string];
  readonly 'requests.findings.missing': [label: string];
  readonly 'requests.formBetween': [form: string, from: string, until: string];
  readonly 'requests.formLater': [form: string, from: string];
  readonly 'requests.formOver': [form: string, until: string];
  readonly 'requests.itemTable.cell': [column: string | number, n: string | number];
  readonly 'requests.itemTable.columns': [columns: string | number];
  readonly 'requests.itemTable.kinds': [kinds: string | number];
  readonly 'requests.itemTable.others': [n: number];
  readonly 'requests.itemTable.wrong': [n: number];
  readonly 'requests.items.item': [n: number];
  readonly 'requests.items.otherFindings': [n: number];
  readonly 'requests.items.title': [n: number];
  readonly 'requests.official.brought': [
    said: string | number,
    of: string | number,
    source: string | number,
    day: string | number,
  ];
  readonly 'requests.optionalLabel': [label: string];
  readonly 'requests.otherSide.incoming': [state: string];
  readonly 'requests.otherSide.outgoing': [state: string];
  readonly 'requests.partyReachOf': [who: string];
  readonly 'requests.savedBy': [date: string, name: string];
  readonly 'requests.standing': [n: number];
  readonly 'requests.stepOf': [n: number, all: number];
  readonly 'requests.tasksDone': [done: number, all: number];
  readonly 'results.came': [when: string];
  readonly 'results.delivery': [n: number];
  readonly 'results.digestCount': [n: number];
  readonly 'results.digestWrong': [line: number, what: string];
  readonly 'results.manifest.access': [min: string, max: string];
  readonly 'results.purpose': [request: string];
  readonly 'results.source': [request: string, n: number];
  readonly 'review.remarks.by': [name: string, date: string, n: number];
  readonly 'review.remarks.count': [n: number];
  readonly 'review.remarks.decided': [word: string, name: string, date: string];
  readonly 'review.versions.by': [name: string, date: string];
  readonly 'review.versions.compared': [a: number, b: number];
  readonly 'review.versions.number': [n: number];
  readonly 'selection.ticked': [n: number];
  readonly 'sendingAsked.taken': [names: string];
  readonly 'sentences.addBoth': [address: string];
  readonly 'sentences.addPort': [address: string];
  readonly 'sentences.addTime': [address: string];
  readonly 'sentences.addresseeIn': [name: string, state: string];
  readonly 'sentences.addresseeStated': [state: string];
  readonly 'sentences.adoptedAs': [title: string, by: string];
  readonly 'sentences.affiliate': [state: string];
  readonly 'sentences.after': [a: string, b: string];
  readonly 'sentences.answerIn': [time: string | number];
  readonly 'sentences.appliesOnly': [title: string | number, day: string | number];
  readonly 'sentences.appliesSince': [title: string, day: string];
  readonly 'sentences.article': [article: string];
  readonly 'sentences.articleForm': [article: string, form: string];
  readonly 'sentences.asOf': [day: string];
  readonly 'sentences.askToPreserve': [name: string];
  readonly 'sentences.atArticle': [title: string, article: string, text: string];
  readonly 'sentences.beyondRecord': [compiled: string | number, day: string | number];
  readonly 'sentences.both': [a: string, b: string];
  readonly 'sentences.boundAsOf': [state: string, title: string, asOf: string];
  readonly 'sentences.boundAsOfUntil': [state: string, title: string, asOf: string, until: string];
  readonly 'sentences.boundBefore': [state: string, title: string, asOf: string, day: string];
  readonly 'sentences.boundSince': [state: string, title: string, day: string];
  readonly 'sentences.bracketed': [text: string, more: string];
  readonly 'sentences.callBody': [name: string | number, hours: string | number, number: string | number];
  readonly 'sentences.callNobody': [addressee: string | number, state: string | number];
  readonly 'sentences.callProvider': [name: string | number, desk: string | number];
  readonly 'sentences.callProviderUnknown': [name: string | number];
  readonly 'sentences.carries': [category: string];
  readonly 'sentences.carriesOther': [categories: string, category: string];
  readonly 'sentences.claimHolder': [state: string];
  readonly 'sentences.claimPlace': [state: string];
  readonly 'sentences.claimServices': [state: string];
  readonly 'sentences.commonInForce': [titles: string];
  readonly 'sentences.contentToOwnGovernment': [state: string | number, law: string | number];
  readonly 'sentences.courtUnknown': [state: string];
  readonly 'sentences.covers': [title: string, scope: string, so: string];
  readonly 'sentences.coversAt': [title: string, scope: string, article: string, so: string];
  readonly 'sentences.dataAtHome': [state: string];
  readonly 'sentences.dataIn': [state: string];
  readonly 'sentences.dataMayBe': [states: string];
  readonly 'sentences.dataMayBeStated': [state: string];
  readonly 'sentences.daysRange': [min: number, max: number];
  readonly 'sentences.deadlineBefore': [day: string, from: string];
  readonly 'sentences.deadlineMaybe': [day: string, until: string];
  readonly 'sentences.deadlinePassed': [day: string];
  readonly 'sentences.deadlineUnknown': [day: string];
  readonly 'sentences.declared': [state: string, article: string, text: string];
  readonly 'sentences.declaredTo': [state: string, title: string, article: string, text: string];
  readonly 'sentences.directCopy': [ways: string, state: string];
  readonly 'sentences.dualNotVerified': [
    title: string | number,
    article: string | number,
    years: string | number,
  ];
  readonly 'sentences.earlierUnrecorded': [n: number, day: string | number];
  readonly 'sentences.eitherOr': [a: string, b: string];
  readonly 'sentences.emergencyPolicyUnknown': [name: string | number];
  readonly 'sentences.ended': [a: string];
  readonly 'sentences.endsWithin': [title: string, month: string];
  readonly 'sentences.entityControls': [name: string, state: string, text: string];
  readonly 'sentences.entityIn': [name: string, state: string, controls: string];
  readonly 'sentences.establishmentStated': [state: string];
  readonly 'sentences.establishmentUnknown': [state: string];
  readonly 'sentences.extend': [by: string, days: number, article: string, until: string];
  readonly 'sentences.extendOnce': [by: string, days: number, article: string, until: string];
  readonly 'sentences.extendTimes': [by: string, days: number, times: number, article: string, until: string];
  readonly 'sentences.fromDay': [day: string];
  readonly 'sentences.fromTo': [from: string, to: string];
  readonly 'sentences.givesRealTime': [title: string, article: string];
  readonly 'sentences.givesRealTimeSomewhere': [title: string];
  readonly 'sentences.holdEnds': [day: string, answer: string];
  readonly 'sentences.holdEndsAtLeast': [day: string, answer: string];
  readonly 'sentences.holdEndsOn': [day: string | number];
  readonly 'sentences.holdIfSo': [day: string | number];
  readonly 'sentences.holdMayEnd': [day: string, answer: string];
  readonly 'sentences.holdMayEndAtLeast': [day: string, answer: string];
  readonly 'sentences.holdMaybeEndsOn': [day: string | number];
  readonly 'sentences.holdRecalled': [name: string | number];
  readonly 'sentences.holdUnknown': [name: string];
  readonly 'sentences.holdUnverified': [name: string | number, what: string | number];
  readonly 'sentences.holderSits': [state: string];
  readonly 'sentences.holds': [days: number, article: string];
  readonly 'sentences.holdsAtLeast': [days: number, article: string];
  readonly 'sentences.hoursInEmergency': [hours: number, article: string];
  readonly 'sentences.hoursOf': [hours: string | number, zone: string | number];
  readonly 'sentences.identifiers': [list: string];
  readonly 'sentences.ifAskedFrom': [day: string];
  readonly 'sentences.ifBound': [title: string];
  readonly 'sentences.ifEnough': [categories: string];
  readonly 'sentences.ifEstablishment': [state: string];
  readonly 'sentences.ifInForce': [title: string];
  readonly 'sentences.ifNetwork': [network: string];
  readonly 'sentences.ifNoReservation': [state: string, article: string];
  readonly 'sentences.ifOffence': [scope: string];
  readonly 'sentences.ifOnly': [categories: string];
  readonly 'sentences.ifServices': [state: string];
  readonly 'sentences.ifStateBound': [state: string, title: string];
  readonly 'sentences.ifThreshold': [years: number];
  readonly 'sentences.ifUrgency': [least: string];
  readonly 'sentences.inForceOnly': [title: string, day: string];
  readonly 'sentences.inForceSince': [title: string, day: string];
  readonly 'sentences.inForceStale': [title: string, seen: string, day: string];
  readonly 'sentences.inForceUnknown': [title: string];
  readonly 'sentences.inForceWithin': [title: string, month: string];
  readonly 'sentences.inOne': [a: string, b: string];
  readonly 'sentences.inState': [name: string, state: string];
  readonly 'sentences.invited': [state: string, title: string, asOf: string];
  readonly 'sentences.isArrangement': [title: string | number];
  readonly 'sentences.isModel': [title: string];
  readonly 'sentences.isPrecise': [address: string];
  readonly 'sentences.issuerIs': [who: string | number];
  readonly 'sentences.itself': [words: string];
  readonly 'sentences.keepsOnRequest': [name: string, days: number];
  readonly 'sentences.keptBeforeBetween': [until: string, from: string, to: string];
  readonly 'sentences.keptBeforeFrom': [until: string, from: string];
  readonly 'sentences.keptBeforeUnknown': [until: string];
  readonly 'sentences.keptUntil': [day: string | number];
  readonly 'sentences.languageAccepted': [language: string, state: string];
  readonly 'sentences.languageOther': [language: string, list: string, state: string];
  readonly 'sentences.languageUnknown': [language: string, state: string];
  readonly 'sentences.languagesAccepted': [list: string, state: string];
  readonly 'sentences.languagesUnknown': [state: string];
  readonly 'sentences.lawAtHomeSigns': [who: string | number, article: string | number];
  readonly 'sentences.leadThenFormal': [way: string | number];
  readonly 'sentences.leavesWithin': [state: string, title: string, month: string];
  readonly 'sentences.left': [state: string, title: string, day: string];
  readonly 'sentences.livesIn': [state: string | number];
  readonly 'sentences.maximum': [years: number];
  readonly 'sentences.mayHaveActed': [before: string];
  readonly 'sentences.mayNotSign': [who: string | number, article: string | number];
  readonly 'sentences.maySign': [who: string | number, article: string | number];
  readonly 'sentences.maybeAddressee': [name: string, state: string];
  readonly 'sentences.maybeCommon': [titles: string];
  readonly 'sentences.mustBeValidated': [who: string | number, by: string | number, article: string | number];
  readonly 'sentences.nationalOf': [state: string | number];
  readonly 'sentences.neededBy': [day: string];
  readonly 'sentences.networkStated': [network: string];
  readonly 'sentences.networkUnknown': [network: string];
  readonly 'sentences.neverRealTime': [basis: string];
  readonly 'sentences.noForm': [step: string | number];
  readonly 'sentences.noLongerInForce': [title: string, day: string];
  readonly 'sentences.noLongerThere': [day: string];
  readonly 'sentences.noOtherTreaty': [found: string];
  readonly 'sentences.noRealTimeArticle': [title: string];
  readonly 'sentences.noReservationMade': [state: string, article: string];
  readonly 'sentences.notBound': [state: string, title: string, asOf: string];
  readonly 'sentences.notExtended': [state: string | number, of: string | number, title: string | number];
  readonly 'sentences.notInForce': [title: string, seen: string];
  readonly 'sentences.notListed': [state: string, title: string];
  readonly 'sentences.notMember': [state: string | number, day: string | number, title: string | number];
  readonly 'sentences.notYetThere': [day: string];
  readonly 'sentences.ofOtherTwo': [title: string | number, state: string | number];
  readonly 'sentences.offence': [parts: string];
  readonly 'sentences.offencesOf': [years: number];
  readonly 'sentences.onlyFor': [categories: string];
  readonly 'sentences.opensIf': [what: string | number];
  readonly 'sentences.outsideBefore': [state: string, title: string, asOf: string, day: string];
  readonly 'sentences.outsideUnion': [state: string | number, of: string | number, title: string | number];
  readonly 'sentences.ownGovernmentMay': [state: string | number, law: string | number];
  readonly 'sentences.ownGovernmentMayNot': [state: string | number, law: string | number];
  readonly 'sentences.ownGovernmentUnknown': [state: string | number];
  readonly 'sentences.ownLawMayDo': [state: string];
  readonly 'sentences.pairMade': [a: string, b: string];
  readonly 'sentences.pairOf': [a: string, b: string];
  readonly 'sentences.pairsOnly': [pairs: string];
  readonly 'sentences.partOf': [state: string | number, of: string | number];
  readonly 'sentences.partyAsOf': [state: string, title: string, asOf: string];
  readonly 'sentences.partyAsOfUntil': [state: string, title: string, asOf: string, until: string];
  readonly 'sentences.partyBefore': [state: string, title: string, asOf: string, day: string];
  readonly 'sentences.partyFrom': [state: string, title: string, day: string];
  readonly 'sentences.partySince': [state: string, title: string, day: string];
  readonly 'sentences.personIn': [state: string];
  readonly 'sentences.placed': [text: string, where: string];
  readonly 'sentences.placedByTime': [time: string | number];
  readonly 'sentences.plannedAs': [state: string | number, of: string | number];
  readonly 'sentences.policyUnknown': [name: string];
  readonly 'sentences.preserveBefore': [day: string];
  readonly 'sentences.quoted': [who: string, text: string];
  readonly 'sentences.ratified': [state: string, title: string, asOf: string];
  readonly 'sentences.replaced': [title: string, by: string];
  readonly 'sentences.reservationUnknown': [state: string, article: string];
  readonly 'sentences.retentionRecorded': [days: number];
  readonly 'sentences.retentionStated': [days: number];
  readonly 'sentences.saidNo': [what: string];
  readonly 'sentences.saidYes': [what: string];
  readonly 'sentences.sayForm': [state: string];
  readonly 'sentences.sayOffence': [state: string];
  readonly 'sentences.sayUrgencyBy': [day: string];
  readonly 'sentences.scopeIf': [scope: string, what: string];
  readonly 'sentences.sendBefore': [day: string, atEnd: string];
  readonly 'sentences.sendStep': [n: string | number, form: string | number];
  readonly 'sentences.sendUnder': [
    n: string | number,
    form: string | number,
    title: string | number,
    article: string | number,
  ];
  readonly 'sentences.servicesStated': [state: string];
  readonly 'sentences.servicesUnsaid': [state: string];
  readonly 'sentences.severalSeats': [states: string];
  readonly 'sentences.signed': [state: string, title: string, asOf: string];
  readonly 'sentences.since': [day: string];
  readonly 'sentences.territoryNote': [state: string | number, of: string | number];
  readonly 'sentences.territoryOf': [state: string | number, of: string | number];
  readonly 'sentences.thereBetween': [from: string, until: string];
  readonly 'sentences.thereSince': [day: string];
  readonly 'sentences.thereUntil': [day: string];
  readonly 'sentences.threshold': [years: number];
  readonly 'sentences.toVerify': [what: string];
  readonly 'sentences.transposedBy': [title: string, day: string];
  readonly 'sentences.treatyBetween': [title: string];
  readonly 'sentences.twoInARow': [a: string, b: string];
  readonly 'sentences.unsaid': [what: string];
  readonly 'sentences.untilDay': [before: string, day: string];
  readonly 'sentences.upToDays': [days: number];
  readonly 'sentences.upToHours': [hours: number];
  readonly 'sentences.urgencyMet': [urgency: string];
  readonly 'sentences.urgencyShort': [urgency: string, least: string];
  readonly 'sentences.validatedLater': [hours: string | number, article: string | number];
  readonly 'sentences.verifyDepositary': [depositary: string, title: string];
  readonly 'sentences.weightLittle': [years: number];
  readonly 'serviceChange.next': [days: number];
  readonly 'settings.changedWords': [who: string, what: string, when: string];
  readonly 'settings.fixityNow': [days: string];
  readonly 'settings.partnersNow': [a: string, w: string];
  readonly 'share.aboutTo': [receiver: string];
  readonly 'share.certificate.words': [custodian: string | number];
  readonly 'share.decideLead': [name: string];
  readonly 'share.downloadWords': [size: string];
  readonly 'share.more': [n: number];
  readonly 'share.packageFor': [receiver: string];
  readonly 'share.staysDetails': [n: number];
  readonly 'share.staysList': [others: number];
  readonly 'signing.addedOn': [date: string];
  readonly 'signing.entryWords': [number: string, seq: string];
  readonly 'signing.more': [n: number];
  readonly 'similar.away': [n: number];
  readonly 'similar.compared': [n: number, m: number];
  readonly 'similar.copies': [n: number];
  readonly 'similar.group': [number: string | number, n: number];
  readonly 'similar.notAll': [n: string | number];
  readonly 'timeLimits.awaitedItems': [list: string];
  readonly 'timeLimits.between': [from: string, to: string];
  readonly 'timeLimits.calendarSet': [when: string];
  readonly 'timeLimits.endsAt': [when: string];
  readonly 'timeLimits.escalated': [when: string];
  readonly 'timeLimits.fired': [when: string];
  readonly 'timeLimits.law': [version: string];
  readonly 'timeLimits.letter.text': [link: string];
  readonly 'timeLimits.letterNotSent': [since: string, until: string];
  readonly 'timeLimits.minutes': [n: number];
  readonly 'timeLimits.placeWords': [state: string, zone: string];
  readonly 'timeLimits.preservation': [reference: string];
  readonly 'timeLimits.reading': [n: number];
  readonly 'timeLimits.receiptRule': [hours: string];
  readonly 'timeLimits.recorded': [when: string, who: string];
  readonly 'timeLimits.recordedBySystem': [when: string];
  readonly 'timeLimits.request': [reference: string];
  readonly 'timeLimits.seen': [who: string, when: string];
  readonly 'timeLimits.setBy': [who: string];
  readonly 'timeLimits.settingsNow': [hours: string, urgent: string];
  readonly 'timeLimits.step.counted': [period: string, to: string];
  readonly 'timeLimits.step.dayNotCounted': [day: string];
  readonly 'timeLimits.step.dayOff': [day: string, why: string, next: string];
  readonly 'timeLimits.step.daysLeftOut': [days: number, to: string];
  readonly 'timeLimits.step.deadlineSet': [day: string, before?: string];
  readonly 'timeLimits.step.extended': [by: string];
  readonly 'timeLimits.step.hourNotCounted': [until: string];
  readonly 'timeLimits.step.paused': [what: string];
  readonly 'timeLimits.step.resumed': [what: string, left: string];
  readonly 'timeLimits.step.started': [what: string];
  readonly 'timeLimits.step.twoWorkingDays': [next: string];
  readonly 'timeLimits.todayEnds': [when: string];
  readonly 'translation.certified': [name: string, date: string];
  readonly 'translation.file.contested': [n: number, kept: number];
  readonly 'translation.file.moreContested': [n: number];
  readonly 'translation.file.others': [n: number];
  readonly 'translation.file.theirs': [name: string, when: string];
  readonly 'translation.file.unread.otherLanguages': [from: string, to: string];
  readonly 'translation.into': [language: string];
  readonly 'translation.pairTitle': [from: string, to: string];
  readonly 'translation.progress': [done: number, all: number];
  readonly 'translation.sentence': [n: number];
  readonly 'translation.theirs': [name: string, date: string];
  readonly 'upload.image.missing': [names: string];
  readonly 'upload.image.parts': [first: string, last: string];
  readonly 'upload.limit': [size: string];
  readonly 'upload.plainWords': [size: string];
  readonly 'upload.receiving': [done: string, total: string];
  readonly 'upload.refused.tooLarge': [size: string];
  readonly 'ways.articles': [list: string];
  readonly 'ways.ask.place.state': [n: number];
  readonly 'ways.ask.step': [n: number, of: number];
  readonly 'ways.ask.wrong': [expected: string];
  readonly 'ways.axis.atLeast': [n: number, article: string];
  readonly 'ways.axis.cure': [n: number];
  readonly 'ways.axis.days': [n: number];
  readonly 'ways.axis.expected': [a: number, b: number];
  readonly 'ways.axis.expectedUpTo': [b: number];
  readonly 'ways.axis.extend': [day: string];
  readonly 'ways.axis.held': [n: number, article: string];
  readonly 'ways.axis.kept': [n: number];
  readonly 'ways.axis.keptOn': [day: string];
  readonly 'ways.axis.lastMonth': [n: number];
  readonly 'ways.axis.lastWeek': [n: number];
  readonly 'ways.axis.month': [n: number];
  readonly 'ways.axis.preserve': [n: number];
  readonly 'ways.axis.produce': [n: number];
  readonly 'ways.axis.week': [n: number];
  readonly 'ways.cite.annex': [n: string];
  readonly 'ways.cite.check': [n: string];
  readonly 'ways.cite.item': [n: string];
  readonly 'ways.cite.paragraph': [n: string];
  readonly 'ways.cite.point': [n: string];
  readonly 'ways.cite.section': [n: string];
  readonly 'ways.old.changed': [version: string];
  readonly 'ways.old.given': [asked: string, day: string];
  readonly 'ways.old.proven': [version: string];
  readonly 'ways.old.title': [name: string];
  readonly 'ways.plan.also': [what: string];
  readonly 'ways.plan.alsoConsider': [n: number];
  readonly 'ways.plan.asOf': [day: string];
  readonly 'ways.plan.by': [day: string];
  readonly 'ways.plan.changes.category': [what: string];
  readonly 'ways.plan.changes.inForce': [what: string];
  readonly 'ways.plan.changes.noReservation': [state: string, article: string, what: string];
  readonly 'ways.plan.changes.ratify': [state: string, what: string];
  readonly 'ways.plan.changes.to': [state: string];
  readonly 'ways.plan.changes.years': [n: number];
  readonly 'ways.plan.court': [state: string];
  readonly 'ways.plan.factCount': [n: number, each: string];
  readonly 'ways.plan.foot': [name: string, version: string, day: string];
  readonly 'ways.plan.kind.cure': [by: string];
  readonly 'ways.plan.kind.preserve': [by: string];
  readonly 'ways.plan.kind.produce': [what: string, by: string];
  readonly 'ways.plan.lasts': [n: number];
  readonly 'ways.plan.lastsAtLeast': [n: number];
  readonly 'ways.plan.lead': [from: string, use: string, by: string];
  readonly 'ways.plan.more': [n: number];
  readonly 'ways.plan.moreBases': [n: number];
  readonly 'ways.plan.on': [day: string];
  readonly 'ways.plan.otherData': [n: number];
  readonly 'ways.plan.reservation': [state: string, article: string];
  readonly 'ways.plan.takes.about': [n: number];
  readonly 'ways.plan.takes.range': [a: number, b: number];
  readonly 'ways.plan.takes.upTo': [n: number];
  readonly 'ways.plan.title': [data: string, state: string];
  readonly 'ways.plan.whatIfTitle': [what: string];
  readonly 'ways.plan.years': [n: number];
  readonly 'ways.rests': [instruments: number, records: number, day: string];
  readonly 'ways.stateWithThe': [name: string];
  readonly 'work.countsWords': [cases: number, exhibits: number];
  readonly 'work.lead': [day: string];
  readonly 'work.waitingAppointments': [n: number];
}

/** Tables that are looked into by names that no type lists. */
export type Open = 'ways.plan.way';

export const ORDER: { readonly [path in keyof Given]: readonly string[] } = {
  'account.endAbout': ['browser', 'since'],
  'account.lead': ['email'],
  'account.passkeyNamed': ['name'],
  'add.begun': ['when'],
  'add.conditions.tooMany': ['max'],
  'add.stepOf': ['step', 'all'],
  'alerts.casesWithoutLead': ['count'],
  'alerts.keptByNobody': ['count'],
  'alerts.lastAt': ['when'],
  'alerts.lettersGivenUp': ['count'],
  'alerts.locked': ['times', 'when'],
  'alerts.spread': ['address', 'persons', 'when'],
  'alerts.strangers': ['times', 'when'],
  'alerts.tries': ['tries'],
  'alerts.wrongCodes': ['n'],
  'alerts.wrongPasswords': ['n'],
  'backups.sound': ['when'],
  'backups.unsound': ['when'],
  'bringing.cleared': ['n'],
  'bringing.receiving': ['n'],
  'caseFile.overdue': ['day'],
  'caseLead.by': ['name', 'when'],
  'caseLead.told': ['lead', 'reference'],
  'cases.evidenceWords': ['n'],
  'cases.noLead': ['reference'],
  'cases.openedBy': ['lead', 'title'],
  'cases.openedTitle': ['reference'],
  'cases.removeAsk': ['name'],
  'cases.removeHolds': ['n', 'name'],
  'checker.page.broken': ['why'],
  'checker.page.checking': ['done', 'total'],
  'checker.page.conversation.valid': ['count'],
  'checker.page.destroyedLead': ['events'],
  'checker.page.exhibitLead': ['files', 'size', 'events'],
  'checker.page.from': ['item', 'log'],
  'checker.page.more': ['count'],
  'checker.page.recorded': ['time'],
  'checker.page.to': ['organisation'],
  'checker.page.trustChosen': ['name'],
  'checker.page.trustRefused': ['why'],
  'checker.report.checks.bag': ['payloadFiles', 'tagFiles'],
  'checker.report.checks.byOfficers': ['byOfficers'],
  'checker.report.checks.byService': ['own'],
  'checker.report.checks.chains': ['items'],
  'checker.report.checks.checkpoint': ['logSize'],
  'checker.report.checks.conditions': ['conditions'],
  'checker.report.checks.details': ['details'],
  'checker.report.checks.detailsWithheld': ['details', 'withheld'],
  'checker.report.checks.enrolments': ['keys'],
  'checker.report.checks.entries': ['files', 'bytes'],
  'checker.report.checks.events': ['events', 'signers'],
  'checker.report.checks.exhibits': ['exhibits'],
  'checker.report.checks.forOfficers': ['forOfficers'],
  'checker.report.checks.heads': ['heads'],
  'checker.report.checks.keysChanged': ['changes'],
  'checker.report.checks.payload': ['files', 'bytes'],
  'checker.report.checks.request': ['version'],
  'checker.report.checks.tagFiles': ['files'],
  'checker.report.checks.timestamps': ['tokens', 'trusted'],
  'checker.report.checks.trustFollowed': ['changes'],
  'checker.report.checks.witnesses': ['witnesses'],
  'checker.report.faultLine': ['place', 'expected', 'found'],
  'checker.report.statements.andWitnesses': ['witnesses'],
  'checker.report.statements.clockWentBack': ['index'],
  'checker.report.statements.destroyed': ['number'],
  'checker.report.statements.keyNotNamed': ['algorithm'],
  'checker.report.statements.keysFollowed': ['changes'],
  'checker.report.statements.later': ['size'],
  'checker.report.statements.logged': ['events', 'exhibits', 'size'],
  'checker.report.statements.notChecked': ['algorithms'],
  'checker.report.statements.oldKeysNotTrusted': ['origin', 'index'],
  'checker.report.statements.recordsCertified': ['custodian', 'keeper', 'exhibits'],
  'checker.report.statements.recordsLeftOut': ['custodian', 'leftOut'],
  'checker.report.statements.requestAuthorised': [
    'person',
    'role',
    'version',
    'reference',
    'at',
    'letter',
    'index',
  ],
  'checker.report.statements.requestEnded': ['index', 'cause'],
  'checker.report.statements.sameAsEvents': ['exhibits'],
  'checker.report.statements.sealed': ['origin', 'fingerprint'],
  'checker.report.statements.signedByOfficers': ['events', 'passkeys'],
  'checker.report.statements.signedForOfficers': ['events'],
  'checker.report.statements.stampNotTrusted': ['authority', 'time'],
  'checker.report.statements.stamped': ['authority', 'time'],
  'checker.report.statements.trusted': ['origin'],
  'checker.report.statements.unchanged': ['files', 'bytes'],
  'checker.report.statements.whoseKeys': ['too'],
  'checker.report.statements.withheld': ['details'],
  'checker.report.statements.witnessed': ['names'],
  'condition.cured': ['request'],
  'confidence.due.request': ['request', 'day'],
  'confidence.due.result': ['request', 'delivery', 'day'],
  'confidence.due.withoutLead': ['request'],
  'confidence.held': ['exhibit'],
  'contents.address': ['address'],
  'contents.bytes': ['n'],
  'contents.cut': ['size'],
  'contents.entries': ['n'],
  'contents.locked': ['n'],
  'contents.more': ['n'],
  'contents.moreRuns': ['n'],
  'contents.notRead': ['n'],
  'contents.pieces': ['n'],
  'contents.range': ['from', 'to'],
  'contents.saysOther': ['kind'],
  'contents.volume': ['number'],
  'correction.entryHint': ['when', 'index'],
  'costClaim.number': ['n'],
  'costClaim.reimbursedHint': ['claimed'],
  'costClaim.wrongReimbursed': ['claimed'],
  'counterpartCopy.besides': ['own', 'other'],
  'counterpartCopy.notice': ['name'],
  'counterpartCopy.takes': ['languages'],
  'counterpartCopy.withIt': ['name', 'languages'],
  'court.byHand': ['what'],
  'court.document.basis': ['version', 'confidence'],
  'court.document.draft': ['day'],
  'court.drafted': ['when'],
  'court.events': ['positions'],
  'court.fieldNeeded': ['label'],
  'court.fill.hash': ['sha256'],
  'court.fill.match': ['sha256', 'at'],
  'court.fill.method': ['tool', 'at'],
  'court.fill.protected': ['blocker'],
  'court.fill.record': ['number', 'title', 'bytes', 'sha256'],
  'court.notOnRecord': ['state'],
  'court.onRecord': ['state'],
  'court.onlyWhen': ['when'],
  'court.signedBy': ['who'],
  'court.titleFor': ['state'],
  'desks.keptBy': ['who', 'when'],
  'desks.orders.title': ['year'],
  'desks.saidFrom': ['state'],
  'desks.shiftLead': ['notes', 'open'],
  'desks.tonight': ['n'],
  'disposal.about': ['number'],
  'disposal.copyFor': ['receiver', 'state', 'day'],
  'disposal.decideLead': ['name'],
  'disposal.events': ['n'],
  'disposal.goesBytes': ['files', 'size'],
  'disposal.openWords': ['order'],
  'disposal.remainsList': ['events'],
  'documentAnchors.tooMany': ['most'],
  'documentSignatures.after': ['size'],
  'documentSignatures.fromTo': ['from', 'to'],
  'documentSignatures.knownBy': ['anchor', 'at'],
  'documentSignatures.number': ['n'],
  'documentSignatures.pagesFewer': ['n'],
  'documentSignatures.pagesMore': ['n'],
  'documentSignatures.reasons.algorithm': ['name'],
  'documentSignatures.reasons.critical': ['certificate', 'oid'],
  'documentSignatures.reasons.form': ['byte'],
  'documentSignatures.reasons.issuerSignature': ['certificate', 'issuer'],
  'documentSignatures.reasons.keyLength': ['bits'],
  'documentSignatures.reasons.kind': ['name'],
  'documentSignatures.reasons.lacks': ['name'],
  'documentSignatures.reasons.mayNotIssue': ['certificate'],
  'documentSignatures.reasons.nameNotChecked': ['certificate', 'issuer'],
  'documentSignatures.reasons.nameOutside': ['certificate', 'issuer'],
  'documentSignatures.reasons.noPath': ['certificate', 'issuer'],
  'documentSignatures.reasons.notAuthority': ['certificate'],
  'documentSignatures.reasons.notValidAt': ['certificate', 'at', 'from', 'to'],
  'documentSignatures.reasons.otherPurpose': ['certificate', 'uses'],
  'documentSignatures.reasons.otherUse': ['uses'],
  'documentSignatures.reasons.part': ['name', 'byte'],
  'documentSignatures.reasons.revoked': ['certificate', 'since', 'asOf'],
  'documentSignatures.reasons.tooDeep': ['certificate'],
  'documentSignatures.reasons.weak': ['name'],
  'documentSignatures.revocation.later': ['name', 'since'],
  'documentSignatures.revocation.notRevoked': ['asOf'],
  'documentSignatures.revocation.notTold': ['names'],
  'documentSignatures.revocation.store': ['certificates', 'lists', 'answers'],
  'documentSignatures.stampNumber': ['n'],
  'documentSignatures.unfit': ['at'],
  'drafting.bring.more': ['n'],
  'drafting.bring.there': ['n'],
  'drafting.bring.wrong': ['wrong', 'right'],
  'drafting.lists.identifiers': ['kinds'],
  'drafting.lists.kept': ['n'],
  'drafting.lists.language': ['n'],
  'drafting.lists.line': ['n'],
  'drafting.lists.wrongLines': ['n'],
  'drafting.live.keptAs': ['value'],
  'drafting.persons.person': ['n'],
  'equalHits.confirmedBy': ['n'],
  'equalHits.others': ['n'],
  'equalHits.waits': ['n'],
  'events.authority.consent': ['id'],
  'events.authority.law': ['id'],
  'events.authority.order': ['id'],
  'events.authority.other': ['id'],
  'events.authority.request': ['id'],
  'events.authority.warrant': ['id'],
  'events.badBytes': ['count'],
  'events.by': ['role', 'organisation', 'state'],
  'events.bytes': ['bytes'],
  'events.corrects': ['field', 'event'],
  'events.correctsTo': ['field', 'event', 'value'],
  'events.court': ['state'],
  'events.courtCertificate': ['words'],
  'events.courtMany': ['count'],
  'events.courtNone': ['state'],
  'events.date': ['day', 'month', 'year'],
  'events.documentTitle': ['bag'],
  'events.exhibit': ['number'],
  'events.exhibitsDestroyed': ['list'],
  'events.exhibitsNotListed': ['count'],
  'events.expectedFound': ['what', 'expected', 'found'],
  'events.fromLog': ['log', 'item', 'size'],
  'events.fromTo': ['from', 'to'],
  'events.handedOver': ['from', 'to'],
  'events.hiddenAmong': ['handed', 'failed'],
  'events.hiddenEvents': ['count', 'first', 'last'],
  'events.historyHint': ['count', 'first', 'last'],
  'events.imageDiffers': ['computed'],
  'events.imageStored': ['name'],
  'events.imageWords': ['format', 'segments', 'size'],
  'events.inputs': ['names'],
  'events.lifts': ['words'],
  'events.limitedExhibits': ['numbers'],
  'events.limitedMany': ['count'],
  'events.method': ['method'],
  'events.moreConditions': ['count'],
  'events.moreExhibits': ['count'],
  'events.moreFiles': ['count', 'total'],
  'events.moreLines': ['count'],
  'events.offeredAt': ['time'],
  'events.offeredTo': ['name'],
  'events.onBehalfOf': ['organisation', 'state'],
  'events.outputs': ['names'],
  'events.page': ['page', 'pages'],
  'events.party': ['name', 'state'],
  'events.person': ['name'],
  'events.preservedUntil': ['until'],
  'events.proofShort': ['size', 'witnesses', 'stamps'],
  'events.proposedBy': ['name'],
  'events.quote': ['text'],
  'events.recorded': ['time'],
  'events.recordsHint': ['custodian'],
  'events.recordsLeftOut': ['words'],
  'events.retriedBytes': ['count'],
  'events.seal': ['seal'],
  'events.seconds': ['date', 'time'],
  'events.sizeOf': ['short', 'bytes'],
  'events.sourceLog': ['log', 'item'],
  'events.state.checkedOn': ['date'],
  'events.state.failedOn': ['date'],
  'events.times': ['what', 'count'],
  'events.timestamp': ['authority', 'time'],
  'events.to': ['organisation'],
  'events.toRole': ['role'],
  'events.toState': ['organisation', 'state'],
  'events.until': ['from', 'to'],
  'events.utc': ['time'],
  'events.utcOtherDay': ['date', 'time'],
  'events.when': ['date', 'time', 'offset'],
  'events.with': ['name', 'version'],
  'events.witness': ['name', 'time', 'algorithm'],
  'events.writeBlocker': ['name'],
  'evidence.checkpointWords': ['size'],
  'evidence.eachMore': ['n'],
  'evidence.events': ['n'],
  'evidence.exhibit': ['number'],
  'evidence.failedOn': ['date'],
  'evidence.failedWhat': ['what', 'expected', 'found'],
  'evidence.files': ['n'],
  'evidence.hint': ['events', 'first', 'last'],
  'evidence.intactOn': ['date'],
  'evidence.ownHash': ['name'],
  'evidence.ownHashEqual': ['day'],
  'evidence.position': ['index'],
  'evidence.segments': ['n'],
  'examination.complete': ['items'],
  'examination.completeWith': ['items', 'failures'],
  'examination.derived': ['reader', 'version'],
  'examination.everybody': ['name'],
  'examination.failed': ['n'],
  'examination.knownAs': ['name'],
  'examination.madeBy': ['tool', 'version', 'at'],
  'examination.mayBeTold': ['who'],
  'examination.minutesLeft': ['n'],
  'examination.moreFailed': ['n'],
  'examination.nearTo': ['name', 'n'],
  'examination.notRead': ['n'],
  'examination.of': ['done', 'total'],
  'examination.perMinute': ['amount'],
  'examination.perSecond': ['amount'],
  'examination.within': ['n'],
  'exchange.cases.askedBy': ['agency', 'day'],
  'exchange.cases.askedOf': ['agency', 'day'],
  'exchange.cases.handedTo': ['agency', 'day'],
  'exchange.cases.takenFrom': ['agency', 'day'],
  'exchange.duty.text': ['link'],
  'exchange.goes.proofSaid': ['agency'],
  'exchange.goesAsMessage': ['peer'],
  'exchange.joint.changeBy': ['agency'],
  'exchange.joint.days': ['from', 'until'],
  'exchange.joint.keeps': ['exhibit', 'agency'],
  'exchange.joint.theirDivision': ['agency'],
  'exchange.joint.theyHaveCopy': ['agency', 'numbers'],
  'exchange.joint.weHaveCopy': ['agency', 'numbers'],
  'exchange.now.acceptedOn': ['when'],
  'exchange.now.deskAnswered': ['when'],
  'exchange.now.deskSilent': ['when'],
  'exchange.now.forOthers': ['who'],
  'exchange.now.later': ['n'],
  'exchange.now.liftedOn': ['when'],
  'exchange.now.offer': ['reference'],
  'exchange.now.offerEnds': ['reference'],
  'exchange.now.offerHint': ['when'],
  'exchange.now.on': ['exhibits'],
  'exchange.now.saidOn': ['when'],
  'exchange.now.setBy': ['who'],
  'exchange.offers.fetching': ['have', 'all'],
  'exchange.settings.offset': ['seconds'],
  'exchange.witnesses.atLeastForm': ['most'],
  'exchange.witnesses.atLeastHint': ['names'],
  'fixity.allRead': ['days'],
  'fixity.overdue': ['n', 'days'],
  'fixity.unreadCount': ['n', 'days'],
  'followUps.carried': ['reference'],
  'followUps.carriedRecord': ['reference'],
  'followUps.due': ['until'],
  'followUps.itemsOf': ['reference'],
  'followUps.open': ['reference'],
  'followUps.recorded': ['reference'],
  'followUps.there': ['reference'],
  'followUps.title': ['reference'],
  'form.fileChosen': ['name'],
  'form.fileMax': ['size'],
  'form.fileTooLarge': ['size'],
  'form.fillIn': ['what'],
  'form.needed': ['what'],
  'form.tooFine': ['most', 'currency'],
  'form.tooLong': ['what', 'max'],
  'glass.auditWork': ['n'],
  'glass.because': ['reason'],
  'glass.decideAbout': ['name', 'reference'],
  'glass.decideTitle': ['name'],
  'glass.ended': ['when'],
  'glass.hours': ['n'],
  'glass.inCaseWords': ['when'],
  'glass.inMembers': ['when'],
  'glass.led': ['name', 'by', 'reference'],
  'glass.openUntil': ['when'],
  'glass.toCase': ['reference'],
  'glass.waitingWork': ['n'],
  'glass.yesHint': ['hours'],
  'handOver.answerAbout': ['number'],
  'handOver.answerLead': ['name'],
  'handOver.checkWords': ['name'],
  'handOver.onOfferTo': ['name'],
  'handOver.you': ['name'],
  'health.jobsWords': ['waiting', 'failed'],
  'health.mailboxRead': ['at'],
  'hitsReport.bits': ['n'],
  'hitsReport.more': ['n'],
  'hitsReport.said': ['who', 'what', 'day'],
  'houseKeys.overdue': ['day'],
  'houseKeys.overlap': ['day'],
  'incoming.fileHint': ['size'],
  'incoming.keptAside': ['id'],
  'incoming.peerFault': ['agency', 'state'],
  'incoming.peerIs': ['agency', 'state'],
  'incoming.refused.tooLarge': ['size'],
  'incoming.serviceWarning': ['agency', 'state'],
  'incoming.trustLong': ['size'],
  'invitation.lead': ['email'],
  'invitation.welcome': ['name'],
  'itemsReport.count': ['n'],
  'itemsReport.more': ['n'],
  'jobs.items': ['n'],
  'jobs.itemsOf': ['n', 'total'],
  'jobs.left.hours': ['n'],
  'jobs.left.minutes': ['n'],
  'jobs.ofBytes': ['done', 'total'],
  'jobs.soFar': ['done'],
  'jobs.turn.before': ['n'],
  'keyChange.days': ['n'],
  'keyChange.next': ['days'],
  'keyChange.replacedWhat': ['event'],
  'keyChange.signer': ['who', 'when'],
  'keyChange.stale': ['days'],
  'keyChange.todoSend': ['day'],
  'keySheet.planned': ['day'],
  'keys.days': ['n'],
  'keys.in': ['reference'],
  'keys.tooMany': ['max'],
  'labels.code': ['number'],
  'labels.lead': ['n', 'sheets'],
  'labels.whichWrong': ['max'],
  'languages.confirmed': ['by', 'day'],
  'law.asOf': ['day'],
  'law.authority_.found': ['n'],
  'law.authority_.hoursIn': ['zone'],
  'law.authority_.stale': ['years'],
  'law.clock_.counted.calendar_day': ['n'],
  'law.clock_.counted.hour': ['n'],
  'law.clock_.counted.week': ['n'],
  'law.clock_.counted.working_day': ['n'],
  'law.compare_.commonWords': ['n'],
  'law.contact_.asOf': ['day'],
  'law.dayWrong': ['text'],
  'law.ground_.alwaysAvailable': ['articles'],
  'law.heldWords': ['records', 'confirmed'],
  'law.instrument_.figure.parties': ['n'],
  'law.instrument_.figure.ratifications': ['n'],
  'law.instrument_.figure.signatories': ['n'],
  'law.instrument_.figure.signatures': ['n'],
  'law.instrument_.minYears': ['n'],
  'law.instrument_.partiesCount': ['n'],
  'law.instrument_.published': ['words', 'day'],
  'law.map_.alt': ['title'],
  'law.map_.byMeasure': ['name'],
  'law.map_.lead': ['title', 'day'],
  'law.map_.missing': ['names'],
  'law.map_.points': ['n'],
  'law.map_.unmatched': ['names'],
  'law.measure_.depthOf': ['n'],
  'law.onDay': ['day'],
  'law.provider_.days': ['n'],
  'law.readOn': ['day'],
  'law.reviewed': ['by', 'on', 'parts'],
  'law.search_.found': ['total'],
  'law.search_.foundBest': ['shown', 'total'],
  'law.sourceOf': ['n'],
  'law.state_.bound': ['n'],
  'law.state_.declarationFor': ['article'],
  'law.state_.lead': ['code', 'day'],
  'law.state_.uncertainCount': ['n'],
  'law.states_.others': ['n'],
  'lawChange.byAt': ['name', 'at'],
  'lawChange.fault': ['field', 'message'],
  'lawChange.proposalTitle': ['record'],
  'lawChange.waitingWork': ['n'],
  'lawImport.proposed': ['n'],
  'lawImport.refused': ['n'],
  'lawImport.seenTitle': ['instrument'],
  'lawImport.unread.notSuch': ['format'],
  'lawImport.unread.state': ['name'],
  'lawLibrary.found': ['n'],
  'letter.at': ['time'],
  'letter.between': ['from', 'to'],
  'letter.certificate.text': ['name', 'from', 'to', 'date'],
  'letter.identifier': ['kind', 'value'],
  'letter.item': ['n', 'category'],
  'letter.labelled': ['label', 'value'],
  'letter.mark.authorised': ['name', 'function', 'authority', 'day'],
  'letter.mark.log': ['origin', 'index'],
  'letter.mark.sealed': ['name'],
  'letter.notice.template': ['name', 'item'],
  'letter.notice.translated': ['from'],
  'letter.page': ['page', 'pages'],
  'letter.port': ['value'],
  'letter.untranslatedFrom': ['from'],
  'mail.sent': ['email'],
  'mark.selectOne': ['name'],
  'moment.now': ['time'],
  'moment.which.first': ['offset'],
  'moment.which.second': ['offset'],
  'notice.by': ['day'],
  'notice.doneOn': ['day'],
  'notice.due.delayed': ['request', 'day'],
  'notice.due.planned': ['request', 'day'],
  'notice.review': ['day'],
  'orderRecord.wrongDay': ['first'],
  'oversight.atTerminal': ['user'],
  'oversight.deedsTitle': ['name'],
  'oversight.found': ['n'],
  'oversight.from': ['address'],
  'oversight.looksTitle': ['number'],
  'oversight.onDay': ['day'],
  'partners.about': ['name'],
  'partners.already': ['name'],
  'partners.notStamped': ['name'],
  'partners.policyLine': ['line'],
  'partners.policyOf': ['count'],
  'partners.stamped': ['name', 'time'],
  'partners.stampedUntrusted': ['name', 'time'],
  'peers.deed': ['who', 'day'],
  'peers.witnessesAsked': ['n'],
  'people.appointmentWords': ['who', 'by'],
  'people.endHint': ['name'],
  'people.endTitle': ['name'],
  'people.invitedTitle': ['name'],
  'people.rolesTitle': ['name'],
  'phrases.addressOfForm': ['form'],
  'phrases.afterDay': ['day'],
  'phrases.alsoEnglish': ['words', 'text'],
  'phrases.amountAsked': ['amount'],
  'phrases.amountDigits': ['currency', 'digits'],
  'phrases.answersOfOneForm': ['element'],
  'phrases.asMeant': ['means'],
  'phrases.askedChange': ['list'],
  'phrases.askedDay': ['day'],
  'phrases.askedOneOf': ['list'],
  'phrases.askedProvider': ['list'],
  'phrases.attached': ['names'],
  'phrases.backupOfLog': ['origin'],
  'phrases.brokenQuote': ['line'],
  'phrases.bytesLong': ['bytes'],
  'phrases.bytesMost': ['most'],
  'phrases.callsItself': ['name'],
  'phrases.certificatesCount': ['count'],
  'phrases.charactersMost': ['what', 'max'],
  'phrases.charactersOfEach': ['max'],
  'phrases.chosenCount': ['count'],
  'phrases.claimedMost': ['amount'],
  'phrases.currencyAsked': ['currency'],
  'phrases.dayWithin': ['bounds'],
  'phrases.depthOf': ['count'],
  'phrases.destroyedByOrder': ['number'],
  'phrases.element': ['name'],
  'phrases.elementIn': ['name', 'path'],
  'phrases.elementOf': ['path'],
  'phrases.elementOnce': ['path'],
  'phrases.elementsAlone': ['path'],
  'phrases.elementsCount': ['count'],
  'phrases.elementsOf': ['namespace'],
  'phrases.eventOf': ['type', 'item', 'log'],
  'phrases.fileMost': ['most'],
  'phrases.folderWithOthers': ['name'],
  'phrases.fromDay': ['day'],
  'phrases.guardMet': ['guard', 'ref'],
  'phrases.holdsMost': ['what', 'bytes'],
  'phrases.hourAndZone': ['time'],
  'phrases.identifierOfKind': ['kind', 'at'],
  'phrases.identifiersMost': ['max'],
  'phrases.idsOfFiles': ['max'],
  'phrases.inEnglish': ['text'],
  'phrases.inRow': ['what', 'at'],
  'phrases.jsonDepth': ['max'],
  'phrases.keyOfKind': ['kind'],
  'phrases.lineBytesMost': ['bytes'],
  'phrases.lineOf': ['path'],
  'phrases.linesMost': ['max', 'characters'],
  'phrases.momentAfter': ['moment'],
  'phrases.momentAsked': ['moment'],
  'phrases.momentUntil': ['moment'],
  'phrases.moreLines': ['max'],
  'phrases.nameOf': ['name', 'namespace'],
  'phrases.noColumn': ['name'],
  'phrases.noConnection': ['code'],
  'phrases.noDateOf': ['text', 'name'],
  'phrases.noFileNumber': ['number'],
  'phrases.noHeading': ['name'],
  'phrases.noneIn': ['where'],
  'phrases.notBeside': ['option'],
  'phrases.notReadable': ['code'],
  'phrases.nothingWithin': ['seconds'],
  'phrases.noticeOf': ['acts', 'celex'],
  'phrases.numberWithin': ['min', 'most'],
  'phrases.oneBetween': ['from', 'to'],
  'phrases.oneOfBytes': ['bytes'],
  'phrases.oneOfEach': ['list'],
  'phrases.orderAsked': ['order'],
  'phrases.otherMeaning': ['name'],
  'phrases.pdfAttachedMost': ['bytes'],
  'phrases.pdfFilesMost': ['most'],
  'phrases.pdfMost': ['bytes'],
  'phrases.pdfSignaturesMost': ['most'],
  'phrases.readWithinMemory': ['what', 'bytes'],
  'phrases.readWithinSeconds': ['what', 'seconds'],
  'phrases.refusedStamp': ['status'],
  'phrases.rowsCountOf': ['count', 'name'],
  'phrases.rowsOf': ['name'],
  'phrases.sha256Of': ['digest'],
  'phrases.someOfThem': ['min', 'max', 'what'],
  'phrases.stampOfType': ['type'],
  'phrases.textAlone': ['path'],
  'phrases.textOfCharacters': ['count'],
  'phrases.theColumns': ['columns'],
  'phrases.thisOrThat': ['one', 'other'],
  'phrases.translatedNow': ['source', 'theirs', 'id', 'target'],
  'phrases.translationBetween': ['from', 'to'],
  'phrases.trueOrFalseIn': ['path'],
  'phrases.twice': ['what'],
  'phrases.unitWrong': ['unit', 'problem'],
  'phrases.unitsMost': ['max'],
  'phrases.untilDay': ['day'],
  'phrases.version': ['version'],
  'phrases.wholeFile': ['path'],
  'phrases.wholeNumberIn': ['path'],
  'phrases.zoneAsked': ['zone'],
  'picture.alt': ['name'],
  'picture.lacksProgram': ['program'],
  'picture.madeBy': ['program', 'version'],
  'picture.page': ['page', 'pages'],
  'picture.redrawn': ['side'],
  'picture.sides': ['width', 'height'],
  'pictureReview.away': ['n'],
  'pictureReview.back': ['n'],
  'pictureReview.bits': ['distance', 'quality'],
  'pictureReview.breakDue': ['n'],
  'pictureReview.counted': ['n', 'm', 'limit', 'suggested', 'most'],
  'pictureReview.entry': ['n'],
  'pictureReview.exact': ['n'],
  'pictureReview.hit': ['n'],
  'pictureReview.looked': ['n'],
  'pictureReview.sameIn': ['n', 'all'],
  'pictureReview.second': ['n'],
  'pictureReview.showHint': ['side'],
  'pictureReview.where': ['at', 'n'],
  'pictureReview.yours': ['decision'],
  'pictureWall.dot': ['n', 'place'],
  'pictureWall.found': ['n'],
  'pictureWall.notAll': ['n'],
  'pictureWall.placed': ['n', 'all'],
  'pictureWall.wide': ['n'],
  'portal.approvedBy': ['who', 'when'],
  'portal.disclose.codeHint': ['hours', 'tries'],
  'portal.disclose.codeWords': ['road'],
  'portal.disclose.disclosedTo': ['name'],
  'portal.disclose.untilWrong': ['days'],
  'portal.disclosed.download': ['size'],
  'portal.disclosed.moreFiles': ['count'],
  'portal.orderTitle': ['reference'],
  'portal.ordersLead': ['addressee'],
  'practice.begin.exhibit': ['number', 'title'],
  'practice.begin.like': ['reference'],
  'practice.findings.accountFormat': ['value', 'holder', 'formats'],
  'practice.findings.affiliate': ['name'],
  'practice.findings.assuranceAsked': ['state', 'text', 'asked'],
  'practice.findings.authorityAsks': ['name', 'what'],
  'practice.findings.authorityAtHome': ['kind'],
  'practice.findings.authorityNotListed': ['name'],
  'practice.findings.authorityUnknown': ['kind'],
  'practice.findings.callBack': ['numbers'],
  'practice.findings.contactUnconfirmed': ['numbers'],
  'practice.findings.copyLanguageUnknown': ['name', 'language'],
  'practice.findings.copyNotRead': ['name', 'taken', 'beside'],
  'practice.findings.copyTakerGone': ['state'],
  'practice.findings.counterpartCopy': ['state', 'names'],
  'practice.findings.cyberUnit': ['data'],
  'practice.findings.cyberUnitLater': ['data'],
  'practice.findings.directRoute': ['data', 'way', 'names'],
  'practice.findings.dualCriminality': ['article'],
  'practice.findings.duplicate': ['reference', 'holder'],
  'practice.findings.forceUnknown': ['title', 'state', 'why'],
  'practice.findings.holderNotListed': ['name'],
  'practice.findings.languageUnknown': ['name'],
  'practice.findings.letterNotTranslated': ['language'],
  'practice.findings.meansNotAccepted': ['name', 'own', 'means'],
  'practice.findings.meansNotSaid': ['names'],
  'practice.findings.needsAuthority': ['data'],
  'practice.findings.noAddress': ['name'],
  'practice.findings.notByThisForm': ['data'],
  'practice.findings.notConfidential': ['measure'],
  'practice.findings.notInForce': ['title', 'state', 'why'],
  'practice.findings.notInLanguage': ['state', 'languages'],
  'practice.findings.notInLanguageNotified': ['state', 'languages', 'day'],
  'practice.findings.otherAuthority': ['named', 'known'],
  'practice.findings.preservationEnds': ['number', 'end', 'days'],
  'practice.findings.profileSilent': ['state', 'parts'],
  'practice.findings.proportionality': ['data'],
  'practice.findings.wayClosed': ['way', 'why'],
  'practice.findings.wayUnknown': ['way', 'why'],
  'practice.findings.wrongEntity': ['names'],
  'practice.profile.title': ['name'],
  'practice.reading.read': ['name', 'unit', 'when'],
  'practice.reason.conflict': ['text'],
  'practice.tasks.answered': ['done', 'all'],
  'practice.tasks.questions': ['n'],
  'preservationExtension.carried': ['reference'],
  'profile.logoWrong.found': ['found'],
  'provider.down': ['name'],
  'provider.link': ['name'],
  'provider.set': ['name'],
  'provider.use': ['name'],
  'providerOrders.answer.open': ['why'],
  'providerOrders.checks.placed': ['seq'],
  'providerOrders.checks.signed': ['agency'],
  'providerOrders.figures.title': ['year'],
  'providerOrders.figures.total': ['orders', 'identifiers', 'produced'],
  'recovery.aboutYou': ['by'],
  'recovery.back': ['email'],
  'recovery.backTitle': ['name'],
  'recovery.linkTitle': ['name'],
  'recovery.proposedWords': ['who', 'by'],
  'recovery.sure': ['name'],
  'recovery.title': ['name'],
  'recovery.told': ['when'],
  'recovery.waitingWork': ['n'],
  'refusals.alreadyExists.backupPlace.expected': ['path'],
  'refusals.alreadyExists.backupPlace.found': ['found'],
  'refusals.alreadyExists.conversationFolder.found': ['to'],
  'refusals.alreadyExists.fileMadeBefore.expected': ['path'],
  'refusals.alreadyExists.fileToWrite.found': ['path'],
  'refusals.alreadyExists.imageFile.expected': ['path'],
  'refusals.alreadyExists.object.expected': ['id'],
  'refusals.alreadyExists.otherInstallation.expected': ['home', 'agency'],
  'refusals.alreadyExists.otherInstallation.found': ['other', 'state', 'origin'],
  'refusals.alreadyExists.packagePlaceFile.expected': ['to'],
  'refusals.alreadyExists.packagePlaceFolder.expected': ['to'],
  'refusals.alreadyExists.peer.found': ['origin'],
  'refusals.alreadyExists.restoreDatabase.found': ['size'],
  'refusals.alreadyExists.restoreHome.expected': ['home'],
  'refusals.alreadyExists.usedCarrier.expected': ['folder'],
  'refusals.badInput.actDetails.expected': ['path'],
  'refusals.badInput.actDetails.found': ['found'],
  'refusals.badInput.anchors.found': ['found'],
  'refusals.badInput.answerName.found': ['name'],
  'refusals.badInput.answerOfField.expected': ['path'],
  'refusals.badInput.answerOfField.found': ['found'],
  'refusals.badInput.answeredField.expected': ['form'],
  'refusals.badInput.answeredField.found': ['found'],
  'refusals.badInput.bytesOfDigest.expected': ['sha256'],
  'refusals.badInput.bytesOfDigest.found': ['found'],
  'refusals.badInput.certificateAnswers.expected': ['missing'],
  'refusals.badInput.certificateFields.expected': ['rule', 'known'],
  'refusals.badInput.certificateFields.found': ['found'],
  'refusals.badInput.certificateRule.found': ['found'],
  'refusals.badInput.contact.found': ['wrong'],
  'refusals.badInput.contentName.found': ['name', 'fault'],
  'refusals.badInput.contentPath.found': ['fault'],
  'refusals.badInput.contentRange.expected': ['path'],
  'refusals.badInput.contentRange.found': ['from', 'to'],
  'refusals.badInput.copyAuthority.found': ['found'],
  'refusals.badInput.copyKind.expected': ['source'],
  'refusals.badInput.copyKind.found': ['reason'],
  'refusals.badInput.copyLink.expected': ['source'],
  'refusals.badInput.copyTaker.expected': ['takers'],
  'refusals.badInput.copyTaker.found': ['found'],
  'refusals.badInput.dataCategory.found': ['found'],
  'refusals.badInput.day.found': ['found'],
  'refusals.badInput.download.expected': ['expected'],
  'refusals.badInput.download.found': ['found'],
  'refusals.badInput.eventForm.found': ['found'],
  'refusals.badInput.ewfEmpty.expected': ['name'],
  'refusals.badInput.ewfSignature.expected': ['name'],
  'refusals.badInput.ewfSignature.found': ['found'],
  'refusals.badInput.exhibitOfCase.found': ['found'],
  'refusals.badInput.extentBeside.expected': ['file'],
  'refusals.badInput.field.expected': ['expected'],
  'refusals.badInput.field.found': ['found'],
  'refusals.badInput.fileForm.found': ['found'],
  'refusals.badInput.filePart.found': ['bytes'],
  'refusals.badInput.finding.found': ['found'],
  'refusals.badInput.followedRequest.found': ['found'],
  'refusals.badInput.followingForm.expected': ['forms'],
  'refusals.badInput.followingForm.found': ['found'],
  'refusals.badInput.formField.expected': ['form'],
  'refusals.badInput.formField.found': ['found'],
  'refusals.badInput.formOfFile.expected': ['forms'],
  'refusals.badInput.formOfFile.found': ['found'],
  'refusals.badInput.formRegistered.found': ['form'],
  'refusals.badInput.imageFile.expected': ['name'],
  'refusals.badInput.imageFile.found': ['code'],
  'refusals.badInput.imageSegmentTwice.expected': ['number'],
  'refusals.badInput.imageSegmentTwice.found': ['one', 'other'],
  'refusals.badInput.itemNumber.expected': ['items'],
  'refusals.badInput.itemNumber.found': ['item'],
  'refusals.badInput.itemOfRequest.expected': ['count'],
  'refusals.badInput.itemOfRequest.found': ['item'],
  'refusals.badInput.lawData.found': ['count', 'file', 'line', 'message'],
  'refusals.badInput.licensedValues.found': ['row'],
  'refusals.badInput.misfitBody.found': ['found'],
  'refusals.badInput.misfitQuery.found': ['found'],
  'refusals.badInput.noDiskImage.expected': ['expected'],
  'refusals.badInput.noLanguageData.found': ['language'],
  'refusals.badInput.notFolder.expected': ['path'],
  'refusals.badInput.notFolder.found': ['kind'],
  'refusals.badInput.officialWording.found': ['found'],
  'refusals.badInput.offsetTime.found': ['found'],
  'refusals.badInput.oneItem.expected': ['field'],
  'refusals.badInput.oneRequest.found': ['count'],
  'refusals.badInput.otherAcquisition.expected': ['path', 'bytes', 'source'],
  'refusals.badInput.otherCarrier.expected': ['folder'],
  'refusals.badInput.otherDiskImage.expected': ['expected'],
  'refusals.badInput.otherDiskImage.found': ['found'],
  'refusals.badInput.otherReceipt.expected': ['number', 'origin'],
  'refusals.badInput.otherReceipt.found': ['found'],
  'refusals.badInput.otherState.found': ['found'],
  'refusals.badInput.ownPdf.found': ['found'],
  'refusals.badInput.packagePath.found': ['path'],
  'refusals.badInput.peerKeysForm.found': ['found'],
  'refusals.badInput.peerMailbox.found': ['found'],
  'refusals.badInput.peerUrl.found': ['found'],
  'refusals.badInput.pemCertificates.expected': ['at'],
  'refusals.badInput.pictureLine.found': ['line', 'words'],
  'refusals.badInput.pkcs12.found': ['found'],
  'refusals.badInput.plainFile.expected': ['name'],
  'refusals.badInput.preservationAct.found': ['act'],
  'refusals.badInput.proofForPackage.found': ['reference'],
  'refusals.badInput.proposalWrong.found': ['field', 'message'],
  'refusals.badInput.proposedChange.found': ['found'],
  'refusals.badInput.redactAbsent.found': ['found'],
  'refusals.badInput.redactForm.found': ['found'],
  'refusals.badInput.redactNotJson.found': ['found'],
  'refusals.badInput.redactNotTable.found': ['found'],
  'refusals.badInput.redactNotText.found': ['found'],
  'refusals.badInput.redactOneFile.found': ['found'],
  'refusals.badInput.remarkDecision.found': ['found'],
  'refusals.badInput.remarkPlace.expected': ['form'],
  'refusals.badInput.remarkPlace.found': ['found'],
  'refusals.badInput.requestAct.found': ['act'],
  'refusals.badInput.requestForm.found': ['found'],
  'refusals.badInput.requestJson.expected': ['expected'],
  'refusals.badInput.requestJson.found': ['found'],
  'refusals.badInput.requestNumber.found': ['number'],
  'refusals.badInput.requestXml.expected': ['expected'],
  'refusals.badInput.requestXml.found': ['found'],
  'refusals.badInput.sealSettings.expected': ['at'],
  'refusals.badInput.sealSettings.found': ['found'],
  'refusals.badInput.segment.expected': ['expected', 'offset', 'file'],
  'refusals.badInput.segment.found': ['found'],
  'refusals.badInput.setCategories.expected': ['max'],
  'refusals.badInput.setEntries.expected': ['place', 'path'],
  'refusals.badInput.setEntries.found': ['found'],
  'refusals.badInput.setField.expected': ['field', 'max'],
  'refusals.badInput.setField.found': ['count'],
  'refusals.badInput.setLastDay.found': ['found'],
  'refusals.badInput.shareReceipt.expected': ['expected'],
  'refusals.badInput.shareReceipt.found': ['found'],
  'refusals.badInput.signatureAnchors.expected': ['expected'],
  'refusals.badInput.signatureAnchors.found': ['found'],
  'refusals.badInput.sourceGone.expected': ['path'],
  'refusals.badInput.sourceGone.found': ['found'],
  'refusals.badInput.sourceKind.found': ['path'],
  'refusals.badInput.sourceLink.found': ['path'],
  'refusals.badInput.sourceRead.expected': ['path'],
  'refusals.badInput.sourceRead.found': ['found'],
  'refusals.badInput.stateCode.found': ['found'],
  'refusals.badInput.stateName.found': ['found'],
  'refusals.badInput.textLength.expected': ['max'],
  'refusals.badInput.textLength.found': ['length'],
  'refusals.badInput.timeZone.found': ['found'],
  'refusals.badInput.timestampAnswer.expected': ['expected', 'host'],
  'refusals.badInput.timestampAnswer.found': ['found'],
  'refusals.badInput.timestampFile.expected': ['path'],
  'refusals.badInput.timestampFile.found': ['found'],
  'refusals.badInput.translations.found': ['found'],
  'refusals.badInput.untold.expected': ['part'],
  'refusals.badInput.urgencyOfAnswers.expected': ['within'],
  'refusals.badInput.urgencyOfAnswers.found': ['urgency'],
  'refusals.badInput.wholeSectors.expected': ['bytes'],
  'refusals.badInput.wholeSectors.found': ['size'],
  'refusals.badInput.xliff.expected': ['expected'],
  'refusals.badInput.xliff.found': ['found'],
  'refusals.badInput.xliffOfWords.expected': ['language'],
  'refusals.badInput.xliffOfWords.found': ['found'],
  'refusals.badInput.xliffOfWords.next': ['language'],
  'refusals.badInput.xml.expected': ['expected'],
  'refusals.badInput.xml.found': ['found'],
  'refusals.badUsage.ageRecipient.found': ['found'],
  'refusals.badUsage.argumentMissing.expected': ['word'],
  'refusals.badUsage.causeOfKeyChange.expected': ['choices'],
  'refusals.badUsage.causeOfKeyChange.found': ['found'],
  'refusals.badUsage.certificateOrNone.found': ['found'],
  'refusals.badUsage.clockDayFrom.expected': ['at'],
  'refusals.badUsage.clockDayFrom.found': ['found'],
  'refusals.badUsage.clockDayFrom.next': ['command'],
  'refusals.badUsage.clockEnd.found': ['found'],
  'refusals.badUsage.clockEnd.next': ['command'],
  'refusals.badUsage.clockEvent.expected': ['known'],
  'refusals.badUsage.clockEvent.found': ['found'],
  'refusals.badUsage.clockEvent.next': ['command'],
  'refusals.badUsage.clockEvents.expected': ['most'],
  'refusals.badUsage.clockEvents.found': ['count'],
  'refusals.badUsage.clockEvents.next': ['command'],
  'refusals.badUsage.clockMomentAfter.expected': ['at'],
  'refusals.badUsage.clockMomentAfter.found': ['found'],
  'refusals.badUsage.clockMomentAfter.next': ['command'],
  'refusals.badUsage.clockTime.found': ['found'],
  'refusals.badUsage.clockTime.next': ['command'],
  'refusals.badUsage.clockZone.found': ['found'],
  'refusals.badUsage.clockZone.next': ['command'],
  'refusals.badUsage.comparedStates.expected': ['most'],
  'refusals.badUsage.comparedStates.found': ['found'],
  'refusals.badUsage.comparedStates.next': ['command'],
  'refusals.badUsage.contentType.expected': ['media'],
  'refusals.badUsage.contentType.next': ['media'],
  'refusals.badUsage.conversationId.found': ['found'],
  'refusals.badUsage.credentialsFile.expected': ['path'],
  'refusals.badUsage.credentialsFile.found': ['found'],
  'refusals.badUsage.databaseUrl.expected': ['name'],
  'refusals.badUsage.environment.expected': ['name', 'example'],
  'refusals.badUsage.environment.found': ['found'],
  'refusals.badUsage.environment.next': ['name'],
  'refusals.badUsage.environmentDays.expected': ['max', 'name'],
  'refusals.badUsage.environmentDays.found': ['found'],
  'refusals.badUsage.environmentDays.next': ['name'],
  'refusals.badUsage.environmentFolder.expected': ['name'],
  'refusals.badUsage.environmentFolder.found': ['found'],
  'refusals.badUsage.environmentFolder.next': ['name'],
  'refusals.badUsage.formName.expected': ['forms'],
  'refusals.badUsage.formName.found': ['found'],
  'refusals.badUsage.formName.next': ['command'],
  'refusals.badUsage.host.expected': ['origin'],
  'refusals.badUsage.itemId.found': ['found'],
  'refusals.badUsage.jsonDepth.expected': ['max'],
  'refusals.badUsage.kindOfInstallation.expected': ['choices'],
  'refusals.badUsage.kindOfInstallation.found': ['found'],
  'refusals.badUsage.language.expected': ['choices'],
  'refusals.badUsage.language.found': ['found'],
  'refusals.badUsage.language.next': ['command'],
  'refusals.badUsage.lawDifference.expected': ['known'],
  'refusals.badUsage.lawDifference.found': ['found'],
  'refusals.badUsage.leftOut.expected': ['most'],
  'refusals.badUsage.leftOut.found': ['length'],
  'refusals.badUsage.letterFile.found': ['found'],
  'refusals.badUsage.letterFile.next': ['command'],
  'refusals.badUsage.logo.found': ['found'],
  'refusals.badUsage.logo.next': ['command'],
  'refusals.badUsage.nameOfE01.found': ['found'],
  'refusals.badUsage.nameOfE01.next': ['command'],
  'refusals.badUsage.nameOfRawParts.found': ['found'],
  'refusals.badUsage.nameOfRawParts.next': ['command'],
  'refusals.badUsage.oneImage.found': ['count'],
  'refusals.badUsage.oneImage.next': ['command'],
  'refusals.badUsage.oneSource.found': ['count'],
  'refusals.badUsage.oneSource.next': ['command'],
  'refusals.badUsage.oneVideo.found': ['count'],
  'refusals.badUsage.oneVideo.next': ['command'],
  'refusals.badUsage.option.expected': ['option', 'expected'],
  'refusals.badUsage.option.found': ['found'],
  'refusals.badUsage.option.next': ['option'],
  'refusals.badUsage.optionCharacters.expected': ['option', 'most'],
  'refusals.badUsage.optionCharacters.found': ['length'],
  'refusals.badUsage.optionCharacters.next': ['option'],
  'refusals.badUsage.optionDay.expected': ['option'],
  'refusals.badUsage.optionDay.found': ['found'],
  'refusals.badUsage.optionDay.next': ['option'],
  'refusals.badUsage.optionFromOne.expected': ['option'],
  'refusals.badUsage.optionFromOne.found': ['found'],
  'refusals.badUsage.optionFromOne.next': ['option'],
  'refusals.badUsage.optionHashes.expected': ['option'],
  'refusals.badUsage.optionHashes.found': ['found'],
  'refusals.badUsage.optionHashes.next': ['option'],
  'refusals.badUsage.optionMissing.expected': ['option'],
  'refusals.badUsage.optionMissing.next': ['option'],
  'refusals.badUsage.optionNumber.expected': ['option', 'least', 'most'],
  'refusals.badUsage.optionNumber.found': ['found'],
  'refusals.badUsage.optionNumber.next': ['option'],
  'refusals.badUsage.optionOneOf.expected': ['option', 'choices'],
  'refusals.badUsage.optionOneOf.found': ['found'],
  'refusals.badUsage.optionOneOf.next': ['option'],
  'refusals.badUsage.optionPercentage.expected': ['option'],
  'refusals.badUsage.optionPercentage.found': ['found'],
  'refusals.badUsage.optionPercentage.next': ['option'],
  'refusals.badUsage.optionSplit.expected': ['option'],
  'refusals.badUsage.optionSplit.found': ['found'],
  'refusals.badUsage.optionSplit.next': ['option'],
  'refusals.badUsage.optionState.expected': ['option'],
  'refusals.badUsage.optionState.found': ['found'],
  'refusals.badUsage.optionState.next': ['option'],
  'refusals.badUsage.optionTime.expected': ['option'],
  'refusals.badUsage.optionTime.found': ['found'],
  'refusals.badUsage.optionTime.next': ['option'],
  'refusals.badUsage.packageTrustFile.found': ['found'],
  'refusals.badUsage.plainStore.found': ['found'],
  'refusals.badUsage.proxyAddress.found': ['address'],
  'refusals.badUsage.publicUrl.found': ['text'],
  'refusals.badUsage.question.expected': ['field', 'expected'],
  'refusals.badUsage.question.found': ['found'],
  'refusals.badUsage.requestReference.found': ['found'],
  'refusals.badUsage.requestReference.next': ['command'],
  'refusals.badUsage.sealMeans.found': ['found'],
  'refusals.badUsage.sealMeans.next': ['command'],
  'refusals.badUsage.secondLanguage.found': ['language'],
  'refusals.badUsage.secondLanguage.next': ['command'],
  'refusals.badUsage.selectFilter.expected': ['names'],
  'refusals.badUsage.selectFilter.found': ['found'],
  'refusals.badUsage.selectTicked.found': ['count', 'what'],
  'refusals.badUsage.settings.found': ['found'],
  'refusals.badUsage.spare.found': ['found'],
  'refusals.badUsage.storeCredentials.found': ['missing'],
  'refusals.badUsage.subcommand.expected': ['choices'],
  'refusals.badUsage.subcommand.found': ['found'],
  'refusals.badUsage.subcommand.next': ['command'],
  'refusals.badUsage.timestampAddress.found': ['found'],
  'refusals.badUsage.timestampCount.found': ['count'],
  'refusals.badUsage.timestampName.found': ['found'],
  'refusals.badUsage.tlsPair.found': ['given'],
  'refusals.badUsage.translationFile.found': ['path'],
  'refusals.badUsage.tusVersion.expected': ['version'],
  'refusals.badUsage.twoVideos.found': ['count'],
  'refusals.badUsage.twoVideos.next': ['command'],
  'refusals.badUsage.videoFrames.found': ['found'],
  'refusals.badUsage.videoFrames.next': ['command'],
  'refusals.badUsage.videoRead.found': ['found'],
  'refusals.badUsage.videoRead.next': ['command'],
  'refusals.badUsage.volumeKey.expected': ['most'],
  'refusals.badUsage.volumeKey.found': ['size'],
  'refusals.badUsage.volumeKey.next': ['command'],
  'refusals.badUsage.witnessLogKey.found': ['type'],
  'refusals.badUsage.witnessName.found': ['length'],
  'refusals.changed.acquired.expected': ['bytes', 'source'],
  'refusals.changed.acquired.found': ['found'],
  'refusals.changed.imageChanged.expected': ['name'],
  'refusals.conflict.acquiring.expected': ['target'],
  'refusals.conflict.acquiring.found': ['by'],
  'refusals.conflict.actNotNow.found': ['act', 'state'],
  'refusals.conflict.actOnRecord.found': ['act'],
  'refusals.conflict.copyOrder.expected': ['next'],
  'refusals.conflict.copyOrder.found': ['what'],
  'refusals.conflict.custodyAnswerToOther.expected': ['number'],
  'refusals.conflict.custodyNotOurs.found': ['number'],
  'refusals.conflict.custodyOfferAnswered.found': ['state'],
  'refusals.conflict.eventNotLast.expected': ['itemSeq', 'item'],
  'refusals.conflict.eventNotLast.found': ['found'],
  'refusals.conflict.exchangeSent.found': ['agency'],
  'refusals.conflict.fieldsChanged.expected': ['fields'],
  'refusals.conflict.fieldsChanged.found': ['version'],
  'refusals.conflict.heldElsewhere.found': ['number'],
  'refusals.conflict.itemUnread.expected': ['path'],
  'refusals.conflict.itemUnread.found': ['found'],
  'refusals.conflict.keysReplaced.found': ['index'],
  'refusals.conflict.keysReplacedOverlap.found': ['index', 'until'],
  'refusals.conflict.notAsSigned.found': ['itemSeq', 'item'],
  'refusals.conflict.noticeOver.found': ['state'],
  'refusals.conflict.othersSave.found': ['tries'],
  'refusals.conflict.packageBeingMade.expected': ['to'],
  'refusals.conflict.peerHasKeys.expected': ['origin', 'agency'],
  'refusals.conflict.portTaken.expected': ['port', 'host'],
  'refusals.conflict.preservationState.expected': ['states'],
  'refusals.conflict.preservationState.found': ['state'],
  'refusals.conflict.proposalStale.found': ['field', 'message'],
  'refusals.conflict.recordChanged.found': ['version'],
  'refusals.conflict.requestSent.found': ['state'],
  'refusals.conflict.requestState.expected': ['states'],
  'refusals.conflict.requestState.found': ['state'],
  'refusals.conflict.selectionLocked.expected': ['path'],
  'refusals.conflict.sentencesLeft.found': ['left'],
  'refusals.conflict.serviceKeyReplaced.found': ['index'],
  'refusals.conflict.signedOthers.expected': ['expected'],
  'refusals.conflict.signedOthers.found': ['found'],
  'refusals.conflict.translated.found': ['found'],
  'refusals.conflict.witnessBusy.expected': ['origin'],
  'refusals.conflict.witnessBusy.found': ['tries'],
  'refusals.damaged.acquisitionJournal.expected': ['path'],
  'refusals.damaged.acquisitionJournal.found': ['found'],
  'refusals.damaged.answer.expected': ['digest'],
  'refusals.damaged.answer.found': ['found'],
  'refusals.damaged.backupFile.expected': ['place', 'expected'],
  'refusals.damaged.backupFile.found': ['found'],
  'refusals.damaged.checkpointOrigin.expected': ['origin'],
  'refusals.damaged.checkpointOrigin.found': ['found'],
  'refusals.damaged.diskError.expected': ['path'],
  'refusals.damaged.eventsInDatabase.expected': ['from', 'to'],
  'refusals.damaged.eventsInDatabase.found': ['count'],
  'refusals.damaged.exhibitAsSealed.expected': ['number', 'path', 'sha256'],
  'refusals.damaged.exhibitAsSealed.found': ['found'],
  'refusals.damaged.growthTiles.expected': ['oldSize'],
  'refusals.damaged.growthTiles.found': ['found'],
  'refusals.damaged.homeWithoutSettings.expected': ['home', 'settings'],
  'refusals.damaged.homeWithoutSettings.found': ['kept'],
  'refusals.damaged.imageBadAnswer.found': ['detail'],
  'refusals.damaged.imageCrashed.found': ['detail'],
  'refusals.damaged.imageReadError.expected': ['bytes', 'offset', 'name'],
  'refusals.damaged.imageRefused.found': ['detail'],
  'refusals.damaged.imageStopped.found': ['detail'],
  'refusals.damaged.jsonDocument.expected': ['name'],
  'refusals.damaged.jsonDocument.found': ['found'],
  'refusals.damaged.keyChangeProof.expected': ['index', 'path'],
  'refusals.damaged.migration.expected': ['name', 'ran'],
  'refusals.damaged.migration.found': ['found'],
  'refusals.damaged.object.expected': ['id'],
  'refusals.damaged.object.found': ['found'],
  'refusals.damaged.objectCopy.expected': ['id'],
  'refusals.damaged.objectCopy.found': ['place', 'found', 'expected'],
  'refusals.damaged.otherLog.expected': ['published'],
  'refusals.damaged.otherLog.found': ['size'],
  'refusals.damaged.peerFile.expected': ['agency'],
  'refusals.damaged.privateText.expected': ['place'],
  'refusals.damaged.privateText.found': ['found'],
  'refusals.damaged.publishedHead.expected': ['places'],
  'refusals.damaged.publishedHead.found': ['size'],
  'refusals.damaged.publishedRoot.expected': ['size'],
  'refusals.damaged.publishedTiles.found': ['found'],
  'refusals.damaged.redactSource.expected': ['number'],
  'refusals.damaged.segment.expected': ['expected', 'offset', 'file'],
  'refusals.damaged.segment.found': ['found'],
  'refusals.damaged.selected.expected': ['path'],
  'refusals.damaged.selected.found': ['found'],
  'refusals.damaged.setting.expected': ['name'],
  'refusals.damaged.setting.found': ['found'],
  'refusals.damaged.settingsFile.expected': ['path'],
  'refusals.damaged.settingsFile.found': ['found'],
  'refusals.damaged.structure.expected': ['expected'],
  'refusals.damaged.structure.found': ['found'],
  'refusals.damaged.tableDump.expected': ['expected'],
  'refusals.damaged.tableDump.found': ['found'],
  'refusals.damaged.unfinishedImage.expected': ['folder'],
  'refusals.damaged.unfinishedImage.found': ['found'],
  'refusals.damaged.vmdkDescriptor.expected': ['max', 'file'],
  'refusals.damaged.vmdkDescriptor.found': ['found'],
  'refusals.damaged.witnessCheckpoint.expected': ['origin'],
  'refusals.damaged.witnessCheckpoint.found': ['found'],
  'refusals.damaged.writtenBytes.expected': ['path', 'sha256'],
  'refusals.damaged.writtenBytes.found': ['found'],
  'refusals.noSpace.copyTarget.expected': ['target'],
  'refusals.noSpace.copyTarget.found': ['reason'],
  'refusals.noSpace.makingDatabase.found': ['found'],
  'refusals.noSpace.packageSpace.expected': ['path'],
  'refusals.noSpace.write.expected': ['path'],
  'refusals.notAllowed.acquiredHere.found': ['number'],
  'refusals.notAllowed.actOfAuthoriser.expected': ['act'],
  'refusals.notAllowed.actOfCustodian.expected': ['act'],
  'refusals.notAllowed.actOfDesk.expected': ['act'],
  'refusals.notAllowed.actOfDrafter.expected': ['act'],
  'refusals.notAllowed.actOfDutyOfficer.expected': ['act'],
  'refusals.notAllowed.actOfIssuer.expected': ['act'],
  'refusals.notAllowed.actOfSystem.expected': ['act'],
  'refusals.notAllowed.actOfTranslator.expected': ['act'],
  'refusals.notAllowed.administratorAddress.found': ['found'],
  'refusals.notAllowed.appRole.expected': ['role'],
  'refusals.notAllowed.appRole.found': ['name'],
  'refusals.notAllowed.appRole.next': ['role'],
  'refusals.notAllowed.bucket.expected': ['bucket', 'host'],
  'refusals.notAllowed.bucket.found': ['found'],
  'refusals.notAllowed.conditionsOfSender.found': ['number', 'condition'],
  'refusals.notAllowed.copyPermission.expected': ['source'],
  'refusals.notAllowed.copyPermission.found': ['reason'],
  'refusals.notAllowed.databaseFolder.expected': ['folder', 'own'],
  'refusals.notAllowed.databaseFolder.found': ['other'],
  'refusals.notAllowed.diskPermission.expected': ['path'],
  'refusals.notAllowed.domestic.found': ['from'],
  'refusals.notAllowed.exchangeNotSent.found': ['state'],
  'refusals.notAllowed.exchangeState.expected': ['counterpart'],
  'refusals.notAllowed.exchangeState.found': ['agency', 'found'],
  'refusals.notAllowed.exhibitOfOtherCase.expected': ['reference'],
  'refusals.notAllowed.exhibitOfOtherCase.found': ['number'],
  'refusals.notAllowed.formIncoming.found': ['id'],
  'refusals.notAllowed.formNotOnDay.expected': ['day'],
  'refusals.notAllowed.formNotOnDay.found': ['id', 'from', 'until'],
  'refusals.notAllowed.hindered.expected': ['guard', 'ref'],
  'refusals.notAllowed.hindered.found': ['found'],
  'refusals.notAllowed.imageFile.expected': ['name'],
  'refusals.notAllowed.internalAddress.found': ['host'],
  'refusals.notAllowed.internalAddress.next': ['host'],
  'refusals.notAllowed.keeperOfSets.found': ['found'],
  'refusals.notAllowed.knowledgeEditorAddress.found': ['found'],
  'refusals.notAllowed.knownOfOther.found': ['owner'],
  'refusals.notAllowed.lawOfOthers.expected': ['state'],
  'refusals.notAllowed.leadOfCase.next': ['reference'],
  'refusals.notAllowed.libraryLink.expected': ['link'],
  'refusals.notAllowed.libraryLink.found': ['found'],
  'refusals.notAllowed.listen.expected': ['host', 'port'],
  'refusals.notAllowed.listen.found': ['error'],
  'refusals.notAllowed.lockedObject.expected': ['id'],
  'refusals.notAllowed.lockedObject.found': ['found'],
  'refusals.notAllowed.mailServer.expected': ['host', 'port'],
  'refusals.notAllowed.mailServer.found': ['found'],
  'refusals.notAllowed.mailbox.expected': ['host', 'port'],
  'refusals.notAllowed.mailbox.found': ['found'],
  'refusals.notAllowed.mightyAppRole.expected': ['role'],
  'refusals.notAllowed.mightyAppRole.found': ['role'],
  'refusals.notAllowed.mightyAppRole.next': ['role'],
  'refusals.notAllowed.offerEncrypted.expected': ['agency'],
  'refusals.notAllowed.offerNotTaken.found': ['agency'],
  'refusals.notAllowed.offerState.expected': ['state'],
  'refusals.notAllowed.offerState.found': ['agency', 'found'],
  'refusals.notAllowed.officersEnrolled.found': ['fingerprint'],
  'refusals.notAllowed.onlyLeadWhoKnows.found': ['reference', 'alone'],
  'refusals.notAllowed.openHome.expected': ['path'],
  'refusals.notAllowed.openHome.found': ['mode'],
  'refusals.notAllowed.openHome.next': ['path'],
  'refusals.notAllowed.openingTooOld.expected': ['glassWaitsHours'],
  'refusals.notAllowed.otherOrigin.expected': ['origin'],
  'refusals.notAllowed.packageLeadsOnly.found': ['number'],
  'refusals.notAllowed.packageLeadsOnly.next': ['reference'],
  'refusals.notAllowed.passFolder.expected': ['folder', 'user'],
  'refusals.notAllowed.passFolder.found': ['mode'],
  'refusals.notAllowed.passFolder.next': ['folder'],
  'refusals.notAllowed.passkeyCounter.expected': ['before'],
  'refusals.notAllowed.passkeyCounter.found': ['found'],
  'refusals.notAllowed.peerDocumentOver.expected': ['agency'],
  'refusals.notAllowed.peerMessageUnknown.expected': ['agency'],
  'refusals.notAllowed.peerMessageUnknown.found': ['type'],
  'refusals.notAllowed.peerNotConfirmed.found': ['origin'],
  'refusals.notAllowed.peerNotOpen.found': ['origin'],
  'refusals.notAllowed.peerStopped.expected': ['agency'],
  'refusals.notAllowed.plainBinding.found': ['host'],
  'refusals.notAllowed.portalEntries.expected': ['max'],
  'refusals.notAllowed.programAct.expected': ['what'],
  'refusals.notAllowed.readOnlyDisk.expected': ['path'],
  'refusals.notAllowed.sourceRead.expected': ['path'],
  'refusals.notAllowed.sourceRead.found': ['found'],
  'refusals.notAllowed.tooManyKeys.expected': ['keysMax'],
  'refusals.notAllowed.tooManyOpenings.expected': ['glassOpenMax'],
  'refusals.notAllowed.tooManyUploads.expected': ['uploadsMax', 'max'],
  'refusals.notAllowed.twoOfficers.found': ['size'],
  'refusals.notAllowed.workerLogKeys.expected': ['keys'],
  'refusals.notFound.aff4Stripe.expected': ['name', 'arn'],
  'refusals.notFound.aff4Stripe.found': ['files', 'unread'],
  'refusals.notFound.answer.found': ['name'],
  'refusals.notFound.backupSnapshot.expected': ['path'],
  'refusals.notFound.bucket.expected': ['bucket', 'host'],
  'refusals.notFound.bytesHeld.found': ['number'],
  'refusals.notFound.bytesHeld.next': ['number'],
  'refusals.notFound.carrierPlace.expected': ['path'],
  'refusals.notFound.carrierPlace.found': ['error'],
  'refusals.notFound.caseReference.found': ['name'],
  'refusals.notFound.caseToLead.found': ['found'],
  'refusals.notFound.clock.expected': ['clocks'],
  'refusals.notFound.clock.found': ['found'],
  'refusals.notFound.clock.next': ['command'],
  'refusals.notFound.confirmedPeer.expected': ['origin'],
  'refusals.notFound.conversation.found': ['id'],
  'refusals.notFound.copySource.expected': ['source'],
  'refusals.notFound.copySource.found': ['reason'],
  'refusals.notFound.depositaryFile.found': ['path'],
  'refusals.notFound.event.found': ['id'],
  'refusals.notFound.exchangeRequest.found': ['number'],
  'refusals.notFound.exhibitHeld.found': ['number'],
  'refusals.notFound.exhibitNumber.found': ['number'],
  'refusals.notFound.folderGone.expected': ['path'],
  'refusals.notFound.folderGone.found': ['found'],
  'refusals.notFound.folderToWrite.found': ['path'],
  'refusals.notFound.imageFile.expected': ['name'],
  'refusals.notFound.imageSegment.expected': ['segment', 'name'],
  'refusals.notFound.imageSegment.found': ['count'],
  'refusals.notFound.instrumentOfLaw.found': ['id'],
  'refusals.notFound.instrumentOnRecord.found': ['instrument'],
  'refusals.notFound.keptRequest.found': ['found'],
  'refusals.notFound.knownSet.expected': ['name'],
  'refusals.notFound.lawRecord.found': ['found'],
  'refusals.notFound.lawVersion.found': ['found'],
  'refusals.notFound.nothingHeld.found': ['found'],
  'refusals.notFound.object.expected': ['id'],
  'refusals.notFound.officerKey.found': ['path'],
  'refusals.notFound.packageFolder.expected': ['folder'],
  'refusals.notFound.packagePath.found': ['path'],
  'refusals.notFound.pathToAdd.found': ['path'],
  'refusals.notFound.peerKeysFile.found': ['path'],
  'refusals.notFound.peerLog.found': ['found'],
  'refusals.notFound.peerOfLog.expected': ['origin'],
  'refusals.notFound.pemFile.expected': ['path'],
  'refusals.notFound.preservation.found': ['number'],
  'refusals.notFound.requestInCase.found': ['number'],
  'refusals.notFound.requestOfCase.expected': ['reference'],
  'refusals.notFound.sealFile.expected': ['max', 'at'],
  'refusals.notFound.sealFile.found': ['found'],
  'refusals.notFound.signedRequest.expected': ['reference'],
  'refusals.notFound.smallFile.found': ['path'],
  'refusals.notFound.snapshotName.expected': ['names'],
  'refusals.notFound.snapshotName.found': ['name'],
  'refusals.notFound.sourceRead.expected': ['path'],
  'refusals.notFound.sourceRead.found': ['found'],
  'refusals.notFound.storedFile.expected': ['path'],
  'refusals.notReachable.database.expected': ['name', 'where'],
  'refusals.notReachable.database.found': ['found'],
  'refusals.notReachable.identityProvider.expected': ['issuer'],
  'refusals.notReachable.identityProvider.found': ['found'],
  'refusals.notReachable.mailServer.expected': ['host', 'port'],
  'refusals.notReachable.mailServer.found': ['found'],
  'refusals.notReachable.mailbox.expected': ['host', 'port'],
  'refusals.notReachable.mailbox.found': ['found'],
  'refusals.notReachable.objectStore.expected': ['host'],
  'refusals.notReachable.objectStore.found': ['found'],
  'refusals.notReachable.timestamps.expected': ['host'],
  'refusals.notReachable.timestamps.found': ['found'],
  'refusals.notReachable.tokenKey.expected': ['label'],
  'refusals.notReachable.tokenKey.found': ['count'],
  'refusals.notReachable.tokenSignature.found': ['found'],
  'refusals.notReady.appRole.expected': ['role'],
  'refusals.notReady.appRole.next': ['role'],
  'refusals.notReady.appRoleForeign.expected': ['role'],
  'refusals.notReady.appRoleForeign.found': ['role'],
  'refusals.notReady.appRoleForeign.next': ['role'],
  'refusals.notReady.backupKeys.expected': ['keys'],
  'refusals.notReady.builtAssets.expected': ['folder'],
  'refusals.notReady.databaseStart.expected': ['folder', 'seconds'],
  'refusals.notReady.databaseStart.found': ['found'],
  'refusals.notReady.databaseStart.next': ['path'],
  'refusals.notReady.fencing.found': ['agency'],
  'refusals.notReady.imageParts.expected': ['missing'],
  'refusals.notReady.installation.expected': ['path'],
  'refusals.notReady.logKeyMissing.expected': ['name', 'keys'],
  'refusals.notReady.makingDatabase.found': ['found'],
  'refusals.notReady.notCuring.found': ['state'],
  'refusals.notReady.nothingToRestore.found': ['size'],
  'refusals.notReady.oneFileSystem.expected': ['path'],
  'refusals.notReady.postgresPackage.expected': ['name'],
  'refusals.notReady.quorum.found': ['found'],
  'refusals.notReady.receiptKeys.expected': ['origin'],
  'refusals.notReady.requestNotExecuted.found': ['state'],
  'refusals.notReady.requestNotSent.found': ['state'],
  'refusals.notReady.resultsChecked.found': ['state'],
  'refusals.notReady.serviceKeyMissing.expected': ['name', 'keys'],
  'refusals.notReady.twoDisks.expected': ['staging', 'store'],
  'refusals.notReady.unsealed.expected': ['id'],
  'refusals.notReady.uploadWhole.expected': ['bytes'],
  'refusals.notReady.wholeInstallation.expected': ['home'],
  'refusals.notReady.witnessPort.expected': ['host', 'port'],
  'refusals.notReady.witnessPort.found': ['found'],
  'refusals.notReady.workerServiceKey.expected': ['keys'],
  'refusals.rolledBack.log.expected': ['expected'],
  'refusals.rolledBack.log.found': ['found'],
  'refusals.rolledBack.olderThanBackup.expected': ['kept'],
  'refusals.rolledBack.olderThanBackup.found': ['size'],
  'refusals.tooLarge.anchors.expected': ['maxAnchors'],
  'refusals.tooLarge.body.expected': ['maxSize'],
  'refusals.tooLarge.chart.expected': ['bytesMax'],
  'refusals.tooLarge.conditions.expected': ['conditionsMax'],
  'refusals.tooLarge.digestSet.found': ['count'],
  'refusals.tooLarge.document.expected': ['bytesMax'],
  'refusals.tooLarge.documentBytes.expected': ['max'],
  'refusals.tooLarge.documentData.expected': ['max'],
  'refusals.tooLarge.documentData.found': ['length'],
  'refusals.tooLarge.documentPages.expected': ['max'],
  'refusals.tooLarge.documentPages.found': ['found'],
  'refusals.tooLarge.documentSent.expected': ['max'],
  'refusals.tooLarge.documentSent.found': ['length'],
  'refusals.tooLarge.documentTime.expected': ['seconds'],
  'refusals.tooLarge.eventLength.expected': ['max'],
  'refusals.tooLarge.eventLength.found': ['length'],
  'refusals.tooLarge.exhibitsAtOnce.expected': ['max'],
  'refusals.tooLarge.file.expected': ['max'],
  'refusals.tooLarge.file.found': ['found'],
  'refusals.tooLarge.folderDepth.expected': ['depth'],
  'refusals.tooLarge.folderEntries.expected': ['entries'],
  'refusals.tooLarge.formUpload.expected': ['max'],
  'refusals.tooLarge.imageAnswer.found': ['detail'],
  'refusals.tooLarge.imageMemory.found': ['detail'],
  'refusals.tooLarge.imageSegments.expected': ['max'],
  'refusals.tooLarge.imageSegments.found': ['count'],
  'refusals.tooLarge.imageTime.found': ['detail'],
  'refusals.tooLarge.licensedValues.expected': ['most'],
  'refusals.tooLarge.listedEntries.expected': ['max', 'volume'],
  'refusals.tooLarge.offeredConditions.expected': ['conditionsMax', 'charsMax'],
  'refusals.tooLarge.packageUpload.expected': ['max'],
  'refusals.tooLarge.paperBytes.expected': ['max'],
  'refusals.tooLarge.paperBytes.found': ['length'],
  'refusals.tooLarge.policyLength.found': ['length'],
  'refusals.tooLarge.recordsOfRequest.expected': ['max'],
  'refusals.tooLarge.redaction.expected': ['mebibytes', 'most'],
  'refusals.tooLarge.requestFile.expected': ['max'],
  'refusals.tooLarge.requestFile.found': ['length'],
  'refusals.tooLarge.requestText.expected': ['max'],
  'refusals.tooLarge.requestText.found': ['length'],
  'refusals.tooLarge.scan.expected': ['expected'],
  'refusals.tooLarge.scan.found': ['found'],
  'refusals.tooLarge.segment.expected': ['expected', 'offset', 'file'],
  'refusals.tooLarge.segment.found': ['found'],
  'refusals.tooLarge.selection.expected': ['most'],
  'refusals.tooLarge.sentThroughSystem.expected': ['max'],
  'refusals.tooLarge.sentThroughSystem.found': ['name', 'bytes'],
  'refusals.tooLarge.smallFile.expected': ['most'],
  'refusals.tooLarge.smallFile.found': ['path'],
  'refusals.tooLarge.storeFile.expected': ['path', 'max'],
  'refusals.tooLarge.storeFile.found': ['bytes'],
  'refusals.tooLarge.timestamp.expected': ['bytesMax', 'host'],
  'refusals.tooLarge.xml.expected': ['most'],
  'refusals.unsupported.backupNewer.found': ['name'],
  'refusals.unsupported.bucketLock.expected': ['bucket'],
  'refusals.unsupported.copySize.expected': ['source'],
  'refusals.unsupported.copySize.found': ['reason'],
  'refusals.unsupported.dataVersion.expected': ['folder'],
  'refusals.unsupported.dataVersion.found': ['found'],
  'refusals.unsupported.databaseNewer.found': ['name'],
  'refusals.unsupported.decmpfs.found': ['kind'],
  'refusals.unsupported.extentType.found': ['type', 'file'],
  'refusals.unsupported.imageKind.found': ['what', 'name'],
  'refusals.unsupported.language.expected': ['known'],
  'refusals.unsupported.language.found': ['language'],
  'refusals.unsupported.migrationsReplaced.found': ['name'],
  'refusals.unsupported.postgresVersion.expected': ['oldest'],
  'refusals.unsupported.postgresVersion.found': ['version'],
  'refusals.unsupported.requestAttached.expected': ['names'],
  'refusals.unsupported.requestAttached.found': ['found'],
  'refusals.unsupported.segment.expected': ['expected', 'offset', 'file'],
  'refusals.unsupported.segment.found': ['found'],
  'refusals.unsupported.storageRoot.expected': ['place'],
  'refusals.unsupported.storageRoot.found': ['found'],
  'refusals.unsupported.system.expected': ['program'],
  'refusals.unsupported.system.found': ['found'],
  'refusals.unsupported.timestamp.expected': ['expected', 'host'],
  'refusals.unsupported.timestamp.found': ['found'],
  'refusals.unsupported.udfPartition.found': ['found'],
  'refusals.unsupported.wholeDisk.found': ['found', 'file'],
  'refusals.wrongKey.confirmedPeerKey.expected': ['origin', 'agency'],
  'refusals.wrongKey.confirmedPeerKey.found': ['keyId'],
  'refusals.wrongKey.confirmedPeerKey.next': ['origin'],
  'refusals.wrongKey.database.expected': ['name', 'where'],
  'refusals.wrongKey.database.found': ['code'],
  'refusals.wrongKey.exchangeKey.expected': ['path'],
  'refusals.wrongKey.keyAlgorithm.found': ['algorithm'],
  'refusals.wrongKey.keyPassphrase.expected': ['path'],
  'refusals.wrongKey.keyWithoutPassphrase.expected': ['path'],
  'refusals.wrongKey.logKeyOld.expected': ['path'],
  'refusals.wrongKey.officerKeyOther.found': ['path'],
  'refusals.wrongKey.serviceKeyOld.expected': ['path'],
  'refusals.wrongKey.shareReceipt.expected': ['expected'],
  'refusals.wrongKey.shareReceipt.found': ['found'],
  'refusals.wrongKey.signedLine.expected': ['expected'],
  'refusals.wrongKey.signedLine.found': ['found'],
  'refused.origin': ['url'],
  'refused.refusedCase': ['role'],
  'refused.whole': ['expected', 'found', 'next'],
  'remedy.number': ['n'],
  'requestIncoming.declared': ['state'],
  'requestIncoming.discardHint': ['name'],
  'requestIncoming.discardedOnes': ['n'],
  'requestIncoming.standing': ['day'],
  'requestIncoming.waitingHere': ['n'],
  'requestLife.carriage.openUntil': ['day'],
  'requestLife.deadline.line': ['day', 'who'],
  'requestLife.isFor': ['who'],
  'requestLife.rule': ['ref'],
  'requestLife.sentDigest': ['digest'],
  'requestLife.signing.placeWrong': ['max'],
  'requestLife.since': ['date'],
  'requestLife.validation.issued': ['what'],
  'requestLife.validation.late': ['what'],
  'requestLife.validation.obtained': ['what'],
  'requestLife.validation.until': ['what'],
  'requestOutcome.costLine': ['amount', 'bearer'],
  'requestOutcome.hints.restrictions': ['list'],
  'requestOutcome.noCertificate': ['why'],
  'requests.conflict.lead': ['name', 'date'],
  'requests.conflict.moved.lead': ['name', 'date'],
  'requests.findings.detail': ['label'],
  'requests.findings.missing': ['label'],
  'requests.formBetween': ['form', 'from', 'until'],
  'requests.formLater': ['form', 'from'],
  'requests.formOver': ['form', 'until'],
  'requests.itemTable.cell': ['column', 'n'],
  'requests.itemTable.columns': ['columns'],
  'requests.itemTable.kinds': ['kinds'],
  'requests.itemTable.others': ['n'],
  'requests.itemTable.wrong': ['n'],
  'requests.items.item': ['n'],
  'requests.items.otherFindings': ['n'],
  'requests.items.title': ['n'],
  'requests.official.brought': ['said', 'of', 'source', 'day'],
  'requests.optionalLabel': ['label'],
  'requests.otherSide.incoming': ['state'],
  'requests.otherSide.outgoing': ['state'],
  'requests.partyReachOf': ['who'],
  'requests.savedBy': ['date', 'name'],
  'requests.standing': ['n'],
  'requests.stepOf': ['n', 'all'],
  'requests.tasksDone': ['done', 'all'],
  'results.came': ['when'],
  'results.delivery': ['n'],
  'results.digestCount': ['n'],
  'results.digestWrong': ['line', 'what'],
  'results.manifest.access': ['min', 'max'],
  'results.purpose': ['request'],
  'results.source': ['request', 'n'],
  'review.remarks.by': ['name', 'date', 'n'],
  'review.remarks.count': ['n'],
  'review.remarks.decided': ['word', 'name', 'date'],
  'review.versions.by': ['name', 'date'],
  'review.versions.compared': ['a', 'b'],
  'review.versions.number': ['n'],
  'selection.ticked': ['n'],
  'sendingAsked.taken': ['names'],
  'sentences.addBoth': ['address'],
  'sentences.addPort': ['address'],
  'sentences.addTime': ['address'],
  'sentences.addresseeIn': ['name', 'state'],
  'sentences.addresseeStated': ['state'],
  'sentences.adoptedAs': ['title', 'by'],
  'sentences.affiliate': ['state'],
  'sentences.after': ['a', 'b'],
  'sentences.answerIn': ['time'],
  'sentences.appliesOnly': ['title', 'day'],
  'sentences.appliesSince': ['title', 'day'],
  'sentences.article': ['article'],
  'sentences.articleForm': ['article', 'form'],
  'sentences.asOf': ['day'],
  'sentences.askToPreserve': ['name'],
  'sentences.atArticle': ['title', 'article', 'text'],
  'sentences.beyondRecord': ['compiled', 'day'],
  'sentences.both': ['a', 'b'],
  'sentences.boundAsOf': ['state', 'title', 'asOf'],
  'sentences.boundAsOfUntil': ['state', 'title', 'asOf', 'until'],
  'sentences.boundBefore': ['state', 'title', 'asOf', 'day'],
  'sentences.boundSince': ['state', 'title', 'day'],
  'sentences.bracketed': ['text', 'more'],
  'sentences.callBody': ['name', 'hours', 'number'],
  'sentences.callNobody': ['addressee', 'state'],
  'sentences.callProvider': ['name', 'desk'],
  'sentences.callProviderUnknown': ['name'],
  'sentences.carries': ['category'],
  'sentences.carriesOther': ['categories', 'category'],
  'sentences.claimHolder': ['state'],
  'sentences.claimPlace': ['state'],
  'sentences.claimServices': ['state'],
  'sentences.commonInForce': ['titles'],
  'sentences.contentToOwnGovernment': ['state', 'law'],
  'sentences.courtUnknown': ['state'],
  'sentences.covers': ['title', 'scope', 'so'],
  'sentences.coversAt': ['title', 'scope', 'article', 'so'],
  'sentences.dataAtHome': ['state'],
  'sentences.dataIn': ['state'],
  'sentences.dataMayBe': ['states'],
  'sentences.dataMayBeStated': ['state'],
  'sentences.daysRange': ['min', 'max'],
  'sentences.deadlineBefore': ['day', 'from'],
  'sentences.deadlineMaybe': ['day', 'until'],
  'sentences.deadlinePassed': ['day'],
  'sentences.deadlineUnknown': ['day'],
  'sentences.declared': ['state', 'article', 'text'],
  'sentences.declaredTo': ['state', 'title', 'article', 'text'],
  'sentences.directCopy': ['ways', 'state'],
  'sentences.dualNotVerified': ['title', 'article', 'years'],
  'sentences.earlierUnrecorded': ['n', 'day'],
  'sentences.eitherOr': ['a', 'b'],
  'sentences.emergencyPolicyUnknown': ['name'],
  'sentences.ended': ['a'],
  'sentences.endsWithin': ['title', 'month'],
  'sentences.entityControls': ['name', 'state', 'text'],
  'sentences.entityIn': ['name', 'state', 'controls'],
  'sentences.establishmentStated': ['state'],
  'sentences.establishmentUnknown': ['state'],
  'sentences.extend': ['by', 'days', 'article', 'until'],
  'sentences.extendOnce': ['by', 'days', 'article', 'until'],
  'sentences.extendTimes': ['by', 'days', 'times', 'article', 'until'],
  'sentences.fromDay': ['day'],
  'sentences.fromTo': ['from', 'to'],
  'sentences.givesRealTime': ['title', 'article'],
  'sentences.givesRealTimeSomewhere': ['title'],
  'sentences.holdEnds': ['day', 'answer'],
  'sentences.holdEndsAtLeast': ['day', 'answer'],
  'sentences.holdEndsOn': ['day'],
  'sentences.holdIfSo': ['day'],
  'sentences.holdMayEnd': ['day', 'answer'],
  'sentences.holdMayEndAtLeast': ['day', 'answer'],
  'sentences.holdMaybeEndsOn': ['day'],
  'sentences.holdRecalled': ['name'],
  'sentences.holdUnknown': ['name'],
  'sentences.holdUnverified': ['name', 'what'],
  'sentences.holderSits': ['state'],
  'sentences.holds': ['days', 'article'],
  'sentences.holdsAtLeast': ['days', 'article'],
  'sentences.hoursInEmergency': ['hours', 'article'],
  'sentences.hoursOf': ['hours', 'zone'],
  'sentences.identifiers': ['list'],
  'sentences.ifAskedFrom': ['day'],
  'sentences.ifBound': ['title'],
  'sentences.ifEnough': ['categories'],
  'sentences.ifEstablishment': ['state'],
  'sentences.ifInForce': ['title'],
  'sentences.ifNetwork': ['network'],
  'sentences.ifNoReservation': ['state', 'article'],
  'sentences.ifOffence': ['scope'],
  'sentences.ifOnly': ['categories'],
  'sentences.ifServices': ['state'],
  'sentences.ifStateBound': ['state', 'title'],
  'sentences.ifThreshold': ['years'],
  'sentences.ifUrgency': ['least'],
  'sentences.inForceOnly': ['title', 'day'],
  'sentences.inForceSince': ['title', 'day'],
  'sentences.inForceStale': ['title', 'seen', 'day'],
  'sentences.inForceUnknown': ['title'],
  'sentences.inForceWithin': ['title', 'month'],
  'sentences.inOne': ['a', 'b'],
  'sentences.inState': ['name', 'state'],
  'sentences.invited': ['state', 'title', 'asOf'],
  'sentences.isArrangement': ['title'],
  'sentences.isModel': ['title'],
  'sentences.isPrecise': ['address'],
  'sentences.issuerIs': ['who'],
  'sentences.itself': ['words'],
  'sentences.keepsOnRequest': ['name', 'days'],
  'sentences.keptBeforeBetween': ['until', 'from', 'to'],
  'sentences.keptBeforeFrom': ['until', 'from'],
  'sentences.keptBeforeUnknown': ['until'],
  'sentences.keptUntil': ['day'],
  'sentences.languageAccepted': ['language', 'state'],
  'sentences.languageOther': ['language', 'list', 'state'],
  'sentences.languageUnknown': ['language', 'state'],
  'sentences.languagesAccepted': ['list', 'state'],
  'sentences.languagesUnknown': ['state'],
  'sentences.lawAtHomeSigns': ['who', 'article'],
  'sentences.leadThenFormal': ['way'],
  'sentences.leavesWithin': ['state', 'title', 'month'],
  'sentences.left': ['state', 'title', 'day'],
  'sentences.livesIn': ['state'],
  'sentences.maximum': ['years'],
  'sentences.mayHaveActed': ['before'],
  'sentences.mayNotSign': ['who', 'article'],
  'sentences.maySign': ['who', 'article'],
  'sentences.maybeAddressee': ['name', 'state'],
  'sentences.maybeCommon': ['titles'],
  'sentences.mustBeValidated': ['who', 'by', 'article'],
  'sentences.nationalOf': ['state'],
  'sentences.neededBy': ['day'],
  'sentences.networkStated': ['network'],
  'sentences.networkUnknown': ['network'],
  'sentences.neverRealTime': ['basis'],
  'sentences.noForm': ['step'],
  'sentences.noLongerInForce': ['title', 'day'],
  'sentences.noLongerThere': ['day'],
  'sentences.noOtherTreaty': ['found'],
  'sentences.noRealTimeArticle': ['title'],
  'sentences.noReservationMade': ['state', 'article'],
  'sentences.notBound': ['state', 'title', 'asOf'],
  'sentences.notExtended': ['state', 'of', 'title'],
  'sentences.notInForce': ['title', 'seen'],
  'sentences.notListed': ['state', 'title'],
  'sentences.notMember': ['state', 'day', 'title'],
  'sentences.notYetThere': ['day'],
  'sentences.ofOtherTwo': ['title', 'state'],
  'sentences.offence': ['parts'],
  'sentences.offencesOf': ['years'],
  'sentences.onlyFor': ['categories'],
  'sentences.opensIf': ['what'],
  'sentences.outsideBefore': ['state', 'title', 'asOf', 'day'],
  'sentences.outsideUnion': ['state', 'of', 'title'],
  'sentences.ownGovernmentMay': ['state', 'law'],
  'sentences.ownGovernmentMayNot': ['state', 'law'],
  'sentences.ownGovernmentUnknown': ['state'],
  'sentences.ownLawMayDo': ['state'],
  'sentences.pairMade': ['a', 'b'],
  'sentences.pairOf': ['a', 'b'],
  'sentences.pairsOnly': ['pairs'],
  'sentences.partOf': ['state', 'of'],
  'sentences.partyAsOf': ['state', 'title', 'asOf'],
  'sentences.partyAsOfUntil': ['state', 'title', 'asOf', 'until'],
  'sentences.partyBefore': ['state', 'title', 'asOf', 'day'],
  'sentences.partyFrom': ['state', 'title', 'day'],
  'sentences.partySince': ['state', 'title', 'day'],
  'sentences.personIn': ['state'],
  'sentences.placed': ['text', 'where'],
  'sentences.placedByTime': ['time'],
  'sentences.plannedAs': ['state', 'of'],
  'sentences.policyUnknown': ['name'],
  'sentences.preserveBefore': ['day'],
  'sentences.quoted': ['who', 'text'],
  'sentences.ratified': ['state', 'title', 'asOf'],
  'sentences.replaced': ['title', 'by'],
  'sentences.reservationUnknown': ['state', 'article'],
  'sentences.retentionRecorded': ['days'],
  'sentences.retentionStated': ['days'],
  'sentences.saidNo': ['what'],
  'sentences.saidYes': ['what'],
  'sentences.sayForm': ['state'],
  'sentences.sayOffence': ['state'],
  'sentences.sayUrgencyBy': ['day'],
  'sentences.scopeIf': ['scope', 'what'],
  'sentences.sendBefore': ['day', 'atEnd'],
  'sentences.sendStep': ['n', 'form'],
  'sentences.sendUnder': ['n', 'form', 'title', 'article'],
  'sentences.servicesStated': ['state'],
  'sentences.servicesUnsaid': ['state'],
  'sentences.severalSeats': ['states'],
  'sentences.signed': ['state', 'title', 'asOf'],
  'sentences.since': ['day'],
  'sentences.territoryNote': ['state', 'of'],
  'sentences.territoryOf': ['state', 'of'],
  'sentences.thereBetween': ['from', 'until'],
  'sentences.thereSince': ['day'],
  'sentences.thereUntil': ['day'],
  'sentences.threshold': ['years'],
  'sentences.toVerify': ['what'],
  'sentences.transposedBy': ['title', 'day'],
  'sentences.treatyBetween': ['title'],
  'sentences.twoInARow': ['a', 'b'],
  'sentences.unsaid': ['what'],
  'sentences.untilDay': ['before', 'day'],
  'sentences.upToDays': ['days'],
  'sentences.upToHours': ['hours'],
  'sentences.urgencyMet': ['urgency'],
  'sentences.urgencyShort': ['urgency', 'least'],
  'sentences.validatedLater': ['hours', 'article'],
  'sentences.verifyDepositary': ['depositary', 'title'],
  'sentences.weightLittle': ['years'],
  'serviceChange.next': ['days'],
  'settings.changedWords': ['who', 'what', 'when'],
  'settings.fixityNow': ['days'],
  'settings.partnersNow': ['a', 'w'],
  'share.aboutTo': ['receiver'],
  'share.certificate.words': ['custodian'],
  'share.decideLead': ['name'],
  'share.downloadWords': ['size'],
  'share.more': ['n'],
  'share.packageFor': ['receiver'],
  'share.staysDetails': ['n'],
  'share.staysList': ['others'],
  'signing.addedOn': ['date'],
  'signing.entryWords': ['number', 'seq'],
  'signing.more': ['n'],
  'similar.away': ['n'],
  'similar.compared': ['n', 'm'],
  'similar.copies': ['n'],
  'similar.group': ['number', 'n'],
  'similar.notAll': ['n'],
  'timeLimits.awaitedItems': ['list'],
  'timeLimits.between': ['from', 'to'],
  'timeLimits.calendarSet': ['when'],
  'timeLimits.endsAt': ['when'],
  'timeLimits.escalated': ['when'],
  'timeLimits.fired': ['when'],
  'timeLimits.law': ['version'],
  'timeLimits.letter.text': ['link'],
  'timeLimits.letterNotSent': ['since', 'until'],
  'timeLimits.minutes': ['n'],
  'timeLimits.placeWords': ['state', 'zone'],
  'timeLimits.preservation': ['reference'],
  'timeLimits.reading': ['n'],
  'timeLimits.receiptRule': ['hours'],
  'timeLimits.recorded': ['when', 'who'],
  'timeLimits.recordedBySystem': ['when'],
  'timeLimits.request': ['reference'],
  'timeLimits.seen': ['who', 'when'],
  'timeLimits.setBy': ['who'],
  'timeLimits.settingsNow': ['hours', 'urgent'],
  'timeLimits.step.counted': ['period', 'to'],
  'timeLimits.step.dayNotCounted': ['day'],
  'timeLimits.step.dayOff': ['day', 'why', 'next'],
  'timeLimits.step.daysLeftOut': ['days', 'to'],
  'timeLimits.step.deadlineSet': ['day', 'before'],
  'timeLimits.step.extended': ['by'],
  'timeLimits.step.hourNotCounted': ['until'],
  'timeLimits.step.paused': ['what'],
  'timeLimits.step.resumed': ['what', 'left'],
  'timeLimits.step.started': ['what'],
  'timeLimits.step.twoWorkingDays': ['next'],
  'timeLimits.todayEnds': ['when'],
  'translation.certified': ['name', 'date'],
  'translation.file.contested': ['n', 'kept'],
  'translation.file.moreContested': ['n'],
  'translation.file.others': ['n'],
  'translation.file.theirs': ['name', 'when'],
  'translation.file.unread.otherLanguages': ['from', 'to'],
  'translation.into': ['language'],
  'translation.pairTitle': ['from', 'to'],
  'translation.progress': ['done', 'all'],
  'translation.sentence': ['n'],
  'translation.theirs': ['name', 'date'],
  'upload.image.missing': ['names'],
  'upload.image.parts': ['first', 'last'],
  'upload.limit': ['size'],
  'upload.plainWords': ['size'],
  'upload.receiving': ['done', 'total'],
  'upload.refused.tooLarge': ['size'],
  'ways.articles': ['list'],
  'ways.ask.place.state': ['n'],
  'ways.ask.step': ['n', 'of'],
  'ways.ask.wrong': ['expected'],
  'ways.axis.atLeast': ['n', 'article'],
  'ways.axis.cure': ['n'],
  'ways.axis.days': ['n'],
  'ways.axis.expected': ['a', 'b'],
  'ways.axis.expectedUpTo': ['b'],
  'ways.axis.extend': ['day'],
  'ways.axis.held': ['n', 'article'],
  'ways.axis.kept': ['n'],
  'ways.axis.keptOn': ['day'],
  'ways.axis.lastMonth': ['n'],
  'ways.axis.lastWeek': ['n'],
  'ways.axis.month': ['n'],
  'ways.axis.preserve': ['n'],
  'ways.axis.produce': ['n'],
  'ways.axis.week': ['n'],
  'ways.cite.annex': ['n'],
  'ways.cite.check': ['n'],
  'ways.cite.item': ['n'],
  'ways.cite.paragraph': ['n'],
  'ways.cite.point': ['n'],
  'ways.cite.section': ['n'],
  'ways.old.changed': ['version'],
  'ways.old.given': ['asked', 'day'],
  'ways.old.proven': ['version'],
  'ways.old.title': ['name'],
  'ways.plan.also': ['what'],
  'ways.plan.alsoConsider': ['n'],
  'ways.plan.asOf': ['day'],
  'ways.plan.by': ['day'],
  'ways.plan.changes.category': ['what'],
  'ways.plan.changes.inForce': ['what'],
  'ways.plan.changes.noReservation': ['state', 'article', 'what'],
  'ways.plan.changes.ratify': ['state', 'what'],
  'ways.plan.changes.to': ['state'],
  'ways.plan.changes.years': ['n'],
  'ways.plan.court': ['state'],
  'ways.plan.factCount': ['n', 'each'],
  'ways.plan.foot': ['name', 'version', 'day'],
  'ways.plan.kind.cure': ['by'],
  'ways.plan.kind.preserve': ['by'],
  'ways.plan.kind.produce': ['what', 'by'],
  'ways.plan.lasts': ['n'],
  'ways.plan.lastsAtLeast': ['n'],
  'ways.plan.lead': ['from', 'use', 'by'],
  'ways.plan.more': ['n'],
  'ways.plan.moreBases': ['n'],
  'ways.plan.on': ['day'],
  'ways.plan.otherData': ['n'],
  'ways.plan.reservation': ['state', 'article'],
  'ways.plan.takes.about': ['n'],
  'ways.plan.takes.range': ['a', 'b'],
  'ways.plan.takes.upTo': ['n'],
  'ways.plan.title': ['data', 'state'],
  'ways.plan.whatIfTitle': ['what'],
  'ways.plan.years': ['n'],
  'ways.rests': ['instruments', 'records', 'day'],
  'ways.stateWithThe': ['name'],
  'work.countsWords': ['cases', 'exhibits'],
  'work.lead': ['day'],
  'work.waitingAppointments': ['n'],
};
