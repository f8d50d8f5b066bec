// Check 15, how it goes: the way against the planner, the means against what the State takes, its form and the assurances that it asks
// for. What is not on record is said to be so, and is never taken for "no" or "none".
import { declarationsOf } from '../../law/look-up.ts';
import type { Authority } from '../../law/model.ts';
import type { Answer } from './answers.ts';
import type { RequestFinding } from './checks.ts';
import type { Checked } from './practice.ts';
import { ownWay } from './way.ts';
import { waysOf } from './ways.ts';

/** Parts of a record in the directory that may lack; the catalogue of messages has a word for each. */
export type ProfilePart = 'means' | 'form' | 'content' | 'assurance';

/** The means of `authorities-model.yaml`, and what of a letter's addressee or of its way says that it goes so. */
const MEANS: { readonly [means: string]: readonly Sign[] } = {
  secure_email: ['email'],
  e_codex: ['system'],
  i24_7: ['interpol'],
  siena: ['europol-siena'],
  diplomatic_bag: ['address'],
  post: ['address'],
  courier: ['address'],
  fax: ['fax'],
  // Nothing in a letter says that it goes so: whoever sends it says how this is met.
  web_portal: [],
  platform_api: [],
};

type Sign = 'email' | 'fax' | 'address' | 'system' | 'interpol' | 'europol-siena';

/** The way that the request goes, or the best of those that are open to it. */
export function aboutWayItGoes(checked: Checked): RequestFinding[] {
  const { say, setting } = checked;
  const ways = waysOf(checked, setting.day);
  const own = ownWay(checked);
  const way = own === undefined ? ways[0] : ways.find(({ channel }) => channel === own);
  if (way === undefined || way.verdict === 'open') return [];
  const words = [way.channel, way.why ?? ''];
  return [
    way.verdict === 'closed'
      ? say('wayClosed', { level: 'block', by: { ref: way.ref }, words })
      : say('wayUnknown', { level: 'warn', by: { ref: way.ref }, words }),
  ];
}

/** `here`: those of the State that take requests of this form, as the directory has them. */
export function aboutSending(checked: Checked, here: readonly Authority[]): RequestFinding[] {
  return [...aboutMeans(checked, here), ...aboutAssurance(checked), ...aboutSilence(checked, here)];
}

/** What a record says of sending in words of its own, which a person weighs. */
export function asksInWords(transmission: readonly string[]): readonly string[] {
  return transmission.filter((one) => !Object.hasOwn(MEANS, one));
}

function aboutMeans(checked: Checked, here: readonly Authority[]): RequestFinding[] {
  const { say } = checked;
  const signs = signsOf(checked);
  return here.flatMap(({ name, transmission = [] }) => {
    const means = transmission.filter((one) => Object.hasOwn(MEANS, one));
    if (means.length === 0 || means.some((one) => MEANS[one]?.some((sign) => signs.has(sign)))) return [];
    return [say('meansNotAccepted', { level: 'block', by: 'language', words: [name, ...means] })];
  });
}

/** By what the letter gives of its addressee, and by its way. */
function signsOf(checked: Checked): ReadonlySet<Sign> {
  const { legal, answers } = checked.draft;
  const given = legal.fields
    .filter(({ id, type }) => type === 'party' && /^(?:addressee|requested)$/.test(id))
    .flatMap(({ id }) => reachedBy(answers[id]));
  const way = ownWay(checked);
  const byWay: Sign[] = way === 'interpol' || way === 'europol-siena' ? [way] : [];
  return new Set([...given, ...byWay, ...(legal.form.goesBySystem === true ? ['system' as const] : [])]);
}

function reachedBy(answer: Answer | undefined): Sign[] {
  if (typeof answer !== 'object' || Array.isArray(answer) || !('organisation' in answer)) return [];
  return (['email', 'fax', 'address'] as const).filter((part) => answer[part] !== undefined);
}

/** Of a reservation or declaration on record: reciprocity, or use for the stated purpose alone (speciality). */
const ASSURANCE = /reciproc|special(?:i)?ty|assurance|undertak|use[sd]? (?:only|solely)|limitation on use/i;

function aboutAssurance({ say, law, setting, draft }: Checked): RequestFinding[] {
  const { to } = setting;
  const { instrument } = draft.legal.record;
  if (to === undefined) return [];
  return declarationsOf(law, instrument, to)
    .filter(({ effect }) => ASSURANCE.test(effect))
    .map(({ article, effect }) =>
      say('assuranceAsked', {
        level: 'block',
        by: { ref: `${instrument}, Art. ${article}` },
        words: [to, effect],
      }),
    );
}

/** No authority of the directory says it. */
function aboutSilence({ say, setting, law, draft }: Checked, here: readonly Authority[]): RequestFinding[] {
  const to = setting.to ?? '';
  const isSaid: { readonly [part in ProfilePart]: boolean } = {
    means: here.some(({ transmission }) => transmission !== undefined),
    form: here.some(({ form }) => form !== undefined),
    content: here.some(({ requiredContent }) => requiredContent !== undefined),
    assurance:
      setting.to !== undefined && declarationsOf(law, draft.legal.record.instrument, setting.to).length > 0,
  };
  const open = Object.entries(isSaid).flatMap(([part, isKnown]) => (isKnown ? [] : [part]));
  if (open.length === 0) return [];
  return [say('profileSilent', { level: 'warn', by: 'language', words: [to, ...open] })];
}
