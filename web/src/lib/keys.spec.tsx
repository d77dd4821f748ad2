import { jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { ariaKeys, shownKey, useKeys } from './keys';

const done = { newTask: jest.fn(), goBoard: jest.fn(), commands: jest.fn(), previousCard: jest.fn() };
beforeEach(() => jest.clearAllMocks());

function Page({ over }: { over?: React.ReactNode }) {
  useKeys({
    newTask: () => void done.newTask(),
    goBoard: () => void done.goBoard(),
    commands: () => void done.commands(),
    previousCard: (key) => {
      done.previousCard(key);
      return key === 'k';
    },
  });
  return (
    <>
      <input aria-label="Search" />
      {over}
    </>
  );
}

const press = (key: string, more: KeyboardEventInit = {}, on: Element = document.body) =>
  fireEvent.keyDown(on, { key, ...more });

test('a key does its work, alone or after another', () => {
  render(<Page />);
  press('c');
  press('g');
  press('b');
  press('b');
  expect(done.newTask).toHaveBeenCalledTimes(1);
  expect(done.goBoard).toHaveBeenCalledTimes(1);
});

test('keys rest while somebody types; the commands are one key away even then', () => {
  render(<Page />);
  const field = screen.getByLabelText('Search');
  press('c', {}, field);
  press('k', { ctrlKey: true }, field);
  expect(done.newTask).not.toHaveBeenCalled();
  expect(done.commands).toHaveBeenCalledTimes(1);
});

test('keys rest under a dialog and a menu, not beside the drawer of a task', () => {
  const view = render(<Page over={<div role="dialog" />} />);
  press('c');
  press('k', { ctrlKey: true });
  view.rerender(<Page over={<div role="menu" />} />);
  press('c');
  expect([done.newTask.mock.calls, done.commands.mock.calls]).toEqual([[], []]);
  view.rerender(<Page over={<div role="dialog" data-beside />} />);
  press('c');
  expect(done.newTask).toHaveBeenCalledTimes(1);
});

test('the second of two keys is not a key of its own, whoever began to listen first', () => {
  const [goNeedsYou, nextComment] = [jest.fn(), jest.fn()];
  const Diff = () => (useKeys({ nextComment }), null);
  const App = () => (useKeys({ goNeedsYou }), (<Diff />));
  render(<App />);
  press('g');
  press('n');
  expect([goNeedsYou.mock.calls.length, nextComment.mock.calls.length]).toEqual([1, 0]);
  press('n');
  expect(nextComment).toHaveBeenCalledTimes(1);
});

test('a box that is ticked is not typed in', () => {
  render(<Page over={<input type="checkbox" aria-label="Viewed" />} />);
  press('c', {}, screen.getByLabelText('Viewed'));
  expect(done.newTask).toHaveBeenCalledTimes(1);
});

test('with Alt or Shift a key is another one', () => {
  render(<Page />);
  press('c', { altKey: true });
  press('c', { ctrlKey: true });
  press('C', { shiftKey: true });
  expect(done.newTask).not.toHaveBeenCalled();
});

test('a key that is not taken keeps its meaning for the browser', () => {
  render(<Page />);
  expect(press('ArrowUp')).toBe(true);
  expect(press('k')).toBe(false);
});

test('keys end with the page that has them', () => {
  render(<Page />).unmount();
  press('c');
  expect(done.newTask).not.toHaveBeenCalled();
});

test('keys are said for eyes and for assistive technology', () => {
  expect([shownKey('mod+k'), shownKey('g b'), shownKey('ArrowUp')]).toEqual(['Ctrl K', 'G B', '↑']);
  expect([ariaKeys('commands'), ariaKeys('newTask'), ariaKeys('goBoard')]).toEqual([
    'Control+k',
    'c',
    undefined,
  ]);
});
