// Check 5: the act that sends a letter to a provider asks for the copy in its own transaction; the document is made once, whatever breaks
// off, in a language that the authority reads, and nobody learns of it who may not know of the request.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { explainAll } from '../../../../test/support/complete-request.ts';
import { pdfText } from '../../../../test/support/programs.ts';
import {
  answerOf,
  signingScene,
  signIt,
  type SigningScene,
} from '../../../../test/support/signing-request.ts';
import type { Uuid } from '../../../base/ids.ts';
import type { Knowledge } from '../../../law/model.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { keepConfidential } from '../drafting/confidence/confidentiality.acts.ts';
import { codeOf } from '../../machine/way/request-finding.ts';
import { copyDocument, copiesOf, type CounterpartCopy } from '../../machine/way/counterpart-copy.store.ts';
import { setAsked, setCopyFor } from '../drafting/request-draft.acts.ts';
import { copyAtSending } from '../sending/counterpart-copy.pages.ts';
import { lifeOf, type Acting, type RequestLife } from '../life/life.acts.ts';
import { segmentsOf } from '../../machine/text/segments.ts';
import { makeCopy, recordCopy, writeCopy } from './counterpart-copy.acts.ts';
import { counterpartCopyJob } from './counterpart-copy.jobs.ts';
import { translateMany } from './translation.acts.ts';
import { said as english, saying } from '../../../../test/support/words.ts';

const OIA = 'us-oia';
const SENDING = {
  act: 'transmit',
  evidence: 'Receipt of their desk of 6 October 2026',
  reason: 'Their desk for emergencies takes it so.',
  detail: { channel: 'other' },
};
const WORK = {
  job: '019a4f3b-8a00-7b52-8f10-0c2d4e6f8a20' as Uuid, // made for these tests
  person: undefined,
  caseId: undefined,
  signal: new AbortController().signal,
  progress: () => undefined,
};

interface CopyScene extends SigningScene {
  readonly look: (who?: Acting) => Promise<RequestLife>;
  readonly copies: (who?: Acting) => Promise<CounterpartCopy[]>;
  readonly jobs: () => Promise<unknown[]>;
  /** Submitted, and signed by a prosecutor. */
  readonly signed: () => Promise<void>;
}

/** An emergency request of ours to a provider in the United States; `reads`: what the directory says of their authority. */
async function copyScene(t: TestContext, reads: readonly string[] | undefined): Promise<CopyScene> {
  const scene = await signingScene(t, 'provider-emergency');
  const law: Knowledge = {
    ...scene.ines.law,
    authorities: scene.ines.law.authorities.map((one) =>
      one.id === OIA ? { ...one, languages: reads } : one,
    ),
  };
  const [ines, prosecutor, lead] = [scene.ines, scene.prosecutor, scene.lead].map((one) => ({
    ...one,
    law,
  })) as [Acting, Acting, Acting]; // as many as before
  const { people, number, house } = scene;
  await setAsked(ines, { number, counterpart: 'US', urgency: 'emergency' });
  const look = (who = lead) => people.db.asPerson(who.person.id, (tx) => lifeOf(tx, who, number));
  const own: CopyScene = {
    ...scene,
    ines,
    prosecutor,
    lead,
    look,
    copies: async (who = lead) => {
      const { request } = await look();
      return people.db.asPerson(who.person.id, (tx) => copiesOf(tx, request.id));
    },
    jobs: async () => {
      const rows = await house.db.kysely
        .selectFrom('job')
        .select('payload')
        .where('kind', '=', counterpartCopyJob.name)
        .execute();
      return rows.map(({ payload }) => payload);
    },
    signed: async () => {
      await explainAll(ines, number);
      await scene.take(ines, { act: 'submit' });
      assert.ok((await signIt(own, prosecutor, await answerOf(own, prosecutor))).ok);
    },
  };
  return own;
}

const found = ({ facts }: RequestLife): string[] =>
  facts.findings.map(({ what }) => codeOf(what)).filter((code) => /copy/i.test(code));

