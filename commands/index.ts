import type { Command } from '../src/command.ts';
import { actor } from './actor.ts';
import { actors } from './actors.ts';
import { changes } from './changes.ts';
import { help } from './help.ts';
import { list } from './list.ts';
import { outlook } from './outlook.ts';
import { search } from './search.ts';
import { show } from './show.ts';
import { skepticism } from './skepticism.ts';
import { sources } from './sources.ts';
import { timeline } from './timeline.ts';

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
  help,
];
