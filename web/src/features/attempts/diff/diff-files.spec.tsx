import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { FileDiffMetadata } from '@pierre/diffs';
import type { FileDiffProps } from '@pierre/diffs/react';
import type { ReactNode } from 'react';
import type { Comment, Diff, DiffFile } from '@/lib/api/types';
import { attemptRow, commentRow, diffFileRow } from '@/lib/testing/rows';
import { problem, serve, withClient, type Asked } from '@/lib/testing/serve';
import type { LineThread } from '../comments/gather-review';

// jsdom has no layout for the library to draw lines by: what it draws is tried in browsers.
jest.unstable_mockModule('@pierre/diffs/react', () => ({
  Virtualizer: ({ children }: { children: ReactNode }) => <div className="diff-scroller">{children}</div>,
  FileDiff: (props: FileDiffProps<LineThread, undefined>) => (
    <>
      <p>Drawn {props.options?.diffStyle}</p>
      <p>Lines {props.options?.overflow}</p>
      <p>Hunks: {props.fileDiff.hunks.length}</p>
      {props.lineAnnotations?.map((annotation) => (
        <div key={`${annotation.side}${annotation.lineNumber}`}>
          {props.renderAnnotation?.(annotation, {} as FileDiffMetadata)}
        </div>
      ))}
    </>
  ),
}));
const { DiffFiles } = await import('./diff-files');

// Everything is on the screen.
Object.defineProperty(window, 'IntersectionObserver', {
  value: class {
    constructor(private readonly onChange: (entries: { isIntersecting: boolean }[]) => void) {}
    observe(): void {
      this.onChange([{ isIntersecting: true }]);
    }
    disconnect(): void {}
  },
});

const hunkAt = (line: number) => ({
  old_start: line,
  old_lines: 2,
  new_start: line,
  new_lines: 2,
  lines: [
    { t: ' ', text: 'const one = 1;' },
    { t: '-', text: 'const a = 1;' },
    { t: '+', text: 'const a = 2;' },
  ],
});

const diffOf = (files: DiffFile[]): Diff => ({
  base_sha: 'base',
  head_sha: 'abc',
  stats: { files: files.length, additions: 1, deletions: 1 },
  files,
});

function show(
  files: DiffFile[],
  comments: Comment[] = [],
  more: Record<string, (asked: Asked) => unknown> = {},
) {
  const asked = serve({
    'GET /api/attempts/attempt-1/comments': () => ({ items: comments, next_cursor: null }),
    'GET /api/attempts/attempt-1/diff/file': ({ route }) => ({
      path: new URLSearchParams(route.split('?')[1]).get('path'),
      hunks: [hunkAt(1)],
      next_hunk: null,
    }),
    ...more,
  });
  const onPlace = jest.fn();
  const view = render(
    <DiffFiles attempt={attemptRow()} diff={diffOf(files)} place={null} onPlace={onPlace} />,
    withClient(),
  );
  return { ...view, onPlace, asked: () => asked.filter(({ route }) => route.includes('/diff/file')) };
}

const section = (path: string) => within(screen.getByRole('region', { name: path }));
const viewed = (path: string) => section(path).getByRole<HTMLInputElement>('checkbox', { name: 'Viewed' });

const matchMedia = window.matchMedia.bind(window);

/** Whether the screen has room for everything. */
function setWide(wide: boolean): void {
  window.matchMedia = (query) => Object.assign(matchMedia(query), { matches: wide });
}

beforeEach(() => {
  localStorage.clear();
  setWide(false);
});

test('generated, binary and very large files wait collapsed with the reason, and one click opens them', async () => {
  const { asked } = show([
    diffFileRow({ path: 'package-lock.json', generated: true, additions: 20_000 }),
    diffFileRow({ path: 'src/long.ts', additions: 801, deletions: 0 }),
    diffFileRow({ path: 'logo.png', binary: true }),
    diffFileRow({ path: 'data.json', too_large: true }),
  ]);
  expect(section('package-lock.json').getByText(/Generated file, collapsed/)).toBeTruthy();
  expect(section('src/long.ts').getByText(/801 changed lines, collapsed/)).toBeTruthy();
  expect(section('logo.png').getByText(/Binary file/)).toBeTruthy();
  expect(section('data.json').getByText(/Too large to show/)).toBeTruthy();
  expect(asked()).toEqual([]);
  fireEvent.click(section('package-lock.json').getByRole('button', { name: 'Show the diff' }));
  await waitFor(() => expect(asked()).toHaveLength(1));
});

