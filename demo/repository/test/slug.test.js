import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slugify } from '../src/slug.js';

test('writes lower case with dashes', () => {
  assert.equal(slugify('Leaf Cutter Ants'), 'leaf-cutter-ants');
});

test('makes one dash of everything between two words', () => {
  assert.equal(slugify('Ants & Bees'), 'ants-bees');
  assert.equal(slugify('Ants,  bees'), 'ants-bees');
});

test('has no dash at its ends', () => {
  assert.equal(slugify(' Ants! '), 'ants');
});
