// Who may do what: the whole of it, to be read by a lawyer. A column that is not marked means no. Pages and acts
// ask here and nowhere else; the database holds the same lines again (migrations/0001-people.sql).
//
//   yes      may do it
//   second   may do it when a second person with the same power confirms
//   ·        may not
import type { AgencyRole, CaseRole } from './roles.ts';

export type Answer = 'yes' | 'second' | 'no';

/** In the agency. Everybody who has an account also has what needs no role: their own sessions, keys and work. */
// prettier-ignore
const AGENCY = table<AgencyRole>()(
  '                      administrator registrar centralAuthority dutyOfficer knowledgeEditor auditor', {
  seePersons:           '      yes           ·            ·             ·             ·            ·   ',
  invitePerson:         '      yes           ·            ·             ·             ·            ·   ',
  endPerson:            '      yes           ·            ·             ·             ·            ·   ',
  changeRoles:          '      yes           ·            ·             ·             ·            ·   ',
  appointAdministrator: '     second         ·            ·             ·             ·            ·   ',
  nameLead:             '      yes           ·            ·             ·             ·            ·   ',
  recoverPerson:        '     second         ·            ·             ·             ·            ·   ',
  letInReceivers:       '      yes           ·           yes            ·             ·            ·   ',
  seeHealth:            '      yes           ·            ·             ·             ·            ·   ',
  loadSample:           '      yes           ·            ·             ·             ·            ·   ',
  changeSettings:       '      yes           ·            ·             ·             ·            ·   ',
  keepKnownSets:        '     second         ·            ·             ·           second          ·   ',
  changePeers:          '     second         ·            ·             ·             ·            ·   ',
  seeDoor:              '      yes           ·            ·             ·             ·            ·   ',
  seeAudit:             '       ·            ·            ·             ·             ·           yes  ',
  openCase:             '       ·           yes          yes           yes            ·            ·   ',
  breakGlass:           '       ·          second      second         second          ·            ·   ',
  seeContacts:          '       ·            ·           yes           yes           yes           ·   ',
  changeContacts:       '       ·            ·         second         ·          second          ·   ',
  changeLaw:            '       ·            ·            ·             ·           second          ·   ',
  handleRequests:       '       ·            ·           yes           yes            ·            ·   ',
  verifyEmergency:      '       ·            ·           yes           yes            ·            ·   ',
});

