import { expect, test } from 'vitest';
import {
  DELIVERY_STATES,
  deliveryKey,
  isOpen,
  nextState,
  TRANSITIONS,
} from '../../src/digests/delivery/delivery.ts';

test('nothing uncertain is sent again before the platform says that it is absent', () => {
  expect(TRANSITIONS.uncertain).not.toHaveProperty('begin');
  const waysToSending = Object.entries(TRANSITIONS).filter(([, ways]) => ways.begin === 'sending');
  expect(waysToSending.map(([state]) => state)).toEqual(['planned']);
  expect(Object.entries(TRANSITIONS.uncertain).filter(([, to]) => to === 'planned')).toEqual([
    ['absent', 'planned'],
  ]);
});

test('a delivery that may have been sent can only be planned again when it was certainly not', () =>
  expect(Object.entries(TRANSITIONS.sending).filter(([, to]) => to === 'planned')).toEqual([
    ['postponed', 'planned'],
  ]));

test('nothing leads out of a settled state', () => {
  for (const state of DELIVERY_STATES.filter((candidate) => !isOpen(candidate)))
    expect(() => nextState(state, 'begin')).toThrow(state);
});

test('every state that can be reached is left again or settled', () => {
  const reached = new Set(Object.values(TRANSITIONS).flatMap((ways) => Object.values(ways)));
  expect([...reached].filter((state) => !DELIVERY_STATES.includes(state))).toEqual([]);
});

test('a key names one slot of one subscription', () => {
  const slot = Temporal.Instant.from('2026-02-05T04:00Z');
  const keys = [
    deliveryKey({ subscription: 1, slot }),
    deliveryKey({ subscription: 2, slot }),
    deliveryKey({ subscription: 1, slot: slot.add({ hours: 24 }) }),
  ];
  expect(new Set(keys).size).toBe(3);
  expect(deliveryKey({ subscription: 1, slot })).toBe(keys[0]);
});
