import { jest } from '@jest/globals';
import { createStored, dropWord, forgetUser, storedWord, storeWord } from './stored';
import { useTheme } from './theme';

type Drafts = { texts: Record<string, string> };
const NAME = 'antfarm.drafts';
const newTab = () => createStored<Drafts>(NAME, { texts: {} });

/** What the browser tells the other tabs of a change. */
const tell = () =>
  window.dispatchEvent(new StorageEvent('storage', { key: NAME, newValue: localStorage.getItem(NAME) }));

beforeEach(() => localStorage.clear());
afterEach(() => jest.restoreAllMocks());

test('two tabs do not erase what the other one keeps', () => {
  const [one, two] = [newTab(), newTab()];
  one.setState({ texts: { a: 'from one' } });
  tell();
  two.setState(({ texts }) => ({ texts: { ...texts, b: 'from two' } }));
  tell();
  const both = { texts: { a: 'from one', b: 'from two' } };
  expect(one.getState()).toEqual(both);
  expect(newTab().getState()).toEqual(both);
});

test('a storage that is full stops nobody from typing, and another tab takes nothing away', () => {
  const store = newTab();
  store.setState({ texts: { a: 'old' } });
  const full = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  store.setState({ texts: { a: 'new' } });
  tell();
  expect(store.getState().texts).toEqual({ a: 'new' });
  full.mockRestore();
  store.setState({ texts: { a: 'newer' } });
  expect(newTab().getState().texts).toEqual({ a: 'newer' });
});

test('a sign-out takes away what is of the user, and leaves how the browser shows things', () => {
  const drafts = newTab();
  const look = createStored('antfarm.diff-look', { split: false });
  drafts.setState({ texts: { a: 'mine' } });
  look.setState({ split: true });
  // Kept by code that this page has not loaded.
  localStorage.setItem('antfarm.outbox', 'letters');
  forgetUser();
  expect(drafts.getState().texts).toEqual({});
  expect(look.getState().split).toBe(true);
  expect(Object.keys(localStorage)).toEqual(['antfarm.diff-look']);
});

test('a sign-out in another tab empties this one', () => {
  const store = newTab();
  store.setState({ texts: { a: 'mine' } });
  localStorage.removeItem(NAME);
  tell();
  expect(store.getState().texts).toEqual({});
});

test('a browser that keeps nothing stops nobody: the theme changes, and there is no word of before', () => {
  for (const name of ['getItem', 'setItem', 'removeItem'] as const)
    jest.spyOn(Storage.prototype, name).mockImplementation(() => {
      throw new DOMException('forbidden', 'SecurityError');
    });
  const { theme, toggle } = useTheme.getState();
  toggle();
  expect(useTheme.getState().theme).not.toBe(theme);
  storeWord('antfarm.project', 'project-1');
  expect(storedWord('antfarm.project')).toBeNull();
  expect(() => dropWord('antfarm.project')).not.toThrow();
});
