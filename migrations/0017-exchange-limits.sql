-- What is kept of a message that came may be as long as the message: 983,040 bytes of canonical JSON (TEXT_BYTES_MAX, src/verify/envelope.ts).
-- A column that took less refused what the form of a message allows, long after its sender had the receipt for it.

alter table exchange_offer
  drop constraint exchange_offer_said_check,
  add constraint exchange_offer_said_check check (length(said) <= 983040);
alter table case_between
  drop constraint case_between_said_check,
  add constraint case_between_said_check check (length(said) <= 983040),
  drop constraint case_between_requests_check,
  add constraint case_between_requests_check check (length(requests) <= 983040),
  drop constraint case_between_answer_check,
  add constraint case_between_answer_check check (length(answer) <= 983040);
alter table joint_team
  drop constraint joint_team_division_check,
  add constraint joint_team_division_check check (length(division) <= 983040),
  drop constraint joint_team_division_said_check,
  add constraint joint_team_division_said_check check (length(division_said) <= 983040);
alter table joint_party
  drop constraint joint_party_answer_check,
  add constraint joint_party_answer_check check (length(answer) <= 983040),
  drop constraint joint_party_division_check,
  add constraint joint_party_division_check check (length(division) <= 983040),
  drop constraint joint_party_division_said_check,
  add constraint joint_party_division_said_check check (length(division_said) <= 983040);
alter table joint_change
  drop constraint joint_change_why_check,
  add constraint joint_change_why_check check (length(why) <= 983040),
  drop constraint joint_change_said_check,
  add constraint joint_change_said_check check (length(said) <= 983040);
alter table joint_change_answer
  drop constraint joint_change_answer_answer_check,
  add constraint joint_change_answer_answer_check check (length(answer) <= 983040);
alter table joint_shared
  drop constraint joint_shared_said_check,
  add constraint joint_shared_said_check check (length(said) <= 983040);