/** In a case, for its members alone. Nobody has any of this by a role in the agency. */
// prettier-ignore
const CASE = table<CaseRole>()(
  '                      lead investigator prosecutor judge examiner translator observer defence', {
  seeCase:              'yes       yes          yes     yes     yes        yes       yes     yes  ',
  seeMembers:           'yes       yes          yes     yes     yes        yes        ·       ·   ',
  seeCaseFile:          'yes       yes          yes     yes     yes         ·         ·       ·   ',
  changeCase:           'yes        ·           yes      ·       ·          ·         ·       ·   ',
  changeMembers:        'yes        ·            ·       ·       ·          ·         ·       ·   ',
  seeExhibit:           'yes       yes          yes     yes     yes        yes       yes     yes  ',
  copyExhibit:          'yes       yes          yes     yes     yes        yes        ·       ·   ',
  seeWhoActed:          'yes       yes          yes     yes     yes         ·         ·       ·   ',
  checkEvidence:        'yes       yes          yes      ·      yes         ·         ·       ·   ',
  addEvidence:          'yes       yes           ·       ·      yes         ·         ·       ·   ',
  holdExhibit:          'yes       yes          yes      ·      yes         ·         ·       ·   ',
  handOutFromStore:     'yes        ·            ·       ·       ·          ·         ·       ·   ',
  addCondition:         'yes       yes          yes     yes      ·          ·         ·       ·   ',
  liftLeadsOnly:        'yes        ·           yes     yes      ·          ·         ·       ·   ',
  correctCustody:       'yes       yes          yes      ·      yes         ·         ·       ·   ',
  disposeEvidence:      'second     ·          second  second    ·          ·         ·       ·   ',
  seePackages:          'yes       yes          yes     yes     yes         ·         ·       ·   ',
  shareEvidence:        'second     ·           yes     yes      ·          ·         ·       ·   ',
  draftCertificate:     'yes       yes          yes      ·      yes         ·         ·       ·   ',
  seeRequests:          'yes       yes          yes     yes      ·         yes        ·       ·   ',
  draftRequest:         'yes       yes          yes      ·       ·          ·         ·       ·   ',
  translateRequest:     'yes       yes          yes      ·       ·         yes        ·       ·   ',
  certifyTranslation:   ' ·         ·            ·      ·       ·         yes        ·       ·   ',
  readTechnique:        'yes       yes           ·       ·      yes         ·         ·       ·   ',
  reviewRequest:        ' ·         ·           yes     yes      ·          ·         ·       ·   ',
  informPerson:         'yes        ·           yes     yes      ·          ·         ·       ·   ',
  recordRemedy:         'yes        ·           yes     yes      ·          ·         ·       ·   ',
  recordCosts:          'yes        ·           yes     yes      ·          ·         ·       ·   ',
  restrictRequest:      'yes        ·           yes     yes      ·          ·         ·       ·   ',
  authoriseRequest:     ' ·         ·           yes     yes      ·          ·         ·       ·   ',
  // As another competent authority, in an emergency and before a prosecutor or judge validates it.
  issueUnvalidated:     'yes        ·            ·       ·       ·          ·         ·       ·   ',
  sendRequest:          'yes        ·           yes     yes      ·          ·         ·       ·   ',
});

export type AgencyAct = keyof typeof AGENCY;
export type CaseAct = keyof typeof CASE;

export const AGENCY_ACTS = Object.keys(AGENCY) as readonly AgencyAct[]; // its own keys
export const CASE_ACTS = Object.keys(CASE) as readonly CaseAct[]; // as above

export function isCaseAct(text: string): text is CaseAct {
  return Object.hasOwn(CASE, text);
}

/** The most that any of the person's roles gives. */
export function inAgency(roles: readonly AgencyRole[], act: AgencyAct): Answer {
  const answers = roles.map((role) => AGENCY[act][role]);
  return answers.includes('yes') ? 'yes' : answers.includes('second') ? 'second' : 'no';
}

/** The first of them by which somebody may do it alone. */
export function roleFor(roles: readonly AgencyRole[], act: AgencyAct): AgencyRole | undefined {
  return roles.find((role) => AGENCY[act][role] === 'yes');
}

/** `role` undefined: not a member. */
export function inCase(role: CaseRole | undefined, act: CaseAct): Answer {
  return role === undefined ? 'no' : CASE[act][role];
}

type Table<Role extends string, Act extends string> = {
  readonly [act in Act]: { readonly [role in Role]: Answer };
};

/** Reads the drawing: each line has one word for each role of the heading. */
function table<Role extends string>() {
  return <Act extends string>(
    heading: string,
    lines: { readonly [act in Act]: string },
  ): Table<Role, Act> => {
    const roles = heading.trim().split(/\s+/);
    const read = ([act, line]: [string, unknown]): [string, { [role: string]: Answer }] => {
      const words = String(line).trim().split(/\s+/);
      if (words.length !== roles.length)
        throw new Error(`policy: ${act} has ${words.length} answers, not ${roles.length}`);
      return [act, Object.fromEntries(roles.map((role, i) => [role, answer(words[i])]))];
    };
    return Object.fromEntries(Object.entries(lines).map(read)) as Table<Role, Act>; // the test holds the heading to the roles
  };
}

function answer(word: string | undefined): Answer {
  if (word === 'yes' || word === 'second') return word;
  if (word === '·') return 'no';
  throw new Error(`policy: '${word}' is no answer`);
}
