-- A language is a folder of messages: which there are the program knows when it starts. What is kept here has the form of a code (BCP 47).

select set_config('search_path', current_schema() || ', pg_temp', true);

create function comity_is_language(code text) returns boolean language sql immutable parallel safe set search_path from current as $$
  select code ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$' $$;

alter table person_language
  drop constraint person_language_language_check,
  add constraint person_language_language_check check (comity_is_language(language));
alter table request
  drop constraint request_written_in_check,
  drop constraint request_letter_in_check,
  add constraint request_written_in_check check (comity_is_language(written_in)),
  add constraint request_letter_in_check check (comity_is_language(letter_in));
alter table request_translation
  drop constraint request_translation_from_language_check,
  drop constraint request_translation_check,
  add constraint request_translation_from_language_check check (comity_is_language(from_language)),
  add constraint request_translation_to_language_check check (comity_is_language(to_language) and to_language <> from_language);
alter table counterpart_copy
  drop constraint counterpart_copy_language_check,
  drop constraint counterpart_copy_check3,
  add constraint counterpart_copy_language_check check (comity_is_language(language)),
  add constraint counterpart_copy_beside_check check (comity_is_language(beside) and beside <> language);
