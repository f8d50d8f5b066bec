// The server of a home that has not been set up: one page, by a link that is printed at the start.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import { Refusal } from '../base/refusal.ts';
import { settingsSchema } from '../platform/settings.ts';
import type { Messages } from '../web/messages.ts';
import { notOpenPage, setUpPage, type SetUpForm } from '../web/set-up.pages.ts';
import { outerApp, type Outside } from './app.ts';
import { limitedBody, plainPage, tooMany, type Env } from './doors.ts';
import { addressKey, type Limiter } from './limits.ts';
import { visitOf } from './visitor.ts';

interface SetUp {
  readonly token: string;
  readonly tries: Limiter;
  /** Sets up and opens the installation. Called once. */
  readonly make: (request: { agency: string; state: string; origin: string }) => Promise<void>;
}

export function setUpApp(outside: Outside, setUp: SetUp): Hono<Env> {
  const app = outerApp(outside);
  let making: Promise<void> | undefined;
  app.use(async (c, next) => {
    if (!setUp.tries.take(addressKey(c.get('address')))) return tooMany(c.get('frame'));
    const [, token = ''] = /^\/set-up\/([^/]+)$/.exec(c.req.path) ?? [];
    if (isSame(token, setUp.token)) return next();
    const frame = c.get('frame');
    if (c.req.method === 'GET' && c.req.path === '/') return visitOf(c, frame).page(notOpenPage(frame.say));
    const { say } = frame;
    return plainPage(frame, say.invitation.goneTitle, say.setUp.gone, 404);
  });
  app.use(limitedBody());
  app.get('/set-up/:token', (c) =>
    visitOf(c, c.get('frame')).page(
      setUpPage(c.get('frame').say, { agency: '', state: '', origin: '', errors: {} }),
    ),
  );
  app.post('/set-up/:token', async (c) => {
    const visit = visitOf(c, c.get('frame'));
    const { say } = visit.frame;
    const fields = await visit.form();
    const given = {
      agency: (fields.get('agency') ?? '').trim(),
      state: (fields.get('state') ?? '').trim().toUpperCase(),
      origin: (fields.get('origin') ?? '').trim(),
    };
    const errors = wrongFields(given, say.setUp.wrong);
    if (Object.keys(errors).length > 0) return visit.page(setUpPage(say, { ...given, errors }), 422);
    if (making !== undefined) throw new Refusal('conflict.settingUp');
    making = setUp.make(given);
    try {
      await making;
    } catch (error) {
      making = undefined;
      throw error;
    }
    return visit.go(`/first/${setUp.token}`);
  });
  return app;
}

function wrongFields(
  given: Omit<SetUpForm, 'errors'>,
  words: Messages['setUp']['wrong'],
): { readonly [field: string]: string } {
  const checked = settingsSchema.safeParse({ v: 1, ...given, created: new Date(0).toISOString() });
  if (checked.success) return {};
  return Object.fromEntries(
    checked.error.issues.map(({ path: [field] }) => [
      String(field),
      field === 'agency' || field === 'state' ? words[field] : words.origin,
    ]),
  );
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
