/**
 * What whoever runs the program is told in the log, by name: `{"level":50,"alert":"store-unavailable",…}`.
 * docs/RUNBOOK.md has a section for each.
 */
export const ALERTS = {
  'store-unavailable':
    'the database does not answer or takes no writes; briefings are served, digests and subscriptions wait',
  'platform-disconnected': 'a platform is not connected; connecting is tried again and again',
  'connection-silent': 'a connection shows no life although nothing has ended it',
  'ticks-stopped': 'digests are not being processed: the minute’s tick does not come',
  'channel-silent': 'a channel should have had its digest and has not',
} as const;

export type AlertName = keyof typeof ALERTS;
