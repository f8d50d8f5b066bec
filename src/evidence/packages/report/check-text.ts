// `CHECK.txt`: how to check this very package with sha256sum and openssl, in plain words.
import type { PackageContents, PackagedTimestamp } from '../package-contents.ts';
import { visiblePlain } from '../../../web/safe-text.ts';

interface CheckStep {
  readonly step: 'files' | 'checkpoint' | 'inclusion' | 'time' | 'keys' | 'verifier';
  readonly commands: readonly string[];
}

/** The short form that the report prints. */
export function checkSteps(contents: PackageContents): CheckStep[] {
  const [stamp] = contents.timestamps;
  return [
    {
      step: 'files',
      commands: ['sha256sum -c manifest-sha256.txt', 'sha256sum -c tagmanifest-sha256.txt'],
    },
    { step: 'checkpoint', commands: [verifyCommand(`custody/keys/log-ed25519.pem`, 'text', 'sig')] },
    { step: 'inclusion', commands: [] },
    ...(stamp ? [{ step: 'time', commands: [timeCommand(stamp)] } as const] : []),
    { step: 'keys', commands: [] },
    { step: 'verifier', commands: [] },
  ];
}

/** UTF-8 text of lines up to 100 characters where commands allow; the same contents give the same bytes. */
export function checkText(contents: PackageContents): string {
  const first = contents.exhibits[0]?.events[0];
  const name = visiblePlain(contents.bag, 200);
  const parts = [
    HEAD(name, visiblePlain(`${contents.agency.name}, ${contents.agency.state}`, 200)),
    FILES,
    CHECKPOINT(contents.checkpoint.origin),
    ...(first ? [EVENT(contents.origin, String(first.index).padStart(6, '0'))] : []),
    INCLUSION,
    ...(contents.timestamps.length > 0 ? [time(contents.timestamps)] : [NO_TIME]),
    keys(contents),
    TAIL,
  ];
  return `${parts.join('\n\n').trimEnd()}\n`;
}

