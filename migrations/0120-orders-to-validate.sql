-- Orders that were issued in an emergency before anybody validated them (Regulation (EU) 2023/1543, Art. 4(5)), by what ends first: the
-- authoriser's desk finds them, however many time limits run.
create index request_clock_validation on request_clock (latest)
  where clock = 'epoc.ex-post-validation' and status <> 'done';
