// What each route of the API is asked with in tests: a body that fits, an address whose parts are there, who may.
import { readFileSync } from 'node:fs';
import { inAgency } from '../../src/people/policy.ts';
import { AGENCY_ROLES, type AgencyRole } from '../../src/people/roles.ts';
import type { ApiRoute } from '../../src/people/visit.api.ts';
import type { TestApi } from './api.ts';

export const NOBODY = '00000000-0000-7000-8000-000000000001';

/** A POST without a body has no line here. */
export const BODIES: { readonly [operation: string]: object } = {
  openCase: { title: 'New case', lead: 'ines@agency.example' },
  addMember: { email: 'omar@agency.example', role: 'observer' },
  invitePerson: { name: 'New Example', email: 'new@agency.example', roles: ['auditor'] },
  beginIntake: {
    what: 'Ledger of the harbour office',
    source: 'Harbour office (invented)',
    authority: { type: 'warrant', id: '441/26' },
    taking: { by: 'Officer Example', on: '2026-11-02' },
    conditions: ['This case only'],
  },
  proposeLawDifferences: { keys: ['KE'] },
  keepDeskView: { desk: 'outgoing', name: 'To Japan', asked: { counterpart: 'JP' } },
  beginUpload: { name: 'ledger.csv', bytes: 9 },
  finishUpload: { sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
  takeFromServerFolder: { entries: ['ledger.csv'] },
  examineExhibit: { again: false, key: 'YSBndWVzcw==' },
  markItem: { relevant: true },
  selectItems: { what: 'relevant', title: 'What matters', reason: 'For the prosecutor' },
  selectMatchingItems: { filter: { name: 'letter' }, title: 'Letters', reason: 'For the prosecutor' },
  selectTickedItems: { items: ['0'.repeat(64)], title: 'These', reason: 'For the prosecutor' },
  redactExhibit: { kind: 'text', which: ['letter'], title: 'Without it', reason: 'It was not asked for' },
  giveLicensedValues: { list: 'sha256,photodna\n', tool: 'Example tool 7' },
  placeJob: { priority: 'first' },
  addCondition: { condition: 'Only for this proceeding', reason: 'Letter of 3 November' },
  correctEvent: { event: NOBODY, field: 'place', value: 'Quay 4', reason: 'Misheard' },
  offerExhibit: { to: NOBODY, reason: 'For examination' },
  answerHandOver: { handOver: NOBODY, outcome: 'accepted' },
  withdrawHandOver: { handOver: NOBODY },
  proposeDisposal: { order: { type: 'order', id: '12/26' }, reason: 'Final judgment' },
  changeCaseFile: { field: 'legalBasis', text: 'Budapest Convention, Art. 18' },
  changeCaseStatus: { status: 'open', reason: 'Appeal' },
  addCaseEntry: { kind: 'deadline', dueOn: '2026-12-01', text: 'Preservation ends' },
  addCaseNote: { text: 'Called the bank' },
  askPackage: {
    items: [2],
    receiver: 'Central Authority of Fiji',
    state: 'FJ',
    handsOver: 'copy',
    withDetails: false,
    basis: 'request',
    reference: 'FJ-2026-0031',
    purpose: 'Prosecution of the harbour fraud',
    ground: 'Consent of Portugal, 4/26',
  },
  decidePackage: { outcome: 'withdrawn' },
  fileReceipt: { receipt: 'c2sp.org/tlog-proof@v1' },
  beginRequest: { form: 'bc-31-subscriber', answers: {} },
  answerRequest: { base: 1, answers: { facts: 'Altered invoices' } },
  recordOpenSourceSearch: { base: 1, isDone: false, reason: 'A private mailbox' },
  explainFinding: { base: 1, code: 'preserve', reason: null },
  sayWhoIsAsked: { counterpart: 'JP', urgency: 'normal' },
  sayMeansOfSending: { means: 'post' },
  takeRequestAct: { act: 'submit' },
  registerIncomingRequest: {
    form: 'bc-29-preservation',
    counterpart: 'DE',
    receivedAt: '2026-10-05T11:30:00+02:00',
    zone: 'Europe/Paris',
    evidence: 'Receipt',
  },
  beginPreservation: {
    holder: 'Example Mail Inc.',
    holderState: 'US',
    instrument: 'coe-ets-185',
    identifiers: [{ kind: 'email', value: 'invoices@harbour.example' }],
    categories: ['subscriber'],
  },
  takePreservationAct: { act: 'confirm', evidence: 'Letter of the point of contact' },
  writeShiftNote: { kind: 'promise', text: 'Call the desk in Tokyo at nine' },
  draftCertificate: { rule: 'us-fre-902-14', answers: {} },
  takePackage: { name: 'sent.zip' },
  comparePackageKeys: { trust: 'quorum none' },
  importPackage: { answers: 'FJ-2026-0031' },
  recordDelivery: { arrivedAt: '2026-11-02T09:00:00+01:00', evidence: 'Registered letter' },
  setDeliveryLimits: { conditions: ['Only for this proceeding'] },
  setDeliveryDigests: { files: [] },
  attachExhibits: { exhibits: ['FR-2026-999999-1'] },
  matchFiles: { files: [{ exhibitId: NOBODY, path: 'letter.txt', item: 1 }] },
  recordDeliveryAnswers: { answers: [{ item: 1, actual: 'produced' }] },
  verifyResults: { reason: 'No digests were given' },
  proposeLawChange: { change: { kind: 'value' }, reason: 'Seen in the official journal' },
  setRoles: { roles: [] },
  setProfile: { address: '1 Quai de l’Exemple, Lyon', email: '', telephone: '', dutyTelephone: '' },
  setFixity: { days: 30 },
  nameLead: { reference: 'FR-2026-999999', email: 'ines@agency.example', reason: 'She knows the case.' },
  setStorage: { warnBelowBytes: 1_000_000_000 },
  decideDisposal: { disposal: NOBODY, outcome: 'withdrawn' },
  setProviderOurs: { entities: ['Example Mail K.K.'], services: ['Example Mail'] },
  answerKeeping: { outcome: 'kept', reference: 'LE-4471' },
  answerOrder: {
    reasons: ['insufficient'],
    question: 'Which of the two accounts?',
    areKept: true,
    language: 'en',
  },
  mapAccount: { place: 1, found: 'account', account: 'acct-2291' },
  setEqualHitPolicy: { twoPersons: true },
  setPictureLimits: { suggestedMinutes: 15, mostMinutes: 25, mostADay: 40 },
  setAlarms: { hours: 12, urgentHours: 2, receiptHours: 48, receiptUrgentHours: 3 },
  setCompartment: { isCompartmented: true, reason: 'Officers at risk' },
  proposePeer: {
    agency: 'Cyber unit of Lyon',
    state: 'FR',
    road: 'letter',
    how: 'Letter 12/26 of their head (invented)',
    receivedOn: '2026-11-02',
    trust: readFileSync(new URL('../../fixtures/package/trust.txt', import.meta.url), 'utf8'),
  },
  withdrawPeer: { why: 'Their keys were stolen' },
  addAuthorityContact: {
    kind: 'telephone',
    purpose: 'night',
    value: '+31 70 000 0000',
    source: 'Letter of the authority (invented)',
    asOf: '2026-10-01',
  },
  chooseCopyAuthority: { authority: null },
  makeCounterpartCopy: { authority: 'us-oia' },
  recordCounterpartCopySent: { evidence: 'Registered letter 44' },
  recordCounterpartCopyReceived: { evidence: 'Their receipt' },
  setRequestLanguages: { writtenIn: 'en', letterIn: 'fr' },
  sayRequestRemark: { field: 'facts', text: 'Name the account' },
  decideRequestRemark: { decision: 'done' },
  translateSentences: { sentences: [{ source: 'Altered invoices.', target: 'Factures modifiées.' }] },
  takeTranslationFile: { xliff: '<xliff/>' },
  keepResultConfidential: { knowers: [NOBODY], until: null, ground: 'A condition', reason: 'As asked' },
  keepRequestConfidential: { knowers: [NOBODY], until: null, reason: 'Officers at risk' },
  planRequestNotice: { person: 'Holder of the account', basis: 'Art. 13', dueOn: '2027-01-31' },
  recordPersonTold: { on: '2026-11-01', evidence: 'Registered letter' },
  recordRequestRemedy: {
    kind: 'effective',
    usedBy: 'suspect',
    court: 'Court of Example',
    on: '2026-11-01',
    evidence: 'Copy of the application',
  },
  stepRequestRemedy: { act: 'decided', outcome: 'rejected', on: '2026-11-01', evidence: 'Decision' },
  recordRequestCosts: { amount: '1200.50', currency: 'EUR', on: '2026-11-01', evidence: 'Invoice' },
  stepRequestCosts: { act: 'reimbursed', amount: '1000', on: '2026-11-01', evidence: 'Transfer' },
  cureInformalResult: { request: 1, reason: 'The same data' },
  sendResults: { receiver: { name: 'Central Authority of Fiji', state: 'FJ' }, withDetails: false },
  beginDeliveryManifest: { writtenIn: 'fr' },
  addRequestDocument: { name: 'letter.png', base64: 'iVBORw0KGgo=' },
  discardWaitingDocument: { reason: 'Sent twice' },
};

/** An address of the operation whose parts are there. */
export function lineOf({ method, path, operation }: ApiRoute, reference: string): string {
  const values: { readonly [name: string]: string } = {
    case: reference,
    item: '1',
    level: '0',
    tile: '000.p/11',
    index: '1',
    found: '0'.repeat(64),
    person: NOBODY,
    id: NOBODY,
    number: `${reference}-1`,
    path: 'data/letter.txt',
    instrument: 'coe-ets-185',
    order: NOBODY,
    kind: 'clock',
    record: 'bc29.hold',
    request: '1',
    change: NOBODY,
    invitation: NOBODY,
    delivery: '1',
    draft: NOBODY,
    package: NOBODY,
    preservation: '1',
    year: '2026',
    note: NOBODY,
    form: 'bc-31-subscriber',
    clock: NOBODY,
    signature: NOBODY,
    document: NOBODY,
    remark: NOBODY,
    version: '1',
    language: 'fr',
    notice: '1',
    remedy: '1',
    claim: '1',
    entry: NOBODY,
    authority: 'nl-npo',
    contact: NOBODY,
    peer: NOBODY,
    sha256: '0'.repeat(64),
    intake: NOBODY,
    import: NOBODY,
    view: NOBODY,
    upload: NOBODY,
    copy: NOBODY,
  };
  const query = QUERIES[operation];
  const line = `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => values[name] ?? '')}`;
  return query === undefined ? line : `${line}?${query}`;
}

/** What a GET must be asked with, beside its path. */
export const QUERIES: { readonly [operation: string]: string } = {
  searchLaw: 'q=preservation',
  listDeskViews: 'desk=outgoing',
  sendPackage: `name=sent.zip&sha256=${'0'.repeat(64)}`,
  sendLawImport: `name=chart.csv&sha256=${'0'.repeat(64)}&format=chart&instrument=coe-ets-185&day=2026-11-01`,
  planChannels: 'from=FR&to=US&category=content',
};

/** A role in the agency that opens it; undefined where none is needed. */
export function roleFor({ access }: ApiRoute): AgencyRole | undefined {
  return access.for === 'agency'
    ? AGENCY_ROLES.find((role) => inAgency([role], access.act) !== 'no')
    : undefined;
}

export interface Story {
  readonly api: TestApi;
  /** Keys by person. Ines leads the case, Petra prosecutes in it, Omar leads another; the others by agency role. */
  readonly token: { readonly [who: string]: string };
  readonly id: { readonly [who: string]: string };
}
