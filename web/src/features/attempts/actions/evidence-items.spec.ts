import { overrideGap } from './evidence-items';

const needed = ['gate:lint', 'stale:test'];

test('complete evidence needs no override', () => {
  expect(overrideGap([], { reason: '', items: [] })).toBeNull();
});

test('every item must be accepted, not only some', () => {
  expect(overrideGap(needed, { reason: 'Known flake', items: ['gate:lint'] })).toMatch(/every item/);
});

test('a reason of white space is none', () => {
  expect(overrideGap(needed, { reason: '  ', items: needed })).toMatch(/why/);
});

test('all items with a reason pass', () => {
  expect(overrideGap(needed, { reason: 'Known flake', items: needed })).toBeNull();
});
