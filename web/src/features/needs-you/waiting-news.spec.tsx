import { jest } from '@jest/globals';
import { act, render } from '@testing-library/react';
import { useAnnouncement } from '@/lib/announce';
import type { LatestAttempt } from '@/lib/api/types';
import type { WaitingTask } from '@/lib/attention';
import { taskRow } from '@/lib/testing/rows';
import { useNotifications } from './notifications';
import WaitingNews from './waiting-news';

const waiting = (id: string, since = '2026-01-11T07:03:10Z') =>
  taskRow({
    id,
    key: id.toUpperCase(),
    needs_attention: { reason: 'review', since, ref: null },
  }) as WaitingTask;
const [a, b, c, d] = [waiting('a-1'), waiting('b-2'), waiting('c-3'), waiting('d-4')];

class FakeNotification {
  static permission = 'granted';
  static shown: FakeNotification[] = [];
  onclick: (() => void) | null = null;
  constructor(
    readonly title: string,
    readonly options: { body: string; tag: string },
  ) {
    FakeNotification.shown.push(this);
  }
  close(): void {}
}

function hide(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
}

beforeEach(() => {
  jest.useFakeTimers();
  Object.defineProperty(window, 'Notification', { value: FakeNotification, configurable: true });
  FakeNotification.shown = [];
  useNotifications.setState({ wanted: true, permission: 'granted' });
  useAnnouncement.setState({ text: '', count: 0 });
  hide(false);
});
afterEach(() => jest.useRealTimers());

const news = (tasks: WaitingTask[], onGo = jest.fn()) => <WaitingNews waiting={tasks} onGo={onGo} />;
const said = () => useAnnouncement.getState();

test('what begins to wait is said once, and what comes soon after is said together', () => {
  const view = render(news([a]));
  expect(said().count).toBe(0);
  view.rerender(news([a, b]));
  expect(said()).toEqual({ text: 'B-2 needs you: ready for review.', count: 1 });
  view.rerender(news([a, b, c]));
  view.rerender(news([a, b, c, d]));
  expect(said().count).toBe(1);
  act(() => jest.advanceTimersByTime(5000));
  expect(said()).toEqual({ text: '2 more cards need you.', count: 2 });
  act(() => jest.advanceTimersByTime(60_000));
  view.rerender(news([a, b]));
  expect(said().count).toBe(2);
});

test('a hidden page notifies once of each new wait, and a click leads to the place', () => {
  hide(true);
  window.focus = jest.fn();
  const onGo = jest.fn();
  const view = render(news([a], onGo));
  view.rerender(news([a, b], onGo));
  view.rerender(news([a, { ...b, version: 9 }], onGo));
  expect(FakeNotification.shown.map(({ title }) => title)).toEqual(['B-2 · Ready for review']);
  FakeNotification.shown[0]?.onclick?.();
  expect(onGo).toHaveBeenCalledWith(b);
});

test('a run that was cancelled is no news', () => {
  hide(true);
  const view = render(news([]));
  view.rerender(
    news([
      {
        ...a,
        needs_attention: { ...a.needs_attention, reason: 'attempt_failed' },
        latest_attempt: { status: 'CANCELLED' } as LatestAttempt,
      },
    ]),
  );
  expect([FakeNotification.shown, said().count]).toEqual([[], 0]);
});

test('nobody is notified who looks at the page, or has not asked for it', () => {
  const view = render(news([a]));
  view.rerender(news([a, b]));
  hide(true);
  useNotifications.setState({ wanted: false });
  view.rerender(news([a, b, c]));
  expect(FakeNotification.shown).toEqual([]);
});
