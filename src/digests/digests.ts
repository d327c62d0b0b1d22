import type { Composer } from './delivery/composer.ts';
import type { Subscriptions } from './subscriptions/subscriptions.ts';

/** Who may subscribe a channel, and change what it gets. */
export type SubscribeRight = 'anyone' | 'managers';

/** All that commands about digests use. */
export interface Digests {
  readonly subscriptions: Subscriptions;
  readonly composer: Composer;
  readonly mayChange: SubscribeRight;
}
