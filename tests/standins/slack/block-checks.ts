import type { KnownBlock, RichTextElement } from '@slack/types';

/**
 * Slack's documented limits written down a second time, apart from the program's own constants, as a list of
 * complaints. It knows the blocks that Rapporteur uses; any other block is a complaint.
 */
export function complaintsAbout(
  blocks: readonly KnownBlock[],
  surface: 'message' | 'modal' | 'home',
): string[] {
  const complaints: string[] = [];
  const expect = (holds: boolean, complaint: string) => {
    if (!holds) complaints.push(complaint);
  };
  const most = surface === 'message' ? 50 : 100;
  expect(blocks.length >= 1 && blocks.length <= most, `1 to ${most} blocks, found ${blocks.length}`);
  if (surface === 'message') {
    const size = JSON.stringify(blocks).length;
    expect(size <= 12_000, `at most 12000 characters of blocks, found ${size}`);
  }

  const actionIds: string[] = [];
  for (const [index, block] of blocks.entries()) {
    const at = `blocks[${index}] (${block.type})`;
    const text = (value: string, limit: number, what: string) => {
      const length = [...value].length;
      expect(length >= 1 && length <= limit, `${at}: ${what} has 1 to ${limit} characters, found ${length}`);
      expect(value.isWellFormed(), `${at}: ${what} is well-formed Unicode`);
    };
    const element = (part: RichTextElement) => {
      switch (part.type) {
        case 'text':
          text(part.text, 3000, 'text');
          break;
        case 'link':
          text(part.url, 3000, 'url');
          expect(/^https?:\/\//u.test(part.url), `${at}: a link leads to http(s)`);
          if (part.text !== undefined) text(part.text, 3000, 'link text');
          break;
        case 'date':
          expect(Number.isInteger(part.timestamp), `${at}: a date has whole seconds`);
          break;
        case 'emoji':
          text(part.name, 100, 'emoji name');
          break;
        default:
          complaints.push(`${at}: a ${part.type} element could mention someone`);
      }
    };
    switch (block.type) {
      case 'header':
        text(block.text.text, 150, 'header');
        expect(block.text.type === 'plain_text', `${at}: a header is plain text`);
        break;
      case 'section': {
        expect(block.text !== undefined, `${at}: a section has a text`);
        if (block.text) text(block.text.text, 3000, 'section');
        break;
      }
      case 'context':
        expect(block.elements.length >= 1 && block.elements.length <= 10, `${at}: 1 to 10 elements`);
        for (const part of block.elements) {
          if (part.type === 'image') complaints.push(`${at}: no image expected`);
          else text(part.text, 3000, 'context');
          expect(part.type !== 'mrkdwn', `${at}: small print is not parsed`);
        }
        break;
      case 'divider':
        break;
      case 'rich_text':
        expect(block.elements.length >= 1, `${at}: at least one element`);
        for (const part of block.elements) {
          expect(part.elements.length >= 1, `${at}: a ${part.type} is not empty`);
          for (const inner of part.elements) {
            if (inner.type === 'rich_text_section') inner.elements.forEach(element);
            else element(inner);
          }
        }
        break;
      case 'actions':
        expect(block.elements.length >= 1 && block.elements.length <= 25, `${at}: 1 to 25 elements`);
        for (const part of block.elements) {
          if (part.action_id !== undefined) {
            actionIds.push(part.action_id);
            text(part.action_id, 255, 'action_id');
          }
          if (part.type !== 'button') {
            expect(part.type === 'external_select', `${at}: no ${part.type} expected`);
            continue;
          }
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
        break;
      default:
        complaints.push(`${at}: unexpected kind of block`);
    }
  }
  expect(new Set(actionIds).size === actionIds.length, 'action ids are unique');
  return complaints;
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
