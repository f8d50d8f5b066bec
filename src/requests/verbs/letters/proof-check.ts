// `CHECK.txt` of the proof of a request: how to check it with sha256sum and openssl, in plain words. In English, as that of a package is.
import { visiblePlain } from '../../../web/safe-text.ts';

interface ProofChecked {
  readonly bag: string;
  readonly agency: string;
  readonly state: string;
  /** Of the log. */
  readonly origin: string;
}

/** The same contents give the same bytes. */
export function proofCheckText({ bag, agency, state, origin }: ProofChecked): string {
  return `HOW TO CHECK THIS PROOF
${visiblePlain(bag, 200)}
from ${visiblePlain(`${agency}, ${state}`, 300)}

It shows who authorised exactly this letter, when, and that the log has it. You need sha256sum (GNU coreutils)
and openssl 3, nothing of ours. Open a terminal in the folder that holds this text. Lines that begin with four
spaces are commands. Do not run a program that you find inside a proof. The guide "Check a request that came"
and the independent verifier comity-verify are published apart from all proofs.

1. Every file is whole

    sha256sum -c manifest-sha256.txt
    sha256sum -c tagmanifest-sha256.txt
    sha256sum tagmanifest-sha256.txt
    cat ../package.note

Each line of the first two must end in OK; line 3 of package.note is the digest that the third prints.

2. The line that was signed names this letter and these data

    sed 's/.*"document":"sha256:\\([0-9a-f]*\\)".*/\\1  letter.pdf/' data/request/statement.json > /tmp/named
    sed 's/.*"data":"sha256:\\([0-9a-f]*\\)".*/\\1  request.json/' data/request/statement.json >> /tmp/named
    (cd data/request && sha256sum -c /tmp/named)

3. The passkey of the person signed this line

The first two commands must print the same; the third must print "Verified OK".

    openssl dgst -sha256 -binary data/request/statement.json | base64 | tr '+/' '-_' | tr -d '='
    sed 's/.*"challenge":"\\([^"]*\\)".*/\\1/' data/request/client-data.json; echo
    openssl dgst -sha256 -binary data/request/client-data.json | cat data/request/authenticator-data.bin - | openssl dgst -sha256 -verify data/request/key.pem -signature data/request/signature.der

(A key of Ed25519 instead: openssl pkeyutl -verify -pubin -inkey data/request/key.pem -rawin, over the same bytes.)

4. The log has the line, and enrolled the passkey

    sha256sum data/request/statement.json
    grep -l '"type":"authorityAdded"' custody/events/*.note
    openssl pkey -pubin -in data/request/key.pem -outform DER | sha256sum
    grep -l '"type":"keyEnrolled"' custody/events/*.note

The event of the first grep must hold that digest, one of the second that fingerprint. An event
"authorityWithdrawn" with the same digest says that the authorisation ended: do not act on the letter then.

5. The log signed its state, and the events are in it

As for a package: steps 2 to 4 of the guide "Check a package by hand". The log is ${visiblePlain(origin, 300)}.

6. The keys are those of the agency. THIS STEP IS YOURS

    openssl pkey -pubin -in custody/keys/log-ed25519.pem -outform DER | sha256sum

Compare with a list that came to you by another road.
`;
}