test('a file is closed by its arrow or when it was viewed, and opened again', async () => {
  show([diffFileRow({ path: 'src/closed.ts' })]);
  await screen.findByText('Drawn unified');
  fireEvent.click(screen.getByRole('button', { name: 'Collapse src/closed.ts' }));
  expect(screen.queryByText('Drawn unified')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Expand src/closed.ts' }));
  expect(screen.getByText('Drawn unified')).toBeTruthy();
  fireEvent.click(viewed('src/closed.ts'));
  expect(screen.queryByText('Drawn unified')).toBeNull();
});

test('a long file goes on by itself, and by a button where that did not work', async () => {
  let broken = true;
  show([diffFileRow({ path: 'long.ts' })], [], {
    'GET /api/attempts/attempt-1/diff/file': ({ route }) => {
      if (!route.endsWith('hunk=1')) return { path: 'long.ts', hunks: [hunkAt(1)], next_hunk: 1 };
      return broken
        ? problem(503, { detail: 'Busy.' })
        : { path: 'long.ts', hunks: [hunkAt(40)], next_hunk: null };
    },
  });
  expect(await screen.findByText('Hunks: 1')).toBeTruthy();
  expect((await screen.findByRole('alert')).textContent).toBe('Busy.');
  broken = false;
  fireEvent.click(screen.getByRole('button', { name: 'Show more of this file' }));
  expect(await screen.findByText('Hunks: 2')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Show more of this file' })).toBeNull();
});

test('an attempt that changed no file says so', () => {
  show([]);
  expect(screen.getByText('Nothing changed')).toBeTruthy();
});

test('each file says its size and what became of it, and its path and link can be copied', () => {
  const writeText = jest.fn(() => Promise.resolve());
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  show([
    diffFileRow({ path: 'new.ts', old_path: 'old.ts', status: 'renamed', additions: 7, deletions: 3 }),
    diffFileRow({ path: 'extra.ts', status: 'added', additions: 5, deletions: 0 }),
  ]);
  expect(screen.getByRole('heading', { name: 'old.ts → new.ts' })).toBeTruthy();
  expect(section('new.ts').getByText('renamed')).toBeTruthy();
  expect(section('new.ts').getByText('7 lines added, 3 removed')).toBeTruthy();
  // Of all files together.
  expect(screen.getByText('2 files').parentElement?.textContent).toContain('1 line added, 1 removed');
  fireEvent.click(screen.getByRole('button', { name: 'Copy the path new.ts' }));
  expect(writeText).toHaveBeenLastCalledWith('new.ts');
  fireEvent.click(screen.getByRole('button', { name: 'Copy a link to new.ts' }));
  expect(writeText).toHaveBeenLastCalledWith(expect.stringContaining('?tab=diff&file=new.ts'));
});

test('the tree says of each file its size, what became of it, what was said on it, and that it was viewed', async () => {
  setWide(true);
  show(
    [
      diffFileRow({ path: 'src/tree.ts', status: 'added', additions: 7, deletions: 3 }),
      diffFileRow({ path: 'src/bush.ts' }),
    ],
    [commentRow({ path: 'src/tree.ts' })],
  );
  const tree = within(screen.getByRole('navigation', { name: 'Changed files' }));
  fireEvent.click(viewed('src/tree.ts'));
  const file = await tree.findByRole('button', {
    name: /^tree\.ts.*1 comment.*new.*7 lines added, 3 removed.*viewed/,
  });
  expect(file.getAttribute('aria-current')).toBeNull();
  fireEvent.click(file);
  expect(file.getAttribute('aria-current')).toBe('true');
  fireEvent.click(tree.getByRole('button', { name: 'src', expanded: true }));
  expect(tree.queryByRole('button', { name: /^tree\.ts/ })).toBeNull();
});

test('files of a long tree are found by a part of their path', () => {
  setWide(true);
  show(
    Array.from({ length: 13 }, (_none, index) => diffFileRow({ path: `file-${index}.ts`, generated: true })),
  );
  const tree = within(screen.getByRole('navigation', { name: 'Changed files' }));
  fireEvent.change(tree.getByRole('searchbox', { name: 'Filter files' }), { target: { value: '-12' } });
  expect(tree.getAllByRole('button')).toHaveLength(1);
});

test('where there is no room for the tree, a button opens it', async () => {
  const { onPlace } = show([diffFileRow({ path: 'a.ts' })]);
  expect(screen.queryByRole('navigation', { name: 'Changed files' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Files' }));
  const tree = within(await screen.findByRole('navigation', { name: 'Changed files' }));
  fireEvent.click(tree.getByRole('button', { name: /^a\.ts/ }));
  expect(onPlace).toHaveBeenLastCalledWith({ file: 'a.ts' });
});

test('a viewed mark outlives the page, and is lost when the file changes', () => {
  const file = diffFileRow({ path: 'src/b.ts' });
  const first = show([file]);
  fireEvent.click(viewed('src/b.ts'));
  expect(screen.getByText('1 of 1 viewed')).toBeTruthy();
  first.unmount();
  const second = show([file]);
  expect(viewed('src/b.ts').checked).toBe(true);
  second.unmount();
  show([{ ...file, fingerprint: 'one-three' }]);
  expect(viewed('src/b.ts').checked).toBe(false);
});

test('lines are commented on with the keyboard alone', async () => {
  const { onPlace } = show([diffFileRow({ path: 'src/c.ts' })]);
  await screen.findByText('Drawn unified');
  const lines = screen.getByRole('group', { name: /^Lines of src\/c.ts/ });
  fireEvent.keyDown(lines, { key: 'End' });
  fireEvent.keyDown(lines, { key: 'Enter' });
  expect(await screen.findByRole('textbox', { name: 'Comment on line 2' })).toBeTruthy();
  expect(onPlace).toHaveBeenLastCalledWith({ file: 'src/c.ts', line: 'R2' });
});

test('the tree, the diff and the keys have one order: folders first, then by name', () => {
  setWide(true);
  const paths = ['README.md', 'src/a.ts', 'src/b/file10.ts', 'src/b/file9.ts', 'src/c.ts', 'zoo/z.ts'];
  const { onPlace } = show(paths.map((path) => diffFileRow({ path })));
  const order = ['src/b/file9.ts', 'src/b/file10.ts', 'src/a.ts', 'src/c.ts', 'zoo/z.ts', 'README.md'];
  const inTree = [...screen.getByRole('navigation').querySelectorAll('li .truncate')];
  expect(inTree.map((name) => name.getAttribute('title'))).toEqual(order);
  const inDiff = screen.getAllByRole('region').map((file) => file.getAttribute('aria-label'));
  expect(inDiff).toEqual(order);
  const byKey = order.map(() => {
    fireEvent.keyDown(document.body, { key: 'j' });
    return onPlace.mock.lastCall?.[0];
  });
  expect(byKey).toEqual(order.map((file) => ({ file })));
});

test('keys lead from file to file and from comment to comment', async () => {
  const { onPlace } = show(
    [diffFileRow({ path: 'a.ts' }), diffFileRow({ path: 'b.ts' })],
    [commentRow({ path: 'b.ts', line: 2 }), commentRow({ id: 'c2', path: 'a.ts', position: null })],
  );
  await screen.findByText('Lines are gone');
  const press = (key: string) => {
    fireEvent.keyDown(document.body, { key });
    return onPlace.mock.lastCall?.[0];
  };
  expect(press('j')).toEqual({ file: 'a.ts' });
  expect(press('j')).toEqual({ file: 'b.ts' });
  expect(press('k')).toEqual({ file: 'a.ts' });
  expect(press('n')).toEqual({ file: 'a.ts', line: undefined });
  expect(press('n')).toEqual({ file: 'b.ts', line: 'R2' });
  expect(press('p')).toEqual({ file: 'a.ts', line: undefined });
  expect(press('n')).toEqual({ file: 'b.ts', line: 'R2' });
  press('v');
  expect(viewed('b.ts').checked).toBe(true);
  fireEvent.keyDown(viewed('b.ts'), { key: 'k', ctrlKey: true });
  expect(onPlace).toHaveBeenCalledTimes(7);
});

test('a diff is inline or side by side, as it was liked last; where there is no room it is inline', async () => {
  setWide(true);
  const first = show([diffFileRow()]);
  expect(await screen.findByText('Drawn unified')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Split', pressed: false }));
  expect(screen.getByText('Drawn split')).toBeTruthy();
  first.unmount();
  const second = show([diffFileRow()]);
  expect(await screen.findByText('Drawn split')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Split', pressed: true })).toBeTruthy();
  second.unmount();
  setWide(false);
  show([diffFileRow()]);
  expect(await screen.findByText('Drawn unified')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Split' })).toBeNull();
});

test('names and code of a repository are only ever text', () => {
  const path = '<img src=x onerror=alert(1)>\u202Etxt.exe';
  const { container } = show([diffFileRow({ path })]);
  expect(screen.getByRole('region', { name: path })).toBeTruthy();
  expect(container.querySelector('img')).toBeNull();
});

test('long lines are wrapped on request, and a file of the tree is one click away', async () => {
  setWide(true);
  const { onPlace } = show([diffFileRow({ path: 'wide.ts' }), diffFileRow({ path: 'wider.ts' })]);
  await waitFor(() => expect(screen.getAllByText('Lines scroll')).toHaveLength(2));
  fireEvent.click(screen.getByRole('button', { name: 'Wrap', pressed: false }));
  expect(screen.getAllByText('Lines wrap')).toHaveLength(2);
  const tree = within(screen.getByRole('navigation', { name: 'Changed files' }));
  fireEvent.click(tree.getByRole('button', { name: /^wider\.ts/ }));
  expect(onPlace).toHaveBeenLastCalledWith({ file: 'wider.ts' });
});
