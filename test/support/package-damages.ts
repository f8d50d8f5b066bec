// Packages that are wrong in one named way each, with what every verifier must say about them.
import { SEALED } from './package-damages-sealed.ts';
import { STATED } from './package-damages-stated.ts';
import {
  EVENT,
  LAYOUT,
  PHOTO,
  SHARE,
  bytesOf,
  drop,
  flip,
  inBag,
  onTheWay,
  refused,
  replace,
  spoilSignature,
  type Damage,
} from './package-damage.ts';
import { newKeys, sha256 } from './package-fixture.ts';

const ON_THE_WAY: readonly Damage[] = [
  refused(
    'a byte of evidence changed',
    'fileChanged',
    'bay.png',
    onTheWay((files) => flip(files, inBag(`data/${PHOTO}/bay.png`))),
  ),
  refused(
    'a byte of the report changed',
    'fileChanged',
    'report.pdf',
    onTheWay((files) => flip(files, inBag('report.pdf'))),
  ),
  refused(
    'a file of evidence is gone',
    'fileMissing',
    'notes.txt',
    onTheWay((files) => drop(files, inBag(`data/${SHARE}/notes.txt`))),
  ),
  refused(
    'an event is gone',
    'fileMissing',
    EVENT(4),
    onTheWay((files) => drop(files, inBag(EVENT(4)))),
  ),
  refused(
    'a file was put among the evidence',
    'fileUnlisted',
    'extra.txt',
    onTheWay((files) => files.set(inBag(`data/${PHOTO}/extra.txt`), Buffer.from('x'))),
  ),
  refused(
    'a file was put among the records',
    'fileUnlisted',
    'report.fr.pdf',
    onTheWay((files) => files.set(inBag('report.fr.pdf'), Buffer.from('x'))),
  ),
  refused(
    'a file was put beside the bag',
    'fileUnlisted',
    'readme.txt',
    onTheWay((files) => files.set('readme.txt', Buffer.from('x'))),
    LAYOUT,
  ),
  refused(
    'the note beside the bag is gone',
    'fileMissing',
    'package.note',
    onTheWay((files) => drop(files, 'package.note')),
  ),
  refused(
    'a byte of the note beside the bag changed',
    'signatureWrong',
    'package.note',
    onTheWay((files) => spoilSignature(files, 'package.note', 1)),
  ),
  refused(
    'a list to download was put in',
    'fetchRefused',
    'fetch.txt',
    onTheWay((files) => files.set(inBag('fetch.txt'), Buffer.from('https://example.org/x - data/x\n'))),
  ),
  refused(
    'evidence and its list changed',
    'fileChanged',
    'manifest-sha256.txt',
    onTheWay((files) => {
      const path = `data/${PHOTO}/bay.png`;
      const before = sha256(bytesOf(files, inBag(path))).toString('hex');
      flip(files, inBag(path));
      replace(
        files,
        inBag('manifest-sha256.txt'),
        before,
        sha256(bytesOf(files, inBag(path))).toString('hex'),
      );
    }),
  ),
  refused(
    'evidence and both lists changed',
    'fileChanged',
    'tagmanifest-sha256.txt',
    onTheWay((files) => {
      const path = `data/${PHOTO}/bay.png`;
      for (const [file, list] of [
        [path, 'manifest-sha256.txt'],
        ['manifest-sha256.txt', 'tagmanifest-sha256.txt'],
      ] as const) {
        const before = sha256(bytesOf(files, inBag(file))).toString('hex');
        if (file === path) flip(files, inBag(path));
        const manifest = bytesOf(files, inBag(list)).toString();
        const line = manifest.split('\n').find((one) => one.endsWith(`  ${file}`)) ?? '';
        if (file === path)
          replace(files, inBag(list), before, sha256(bytesOf(files, inBag(file))).toString('hex'));
        else
          replace(
            files,
            inBag(list),
            line,
            `${sha256(bytesOf(files, inBag(file))).toString('hex')}  ${file}`,
          );
      }
    }),
  ),
  refused(
    'two names are one on some systems',
    'unsafeName',
    'NOTES.txt',
    onTheWay((files) => files.set(inBag(`data/${SHARE}/NOTES.txt`), Buffer.from('x'))),
  ),
  refused(
    'a name climbs in the list',
    'fileChanged',
    'manifest-sha256.txt',
    onTheWay((files) =>
      replace(files, inBag('manifest-sha256.txt'), `data/${SHARE}/notes.txt`, 'data/../../x'),
    ),
  ),
];

/** Whole and consistent, made by somebody else: only a trust file tells. */
const impostor = newKeys();
const TRUSTED: readonly Damage[] = [
  {
    name: 'a package of an impostor',
    expect: 'keyUntrusted',
    names: 'custody/keys/log-ed25519.pem',
    hooks: { keys: impostor },
    trusted: true,
    unseenByHand: 'whose keys these are is the one step left to people',
  },
];

export const DAMAGES: readonly Damage[] = [...ON_THE_WAY, ...SEALED, ...STATED, ...TRUSTED];
