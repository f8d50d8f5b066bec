// Use in court as JSON: what the courts of a State ask, held against what the log shows of an exhibit; drafts of certificates.
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { isUuid } from '../base/ids.ts';
import { CONFIDENCES } from '../law/confidence.ts';
import type { AdmissibilityRule, Knowledge } from '../law/model.ts';
import { knowledgeOn } from '../law/on-day.ts';
import { isStateCode } from '../law/states.ts';
import type { PublishedLaw } from '../law/published.acts.ts';
import { EXHIBIT, exhibitAsked, itemParams, viewerOf } from '../evidence/exhibits/exhibit-asked.api.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import {
  absent,
  idOf,
  inCase,
  instant,
  pageOf,
  pageOfAll,
  paging,
  type ApiRoute,
  orNull,
} from '../people/visit.api.ts';
import { isLanguage } from '../web/language.ts';
import { LANGUAGES } from '../web/messages.ts';
import { keepDraft, takeDraft } from './certificate.acts.ts';
import { certificatePdf } from './certificate-pdf.ts';
import { lastDrafts } from './certificate.store.ts';
import { ANSWER_MAX, isSignature, missingFields, type Answers } from './certificate.ts';
import { seeForCourt } from './checklist.acts.ts';
import { checklistFor, type Checklist } from './checklist.ts';
import { blocksOf, dayOf } from './certificate.routes.ts';

interface CourtApi {
  readonly house: Installation;
  readonly law: PublishedLaw;
}

const standing = z
  .enum(['met', 'missing', 'cannotTell'])
  .describe('What the log shows; the rest a person states.');

const ruleShape = z.object({
  id: z.string(),
  law: z.string(),
  provision: z.string(),
  kind: z.string(),
  confidence: z.enum(CONFIDENCES),
  standing,
  asked: z.array(
    z.object({
      text: z.string(),
      standing,
      shownBy: z.array(z.string()).describe('None: a person states it.'),
      events: z.array(z.int()).describe('Positions in the log.'),
    }),
  ),
  certificate: orNull(
    z.object({
      needed: z.string(),
      signatory: orNull(z.string()),
      fields: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          required: z.enum(['required', 'optional', 'conditional']),
          when: orNull(z.string()),
        }),
      ),
    }),
  ),
});

const checklistShape = z
  .object({
    exhibit: z.string(),
    state: z.string(),
    dataVersion: z.string().describe('Of the law data.'),
    facts: z.array(z.object({ id: z.string(), standing, events: z.array(z.int()) })),
    rules: z
      .array(ruleShape)
      .describe('Empty: what those courts ask is not on record, which is not to say that they ask nothing.'),
  })
  .meta({ id: 'CourtChecklist' });

const draftShape = z
  .object({
    id: z.uuid(),
    rule: z.string(),
    dataVersion: z.string(),
    madeAt: instant,
  })
  .meta({ id: 'CertificateDraft' });

const BODY_BYTES_MAX = 512 * 1024;

export function courtApi(court: CourtApi): ApiRoute[] {
  return [checking(court), listingDrafts, drafting(court), readingDraft(court)];
}

function checking({ house, law }: CourtApi): ApiRoute {
  return inCase(
    'seeExhibit',
    {
      method: 'GET',
      path: `${EXHIBIT}/court`,
      operation: 'checkForCourt',
      summary:
        'Holds what the courts of a State ask against what the log shows of an exhibit, and records that you looked.',
      params: itemParams,
      query: z.strictObject({
        state: z
          .string()
          .refine(isStateCode)
          .optional()
          .describe('ISO 3166-1 alpha-2. Absent: our own State.'),
      }),
      answer: { status: 200, words: 'Rule by rule.', schema: checklistShape },
    },
    async (asked) => {
      const { number } = await exhibitAsked(asked);
      const { people, query } = asked;
      const seen = await seeForCourt(house, people.db, viewerOf(asked), number);
      if (seen === undefined) throw absent();
      const state = query.state ?? house.settings.state;
      const knowledge = await law.current();
      return checklistJson(number, checklistFor(seen.logged, state, knowledge, dayOf(house)));
    },
  );
}

function checklistJson(exhibit: string, { rules, ...list }: Checklist) {
  return { ...list, exhibit, rules: rules.map(({ rule, ...check }) => ({ ...rule, ...check })) };
}

