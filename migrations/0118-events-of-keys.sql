-- Which keys were enrolled, ended and replaced is asked at each package and on the page of keys; it must not grow with the log.
create index custody_event_of_keys on custody_event (log_index)
  where type in ('keyEnrolled', 'keyRevoked', 'keyRotated');
