// A package is disclosed to a person who is no member of the case, or taken back. All that was asked before the package left is asked again
// for each person.
import type { Uuid } from '../base/ids.ts';
import { isoLocal } from '../base/time.ts';
import { nameOf, type Viewer } from '../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { TOOL } from '../evidence/log/tool.ts';
import { roleToShare, shareToDisclose } from '../evidence/packages/share.acts.ts';
import { CODE_HOURS, CODE_TRIES_MAX, codeOf } from '../people/disclosure.ts';
import * as store from '../people/disclosure.store.ts';
import type { CodeRoad, Disclosure } from '../people/disclosure.store.ts';
import { digest, record, type People } from '../people/people.acts.ts';
import type { Tx } from '../people/as-person.store.ts';
import type { DiscloseAsked } from './disclosure.ts';

export interface Disclosing {
  readonly house: Installation;
  readonly people: People;
}

export interface ToDisclose {
  readonly by: Viewer;
  readonly package: Uuid;
  /** Idempotency key, and the id from then on. */
  readonly id: Uuid;
  readonly asked: DiscloseAsked;
}

/** Refuses what `shareToDisclose` refuses. Twice is once. */
export async function disclose({ house, people }: Disclosing, made: ToDisclose): Promise<void> {
  const { by, id, asked } = made;
  const { way, who, person, proceeding, until, codeRoad } = asked;
  await house.log.append({
    key: `disclosure:${id}`,
    events: async (tx) => {
      const { share, role, lines } = await shareToDisclose(house, tx, by, made.package);
      const now = house.clock();
      const inPortal = way === 'portal' && until !== undefined && codeRoad !== undefined;
      await insertDisclosure(tx, {
        id,
        package: share.id,
        caseId: share.caseId,
        exhibits: share.exhibits,
        who,
        ...person,
        proceeding,
        givenBy: by.person.id,
        givenAt: new Date(now),
        portal: inPortal
          ? {
              until: new Date(`${until}T23:59:59Z`),
              tokenSha256: digest(tokenOf(people, id)),
              road: codeRoad,
              codeUntil: new Date(now + CODE_HOURS * 3_600_000),
            }
          : undefined,
      });
      const { name, capacity } = person;
      return lines.map(({ number, conditions }) => ({
        type: 'disclosed',
        item: number,
        case: share.caseId,
        occurredAt: isoLocal(now),
        role,
        tool: TOOL,
        authority: share.basis,
        reason: `${TO[who]}, ${inPortal ? `in the portal until ${until}` : 'the package on a carrier'}.`,
        detail: { ...nameOf(by), to: name, note: `${capacity}. ${proceeding}`, disclosure: id },
        facts: {
          toOrganisation: share.receiver.name,
          toState: share.receiver.state,
          package: share.id,
          ...(conditions.length > 0 && { conditions: [...conditions] }),
        },
      }));
    },
  });
}

interface NewDisclosure extends Omit<Disclosure, 'givenBy' | 'endedAt' | 'portal'> {
  readonly givenBy: Uuid;
  readonly portal:
    | {
        readonly until: Date;
        readonly tokenSha256: Uint8Array;
        readonly road: CodeRoad;
        readonly codeUntil: Date;
      }
    | undefined;
}

/** Under its id once. */
async function insertDisclosure(tx: Tx, made: NewDisclosure): Promise<void> {
  const { portal } = made;
  await tx
    .insertInto('portal_disclosure')
    .values({
      id: made.id,
      package_id: made.package,
      case_id: made.caseId,
      exhibits: [...made.exhibits],
      way: portal === undefined ? 'carrier' : 'portal',
      who: made.who,
      name: made.name,
      capacity: made.capacity,
      proceeding: made.proceeding,
      given_by: made.givenBy,
      given_at: made.givenAt,
      until: portal?.until ?? null,
      token_sha256: portal === undefined ? null : Buffer.from(portal.tokenSha256),
      code_road: portal?.road ?? null,
      code_round: portal === undefined ? null : 1,
      code_made_by: portal === undefined ? null : made.givenBy,
      code_until: portal?.codeUntil ?? null,
    })
    .execute();
}

/** As the log says it, which is in English. */
const TO = { defence: 'To the defence', court: 'To a court', other: 'To a person' } as const;

/** Always the same of one disclosure; the database has its digest alone. */
const tokenOf = ({ signIn }: People, id: Uuid): string => signIn.tokenFor(`disclosure ${id}`);

/** Always the same of one round; the database has nothing of it. */
export const disclosureCode = ({ signIn }: People, id: Uuid, round: number): string =>
  codeOf(signIn.tokenFor(`disclosure code ${id} ${round}`));

/** What opens it now, for who made the code, until it was used; undefined: nothing is to be given. */
export function openingOf(
  people: People,
  { id, endedAt, portal }: Disclosure,
  viewer: Uuid,
): { readonly token: string; readonly code: string } | undefined {
  if (portal === undefined || endedAt !== undefined) return undefined;
  const { code } = portal;
  const now = people.clock();
  const isOver = code.usedAt !== undefined || code.tries >= CODE_TRIES_MAX || code.until.getTime() <= now;
  if (isOver || portal.until.getTime() <= now || code.madeBy !== viewer) return undefined;
  return { token: tokenOf(people, id), code: disclosureCode(people, id, code.round) };
}

interface OnDisclosure {
  readonly by: Viewer;
  readonly disclosure: Disclosure;
}

/** The link as before, and another code. Asked twice of one round, it is one. Refuses notAllowed. */
export async function makeNewCode(
  { house, people }: Disclosing,
  { by, disclosure }: OnDisclosure,
): Promise<void> {
  const { id, portal } = disclosure;
  if (portal === undefined) return;
  await house.db.transaction(async (tx) => {
    await roleToShare(tx, by);
    const until = new Date(house.clock() + CODE_HOURS * 3_600_000);
    if (!(await store.renewCode(tx, { id, round: portal.code.round, by: by.person.id, until }))) return;
    await record(people, tx, factsOf('disclosureCode', by, disclosure));
  });
}

/** Nothing more is read by it, at once. Twice is once. Refuses notAllowed. */
export async function takeDisclosureBack(
  { house, people }: Disclosing,
  { by, disclosure }: OnDisclosure,
): Promise<void> {
  const account = disclosure.portal?.account;
  await house.db.transaction(async (tx) => {
    await roleToShare(tx, by);
    if (await store.endDisclosure(tx, disclosure.id, by.person.id, new Date(house.clock())))
      await record(people, tx, factsOf('disclosureEnded', by, disclosure));
  });
  if (account !== undefined) await people.signIn.endAll(account);
}

function factsOf(what: 'disclosureCode' | 'disclosureEnded', { person, file }: Viewer, { id }: Disclosure) {
  return { what, by: person.id, caseId: file.id, facts: { disclosure: id } } as const;
}
