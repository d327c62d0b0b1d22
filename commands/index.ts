import type { Command } from '../src/dispatch/command.ts';
import { actor } from './actor.ts';
import { actors } from './actors.ts';
import { ask } from './ask.ts';
import { changes } from './changes.ts';
import { digest } from './digest.ts';
import { feedback } from './feedback.ts';
import { hello } from './hello.ts';
import { help } from './help.ts';
import { list } from './list.ts';
import { outlook } from './outlook.ts';
import { pause } from './pause.ts';
import { resume } from './resume.ts';
import { search } from './search.ts';
import { show } from './show.ts';
import { skepticism } from './skepticism.ts';
import { sources } from './sources.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { timeline } from './timeline.ts';
import { unsubscribe } from './unsubscribe.ts';
import { why } from './why.ts';

/** Every command there is, in the order in which help lists them. */
export const commands: readonly Command[] = [
  list,
  show,
  actors,
  skepticism,
  outlook,
  timeline,
  sources,
  actor,
  changes,
  search,
  ask,
  subscribe,
  subscriptions,
  digest,
  why,
  pause,
  resume,
  unsubscribe,
  feedback,
  hello,
  help,
];
