// The records of the law data as JSON. Each says where it comes from and how sure it is. What is absent is not known,
// never "no".
import { z } from 'zod';
import { CONFIDENCES } from './confidence.ts';
import { RECORD_KINDS } from './model.ts';
import { GROUND_EFFECTS } from './schema/instruments.ts';

const texts = z.array(z.string()).readonly();
const confidence = z.enum(CONFIDENCES).describe('How sure it is; `confirmed` was read in a public source.');

const cited = {
  at: z.string().describe('Where it stands in the data: `parties.yaml:38`.'),
  sources: texts.describe('Keys of the source register of that file.'),
  confidence,
  asOf: z.string().optional().describe('The day the source speaks of.'),
  read: z
    .string()
    .optional()
    .describe(
      'The day by which it was read there: its own, else that of its source. Of what is only recalled, which nobody read, the day its file was compiled.',
    ),
  reviewed: z
    .object({
      by: z.string().describe('A function or an agency, never a person.'),
      on: z.string(),
      of: texts.optional().describe('Its parts that were looked at, where it was not the whole.'),
    })
    .optional()
    .describe('Who looked at it besides the one who entered it. Absent: not reviewed.'),
};

const validity = {
  from: z.string().optional().describe('The first day on which it holds. Absent: not recorded.'),
  until: z.string().optional().describe('The first day on which it no longer holds.'),
};

const dated = z.object({ ...cited, value: z.string().optional() });

export const passageShape = z
  .object({
    record: z.string().describe('`instrument coe-ets-185`: kind and id.'),
    kind: z.enum(RECORD_KINDS),
    title: z.string(),
    field: z.string().describe('What the text says of the record.'),
    text: z.string(),
    at: cited.at,
    states: texts.describe('ISO 3166-1 alpha-2.'),
    confidence: confidence.optional(),
    reviewed: cited.reviewed,
    ...validity,
  })
  .meta({ id: 'LawPassage' });

export const hitShape = passageShape
  .omit({ text: true, reviewed: true })
  .extend({ excerpt: z.string().describe('Around the first match.') })
  .meta({ id: 'LawHit' });

export const instrumentShape = z
  .object({
    id: z.string(),
    title: z.string(),
    shortTitle: z.string(),
    kind: z.string(),
    organisation: z.string(),
    depositary: z.string().optional(),
    status: z.string(),
    adopted: dated,
    inForce: dated,
    ended: dated.optional().describe('The first day on which it is no longer in force.'),
    at: cited.at,
  })
  .meta({ id: 'LawInstrument' });

