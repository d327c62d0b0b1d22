import type { KnownBlock, RichTextElement } from '@slack/types';
import { blockForm } from './block-forms.ts';

/** Slack's documented limits written down a second time, apart from the program's own constants. */
const MOST_BLOCKS = { message: 50, modal: 100, home: 100 } as const;
const MOST_CHARACTERS_OF_BLOCKS = 12_000;

/** What is wrong with blocks, as a list of complaints: their form, Slack's limits, and links that are not what they say. */
export function complaintsAbout(
  blocks: readonly KnownBlock[],
  surface: keyof typeof MOST_BLOCKS,
): readonly string[] {
  const complaints: string[] = [];
  const expect = (holds: boolean, complaint: string) => {
    if (!holds) complaints.push(complaint);
  };
  const most = MOST_BLOCKS[surface];
  expect(blocks.length >= 1 && blocks.length <= most, `1 to ${most} blocks, found ${blocks.length}`);
  if (surface === 'message') {
    const size = JSON.stringify(blocks).length;
    expect(
      size <= MOST_CHARACTERS_OF_BLOCKS,
      `at most ${MOST_CHARACTERS_OF_BLOCKS} characters of blocks, found ${size}`,
    );
  }

  const actionIds: string[] = [];
  for (const [index, block] of blocks.entries()) {
    const at = `blocks[${index}] (${block.type})`;
    const form = blockForm.safeParse(block);
    expect(form.success, `${at}: not a form we know: ${form.error?.message}`);
    const text = (value: string, limit: number, what: string) => {
      const length = [...value].length;
      expect(length >= 1 && length <= limit, `${at}: ${what} has 1 to ${limit} characters, found ${length}`);
      expect(value.isWellFormed(), `${at}: ${what} is well-formed Unicode`);
    };
    const line = (elements: readonly RichTextElement[]) => {
      for (const [place, element] of elements.entries()) {
        if (element.type === 'text') text(element.text, 3000, 'text');
        if (element.type !== 'link') continue;
        text(element.url, 3000, 'url');
        if (element.text !== undefined) text(element.text, 3000, 'link text');
        expect(
          isHonest(element.text ?? '', element.url, elements[place + 1]),
          `${at}: ${element.text} leads to ${element.url}`,
        );
      }
    };
    switch (block.type) {
      case 'header':
        text(block.text.text, 150, 'header');
        break;
      case 'context':
        expect(block.elements.length <= 10, `${at}: at most 10 elements`);
        for (const part of block.elements) if (part.type !== 'image') text(part.text, 3000, 'context');
        break;
      case 'rich_text':
        for (const part of block.elements) {
          for (const inner of part.elements) {
            if (inner.type === 'rich_text_section') line(inner.elements);
          }
          if (part.type !== 'rich_text_list') line(part.elements);
        }
        break;
      case 'actions':
        expect(block.elements.length <= 25, `${at}: at most 25 elements`);
        for (const part of block.elements) {
          if (part.type !== 'button') continue;
          actionIds.push(part.action_id ?? '');
          text(part.action_id ?? '', 255, 'action_id');
          text(part.text.text, 75, 'button');
          if (part.value !== undefined) text(part.value, 2000, 'value');
          if (part.url !== undefined) text(part.url, 3000, 'url');
          if (part.accessibility_label !== undefined)
            text(part.accessibility_label, 75, 'accessibility_label');
        }
        break;
      case 'input':
        expect(surface === 'modal', `${at}: inputs belong in a modal`);
        text(block.label.text, 2000, 'label');
        if (block.hint) text(block.hint.text, 2000, 'hint');
        break;
    }
  }
  expect(new Set(actionIds).size === actionIds.length, 'action ids are unique');
  return complaints;
}

/** A label that names a host must lead there, or be followed by where it does lead. */
function isHonest(label: string, url: string, next: RichTextElement | undefined): boolean {
  const named = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/iu.exec(label)?.[0];
  const { host, hostname } = new URL(url);
  if (named === undefined || named.toLowerCase() === hostname) return true;
  return next?.type === 'text' && next.text.startsWith(` (${host})`);
}

/** Everything readers see in blocks, in reading order. */
export function visibleText(blocks: readonly KnownBlock[]): string {
  const parts: string[] = [];
  const visit = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      if ('text' in value && typeof value.text === 'string') parts.push(value.text);
      else if ('url' in value && typeof value.url === 'string') parts.push(value.url);
      for (const [key, inner] of Object.entries(value))
        if (key === 'elements' || key === 'text') visit(inner);
    }
  };
  visit(blocks);
  return parts.join('');
}
