// A request as JSON: what it is, where it stands, what happened to it, what its checks say.
import { z } from 'zod';
import { instant, orNull } from '../../../people/visit.api.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { questionsOf } from './ask.pages.ts';
import { isOffered } from '../life/offered.ts';
import { codeOf, mayBeExplained, type RequestFinding } from '../../machine/way/request-finding.ts';
import { findingWords } from '../../machine/way/finding.ts';
import { categoryOf, wantedOf, type LegalForm } from '../../core/form.ts';
import { hindrances } from '../../machine/states/guards.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import { isForPeople, toldOf } from '../life/given.acts.ts';
import type { RequestLife } from '../life/life.acts.ts';
import { ACTUAL, DESIRED, itemsStanding, type LifeEvent } from '../../machine/states/life.ts';
import { nextRows } from '../../machine/states/machine.ts';
import { validationOf } from '../../machine/states/validation.ts';
import { machineOf } from '../../machine/states/machines.ts';
import { MEANS } from '../../core/means.ts';
import { requestReference, URGENCIES, type RequestRecord } from '../../core/request.ts';

export const requestShape = z
  .object({
    reference: z.string().describe('`FR-2026-000012/R4`.'),
    number: z.int().describe('In the case, as in the path.'),
    form: z.string().describe('See `/request-forms/{form}`.'),
    direction: z.enum(['outgoing', 'incoming']),
    state: z.string().describe('Of the machine of its direction (docs/request-life.md).'),
    stateSince: instant,
    counterpart: orNull(z.string()).describe('ISO 3166-1 alpha-2 of the other side, where it is known.'),
    urgency: z.enum(URGENCIES),
    about: orNull(z.int()).describe('Number of the request that it was begun from, or is about.'),
    means: orNull(z.enum(MEANS)).describe('By which means it is sent, or came; null: nobody said it.'),
    isConfidential: z.boolean().describe('Somebody must not learn that it exists.'),
    writtenIn: z.string().describe('Language of the answers.'),
    letterIn: z.string().describe('Language of the letter that is signed and goes out.'),
    copyFor: orNull(z.string()).describe(
      'Authority that is sent a copy of what goes to a provider; null where none is chosen.',
    ),
    begunAt: instant,
    version: z.int().describe('Of its answers: say it as `base` when you change some.'),
    savedBy: orNull(z.string()).describe('Name; null for somebody who left the case.'),
    savedAt: instant,
  })
  .meta({ id: 'Request' });

const itemShape = z.object({
  item: z.int(),
  field: orNull(z.string()).describe('Of the form, that asks for it; null: the request asks for one thing.'),
  category: orNull(z.string()).describe('Of data; null: it asks for none, or the form does not say.'),
  ticked: orNull(z.array(z.string())).describe('Ids of the options, where the form ticks what it asks for.'),
  desired: z.enum(DESIRED).describe('What the sender wants; the receiver never sets it.'),
  actual: orNull(z.enum(ACTUAL)).describe(
    'What the receiver says; the sender never sets it. A refusal of the whole is of each still due.',
  ),
  ground: orNull(z.string()).describe('Why it does not come: of a refusal of the whole, its ground.'),
  note: orNull(z.string()),
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
        by: orNull(z.string()),
        role: z.string(),
        at: instant,
        voidAt: orNull(instant).describe('Void since: something was changed after it.'),
      }),
    ),
    validation: orNull(
      z.object({
        is: z.enum(['awaited', 'granted', 'refused']),
        issuedAt: instant,
        endsAt: orNull(instant).describe('By when it is to be validated.'),
      }),
    ).describe('Of an order that was issued before its validation (Regulation (EU) 2023/1543, Art. 4(5)).'),
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
    by: orNull(z.string()),
    through: orNull(z.string()).describe('`key …`: another program acted for the person.'),
    recordedAt: instant,
    occurredAt: instant,
    zone: z.string(),
    evidence: orNull(z.string()),
    reason: orNull(z.string()),
    detail: z.record(z.string(), z.unknown()).describe('As docs/formats/request-life.md has it.'),
  })
  .meta({ id: 'LifeEvent' });

export const findingShape = z
  .object({
    level: z.enum(['block', 'warn', 'suggest']),
    code: z.string(),
    field: z.string(),
    item: orNull(z.int()),
    identifier: orNull(z.int()),
    part: orNull(z.string()).describe('Which field of the kind of assistance that the item asks for.'),
    ref: z.string().describe('Instrument and article, or the practice that it rests on.'),
    words: z.string(),
    mayBeExplained: z.boolean().describe('A reason lets the request go nevertheless.'),
    reason: orNull(z.string()).describe('The reason that was given.'),
  })
  .meta({ id: 'RequestFinding' });

export function requestJson(reference: string, request: RequestRecord) {
  const { number, origin, version, isRestricted, means, copyFor } = request;
  const { savedBy, savedAt } = version;
  return {
    ...request,
    reference: requestReference(reference, number),
    about: origin?.kind === 'request' ? origin.number : undefined,
    means,
    isConfidential: isRestricted,
    copyFor,
    version: version.number,
    savedBy,
    savedAt,
  };
}

export function wholeRequestJson(reference: string, life: RequestLife, now: number) {
  const { request, items, events, facts } = life;
  return {
    ...requestJson(reference, request),
    byItem: itemsStanding(request, items, events).map((one) => ({ ...one, ...wantedJson(life, one.item) })),
    signatures: facts.signatures.map((one) => ({ ...one, by: one.name })),
    validation: validationJson(life),
    next: nextActs(life, now),
  };
}

function wantedJson({ legal, request }: RequestLife, item: number) {
  const one = wantedOf(legal.form, request.version.answers)[item - 1];
  return {
    field: one?.field,
    category: one && categoryOf(one),
    ticked: one !== undefined && 'ticks' in one ? one.ticks : undefined,
  };
}

function validationJson({ facts }: RequestLife) {
  const validation = validationOf(facts.events);
  return validation.is === 'none' ? undefined : { ...validation, endsAt: facts.validateBy };
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

export function lifeEventJson(event: Omit<LifeEvent, 'version'>) {
  return { ...event, through: event.through, recordedAt: event.at };
}

export function findingJson({ version }: RequestRecord, legal: LegalForm, finding: RequestFinding) {
  const { what, field, item, identifier, part } = finding;
  const code = codeOf(what);
  const isExplainable = mayBeExplained(what);
  return {
    ...finding,
    code,
    item,
    identifier,
    part,
    words: findingWords(LANGUAGES.en, legal, { what, field }),
    mayBeExplained: isExplainable,
    reason: isExplainable ? version.explained[code] : undefined,
  };
}
