// An exhibit as JSON: what its page shows.
import { z } from 'zod';
import { instant, orNull } from '../../people/visit.api.ts';
import type { ViewedExhibit } from './exhibit-view.acts.ts';
import type { PersonNamed } from '../exhibits/holding.store.ts';

export const lastCheckShape = orNull(z.object({ isIntact: z.boolean(), at: instant })).describe(
  'Null: not checked since it was taken in.',
);

const namedShape = z
  .object({
    id: z.uuid(),
    name: orNull(z.string()).describe('Null when your role is not shown who acted.'),
  })
  .meta({ id: 'NamedPerson' });

const digests = z.object({
  md5: z.string().optional(),
  sha1: z.string().optional(),
  sha256: z.string().optional(),
});

export const exhibitShape = z
  .object({
    number: z.string(),
    title: z.string(),
    kind: z.enum(['file', 'tree', 'device', 'image', 'stream', 'package']).describe('How the bytes came in.'),
    files: z.int(),
    bytes: z.int(),
    sha256: z.string().describe('Of the one file, or of the list of files (docs/formats/store.md).'),
    status: z.enum(['held', 'destroyed']),
    addedAt: instant,
    conditions: z.array(z.string()).describe('Limits on its use.'),
    source: orNull(z.string()).describe('Where it came from. Null when it was not said, or erased by order.'),
    authority: orNull(z.object({ type: z.string(), id: z.string() })),
    from: orNull(z.object({ log: z.string(), item: z.string() })).describe(
      'What its sender called it, when it was received.',
    ),
    image: orNull(
      z.object({
        format: z.string(),
        segments: z.int(),
        mediaSize: z.int(),
        container: z.enum(['good', 'bad', 'absent']).describe('Its own checksums.'),
        stored: digests.describe('Digests that the image carries.'),
        computed: digests.describe('Digests of the media as it was read here.'),
        agrees: z.boolean().optional(),
      }),
    ).describe('What was found when it is a forensic image.'),
    lastCheck: lastCheckShape,
    holder: orNull(namedShape).describe('Who has it; null: the evidence store of the agency.'),
    handOver: orNull(
      z.object({ id: z.uuid(), from: namedShape, to: namedShape, offeredAt: instant }),
    ).describe('An offer that waits for its answer.'),
    disposal: orNull(
      z.object({
        id: z.uuid(),
        order: z.object({ type: z.string(), id: z.string() }),
        reason: z.string(),
        proposedBy: namedShape,
        proposedAt: instant,
      }),
    ).describe('A proposal that waits for a second person.'),
    chain: z
      .object({
        isUnbroken: z
          .boolean()
          .describe('Each event names the one before it by digest, and the first is there.'),
        events: z.int(),
        firstIndex: z.int(),
        lastIndex: z.int().describe('Of this look.'),
      })
      .describe('Its events in the custody log.'),
  })
  .meta({ id: 'Exhibit' });

export function exhibitJson(
  { exhibit, events, isUnbroken, holding, disposal }: ViewedExhibit,
  maySeeWho: boolean,
): z.input<typeof exhibitShape> {
  const named = ({ id, name }: PersonNamed) => ({ id, name: maySeeWho ? name : null });
  const gathered = events.find(({ event }) => event.type === 'acquired' || event.type === 'received');
  const checked = events.findLast(({ event }) => event.type === 'checked' || event.type === 'checkFailed');
  const authority = events.find(({ event }) => event.authority !== undefined)?.event.authority;
  const { number, title, files, bytes, sha256, status, conditions, image } = exhibit;
  return {
    number,
    title,
    kind: exhibit.method,
    files,
    bytes,
    sha256,
    status,
    addedAt: exhibit.addedAt.toISOString(),
    conditions: [...conditions],
    source: gathered?.detail?.source ?? null,
    authority: authority ?? null,
    from: exhibit.fromLog === undefined ? null : { log: exhibit.fromLog, item: exhibit.fromItem ?? '' },
    image: image ?? null,
    lastCheck:
      checked === undefined
        ? null
        : { isIntact: checked.event.type === 'checked', at: new Date(checked.recordedAt).toISOString() },
    holder: holding.holder === undefined ? null : named(holding.holder),
    handOver:
      holding.open === undefined
        ? null
        : {
            id: holding.open.id,
            from: named(holding.open.from),
            to: named(holding.open.to),
            offeredAt: holding.open.offeredAt.toISOString(),
          },
    disposal:
      disposal === undefined || !maySeeWho
        ? null
        : {
            ...disposal,
            proposedBy: named(disposal.proposedBy),
            proposedAt: disposal.proposedAt.toISOString(),
          },
    chain: {
      isUnbroken,
      events: events.length,
      firstIndex: events[0]?.index ?? 0,
      lastIndex: events.at(-1)?.index ?? 0,
    },
  };
}
