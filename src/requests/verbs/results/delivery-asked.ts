// What is asked of what came: with what limits and digests, which exhibits, and which item of the request each file answers.
import { z } from 'zod';
import { phrase } from '../../../base/refusal.ts';
import { isUuid, type Uuid } from '../../../base/ids.ts';
import { ok, wrong, type Body, type Field, type Fields } from '../../../web/fields/field.ts';
import { lines } from '../../../web/fields/lines.ts';
import { someOf } from '../../../web/fields/some.ts';
import { html, nothing, raw, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { field, note } from '../../../web/parts.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { numberText } from '../../../web/when.ts';
import { hashLines, MAX_HASHES, readStatedLines, STATED, type StatedHash } from '../../core/hash-lines.ts';
import type { DeliveredFile, Delivery } from '../../machine/states/results.ts';

export const EXHIBITS_MAX = 50;

const conditions = lines<{ readonly delivery: Pick<Delivery, 'conditions'>; readonly isFixed: boolean }>({
  ask: (say) => say.results.limitsAsk,
  hint: (say) => say.results.limitsHint,
  preset: ({ delivery }) => delivery.conditions.join('\n'),
  lineMax: 1000,
  max: 50,
  wrong: (say) => say.form.tooLong(say.results.limits, 1000),
  means: 'Each is a limit on use, and goes to each exhibit that is named afterwards.',
});

export const LIMITS = {
  conditions: {
    ...conditions,
    read: (body, name, about) =>
      about.isFixed
        ? wrong((say) => say.results.limitsFixed, phrase('deliveryBare'), phrase('exhibitsNamed'))
        : conditions.read(body, name, about),
  } satisfies typeof conditions,
} satisfies Fields;

const listing = z
  .array(
    z.strictObject({
      file: z.string().min(1).max(1000),
      algorithm: z.enum(STATED),
      digest: z.string().regex(/^[0-9a-f]{32,128}$/),
    }),
  )
  .max(MAX_HASHES);

/** As they were typed, where a line of them is wrong. */
interface Unread {
  readonly wrong: ReturnType<typeof readStatedLines>['wrong'];
}
const isUnread = (found: unknown): found is Unread =>
  typeof found === 'object' && found !== null && 'wrong' in found;

interface DigestsAbout {
  readonly delivery: Pick<Delivery, 'listing'>;
  readonly lineWrong: (say: Messages, wrong: Unread['wrong'][number]) => string;
}

/** Lines for a person, as programs write them; a list of objects for another program. */
const files: Field<readonly StatedHash[], DigestsAbout> = {
  ask: (say) => say.results.digestsAsk,
  hint: (say) => say.results.digestsHint,
  preset: ({ delivery }) => hashLines(delivery.listing),
  means: 'The digests that the sender gave.',
  schema: (name) => ({ [name]: listing.describe('The digests that the sender gave.') }),
  control: (say, { name, given, errors }, { lineWrong }) => {
    const value = given.get(name) ?? '';
    const { wrong: all } = errors[name] === undefined ? { wrong: [] } : readStatedLines(value);
    const others = all.slice(0, 20).map((one) => html`<li>${lineWrong(say, one)}</li>`);
    const question = { name, label: say.results.digestsAsk, hint: say.results.digestsHint, value };
    const asked = { ...question, isHeading: true, isOptional: true, rows: 8, isCode: true } as const;
    return html`${
      others.length > 1
        ? note(
            'stop',
            html`<ul class="govuk-list">
              ${others}
            </ul>`,
          )
        : nothing
    }
    ${field(say, asked, errors)}`;
  },
  typed: (given, name) => {
    const { hashes, wrong: all } = readStatedLines(given.get(name) ?? '');
    return { [name]: all.length > 0 ? { wrong: all } : hashes };
  },
  read: (body, name, { lineWrong }) => {
    const said = body[name];
    const [first] = isUnread(said) ? said.wrong : [];
    if (first !== undefined)
      return wrong((say) => lineWrong(say, first), phrase('digestsInLines'), first.text);
    return ok(said as readonly StatedHash[]); // by its schema, or as `typed` reads it
  },
  body: (value, name) => ({ [name]: value }),
  said: (say, value) => numberText(say, value.length),
};
export const DIGESTS = { files } satisfies Fields;

interface Attached {
  readonly number: string;
  readonly title: string;
  readonly isOfRequest: boolean;
}

export const EXHIBITS = {
  exhibits: someOf<Attached, string, { readonly list: readonly Attached[]; readonly isInformal: boolean }>({
    ask: (say) => say.results.exhibitsAsk,
    hint: (say, { isInformal }) => (isInformal ? '' : say.results.exhibitsHint),
    list: ({ list }) => list,
    id: ({ number }) => number,
    words: (_say, { number, title }) => `${number} ${visiblePlain(title, 200)}`,
    chosen: ({ list }) => list.filter(({ isOfRequest }) => isOfRequest).map(({ number }) => number),
    wrong: (say) => say.results.chooseExhibit,
    ids: z.string().min(1).max(60),
    max: EXHIBITS_MAX,
    means: 'Their numbers.',
  }),
} satisfies Fields;

export interface FileMatch {
  readonly exhibitId: Uuid;
  readonly path: string;
  readonly item: number | null;
}

interface MatchAbout {
  readonly files: readonly DeliveredFile[];
  /** How many items the request has. */
  readonly items: number;
  readonly fileWords: (say: Messages, file: DeliveredFile) => Html;
  readonly itemWords: (say: Messages, item: number) => string;
}

/** One choice a file. What a page that was made before it came does not say stays as it is. */
const matches: Field<readonly FileMatch[], MatchAbout> = {
  ask: (say) => say.results.match,
  means: 'Which item each file answers; null: none.',
  schema: (name) => ({
    [name]: z
      .array(
        z.strictObject({
          exhibitId: z
            .string()
            .refine(isUuid)
            .transform((one) => one as Uuid), // refined
          path: z.string().max(4096),
          item: z.int().min(1).nullable(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  control: (say, { name }, { files: all, items, fileWords, itemWords }) => {
    const numbers = Array.from({ length: items }, (_, i) => i + 1);
    const each = all.map((file, i) => {
      const id = `${name}.${i}`;
      const options = numbers.map(
        (n) =>
          html`<option value="${n}" ${file.item === n ? raw(' selected') : nothing}>
            ${itemWords(say, n)}
          </option>`,
      );
      return html`<div class="govuk-form-group">
        <label class="govuk-label" for="${id}">${fileWords(say, file)}</label>
        <select class="govuk-select" id="${id}" name="${id}">
          <option value="" ${file.item === undefined ? raw(' selected') : nothing}>
            ${say.results.noItem}
          </option>
          ${options}
        </select>
      </div>`;
    });
    return html`<h1 id="${name}" tabindex="-1">${say.results.match}</h1>
      ${each}`;
  },
  typed: (given, name, { files: all }): Body => ({
    [name]: all.flatMap(({ exhibit, path }, i) => {
      const text = given.get(`${name}.${i}`);
      if (text === null) return [];
      return [{ exhibitId: exhibit, path, item: /^[1-9]\d{0,2}$/.test(text) ? Number(text) : null }];
    }),
  }),
  read: (body, name) => ok((body[name] ?? []) as readonly FileMatch[]), // by its schema, or as `typed` gives it
  body: (value, name) => ({ [name]: value }),
  said: (say, value) => numberText(say, value.length),
};
export const MATCH = { files: matches } satisfies Fields;
