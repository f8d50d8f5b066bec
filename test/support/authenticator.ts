// A device with passkeys, as Chromium plays one; it knows its person and answers by itself.
import type { CDPSession, Page } from 'playwright-core';
import { said } from './words.ts';

export interface Device {
  /** Whether it recognises the person from now on. */
  knowsPerson(isVerified: boolean): Promise<void>;
  /** Uses it with another browser: a device outlives the one that it was used with. */
  passOn(page: Page): Promise<Device>;
}

interface Opened {
  readonly session: CDPSession;
  readonly authenticatorId: string;
}

async function openDevice(page: Page): Promise<Opened> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { session, authenticatorId };
}

export async function giveDevice(page: Page): Promise<Device> {
  return deviceOf(await openDevice(page));
}

async function deviceOf({ session, authenticatorId }: Opened): Promise<Device> {
  const held = () => session.send('WebAuthn.getCredentials', { authenticatorId });
  let { credentials } = await held();
  // Remembered while the browser lives, because it may be killed.
  const remember = (): void =>
    void held().then(
      (found) => ({ credentials } = found),
      () => undefined,
    );
  session.on('WebAuthn.credentialAdded', remember);
  session.on('WebAuthn.credentialAsserted', remember);
  return {
    knowsPerson: async (isUserVerified) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    passOn: async (other) => {
      const next = await openDevice(other);
      for (const credential of credentials)
        await next.session.send('WebAuthn.addCredential', {
          authenticatorId: next.authenticatorId,
          credential,
        });
      return deviceOf(next);
    },
  };
}

/** Gives the browser a device, and the account a passkey on it. */
export async function addPasskey(page: Page, url: string): Promise<Device> {
  const device = await giveDevice(page);
  await page.goto(`${url}/account`);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('status').getByText(said.account.passkeyAdded).waitFor();
  return device;
}
