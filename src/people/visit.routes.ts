// A visit to a page, and the list of pages. Each page says by whom it may be opened; the server asks before it runs, so
// that no page can forget to. A page without such a line does not compile.
import type { Frame, View } from '../web/page.ts';
import type { CaseOfMember } from './case-member.store.ts';
import type { Person } from './person.ts';
import type { AgencyAct, CaseAct } from './policy.ts';
import type { Disclosure } from './disclosure.store.ts';
import type { PortalAccount } from './portal-account.store.ts';
import type { Caller, Session } from './sign-in.acts.ts';

export interface Visit {
  readonly frame: Frame;
  readonly caller: Caller;
  /** A part of the address that the path names, such as `:case`; '' when absent. */
  param(name: string): string;
  query(name: string): string;
  /** A field of the header of the request; '' when absent. */
  header(name: string): string;
  /** All of them, where one may come more than once. */
  queries(): URLSearchParams;
  /** The fields of the form. */
  form(): Promise<URLSearchParams>;
  /** The body as text, for the few scripts. */
  body(): Promise<string>;
  /** The request itself, for a route that takes bytes: however large, for as long as they keep coming. */
  request(): Request;
  page(view: View, status?: number): Promise<Response>;
  /** See other (303). */
  go(path: string, cookies?: readonly string[]): Response;
  /** What is absent and what is not yours look the same. */
  notFound(): Promise<Response>;
}

export interface SignedInVisit extends Visit {
  readonly person: Person;
  readonly session: Session;
}

export interface CaseVisit extends SignedInVisit {
  readonly file: CaseOfMember;
}

/** Before somebody has a second factor, or an account at all. */
export interface DoorVisit extends Visit {
  readonly session: Session | undefined;
}

export interface HalfVisit extends Visit {
  readonly session: Session;
}

/** Of somebody who speaks for an addressee of requests: no person of the agency. */
export interface PortalVisit extends Visit {
  readonly account: PortalAccount;
}

/** Of somebody to whom evidence was disclosed: no person of the agency either, and there for that alone. */
export interface DisclosureVisit extends Visit {
  readonly session: Session;
  readonly disclosure: Disclosure;
}

export type Access =
  | { readonly for: 'everybody' }
  /** Signed in, the second factor perhaps still missing. */
  | { readonly for: 'halfSignedIn' }
  | { readonly for: 'signedIn' }
  | { readonly for: 'agency'; readonly act: AgencyAct }
  /** The path names the case as `:case`. */
  | { readonly for: 'case'; readonly act: CaseAct }
  /** Accounts of the portal, and nobody else. */
  | { readonly for: 'portal' }
  /** Who was disclosed something, and nobody else. */
  | { readonly for: 'disclosure' };

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
type Answer = Response | Promise<Response>;

export type PageRoute = {
  readonly method: Method;
  readonly path: string;
  /** Guessing is possible here: few tries for one address. */
  readonly isGuarded?: boolean;
  /** The body is evidence and has limits of its own, not those of a form. */
  readonly takesBytes?: boolean;
} & Opening;

type Opening =
  | { readonly access: Extract<Access, { for: 'everybody' }>; readonly open: (visit: DoorVisit) => Answer }
  | { readonly access: Extract<Access, { for: 'halfSignedIn' }>; readonly open: (visit: HalfVisit) => Answer }
  | {
      readonly access: Extract<Access, { for: 'signedIn' | 'agency' }>;
      readonly open: (visit: SignedInVisit) => Answer;
    }
  | { readonly access: Extract<Access, { for: 'case' }>; readonly open: (visit: CaseVisit) => Answer }
  | { readonly access: Extract<Access, { for: 'portal' }>; readonly open: (visit: PortalVisit) => Answer }
  | {
      readonly access: Extract<Access, { for: 'disclosure' }>;
      readonly open: (visit: DisclosureVisit) => Answer;
    };

export function everybody(method: Method, path: string, open: (visit: DoorVisit) => Answer): PageRoute {
  return { method, path, access: { for: 'everybody' }, open };
}

export function halfSignedIn(method: Method, path: string, open: (visit: HalfVisit) => Answer): PageRoute {
  return { method, path, access: { for: 'halfSignedIn' }, open };
}

export function signedIn(method: Method, path: string, open: (visit: SignedInVisit) => Answer): PageRoute {
  return { method, path, access: { for: 'signedIn' }, open };
}

export function agency(
  act: AgencyAct,
  method: Method,
  path: string,
  open: (visit: SignedInVisit) => Answer,
): PageRoute {
  return { method, path, access: { for: 'agency', act }, open };
}

export function inCase(
  act: CaseAct,
  method: Method,
  path: `/cases/:case${string}`,
  open: (visit: CaseVisit) => Answer,
): PageRoute {
  return { method, path, access: { for: 'case', act }, open };
}

export function inPortal(
  method: Method,
  path: `/portal${string}`,
  open: (visit: PortalVisit) => Answer,
): PageRoute {
  return { method, path, access: { for: 'portal' }, open };
}

export function toReceiver(
  method: Method,
  path: `/portal/disclosed${string}`,
  open: (visit: DisclosureVisit) => Answer,
): PageRoute {
  return { method, path, access: { for: 'disclosure' }, open };
}

export function guarded(route: PageRoute): PageRoute {
  return { ...route, isGuarded: true };
}

export function takingBytes(route: PageRoute): PageRoute {
  return { ...route, takesBytes: true };
}
