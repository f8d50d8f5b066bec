// Checks 13 and 14: urgency and secrecy carry reasons, an emergency says what threatens whom, and whoever is asked can call back.
import type { FormField } from '../../../law/model-form.ts';
import type { LegalForm } from '../../core/form.ts';
import type { Answer, Answers } from '../../core/answers.ts';
import type { RequestFinding } from './request-finding.ts';
import type { Checked } from './practice.ts';

const MIN_REASON = 10;
/** Shorter, it does not say both what threatens and what the data have to do with it. */
const MIN_THREAT = 40;

export function aboutUrgency(checked: Checked): RequestFinding[] {
  const { say, setting, draft } = checked;
  const { legal, answers } = draft;
  const { urgency, confidentiality } = legal.form.roles;
  const found: RequestFinding[] = [];
  const threat = threatIn(legal, answers);
  const reason = urgency === undefined ? undefined : answers[urgency];
  const isReason = typeof reason === 'string' && reason.length >= MIN_REASON;
  // A preservation order has no place for it.
  if (setting.urgency !== 'normal' && urgency !== undefined && threat === undefined && !isReason)
    found.push(say('noUrgencyReason', { level: 'block', by: 'urgency', field: urgency }));
  const secret = confidentiality === undefined ? undefined : answers[confidentiality];
  const isBare = secret === true || (typeof secret === 'string' && secret.length < MIN_REASON);
  if (isBare) found.push(say('noSecrecyReason', { level: 'block', by: 'urgency', field: confidentiality }));
  return setting.urgency === 'emergency' ? [...found, ...aboutEmergency(checked, threat)] : found;
}

interface Threat {
  readonly field: string;
  readonly text: string;
}

/** What the form asks of the emergency, all together; undefined: it asks for nothing, or nothing is said. */
function threatIn({ fields }: LegalForm, answers: Answers): Threat | undefined {
  const said = fields.filter(({ id }) => /^(?:emergency|danger)/.test(id) && answers[id] !== undefined);
  const [first] = said;
  if (first === undefined) return undefined;
  const texts = said.map(({ id }) => answers[id]).filter((one) => typeof one === 'string');
  return { field: said.find(({ type }) => type === 'longtext')?.id ?? first.id, text: texts.join(' ') };
}

function aboutEmergency({ say, setting, draft }: Checked, threat: Threat | undefined): RequestFinding[] {
  const { legal, answers } = draft;
  const { urgency, verification } = legal.form.roles;
  const found: RequestFinding[] = [];
  if (threat === undefined || threat.text.length < MIN_THREAT)
    found.push(say('noThreat', { level: 'block', by: 'emergency', field: threat?.field ?? urgency }));
  const numbers = callBackNumbers(legal, answers);
  const field = verification ?? legal.fields.find(isOfOurs)?.id;
  if (numbers.length === 0) found.push(say('noCallBackNumber', { level: 'block', by: 'emergency', field }));
  else if (!numbers.some((one) => setting.inDirectory.includes(one)))
    found.push(say('callBack', { level: 'block', by: 'emergency', field, words: numbers }));
  return found;
}

/** Where a form asks whom to call, that one is called; else whoever it says is asking. */
export function callBackNumbers({ form, fields }: LegalForm, answers: Answers): readonly string[] {
  const { verification } = form.roles;
  const named = fields.filter(({ id, type }) => id === verification || type === 'phone');
  const ours = named.some(({ id }) => answers[id] !== undefined) ? named : fields.filter(isOfOurs);
  return [...new Set(ours.flatMap(({ id }) => numbersIn(answers[id])))];
}

/** How it says that whoever is asked in the other State is reached: numbers and mail addresses. */
export function addresseeContacts({ fields }: LegalForm, answers: Answers): readonly string[] {
  const theirs = fields.filter(
    ({ id, type }) => (type === 'party' || type === 'contact') && /addressee|requested|receiver/.test(id),
  );
  return [...new Set(theirs.flatMap(({ id }) => [...numbersIn(answers[id]), ...writtenIn(answers[id])]))];
}

/** Not those of the State or the provider that is asked. */
function isOfOurs({ id, type }: FormField): boolean {
  return (type === 'party' || type === 'contact') && !/provider|addressee|requested|receiver|holder/.test(id);
}

function writtenIn(answer: Answer | undefined): string[] {
  if (typeof answer !== 'object' || Array.isArray(answer)) return [];
  const { fax, email } = answer as { readonly fax?: unknown; readonly email?: unknown }; // looked at below
  return [fax, email].filter((one) => typeof one === 'string');
}

function numbersIn(answer: Answer | undefined): string[] {
  if (typeof answer === 'string') return [answer];
  if (typeof answer !== 'object' || Array.isArray(answer)) return [];
  const { phone, mobile } = answer as { readonly phone?: unknown; readonly mobile?: unknown }; // looked at below
  return [phone, mobile].filter((one) => typeof one === 'string');
}
