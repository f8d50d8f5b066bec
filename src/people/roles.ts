// The roles a person may have: in the agency, and in a case. Their words for people are in the message catalogue.

export const AGENCY_ROLES = [
  'administrator', // runs the installation; sees counts and health, no case, no evidence
  'registrar', // opens cases and names who leads them
  'centralAuthority', // sends and receives requests between States
  'dutyOfficer', // the 24/7 point of contact
  'knowledgeEditor', // keeps the directory of laws and authorities
  'auditor', // asks who saw what; sees no evidence
] as const;

export type AgencyRole = (typeof AGENCY_ROLES)[number];

export const CASE_ROLES = [
  'lead', // answers for the case and says who is in it
  'investigator',
  'prosecutor',
  'judge', // authorises
  'examiner', // looks inside exhibits
  'translator',
  'observer', // of another agency, by agreement
  'defence',
] as const;

export type CaseRole = (typeof CASE_ROLES)[number];

export function isAgencyRole(text: string): text is AgencyRole {
  return (AGENCY_ROLES as readonly string[]).includes(text);
}

export function isCaseRole(text: string): text is CaseRole {
  return (CASE_ROLES as readonly string[]).includes(text);
}
