// A reason for a point that may be explained: said, changed and taken away; each makes a version.
import type { PageRoute } from '../../../../people/visit.routes.ts';
import { codeOf, mayBeExplained, type RequestFinding } from '../../../machine/way/request-finding.ts';
import { baseIn } from '../questions/question.routes.ts';
import { reasonPage } from './reason.pages.ts';
import { saveReason } from '../request-draft.acts.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { requestAddress } from '../../../machine/text/request-shown.pages.ts';

const MAX_REASON = 4000;

export function reasonRoutes(desk: RequestDesk): PageRoute[] {
  const path = '/reasons/:code';
  return [
    aboutRequest(desk, ['draftRequest', 'GET', path], ask),
    aboutRequest(desk, ['draftRequest', 'POST', path], (found) => answer(desk, found)),
    aboutRequest(desk, ['draftRequest', 'POST', `${path}/remove`], (found) => remove(desk, found)),
  ];
}

function findingHere({ visit, shown }: Found): RequestFinding | undefined {
  return shown.findings.find(({ what }) => mayBeExplained(what) && codeOf(what) === visit.param('code'));
}

function ask(found: Found): Response | Promise<Response> {
  const { visit, shown } = found;
  const finding = findingHere(found);
  if (finding === undefined) return visit.notFound();
  const given = shown.request.version.explained[codeOf(finding.what)] ?? '';
  return visit.page(reasonPage(visit.frame.say, { shown, finding, given, errors: {} }));
}

async function answer(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const finding = findingHere(found);
  if (finding === undefined) return visit.notFound();
  const form = await visit.form();
  const reason = (form.get('reason') ?? '').trim().replaceAll('\r\n', '\n');
  const { say } = visit.frame;
  if (reason === '' || reason.length > MAX_REASON) {
    const errors = { reason: reason === '' ? say.practice.reason.nothing : say.requests.wrong.doesNotFit };
    return visit.page(reasonPage(say, { shown, finding, given: reason, errors }), 422);
  }
  return save(desk, found, { finding, reason, base: form.get('base') });
}

/** Also of a point that is none any more: the law has become known, or an answer has changed. */
function remove(desk: RequestDesk, found: Found): Promise<Response> | Response {
  const { visit, shown } = found;
  const isSaid = Object.hasOwn(shown.request.version.explained, visit.param('code'));
  const finding = findingHere(found);
  if (finding === undefined && !isSaid) return visit.notFound();
  return save(desk, found, { finding, reason: undefined, base: visit.query('version') });
}

interface Said {
  readonly finding: RequestFinding | undefined;
  readonly reason: string | undefined;
  readonly base: string | null;
}

async function save(
  { people }: RequestDesk,
  found: Found,
  { finding, reason, base }: Said,
): Promise<Response> {
  const { visit, shown } = found;
  const { number } = shown.request;
  const code = visit.param('code');
  const saved = await saveReason(
    { people, person: visit.person, file: visit.file },
    { number, base: baseIn(base, shown), code, reason },
  );
  // Of a settled point the check page shows what somebody else says of it now.
  if (saved.ok || finding === undefined) return visit.go(requestAddress(visit.file, number, '/check'));
  const theirs = saved.request.version.explained[code] ?? '';
  const asked = {
    shown: { ...shown, request: saved.request },
    finding,
    given: reason ?? '',
    errors: {},
    theirs,
  };
  return visit.page(reasonPage(visit.frame.say, asked), 409);
}
