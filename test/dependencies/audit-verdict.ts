// What is to be made of the answer of `npm audit --json`: checked with what result, or not checked at all. An exception names one
// advisory, says why, and ends on a day.

export interface AuditException {
  /** As in the advisory's address: GHSA-…. */
  readonly advisory: string;
  readonly package: string;
  /** The last day on which it counts, YYYY-MM-DD. */
  readonly until: string;
  readonly reason: string;
}

export interface Hole {
  readonly advisory: string;
  readonly package: string;
  readonly severity: string;
  readonly title: string;
  /** The exception for it that counted until that day. */
  readonly exceptedUntil?: string;
}

export type AuditVerdict =
  | { readonly kind: 'notChecked'; readonly why: string }
  | {
      readonly kind: 'checked';
      /** Known, and without an exception that still counts. */
      readonly holes: readonly Hole[];
      readonly excepted: readonly Hole[];
      /** Exceptions for what is no longer reported. */
      readonly idle: readonly AuditException[];
    };

/** An exception is looked at again at least twice a year. */
export const EXCEPTION_DAYS_MAX = 180;
const DAY_MS = 86_400_000;

/** `answer`: what npm printed on standard output. `today`: YYYY-MM-DD. */
export function auditVerdict(
  answer: string,
  exceptions: readonly AuditException[],
  today: string,
): AuditVerdict {
  const said = parsed(answer);
  if (said === undefined) return { kind: 'notChecked', why: 'npm audit printed no JSON' };
  const { vulnerabilities, message } = said;
  if (!isRecord(vulnerabilities))
    return {
      kind: 'notChecked',
      why: typeof message === 'string' ? message : 'npm audit gave no list of holes',
    };
  const found = holesOf(vulnerabilities);
  const judged = found.map((hole) => {
    const exception = exceptions.find((one) => isFor(one, hole));
    return { hole, until: exception?.until, counts: exception !== undefined && exception.until >= today };
  });
  return {
    kind: 'checked',
    holes: judged
      .filter(({ counts }) => !counts)
      .map(({ hole, until }) => (until === undefined ? hole : { ...hole, exceptedUntil: until })),
    excepted: judged.filter(({ counts }) => counts).map(({ hole }) => hole),
    idle: exceptions.filter((one) => !found.some((hole) => isFor(one, hole))),
  };
}

/** Throws with the entry that is wrong: an exception without reason or day is none. */
export function readExceptions(text: string, today: string): AuditException[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new Error('Exceptions of the audit: expected a list');
  return list.map((one: unknown) => readException(one, today));
}

function readException(one: unknown, today: string): AuditException {
  const wrong = (expected: string): Error =>
    new Error(`An exception of the audit: expected ${expected}, found ${JSON.stringify(one)}`);
  if (!isRecord(one)) throw wrong('an object');
  const text = (name: string): string => {
    const value = one[name];
    if (typeof value !== 'string' || value.trim() === '') throw wrong(`"${name}" as text`);
    return value;
  };
  const exception = {
    advisory: text('advisory'),
    package: text('package'),
    until: text('until'),
    reason: text('reason'),
  };
  const until = Date.parse(`${exception.until}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(exception.until) || Number.isNaN(until))
    throw wrong('"until" as a day, such as 2027-01-31');
  if (until - Date.parse(`${today}T00:00:00Z`) > EXCEPTION_DAYS_MAX * DAY_MS)
    throw wrong(`"until" within ${EXCEPTION_DAYS_MAX} days`);
  return exception;
}

/** `via` has the advisories themselves, and the names of packages through which others come: only the former are holes. */
function holesOf(vulnerabilities: { readonly [name: string]: unknown }): Hole[] {
  const holes = new Map<string, Hole>();
  for (const entry of Object.values(vulnerabilities)) {
    const via = isRecord(entry) && Array.isArray(entry['via']) ? entry['via'] : [];
    for (const one of via as readonly unknown[]) {
      if (!isRecord(one)) continue;
      const hole = {
        advisory: textOf(one['url'] ?? one['source']).replace(/^.*\//, ''),
        package: textOf(one['name']),
        severity: textOf(one['severity']),
        title: textOf(one['title']),
      };
      holes.set(`${hole.advisory} ${hole.package}`, hole);
    }
  }
  return [...holes.values()];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? 'not said');
}

function isFor(exception: AuditException, hole: Hole): boolean {
  return exception.advisory === hole.advisory && exception.package === hole.package;
}

function parsed(text: string): { readonly [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
