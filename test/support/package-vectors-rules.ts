// One rule of the format pages at a time: a package that just keeps it, and one that just does not.
import type { Json } from '../../src/base/canonical-json.ts';
import type { FaultCode } from '../../src/verify/fault.ts';
import { EVENT, bytesOf, replace } from './package-damage.ts';
import { acquiredWith, TRUE_DIGESTS } from './package-damages-stated.ts';
import {
  BAG_INFO,
  EXHIBITS,
  fingerprint,
  FIRST_TIME,
  keyItem,
  newKeys,
  officerLine,
  serviceLine,
  spki,
  treeJsonl,
  sha256,
  type EventDraft,
  type Files,
  type Hooks,
  type Keys,
} from './package-fixture.ts';
import type { Trusted, Vector } from './package-vectors.ts';

const [PHOTO, SHARE] = EXHIBITS;

const valid = (rule: string, name: string, hooks: Hooks = {}, trust?: Trusted): Vector => ({
  name,
  rule,
  hooks,
  ...(trust && { trust }),
});
const refused = (
  rule: string,
  name: string,
  [code, place]: readonly [FaultCode, string?],
  hooks: Hooks,
  trust?: Trusted,
): Vector => ({
  name,
  rule,
  code,
  ...(place !== undefined && { place }),
  hooks,
  ...(trust && { trust }),
});

const bag = (act: (files: Files) => void): Hooks => ({ bag: (files) => act(files) });
const drafts = (act: (drafts: (EventDraft | undefined)[], keys: Keys) => void): Hooks => ({ drafts: act });
const facts = (at: number, more: { readonly [name: string]: Json }): Hooks =>
  drafts((all) => {
    const draft = all[at];
    const before = draft?.fields?.['facts'] as { readonly [name: string]: Json };
    if (draft !== undefined)
      all[at] = { ...draft, fields: { ...draft.fields, facts: { ...before, ...more } } };
  });
const nested = (depth: number): Json => (depth === 0 ? 'x' : [nested(depth - 1)]);

/** A folder of the share named so, with one file, listed as the page says. */
function sharedFile(path: string, change: (list: string) => string = (list) => list): Hooks {
  const text = Buffer.from('x');
  const line = `${JSON.stringify({ bytes: 1, kind: 'file', name: 'x', path, sha256: sha256(text).toString('hex') })}\n`;
  const list = Buffer.from(change(treeJsonl.toString() + (path === '' ? '' : line)));
  const isAdded = path !== '';
  return {
    drafts: (all) => {
      for (const at of [5, 6]) {
        const draft = all[at];
        const before = draft?.fields?.['facts'] as { readonly files: number; readonly bytes: number };
        const counted = isAdded ? { files: before.files + 1, bytes: before.bytes + 1 } : {};
        const own = at === 5 ? { digests: { sha256: sha256(list).toString('hex') }, size: list.length } : {};
        if (draft !== undefined)
          all[at] = { ...draft, fields: { ...draft.fields, ...own, facts: { ...before, ...counted } } };
      }
    },
    bag: (files) => {
      files.set(`data/${SHARE}/tree.jsonl`, list);
      if (isAdded) files.set(`data/${SHARE}/${path}`, text);
    },
  };
}

const inBagBytes = 'FR-2026-000012-transfer-1/data/FR-2026-000012-2/'.length;
/** A path of so many bytes, counted with the bag's folder: parts of 200 and what is left. */
const longPath = (bytes: number): string => 'p'.repeat(bytes - inBagBytes).replace(/(p{200})p(?=p)/g, '$1/');
/** And of so many parts. */
const deepPath = (parts: number): string => Array.from({ length: parts - 3 }, () => 'd').join('/');

const NAMES: readonly (readonly [why: string, name: string])[] = [
  ['a device name of Windows', 'CON'],
  ['a device name with an extension', 'nul.txt'],
  ['a device name with a blank before its extension', 'nul .txt'],
  ['the device name CLOCK$', 'clock$'],
  ['the device name COM0', 'COM0'],
  ['a device name with a superscript digit', 'COM\u00b9.log'],
  ['the device name CONIN$', 'CONIN$'],
  ['a control character of C1', 'a\u0085b'],
  ['a control character', 'a\u0007b'],
  ['a mark that turns the direction', 'a\u202eb'],
  ['a byte order mark', '\ufeffa'],
  ['a full stop at its end', 'a.'],
  ['a blank at its end', 'a '],
  ['a blank at its start', ' a'],
  ['a backslash', 'a\\b'],
  ['a percent sign', '100%'],
  ['a letter and a mark that are one in NFC', 'U\u0308berweisung'],
  ['a character that Unicode has not assigned', 'a\u0378'],
  ['a noncharacter', 'a\uffff'],
  ['two dots as a part', '../x'],
];
const TWINS: readonly (readonly [why: string, one: string, other: string])[] = [
  ['in another case', 'Paper.txt', 'paper.TXT'],
  ['that fold to ss', 'Stra\u00dfe', 'STRASSE'],
  ['with and without a dot on the i', 'I', '\u0131'],
  ['of a file and a folder', 'twin', 'Twin/x'],
];

