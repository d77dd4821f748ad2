import { act, render, screen } from '@testing-library/react';
import { useContact } from '@/lib/live/contact';
import { ContactLine } from './contact-line';

const said = () => screen.getByRole('status').textContent;

test('what is missing is said in a region that was there before, and is gone when all is well', () => {
  render(<ContactLine />);
  expect(said()).toBe('');
  act(() => useContact.setState({ answers: false, online: false }));
  expect(said()).toMatch(/^You are offline\./);
  act(() => useContact.setState({ online: true }));
  expect(said()).toMatch(/^The server cannot be reached\./);
  act(() => useContact.setState({ answers: true, pushes: false }));
  expect(said()).toMatch(/^The server cannot be reached\./);
  act(() => useContact.setState({ pushes: true }));
  expect(said()).toBe('');
});
