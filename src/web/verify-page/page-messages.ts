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
  readonly outcomes: {
    readonly passed: string;
    readonly failed: string;
    readonly notChecked: string;
    /** There was nothing to check. */
    readonly notShown: string;
  };
  readonly tags: {
    readonly valid: string;
    readonly uncompared: string;
    readonly invalid: string;
    readonly notChecked: string;
  };
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
    title: 'Check an evidence package',
    language: 'Language',
    section: 'Check a package',
    lead: 'Check that a package of electronic evidence is complete, whose keys signed it, and what happened to the evidence.',
    private: 'No data leave this computer. The page works offline, sends nothing and stores nothing.',
    choose: '2. The package',
    drop: 'Drop the package here, or choose it below',
    dropHint: 'Choose the folder that contains the bag folder and package.note, or a zip file of both.',
    chooseFolder: 'Choose a folder',
    chooseZip: 'Choose a zip file',
    trust: '1. Trust file, if you have one',
    trustHint:
      'You receive a trust file separately from the package, for example from a treaty contact, the 24/7 network or an official gazette. Without it, this page can show that the package is complete, but not who made it.',
    chooseTrust: 'Choose a trust file',
    checks: 'Checks',
    proof: 'Proof',
    exhibits: 'Content of the package',
    again: 'Check another package',
    print: 'Print this result',
    noScript:
      'This page needs JavaScript, because the checks run on your computer. Without JavaScript, check by hand with sha256sum and OpenSSL.',
    progress: 'Checking the package',
    draft: '',
  },
  checking: (done, total) => `Reading ${done} of ${total}`,
  outcomes: { passed: 'passed', failed: 'failed', notChecked: 'not checked', notShown: 'not shown' },
  tags: {
    valid: 'Valid',
    invalid: 'Not valid',
    uncompared: 'Valid, keys not compared',
    notChecked: 'Not checked',
  },
  exhibitLead: (files, size, events) =>
    `${files === 1 ? '1 file' : `${files} files`}, ${size} · ${events === 1 ? '1 event' : `${events} events`}, none missing`,
  destroyedLead: (events) => `Destroyed by order; its ${events} events remain, none missing`,
  limited: 'Use is restricted.',
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
    size: 'Events in the log',
    root: 'Root hash',
    logKeys: 'Log keys',
    serviceKey: 'Service key',
    witnesses: 'Cosigned by',
    timestamps: 'Time-stamped by',
    none: 'none',
    seal: 'Seal',
  },
  fault: { place: 'Location', expected: 'Expected', found: 'Found' },
  more: (count) => `Show ${count} more`,
  trustChosen: (name) => `Trust file: ${name}`,
  trustRefused: (why) => `This trust file cannot be used. ${why}`,
  broken: (why) =>
    `This browser could not complete the check: ${why}. Try a newer browser, or check by hand.`,
};
