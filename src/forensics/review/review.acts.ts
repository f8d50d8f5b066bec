// A hit is looked at, and one says whether it is the known picture. Each showing and each decision is an event of the log.
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { draftOf, exhibitInAct, nameOf, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import { readAll, type BodyOf } from '../../web/fields/field.ts';
import { contentsOf, type ContentsHouse } from '../contents/contents.acts.ts';
import type { Pixels } from '../pictures/pdq.ts';
import type { AskedPicture } from '../pictures/read.ts';
import { DECIDED, exposureOf, waitsFor } from './review.ts';
import { hitsOf, keepDecision, keepOpening, openingsOf, type Hit } from './review.store.ts';

const DAY = 24 * 3600 * 1000;

interface AskedHit {
  readonly by: Viewer;
  readonly number: string;
  readonly hit: Uuid;
}

/** Recorded before the pixels leave. Refuses notFound, notAllowed: the limit of the sitting or of the day is reached. */
export async function openHit(
  at: ContentsHouse,
  { by, number, hit }: AskedHit,
  view: AskedPicture['view'],
): Promise<Pixels | undefined> {
  const { house } = at;
  let opened: { readonly exhibit: Exhibit; readonly found: Hit } | undefined;
  await house.log.append({
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'checkEvidence');
      const found = (await hitsOf(tx, exhibit.id)).find(({ id }) => id === hit);
      if (found === undefined) throw noHit();
      const now = house.clock();
      if (exposureOf(await openingsOf(tx, by.person.id, new Date(now - DAY)), now).isOver) throw enough();
      const of = { hit, exhibit: exhibit.id, caseId: exhibit.caseId, person: by.person.id };
      await keepOpening(tx, { ...of, id: newUuid(house.clock, house.random), at: new Date(now) });
      opened = { exhibit, found };
      const detail = { ...nameOf(by), foundAs: found.path };
      return [
        { ...draftOf(house, { by, number, role }), type: 'viewed', facts: { purpose: 'picture' }, detail },
      ];
    },
  });
  if (opened === undefined) return undefined;
  const { exhibit, found } = opened;
  const path = found.path.split('/').slice(1);
  const place = {
    ...(found.volume === null || found.volume === undefined ? {} : { volume: found.volume }),
    path: path.slice(0, -1),
    file: { name: path.at(-1) ?? '', address: found.address },
    view: 'picture',
    after: 0,
  } as const;
  const { chosen } = await contentsOf(at, exhibit, { place, picture: view });
  return chosen?.picture?.ok === true ? chosen.picture.pixels : undefined;
}

/** Refuses notFound, badInput, notAllowed, conflict: others have settled it. */
export async function decideHit(
  { house }: Pick<ContentsHouse, 'house'>,
  { by, number, hit }: AskedHit,
  body: BodyOf<typeof DECIDED>,
): Promise<void> {
  const { decision } = readAll(DECIDED, body, undefined);
  await house.log.append({
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'checkEvidence');
      const found = (await hitsOf(tx, exhibit.id)).find(({ id }) => id === hit);
      if (found === undefined) throw noHit();
      const own = found.decisions.get(by.person.id);
      const isFirst = own !== undefined && found.decisions.size === 1;
      if (own === decision) return [];
      if (!isFirst && !waitsFor(found.decisions, by.person.id)) throw settled();
      const of = { hit, exhibit: exhibit.id, caseId: exhibit.caseId, person: by.person.id };
      await keepDecision(tx, { ...of, at: new Date(house.clock()) }, decision);
      const { setName, setVersion, entry, distance } = found;
      const method = `hit of set ${setName} ${setVersion}, entry ${entry}, distance ${distance}: ${decision}`;
      const detail = { ...nameOf(by), foundAs: found.path };
      return [{ ...draftOf(house, { by, number, role }), type: 'extracted', facts: { method }, detail }];
    },
  });
}

const noHit = (): Refusal => new Refusal('notFound.pictureHit');
const enough = (): Refusal => new Refusal('notAllowed.pictureLimit');
const settled = (): Refusal => new Refusal('conflict.pictureSettled');
