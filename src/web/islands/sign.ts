// Signs an entry of the custody log: asks the device once for each line, puts what it answers into the form, and sends it
// like any other form. Where there is no WebAuthn the block stays hidden, and the service signs.

interface Asked {
  readonly nonce: string;
  readonly at: number;
  readonly key: string;
  readonly credentialId: string;
  readonly challenges: readonly string[];
}

for (const block of document.querySelectorAll<HTMLElement>('[data-sign]')) {
  const form = block.closest('form');
  const button = block.querySelector('button');
  const failed = block.querySelector<HTMLElement>('[data-failed]');
  if (!('PublicKeyCredential' in globalThis) || form === null || button === null) continue;
  block.hidden = false;
  for (const other of form.querySelectorAll<HTMLElement>('[data-unable]')) other.hidden = true;
  button.addEventListener('click', () => {
    button.disabled = true;
    if (failed !== null) failed.hidden = true;
    sign(JSON.parse(chosen(block)) as Asked) // of our own page
      .then((answer) => send(form, answer))
      .catch(() => {
        button.disabled = false;
        if (failed !== null) failed.hidden = false;
      });
  });
}

/** By the radio buttons where the person has several passkeys, else by the block itself. */
function chosen(block: HTMLElement): string {
  const picked = block.querySelector<HTMLInputElement>('input[type=radio]:checked');
  return picked?.dataset['asked'] ?? block.dataset['sign'] ?? '';
}

async function sign({ credentialId, ...asked }: Asked): Promise<string> {
  const assertions: unknown[] = [];
  for (const challenge of asked.challenges) {
    const credential = await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({
        challenge,
        allowCredentials: [{ type: 'public-key', id: credentialId }],
        userVerification: 'required', // the device must know the person, not only that somebody is there
      }),
    });
    if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey');
    const { response } = credential.toJSON() as AuthenticationResponseJSON;
    const { authenticatorData, clientDataJSON, signature } = response;
    assertions.push({ authenticatorData, clientDataJSON, signature });
  }
  return JSON.stringify({ ...asked, assertions });
}

function send(form: HTMLFormElement, answer: string): void {
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'signing';
  field.value = answer;
  form.append(field);
  form.submit();
}
