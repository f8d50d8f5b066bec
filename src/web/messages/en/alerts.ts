// What is told of guessing at the door.
import { count } from './count.ts';

const tries = (passwords: number, codes: number): string =>
  [
    passwords === 0 ? undefined : count(passwords, 'wrong password', 'wrong passwords'),
    codes === 0 ? undefined : count(codes, 'wrong code', 'wrong codes'),
  ]
    .filter((part) => part !== undefined)
    .join(' and ');

export const alerts = {
  alerts: {
    tries: (passwords: number, codes: number) => `${tries(passwords, codes)} since your last sign-in.`,
    lastAt: (when: string) => `The last one: ${when}.`,
    wasLocked: 'Your account was closed to passwords for 15 minutes.',
    notYou: 'If that was not you, tell an administrator. A passkey cannot be guessed at all.',
    knowsPassword:
      'Somebody has given your right password. If that was not you, change it now and tell an administrator.',
    toAccount: 'Go to your account',
    lettersGivenUp: (count: number) => `Alarms could not be told by mail. People concerned: ${count}.`,
    keptByNobody: (count: number) =>
      `Kept confidential, with nobody left in its case who decides about it: ${count}. At the machine: ./comity request keeper`,
    casesWithoutLead: (count: number) =>
      `Open cases without a lead who has an account: ${count}. Their members know which; all of them are listed at the machine: ./comity case lead`,
    title: 'Perhaps somebody is guessing',
    lead: 'At the door, in the last seven days:',
    locked: (times: number, when: string) =>
      `locked out ${times === 1 ? 'once' : `${times} times`}, last on ${when}`,
    strangers: (times: number, when: string) =>
      `Addresses that nobody here has: locked out ${times === 1 ? 'once' : `${times} times`}, last on ${when}`,
    spread: (address: string, persons: number, when: string) =>
      `From ${address}: wrong passwords for ${persons} people, last on ${when}`,
    whatToDo:
      'Ask the person, by a number you know, whether it was them. If not, let them add a passkey; keep the network address for your security officer. An account opens again by itself after 15 minutes.',
  },
};
