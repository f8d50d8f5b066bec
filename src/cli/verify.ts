// ./comity verify PATH [--trust FILE]… [--json]: checks a package, the record of an order of the portal, or a conversation of two installations. No
// database, no network, no installation.
// Also the whole of the stand-alone program comity-verify.mjs (verify-alone.ts).
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readConversation } from '../platform/conversation-folder.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { openPackage } from '../platform/package-reader.ts';
import type { Threads } from '../platform/package-threads.ts';
import { hadNothing, type Check } from '../verify/checks.ts';
import type { ConversationFiles } from '../verify/conversation.ts';
import { Fault } from '../verify/fault.ts';
import { shownName } from '../verify/names.ts';
import type { FoundPackage } from '../verify/package-parts.ts';
import { verifyPackage, type Verdict } from '../verify/package.ts';
import { sizeWords } from '../verify/figures.ts';
import { english } from '../verify/report-words.ts';
import { verdictJson } from '../verify/report-json.ts';
import { joinTrust, type Trust } from '../verify/trust.ts';
import { RECORD_BYTES_MAX } from '../verify/portal-record.ts';
import { FLAG, TEXTS, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { readTrustFile, trustUnusable } from './trust-files.ts';
import { runVerifyConversation } from './verify-conversation.ts';
import { runVerifyRecord } from './verify-record.ts';

const MARKS: { readonly [outcome in Check['outcome']]: string } = {
  passed: '✓',
  failed: '✗',
  notChecked: '·',
};
/** Faults that say nothing about the package: it could not be opened, or not be checked to the end. */
const UNUSABLE: readonly string[] = ['unreadable', 'notCheckedHere'];

/** 0 valid, 1 invalid, 2 it could not be checked. `onThreads` where the program has more than this one file. */
export async function runVerify(
  args: readonly string[],
  terminal: Terminal,
  onThreads?: Threads,
): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { trust: TEXTS, json: FLAG });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) {
    terminal.err(
      'Name one package (its folder or its zip file), or the folder of a conversation. Usage: verify PATH [--trust FILE]… [--json]',
    );
    return EXIT.usage;
  }
  const conversation = conversationAt(path);
  if (conversation !== undefined)
    return runVerifyConversation(conversation, { trust: values.trust ?? [], isJson: values.json, terminal });
  const trust = openTrust(values.trust ?? [], terminal);
  if (trust === undefined) return EXIT.usage;
  const record = recordAt(path);
  if (record !== undefined) return runVerifyRecord(record, { trust, isJson: values.json, terminal });
  const onCheck = values.json ? () => undefined : (check: Check) => terminal.out(checkLine(check));
  const verdict = await verifyAt(path, { trust, onCheck, terminal, onThreads });
  terminal.endProgress();
  if (values.json) terminal.out(JSON.stringify(verdictJson(nodeCrypto, verdict, english)));
  else for (const line of verdictLines(verdict)) terminal.out(line);
  return exitCode(verdict);
}

/** A folder of messages that is no package; undefined: it is something else. */
function conversationAt(path: string): ConversationFiles | undefined {
  const is = (name: string): boolean => existsSync(join(path, name));
  return is('messages') && !is('bagit.txt') ? readConversation(path) : undefined;
}

/** Of an order of the portal, which is one file of JSON; undefined: it is something else, or too large to be one. */
function recordAt(path: string): Uint8Array | undefined {
  if (!path.endsWith('.json')) return undefined;
  const found = statSync(path, { throwIfNoEntry: false });
  const isOne = found?.isFile() === true && found.size <= RECORD_BYTES_MAX;
  return isOne ? new Uint8Array(readFileSync(path)) : undefined;
}

function exitCode({ ok, fault }: Verdict): number {
  if (ok) return EXIT.done;
  return fault !== undefined && UNUSABLE.includes(fault.code) ? EXIT.usage : EXIT.refused;
}

interface Work {
  readonly trust: Trust;
  readonly onCheck: (check: Check) => void;
  readonly terminal: Terminal;
  readonly onThreads: Threads | undefined;
}

async function verifyAt(path: string, { trust, onCheck, terminal, onThreads }: Work): Promise<Verdict> {
  try {
    const reader = await openPackage(path, nodeCrypto, onThreads);
    try {
      return await verifyPackage(reader, {
        crypto: nodeCrypto,
        trust,
        onCheck: (check) => {
          terminal.endProgress();
          onCheck(check);
        },
        onBytes: (done, total) => terminal.progress('Reading', done, total),
      });
    } finally {
      reader.close();
    }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault; // a zip that is not even of the form, or nothing there
    return { ok: false, checks: [], fault, established: [], notEstablished: [] };
  }
}

/** Undefined, with words, when a trust file is of no use: that says nothing about the package. */
function openTrust(paths: readonly string[], terminal: Terminal): Trust | undefined {
  try {
    return joinTrust(paths.map(readTrustFile), '--trust');
  } catch (error) {
    for (const line of trustUnusable(error)) terminal.err(line);
    return undefined;
  }
}

function checkLine(check: Check): string {
  return `${hadNothing(check) ? '–' : MARKS[check.outcome]} ${english.checkTitles[check.name].padEnd(30)}${english.checkWords(check)}`;
}

function verdictLines(verdict: Verdict): string[] {
  const { fault } = verdict;
  const failed = fault === undefined || fault.code === 'notCheckedHere' ? [] : [english.faultLine(fault)];
  return [
    '',
    ...failed,
    verdictWords(verdict),
    ...(verdict.ok && isUntrusted(verdict) ? [english.withoutTrust] : []),
    ...(fault === undefined ? [] : [`${english.faultWords[fault.code]} (${fault.code})`]),
    ...(verdict.found === undefined ? [] : exhibitLines(verdict.found)),
    ...section(english.headings.established, verdict.established.map(english.statement)),
    ...section(english.headings.notEstablished, verdict.notEstablished.map(english.statement)),
  ];
}

function verdictWords(verdict: Verdict): string {
  const { ok, fault } = verdict;
  if (ok) return isUntrusted(verdict) ? english.verdicts.uncompared : english.verdicts.valid;
  const isUnusable = fault !== undefined && UNUSABLE.includes(fault.code);
  return isUnusable ? english.verdicts.notChecked : english.verdicts.invalid;
}

function isUntrusted(verdict: Verdict): boolean {
  return verdict.notEstablished.some((statement) => statement.id === 'whoseKeys');
}

function exhibitLines(found: FoundPackage): string[] {
  const lines = found.exhibits.flatMap((exhibit) => [
    `  ${exhibit.number}  ${exhibit.isDestroyed ? 'destroyed by order' : sizeWords(exhibit.bytes)}, ${exhibit.events.length === 1 ? '1 event' : `${exhibit.events.length} events`}`,
    `    SHA-256 ${exhibit.digests.sha256}`,
    ...exhibit.conditions.map((condition) => `    Use is limited: ${shownName(condition)}`),
  ]);
  return ['', 'Exhibits', ...lines];
}

function section(heading: string, sentences: readonly string[]): string[] {
  return sentences.length === 0 ? [] : ['', heading, ...sentences.map((sentence) => `  - ${sentence}`)];
}
