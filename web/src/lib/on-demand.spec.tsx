import { jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { takeNotices } from './notify';
import { onDemand } from './on-demand';

const Greeting = ({ name }: { name: string }) => <p>Hello {name}</p>;

/** A component whose code comes only from the given try on. */
function comesAt(goodTry: number) {
  let tries = 0;
  return onDemand(async () => {
    tries += 1;
    if (tries < goodTry) throw new TypeError('Failed to fetch dynamically imported module');
    return await Promise.resolve({ default: Greeting });
  });
}

const show = (Lazy: ReturnType<typeof comesAt>) =>
  act(() =>
    render(
      <>
        <p>The board</p>
        <Suspense fallback={<p>On its way</p>}>
          <Lazy name="Ada" />
        </Suspense>
      </>,
    ),
  );

beforeEach(() => void takeNotices());

test('what was preloaded is drawn at once', async () => {
  const Lazy = comesAt(1);
  await Lazy.preload();
  render(<Lazy name="Ada" />);
  screen.getByText('Hello Ada');
});

test('code that does not come leaves the page as it is, is told once, and opens when the network is back', async () => {
  jest.useFakeTimers();
  await show(comesAt(4));
  await act(() => jest.advanceTimersByTimeAsync(4_000));
  screen.getByText('The board');
  screen.getByText('On its way');
  expect(takeNotices().map(({ title }) => title)).toEqual(['A part of the page could not be loaded']);
  await act(async () => {
    window.dispatchEvent(new Event('online'));
    await jest.advanceTimersByTimeAsync(0);
  });
  await act(() => jest.advanceTimersByTimeAsync(3_000));
  screen.getByText('Hello Ada');
  jest.useRealTimers();
});

test('what nobody asked for yet fails in silence', async () => {
  jest.useFakeTimers();
  const loading = comesAt(2).preload();
  await jest.advanceTimersByTimeAsync(3_000);
  await loading;
  expect(takeNotices()).toEqual([]);
  jest.useRealTimers();
});
