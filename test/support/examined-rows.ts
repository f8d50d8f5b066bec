// What an examination of each exhibit of a case leaves in the tables; `$1` is the case, `$2` a person.

export function examinedRows(): string[] {
  return [
    `insert into examination (id, exhibit_id, case_id, began_at) select gen_random_uuid(), id, $1, now() from exhibit where case_id = $1`,
    `insert into examined_unit (exhibit_id, case_id, key, stage, version, outcome, made_by, at)
       select id, $1, sha256(id::text::bytea), 'x', 1, 'done', '{}', now() from exhibit where case_id = $1`,
    `insert into examined_item (id, exhibit_id, case_id, depth, volume, place, path, address, type, bytes, deleted, more)
       select sha256(id::text::bytea), id, $1, 0, 0, 0, 'x', 'x', 'file', 1, false, '{}' from exhibit where case_id = $1`,
    `insert into known_hit (exhibit_id, case_id, item_id, set_id, set_name, set_version, use, digest, flags, may_be_told)
       select id, $1, sha256('x'), gen_random_uuid(), 'x', 1, 'alert', 'md5', '[]', 'x' from exhibit where case_id = $1`,
  ];
}
