// The nineteen checks of practice that need more than the form: what the case holds, what the law says of both States, who is
// in the directory. Pure: all of it is given. Each has its own code; `checks.ts` has those that the answers alone decide.
import type { Day } from '../../../law/day.ts';
import type { CheckId, DataCategory, Knowledge } from '../../../law/model.ts';
import { knowledgeOn } from '../../../law/on-day.ts';
import type { Wording } from '../../../law/sentence.ts';
import type { StateCode } from '../../../law/states.ts';
import type { LetterLanguage } from '../../core/letter-language.ts';
import type { Item } from '../../core/answers.ts';
import { askedOf, itemsOf } from '../../core/request-items.ts';
import type { RequestFinding } from './request-finding.ts';
import type { Means } from '../../core/means.ts';
import type { OpenSearch } from '../../core/open-search.ts';
import { categoriesOf, isAsking, type Level } from '../../core/form.ts';
import { aboutLaw, aboutStatesNamed } from './practice-law.ts';
import { aboutWayItGoes } from './practice-sending.ts';
import { aboutScope } from './practice-scope.ts';
import type { TechnicalReading } from './technical-reading.ts';
import type { DraftRequest } from '../messages/request-file.ts';

/** Closed: the catalogue of messages says each in words. */
export type PracticeCode =
  | 'openSource' // 1
  | 'affiliate' // 2
  | 'notPreserved' // 3
  | 'preservationEnds' // 4
  | 'directRoute' // 5
  | 'counterpartCopy' // 5
  | 'copyTakerGone' // 5
  | 'copyNotRead' // 5
  | 'copyLanguageUnknown' // 5
  | 'cyberUnit' // 6
  | 'cyberUnitLater' // 6
  | 'noStableIdentifier' // 7
  | 'accountFormat' // 7
  | 'allData' // 8
  | 'wrongEntity' // 9
  | 'holderNotListed' // 9
  | 'noAddress' // 9
  | 'noNexus' // 10
  | 'thinReason' // 10
  | 'notInForce' // 11
  | 'forceUnknown' // 11
  | 'dualCriminality' // 11
  | 'needsAuthority' // 12
  | 'notByThisForm' // 12
  | 'unvalidated' // 12
  | 'authorityAtHome' // 12
  | 'authorityUnknown' // 12
  | 'noUrgencyReason' // 13
  | 'noSecrecyReason' // 13
  | 'notConfidential' // 13
  | 'noThreat' // 14
  | 'callBack' // 14
  | 'noCallBackNumber' // 14
  | 'notInLanguage' // 15
  | 'notInLanguageNotified' // 15
  | 'languageUnknown' // 15
  | 'letterNotTranslated' // 15
  | 'authorityAsks' // 15
  | 'authorityNotListed' // 15
  | 'otherAuthority' // 15
  | 'contactUnconfirmed' // 15
  | 'wayClosed' // 15
  | 'wayUnknown' // 15
  | 'meansNotSaid' // 15
  | 'meansNotAccepted' // 15
  | 'profileSilent' // 15
  | 'assuranceAsked' // 15
  | 'duplicate' // 17
  | 'privilege' // 18
  | 'proportionality'; // 19

export interface HeldPreservation {
  readonly number: number;
  readonly holder: string;
  readonly categories: readonly string[];
  readonly identifiers: Item['identifiers'];
  /** Undefined: until further notice. */
  readonly expiresAt: Date | undefined;
  /** What came to be after it is not held: it takes effect once. */
  readonly heldSince: Date;
}

interface OtherRequest {
  readonly reference: string;
  readonly form: string;
  readonly holders: readonly string[];
}

/** The request that another follows: its way is the way of the other. */
export interface Followed {
  readonly draft: DraftRequest;
  /** Who asked whom, and how urgently. */
  readonly from: StateCode | undefined;
  readonly to: StateCode | undefined;
  readonly urgency: Setting['urgency'];
  /** The one by which it was sent, or that of its plan. */
  readonly way: string | undefined;
  /** It went by that way with a reason, where nobody knew whether it was open. */
  readonly isReasoned: boolean;
}

