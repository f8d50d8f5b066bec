-- What became of a change that a peer proposed is told to it by the program, which reads no other words of editors for that.
create policy operator_sees on law_proposal for select to comity_app using ((select comity_is('operator')));
