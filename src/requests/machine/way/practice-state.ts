// Check 15: the request held to what the directory knows of the other State: who is competent, in which language, how it is to be sent,
// whom to call. Unknown is said, never taken for "no".
import { firstDay } from '../../../law/day.ts';
import { isSure } from '../../../law/freshness.ts';
import { isUnder } from '../../../law/look-up.ts';
import type { Authority } from '../../../law/model.ts';
import type { RequestFinding } from './request-finding.ts';
import { goesToState, goesToProvider } from '../../core/form.ts';
import { isSameLanguage } from '../../../web/language-names.ts';
import { sameName } from './holder.ts';
import type { Checked } from './practice.ts';
import { asksInWords, aboutSending } from './practice-sending.ts';
import { addresseeContacts } from './practice-urgency.ts';

/** Those of the State that is asked who take requests under the instrument of this form: a 24/7 point where the form goes to one. */
export function competentIn({
  law,
  setting,
  draft,
}: Pick<Checked, 'law' | 'setting' | 'draft'>): readonly Authority[] {
  const { instrument, addressee } = (setting.follows?.draft ?? draft).legal.record;
  const others = new Set(['extradition', ...(addressee.includes('24/7') ? [] : ['contact_24_7'])]);
  return law.authorities.filter(
    (one) =>
      one.state === setting.to &&
      one.functions.includes('receive') &&
      one.roles.some((role) => !others.has(role)) &&
      isUnder(one, instrument),
  );
}

/** As the directory has them for those who take requests of this form; undefined: it does not say. */
function languagesTaken(here: readonly Pick<Authority, 'languages'>[]): readonly string[] | undefined {
  const known = here.filter((one) => one.languages !== undefined);
  return known.length === 0 ? undefined : [...new Set(known.flatMap((one) => one.languages ?? []))];
}

export function aboutState(checked: Checked): RequestFinding[] {
  const { say, setting, draft } = checked;
  const { to } = setting;
  const { legal } = draft;
  if (to === undefined || goesToProvider(legal.form) || !goesToState(legal.form)) return [];
  const here = competentIn(checked);
  const found = [
    ...aboutAddressee(checked, here),
    ...aboutLanguage(checked, here),
    ...aboutSending(checked, here),
  ];
  for (const { name, requiredContent = [], form, transmission = [], urgentChannel } of here) {
    const asks = [...requiredContent, ...(form === undefined ? [] : [form]), ...asksInWords(transmission)];
    if (setting.urgency !== 'normal' && urgentChannel !== undefined) asks.push(urgentChannel);
    if (asks.length > 0)
      found.push(say('authorityAsks', { level: 'block', by: 'language', words: [name, asks.join('; ')] }));
  }
  return found;
}

/** Whom the letter names, and the number that it gives of them. */
function aboutAddressee(checked: Checked, here: readonly Authority[]): RequestFinding[] {
  const { say, setting, draft } = checked;
  const { legal, answers } = draft;
  const found: RequestFinding[] = [];
  if (here.length === 0)
    found.push(say('authorityNotListed', { level: 'warn', by: 'language', words: [setting.to ?? ''] }));
  for (const { id, type } of legal.fields) {
    const party = type === 'party' && /^(?:addressee|requested)$/.test(id) ? answers[id] : undefined;
    if (typeof party !== 'object' || !('organisation' in party) || here.length === 0) continue;
    const { organisation } = party;
    if (!here.some(({ name }) => sameName(name, organisation))) {
      const words = [organisation, here.map(({ name }) => name).join('; ')];
      found.push(say('otherAuthority', { level: 'warn', by: 'language', field: id, words }));
    }
  }
  const open = addresseeContacts(legal, answers).filter((one) => !setting.theirContacts.includes(one));
  if (open.length > 0)
    found.push(say('contactUnconfirmed', { level: 'warn', by: 'language', words: [open.join(', ')] }));
  return found;
}

/** Those that say it today and at first hand: an old notice, or a copy of one, is told and holds nothing back. */
export function languagesSurelyTaken(
  { law, setting }: Pick<Checked, 'law' | 'setting'>,
  here: readonly Authority[],
): readonly string[] | undefined {
  return languagesTaken(here.filter((one) => isSure(law, one, setting.day)));
}

function aboutLanguage(checked: Checked, here: readonly Authority[]): RequestFinding[] {
  const { say, setting } = checked;
  const { to = '', languages } = setting;
  const taken = languagesTaken(here);
  if (taken === undefined) return [say('languageUnknown', { level: 'warn', by: 'language', words: [to] })];
  if (taken.some((tag) => languages.some((ours) => isSameLanguage(ours, tag)))) return [];
  if (languagesSurelyTaken(checked, here) !== undefined)
    return [say('notInLanguage', { level: 'block', by: 'language', words: [to, ...taken] })];
  return [
    say('notInLanguageNotified', { level: 'warn', by: 'language', words: [to, newest(here), ...taken] }),
  ];
}

/** The day of the last of their notices; empty: none bears one. */
function newest(here: readonly Authority[]): string {
  const days = here.flatMap(({ languages, asOf }) =>
    languages === undefined || asOf === undefined ? [] : [asOf],
  );
  return days.sort((a, b) => firstDay(a).localeCompare(firstDay(b))).at(-1) ?? '';
}
