// A device with passkeys, as Chromium plays one; it knows its person and answers by itself.
import type { CDPSession, Page } from 'playwright-core';

export interface Device {
  readonly session: CDPSession;
  readonly id: string;
  /** Whether it recognises the person from now on. */
  knowsPerson(isVerified: boolean): Promise<void>;
}

export async function giveDevice(page: Page): Promise<Device> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId: id } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const knowsPerson = async (isUserVerified: boolean): Promise<void> => {
    await session.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified });
  };
  return { session, id, knowsPerson };
}

/** Gives the browser a device, and the account a passkey on it. */
export async function addPasskey(page: Page, url: string): Promise<Device> {
  const device = await giveDevice(page);
  await page.goto(`${url}/account`);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('status').getByText('The passkey was added.').waitFor();
  return device;
}
