import { describe, expect, test } from 'vitest';
import { completable, parseMessage } from '../../../src/platforms/web/receiving/parse-message.ts';

describe('a text in a channel', () => {
  test.each([
    ['Good morning', { kind: 'message' }],
    ['/brief', { kind: 'command', words: '' }],
    ['/brief iran-talks actors', { kind: 'command', words: 'iran-talks actors' }],
    ['  /Brief   iran-talks ', { kind: 'command', words: 'iran-talks' }],
    ['/briefly said', { kind: 'message' }],
    ['see /brief iran-talks', { kind: 'message' }],
    ['@rapporteur who hosts?', { kind: 'question', words: 'who hosts?' }],
    ['@Rapporteur: who hosts?', { kind: 'question', words: 'who hosts?' }],
    ['who hosts, @rapporteur', { kind: 'question', words: 'who hosts,' }],
    ['@rapporteur /brief iran-talks', { kind: 'question', words: 'iran-talks' }],
    ['write to desk@rapporteur.example', { kind: 'message' }],
    ['@rapporteurs', { kind: 'message' }],
  ])('%j', (text, expected) => {
    expect(parseMessage(text, false)).toEqual(expected);
  });
});

describe('a text to the bot itself', () => {
  test.each([
    ['who hosts?', 'who hosts?'],
    ['/brief iran-talks', 'iran-talks'],
    ['@rapporteur who hosts?', 'who hosts?'],
  ])('%j is a question', (text, words) => {
    expect(parseMessage(text, true)).toEqual({ kind: 'question', words });
  });
});

describe('what can be completed', () => {
  test.each([
    ['/brief ir', false, { before: '/brief ', words: 'ir' }],
    ['/brief ', false, { before: '/brief ', words: '' }],
    ['@rapporteur ir', false, { before: '@rapporteur ', words: 'ir' }],
    ['iran', false, undefined],
    ['iran', true, { before: '', words: 'iran' }],
    ['/br', true, undefined],
  ])('%j', (line, withBot, expected) => {
    expect(completable(line, withBot)).toEqual(expected);
  });
});
