-- That the person concerned was told, or need not be, ends a clock too: it is a step of a notice, with the evidence of it.
alter table request_clock_event add column notice_event_id uuid references request_notice_event (id);
alter table request_clock_event drop constraint request_clock_event_check;
alter table request_clock_event add constraint request_clock_event_check
  check (num_nonnulls(request_event_id, preservation_event_id, notice_event_id) = 1);
