-- The same picture in several files of an exhibit is one thing to look at and one decision: a hit knows the bytes it was found in, and
-- the first of those with the same bytes and set stands for all. What people said so far is kept beside it, so that a queue of any length
-- begins where somebody still has to decide. A hit says how the picture was turned or mirrored to be near. docs/guides/review-pictures.md
select set_config('search_path', current_schema() || ', pg_temp', true);

alter table picture_hit
  add column content bytea check (octet_length(content) = 32), -- null: found before items had names
  add column turn text not null default 'original'
    check (turn in ('original', 'rotate90', 'rotate180', 'rotate270', 'flipX', 'flipY', 'flipPlus1', 'flipMinus1')),
  add column is_first boolean not null default true,
  add column result text not null default 'waiting' check (result in ('waiting', 'differ', 'match', 'other', 'unsure')),
  add column path_start text collate "C" not null generated always as (left(path, 300)) stored;

update picture_hit h set content = i.sha256 from examined_item i where i.exhibit_id = h.exhibit_id and i.id = h.item_id;
create index picture_hit_content on picture_hit (exhibit_id, content, set_id);

-- What was said of one is said of all.
insert into picture_decision (hit_id, exhibit_id, case_id, person_id, decision, at)
select distinct on (o.id, d.person_id) o.id, o.exhibit_id, o.case_id, d.person_id, d.decision, d.at
  from picture_decision d
  join picture_hit h on h.id = d.hit_id
  join picture_hit o on o.exhibit_id = h.exhibit_id and o.set_id = h.set_id and o.content = h.content and o.id <> h.id
 order by o.id, d.person_id, d.at desc
on conflict do nothing;

update picture_hit h set is_first = false
 where exists (select from picture_hit o where o.exhibit_id = h.exhibit_id and o.set_id = h.set_id and o.content = h.content
   and (o.path_start, o.id) < (h.path_start, h.id));

update picture_hit h
   set result = case when d.same >= 2 then 'match' when d.others >= 2 then 'other' when d.said >= 3 then 'unsure'
                     when d.said = 2 then 'differ' else 'waiting' end
  from (select hit_id, count(*) as said, count(*) filter (where decision = 'match') as same,
               count(*) filter (where decision = 'other') as others from picture_decision group by hit_id) d
 where d.hit_id = h.id;

drop index picture_hit_of;
create index picture_hit_of on picture_hit (exhibit_id, distance, path_start, id) include (result) where is_first;
create index picture_hit_open on picture_hit (exhibit_id, distance, path_start, id) where is_first and result in ('waiting', 'differ');
create index picture_hit_settled on picture_hit (exhibit_id, distance, path_start, id)
 where is_first and result in ('match', 'other', 'unsure');
drop index picture_decision_of;
create index picture_decision_of on picture_decision (exhibit_id, person_id);
