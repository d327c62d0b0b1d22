import { briefings } from './briefings.ts';
import { discord } from './discord.ts';
import { entryFiles } from './entry-files.ts';
import { replies } from './replies.ts';
import { slack } from './slack.ts';
import type { Target } from './target.ts';
import { web } from './web.ts';
import { words } from './words.ts';

/** Everything that takes input from outside. */
export const targets: readonly Target[] = [words, entryFiles, briefings, replies, slack, discord, web];
