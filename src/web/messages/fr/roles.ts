import type {
  agencyRole as AgencyRole,
  agencyRoleHint as AgencyRoleHint,
  caseRole as CaseRole,
  caseRoleHint as CaseRoleHint,
} from '../en/roles.ts';

export const agencyRole: typeof AgencyRole = {
  administrator: 'Administrateur',
  registrar: 'Greffier',
  centralAuthority: 'Agent de l’autorité centrale',
  dutyOfficer: 'Agent de permanence 24/7',
  knowledgeEditor: 'Rédacteur du savoir',
  auditor: 'Auditeur',
};

export const agencyRoleHint: typeof AgencyRoleHint = {
  administrator:
    'Fait fonctionner cette installation et y admet les personnes. Ne voit ni affaire ni preuve.',
  registrar: 'Ouvre les affaires et nomme leur responsable.',
  centralAuthority: 'Envoie et reçoit les demandes entre États. Peut ouvrir une affaire.',
  dutyOfficer: 'Répond aux demandes urgentes à toute heure. Peut ouvrir une affaire.',
  knowledgeEditor: 'Tient le répertoire des lois et des autorités.',
  auditor: 'Demande qui a fait quoi. Ne voit aucune preuve.',
};

export const caseRole: typeof CaseRole = {
  lead: 'Responsable',
  investigator: 'Enquêteur',
  prosecutor: 'Procureur',
  judge: 'Juge',
  examiner: 'Expert',
  translator: 'Traducteur',
  observer: 'Observateur',
  defence: 'Défense',
};

export const caseRoleHint: typeof CaseRoleHint = {
  lead: 'Répond de l’affaire et dit qui en fait partie.',
  investigator: 'Recueille les preuves et les consulte.',
  prosecutor: 'Consulte les preuves et qui les a eues en main.',
  judge: 'Autorise ; consulte les preuves et qui les a eues en main.',
  examiner: 'Examine les pièces et ajoute des preuves.',
  translator: 'Consulte les preuves. Ne voit pas qui les a eues en main.',
  observer: 'D’un autre organisme. Consulte les preuves. Ne voit pas les noms de ceux qui travaillent ici.',
  defence: 'Consulte les preuves. Ne voit pas les noms de ceux qui travaillent ici.',
};