test('sent to a provider, the copy is asked for with the act, made once, and stands to be sent', async (t) => {
  const scene = await copyScene(t, ['en']);
  const { house, people, ines, lead, number, take, look, copies, jobs, signed } = scene;
  assert.deepEqual(found(await look()), ['counterpartCopy']);
  await setCopyFor(ines, { number, authority: OIA });
  assert.deepEqual(found(await look()), [], 'chosen, and they read it');
  await signed();
  assert.deepEqual(await copies(), [], 'nothing before it leaves');

  const { event } = await take(lead, SENDING);
  const [asked, ...others] = await copies();
  assert.ok(asked);
  assert.deepEqual([others, asked.made, asked.isWithSending], [[], undefined, true]);
  assert.equal((await look()).events.find((one) => one.number === event)?.act, 'transmit');
  await assert.rejects(
    recordCopy(lead, { request: (await look()).request.id, id: asked.id }, 'sent', 'Too early'),
    { code: 'conflict' },
  );

  const [payload, ...more] = await jobs();
  assert.deepEqual([payload, more], [{ copy: asked.id }, []]);
  const run = () => counterpartCopyJob.run(payload, WORK, { house, db: people.db });
  await run();
  const [made] = await copies();
  assert.ok(made?.made);
  await run(); // as after a crash
  await writeCopy(house, lead.law, { copy: asked.id });
  assert.deepEqual(await copies(), [made], 'made once');
  assert.equal(await makeCopy(lead, { number, authority: OIA }), made.id, 'and not a second time by hand');
  assert.equal((await copies()).length, 1);
  const { request } = await look();
  const document = await people.db.asPerson(lead.person.id, (tx) => copyDocument(tx, request.id, made.id));
  const words = pdfText(document ?? new Uint8Array());
  if (words !== undefined) assert.match(words, /Copy for information to:\s+Department of Justice/);

  const of = { request: request.id, id: made.id };
  await recordCopy(lead, of, 'sent', 'Registered letter 44');
  await recordCopy(lead, of, 'sent', 'Registered letter 44'); // twice
  await assert.rejects(recordCopy(lead, of, 'sent', 'Another'), { code: 'conflict' });
  await recordCopy(lead, of, 'received', 'Their receipt');
  const [told] = await copies();
  assert.deepEqual(
    [told?.sent?.evidence, told?.received?.evidence],
    ['Registered letter 44', 'Their receipt'],
  );
});

test('an act of sending that breaks off leaves no copy and no job', async (t) => {
  const { people, house, ines, lead, number, take, copies, jobs, signed } = await copyScene(t, ['en']);
  await setCopyFor(ines, { number, authority: OIA });
  await signed();
  // The job cannot be asked for: nothing of the act stands.
  await house.db.withOwner((owner) =>
    owner.query(`create function no_job() returns trigger language plpgsql as $$
      begin if new.kind = 'counterpartCopy' then raise exception 'broken off'; end if; return new; end $$;
      create trigger no_job before insert on job for each row execute function no_job()`),
  );
  await assert.rejects(take(lead, SENDING), /broken off/);
  const state = async () =>
    (await people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number))).request.state;
  assert.deepEqual([await state(), await copies(), await jobs()], ['authorised', [], []]);
  await house.db.withOwner((owner) => owner.query('drop trigger no_job on job'));
  await take(lead, SENDING);
  assert.deepEqual([await state(), (await copies()).length, (await jobs()).length], ['transmitted', 1, 1]);
});

test('where nobody was chosen none is made, and a choice takes back what was signed', async (t) => {
  const { ines, lead, number, take, look, copies, signed } = await copyScene(t, ['en']);
  await signed();
  // The page of sending says so, unless a reason says why none is made.
  const before = await look();
  const warned = async (explained: Readonly<Record<string, string>>): Promise<boolean> => {
    const request = { ...before.request, version: { ...before.request.version, explained } };
    const shown = { request, findings: before.facts.findings };
    return saying(english.counterpartCopy.noneWithIt).test(
      (await copyAtSending(LANGUAGES.en, shown, before.copy)).toString(),
    );
  };
  assert.ok(await warned({}));
  assert.ok(!(await warned({ counterpartCopy: 'They asked for none.' })));
  await setCopyFor(ines, { number, authority: OIA });
  const { request, facts } = await look();
  assert.equal(request.state, 'draft');
  assert.ok(facts.signatures.every(({ voidAt }) => voidAt !== undefined));
  await setCopyFor(ines, { number, authority: undefined });
  await take(ines, { act: 'submit' });
  await assert.rejects(take(lead, SENDING), { code: 'conflict' });
  await assert.rejects(makeCopy(lead, { number, authority: OIA }), { code: 'conflict' });
  await assert.rejects(makeCopy(lead, { number, authority: 'gb-ipu' }), { code: 'badInput' });
  assert.deepEqual(await copies(), []);
});

