// One answer about one item is saved: what others said of it or of other items meanwhile stays, and what they said otherwise to the
// same question is not overwritten.
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../../../../base/refusal.ts';
import { noRequest } from '../../../core/request.ts';
import type { Asked } from '../../../core/answers.ts';
import { askedOf } from '../../../core/request-items.ts';
import { mergedItem, standingOf } from './item-merge.ts';
import { savePage, type Drafting } from '../request-draft.acts.ts';
import type { RequestRecord } from '../../../core/request.ts';
import { itemCounts, requestOf, versionOf } from '../../../machine/states/request.store.ts';

interface SavedAnswer {
  readonly number: number;
  /** The version that was on the page when it was filled in. */
  readonly base: number;
  readonly page: string;
  /** The list in which the item stands, and where in it, counted from 0. */
  readonly field: string;
  readonly at: number;
  /** The item of that version, with what was answered now. */
  readonly next: Asked;
}

export type SavedItem =
  | { readonly ok: true; readonly request: RequestRecord }
  /** Nothing was saved. `changed`: somebody else answered the same; `moved`: the item is not at its place any more. */
  | { readonly ok: false; readonly request: RequestRecord; readonly why: 'changed' | 'moved' };

const MAX_TRIES = 5;

/** Refusals: notFound, conflict. */
export async function saveItem(drafting: Drafting, saved: SavedAnswer): Promise<SavedItem> {
  const { number, field, page, at } = saved;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const { request, merged } = await mergedNow(drafting, saved);
    if (typeof merged === 'string') return { ok: false, request, why: merged };
    const items = askedOf(request.version.answers, field);
    const done = await savePage(drafting, {
      number,
      base: request.version.number,
      page,
      fields: [field],
      answers: { [field]: items.toSpliced(at, 1, merged) },
    });
    if (done.ok) return done;
  }
  throw new Refusal('conflict.othersSave', { tries: MAX_TRIES });
}

interface Merged {
  readonly request: RequestRecord;
  readonly merged: Asked | 'changed' | 'moved';
}

function mergedNow({ people, person, file }: Drafting, saved: SavedAnswer): Promise<Merged> {
  const { number, base, field, at, next } = saved;
  return people.db.asPerson(person.id, async (tx) => {
    const request = await requestOf(tx, file.id, number);
    if (request === undefined) throw noRequest(number);
    const now = askedOf(request.version.answers, field);
    const version = await versionOf(tx, request.id, base);
    const seen = askedOf(version?.answers ?? {}, field);
    const counts = await itemCounts(tx, request.id, field, base);
    const [before, there] = [seen[at], now[at]];
    // Perhaps by this very page, whose answer was lost.
    if (isDeepStrictEqual(there, asKept(next))) return { request, merged: next };
    if (standingOf({ seen, now, counts }, at) === 'moved') return { request, merged: 'moved' };
    const merged = before === undefined || there === undefined ? next : mergedItem(before, next, there);
    return { request, merged: merged ?? 'changed' };
  });
}

/** Without the members that are not answered, which JSON does not keep. */
function asKept(asked: Asked): unknown {
  return JSON.parse(JSON.stringify(asked));
}
