-- What becomes of the requests of a case that is handed over: of ours those that go along, of theirs those that came, as JSON. The signed
-- messages themselves are in exchange_out and exchange_in.
alter table case_between add column requests text check (length(requests) <= 200000);
grant update (requests) on case_between to comity_app;

-- What says whose turn it is, and what has an effect by itself, with the two types that are new.
drop index exchange_in_of_case;
drop index exchange_out_of_case;
drop index exchange_in_to_do;
create index exchange_in_of_case on exchange_in (conversation_id, type)
  where state = 'delivered' and type in ('caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'caseRequest', 'actDone', 'actDeclined',
    'jointProposed', 'jointAgreed', 'jointDeclined', 'jointChanged', 'jointShared', 'jointUnshared', 'jointEnded');
create index exchange_out_of_case on exchange_out (conversation_id, type)
  where type in ('caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'caseRequest', 'actDone', 'actDeclined', 'jointProposed',
    'jointAgreed', 'jointDeclined', 'jointChanged', 'jointShared', 'jointUnshared', 'jointEnded');
create index exchange_in_to_do on exchange_in (arrived_at)
  where type in ('fork', 'custodyAccepted', 'custodyRejected', 'offer', 'callBack', 'consentGiven', 'copySent', 'copyTaken', 'copyExpired',
    'caseOffered', 'actAsked', 'caseTaken', 'caseDeclined', 'caseRequest', 'actDone', 'actDeclined', 'jointProposed', 'jointAgreed',
    'jointDeclined', 'jointChanged', 'jointShared', 'jointUnshared', 'jointEnded') and state = 'delivered' and done_at is null;
