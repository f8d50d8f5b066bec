import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AGENCY_ACTS,
  CASE_ACTS,
  inAgency,
  inCase,
  type AgencyAct,
  type Answer,
  type CaseAct,
} from './policy.ts';
import { AGENCY_ROLES, CASE_ROLES, type AgencyRole, type CaseRole } from './roles.ts';

// The table once more, written the other way round: who may, by act. Every cell that is not named here is no.
const AGENCY: { readonly [act in AgencyAct]: { readonly [role in AgencyRole]?: Answer } } = {
  seePersons: { administrator: 'yes' },
  loadSample: { administrator: 'yes' },
  invitePerson: { administrator: 'yes' },
  endPerson: { administrator: 'yes' },
  changeRoles: { administrator: 'yes' },
  appointAdministrator: { administrator: 'second' },
  nameLead: { administrator: 'yes' },
  recoverPerson: { administrator: 'second' },
  letInReceivers: { administrator: 'yes', centralAuthority: 'yes' },
  seeHealth: { administrator: 'yes' },
  changeSettings: { administrator: 'yes' },
  changePeers: { administrator: 'second' },
  keepKnownSets: { administrator: 'second', knowledgeEditor: 'second' },
  seeDoor: { administrator: 'yes' },
  seeAudit: { auditor: 'yes' },
  openCase: { registrar: 'yes', centralAuthority: 'yes', dutyOfficer: 'yes' },
  breakGlass: { registrar: 'second', centralAuthority: 'second', dutyOfficer: 'second' },
  seeContacts: { centralAuthority: 'yes', dutyOfficer: 'yes', knowledgeEditor: 'yes' },
  changeContacts: { centralAuthority: 'second', knowledgeEditor: 'second' },
  changeLaw: { knowledgeEditor: 'second' },
  handleRequests: { centralAuthority: 'yes', dutyOfficer: 'yes' },
  verifyEmergency: { centralAuthority: 'yes', dutyOfficer: 'yes' },
};
const MEMBERS = ['lead', 'investigator', 'prosecutor', 'judge', 'examiner'] as const;
const CASE: { readonly [act in CaseAct]: readonly CaseRole[] } = {
  seeCase: CASE_ROLES,
  seeMembers: [...MEMBERS, 'translator'],
  seeCaseFile: MEMBERS,
  changeCase: ['lead', 'prosecutor'],
  changeMembers: ['lead'],
  seeExhibit: CASE_ROLES,
  copyExhibit: [...MEMBERS, 'translator'],
  seeWhoActed: MEMBERS,
  addEvidence: ['lead', 'investigator', 'examiner'],
  checkEvidence: ['lead', 'investigator', 'prosecutor', 'examiner'],
  holdExhibit: ['lead', 'investigator', 'prosecutor', 'examiner'],
  handOutFromStore: ['lead'],
  addCondition: ['lead', 'investigator', 'prosecutor', 'judge'],
  liftLeadsOnly: ['lead', 'prosecutor', 'judge'],
  correctCustody: ['lead', 'investigator', 'prosecutor', 'examiner'],
  disposeEvidence: ['lead', 'prosecutor', 'judge'],
  seePackages: MEMBERS,
  draftCertificate: ['lead', 'investigator', 'prosecutor', 'examiner'],
  shareEvidence: ['lead', 'prosecutor', 'judge'],
  seeRequests: ['lead', 'investigator', 'prosecutor', 'judge', 'translator'],
  draftRequest: ['lead', 'investigator', 'prosecutor'],
  translateRequest: ['lead', 'investigator', 'prosecutor', 'translator'],
  certifyTranslation: ['translator'],
  issueUnvalidated: ['lead'],
  readTechnique: ['lead', 'investigator', 'examiner'],
  reviewRequest: ['prosecutor', 'judge'],
  informPerson: ['lead', 'prosecutor', 'judge'],
  recordRemedy: ['lead', 'prosecutor', 'judge'],
  recordCosts: ['lead', 'prosecutor', 'judge'],
  restrictRequest: ['lead', 'prosecutor', 'judge'],
  authoriseRequest: ['prosecutor', 'judge'],
  sendRequest: ['lead', 'prosecutor', 'judge'],
};

/** What two must do together. */
const SECOND: readonly CaseAct[] = ['disposeEvidence'];

for (const act of AGENCY_ACTS)
  for (const role of AGENCY_ROLES)
    test(`agency: ${role}, ${act}: ${AGENCY[act][role] ?? 'no'}`, () => {
      assert.equal(inAgency([role], act), AGENCY[act][role] ?? 'no');
    });

for (const act of CASE_ACTS)
  for (const role of CASE_ROLES) {
    const isSecond = SECOND.includes(act) || (act === 'shareEvidence' && role === 'lead');
    const may = isSecond ? 'second' : 'yes';
    const wanted = CASE[act].includes(role) ? may : 'no';
    test(`case: ${role}, ${act}: ${wanted}`, () => assert.equal(inCase(role, act), wanted));
  }

test('nobody may anything without a role or a membership', () => {
  for (const act of AGENCY_ACTS) assert.equal(inAgency([], act), 'no');
  for (const act of CASE_ACTS) assert.equal(inCase(undefined, act), 'no');
});

test('of several roles the one that allows most counts', () => {
  assert.equal(inAgency(['auditor', 'registrar'], 'openCase'), 'yes');
  assert.equal(inAgency(['auditor', 'administrator'], 'appointAdministrator'), 'second');
});

test('being administrator opens no case and shows no evidence', () => {
  assert.equal(inAgency(['administrator'], 'openCase'), 'no');
});
