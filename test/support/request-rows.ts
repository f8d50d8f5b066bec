// What a request leaves in the tables; `$1` is the case, `$2` a person. A new table of requests adds its row here.

/** A request with all that its life leaves. */
export function requestRows(): string[] {
  const request = `(select id from request where case_id = $1)`;
  const event = `gen_random_uuid(), ${request}, $1, 1, 'submit', 'draft', 'review', 'ours', $2, now(), now(), 'UTC'`;
  return [
    `insert into request values (gen_random_uuid(), $1, 1, 'x', 1, $2, now())`,
    `insert into request_version values (${request}, $1, 1, '{}', '{}', null, $2, now())`,
    `insert into request_remark values (gen_random_uuid(), ${request}, $1, 1, 'x', 'x', null, $2, now())`,
    `insert into request_technical_reading
       values (gen_random_uuid(), ${request}, $1, repeat('0', 64), $2, 'x', now())`,
    `insert into request_event values (${event}, null, null, '{}', 1)`,
    `insert into request_item values (${request}, $1, 1, 'wanted', now(), 1)`,
    `insert into request_signature values (gen_random_uuid(), ${request}, $1, 1, 'judge', $2, '', sha256(''), '', sha256(''),
       '{}', repeat('0', 64), '', 'https://comity.example', '', now())`,
    `insert into request_paper values (gen_random_uuid(), $1, ${request}, 'x', 'a/b', sha256(''), 'x', $2, now())`,
    `insert into request_translation values (gen_random_uuid(), ${request}, $1, 'en', 'fr', 'x', 'x', 'x', $2, now())`,
    `insert into exchange_conversation (id, peer_origin, is_ours, request_id, opened_at)
       values (gen_random_uuid(), 'x', true, ${request}, now())`,
    `insert into portal_disclosure (id, package_id, case_id, exhibits, way, who, name, capacity, proceeding, given_by, given_at)
       select gen_random_uuid(), id, case_id, exhibits, 'carrier', 'defence', 'x', 'x', 'x', $2, now() from shared_package where case_id = $1 limit 1`,
    `with conversation as (insert into exchange_conversation (id, peer_origin, is_ours, of_case, opened_at)
         values (gen_random_uuid(), 'x', true, $1, now()) returning id)
       insert into case_between (id, kind, is_ours, peer_origin, conversation_id, case_id, state, said, at, by_person)
       select gen_random_uuid(), 'transfer', true, 'x', id, $1, 'offered', '{}', now(), $2 from conversation`,
    `insert into joint_team (id, case_id, proposer, sha256, agreement, state, leader, at, by_person)
       values (gen_random_uuid(), $1, 'x', repeat('0', 64), '{}', 'agreed', 'x', now(), $2)`,
    `with addressee as (insert into portal_addressee values (gen_random_uuid(), gen_random_uuid()::text, $2, now()) returning id)
       insert into portal_order (id, addressee_id, request_id, case_id, reference, letter, sha256, given_by, given_at)
       select gen_random_uuid(), id, ${request}, $1, 'x', 'x', repeat('0', 64), $2, now() from addressee`,
    `insert into request_translation_certificate
       values (gen_random_uuid(), ${request}, $1, 'en', 'fr', repeat('0', 64), 'x', $2, now())`,
    `insert into counterpart_copy (id, request_id, case_id, authority, name, version, language, made_by, asked_at)
       values (gen_random_uuid(), ${request}, $1, 'x', 'x', 1, 'en', $2, now())`,
    `insert into request_knower values (${request}, $1, $2, $2, now())`,
    `insert into request_confidence values (gen_random_uuid(), ${request}, $1, 'restricted', $2, now(), null, null, 'x')`,
    `insert into request_delivery (id, request_id, case_id, number, arrived_at, evidence, is_informal, by_person, at)
       values (gen_random_uuid(), ${request}, $1, 1, now(), 'x', false, $2, now())`,
    `insert into request_result select d.id, ${request}, $1, e.id, 'x', 1, repeat('0', 64), 1, $2, now()
       from request_delivery d join exhibit e on e.case_id = d.case_id where d.case_id = $1`,
    `insert into result_knower select id, ${request}, $1, $2, $2, now() from request_delivery where case_id = $1`,
    `insert into result_confidence select gen_random_uuid(), id, ${request}, $1, 'restricted', $2, now(), null, null, 'x', 'x'
       from request_delivery where case_id = $1`,
    `insert into result_brought select id, $1, ${request} from exhibit where case_id = $1`,
    `insert into request_notice values (gen_random_uuid(), ${request}, $1, 1, 'x', 'x', 'planned', now())`,
    `insert into request_notice_event select gen_random_uuid(), id, ${request}, $1, 'planned', $2, now()
       from request_notice where case_id = $1`,
    `insert into request_remedy_event
       values (gen_random_uuid(), ${request}, $1, 1, 'used', 'effective', 'suspect', 'x', null, now(), 'x', $2, now())`,
    `insert into request_cost_event values (gen_random_uuid(), ${request}, $1, 1, 'claimed', 1, 'EUR', now(), 'x', $2, now())`,
    `insert into preservation (id, case_id, number, state_since, holder, identifiers, categories, begun_by, begun_at)
       values (gen_random_uuid(), $1, 1, now(), 'x', '[]', '{}', $2, now())`,
    `insert into preservation_event select gen_random_uuid(), id, $1, 1, 'confirm', 'requested', 'inForce', 'theirs', $2,
       now(), now(), 'UTC' from preservation where case_id = $1`,
    `insert into request_clock (id, case_id, preservation_id, clock, rule, law_version, state_code, week, zone, desk, status, run,
       begun_at, computed_at) select gen_random_uuid(), $1, id, 'x', '{}', 'x', 'FR', 'own', 'UTC', 'duty', 'running', '{}', now(),
       now() from preservation where case_id = $1`,
    `insert into request_clock_event (clock_id, case_id, number, event, at, preservation_event_id)
       select c.id, $1, 1, 'x', now(), e.id from request_clock c join preservation_event e using (case_id) where case_id = $1`,
    `insert into clock_alarm (id, clock_id, case_id, kind, due_at)
       select gen_random_uuid(), id, $1, 'end', now() from request_clock where case_id = $1`,
    `insert into alarm_letter (id, clock_id, case_id, person_id, made_at)
       select gen_random_uuid(), id, $1, $2, now() from request_clock where case_id = $1`,
  ];
}
