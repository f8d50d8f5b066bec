// The roles in English. Whoever shows a role asks for its word by name, so that a role without one does not compile.

export const agencyRole = {
  administrator: 'Administrator',
  registrar: 'Registrar',
  centralAuthority: 'Central authority officer',
  dutyOfficer: '24/7 duty officer',
  knowledgeEditor: 'Knowledge editor',
  auditor: 'Auditor',
};

export const agencyRoleHint = {
  administrator: 'Runs this installation and lets people in. Sees no case and no evidence.',
  registrar: 'Opens cases and names who leads them.',
  centralAuthority: 'Sends and receives requests between States. May open a case.',
  dutyOfficer: 'Answers urgent requests at any hour. May open a case.',
  knowledgeEditor: 'Keeps the directory of laws and authorities.',
  auditor: 'Asks who did what. Sees no evidence.',
};

export const caseRole = {
  lead: 'Lead',
  investigator: 'Investigator',
  prosecutor: 'Prosecutor',
  judge: 'Judge',
  examiner: 'Examiner',
  translator: 'Translator',
  observer: 'Observer',
  defence: 'Defence',
};

export const caseRoleHint = {
  lead: 'Answers for the case and says who is in it.',
  investigator: 'Gathers evidence and looks at it.',
  prosecutor: 'Looks at the evidence and who handled it.',
  judge: 'Authorises; looks at the evidence and who handled it.',
  examiner: 'Examines exhibits and adds evidence.',
  translator: 'Looks at the evidence. Does not see who handled it.',
  observer: 'Of another agency. Looks at the evidence. Does not see the names of those who work here.',
  defence: 'Looks at the evidence. Does not see the names of those who work here.',
};