test('the copy is in a language that they read, beside that of the letter; what cannot be is said before it leaves', async (t) => {
  const scene = await copyScene(t, ['fr', 'de']);
  const { house, ines, lead, number, look, copies, signed, take } = scene;
  await setCopyFor(ines, { number, authority: OIA });
  assert.deepEqual(found(await look()), ['copyNotRead'], 'nobody has translated it');
  const { copy, request, legal } = await look();
  assert.deepEqual([copy?.language, copy?.beside, copy?.isRead], ['en', 'fr', 'inPart']);
  const { answers, explained } = request.version;
  const draft = { legal, answers, explained };
  const said = segmentsOf(draft, 'en').map(({ source }) => ({ source, target: `[fr] ${source}` }));
  await translateMany(scene.translator, { request, draft, pair: { from: 'en', to: 'fr' } }, said);
  assert.deepEqual(found(await look()), [], 'all of it can be read');
  await signed();
  await take(lead, SENDING);
  const [asked] = await copies();
  assert.deepEqual([asked?.language, asked?.beside], ['en', 'fr']);
  await writeCopy(house, lead.law, { copy: asked?.id ?? '' });
  const document = await lead.people.db.asPerson(lead.person.id, (tx) =>
    copyDocument(tx, request.id, asked?.id as Uuid),
  );
  const words = pdfText(document ?? new Uint8Array());
  if (words === undefined) return;
  assert.match(words, /Copy for information to/);
  assert.match(words, /Copie pour information/);
  assert.match(words, /\[fr\]/);
});

test('a directory that names no language of ours, or none at all, is said and keeps nothing back', async (t) => {
  const none = await copyScene(t, ['de']);
  await setCopyFor(none.ines, { number: none.number, authority: OIA });
  assert.deepEqual(found(await none.look()), ['copyNotRead']);
  assert.deepEqual((await none.look()).copy?.beside, undefined);
  const silent = {
    ...none.lead,
    law: {
      ...none.lead.law,
      authorities: none.lead.law.authorities.map((one) => ({ ...one, languages: undefined })),
    },
  };
  assert.deepEqual(found(await none.look(silent)), ['copyLanguageUnknown']);
});

test('an authority that left the directory before the letter is sent gets no copy, and whoever sends is told so', async (t) => {
  const { ines, lead, number, take, look, copies, jobs, signed } = await copyScene(t, ['en']);
  await setCopyFor(ines, { number, authority: OIA });
  await signed();
  const authorities = lead.law.authorities.filter(({ id }) => id !== OIA);
  const later = { ...lead, law: { ...lead.law, authorities } };
  const life = await look(later);
  assert.deepEqual(found(life), ['copyTakerGone']);
  // Why there was no copy, said while there was none, does not speak of one that was to be.
  const { request, facts, copy } = life;
  const explained = { counterpartCopy: 'They asked for none.' };
  const shown = {
    request: { ...request, version: { ...request.version, explained } },
    findings: facts.findings,
  };
  assert.match((await copyAtSending(LANGUAGES.en, shown, copy)).toString(), /no longer takes requests in/);
  await assert.rejects(makeCopy(later, { number, authority: OIA }), { code: 'badInput' });
  await take(later, SENDING);
  assert.deepEqual(
    [(await look(later)).request.state, await copies(later), await jobs()],
    ['transmitted', [], []],
  );
});

test('a copy of a confidential request is seen by nobody who must not learn of it, and nobody but the program makes its document', async (t) => {
  const scene = await copyScene(t, ['en']);
  const { house, people, ines, lead, number, take, look, copies, signed, jobs } = scene;
  await setCopyFor(ines, { number, authority: OIA });
  await signed();
  const { request } = await look();
  const knowers = [lead, ines, scene.prosecutor].map(({ person }) => person.id);
  await keepConfidential(lead, { number, knowers, until: undefined, reason: 'Officers at risk' });
  await take(lead, SENDING);
  const [asked] = await copies();
  assert.ok(asked);
  await assert.rejects(
    people.db.asPerson(lead.person.id, (tx) =>
      sql`update counterpart_copy set document = '', document_sha256 = sha256(''), made_at = now()`.execute(
        tx,
      ),
    ),
    /made once, by the program/,
  );
  const [payload] = await jobs();
  await counterpartCopyJob.run(payload, WORK, { house, db: people.db });
  const seen = async (who: Acting) =>
    people.db.asPerson(who.person.id, async (tx) => ({
      copies: (await copiesOf(tx, request.id)).length,
      document: (await copyDocument(tx, request.id, asked.id)) !== undefined,
      jobs: (await tx.selectFrom('job').select('id').where('kind', '=', 'counterpartCopy').execute()).length,
    }));
  assert.deepEqual(await seen(scene.translator), { copies: 0, document: false, jobs: 0 });
  assert.deepEqual(await seen(lead), { copies: 1, document: true, jobs: 1 });
});
