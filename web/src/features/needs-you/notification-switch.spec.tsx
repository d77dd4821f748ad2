import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { NotificationSwitch } from './notification-switch';
import { useNotifications } from './notifications';

function show(permission: NotificationPermission, answer: NotificationPermission = 'granted') {
  const browser = {
    permission,
    requestPermission: jest.fn(() => {
      browser.permission = answer;
      return Promise.resolve(answer);
    }),
  };
  Object.defineProperty(window, 'Notification', { value: browser, configurable: true });
  useNotifications.setState({ wanted: false, permission });
  render(<NotificationSwitch />);
  return browser;
}

const press = () => fireEvent.click(screen.getByText(/^Notify me/));
const button = () => screen.getByRole('switch', { name: /^Notify me/ });

test('whoever turns notifications on is asked by the browser, and its yes is kept', async () => {
  const browser = show('default');
  press();
  await waitFor(() => expect(button().getAttribute('aria-checked')).toBe('true'));
  expect(browser.requestPermission).toHaveBeenCalledTimes(1);
  expect(localStorage.getItem('antfarm.notifications')).toBe('on');
});

test('when the browser refuses, why there are none is said', async () => {
  show('default', 'denied');
  press();
  expect(await screen.findByText(/^The browser blocks them/)).not.toBeNull();
  expect(button().getAttribute('aria-checked')).toBe('false');
});
