// The check of one identifier, or of the lines of a field, for the script that asks while they are typed. Nothing is kept.
import type { Provider } from '../../../../law/model-provider.ts';
import { signedIn, type PageRoute, type SignedInVisit } from '../../../../people/visit.routes.ts';
import type { Messages } from '../../../../web/messages.ts';
import { readRecordedTime } from '../../../../web/recorded-time.ts';
import { checkIdentifier } from '../../../core/identifier-check.ts';
import { IDENTIFIER_KINDS } from '../../../core/identifier.ts';
import type { RequestDesk } from '../request-found.routes.ts';
import { accountFormats, strangeTo } from '../../../machine/way/account-format.ts';
import { problemWords } from '../questions/list-fields.pages.ts';
import { readLines, type ListField } from '../../../core/list-fields.ts';

const LINES_SHOWN = 5;

interface Said {
  readonly tone: 'ok' | 'warn' | 'stop';
  readonly words: readonly string[];
}

export function identifierRoutes({ law }: Pick<RequestDesk, 'law'>): PageRoute[] {
  return [
    signedIn('POST', '/requests/identifier', async (visit) => check(visit, (await law.current()).providers)),
  ];
}

async function check(visit: SignedInVisit, providers: readonly Provider[]): Promise<Response> {
  const said = saidOf(visit.frame.say, await visit.form(), providers);
  return Response.json(said, { headers: { 'cache-control': 'no-store' } });
}

/** `field`: empty for one identifier, else the type and name of a field of lines. */
export function saidOf(say: Messages, given: URLSearchParams, providers: readonly Provider[]): Said {
  const field = given.get('field') ?? '';
  return field === '' ? ofOne(say, given, providers) : ofLines(say, field, given.get(nameOf(field)) ?? '');
}

/** `hash_list hash`: the type of a field and its name. */
function nameOf(field: string): string {
  return field.slice(field.indexOf(' ') + 1);
}

function ofOne(say: Messages, given: URLSearchParams, providers: readonly Provider[]): Said {
  const text = (name: string): string | undefined => given.get(name)?.trim() || undefined;
  const kind = IDENTIFIER_KINDS.find((one) => one === given.get('kind'));
  const value = text('value');
  if (kind === undefined || value === undefined) return { tone: 'ok', words: [] };
  const [from, to] = [readRecordedTime(given, 'from'), readRecordedTime(given, 'to')];
  const checked = checkIdentifier({ kind, value, port: text('port'), from, to });
  const words = say.requests;
  if (!checked.ok) return { tone: 'stop', words: [words.problems[checked.problem]] };
  const { remarks, value: kept } = checked.identifier;
  const holder = text('holder') ?? '';
  const formats = kind === 'account' ? strangeTo(kept, accountFormats(holder, providers)) : undefined;
  const first = kept === value ? say.drafting.live.right : say.drafting.live.keptAs(kept);
  return {
    tone: remarks.length === 0 && formats === undefined ? 'ok' : 'warn',
    words: [
      first,
      ...remarks.map((remark) => words.remarks[remark]),
      ...(formats === undefined ? [] : [say.practice.findings.accountFormat(kept, holder, formats)]),
    ],
  };
}

function ofLines(say: Messages, name: string, text: string): Said {
  if (text.trim() === '') return { tone: 'ok', words: [] };
  const field: ListField = {
    id: nameOf(name),
    type: name.startsWith('hash_list ') ? 'hash_list' : 'identifier_list',
  };
  const { wrong } = readLines(field, text);
  const { lists, live } = say.drafting;
  if (wrong.length === 0) return { tone: 'ok', words: [live.right] };
  return {
    tone: 'stop',
    words: [
      lists.wrongLines(wrong.length),
      ...wrong
        .slice(0, LINES_SHOWN)
        .map((one) => `${lists.line(one.line)}${say.language.colon}${problemWords(say, one.problem)}`),
    ],
  };
}
