import type {
  agencyRole as AgencyRole,
  agencyRoleHint as AgencyRoleHint,
  caseRole as CaseRole,
  caseRoleHint as CaseRoleHint,
} from '../en/roles.ts';

export const agencyRole: typeof AgencyRole = {
  administrator: 'Администратор',
  registrar: 'Регистратор',
  centralAuthority: 'Сотрудник центрального органа',
  dutyOfficer: 'Дежурный 24/7',
  knowledgeEditor: 'Редактор базы знаний',
  auditor: 'Ревизор',
};

export const agencyRoleHint: typeof AgencyRoleHint = {
  administrator: 'Ведёт эту систему и допускает людей. Не видит ни дел, ни доказательств.',
  registrar: 'Открывает дела и назначает их руководителей.',
  centralAuthority: 'Отправляет и получает запросы между государствами. Может открыть дело.',
  dutyOfficer: 'Отвечает на срочные запросы в любое время. Может открыть дело.',
  knowledgeEditor: 'Ведёт справочник законов и органов.',
  auditor: 'Спрашивает, кто что сделал. Не видит доказательств.',
};

export const caseRole: typeof CaseRole = {
  lead: 'Руководитель',
  investigator: 'Следователь',
  prosecutor: 'Прокурор',
  judge: 'Судья',
  examiner: 'Эксперт',
  translator: 'Переводчик',
  observer: 'Наблюдатель',
  defence: 'Защита',
};

export const caseRoleHint: typeof CaseRoleHint = {
  lead: 'Отвечает за дело и решает, кто в нём участвует.',
  investigator: 'Собирает доказательства и смотрит их.',
  prosecutor: 'Смотрит доказательства и кто с ними работал.',
  judge: 'Разрешает; смотрит доказательства и кто с ними работал.',
  examiner: 'Исследует объекты и добавляет доказательства.',
  translator: 'Смотрит доказательства. Не видит, кто с ними работал.',
  observer: 'Из другого ведомства. Смотрит доказательства. Не видит имён здешних сотрудников.',
  defence: 'Смотрит доказательства. Не видит имён здешних сотрудников.',
};
