// How the Chromium of this machine is started, for stories and for the offline page.
import { OWN_FONTS } from './fonts.ts';

/** As a person has it. */
export const CHROMIUM = '/usr/bin/chromium';

export const LAUNCH = {
  chromiumSandbox: false, // root in a container has none
  env: { ...process.env, ...OWN_FONTS },
  args: [
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
};
