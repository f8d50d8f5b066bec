// What somebody with the service key could hand over, and the log, the events or the form give away.
import {
  EVENT,
  FORM,
  HEAD,
  PHONE,
  PHOTO,
  PROOF,
  SHARE,
  bytesOf,
  drop,
  dropLine,
  flip,
  refused,
  replace,
  sealed,
  spoilSignature,
  without,
  type Damage,
} from './package-damage.ts';
import {
  FIRST_TIME,
  fingerprint,
  headText,
  keyItem,
  officerLine,
  serviceLine,
  sha256,
  signedHead,
  toolsOf,
  type EventDraft,
  type Files,
  type Keys,
} from './package-fixture.ts';

function insertDraft(drafts: (EventDraft | undefined)[], draft: EventDraft): void {
  const free = drafts.findIndex((one, i) => one === undefined && i > 2);
  drafts[free] = draft;
}

const revoked = (keys: Keys): EventDraft => ({
  item: keyItem(keys.officer),
  type: 'keyRevoked',
  fields: { facts: { key: fingerprint(keys.officer) } },
});

/** A head that states fewer events, signed by the service: what a lying custodian would write. */
function headAt(files: Files, keys: Keys, change: (text: string) => string): void {
  const text = bytesOf(files, HEAD(PHOTO)).toString().split('\n')[0] ?? '';
  files.set(HEAD(PHOTO), signedHead(keys.service, `${change(text)}\n`));
}

