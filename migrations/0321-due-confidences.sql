-- What comes due of what is kept confidential is found by its day, and not by looking at all that is kept.
select set_config('search_path', current_schema() || ', pg_temp', true);

create index request_confidence_due on request (confidential_until) where restricted and confidential_until is not null;
create index request_delivery_confidence_due on request_delivery (confidential_until)
  where restricted and confidential_until is not null;