/** Between single quotes a shell changes nothing; and a name with a line end must not begin a line of its own. */
function quoted(name: string): string {
  const text = visiblePlain(name);
  return /^[A-Za-z0-9._/=:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** All three go into the shell as they are: none comes from the package. */
function verifyCommand(key: string, text: string, signature: string): string {
  return `openssl pkeyutl -verify -pubin -inkey ${key} -rawin -in ${text} -sigfile ${signature}`;
}

function timeCommand({ path, chain, time: at }: PackagedTimestamp): string {
  const trust = chain === undefined ? 'chain.pem' : chain;
  return `openssl ts -verify -data custody/checkpoint.note -in ${quoted(path)} -CAfile ${quoted(trust)} -partial_chain -attime ${Math.floor(at / 1000)}`;
}

const HEAD = (bag: string, agency: string): string => `HOW TO CHECK THIS PACKAGE
${bag}
from ${agency}

You need sha256sum (GNU coreutils) and openssl 3, nothing of ours. Open a terminal in the folder that
holds this text. Lines that begin with four spaces are commands; type them, or copy them one by one.

Do not run a program or script that you find inside a package, this one included: whoever made the
package could have made the script say what he likes. The guide "Check by hand", which explains every
step, and the independent verifier comity-verify are published apart from all packages. Get them from
there, or from somebody you trust.`;

const FILES = `1. Every file is whole

Each line must end in OK.

    sha256sum -c manifest-sha256.txt
    sha256sum -c tagmanifest-sha256.txt

Line 3 of package.note, beside this folder, is the digest of tagmanifest-sha256.txt. Compare:

    sha256sum tagmanifest-sha256.txt
    cat ../package.note`;

const CHECKPOINT = (origin: string): string => `2. The custody log signed its state

A signed note is text, an empty line, and signature lines: a dash, the name of a key, and Base 64. The
first 4 bytes of the decoded line say which key; the rest is the signature. Where keys were replaced there
are several lines under one name, so each step picks the line of its key: key_id prints how that begins.
This cuts the Ed25519 signature out of the checkpoint and verifies it. The answer must be "Signature
Verified Successfully".

    t=$(mktemp -d)
    raw() { openssl pkey -pubin -in "$1" -outform DER | tail -c 32; }
    key_id() { { printf '%s\\n' "$1"; printf "$2"; raw "$3"; } | openssl dgst -sha256 -binary | head -c 3 | base64; }
    id=$(key_id ${quoted(origin)} '\\001' custody/keys/log-ed25519.pem)
    sed '/^$/,$d' custody/checkpoint.note > $t/text
    sed '1,/^$/d' custody/checkpoint.note | grep -F ${quoted(`— ${origin} `)}"$id" | sed 's/.* //' | awk 'length($0) == 92' | base64 -d | tail -c 64 > $t/sig
    ${verifyCommand('custody/keys/log-ed25519.pem', '$t/text', '$t/sig')}`;

const EVENT = (origin: string, number: string): string => `3. Each event was recorded by the custodian

One file an event. The recording service signed the time, 8 bytes, and the text. Its key may have been
replaced since: the events that enrol its keys say which it had, and this takes the one that the line of
the event names. (That each of them might sign is for the guide's script and for the verifier.) For event
${number}:

    n=${number}
    service_keys() { sed -n 's/.*"publicKey":"\\([^"]*\\)","\\(replaces":"[0-9a-f]*","\\)\\{0,1\\}use":"service".*/\\1/p' custody/events/*.note; }
    sed '1,/^$/d' custody/events/$n.note | grep -F ${quoted(`— ${origin}/service `)} | sed 's/.* //' | head -n 1 > $t/line
    rm -f $t/service.pem
    service_keys | while read -r k; do printf %s "$k" | base64 -d > $t/der; [ "$(key_id ${quoted(`${origin}/service`)} '\\377comity/recorded-v1' $t/der)" != "$(head -c 4 $t/line)" ] || openssl pkey -pubin -in $t/der -out $t/service.pem; done
    base64 -d $t/line > $t/raw
    tail -c 64 $t/raw > $t/sig
    sed '/^$/,$d' custody/events/$n.note > $t/text
    printf 'comity/recorded-v1\\ntime %d\\n' "0x$(tail -c 72 $t/raw | head -c 8 | od -An -tx1 | tr -d ' \\n')" | cat - $t/text > $t/signed
    ${verifyCommand('$t/service.pem', '$t/signed', '$t/sig')}

Repeat from "n=" with the other files in custody/events. In the text, "prev" is the hash of the event
before it of the same exhibit, and "itemSeq" counts without a gap.`;

const INCLUSION = `4. Each event is in the log

custody/proofs holds one proof for each event. Ten lines of shell follow it from the event to the root
of the log, line 3 of the checkpoint; they are in the guide.`;

const NO_TIME = `5. Time

No independent authority has stamped this package. The times in it are those of the agency's clock.`;

function time(stamps: readonly PackagedTimestamp[]): string {
  return `5. An independent authority stamped it

The answer must be "Verification: OK". The number at the end is the time in the token, in seconds since
1970; without it the check fails once the authority's certificate has expired. The certificates come
with the package: compare them with those the authority publishes.

${stamps
  .slice(0, 20)
  .map((stamp) => `    ${timeCommand(stamp)}`)
  .join('\n')}`;
}

function keys(contents: PackageContents): string {
  const lines = contents.keys.map(
    ({ use, algorithm, fingerprint, path }) => `    ${path}  (${use}, ${algorithm})\n    ${fingerprint}`,
  );
  return `6. The keys are those of the agency. THIS STEP IS YOURS

All of the above shows only that the holder of these keys made the package. Whose keys are they? Compare
the fingerprints (SHA-256 of the public key) with a list that came to you by another road: a treaty
contact, the 24/7 network, an official gazette. To compute one yourself:

    openssl pkey -pubin -in custody/keys/log-ed25519.pem -outform DER | sha256sum

They should be:

${lines.join('\n').replaceAll(/^ {4}/gm, '  ')}`;
}

const TAIL = `WHAT THIS DOES NOT SHOW

That data was true when it was taken, or that a person told the truth in an event. It shows who stated
what, when at the latest, and that nothing has changed since. The report says more.`;
