// A request as JSON: what it is, where it stands, what happened to it, what its checks say.
import { z } from 'zod';
import { instant } from '../../people/visit.api.ts';
import { LANGUAGES } from '../../web/messages.ts';
import { questionsOf } from './ask.pages.ts';
import { isOffered } from '../life/offered.ts';
import { codeOf, mayBeExplained, type RequestFinding } from '../way/request-finding.ts';
import { findingWords } from '../way/finding.ts';
import { categoryOf, wantedOf, type LegalForm } from '../core/form.ts';
import { hindrances } from '../machine/guards.ts';
import { isWho } from '../machine/actor-roles.ts';
import { isForPeople, toldOf } from '../life/given.acts.ts';
import type { RequestLife } from '../life/life.acts.ts';
import { ACTUAL, DESIRED, itemsStanding, type LifeEvent } from '../machine/life.ts';
import { nextRows } from '../machine/machine.ts';
import { validationOf } from '../machine/validation.ts';
import { machineOf } from '../machine/machines.ts';
import { MEANS } from '../core/means.ts';
import { requestReference, URGENCIES, type RequestRecord } from '../core/request.ts';

export const requestShape = z
  .object({
    reference: z.string().describe('`FR-2026-000012/R4`.'),
    number: z.int().describe('In the case, as in the path.'),
    form: z.string().describe('See `/request-forms/{form}`.'),
    direction: z.enum(['outgoing', 'incoming']),
    state: z.string().describe('Of the machine of its direction (docs/request-life.md).'),
    stateSince: instant,
    counterpart: z.string().nullable().describe('ISO 3166-1 alpha-2 of the other side, where it is known.'),
    urgency: z.enum(URGENCIES),
    about: z.int().nullable().describe('Number of the request that it was begun from, or is about.'),
    means: z.enum(MEANS).nullable().describe('By which means it is sent, or came; null: nobody said it.'),
    isConfidential: z.boolean().describe('Somebody must not learn that it exists.'),
    writtenIn: z.string().describe('Language of the answers.'),
    letterIn: z.string().describe('Language of the letter that is signed and goes out.'),
    copyFor: z
      .string()
      .nullable()
      .describe('Authority that is sent a copy of what goes to a provider; null where none is chosen.'),
    begunAt: instant,
    version: z.int().describe('Of its answers: say it as `base` when you change some.'),
    savedBy: z.string().nullable().describe('Name; null for somebody who left the case.'),
    savedAt: instant,
  })
  .meta({ id: 'Request' });

const itemShape = z.object({
  item: z.int(),
  field: z
    .string()
    .nullable()
    .describe('Of the form, that asks for it; null: the request asks for one thing.'),
  category: z.string().nullable().describe('Of data; null: it asks for none, or the form does not say.'),
  ticked: z
    .array(z.string())
    .nullable()
    .describe('Ids of the options, where the form ticks what it asks for.'),
  desired: z.enum(DESIRED).describe('What the sender wants; the receiver never sets it.'),
  actual: z
    .enum(ACTUAL)
    .nullable()
    .describe(
      'What the receiver says; the sender never sets it. A refusal of the whole is of each still due.',
    ),
  ground: z.string().nullable().describe('Why it does not come: of a refusal of the whole, its ground.'),
  note: z.string().nullable(),
});

const nextActShape = z.object({
  act: z.string(),
  leadsTo: z.string(),
  asks: z.array(z.string()).describe('What is to be told with it.'),
  isForPeople: z.boolean().describe('Decided by a person at a screen: no key takes it.'),
  inTheWay: z
    .array(z.object({ guard: z.string(), ref: z.string(), found: z.string() }))
    .describe('What must hold first, with what it rests on. What `asks` would answer is named too.'),
});

export const wholeRequestShape = requestShape
  .extend({
    byItem: z.array(itemShape).describe('None until it was sent or received.'),
    signatures: z.array(
      z.object({
        id: z.uuid(),
        version: z.int(),
        by: z.string().nullable(),
        role: z.string(),
        at: instant,
        voidAt: instant.nullable().describe('Void since: something was changed after it.'),
      }),
    ),
    validation: z
      .object({
        is: z.enum(['awaited', 'granted', 'refused']),
        issuedAt: instant,
        endsAt: instant.nullable().describe('By when it is to be validated.'),
      })
      .nullable()
      .describe('Of an order that was issued before its validation (Regulation (EU) 2023/1543, Art. 4(5)).'),
    next: z.array(nextActShape).describe('Acts that you could take now.'),
  })
  .meta({ id: 'WholeRequest' });

export const lifeEventShape = z
  .object({
    number: z.int(),
    act: z.string(),
    from: z.string(),
    to: z.string(),
    side: z.enum(['ours', 'theirs', 'system']),
    by: z.string().nullable(),
    through: z.string().nullable().describe('`key …`: another program acted for the person.'),
    recordedAt: instant,
    occurredAt: instant,
    zone: z.string(),
    evidence: z.string().nullable(),
    reason: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()).describe('As docs/formats/request-life.md has it.'),
  })
  .meta({ id: 'LifeEvent' });

