// Passkeys: the one thing at the door that a browser cannot do without a script. The block stays hidden where there is
// no WebAuthn; everything else on the page works without this.

/** `stale`: signed in too long ago. `busy`: too many tries from here. */
type Why = 'stale' | 'busy' | 'other';

class Refused extends Error {
  readonly why: Why;
  constructor(why: Why) {
    super(why);
    this.why = why;
  }
}

const PARTS = ['/portal', '/portal/disclosed'] as const;
const PATHS = { signIn: '/passkey/sign-in', register: '/passkey/register' } as const;

for (const block of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  if (!('PublicKeyCredential' in globalThis)) continue;
  const kind = block.dataset['passkey'] === 'register' ? 'register' : 'signIn';
  const button = block.querySelector('button');
  const failures = [...block.querySelectorAll<HTMLElement>('[data-failed]')];
  const show = (why: Why | undefined): void => {
    const known = failures.some((one) => one.dataset['failed'] === why) ? why : 'other';
    for (const one of failures) one.hidden = why === undefined || one.dataset['failed'] !== known;
  };
  block.hidden = false;
  button?.addEventListener('click', () => {
    button.disabled = true;
    show(undefined);
    // An account of the portal is no person: its passkeys have an address of their own.
    const under = PARTS.find((one) => one === block.dataset['under']) ?? '';
    ceremony(kind, under)
      .then(() => location.assign(nextOf(block)))
      .catch((error: unknown) => {
        button.disabled = false;
        show(error instanceof Refused ? error.why : 'other');
      });
  });
}

/** Options from the server, the key's answer to the server. Rejects when either says no. */
async function ceremony(kind: 'signIn' | 'register', under: string): Promise<void> {
  const path = `${under}${PATHS[kind]}`;
  const options = (await answer(fetch(`${path}/options`))) as PublicKeyCredentialCreationOptionsJSON &
    PublicKeyCredentialRequestOptionsJSON;
  const credential =
    kind === 'register'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
        })
      : await navigator.credentials.get({
          // A passkey stands for password and code, so the device must know the person, not only that somebody is there.
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({
            ...options,
            userVerification: 'required',
          }),
        });
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey');
  const body = JSON.stringify({ response: credential.toJSON() });
  await answer(fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body }));
}

async function answer(asked: Promise<Response>): Promise<unknown> {
  const response = await asked;
  if (response.status === 429) throw new Refused('busy');
  // Led to the door: whoever adds a passkey must have signed in just now.
  if (response.redirected || response.status === 401 || response.status === 403) throw new Refused('stale');
  if (!response.ok) throw new Refused('other');
  return response.json();
}

/** A path of this site only, whatever the page says. */
function nextOf(block: HTMLElement): string {
  const next = block.dataset['next'] ?? '';
  return /^\/(?![/\\])[\w\-./?=]*$/.test(next) ? next : '/';
}
