import type {
  agencyRole as AgencyRole,
  agencyRoleHint as AgencyRoleHint,
  caseRole as CaseRole,
  caseRoleHint as CaseRoleHint,
} from '../en/roles.ts';

export const agencyRole: typeof AgencyRole = {
  administrator: 'Administrador',
  registrar: 'Secretario de registro',
  centralAuthority: 'Agente de la autoridad central',
  dutyOfficer: 'Agente de guardia 24/7',
  knowledgeEditor: 'Redactor del saber',
  auditor: 'Auditor',
};

export const agencyRoleHint: typeof AgencyRoleHint = {
  administrator: 'Hace funcionar esta instalación y admite a las personas. No ve asuntos ni pruebas.',
  registrar: 'Abre asuntos y nombra a su responsable.',
  centralAuthority: 'Envía y recibe solicitudes entre Estados. Puede abrir un asunto.',
  dutyOfficer: 'Responde a solicitudes urgentes a cualquier hora. Puede abrir un asunto.',
  knowledgeEditor: 'Lleva el repertorio de leyes y autoridades.',
  auditor: 'Pregunta quién hizo qué. No ve pruebas.',
};

export const caseRole: typeof CaseRole = {
  lead: 'Responsable',
  investigator: 'Investigador',
  prosecutor: 'Fiscal',
  judge: 'Juez',
  examiner: 'Perito',
  translator: 'Traductor',
  observer: 'Observador',
  defence: 'Defensa',
};

export const caseRoleHint: typeof CaseRoleHint = {
  lead: 'Responde del asunto y dice quién está en él.',
  investigator: 'Reúne pruebas y las mira.',
  prosecutor: 'Mira las pruebas y quién las tuvo.',
  judge: 'Autoriza; mira las pruebas y quién las tuvo.',
  examiner: 'Examina las piezas y añade pruebas.',
  translator: 'Mira las pruebas. No ve quién las tuvo.',
  observer: 'De otro organismo. Mira las pruebas. No ve los nombres de quienes trabajan aquí.',
  defence: 'Mira las pruebas. No ve los nombres de quienes trabajan aquí.',
};