/** What surrounds a draft. */
export interface Setting {
  /** Undefined: it follows none, or it is not said which. */
  readonly follows?: Followed | undefined;
  readonly from: StateCode | undefined;
  readonly to: StateCode | undefined;
  readonly day: Day;
  readonly urgency: 'normal' | 'urgent' | 'emergency';
  /** By which means it is sent, as whoever writes it says. */
  readonly means?: Means | undefined;
  /** Of the planner, where the request was begun from a plan. */
  readonly way: string | undefined;
  /** Those of the case that run. */
  readonly preservations: readonly HeldPreservation[];
  /** Other requests of the case that are not closed. */
  readonly others: readonly OtherRequest[];
  /** Of its technical part as it stands; undefined: nobody has said that it is right. */
  readonly reading: TechnicalReading | undefined;
  /** Of the numbers that it gives, those that two persons confirmed for an authority of ours. Asked in an emergency alone. */
  readonly inDirectory: readonly string[];
  /** Of the numbers and mail addresses that it gives of whom it asks, those that two persons confirmed for an authority of that State. */
  readonly theirContacts: readonly string[];
  /** Only those who are named see it. */
  readonly isConfidential: boolean;
  /** A copy of its letter was made for an authority of that State. */
  readonly isCopied: boolean;
  /** Authority of the directory for which one is made when it leaves. */
  readonly copyFor: string | undefined;
  /** Of open sources; undefined: none is recorded. */
  readonly openSearch: OpenSearch | undefined;
  /** In which its letter goes out, and in which it can be had whole: as it was written, and where every sentence is translated. */
  readonly language: LetterLanguage;
  readonly languages: readonly LetterLanguage[];
}

export interface Checked {
  readonly draft: DraftRequest;
  readonly setting: Setting;
  readonly law: Knowledge;
  readonly items: readonly Item[];
  /** Its number in the request, which may ask for more than data. */
  readonly numberOf: (item: Item) => number;
  readonly categories: readonly DataCategory[];
  readonly say: Say;
}

interface Said {
  readonly level: Level;
  /** The check of the law data that it rests on, or an instrument with its article. */
  readonly by: CheckId | { readonly ref: string };
  readonly field?: string | undefined;
  readonly item?: number;
  readonly words?: readonly Wording[];
}

type Say = (code: PracticeCode, said: Said) => RequestFinding;

/** None for what asks for nothing: an answer, a notice. */
export function practiceFindings(
  draft: DraftRequest,
  published: Knowledge,
  setting: Setting,
): RequestFinding[] {
  const law = knowledgeOn(published, setting.day);
  const { legal, answers } = draft;
  const { form, fields } = legal;
  const categories = categoriesOf(form, answers);
  const dataField = form.roles.items ?? form.roles.identifiers ?? fields[0]?.id ?? '';
  const basis = new Map(law.checks.map((one) => [one.id, one.basis]));
  const say: Say = (code, { level, by, field = dataField, item, words = [] }) => ({
    what: { kind: 'practice', code, words },
    level,
    field,
    ref: typeof by === 'string' ? (basis.get(by) ?? '') : by.ref,
    ...(item !== undefined && { item }),
  });
  const found = aboutLetter(say, setting);
  const all = askedOf(answers, form.roles.items);
  const items = itemsOf(answers, form.roles.items);
  const numberOf = (item: Item): number => all.indexOf(item) + 1;
  const checked: Checked = { draft, setting, law, items, numberOf, categories, say };
  if (!isAsking(form) || (categories.length === 0 && all.length === 0))
    return [
      ...found,
      ...aboutStatesNamed(checked),
      ...(setting.follows === undefined ? [] : aboutWayItGoes(checked)),
    ];
  const scope = categories.length === 0 ? [] : aboutScope(checked);
  return [...found, ...scope, ...aboutLaw(checked)];
}

/** Check 15, of any letter: what goes out in a language has been translated into it before it is signed. */
function aboutLetter(say: Say, { language, languages }: Setting): RequestFinding[] {
  if (languages.includes(language)) return [];
  return [say('letterNotTranslated', { level: 'block', by: 'language', words: [language] })];
}