export const SEALED: readonly Damage[] = [
  refused(
    'a list with an unknown digest',
    'bagInvalid',
    'manifest-md5.txt',
    sealed((files) => files.set('manifest-md5.txt', Buffer.from('x\n'))),
    FORM,
  ),
  refused(
    'a record that no package has',
    'bagInvalid',
    'custody/extra.txt',
    sealed((files) => files.set('custody/extra.txt', Buffer.from('x\n'))),
    FORM,
  ),
  refused(
    'another version of BagIt',
    'bagInvalid',
    'bagit.txt',
    sealed((files) =>
      files.set('bagit.txt', Buffer.from('BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n')),
    ),
    FORM,
  ),
  refused(
    'no conditions',
    'fileMissing',
    'custody/conditions.json',
    without('custody/conditions.json'),
    FORM,
  ),
  refused(
    'a policy for another log',
    'policyInvalid',
    'custody/policy.txt',
    sealed((files, keys) => {
      const other = toolsOf(keys).vkey('xx.example/log', 1, keys.officer);
      replace(files, 'custody/policy.txt', 'quorum', `log ${other}\nquorum`);
    }),
    'the policy is not read by hand',
  ),
  refused(
    'a log key that is not the one that signed',
    'policyInvalid',
    'custody/policy.txt',
    sealed((files) => files.set('custody/keys/log-ed25519.pem', bytesOf(files, 'custody/keys/service.pem'))),
  ),
  refused(
    'a key file of another algorithm',
    'keyInvalid',
    'custody/keys/service.pem',
    sealed((files) =>
      files.set('custody/keys/service.pem', bytesOf(files, 'custody/keys/log-ml-dsa-44.pem')),
    ),
  ),
  refused(
    'another root in the head of the log',
    'signatureWrong',
    'custody/checkpoint.note',
    sealed((files) => replace(files, 'custody/checkpoint.note', /\n14\n/, '\n15\n')),
  ),
  refused(
    'the head of the log without Ed25519',
    'signatureMissing',
    'custody/checkpoint.note',
    sealed((files) => dropLine(files, 'custody/checkpoint.note', 4)),
  ),
  refused(
    'the head of the log without ML-DSA-44',
    'signatureMissing',
    'custody/checkpoint.note',
    sealed((files) => dropLine(files, 'custody/checkpoint.note', 3)),
  ),
  refused(
    'a wrong ML-DSA-44 signature',
    'signatureWrong',
    'custody/checkpoint.note',
    sealed((files) => spoilSignature(files, 'custody/checkpoint.note', 3)),
  ),
  refused(
    'a wrong cosignature',
    'signatureWrong',
    'custody/checkpoint.note',
    sealed((files) => spoilSignature(files, 'custody/checkpoint.note', 2)),
  ),
  refused(
    'no cosignature',
    'quorumMissing',
    'custody/checkpoint.note',
    sealed((files) => {
      dropLine(files, 'custody/checkpoint.note', 1);
      dropLine(files, 'custody/checkpoint.note', 1);
    }),
  ),
  refused(
    'a later head of the log than the proofs have',
    'proofInvalid',
    PROOF(0),
    sealed((files, keys) =>
      files.set('custody/checkpoint.note', toolsOf(keys).checkpoint(99, sha256(Buffer.from('x')))),
    ),
  ),
  refused(
    'an event says something else',
    'signatureWrong',
    EVENT(3),
    sealed((files) => replace(files, EVENT(3), '441/26', '442/26')),
  ),
  refused(
    'an event was signed anew',
    'proofInvalid',
    PROOF(3),
    sealed((files, keys) => {
      const text =
        bytesOf(files, EVENT(3)).toString('latin1').split('\n')[0]?.replace('441/26', '442/26') ?? '';
      files.set(
        EVENT(3),
        toolsOf(keys).eventNote(`${Buffer.from(text, 'latin1').toString()}\n`, FIRST_TIME + 180),
      );
    }),
  ),
  refused(
    'an event in another place of the log',
    'proofInvalid',
    PROOF(2),
    sealed((files) => {
      files.set(EVENT(2), bytesOf(files, EVENT(3)));
      files.set(PROOF(2), bytesOf(files, PROOF(3)));
      files.set('custody/details/000002.json', bytesOf(files, 'custody/details/000003.json'));
      drop(files, EVENT(3), PROOF(3), 'custody/details/000003.json');
    }),
  ),
  refused(
    'an event in no canonical form',
    'eventInvalid',
    EVENT(4),
    sealed((files) => replace(files, EVENT(4), '{', '{ ')),
  ),
  refused(
    'an event of a type nobody knows',
    'eventInvalid',
    EVENT(4),
    {
      drafts: (drafts) => {
        drafts[4] = { item: PHOTO, type: 'blessed' };
      },
    },
    FORM,
  ),
  refused(
    'an event without the warrant it needs',
    'eventInvalid',
    EVENT(9),
    {
      drafts: (drafts) => {
        const { authority: _, ...fields } = drafts[9]?.fields ?? {};
        drafts[9] = { item: PHONE, type: 'acquired', fields };
      },
    },
    FORM,
  ),
  refused(
    'an event of another log',
    'eventInvalid',
    EVENT(4),
    {
      drafts: (drafts) => {
        drafts[4] = { item: PHOTO, type: 'stored', fields: { ...drafts[4]?.fields, log: 'xx.example/log' } };
      },
    },
    FORM,
  ),
  refused('a wrong service signature on an event', 'signatureWrong', EVENT(4), {
    leaves: (leaves) => {
      const one: Files = new Map([['x', leaves[4] ?? Buffer.alloc(0)]]);
      spoilSignature(one, 'x', 1);
      leaves[4] = bytesOf(one, 'x');
    },
  }),
  refused('an event without the signature of its actor', 'signatureMissing', EVENT(8), {
    leaves: (leaves) => {
      const one: Files = new Map([['x', leaves[8] ?? Buffer.alloc(0)]]);
      dropLine(one, 'x', 2);
      leaves[8] = bytesOf(one, 'x');
    },
  }),
  refused(
    'a proof of another event',
    'proofInvalid',
    PROOF(3),
    sealed((files) => files.set(PROOF(3), bytesOf(files, PROOF(4)))),
  ),
  refused(
    'a proof with another hash',
    'proofInvalid',
    PROOF(3),
    sealed((files) => flip(files, PROOF(3), 40)),
  ),
  refused(
    'a proof with words of its own',
    'proofInvalid',
    PROOF(3),
    sealed((files) => replace(files, PROOF(3), 'index', 'extra QUJD\nindex')),
  ),
  refused('an event without proof', 'fileMissing', PROOF(3), without(PROOF(3))),
  refused('an event left out in the middle', 'chainBroken', EVENT(8), without(EVENT(4), PROOF(4))),
  refused('the last event left out', 'chainIncomplete', HEAD(PHOTO), without(EVENT(11), PROOF(11))),
  refused('events of one item in another order', 'chainBroken', EVENT(3), {
    leaves: (leaves) => {
      const [first, second] = [leaves[3], leaves[4]];
      if (first === undefined || second === undefined) return;
      leaves[3] = second;
      leaves[4] = first;
    },
    bag: (files) => drop(files, 'custody/details/000003.json'),
  }),
  refused(
    'a head signed by another key',
    'signatureMissing',
    HEAD(PHOTO),
    sealed((files, keys) => {
      const text = `${bytesOf(files, HEAD(PHOTO)).toString().split('\n')[0]}\n`;
      files.set(HEAD(PHOTO), Buffer.from(`${text}\n${serviceLine(keys.officer, text, FIRST_TIME)}`));
    }),
  ),
  refused(
    'a head that counts more events',
    'chainIncomplete',
    HEAD(PHOTO),
    sealed((files, keys) => headAt(files, keys, (text) => text.replace('"events":4', '"events":5'))),
  ),
  refused(
    'a head at another size of the log',
    'chainIncomplete',
    HEAD(PHOTO),
    sealed((files, keys) => headAt(files, keys, (text) => text.replace('"logSize":14', '"logSize":13'))),
  ),
  refused(
    'a head of an item that is not here',
    'chainIncomplete',
    'FR-2026-000012-9',
    sealed((files, keys) => {
      const text = headText('FR-2026-000012-9', 1, Buffer.from('x'), { size: 14, root: Buffer.alloc(32) });
      files.set(HEAD('FR-2026-000012-9'), signedHead(keys.service, text));
    }),
  ),
  refused('no enrolment of the service key', 'keyNotEnrolled', EVENT(1), {
    bag: (files, { keys }) => drop(files, EVENT(0), PROOF(0), HEAD(keyItem(keys.service))),
  }),
  refused('an officer whose key was revoked before', 'keyNotEnrolled', EVENT(8), {
    drafts: (drafts, keys) => insertDraft(drafts, revoked(keys)),
  }),
  refused('a key that ended and was enrolled again', 'keyNotEnrolled', EVENT(13), {
    drafts: (drafts, keys) =>
      drafts.splice(7, 7, revoked(keys), ...drafts.slice(9, 13), undefined, drafts[1]),
  }),
  refused(
    'a key enrolled for a use that is none',
    'keyInvalid',
    EVENT(1),
    { drafts: ([, draft]) => Object.assign(draft?.fields?.['facts'] ?? {}, { use: 'judge' }) },
    FORM,
  ),
  refused('an officer who signed under a name of somebody else', 'signatureMissing', EVENT(8), {
    drafts: (drafts, keys) => {
      const line = (text: string): string => officerLine(keys.officer, text, 'pt.example/officer/1');
      drafts[8] = { item: PHOTO, type: 'sealed', signer: { fingerprint: fingerprint(keys.officer), line } };
    },
  }),
  refused(
    'evidence that is not what was acquired',
    'exhibitMismatch',
    'bay.png',
    sealed((files) => flip(files, `data/${PHOTO}/bay.png`)),
  ),
  refused(
    'a file of a folder that is not what was acquired',
    'exhibitMismatch',
    'notes.txt',
    sealed((files) => flip(files, `data/${SHARE}/notes.txt`)),
    'tree.jsonl is not read by hand',
  ),
  refused(
    'a file more in a folder',
    'exhibitMismatch',
    'extra.txt',
    sealed((files) => files.set(`data/${SHARE}/extra.txt`, Buffer.from('x'))),
    'tree.jsonl is not read by hand',
  ),
  refused(
    'a file of a folder left out',
    'exhibitMismatch',
    'notes.txt',
    without(`data/${SHARE}/notes.txt`),
    'tree.jsonl is not read by hand',
  ),
  refused(
    'another list of a folder',
    'exhibitMismatch',
    'tree.jsonl',
    sealed((files) => replace(files, `data/${SHARE}/tree.jsonl`, 'office share', 'office spare')),
  ),
  refused(
    'evidence without events',
    'exhibitMismatch',
    'FR-2026-000012-4',
    sealed((files) => files.set('data/FR-2026-000012-4/x.bin', Buffer.from('x'))),
    'only evidence that events name is compared',
  ),
  refused(
    'evidence that was destroyed',
    'exhibitMismatch',
    PHONE,
    sealed((files) => files.set(`data/${PHONE}/phone.bin`, Buffer.from('gone'))),
    'orders to destroy are not read by hand',
  ),
  refused(
    'a private text that is another',
    'detailMismatch',
    'custody/details/000003.json',
    sealed((files) => replace(files, 'custody/details/000003.json', 'harbour', 'airport')),
    'private texts are not read by hand',
  ),
  refused(
    'a private text of an event that has none',
    'detailMismatch',
    'custody/details/000004.json',
    sealed((files) =>
      files.set('custody/details/000004.json', bytesOf(files, 'custody/details/000003.json')),
    ),
    'private texts are not read by hand',
  ),
  refused(
    'a condition of use left out',
    'exhibitMismatch',
    'custody/conditions.json',
    sealed((files) => replace(files, 'custody/conditions.json', '"This case only",', '')),
    'conditions are read by people',
  ),
  refused(
    'a time stamp that is none',
    'timestampInvalid',
    'custody/timestamps/x.tsr',
    sealed((files) => files.set('custody/timestamps/x.tsr', Buffer.from('0\u0003x'))),
    'time stamps are checked by their own command',
  ),
];
