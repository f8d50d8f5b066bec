// The sentences of the page itself; those of the checks are in verify/. One table for each language; words/ has the others.
import type { SignedAs } from '../../verify/package-parts.ts';

export type FixedName =
  | 'title'
  | 'section'
  | 'language'
  | 'lead'
  | 'private'
  | 'choose'
  | 'drop'
  | 'dropHint'
  | 'chooseFolder'
  | 'chooseZip'
  | 'trust'
  | 'trustHint'
  | 'chooseTrust'
  | 'checks'
  | 'proof'
  | 'exhibits'
  | 'again'
  | 'print'
  | 'noScript'
  | 'progress'
  | 'draft';

export interface PageMessages {
  /** Put into page.html where `{{name}}` stands, and again where `data-say` names it when another language is chosen. */
  readonly fixed: { readonly [name in FixedName]: string };
  readonly checking: (done: string, total: string) => string;
  readonly outcomes: { readonly passed: string; readonly failed: string; readonly notChecked: string };
  readonly tags: { readonly valid: string; readonly invalid: string; readonly notChecked: string };
  readonly exhibitLead: (files: number, size: string, events: number) => string;
  readonly destroyedLead: (events: number) => string;
  readonly limited: string;
  readonly recorded: (time: string) => string;
  readonly signers: { readonly [by in SignedAs]: string };
  readonly authorities: { readonly [type: string]: string };
  readonly to: (organisation: string) => string;
  readonly from: (log: string, item: string) => string;
  readonly facts: {
    readonly log: string;
    readonly size: string;
    readonly root: string;
    readonly logKeys: string;
    readonly serviceKey: string;
    readonly witnesses: string;
    readonly timestamps: string;
    readonly none: string;
    readonly seal: string;
  };
  readonly fault: { readonly place: string; readonly expected: string; readonly found: string };
  readonly more: (count: number) => string;
  readonly trustChosen: (name: string) => string;
  readonly trustRefused: (why: string) => string;
  readonly broken: (why: string) => string;
}

export const english: PageMessages = {
  fixed: {
    title: 'Check a package of evidence',
    language: 'Language',
    section: 'Check a package',
    lead: 'Finds out whether a package of electronic evidence is whole, who vouches for it, and what happened to it.',
    private: 'Nothing leaves this computer. The page needs no network, sends nothing and keeps nothing.',
    choose: '2. The package',
    drop: 'Drop the package here',
    dropHint: 'The folder that holds the bag folder and package.note, or one zip file of it.',
    chooseFolder: 'Choose a folder',
    chooseZip: 'Choose a zip file',
    trust: '1. Keys that you trust, if you have any',
    trustHint:
      'A trust file comes by another road than the package: from a treaty contact, the 24/7 network, a gazette. Without it the page can tell that the package is whole, but not whose it is.',
    chooseTrust: 'Choose a trust file',
    checks: 'The checks',
    proof: 'Proof',
    exhibits: 'What is in it',
    again: 'Check another package',
    print: 'Print this result',
    noScript:
      'This page needs JavaScript: the checks run here, on your computer. Without it, check by hand with sha256sum and OpenSSL.',
    progress: 'Checking the package',
    draft: '',
  },
  checking: (done, total) => `Reading ${done} of ${total}`,
  outcomes: { passed: 'passed', failed: 'does not hold', notChecked: 'not checked' },
  tags: { valid: 'Holds', invalid: 'Does not hold', notChecked: 'Not checked' },
  exhibitLead: (files, size, events) =>
    `${files === 1 ? '1 file' : `${files} files`}, ${size} · ${events === 1 ? '1 event' : `${events} events`}, unbroken`,
  destroyedLead: (events) => `Destroyed by order; its ${events} events remain, unbroken`,
  limited: 'Use is limited.',
  recorded: (time) => `recorded ${time} UTC`,
  signers: {
    officer: 'signed by this officer',
    serviceForOfficer: 'signed by the service for this officer',
    service: '',
  },
  authorities: {
    warrant: 'warrant',
    order: 'order',
    request: 'request',
    consent: 'consent of',
    law: '',
    other: '',
  },
  to: (organisation) => `to ${organisation}`,
  from: (log, item) => `from ${item} in ${log}`,
  facts: {
    log: 'Log',
    size: 'Events in it',
    root: 'Root',
    logKeys: 'Keys of the log',
    serviceKey: 'Key of the service',
    witnesses: 'Cosigned',
    timestamps: 'Time-stamped',
    none: 'none',
    seal: 'Seal',
  },
  fault: { place: 'Where', expected: 'Expected', found: 'Found' },
  more: (count) => `Show ${count} more`,
  trustChosen: (name) => `Trust file: ${name}`,
  trustRefused: (why) => `This trust file cannot be used. ${why}`,
  broken: (why) => `This browser could not do the check: ${why}. Try a newer one, or check by hand.`,
};
