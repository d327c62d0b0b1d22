import { readFileSync } from 'node:fs';
import { DockerfileParser, ModifiableInstruction } from 'dockerfile-ast';
import { z } from 'zod';

export const text = readFileSync('Dockerfile', 'utf8');

const commandLine = z.array(z.string()).min(1);

export interface Instruction {
  /** In capitals: COPY. */
  readonly keyword: string;
  /** Flags such as --from=packages. */
  readonly flags: readonly string[];
  readonly arguments: readonly string[];
  /** Undefined: not in exec form, so that a shell would run it. */
  readonly commandLine: readonly string[] | undefined;
}

/** Of each stage, in their order, the instructions: FROM first. */
export const stages: readonly (readonly Instruction[])[] = stagesOf(text);

/** What stays of the image: its last stage. */
export const image = stages.at(-1) ?? [];

export function only(keyword: string): Instruction {
  const [instruction, ...others] = image.filter((candidate) => candidate.keyword === keyword);
  if (!instruction || others.length > 0) throw new Error(`expected one ${keyword}`);
  return instruction;
}

/** The command that the image runs when it is given no other. */
export function startCommand(): readonly string[] {
  return [...(only('ENTRYPOINT').commandLine ?? []), ...(only('CMD').commandLine ?? [])];
}

/** Source and destination of what comes out of the folder with the Dockerfile, and what out of another stage. */
export function copies(): readonly {
  readonly stage: string | undefined;
  readonly from: string;
  readonly to: string;
}[] {
  return image
    .filter(({ keyword }) => keyword === 'COPY')
    .flatMap(({ flags, arguments: paths }) => {
      const stage = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
      const to = paths.at(-1) ?? '';
      return paths.slice(0, -1).map((from) => ({ stage, from, to }));
    });
}

function stagesOf(source: string): Instruction[][] {
  const found: Instruction[][] = [];
  for (const instruction of DockerfileParser.parse(source).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') found.push([]);
    const words = instruction.getArguments().map((argument) => argument.getValue());
    found.at(-1)?.push({
      keyword: instruction.getKeyword(),
      flags: instruction instanceof ModifiableInstruction ? instruction.getFlags().map(String) : [],
      arguments: words,
      commandLine: commandLineOf(instruction.getRawArgumentsContent() ?? ''),
    });
  }
  return found;
}

/** HEALTHCHECK has flags and the word CMD before it. */
function commandLineOf(raw: string): readonly string[] | undefined {
  const list = /(?:^|\bCMD\s+)(\[.*\])$/s.exec(raw)?.[1];
  return list === undefined ? undefined : commandLine.parse(JSON.parse(list));
}
