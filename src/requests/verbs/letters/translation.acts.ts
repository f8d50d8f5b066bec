// The translator's desk: sentence by sentence, the source always kept, and a certificate for exactly what was translated.
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { pairsDigest, pairsText, type CertificateSignature, type Pairs } from './certificate.ts';
import { signatureMarks } from '../../machine/states/life.store.ts';
import type { Drafting } from '../drafting/request-draft.acts.ts';
import type { DraftRequest } from '../../machine/messages/request-file.ts';
import type { RequestRecord } from '../../core/request.ts';
import { segmentsOf, type Segment } from '../../machine/text/segments.ts';
import {
  insertCertificate,
  insertTranslation,
  lastCertificate,
  lockTranslation,
  translationsOf,
  type Certificate,
  type NewTranslation,
  type Pair,
  type Translated,
} from './translation.store.ts';

export interface TranslatedSegment extends Segment {
  readonly translated: Translated | undefined;
  /** What stood in this field when it was translated, and does not now. */
  readonly before: readonly Translated[];
}

export interface Translation {
  readonly pair: Pair;
  readonly segments: readonly TranslatedSegment[];
  readonly known: ReadonlyMap<string, string>;
  readonly left: number;
  /** Undefined where nobody answers for what stands there now. */
  readonly certificate: Certificate | undefined;
  /** A certificate was given, and something has changed since. */
  readonly isCertificateVoid: boolean;
}

export async function translationOf(
  tx: Tx,
  { request, draft }: { readonly request: RequestRecord; readonly draft: DraftRequest },
  pair: Pair,
): Promise<Translation> {
  const rows = await translationsOf(tx, request.id, pair);
  const newest = new Map(rows.map((row) => [row.source, row]));
  const found = segmentsOf(draft, pair.from);
  const sources = new Set(found.map(({ source }) => source));
  const segments = found.map((segment) => {
    const translated = newest.get(segment.source);
    const before =
      translated === undefined
        ? [...newest.values()].filter(
            ({ field, source }) => field === segment.field.id && !sources.has(source),
          )
        : [];
    return { ...segment, translated, before };
  });
  const last = await lastCertificate(tx, request.id, pair);
  const isHeld = last !== undefined && last.pairs === pairsDigest(pairsText(pairsOf(segments)));
  return {
    pair,
    segments,
    known: new Map(rows.map(({ source, target }) => [source, target])),
    left: segments.filter(({ translated }) => translated === undefined).length,
    certificate: isHeld ? last : undefined,
    isCertificateVoid: last !== undefined && !isHeld,
  };
}

/** Of the sentences and their translations, in order. */
function pairsOf(segments: readonly TranslatedSegment[]): Pairs {
  return segments.map(({ source, translated }) => [source, translated?.target ?? null]);
}

export interface About {
  readonly request: RequestRecord;
  readonly draft: DraftRequest;
  readonly pair: Pair;
}

/**
 * `over`: the translation that was seen, or none. Where somebody else translated the sentence since, nothing is kept, and theirs is
 * returned. Refusals: conflict, when the sentence was changed in the meantime, or its translation stands in what was signed.
 */
export async function translate(
  desk: Drafting,
  { request, draft, pair }: About,
  {
    source,
    target,
    over,
  }: { readonly source: string; readonly target: string; readonly over?: Uuid | undefined },
): Promise<Translated | undefined> {
  const segment = segmentsOf(draft, pair.from).find((one) => one.source === source);
  if (segment === undefined) throw changed();
  return desk.people.db.asPerson(desk.person.id, async (tx) => {
    await refuseSigned(tx, request, pair);
    await lockTranslation(tx, request.id);
    const now = (await translationsOf(tx, request.id, pair)).findLast((one) => one.source === source);
    if (now?.target === target) return undefined;
    if (now?.id !== over) return now;
    await insertTranslation(tx, {
      ...made(desk, request, pair),
      through: desk.people.through,
      field: segment.field.id,
      source,
      target,
    });
    return undefined;
  });
}

/** `over`: the translation that was read, or none. */
interface Translating {
  readonly source: string;
  readonly target: string;
  readonly over?: Uuid | undefined;
}

/** What was not kept: somebody translated the sentence since its translation was read. Both texts. */
export interface Contested extends Translating {
  readonly theirs: Translated;
}

/**
 * All or none, unless `keepOthers`: then those are kept that nobody else translated since they were read. What stands there already
 * is not written again. Returned: those of which another stands there than was read. Refusals: as `translate`.
 */
export async function translateMany(
  desk: Drafting,
  { request, draft, pair }: About,
  list: readonly Translating[],
  { keepOthers = false }: { readonly keepOthers?: boolean } = {},
): Promise<Contested[]> {
  const fields = new Map(segmentsOf(draft, pair.from).map(({ source, field }) => [source, field.id]));
  if (list.some(({ source }) => !fields.has(source))) throw changed();
  return desk.people.db.asPerson(desk.person.id, async (tx) => {
    await refuseSigned(tx, request, pair);
    await lockTranslation(tx, request.id);
    const now = new Map((await translationsOf(tx, request.id, pair)).map((one) => [one.source, one]));
    const contested = list.flatMap((one) => {
      const theirs = now.get(one.source);
      const isSeen = theirs === undefined || theirs.id === one.over || theirs.target === one.target;
      return isSeen ? [] : [{ ...one, theirs }];
    });
    if (contested.length > 0 && !keepOthers) return contested;
    const left = new Set(contested.map(({ source }) => source));
    for (const { source, target } of list) {
      const field = fields.get(source);
      if (field !== undefined && !left.has(source) && now.get(source)?.target !== target)
        await insertTranslation(tx, {
          ...made(desk, request, pair),
          through: desk.people.through,
          field,
          source,
          target,
        });
    }
    return contested;
  });
}

/** What was signed is the letter in this language. The database refuses the same (migrations/0009-letters.sql). */
async function refuseSigned(tx: Tx, { id, letterIn, writtenIn }: RequestRecord, pair: Pair): Promise<void> {
  if (pair.from !== writtenIn || pair.to !== letterIn) return;
  if ((await signatureMarks(tx, id)).every(({ voidAt }) => voidAt !== undefined)) return;
  throw new Refusal('conflict.letterSignedTranslated');
}

/** What a certificate would be for. Refusals: conflict, while a sentence is not translated. */
export async function certifiable(tx: Tx, about: About): Promise<Pairs> {
  const { segments, left } = await translationOf(tx, about, about.pair);
  if (left > 0 || segments.length === 0) throw new Refusal('conflict.sentencesLeft', { left });
  return pairsOf(segments);
}

/** False when what was signed is not what stands there now. Refusals: conflict, while a sentence is not translated. */
export async function certify(desk: Drafting, about: About, signed?: CertificateSignature): Promise<boolean> {
  const { request, pair } = about;
  return desk.people.db.asPerson(desk.person.id, async (tx) => {
    const pairs = pairsText(await certifiable(tx, about));
    if (signed !== undefined && signed.pairs !== pairs) return false;
    const common = made(desk, request, pair);
    await insertCertificate(tx, { ...common, pairs: pairsDigest(pairs), name: desk.person.name, signed });
    return true;
  });
}

const changed = (): Refusal => new Refusal('conflict.sentenceChanged');

function made({ people, person, file }: Drafting, request: RequestRecord, pair: Pair): NewTranslation {
  return {
    ...pair,
    id: newUuid(people.clock, people.random),
    request: request.id,
    caseId: file.id,
    by: person.id,
    at: new Date(people.clock()),
  };
}
