// Opens the installation of COMITY_HOME for one command and closes it whatever happens.
import { openInstallation, type Installation } from '../evidence/installation.acts.ts';
import { homeOf } from '../platform/home.ts';

export async function withInstallation<T>(act: (house: Installation) => Promise<T>): Promise<T> {
  const house = await openInstallation(homeOf(process.env));
  try {
    return await act(house);
  } finally {
    await house.close();
  }
}