export const findingShape = z
  .object({
    level: z.enum(['block', 'warn', 'suggest']),
    code: z.string(),
    field: z.string(),
    item: z.int().nullable(),
    identifier: z.int().nullable(),
    part: z.string().nullable().describe('Which field of the kind of assistance that the item asks for.'),
    ref: z.string().describe('Instrument and article, or the practice that it rests on.'),
    words: z.string(),
    mayBeExplained: z.boolean().describe('A reason lets the request go nevertheless.'),
    reason: z.string().nullable().describe('The reason that was given.'),
  })
  .meta({ id: 'RequestFinding' });

export function requestJson(reference: string, request: RequestRecord): z.input<typeof requestShape> {
  const { number, form, direction, state, stateSince, counterpart, urgency, origin, version } = request;
  return {
    reference: requestReference(reference, number),
    number,
    form,
    direction,
    state,
    stateSince: stateSince.toISOString(),
    counterpart: counterpart ?? null,
    urgency,
    about: origin?.kind === 'request' ? origin.number : null,
    means: request.means ?? null,
    isConfidential: request.isRestricted,
    writtenIn: request.writtenIn,
    letterIn: request.letterIn,
    copyFor: request.copyFor ?? null,
    begunAt: request.begunAt.toISOString(),
    version: version.number,
    savedBy: version.savedBy ?? null,
    savedAt: version.savedAt.toISOString(),
  };
}

export function wholeRequestJson(
  reference: string,
  life: RequestLife,
  now: number,
): z.input<typeof wholeRequestShape> {
  return {
    ...requestJson(reference, life.request),
    byItem: itemsStanding(life.request, life.items, life.events).map(
      ({ item, desired, actual, ground, note }) => ({
        item,
        ...wantedJson(life, item),
        desired,
        actual: actual ?? null,
        ground: ground ?? null,
        note: note ?? null,
      }),
    ),
    signatures: life.facts.signatures.map(({ id, version, name, role, at, voidAt }) => ({
      id,
      version,
      by: name ?? null,
      role,
      at: at.toISOString(),
      voidAt: voidAt?.toISOString() ?? null,
    })),
    validation: validationJson(life),
    next: nextActs(life, now),
  };
}

function wantedJson(
  { legal, request }: RequestLife,
  item: number,
): Pick<z.input<typeof itemShape>, 'field' | 'category' | 'ticked'> {
  const one = wantedOf(legal.form, request.version.answers)[item - 1];
  return {
    field: one?.field ?? null,
    category: (one && categoryOf(one)) ?? null,
    ticked: one !== undefined && 'ticks' in one ? [...one.ticks] : null,
  };
}

function validationJson({ facts }: RequestLife): z.input<typeof wholeRequestShape>['validation'] {
  const validation = validationOf(facts.events);
  if (validation.is === 'none') return null;
  const { is, issuedAt } = validation;
  return { is, issuedAt: issuedAt.toISOString(), endsAt: facts.validateBy?.toISOString() ?? null };
}

function nextActs({ request, facts }: RequestLife, now: number): z.input<typeof nextActShape>[] {
  return nextRows(machineOf(request.direction), request.state)
    .filter((row) => isOffered(row, facts) && isWho(facts.actor, row.who))
    .map((row) => ({
      act: row.act,
      leadsTo: row.to,
      asks: questionsOf({ row, facts }),
      isForPeople: isForPeople(row),
      inTheWay: hindrances(row.guards, { ...facts, ...toldOf({ act: row.act }, now) }),
    }));
}

export function lifeEventJson(event: Omit<LifeEvent, 'version'>): z.input<typeof lifeEventShape> {
  const { number, act, from, to, side, by, through, at, occurredAt, zone, evidence, reason, detail } = event;
  return {
    number,
    act,
    from,
    to,
    side,
    by: by ?? null,
    through: through ?? null,
    recordedAt: at.toISOString(),
    occurredAt: occurredAt.toISOString(),
    zone,
    evidence: evidence ?? null,
    reason: reason ?? null,
    detail,
  };
}

/** In English: a program goes by `code`. */
export function findingJson(
  { version }: RequestRecord,
  legal: LegalForm,
  finding: RequestFinding,
): z.input<typeof findingShape> {
  const { what, level, field, item, identifier, part, ref } = finding;
  const code = codeOf(what);
  const isExplainable = mayBeExplained(what);
  return {
    level,
    code,
    field,
    item: item ?? null,
    identifier: identifier ?? null,
    part: part ?? null,
    ref,
    words: findingWords(LANGUAGES.en, legal, { what, field }),
    mayBeExplained: isExplainable,
    reason: (isExplainable ? version.explained[code] : undefined) ?? null,
  };
}
