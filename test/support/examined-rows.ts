// What an examination of each exhibit of a case leaves in the tables; `$1` is the case, `$2` a person.

export function examinedRows(): string[] {
  return [
    `insert into examination (id, exhibit_id, case_id, began_at) select gen_random_uuid(), id, $1, now() from exhibit where case_id = $1`,
    `insert into examination_key (exhibit_id, case_id, id, sealed, given_at)
       select id, $1, gen_random_uuid(), 'x', now() from exhibit where case_id = $1`,
    `insert into examined_words (exhibit_id, case_id, key, part, words)
       select id, $1, sha256(id::text::bytea), 0, '' from exhibit where case_id = $1`,
    `insert into examined_unit (exhibit_id, case_id, key, stage, version, outcome, made_by, at)
       select id, $1, sha256(id::text::bytea), 'x', 1, 'done', '{}', now() from exhibit where case_id = $1`,
    `insert into examined_item (id, exhibit_id, case_id, depth, volume, place, path, address, type, bytes, deleted, more)
       select sha256(id::text::bytea), id, $1, 0, 0, 0, 'x', 'x', 'file', 1, false, '{}' from exhibit where case_id = $1`,
    `insert into item_mark (id, exhibit_id, case_id, item_id, is_relevant, by_person, at)
       select gen_random_uuid(), id, $1, sha256('x'), true, $2, now() from exhibit where case_id = $1`,
    `insert into known_hit (exhibit_id, case_id, item_id, set_id, set_name, set_version, use, digest, flags, may_be_told)
       select id, $1, sha256('x'), gen_random_uuid(), 'x', 1, 'alert', 'md5', '[]', 'x' from exhibit where case_id = $1`,
    `insert into known_decision (exhibit_id, case_id, content, set_name, set_version, person_id, decision, at)
       select id, $1, sha256('x'), 'x', 1, $2, 'match', now() from exhibit where case_id = $1`,
    `insert into picture_hit (id, exhibit_id, case_id, path, address, bytes, width, height, hash, quality, veil, veil_width, set_id,
       set_name, set_version, category, entry, distance, found_at) select gen_random_uuid(), e.id, $1, 'x', 'x', 1, 1, 1, sha256('x'), 1,
       'x', 1, gen_random_uuid(), 'x', 1, 'x', 1, 1, now() from exhibit e where e.case_id = $1`,
    `insert into picture_decision select id, exhibit_id, case_id, $2, 'match', now() from picture_hit where case_id = $1`,
    `insert into picture_opening select gen_random_uuid(), id, exhibit_id, case_id, $2, now() from picture_hit where case_id = $1`,
  ];
}
