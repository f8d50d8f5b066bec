// The audit in the test's own process: what `./comity audit` opens, puts in order, recomputes and leaves. A test that kills a
// hundred times audits as often, and to start the program for each costs more than the audit.
import assert from 'node:assert/strict';
import { openInstallation } from '../../src/evidence/installation/open.acts.ts';
import { audit } from '../../src/evidence/upkeep/audit.acts.ts';
import { homeAt } from '../../src/platform/home.ts';
import { auditAuthorities } from '../../src/requests/machine/signature/signature-audit.acts.ts';

/** `when`: what is said beside the differences. The database of the home is started, and stopped again. */
export async function assertAudited(home: string, when = ''): Promise<void> {
  const house = await openInstallation(homeAt(home), { env: {} });
  try {
    const { differences, differencesCount } = await audit(house, { also: auditAuthorities });
    assert.equal(differencesCount, 0, `${when} the audit: ${JSON.stringify(differences)}`);
  } finally {
    await house.close();
  }
}
