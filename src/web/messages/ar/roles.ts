import type {
  agencyRole as AgencyRole,
  agencyRoleHint as AgencyRoleHint,
  caseRole as CaseRole,
  caseRoleHint as CaseRoleHint,
} from '../en/roles.ts';

export const agencyRole: typeof AgencyRole = {
  administrator: 'مدير النظام',
  registrar: 'أمين السجل',
  centralAuthority: 'موظف السلطة المركزية',
  dutyOfficer: 'المناوب على مدار الساعة',
  knowledgeEditor: 'محرر المعارف',
  auditor: 'المدقق',
};

export const agencyRoleHint: typeof AgencyRoleHint = {
  administrator: 'يشغّل هذا النظام ويأذن بدخول الأشخاص. لا يرى قضية ولا دليلا.',
  registrar: 'يفتح القضايا ويسمي المسؤولين عنها.',
  centralAuthority: 'يرسل الطلبات بين الدول ويتلقاها. ويجوز له فتح قضية.',
  dutyOfficer: 'يجيب عن الطلبات العاجلة في أي ساعة. ويجوز له فتح قضية.',
  knowledgeEditor: 'يتعهد دليل القوانين والسلطات.',
  auditor: 'يسأل من فعل ماذا. لا يرى الأدلة.',
};

export const caseRole: typeof CaseRole = {
  lead: 'المسؤول عن القضية',
  investigator: 'المحقق',
  prosecutor: 'المدعي العام',
  judge: 'القاضي',
  examiner: 'الخبير',
  translator: 'المترجم',
  observer: 'المراقب',
  defence: 'الدفاع',
};

export const caseRoleHint: typeof CaseRoleHint = {
  lead: 'مسؤول عن القضية ويقرر من فيها.',
  investigator: 'يجمع الأدلة ويطّلع عليها.',
  prosecutor: 'يطّلع على الأدلة وعلى من تداولها.',
  judge: 'يأذن؛ ويطّلع على الأدلة وعلى من تداولها.',
  examiner: 'يفحص الأدلة ويضيف إليها.',
  translator: 'يطّلع على الأدلة. ولا يرى من تداولها.',
  observer: 'من جهة أخرى. يطّلع على الأدلة. ولا يرى أسماء العاملين هنا.',
  defence: 'يطّلع على الأدلة. ولا يرى أسماء العاملين هنا.',
};
