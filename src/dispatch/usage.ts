import { argumentsOf } from './arguments.ts';
import type { Command } from './command.ts';

/** `changes <topic> [since]`: what must be given in angle brackets, what may be in square ones, a choice as its words. */
export function usageOf(command: Pick<Command, 'name' | 'args'>): string {
  const parts = argumentsOf(command).map(({ name, required, values }) => {
    const said = values?.join('|') ?? name;
    return required ? `<${said}>` : `[${said}]`;
  });
  return [command.name, ...parts].join(' ');
}