/** Kinds of names that only look like those. */
const GOOD_NAMES: readonly string[] = [
  'console.txt',
  'COM10',
  'a b.c d',
  '\u6587\u4ef6.txt',
  '\u0645\u0644\u0641',
  '-x',
  '.hidden',
];

const info = (text: string): Hooks => bag((files) => files.set('bag-info.txt', Buffer.from(text)));
const headLines = (note: string): { readonly text: string; readonly lines: string[] } => {
  const at = note.indexOf('\n\n');
  return { text: note.slice(0, at + 1), lines: note.slice(at + 2, -1).split('\n') };
};
const inHead = (
  act: (lines: string[], text: string, cosign: (time: number) => string) => readonly string[],
): Hooks => ({
  checkpoint: (note, tools) => {
    const { text, lines } = headLines(note);
    return `${text}\n${act(lines, text, (time) => tools.cosignature(text, time).trimEnd()).join('\n')}\n`;
  },
});

const stranger = newKeys();
const requestItem = 'request:01890a5d-ac96-774b-bcce-b302099a8057';
const withdrawn: EventDraft = {
  item: requestItem,
  type: 'authorityWithdrawn',
  fields: { facts: { cause: 'change' } },
};
const enrolService: EventDraft = {
  item: keyItem(stranger.service),
  type: 'keyEnrolled',
  fields: {
    facts: {
      key: fingerprint(stranger.service),
      algorithm: 'ed25519',
      use: 'service',
      publicKey: spki(stranger.service).toString('base64'),
    },
  },
};

const IMAGE = { container: 'good', stored: { md5: '0'.repeat(32) }, badRanges: [{ offset: 0, length: 512 }] };

