// A new password: by whoever knows the present one, or by whoever two administrators let back in.
import { newUuid, type Uuid } from '../base/ids.ts';
import { beginAttempt, forgetAttempts } from './guard.store.ts';
import { resetUser } from './session.store.ts';
import { accountKey, answerOf, call, type Answer, type Caller, type State } from './sign-in-library.acts.ts';
import { recordFailedTry } from './sign-in-record.acts.ts';

/**
 * Ends all other sessions. Somebody at an unlocked screen does not get to guess either: a wrong present password counts
 * like one at the door.
 */
export async function changePassword(
  state: State,
  caller: Caller,
  email: string,
  password: { readonly present: string; readonly next: string },
): Promise<Answer> {
  const account = accountKey(email);
  const tried = { account, email, step: 'password', address: caller.address } as const;
  const attempt = await beginAttempt(state.operator.kysely, account, new Date(state.clock()));
  if (attempt.locksNow) await recordFailedTry(state, { ...tried, what: 'lockedOut' });
  if (!attempt.isAllowed) return { ok: false, why: 'locked' };
  const { present, next } = password;
  const body = { currentPassword: present, newPassword: next, revokeOtherSessions: true };
  const answer = await answerOf(await call(state, caller, '/change-password', body));
  if (answer.ok) await forgetAttempts(state.operator.kysely, account);
  else await recordFailedTry(state, { ...tried, what: 'signInFailed' });
  return answer;
}

/** A new password and no other way in any more. Whatever was counted against the account is forgotten. */
export async function resetAccount(
  state: State,
  person: Uuid,
  email: string,
  password: string,
): Promise<void> {
  const { password: hasher } = await state.auth.$context;
  const made = {
    id: newUuid(state.clock, state.random),
    passwordHash: await hasher.hash(password),
    at: new Date(state.clock()),
  };
  await state.db.transaction((tx) => resetUser(tx, person, made));
  await forgetAttempts(state.operator.kysely, accountKey(email));
}