export const wholeInstrumentShape = instrumentShape
  .extend({
    appliesFrom: dated.optional(),
    transpositionDeadline: dated.optional(),
    scope: z.string().optional(),
    offences: z
      .object({
        ...cited,
        ...validity,
        minMaxYears: z.number().optional(),
        types: texts,
        requires: texts,
        article: z.string().optional(),
      })
      .optional(),
    notes: texts,
    replacedBy: texts,
    grounds: z
      .array(
        z.object({
          ...cited,
          id: z.string(),
          article: z.string(),
          text: z.string(),
          code: z.string().describe('As a refusal names it.'),
          leadsTo: z.enum(GROUND_EFFECTS).describe('What follows where it is given.'),
          consultFirst: z
            .boolean()
            .optional()
            .describe('The other side is consulted before. Absent: not said.'),
          isNotForAlwaysAvailable: z
            .boolean()
            .optional()
            .describe('It stands against none of `alwaysAvailable`. Absent: not said.'),
          appliesTo: texts.describe('Of these measures alone. Empty: of any.'),
          note: z.string().optional(),
        }),
      )
      .readonly()
      .optional()
      .describe('Why it may be refused, postponed or carried out otherwise.'),
    alwaysAvailable: z
      .object({
        ...cited,
        article: z.string(),
        items: z.array(z.object({ id: z.string(), text: z.string() })).readonly(),
      })
      .optional()
      .describe('Measures that must always be available.'),
    provisions: z
      .array(
        z.object({
          ...cited,
          instrument: z.string(),
          function: z.string(),
          article: z.string().optional(),
          gives: z.string(),
          note: z.string().optional(),
          articleConfidence: confidence,
          ...validity,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'LawInstrumentWhole' });

export const partyShape = z
  .object({
    ...cited,
    instrument: z.string(),
    state: z.string(),
    status: z.string(),
    entryIntoForce: z.string().optional(),
    until: z.string().optional().describe('The first day on which it is no longer bound: it left.'),
    note: z.string().optional(),
  })
  .meta({ id: 'LawParty', description: 'A State that is not listed is unknown, not "no".' });

export const measureShape = z
  .object({
    ...cited,
    ...validity,
    id: z.string(),
    name: z.string(),
    definition: z.string(),
    intrusiveness: z.number(),
    typicalAuthorisation: texts,
    safeguards: texts,
    yields: texts.describe('Categories of data.'),
    bases: z
      .array(
        z.object({
          ...cited,
          ...validity,
          instrument: z.string(),
          domestic: z.string().optional(),
          cooperation: z.string().optional(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'LawMeasure' });

export const authorityShape = z
  .object({
    ...cited,
    id: z.string(),
    state: z.string(),
    name: z.string(),
    functions: texts,
    roles: texts,
    instruments: texts.describe('For which it is designated; `id:article` where the data says so.'),
    territory: z.string().optional(),
    isAvailable247: z.boolean().optional(),
    languages: texts.optional(),
    urgentChannel: z.string().optional(),
    transmission: texts.optional(),
    requiredContent: texts.optional(),
    hours: z
      .object({
        zone: z.string(),
        weekly: z.array(z.object({ days: texts, from: z.string(), to: z.string() })).readonly(),
      })
      .optional(),
    ...validity,
    note: z.string().optional(),
  })
  .meta({ id: 'LawAuthority' });

const entity = z.object({
  ...cited,
  ...validity,
  name: z.string(),
  state: z.string(),
  controls: z.string(),
  compelledBy: z.string().optional().describe('Which law compels it.'),
});
const fact = { ...cited, ...validity, text: z.string(), kind: z.string() };

const service = z.object({
  ...cited,
  ...validity,
  name: z.string(),
  domains: texts,
  accounts: z
    .array(
      z.object({
        ...cited,
        ...validity,
        name: z.string(),
        pattern: z.string().describe('A regular expression over the whole of it.'),
        isChangeable: z.boolean().describe('The owner may change it.'),
      }),
    )
    .readonly()
    .describe('How it names an account.'),
});

export const providerShape = z
  .object({
    id: z.string(),
    name: z.string(),
    services: z.array(service).readonly(),
    languages: z.object({ ...cited, ...validity, list: texts }).optional(),
    entities: z.array(entity).readonly(),
    addressee: entity.optional(),
    channels: z.array(z.object({ ...fact, note: z.string().optional() })).readonly(),
    policy: z.array(z.object(fact)).readonly(),
    preservationDays: z.object({ ...cited, ...validity, days: z.number() }).optional(),
    renewalDays: z
      .object({ ...cited, ...validity, days: z.number(), note: z.string().optional() })
      .optional(),
    retention: z
      .array(z.object({ ...cited, ...validity, category: z.string(), days: z.number().optional() }))
      .readonly(),
    at: cited.at,
  })
  .meta({ id: 'LawProvider' });

export const clockShape = z
  .object({
    ...cited,
    id: z.string(),
    ...validity,
    replacedBy: z.string().optional().describe('Of an earlier wording: the id of what replaced it.'),
    instrument: z.string(),
    article: z.string(),
    length: z.number().optional(),
    unit: z.string(),
    bound: z.string(),
    emergency: z.boolean(),
    extension: z
      .object({
        length: z.number().optional(),
        unit: z.string(),
        article: z.string(),
        times: z.number().optional(),
        form: z.string().optional(),
      })
      .optional(),
    atEnd: z.string(),
    note: z.string().optional(),
  })
  .meta({ id: 'LawClock' });
