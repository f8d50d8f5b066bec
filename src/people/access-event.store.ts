// SQL of what happened to access: who let whom in, who was turned away. Added in the transaction of the act itself.
import type { Kysely } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';

/** The closed list. */
export type AccessAct =
  | 'firstAdministrator'
  | 'invited'
  | 'invitationWithdrawn'
  | 'joined'
  | 'signedIn' // both steps done
  | 'signInFailed' // a wrong password or code for somebody who has an account
  | 'lockedOut' // too many wrong passwords for one account, or for an address that nobody has
  | 'signedOut'
  | 'sessionEnded'
  | 'factorChanged'
  | 'passwordChanged'
  | 'passkeyAdded'
  | 'passkeyRemoved'
  | 'rolesChanged'
  | 'administratorProposed'
  | 'administratorConfirmed'
  | 'administratorNotConfirmed'
  | 'personEnded'
  | 'recoveryProposed'
  | 'recoveryConfirmed' // a link was given out
  | 'recoveryWithdrawn'
  | 'recovered' // the link was used: new password, new second step, nothing old left
  | 'caseOpened'
  | 'memberAdded'
  | 'memberRemoved'
  | 'glassAsked' // for access to a case for a time
  | 'glassOpened'
  | 'glassRefused'
  | 'glassWithdrawn'
  | 'providerLinked' // an account at the agency's identity provider now opens theirs
  | 'settingChanged'
  | 'settingRemoved'
  | 'keyRotated' // of the service or the log
  | 'auditLooked' // an auditor asked who saw an exhibit, or what a person did
  | 'auditExported'
  | 'apiKeyMade'
  | 'apiKeyEnded'
  | 'receiverInvited' // somebody of an addressee, to the portal
  | 'receiverInvitationWithdrawn'
  | 'receiverJoined'
  | 'receiverEnded'
  | 'disclosureCode' // another code was made for somebody to whom evidence was disclosed
  | 'disclosureEnded';

export interface AccessEvent {
  readonly id: Uuid;
  readonly at: Date;
  readonly what: AccessAct;
  readonly by?: Uuid | undefined;
  readonly about?: Uuid | undefined;
  readonly caseId?: Uuid | undefined;
  readonly facts?: { readonly [name: string]: string | readonly string[] };
}

export async function insertAccessEvent(db: Kysely<Schema>, event: AccessEvent): Promise<void> {
  await db
    .insertInto('access_event')
    .values({
      id: event.id,
      at: event.at,
      what: event.what,
      by_person: event.by ?? null,
      about_person: event.about ?? null,
      case_id: event.caseId ?? null,
      facts: JSON.stringify(event.facts ?? {}),
    })
    .execute();
}
