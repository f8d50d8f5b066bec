// Fills a home as years of work would: `web-fill.ts HOME EXHIBITS EVENTS USERS URL`. Prints the cases, and a session of
// each user. The rows are those that the program writes, made by its own functions, each event signed and chained and the
// tree grown over all; they are inserted by the thousand instead of act by act, and no exhibit has its bytes in the store.
import { randomFillSync, randomUUID } from 'node:crypto';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { isoUtc } from '../src/base/time.ts';
import { insertCase } from '../src/cases/case.store.ts';
import type { CaseFile } from '../src/cases/case.ts';
import { exhibitNumber } from '../src/evidence/exhibits/exhibit.ts';
import { insertExhibit, setCheckedAt } from '../src/evidence/exhibits/exhibit.store.ts';
import { makeLeaf, type ChainHead, type Draft } from '../src/evidence/log/log-entry.ts';
import { insertHead, insertLeaves, readHead, type NewLeaf } from '../src/evidence/log/log.store.ts';
import { TOOL } from '../src/evidence/log/tool.ts';
import { insertMember } from '../src/people/case-member.store.ts';
import { homeAt } from '../src/platform/home.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import { openHouse } from '../src/server/server.ts';
import { appendLeaf, rootOf } from '../src/verify/merkle.ts';
import { enrol, type Enrolled } from '../test/support/people.ts';

interface Held {
  readonly id: Uuid;
  readonly number: string;
  readonly caseId: Uuid;
  head: ChainHead | undefined;
}

const CASES = 10;
const BATCH = 5000;
const DAYS = 80; // less than what makes an exhibit overdue (evidence/custody/fixity.jobs.ts)
/** Of the events of an exhibit, each so-many-th is a check; the others after the first two are views. */
const CHECKED_EVERY = 25;
const BYTES = 1_234_567;

const [path = '', exhibits = '', events = '', users = '', url = ''] = process.argv.slice(2);
const opened = await openHouse(homeAt(path), process.env, new URL(url), 'bench');
const { house, people } = opened;
const now = Date.now();
const began = now - DAYS * 86_400_000;
const random = (bytes: Uint8Array<ArrayBuffer>): void => void randomFillSync(bytes);

const persons: Enrolled[] = [];
for (let i = 0; i < Number(users); i++) persons.push(await enrol(people, `user${i}`));
const cases: CaseFile[] = [];
for (let i = 0; i < CASES; i++)
  cases.push(
    await house.db.transaction(async (tx) => {
      const createdAt = new Date(began + i);
      const file = await insertCase(tx, {
        id: newUuid(() => began, random),
        title: `Case ${i}`,
        state: 'FR',
        createdAt,
      });
      for (const { id } of persons)
        await insertMember(tx, { caseId: file.id, person: id, role: 'lead', at: createdAt });
      return file;
    }),
  );

const held: Held[] = [];
for (const file of cases)
  await house.db.transaction(async (tx) => {
    const some = Number(exhibits) / CASES;
    for (let item = 1; item <= some; item++) {
      const one = {
        id: newUuid(() => began, random),
        number: exhibitNumber(file.reference, item),
        caseId: file.id,
      };
      await insertExhibit(tx, {
        ...one,
        item,
        method: 'file',
        title: `Photograph ${item} of the quay, from the harbour office`,
        files: 1,
        bytes: BYTES,
        sha256: randomUUID().replaceAll('-', '').repeat(2),
        conditions: [],
        addedAt: new Date(began),
      });
      await setCheckedAt(tx, one.id, new Date(now - 86_400_000));
      held.push({ ...one, head: undefined });
    }
    await tx.updateTable('case_file').set({ last_item: some }).where('id', '=', file.id).execute();
  });

/** What happens to each exhibit in turn, so that the rows of one lie far apart, as they do when people work. */
function draftOf({ id, number, caseId }: Held, round: number, at: number): Draft {
  const common = { item: number, case: caseId, occurredAt: isoUtc(at), tool: TOOL };
  const extent = { files: 1, bytes: BYTES };
  const person = persons[round % persons.length];
  const detail = { person: person?.person.name ?? '', personId: person?.id ?? '' };
  if (round === 0)
    return {
      ...common,
      type: 'acquired',
      role: 'investigator',
      authority: { type: 'warrant', id: '441/26' },
      digests: { sha256: 'ab'.repeat(32) },
      size: BYTES,
      detail: { ...detail, source: 'Office at the harbour (invented)' },
      facts: { ...extent, method: 'file' },
    };
  if (round === 1)
    return {
      ...common,
      type: 'stored',
      facts: { ...extent, object: `urn:uuid:${id}`, inventory: 'cd'.repeat(32) },
    };
  if (round % CHECKED_EVERY === 0)
    return { ...common, type: 'checked', digests: { sha256: 'ab'.repeat(32) }, facts: extent };
  return { ...common, type: 'viewed', role: 'investigator', detail };
}

const before = await readHead(house.db.kysely);
let range = { size: before?.size ?? 0, hashes: before?.hashes ?? [] };
const rounds = Number(events) / held.length;
let batch: NewLeaf[] = [];
async function insertBatch(): Promise<void> {
  await house.db.transaction(async (tx) => {
    await insertLeaves(tx, batch);
    await insertHead(tx, range, rootOf(nodeCrypto, range));
  });
  batch = [];
}
for (let round = 0; round < rounds; round++)
  for (const one of held) {
    const at = Math.floor((began + ((now - began) * round) / rounds) / 1000) * 1000;
    const salt = new Uint8Array(32);
    random(salt);
    const leaf = makeLeaf(house.identity, {
      draft: draftOf(one, round, at),
      head: one.head,
      id: newUuid(() => at, random),
      salt,
      recordedAt: at / 1000,
    });
    one.head = { itemSeq: leaf.event.itemSeq, leafHash: leaf.leafHash };
    batch.push({ ...leaf, index: range.size, recordedAt: new Date(at), actKey: randomUUID(), actEvents: 1 });
    range = appendLeaf(nodeCrypto, range, leaf.leafHash);
    if (batch.length === BATCH) await insertBatch();
  }
if (batch.length > 0) await insertBatch();
await house.publish();
// As autovacuum does over the years; else it does all of it while the pages are measured.
await house.db.withOwner((owner) => owner.query('vacuum (analyze)'));
console.log(
  JSON.stringify({ cases: cases.map((one) => one.reference), cookies: persons.map((one) => one.cookie) }),
);
await opened.close();
