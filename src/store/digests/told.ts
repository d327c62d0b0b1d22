import { z } from 'zod';
import type { Told } from '../../digests/delivery/outbox.ts';

const toldSchema = z.object({
  changed: z.record(z.string(), z.number()),
  // What has a default was not told apart by earlier versions.
  added: z.array(z.string()).default([]),
  back: z.array(z.string()).default([]),
  gone: z.record(z.string(), z.string()).default({}),
  uncompared: z.array(z.string()).default([]),
  unchanged: z.array(z.string()),
  missing: z.array(z.string()),
  unreadable: z.array(z.string()).default([]),
});

/** Absent also where another version wrote it in another form: what is known of the delivery is told without it. */
export function toldOf(json: string | null): Told | undefined {
  return json === null ? undefined : toldSchema.safeParse(JSON.parse(json)).data;
}
