-- What is about to be brought is asked like every act: what is typed is a sealed draft, for a day (act_draft). Here it stood readable before
-- it was said in full; what stands here now is what was said, as the files that follow are recorded with it.
delete from intake where not answers ?& array['what', 'source', 'authority', 'taking', 'conditions', 'way'];
alter table intake
  add check (answers ?& array['what', 'source', 'authority', 'taking', 'conditions', 'way']);
