// Cases at random, with all that a request leaves in the tables: some of it written before something became confidential, some
// after, some of what was confidential opened again. Written by the owner, as only the labels are looked at.
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

const CASES = 6;
/** Many more than cases and requests: most pairs of a row and a person are met once. */
const PERSONS = 300;
/** Of them who is told of what is confidential. */
const TOLD = 0.2;
const REQUESTS = 40;
const PRESERVATIONS = 40;
const ROLES = [
  'lead',
  'investigator',
  'prosecutor',
  'judge',
  'translator',
  'examiner',
  'observer',
  'defence',
] as const;

export interface World {
  readonly persons: readonly string[];
  readonly cases: readonly string[];
}

export async function makeWorld(owner: Client, random: () => number): Promise<World> {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T; // none is asked of an empty list
  const persons = ids(PERSONS);
  const cases = ids(CASES);
  const run = async (text: string, ...values: unknown[]): Promise<void> =>
    void (await owner.query(text, values));
  await run(
    `insert into person (id, name, email, created_at, ended_at)
       select id, email, email || '@agency.example', now(), case when ended then now() end
         from unnest($1::uuid[], $2::text[], $3::boolean[]) p (id, email, ended)`,
    persons,
    persons.map((_, i) => `p${i}`),
    persons.map((_, i) => i === 0 || random() < 0.03),
  );
  for (const [i, id] of cases.entries()) {
    await run(
      `insert into case_file (id, reference, title, created_at) values ($1, $2, 'x', now())`,
      id,
      `FR-2026-${i}`,
    );
    const members = persons.filter(() => random() < 0.6);
    await run(
      `insert into case_member select $1, m.person, m.role, null, now() from unnest($2::uuid[], $3::text[]) m (person, role)`,
      id,
      members,
      members.map(() => pick(ROLES)),
    );
  }
  const requests: Thing[] = [];
  for (let i = 0; i < REQUESTS; i++) {
    const request = { id: randomUUID(), case: pick(cases), by: pick(persons) };
    requests.push(request);
    await begin(owner, request, i + 1);
    if (random() < 0.4) await leave(owner, request, i);
    await change(owner, request.id, persons, random);
    await leave(owner, request, i + REQUESTS);
    if (random() < 0.3) await change(owner, request.id, persons, random);
  }
  for (let i = 0; i < PRESERVATIONS; i++) {
    const file = pick(cases);
    const of = requests.filter((one) => one.case === file).map(({ id }) => id);
    const made = random() < 0.5 ? pick([null, ...of]) : null;
    await keep(owner, { id: randomUUID(), case: file, by: pick(persons) }, i + 1, made);
    if (random() < 0.5)
      await run(
        `update preservation set production_id = $1 where case_id = $2 and number = $3 and request_id is distinct from $1`,
        pick([null, ...of]),
        file,
        i + 1,
      );
  }
  for (const { id } of requests) if (random() < 0.3) await change(owner, id, persons, random);
  return { persons, cases };
}

interface Thing {
  readonly id: string;
  readonly case: string;
  readonly by: string;
}

const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

async function begin(owner: Client, { id, case: file, by }: Thing, number: number): Promise<void> {
  await owner.query(
    `insert into request (id, case_id, number, form, version, begun_by, begun_at) values ($1, $2, $3, 'x', 1, $4, now())`,
    [id, file, number, by],
  );
  await owner.query(`insert into request_version values ($1, $2, 1, '{}', '{}', null, $3, now())`, [
    id,
    file,
    by,
  ]);
}

/** One row more in every table of a request; `n` is new for the request. */
async function leave(owner: Client, request: Thing, n: number): Promise<void> {
  const [event, delivery, exhibit, notice, clock] = ids(5);
  const at = `'${request.id}', '${request.case}'`;
  const by = `'${request.by}'`;
  const number = n + 1;
  for (const row of [
    `request_event values ('${event}', ${at}, ${number}, 'x', 'draft', 'review', 'ours', ${by}, now(), now(), 'UTC', null, null, '{}', 1)`,
    `request_item values (${at}, ${number}, 'wanted', now(), ${number})`,
    `request_remark values (gen_random_uuid(), ${at}, 1, 'x', 'x', null, ${by}, now())`,
    `request_technical_reading values (gen_random_uuid(), ${at}, md5('${n}') || md5('${n}'), ${by}, 'x', now())`,
    `request_signature values (gen_random_uuid(), ${at}, 1, 'judge', ${by}, '', sha256(''), '', sha256(''), '{}', repeat('0', 64), '',
       'https://comity.example', '', now())`,
    `request_paper values (gen_random_uuid(), '${request.case}', '${request.id}', 'x', 'a/b', sha256(''), 'x', ${by}, now())`,
    `request_paper values (gen_random_uuid(), '${request.case}', null, 'x', 'a/b', sha256('${exhibit}'), 'x', ${by}, now())`,
    `request_translation values (gen_random_uuid(), ${at}, 'en', 'fr', 'x', 'x', 'x', ${by}, now())`,
    `exchange_conversation (id, peer_origin, is_ours, request_id, opened_at)
       values (gen_random_uuid(), 'x', true, '${request.id}', now()) on conflict do nothing`,
    `portal_addressee values ('${event}', '${event}', ${by}, now())`,
    `portal_order (id, addressee_id, request_id, case_id, reference, letter, sha256, given_by, given_at)
       values (gen_random_uuid(), '${event}', '${request.id}', '${request.case}', 'x', 'x', repeat('0', 64), ${by}, now()) on conflict do nothing`,
    `request_translation_certificate values (gen_random_uuid(), ${at}, 'en', 'fr', repeat('0', 64), 'x', ${by}, now())`,
    `counterpart_copy (id, request_id, case_id, authority, name, version, language, made_by, asked_at)
       values (gen_random_uuid(), ${at}, 'x', 'x', 1, 'en', ${by}, now())`,
    `request_delivery (id, request_id, case_id, number, arrived_at, evidence, is_informal, by_person, at)
       values ('${delivery}', ${at}, ${number}, now(), 'x', false, ${by}, now())`,
    `exhibit (id, number, case_id, item, method, title, files, bytes, sha256, conditions, status, added_at)
       values ('${exhibit}', '${exhibit}', '${request.case}', (select count(*) + 1 from exhibit), 'x', 'x', 1, 1, '', '[]', 'held', now())`,
    `request_result values ('${delivery}', ${at}, '${exhibit}', 'x', 1, repeat('0', 64), 1, ${by}, now())`,
    `result_brought values ('${exhibit}', '${request.case}', '${request.id}', ${n % 2 === 0 ? `'${delivery}'` : 'null'})`,
    `request_notice values ('${notice}', ${at}, ${number}, 'x', 'x', 'planned', now())`,
    `request_notice_event values (gen_random_uuid(), '${notice}', ${at}, 'planned', ${by}, now())`,
    `request_remedy_event values (gen_random_uuid(), ${at}, ${number}, 'used', 'effective', 'suspect', 'x', null, now(), 'x', ${by}, now())`,
    `request_cost_event values (gen_random_uuid(), ${at}, ${number}, 'claimed', 1, 'EUR', now(), 'x', ${by}, now())`,
    ...clockRows(clock, request, { request: request.id, event: event ?? '' }),
  ])
    await owner.query(`insert into ${row}`);
}

