import type { PlatformHealth } from '../../platform.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import type { SocketReceiver } from './sockets.ts';

/** What the health of a started platform depends on. */
export interface Vitals {
  readonly workspaces: Workspaces;
  /** Absent over HTTP, where Slack comes to us. */
  readonly sockets: SocketReceiver | undefined;
  /** Where and how the bot is reached, for people. */
  readonly detail: string;
}

export function healthOf(connected: Vitals | undefined, isStopped: boolean): PlatformHealth {
  if (isStopped) return { state: 'stopped', detail: 'Slack: stopped' };
  if (!connected) return { state: 'starting', detail: 'Slack: starting' };
  const { sockets, workspaces, detail } = connected;
  if (sockets?.fatal !== undefined) {
    return { state: 'disconnected', detail: `Slack no longer accepts SLACK_APP_TOKEN (${sockets.fatal}).` };
  }
  const alive = sockets?.aliveAt ? { aliveAt: sockets.aliveAt } : {};
  if (sockets && sockets.openConnections === 0) {
    return { state: 'disconnected', detail: 'Slack: connecting again', ...alive };
  }
  const suspended = workspaces.suspended();
  const notes = suspended.map(({ workspace, reason }) => `${workspace}: ${reason}`);
  return { state: 'connected', detail: [detail, ...notes].join(' · '), ...alive };
}
