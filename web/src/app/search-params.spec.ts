import { parseBoardSearch } from './search-params';

test('every filter comes back from the address as it was put there', () => {
  const filters = { q: 'queue', label: 'bug', agent: 'ada', status: 'review', priority: 'high', is: 'stale' };
  expect(parseBoardSearch(filters)).toMatchObject(filters);
});

test('what no board knows is left out of the address', () => {
  const parsed = parseBoardSearch({ q: '', status: 'lost', priority: 7, is: 'late', tab: 'x', other: 1 });
  expect(Object.values(parsed).filter((value) => value !== undefined)).toEqual([]);
});

test('a number in the address is text to look for', () => {
  expect(parseBoardSearch({ q: 12 }).q).toBe('12');
});
