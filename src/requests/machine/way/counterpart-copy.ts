// Which requests go to a provider itself, so that an authority of its State is sent a copy; for whom that is, and in which language.
import type { Authority, Knowledge } from '../../../law/model.ts';
import type { StateCode } from '../../../law/states.ts';
import { isLanguage } from '../../../web/language.ts';
import { isLetterLanguage, type LetterLanguage } from '../../core/letter-language.ts';
import type { LegalForm } from '../../core/form.ts';
import type { Setting } from './practice.ts';
import { goesToProvider } from '../../core/form.ts';

/** Of the copies of a request, and of the question for whom one is. */
export const COPIES = '/copies';
export const COPY_FOR = '/copy-for';

/** Those of the directory that take requests of other States there, whatever the treaty. */
export function copyTakers(
  { authorities }: Pick<Knowledge, 'authorities'>,
  to: StateCode | undefined,
): readonly Authority[] {
  return authorities.filter(
    ({ state, functions, roles }) =>
      state === to && functions.includes('receive') && roles.some((role) => role !== 'extradition'),
  );
}

/** A copy as it would be made now. */
export interface CopyWanted {
  readonly taker: Pick<Authority, 'id' | 'name'>;
  /** That of the letter, and where that is none of theirs, one of theirs beside it. */
  readonly language: LetterLanguage;
  readonly beside: LetterLanguage | undefined;
  /** Whether they can read it; `inPart`: what was written freely is not translated into the language beside. */
  readonly isRead: 'whole' | 'inPart' | 'no' | 'unknown';
  /** As the directory has them (BCP 47). */
  readonly taken: readonly string[];
}

interface CopyAbout {
  readonly legal: LegalForm;
  readonly setting: Pick<Setting, 'to' | 'copyFor' | 'language' | 'languages'>;
  /** As it is today. */
  readonly law: Pick<Knowledge, 'authorities'>;
}

/** Undefined: it does not go to a provider, or the directory has no such authority of that State. `id`: the one that was chosen. */
export function copyWanted(
  { legal, setting, law }: CopyAbout,
  id: string | undefined = setting.copyFor,
): CopyWanted | undefined {
  const taker = goesToProvider(legal.form)
    ? copyTakers(law, setting.to).find((one) => one.id === id)
    : undefined;
  if (taker === undefined) return undefined;
  const { language, languages } = setting;
  const { languages: taken } = taker;
  const of = { taker, language, taken: taken ?? [] };
  if (taken === undefined) return { ...of, beside: undefined, isRead: 'unknown' };
  const ours = taken.flatMap((tag) => [tag.split('-')[0] ?? ''].filter(isLetterLanguage));
  if (ours.includes(language)) return { ...of, beside: undefined, isRead: 'whole' };
  const whole = ours.find((one) => languages.includes(one));
  if (whole !== undefined) return { ...of, beside: whole, isRead: 'whole' };
  // Of a language that no page has nothing but what was translated would stand beside it: its fixed words are English.
  const beside = ours.find(isLanguage);
  return { ...of, beside, isRead: beside === undefined ? 'no' : 'inPart' };
}

/** What can be recorded of a copy next; undefined: it is being made, or all is recorded. */
export function nextOfCopy({
  made,
  sent,
  received,
}: {
  readonly made: unknown;
  readonly sent: unknown;
  readonly received: unknown;
}): 'sent' | 'received' | undefined {
  if (made === undefined) return undefined;
  if (sent === undefined) return 'sent';
  return received === undefined ? 'received' : undefined;
}
