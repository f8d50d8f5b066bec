// What surrounds a draft: both States, what the case has preserved, and what else it asks for.
import type { Uuid } from '../../../../base/ids.ts';
import type { Tx } from '../../../../people/as-person.store.ts';
import { contactsInDirectory, inDirectory } from '../../../../law/contact.store.ts';
import type { Day } from '../../../../law/day.ts';
import type { Knowledge } from '../../../../law/model.ts';
import { isStateCode } from '../../../../law/states.ts';
import type { LetterLanguage } from '../../../core/letter-language.ts';
import type { Answers, Item } from '../../../core/answers.ts';
import { itemsOf } from '../../../core/request-items.ts';
import type { LegalForm } from '../../../core/form.ts';
import { followedBy } from '../../../machine/states/followed.store.ts';
import { formOf } from '../../../forms/index.ts';
import { preservation } from '../../../machine/states/preservation.ts';
import type { Setting } from '../../../machine/way/practice.ts';
import { addresseeContacts, callBackNumbers } from '../../../machine/way/practice-urgency.ts';
import { technicalDigest } from '../../../machine/way/technical-reading.ts';
import { readingOf } from './technical-reading.store.ts';
import { requestReference, type RequestRecord } from '../../../core/request.ts';
import { requestsOf } from '../../../machine/states/request.store.ts';
import { copiesOf } from '../../../machine/way/counterpart-copy.store.ts';
import { segmentsOf } from '../../../machine/text/segments.ts';

const OTHERS = 200;
const RUNNING = preservation.states.filter((state) => !preservation.final.includes(state));
/** What came to nothing asks nobody any more. */
const OVER: ReadonlySet<string> = new Set(['closed', 'withdrawn', 'dropped', 'refused']);

export async function settingOf(
  tx: Tx,
  file: { readonly reference: string },
  about: {
    readonly request: RequestRecord;
    readonly legal: LegalForm;
    readonly law: Pick<Knowledge, 'authorities' | 'forms'>;
  },
  day: Day,
): Promise<Setting> {
  const { request, legal } = about;
  const own = file.reference.slice(0, 2);
  const held = await tx
    .selectFrom('preservation')
    .select(['number', 'holder', 'categories', 'identifiers', 'expires_at', 'begun_at', 'in_force_at'])
    .where('case_id', '=', request.caseId)
    .where('state', 'in', RUNNING)
    .limit(OTHERS)
    .execute();
  const others = await requestsOf(tx, request.caseId, OTHERS);
  return {
    from: isStateCode(own) ? own : undefined,
    to: request.counterpart,
    day,
    urgency: request.urgency,
    way: request.origin?.kind === 'plan' ? request.origin.way : undefined,
    means: request.means,
    follows: await followedBy(tx, request, { own, law: about.law }),
    isConfidential: request.isRestricted,
    isCopied: (await copiesOf(tx, request.id)).length > 0,
    copyFor: request.copyFor,
    openSearch: request.version.openSearch,
    language: request.letterIn,
    reading: await readingOf(tx, request.id, technicalDigest(legal, request.version.answers)),
    inDirectory: await confirmedNumbers(tx, about, own),
    theirContacts: await theirContacts(tx, about),
    languages: [request.writtenIn, ...(await translatedInto(tx, request, legal))],
    preservations: held.map((row) => ({
      number: row.number,
      holder: row.holder,
      categories: row.categories,
      identifiers: row.identifiers as Item['identifiers'], // of the schema, by what wrote it
      expiresAt: row.expires_at ?? undefined,
      heldSince: row.in_force_at ?? row.begun_at,
    })),
    others: others
      .filter(({ id, state, direction }) => id !== request.id && direction === 'outgoing' && !OVER.has(state))
      .map((one) => ({
        reference: requestReference(file.reference, one.number),
        form: one.form,
        holders: holdersOf(one.form, one.version.answers),
      })),
  };
}

/** Which of the numbers to call back stand in the directory, for an authority of ours. */
async function confirmedNumbers(
  tx: Tx,
  { request, legal, law }: Parameters<typeof settingOf>[2],
  own: string,
): Promise<readonly string[]> {
  if (request.urgency !== 'emergency') return [];
  const numbers = callBackNumbers(legal, request.version.answers);
  const ours = law.authorities.filter(({ state }) => state === own).map(({ id }) => id);
  return numbers.length === 0 ? [] : inDirectory(tx, ours, numbers);
}

async function theirContacts(
  tx: Tx,
  { request, legal, law }: Parameters<typeof settingOf>[2],
): Promise<readonly string[]> {
  const contacts = addresseeContacts(legal, request.version.answers);
  const theirs = law.authorities.filter(({ state }) => state === request.counterpart).map(({ id }) => id);
  return contacts.length === 0 ? [] : contactsInDirectory(tx, theirs, contacts);
}

/** Those in which every sentence of its answers has been translated. */
async function translatedInto(
  tx: Tx,
  { id, writtenIn, version }: RequestRecord,
  legal: LegalForm,
): Promise<LetterLanguage[]> {
  const known = await sourcesTranslated(tx, id, writtenIn);
  if (known.size === 0) return [];
  const sources = segmentsOf({ legal, ...version }, writtenIn).map(({ source }) => source);
  return [...known].flatMap(([to, done]) => (sources.every((one) => done.has(one)) ? [to] : []));
}

/** By the language into which they were translated. */
async function sourcesTranslated(
  tx: Tx,
  request: Uuid,
  from: LetterLanguage,
): Promise<Map<LetterLanguage, Set<string>>> {
  const rows = await tx
    .selectFrom('request_translation')
    .select(['to_language as to', 'source'])
    .distinct()
    .where('request_id', '=', request)
    .where('from_language', '=', from)
    .execute();
  const found = new Map<LetterLanguage, Set<string>>();
  for (const { to, source } of rows) found.set(to, (found.get(to) ?? new Set()).add(source));
  return found;
}

function holdersOf(form: string, answers: Answers): string[] {
  const roles = formOf(form)?.roles;
  return [...new Set(itemsOf(answers, roles?.items).flatMap(({ holder }) => holder ?? []))];
}