export const RULES: readonly Vector[] = [
  valid('package.md', 'a whole package'),
  valid('verify.md 14', 'a whole package with the trust file of its sender', {}, 'sender'),
  valid('verify.md 13', 'a trust file of certificates alone, which names no keys', {}, 'certificates'),
  {
    name: 'a trust file of keys and certificates',
    rule: 'verify.md 13',
    isUnusable: true,
    trust: 'both',
  },
  valid(
    'package.md 13',
    'a report in one more language',
    bag((files) => files.set('report.fr.pdf', Buffer.from('%PDF-1.7\n'))),
  ),
  refused(
    'package.md 13',
    'a report in a language of four letters',
    ['bagInvalid', 'report.fran.pdf'],
    bag((files) => files.set('report.fran.pdf', Buffer.from('%PDF-1.7\n'))),
  ),
  valid('package.md 5', 'a path of 1,024 bytes with the folder of the bag', sharedFile(longPath(1024))),
  refused(
    'package.md 5',
    'a path of 1,025 bytes with the folder of the bag',
    ['unsafeName'],
    sharedFile(longPath(1025)),
  ),
  valid('package.md 5', 'a path of 64 parts with the folder of the bag', sharedFile(deepPath(64))),
  refused(
    'package.md 5',
    'a path of 65 parts with the folder of the bag',
    ['unsafeName'],
    sharedFile(deepPath(65)),
  ),
  valid('package.md 5', 'a part of 255 bytes', sharedFile('p'.repeat(255))),
  refused('package.md 5', 'a part of 256 bytes', ['unsafeName'], sharedFile('p'.repeat(256))),
  ...GOOD_NAMES.map((name, i) =>
    valid('package.md 7', `a name that only looks bad, ${i + 1}`, sharedFile(name)),
  ),
  ...NAMES.map(([why, name]) =>
    refused('package.md 6 and 7', `a name: ${why}`, ['unsafeName'], sharedFile(name)),
  ),
  ...TWINS.map(([why, one, other]) =>
    refused(
      'package.md 8',
      `two names ${why}`,
      ['unsafeName'],
      bag((files) => {
        for (const name of [one, other]) files.set(`data/${SHARE}/${name}`, Buffer.from('x'));
      }),
    ),
  ),
  valid(
    'package.md 12',
    'bag-info with CR and CRLF, empty lines, blanks, another case and a label twice',
    info(
      BAG_INFO.replace('Payload-Oxum: ', '\r\n\rpayload-oxum:  \t').replace(
        'OXUM\n',
        'OXUM\r\nPayload-Oxum: 1.1\r',
      ),
    ),
  ),
  refused(
    'package.md 12',
    'bag-info with a blank at the end of the sum',
    ['bagInvalid', 'bag-info.txt'],
    info(BAG_INFO.replace('OXUM', 'OXUM ')),
  ),
  refused(
    'package.md 12',
    'bag-info with a zero before the sum',
    ['bagInvalid', 'bag-info.txt'],
    info(BAG_INFO.replace('OXUM', '0OXUM')),
  ),
  refused(
    'package.md 12',
    'bag-info with a byte order mark',
    ['bagInvalid', 'bag-info.txt'],
    info(`\ufeff${BAG_INFO}`),
  ),
  refused(
    'package.md 12',
    'bag-info with an empty label',
    ['bagInvalid', 'bag-info.txt'],
    info(`: x\n${BAG_INFO}`),
  ),
  refused(
    'package.md 12',
    'bag-info with a blank before a colon',
    ['bagInvalid', 'bag-info.txt'],
    info(`Label : x\n${BAG_INFO}`),
  ),
  refused(
    'package.md 12',
    'bag-info with a line that is continued',
    ['bagInvalid', 'bag-info.txt'],
    info(`Label: x\n  y\n${BAG_INFO}`),
  ),
  refused(
    'package.md 12',
    'bag-info without a sum',
    ['bagInvalid', 'bag-info.txt'],
    info('Source-Organization: Cyber unit\n'),
  ),
  refused(
    'verify.md 15',
    'bag-info of more than 1 MiB',
    ['limitExceeded', 'bag-info.txt'],
    info(`${'Label: x\n'.repeat(120_000)}${BAG_INFO}`),
  ),
  refused(
    'verify.md 15',
    'a CHECK.txt of more than 1 MiB',
    ['limitExceeded', 'CHECK.txt'],
    bag((files) => files.set('CHECK.txt', Buffer.alloc(1024 * 1024 + 1, 0x20))),
  ),
  refused(
    'package.md 13',
    'a position with a zero before six digits',
    ['bagInvalid'],
    bag((files) => {
      files.set('custody/events/0000003.note', bytesOf(files, EVENT(3)));
      files.delete(EVENT(3));
    }),
  ),
  refused('package.md 18', 'a policy with a witness in two groups', ['policyInvalid', 'policy.txt'], {
    policy: (text) => text.replace('quorum', 'group more any PT\nquorum'),
  }),
  refused('package.md 18', 'a policy without a newline at its end', ['policyInvalid', 'policy.txt'], {
    policy: (text) => text.trimEnd(),
  }),
  refused('package.md 18', 'a policy in which the log is its own witness', ['policyInvalid', 'policy.txt'], {
    policy: (text, tools) =>
      text.replace(
        'group',
        `witness XX ${tools.vkey('xx.example/witness', 4, tools.keys.logEd25519)}\ngroup`,
      ),
  }),
  valid('package.md 18', 'a policy that asks for no witness', {
    policy: (text) => text.replace('quorum partners', 'quorum none'),
  }),
  refused(
    'package.md 18',
    'a quorum of its own that is not met, with a trust file that asks for less',
    ['quorumMissing', 'checkpoint.note'],
    inHead((lines) => lines.slice(0, 2)),
    'none',
  ),
  valid(
    'verify.md 14',
    'one of two witnesses, where the trust file asks for any',
    inHead((lines) => lines.slice(0, 3)),
    'sender',
  ),
  refused(
    'verify.md 14',
    'one of two witnesses, where the trust file asks for all',
    ['quorumMissing', 'checkpoint.note'],
    inHead((lines) => lines.slice(0, 3)),
    'strict',
  ),
  refused(
    'checkpoint.md 6',
    'a cosignature of time 0',
    ['signatureWrong', 'checkpoint.note'],
    inHead((lines, _text, cosign) => [...lines.slice(0, 2), cosign(0)]),
  ),
  valid('package.md 19', 'a line of a witness that the policy does not name', {
    checkpoint: (note) => `${note}${headLines(note).lines[2]?.replace('pt.example', 'xx.example') ?? ''}\n`,
  }),
  refused('package.md 19', 'an extension line in the head', ['checkpointInvalid'], {
    checkpoint: (note) => note.replace('\n\n', '\nextension\n\n'),
  }),
  refused(
    'package.md 20',
    'an event of a request',
    ['eventInvalid', EVENT(7)],
    drafts((all) => {
      all[7] = withdrawn;
    }),
  ),
  refused(
    'package.md 20',
    'an event of a case',
    ['eventInvalid', EVENT(7)],
    drafts((all) => {
      all[7] = { item: 'FR-2026-000012', type: 'moved' };
    }),
  ),
  refused(
    'package.md 22a',
    'two events of one id',
    ['eventInvalid', EVENT(7)],
    drafts((all) => {
      all[7] = { item: PHOTO, type: 'moved', fields: { id: '01890a5d-ac96-774b-8cce-000000000006' } };
    }),
  ),
  refused(
    'package.md 23',
    'a first key of the service that is not at position 0',
    ['keyNotEnrolled', EVENT(1)],
    {
      drafts: (all) => void all.unshift(undefined),
    },
  ),
  refused(
    'event.md keyEnrolled',
    'a second key of the service on one signature',
    ['keyNotEnrolled', EVENT(13)],
    drafts((all) => {
      all[13] = enrolService;
    }),
  ),
  valid('event.md 5', 'a line of a person whose key nobody enrolled', {
    leaves: (leaves) => {
      const [text = ''] = leaves[12]?.toString().split('\n') ?? [];
      leaves[12] = Buffer.from(
        leaves[12]?.toString().replace('\n\n', `\n\n${officerLine(stranger.officer, `${text}\n`)}`) ?? '',
      );
    },
  }),
  valid('event.md any', 'an image whose facts are plain', facts(3, { image: IMAGE })),
  refused(
    'event.md any',
    'a number in an image that is not whole',
    ['eventInvalid', EVENT(3)],
    facts(3, { image: { ...IMAGE, share: 0.5 } }),
  ),
  refused(
    'event.md any',
    'a number in an image below 0',
    ['eventInvalid', EVENT(3)],
    facts(3, { image: { ...IMAGE, offset: -1 } }),
  ),
  refused(
    'event.md any',
    'null in an image',
    ['eventInvalid', EVENT(3)],
    facts(3, { image: { ...IMAGE, stored: null } }),
  ),
  valid('event.md any', 'JSON that is nested 32 deep', facts(3, { image: nested(30) })),
  refused('event.md any', 'JSON that is nested 33 deep', ['eventInvalid', EVENT(3)], {
    leaves: (leaves, tools) => {
      const text = leaves[3]
        ?.toString()
        .split('\n')[0]
        ?.replace('"method":"file"', `"image":${JSON.stringify(nested(31))},"method":"file"`);
      leaves[3] = tools.eventNote(`${text}\n`, FIRST_TIME + 180);
    },
  }),
  refused(
    'event.md item',
    'an item of no form',
    ['eventInvalid', EVENT(7)],
    drafts((all) => {
      all[7] = { item: 'key:XYZ', type: 'moved' };
    }),
  ),
  refused('event.md 3', 'a time of recording in the year 10000', ['signatureWrong', EVENT(12)], {
    leaves: (leaves, { keys }) => {
      const text = `${leaves[12]?.toString().split('\n')[0]}\n`;
      leaves[12] = Buffer.from(`${text}\n${serviceLine(keys.service, text, 253_402_300_800)}`);
    },
  }),
  valid('log.md 4', 'a time of recording in the last second of 9999', {
    leaves: (leaves, { keys }) => {
      const text = `${leaves[12]?.toString().split('\n')[0]}\n`;
      leaves[12] = Buffer.from(`${text}\n${serviceLine(keys.service, text, 253_402_300_799)}`);
    },
  }),
  valid('verify.md 3', 'a clock that ran backwards', {
    leaves: (leaves, { keys }) => {
      const text = `${leaves[12]?.toString().split('\n')[0]}\n`;
      leaves[12] = Buffer.from(`${text}\n${serviceLine(keys.service, text, 1_700_000_000)}`);
    },
  }),
  valid('package.md 27a', 'MD5, SHA-1 and SHA-512 that are right', acquiredWith(TRUE_DIGESTS)),
  valid(
    'package.md 26',
    'a list of files in no canonical form, with a member that stands twice',
    sharedFile('', (list) =>
      list.replace('{"bytes":20,"kind":"file"', '{"bytes":19, "bytes": 20,"kind":"file"'),
    ),
  ),
  refused(
    'package.md 26',
    'a list of files with an empty line',
    ['exhibitMismatch', 'tree.jsonl'],
    sharedFile('', (list) => `${list}\n`),
  ),
  refused(
    'package.md 26',
    'a list with a digest of a folder',
    ['exhibitMismatch', 'tree.jsonl'],
    sharedFile('', (list) =>
      list.replace(
        '"name":"ledger","path":"ledger"',
        `"name":"ledger","path":"ledger","sha256":"${'0'.repeat(64)}"`,
      ),
    ),
  ),
  valid(
    'package.md 28',
    'a private text that is held back',
    bag((files) => files.delete('custody/details/000003.json')),
  ),
  refused(
    'package.md 28',
    'a private text with a blank in its JSON',
    ['detailMismatch'],
    bag((files) => replace(files, 'custody/details/000003.json', '{', '{ ')),
  ),
  refused(
    'package.md 28',
    'a private text without a newline',
    ['detailMismatch'],
    bag((files) => replace(files, 'custody/details/000003.json', /\n$/, '')),
  ),
];
