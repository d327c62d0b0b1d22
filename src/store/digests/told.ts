import { z } from 'zod';
import type { Told } from '../../digests/delivery/outbox.ts';

const toldSchema = z.object({
  changed: z.record(z.string(), z.number()),
  unchanged: z.array(z.string()),
  missing: z.array(z.string()),
  // Not told apart from the missing by earlier versions.
  unreadable: z.array(z.string()).default([]),
});

export function toldOf(json: string | null): Told | undefined {
  return json === null ? undefined : toldSchema.parse(JSON.parse(json));
}
