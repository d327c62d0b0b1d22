/**
 * The workspaces and organisations that installed the app, kept by the store. It never sees a token: `sealed`
 * is encrypted before it arrives.
 */
export interface Installations {
  /** Inserts or replaces; a suspension is over with it. */
  save(installation: Omit<StoredInstallation, 'suspendedBecause'>): Promise<void>;
  get(id: string): Promise<StoredInstallation | undefined>;
  /** Replaces what is sealed, unless somebody else has replaced it: false then. Nothing else changes. */
  replaceSealed(id: string, before: string, after: string): Promise<boolean>;
  remove(id: string): Promise<void>;
  suspend(id: string, reason: string): Promise<void>;
  /** All of them, each with the workspaces that are known to be reached through it. */
  all(): Promise<readonly (StoredInstallation & { readonly teams: readonly string[] })[]>;
  suspended(): Promise<readonly { readonly id: string; readonly reason: string }[]>;
  /** Remembers through which installation a workspace is reached: an organisation's has no list of them. */
  linkTeam(teamId: string, installationId: string): Promise<void>;
  installationOf(teamId: string): Promise<string | undefined>;
}

export interface StoredInstallation {
  /** A team id, or an enterprise id for an organisation-wide installation. */
  readonly id: string;
  readonly sealed: string;
  readonly savedAt: Temporal.Instant;
  readonly suspendedBecause?: string;
}
