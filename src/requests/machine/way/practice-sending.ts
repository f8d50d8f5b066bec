// Check 15, how it goes: the way against the planner, the means that were said against what the State takes, its form and the assurances
// that it asks for. What is not on record is said to be so, and is never taken for "no" or "none".
import { declarationsOf } from '../../../law/look-up.ts';
import type { Authority } from '../../../law/model.ts';
import type { Assurance } from '../../../law/schema/parties.ts';
import { isMeans, notTaking, takenBy } from '../../core/means.ts';
import type { RequestFinding } from './request-finding.ts';
import type { Checked } from './practice.ts';
import { ownWay } from './way.ts';
import { waysOf } from './ways.ts';

/** Parts of a record in the directory that may lack; the catalogue of messages has a word for each. */
type ProfilePart = 'means' | 'form' | 'content' | 'assurance';

/** The way that the request goes, or the best of those that are open to it. */
export function aboutWayItGoes(checked: Checked): RequestFinding[] {
  const { say, setting } = checked;
  const ways = waysOf(checked, setting.day);
  const own = setting.follows?.way ?? ownWay(checked);
  const way = own === undefined ? ways[0] : ways.find(({ channel }) => channel === own);
  if (way === undefined || way.verdict === 'open' || way.isOfItsRequest === true) return [];
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
  return transmission.filter((one) => !isMeans(one));
}

/** By which means it is sent is what whoever writes it says, and nothing else tells. */
function aboutMeans({ say, setting }: Checked, here: readonly Authority[]): RequestFinding[] {
  const taken = takenBy(here);
  const { means } = setting;
  if (means === undefined) {
    const words = taken.map((one) => one.name);
    return [say('meansNotSaid', { level: taken.length === 0 ? 'warn' : 'block', by: 'language', words })];
  }
  return notTaking(taken, means).map((one) =>
    say('meansNotAccepted', { level: 'block', by: 'language', words: [one.name, means, ...one.means] }),
  );
}

/** Of what a declaration on record asks for, what the letter does not give. */
function aboutAssurance({ say, law, setting, draft }: Checked): RequestFinding[] {
  const { to } = setting;
  const { instrument } = draft.legal.record;
  if (to === undefined) return [];
  const given = assurancesGiven(draft);
  return declarationsOf(law, instrument, to).flatMap(({ article, effect, assurances = [] }) => {
    const open = assurances.filter((one) => !given.includes(one));
    if (open.length === 0) return [];
    const by = { ref: `${instrument}, Art. ${article}` };
    return [
      say('assuranceAsked', {
        level: 'block',
        by,
        field: fieldFor(draft, open),
        words: [to, effect, ...open],
      }),
    ];
  });
}

/** Where a form of ours gives some. */
const GIVEN_IN = 'assurances';
/** No other use without consent (UNTOC Art. 18(19)); limits of use that are accepted (Budapest Convention, Art. 28(2)). */
const NO_OTHER_USE = { field: 'use', ref: /18\(19\)|28\(2\)/ };

function assurancesGiven({ legal, answers }: Checked['draft']): readonly string[] {
  const given = answers[GIVEN_IN];
  const use = legal.fields.find(({ id, ref }) => id === NO_OTHER_USE.field && NO_OTHER_USE.ref.test(ref));
  const limits = use && answers[use.id];
  return [
    ...(Array.isArray(given) ? given.filter((one) => typeof one === 'string') : []),
    ...(limits === undefined || limits === false ? [] : ['speciality']),
  ];
}

/** Undefined: the form has no field for it, and a reason says how it is given. */
function fieldFor({ legal }: Checked['draft'], open: readonly Assurance[]): string | undefined {
  const names = open.includes('speciality') ? [NO_OTHER_USE.field, GIVEN_IN] : [GIVEN_IN];
  return names.find((name) => legal.fields.some(({ id }) => id === name));
}

/** No authority of the directory says it. */
function aboutSilence({ say, setting, law, draft }: Checked, here: readonly Authority[]): RequestFinding[] {
  const to = setting.to ?? '';
  const isSaid: { readonly [part in ProfilePart]: boolean } = {
    means: here.some(({ transmission }) => transmission !== undefined),
    form: here.some(({ form }) => form !== undefined),
    content: here.some(({ requiredContent }) => requiredContent !== undefined),
    assurance:
      setting.to !== undefined &&
      declarationsOf(law, draft.legal.record.instrument, setting.to).some(
        ({ assurances }) => assurances !== undefined,
      ),
  };
  const open = Object.entries(isSaid).flatMap(([part, isKnown]) => (isKnown ? [] : [part]));
  if (open.length === 0) return [];
  return [say('profileSilent', { level: 'warn', by: 'language', words: [to, ...open] })];
}
