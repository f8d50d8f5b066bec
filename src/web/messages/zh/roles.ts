import type {
  agencyRole as AgencyRole,
  agencyRoleHint as AgencyRoleHint,
  caseRole as CaseRole,
  caseRoleHint as CaseRoleHint,
} from '../en/roles.ts';

export const agencyRole: typeof AgencyRole = {
  administrator: '管理员',
  registrar: '登记员',
  centralAuthority: '中央机关官员',
  dutyOfficer: '24/7 值班员',
  knowledgeEditor: '知识编辑',
  auditor: '审计员',
};

export const agencyRoleHint: typeof AgencyRoleHint = {
  administrator: '运行本系统并准许人员进入。看不到案件和证据。',
  registrar: '开立案件并指定负责人。',
  centralAuthority: '在国家之间发送和接收请求。可以开立案件。',
  dutyOfficer: '随时答复紧急请求。可以开立案件。',
  knowledgeEditor: '维护法律和机关名录。',
  auditor: '查询谁做了什么。看不到证据。',
};

export const caseRole: typeof CaseRole = {
  lead: '负责人',
  investigator: '侦查员',
  prosecutor: '检察官',
  judge: '法官',
  examiner: '鉴定人',
  translator: '翻译',
  observer: '观察员',
  defence: '辩护方',
};

export const caseRoleHint: typeof CaseRoleHint = {
  lead: '对案件负责，并决定谁参与。',
  investigator: '收集并查看证据。',
  prosecutor: '查看证据以及经手人。',
  judge: '授权；查看证据以及经手人。',
  examiner: '检验证物并添加证据。',
  translator: '查看证据。看不到经手人。',
  observer: '来自其他机构。查看证据。看不到此处工作人员的姓名。',
  defence: '查看证据。看不到此处工作人员的姓名。',
};
