import type { Encryption } from '../../encryption.ts';
import { type KeptInstallation, keptInstallation } from './installation.ts';
import type { Installations, StoredInstallation } from './installations.ts';
import type { WorkspaceSource } from './workspaces.ts';

/** Installations with their tokens encrypted at rest, and which of them reaches a workspace. */
export interface SealedInstallations {
  unseal(stored: StoredInstallation): KeptInstallation;
  /** Of an installation that is not suspended, unless those are wanted too. */
  read(id: string, also?: 'suspended'): Promise<KeptInstallation | undefined>;
  write(id: string, kept: KeptInstallation): Promise<void>;
  /** The installation through which a workspace is reached: its own, or that of its organisation. */
  locate(
    source: WorkspaceSource,
    also?: 'suspended',
  ): Promise<{ readonly id: string; readonly kept: KeptInstallation } | undefined>;
}

export function createSealedInstallations(
  installations: Installations,
  encryption: Encryption,
  now: () => Temporal.Instant,
): SealedInstallations {
  function unseal({ id, sealed }: StoredInstallation): KeptInstallation {
    return keptInstallation.parse(JSON.parse(encryption.decrypt(sealed, id).plain));
  }

  async function read(id: string, also?: 'suspended'): Promise<KeptInstallation | undefined> {
    const stored = await installations.get(id);
    if (!stored || (stored.suspendedBecause !== undefined && also === undefined)) return undefined;
    return unseal(stored);
  }

  return {
    unseal,
    read,
    async write(id, kept) {
      await installations.save({ id, sealed: encryption.encrypt(JSON.stringify(kept), id), savedAt: now() });
    },
    async locate({ teamId, enterpriseId, isEnterpriseInstall }, also) {
      const linked = teamId === undefined ? undefined : await installations.installationOf(teamId);
      const candidates = isEnterpriseInstall
        ? [enterpriseId, linked, teamId]
        : [teamId, linked, enterpriseId];
      for (const id of candidates) {
        const kept = id === undefined ? undefined : await read(id, also);
        if (id === undefined || !kept) continue;
        if (teamId !== undefined && id !== teamId && linked !== id) await installations.linkTeam(teamId, id);
        return { id, kept };
      }
      return undefined;
    },
  };
}
