import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration } from '../src/duration.js';

test('shows seconds', () => {
  assert.equal(formatDuration(0), '0 s');
  assert.equal(formatDuration(42_000), '42 s');
});

test('shows minutes and seconds', () => {
  assert.equal(formatDuration(90_000), '1 min 30 s');
});

test('leaves out what is zero', () => {
  assert.equal(formatDuration(120_000), '2 min');
});
