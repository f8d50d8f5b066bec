// What the API answers when it does not do what was asked: problem+json (RFC 9457) with what was expected, what was found
// and what to do next. The list is closed, and each route's part of it follows from what the route says of itself.
import { z } from 'zod';
import { inEnglish, Refusal, REFUSAL_CODES } from '../base/refusal.ts';
import { inCase } from '../people/policy.ts';
import { CASE_ROLES } from '../people/roles.ts';
import type { ApiRoute } from '../people/visit.api.ts';
import type { Messages } from '../web/messages.ts';
import { wordsOf } from '../web/refused-words.ts';
import { isDenied, STATUS } from './failure.ts';

/** Codes of the API itself; the others are those of a Refusal. */
const OWN_CODES = [
  'notSignedIn',
  'tooOften',
  'wrongType',
  'wrongVersion',
  'noSuchPart',
  'keyReused',
  'wrongHost',
  'wentWrong',
] as const;

type ProblemCode = (typeof OWN_CODES)[number] | (typeof REFUSAL_CODES)[number];

export const problemShape = z
  .object({
    type: z.string().describe('Where this kind of problem is explained; relative to this server.'),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.enum([...OWN_CODES, ...REFUSAL_CODES]),
    detail: z.string().describe('Expected, found and next in one text.'),
    expected: z.string(),
    found: z.string(),
    next: z.string().describe('What to do.'),
    errors: z
      .array(z.object({ at: z.string(), words: z.string() }))
      .optional()
      .describe('Each part that did not fit.'),
  })
  .meta({ id: 'Problem', description: 'Why it was not done (RFC 9457).' });

type Problem = z.infer<typeof problemShape>;

/** Every status with its title and when it is given, for the document and for people. */
export const PROBLEMS = {
  400: [
    'Not understood',
    'The JSON cannot be read, a POST has no `Idempotency-Key`, or a part of a file no `Upload-Offset`.',
  ],
  401: ['Not signed in', 'There is no key and no session, or it has ended.'],
  403: ['Not allowed', 'Your role, or the scope of the key, does not allow it.'],
  404: ['Not found', 'It does not exist or is not open to you: the answer is the same.'],
  409: ['In the way', 'It exists already, somebody else was first, or the same is being done now.'],
  412: ['Other version', '`Tus-Resumable` does not name the version of the protocol that is spoken here.'],
  413: ['Too large', 'More was sent than is taken.'],
  415: [
    'Other type',
    'The body is not of the type that is taken: `application/json`, if nothing else is said.',
  ],
  416: ['No such part', 'The file is shorter than the part that `Range` asks for.'],
  421: ['Wrong host', 'The server was asked under a name that is not its own.'],
  422: ['Does not fit', 'A value is not as described; or the `Idempotency-Key` was used with another body.'],
  429: ['Too often', 'Wait as many seconds as `Retry-After` says.'],
  503: ['Not ready', 'A step is missing first, or the installation does not take this on now.'],
  '5XX': ['Failed', 'Something failed on this side. Send it again, with the same `Idempotency-Key`.'],
} as const satisfies { readonly [status: string]: readonly [title: string, words: string] };

type ProblemStatus = keyof typeof PROBLEMS;

/** Which of them this route can give. */
export function problemsOf(route: ApiRoute): ProblemStatus[] {
  const { method, access } = route;
  const isPost = method === 'POST';
  const isTus = route.takes?.by === 'tus';
  // A key that only reads, a key for one case, a role that does not allow it.
  const mayRefuse =
    method !== 'GET' ||
    (access.for === 'case'
      ? CASE_ROLES.some((role) => inCase(role, access.act) === 'no')
      : route.isForCaseKeys !== true);
  const given = new Set<string>([
    '401',
    '429',
    '5XX',
    ...(isPost ? ['400', '409', '413', '422'] : []),
    ...(isTus ? ['400', '409', '412', '413'] : []),
    ...(route.body === undefined && route.takes === undefined ? [] : ['415']),
    ...(route.answer.isRanged === true ? ['416'] : []),
    ...(mayRefuse ? ['403'] : []),
    ...(access.for === 'case' || route.params !== undefined ? ['404'] : []),
    ...(route.query === undefined ? [] : ['422']),
    ...(route.refusals ?? []).map(String),
  ]);
  // Its own keys.
  return (Object.keys(PROBLEMS) as unknown as ProblemStatus[]).filter((status) => given.has(String(status)));
}

interface Beside {
  readonly errors?: Problem['errors'];
  /** Of the header, where a protocol asks for them. */
  readonly fields?: { readonly [name: string]: string };
}

/** One of the API itself: its own status and code, said in the words of a refusal. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly refusal: Refusal;
  readonly errors: Problem['errors'];
  readonly fields: { readonly [name: string]: string };
  constructor(status: number, code: ProblemCode, said: Refusal, { errors, fields = {} }: Beside = {}) {
    super(said.message);
    this.status = status;
    this.code = code;
    this.refusal = said;
    this.errors = errors;
    this.fields = fields;
  }
}

interface Said {
  readonly status: number;
  readonly code: ProblemCode;
  readonly refusal: Refusal;
  readonly errors?: Problem['errors'];
}

function problem({ status, code, refusal, errors }: Said, say: Messages): Problem {
  const { expected, found, next } = wordsOf(say, refusal);
  const known = Object.entries(PROBLEMS).find(([name]) => name === String(status)) ?? [
    '5XX',
    PROBLEMS['5XX'],
  ];
  return {
    type: `/api#${known[0]}`,
    title: known[1][0],
    status,
    code,
    detail: say.refused.whole(expected, found, next),
    expected,
    found,
    next,
    ...(errors === undefined ? {} : { errors }),
  };
}

/** What is ours to solve says nothing of itself outside; the caller writes it to the log. */
export function problemOf(error: unknown, say: Messages): Problem {
  if (error instanceof ApiProblem) return problem(error, say);
  const status = statusOf(error);
  if (error instanceof Refusal && status < 500)
    return problem({ status, code: error.code, refusal: error }, say);
  if (status === 403)
    return problem({ status, code: 'notAllowed', refusal: new Refusal('notAllowed.actOfRole') }, say);
  const code = error instanceof Refusal ? error.code : 'wentWrong';
  return problem({ status, code, refusal: new Refusal('notReady.ourFailure') }, say);
}

export function statusOf(error: unknown): number {
  if (error instanceof ApiProblem) return error.status;
  return error instanceof Refusal ? STATUS[error.code] : isDenied(error) ? 403 : 500;
}

export function problemAnswer(given: Problem, fields: { readonly [name: string]: string } = {}): Response {
  const headers = new Headers({ 'content-type': 'application/problem+json', ...fields });
  if (given.status === 401) headers.set('www-authenticate', 'Bearer realm="Comity"');
  if (given.status === 429) headers.set('retry-after', '60');
  return new Response(JSON.stringify(given), { status: given.status, headers });
}

/** The parts that did not fit, by name. What was sent is not repeated. */
export function misfit(where: 'body' | 'query', error: z.ZodError): ApiProblem {
  const errors = error.issues.slice(0, 20).map((issue) => ({
    at: [where, ...issue.path.map(String)].join('/'),
    words: issue.code === 'unrecognized_keys' ? 'Has a part that is not described.' : issue.message,
  }));
  return new ApiProblem(
    422,
    'badInput',
    new Refusal(where === 'body' ? 'badInput.misfitBody' : 'badInput.misfitQuery', {
      found: inEnglish(errors.map(({ at, words }) => `${at}: ${words}`).join('; ')),
    }),
    { errors },
  );
}
