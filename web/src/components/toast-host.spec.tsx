import { act, render, screen } from '@testing-library/react';
import { notifyRefusal } from '@/lib/notify';
import ToastHost from './toast-host';

const refuse = (cardId: string, title: string) =>
  act(() => notifyRefusal(title, 'It is full.', null, cardId));
// Each is there twice: for the eye, and for a screen reader.
const shown = () => new Set(screen.queryAllByText(/was not moved/).map(({ textContent }) => textContent));

test('a second refusal of a card takes the place of the first, and that of another card stands beside it', () => {
  render(<ToastHost />);
  refuse('card-1', 'ANT-1 was not moved to Done');
  refuse('card-2', 'ANT-2 was not moved to Done');
  refuse('card-1', 'ANT-1 was not moved to Review');
  expect(shown()).toEqual(new Set(['ANT-1 was not moved to Review', 'ANT-2 was not moved to Done']));
});
