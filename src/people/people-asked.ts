// What is asked of who is to have an account, and of their roles in the agency.
import { z } from 'zod';
import { optional, type Fields, type Words } from '../web/fields/field.ts';
import { together } from '../web/fields/group.ts';
import { someOf } from '../web/fields/some.ts';
import { text } from '../web/fields/text.ts';
import { emailOf } from './email-field.ts';
import { personName, type Person } from './person.ts';
import { AGENCY_ROLES, type AgencyRole } from './roles.ts';

export const INVITED_NAME = text({
  ask: (say) => say.people.inviteName,
  max: 100,
  autocomplete: 'off',
  isRight: (typed) => personName.safeParse(typed).success,
  wrong: (say) => say.form.nameForm,
  means: 'What they are called.',
  isPrivate: true,
});
/** What an invitation or the roles page can give: an administrator is appointed by two. */
type Given = Exclude<AgencyRole, 'administrator'>;
const GIVEN = AGENCY_ROLES.filter((role) => role !== 'administrator');

const rolesOf = <A>(ask: Words<A>, chosen: (about: A) => readonly Given[]) =>
  someOf<Given, Given, A>({
    ask,
    hint: (say) => say.people.inviteRolesHint,
    list: () => GIVEN,
    id: (role) => role,
    words: (say, role) => say.agencyRole[role],
    hints: (say, role) => say.agencyRoleHint[role],
    chosen,
    isNoneToo: true,
    wrong: (say) => say.form.choose,
    ids: z.enum(AGENCY_ROLES).exclude(['administrator']),
    max: AGENCY_ROLES.length,
    means: 'An administrator is not invited but appointed, by two.',
  });

export const INVITATION = {
  invited: together({
    ask: (say) => say.people.inviteTitle,
    means: 'Who is invited.',
    parts: {
      name: INVITED_NAME,
      email: emailOf({
        ask: (say) => say.people.inviteEmail,
        hint: (say) => say.people.inviteEmailHint,
        means: 'They sign in with it.',
      }),
      roles: optional(
        rolesOf(
          (say) => say.people.inviteRoles,
          () => [],
        ),
      ),
    },
  }),
} satisfies Fields;

export const ROLES = {
  roles: rolesOf<Pick<Person, 'name' | 'roles'>>(
    (say, { name }) => say.people.rolesTitle(name),
    ({ roles }) => GIVEN.filter((role) => roles.includes(role)),
  ),
} satisfies Fields;
