import { jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { SearchBox } from './filter-bar';

test('letters are kept while the address lags behind', () => {
  const onChange = jest.fn();
  const view = render(<SearchBox value="" onChange={onChange} />);
  const box = screen.getByRole<HTMLInputElement>('searchbox');
  fireEvent.change(box, { target: { value: 'a' } });
  fireEvent.change(box, { target: { value: 'an' } });
  view.rerender(<SearchBox value="a" onChange={onChange} />);
  expect(box.value).toBe('an');
  expect(onChange.mock.calls).toEqual([['a'], ['an']]);
});

test('a search that is cleared elsewhere is cleared here', () => {
  const view = render(<SearchBox value="" onChange={jest.fn()} />);
  const box = screen.getByRole<HTMLInputElement>('searchbox');
  fireEvent.change(box, { target: { value: 'ant' } });
  fireEvent.blur(box);
  view.rerender(<SearchBox value="" onChange={jest.fn()} />);
  expect(box.value).toBe('');
});
