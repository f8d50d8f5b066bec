-- What somebody answers of a certificate is a draft like that of every act: sealed, and for a day (act_draft). Here it stood readable.
drop table certificate_answers;