async function keep(owner: Client, kept: Thing, number: number, made: string | null): Promise<void> {
  const [clock, event] = ids(2);
  await owner.query(
    `insert into preservation (id, case_id, number, state_since, holder, identifiers, categories, begun_by, begun_at, request_id)
       values ($1, $2, $3, now(), 'x', '[]', '{}', $4, now(), $5)`,
    [kept.id, kept.case, number, kept.by, made],
  );
  for (const row of [
    `preservation_event values ('${event}', '${kept.id}', '${kept.case}', 1, 'confirm', 'requested', 'inForce', 'theirs', '${kept.by}',
       now(), now(), 'UTC')`,
    ...clockRows(clock, kept, { preservation: kept.id, event: event ?? '' }),
  ])
    await owner.query(`insert into ${row}`);
}

function clockRows(
  clock: string | undefined,
  of: Thing,
  about: { readonly request?: string; readonly preservation?: string; readonly event: string },
): string[] {
  const which = about.request === undefined ? 'preservation' : 'request';
  return [
    `request_clock (id, case_id, ${which}_id, clock, rule, law_version, state_code, week, zone, desk, status, run, begun_at,
       computed_at) values ('${clock}', '${of.case}', '${about.request ?? about.preservation}', 'x', '{}', 'x', 'FR', 'own', 'UTC', 'desk',
       'running', '{}', now(), now())`,
    `request_clock_event (clock_id, case_id, number, event, at, ${which}_event_id)
       values ('${clock}', '${of.case}', 1, 'x', now(), '${about.event}')`,
    `clock_alarm (id, clock_id, case_id, kind, due_at) values (gen_random_uuid(), '${clock}', '${of.case}', 'end', now())`,
    `alarm_letter (id, clock_id, case_id, person_id, made_at)
       values (gen_random_uuid(), '${clock}', '${of.case}', '${of.by}', now())`,
  ];
}

/** Confidential, or no more, or to others; and so with what was delivered. */
async function change(
  owner: Client,
  request: string,
  persons: readonly string[],
  random: () => number,
): Promise<void> {
  const knowers = persons.filter(() => random() < TOLD);
  await owner.query(
    `insert into request_knower select r.id, r.case_id, p, p, now() from request r, unnest($2::uuid[]) p where r.id = $1
       on conflict (request_id, person_id) do update set ended_at = null`,
    [request, knowers],
  );
  await owner.query(
    `update request_knower set ended_at = now() where request_id = $1 and person_id <> all ($2::uuid[])`,
    [request, persons.filter((one) => knowers.includes(one) || random() < 0.3)],
  );
  await owner.query(`insert into request_confidence select gen_random_uuid(), id, case_id, 'restricted', begun_by, now(), null, null, 'x'
    from request where id = '${request}'`);
  if (knowers.length > 0)
    await owner.query('update request set restricted = $2 where id = $1', [request, random() < 0.6]);
  const told = persons.filter(() => random() < TOLD);
  await owner.query(
    `insert into result_knower select d.id, d.request_id, d.case_id, p, p, now() from request_delivery d, unnest($2::uuid[]) p
      where d.request_id = $1 on conflict (delivery_id, person_id) do update set ended_at = null`,
    [request, told],
  );
  await owner.query(`insert into result_confidence select gen_random_uuid(), id, request_id, case_id, 'restricted', by_person, now(), null,
    null, 'x', 'x' from request_delivery where request_id = '${request}'`);
  if (told.length > 0)
    await owner.query(
      `update request_delivery set restricted = $2, confidential_ground = case when $2 then 'x' end where request_id = $1`,
      [request, random() < 0.5],
    );
}