const listingDrafts = inCase(
  'draftCertificate',
  {
    method: 'GET',
    path: `${EXHIBIT}/certificates`,
    operation: 'listCertificates',
    summary: 'Lists the drafts of certificates for an exhibit, the newest of each rule.',
    params: itemParams,
    query: paging,
    answer: { status: 200, words: 'By rule.', schema: pageOf('CertificateDraftPage', draftShape) },
  },
  async (asked) => {
    const { id } = await exhibitAsked(asked);
    const { people, person, query } = asked;
    const all = await people.db.asPerson(person.id, (tx) => lastDrafts(tx, id));
    const inOrder = all.toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
    return pageOfAll(
      inOrder,
      query,
      ({ madeAt, ...one }) => ({ ...one, madeAt: madeAt.toISOString() }),
      ({ rule }) => rule,
    );
  },
);

function drafting({ house, law }: CourtApi): ApiRoute {
  return inCase(
    'draftCertificate',
    {
      method: 'POST',
      path: `${EXHIBIT}/certificates`,
      operation: 'draftCertificate',
      summary: 'Keeps a draft of a certificate for a court, from typed facts.',
      description: 'Date, place and signature stay blank: it is signed by hand.',
      params: itemParams,
      body: z
        .strictObject({
          rule: z.string().max(120).describe('`id` of a rule of `/court` that has a certificate.'),
          answers: z.record(z.string().max(120), z.string().trim().max(ANSWER_MAX)),
        })
        .meta({ id: 'NewCertificate' }),
      bodyBytesMax: BODY_BYTES_MAX,
      answer: {
        status: 201,
        words: 'It is kept.',
        schema: z.object({ draft: z.uuid() }).meta({ id: 'KeptCertificate' }),
      },
    },
    async ({ body, actKey, ...asked }) => {
      const { number } = await exhibitAsked(asked);
      const knowledge = await law.current();
      const rule = ruleNamed(knowledgeOn(knowledge, dayOf(house)), body.rule);
      const id = idOf(actKey);
      await keepDraft(house, {
        by: viewerOf(asked),
        number,
        rule: rule.id,
        dataVersion: knowledge.dataVersion,
        answers: answersFor(rule, body.answers),
        id,
      });
      return { draft: id };
    },
  );
}

function ruleNamed({ admissibility }: Knowledge, id: string): AdmissibilityRule {
  const rule = admissibility.find((one) => one.id === id && (one.certificate?.fields.length ?? 0) > 0);
  if (rule === undefined) throw new Refusal('badInput.certificateRule', { found: `'${id}'` });
  return rule;
}

function answersFor(rule: AdmissibilityRule, given: Answers): Answers {
  const known = (rule.certificate?.fields ?? []).filter(({ id }) => !isSignature(id)).map(({ id }) => id);
  const unknown = Object.keys(given).find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new Refusal('badInput.certificateFields', {
      rule: rule.id,
      known: known.join(', '),
      found: `'${unknown}'`,
    });
  const missing = missingFields(rule, given);
  if (missing.length > 0)
    throw new Refusal('badInput.certificateAnswers', { missing: missing.map(({ id }) => id).join(', ') });
  return given;
}

function readingDraft(court: CourtApi): ApiRoute {
  const { house } = court;
  return inCase(
    'draftCertificate',
    {
      method: 'GET',
      path: `${EXHIBIT}/certificates/:draft`,
      operation: 'readCertificate',
      summary: 'Gives a draft of a certificate as a document, and records that you took it.',
      params: itemParams.extend({ draft: z.string().refine(isUuid).describe('Its id.') }),
      query: z.strictObject({
        language: z.string().refine(isLanguage).default('en').describe('en, fr, es, ru, zh or ar.'),
      }),
      answer: {
        status: 200,
        words: 'PDF/A.',
        schema: z.instanceof(Uint8Array),
        media: 'application/pdf',
      },
    },
    async (asked) => {
      const exhibit = await exhibitAsked(asked);
      const { people, params, query, file } = asked;
      const where = { number: exhibit.number, exhibitId: exhibit.id, id: params.draft };
      const draft = await takeDraft(court, people.db, viewerOf(asked), where);
      if (draft === undefined) throw absent();
      const say = LANGUAGES[query.language];
      const blocks = blocksOf(house, file, { say, draft, number: exhibit.number });
      const created = draft.madeAt.getTime();
      return Buffer.from(await certificatePdf(blocks, { language: say.language.code, created }));
    },
  );
}
