import { UserError } from '../../errors.ts';
import type { SubscribeRight } from '../digests.ts';
import { DIGEST_PLATFORMS, type Place } from '../subscription.ts';

/** As much of who asks, and where, as digests need. */
export interface Reader {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly manager: boolean;
  /** Finds out why nothing can be posted there, if so. */
  readonly cannotPost?: () => Promise<{ readonly reason: string; readonly remedy: string } | undefined>;
}

/**
 * The channel that a reader stands in.
 * @throws UserError `invalid` where digests cannot go
 */
export function placeOf({ platform, workspace, channel }: Reader): Place {
  const known = DIGEST_PLATFORMS.find((candidate) => candidate === platform);
  if (known === undefined)
    throw new UserError(
      'invalid',
      'A terminal has no channel to post digests in.',
      'Subscribe in Slack, Discord or the web workspace; here, “changes” shows what is new.',
    );
  return { platform: known, workspace, channel };
}

/** @throws UserError `not_allowed` where only managers may change what a channel gets */
export function checkMayChange(reader: Reader, right: SubscribeRight): void {
  if (right === 'anyone' || reader.manager) return;
  throw new UserError(
    'not_allowed',
    'Only those who manage this workspace or server may change its channels’ digests.',
    'Ask an administrator here, or whoever runs Rapporteur (SUBSCRIBE_RIGHT=anyone allows everyone).',
  );
}

/** @throws UserError `not_allowed` where the platform says that nothing can be posted */
export async function checkCanPost({ cannotPost }: Reader): Promise<void> {
  const found = await cannotPost?.();
  if (found) throw new UserError('not_allowed', found.reason, found.remedy);
}
