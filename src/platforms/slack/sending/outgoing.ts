import type { Platform, PostOutcome, Target } from '../../platform.ts';
import type { Renderer } from '../rendering/render.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import type { Poster } from './post.ts';
import { type FindPlace, isWithoutToken } from './target-place.ts';

export interface OutgoingOptions {
  /** Undefined until the platform has started. */
  readonly workspaces: () => Workspaces | undefined;
  readonly findPlace: FindPlace;
  readonly poster: Poster;
  readonly renderer: Renderer;
  /** `/brief` */
  readonly command: string;
  readonly zone: string;
  readonly now: () => Temporal.Instant;
}

/**
 * Messages that nobody asked for just now, such as digests. Each is one message, whose mark tells whether it is there: of
 * several, a crash could leave the first, which would count as all. What is too long says so at its end.
 */
export function createOutgoing(options: OutgoingOptions): Pick<Platform, 'post' | 'findPosted'> {
  const { workspaces, findPlace, poster, renderer } = options;

  /** Nothing more is sent to a workspace whose installation turned out to be dead. */
  async function heed(target: Target, outcome: PostOutcome): Promise<PostOutcome> {
    if (outcome.kind === 'refused' && outcome.scope === 'workspace' && !isWithoutToken(outcome))
      await workspaces()?.suspend(target.workspace, outcome);
    if (outcome.kind === 'posted') workspaces()?.restored(target.workspace);
    return outcome;
  }

  return {
    async post(target, reply, key) {
      const place = await findPlace(target);
      if ('kind' in place) return await heed(target, place);
      const [message] = renderer.messages(reply, {
        zone: options.zone,
        now: options.now(),
        prefix: options.command,
        private: false,
        replaceable: false,
        messages: 1,
      });
      return await heed(target, await poster.post(place, message, key));
    },
    async findPosted(target, key, since) {
      const place = await findPlace(target);
      return 'kind' in place
        ? { kind: 'unknown', reason: place.reason }
        : await poster.find(place, key, since);
    },
  };
}
