import { keepPlace, takePlace } from './return-place';

beforeEach(() => localStorage.clear());

test('the page that a session ended on is told once, after the sign-in', () => {
  window.history.replaceState(null, '', '/projects/project-1/attempts/attempt-1?tab=gates');
  keepPlace();
  window.history.replaceState(null, '', '/sign-in');
  keepPlace();
  expect(takePlace()).toBe('/projects/project-1/attempts/attempt-1?tab=gates');
  expect(takePlace()).toBe('/');
});

test.each(['//evil.example/x', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)'])(
  '%s is no place to return to',
  (place) => {
    localStorage.setItem('antfarm.return-to', place);
    expect(takePlace()).toBe('/');
  },
);
