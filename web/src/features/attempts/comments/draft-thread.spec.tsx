import { useQuery } from '@tanstack/react-query';
import { act, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react';
import { setDraft } from '@/lib/drafts';
import { attemptRow, commentRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import { commentsQuery } from '../api/get-comments';
import { beginDraft, draftPlace, endDraft, useCommentDrafts, useWrittenDrafts } from './comment-drafts';
import { gatherReview } from './gather-review';
import { LineThreadView } from './line-thread';
import { useWriting } from './use-writing';

const attempt = attemptRow();
const position = { path: 'src/a.ts', side: 'new' as const, start_line: 1, line: 2 };
const place = draftPlace(attempt.id, position);

function Lines() {
  const { data = [] } = useQuery(commentsQuery(attempt.id));
  const { writing, write } = useWriting();
  const threads = gatherReview(data, useCommentDrafts(attempt.id)).get('src/a.ts')?.threads ?? [];
  return (
    <>
      <button
        onClick={() => {
          beginDraft(place);
          write(place);
        }}
      >
        Lines 1–2
      </button>
      {threads.map((thread) => (
        <LineThreadView
          key={thread.line}
          id="thread"
          attempt={attempt}
          thread={thread}
          codeAt={() => 'code'}
          writing={writing}
        />
      ))}
    </>
  );
}

const LIST = 'GET /api/attempts/attempt-1/comments';
const CREATE = 'POST /api/attempts/attempt-1/comments';
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Comment on lines 1–2' });
const write = (text: string) => fireEvent.change(box(), { target: { value: text } });
const pressLines = () => fireEvent.click(screen.getByText('Lines 1–2'));

beforeEach(() => {
  endDraft(place);
});

test('a draft outlives Esc, and the page; one goes on where one was', () => {
  serve({ [LIST]: () => ({ items: [], next_cursor: null }) });
  const first = render(<Lines />, withClient());
  pressLines();
  write('Why not sorted?');
  fireEvent.click(screen.getByRole('radio', { name: 'Blocker' }));
  fireEvent.keyDown(box(), { key: 'Escape' });
  expect(screen.queryByRole('textbox')).toBeNull();
  first.unmount();
  expect(localStorage.getItem('antfarm.drafts')).toContain('Why not sorted?');
  render(<Lines />, withClient());
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(box().value).toBe('Why not sorted?');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Blocker' }).checked).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
  expect(screen.queryByRole('article')).toBeNull();
});

test('Ctrl-Enter saves once, shown at once, and ends the draft when the server has it', async () => {
  const reply = later<unknown>();
  const asked = serve({
    [LIST]: () => ({ items: [], next_cursor: null }),
    [CREATE]: () => reply.promise,
  });
  render(<Lines />, withClient());
  await waitFor(() => expect(asked).toHaveLength(1));
  pressLines();
  write('Why not sorted?');
  fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true });
  expect(await screen.findByRole('article')).toHaveProperty('textContent', expect.stringContaining('saving'));
  expect(screen.queryByRole('textbox')).toBeNull();
  reply.resolve(commentRow({ ...position, body: 'Why not sorted?' }));
  expect(await screen.findByText(/pending/)).toBeTruthy();
  expect(screen.getAllByRole('article')).toHaveLength(1);
  expect(asked[1]?.body).toEqual({ ...position, severity: 'major', body: 'Why not sorted?' });
  expect(localStorage.getItem('antfarm.drafts')).not.toContain('sorted');
});

test('a refused comment is a draft again, with every word', async () => {
  const asked = serve({
    [LIST]: () => ({ items: [], next_cursor: null }),
    [CREATE]: () => problem(409, { code: 'comment.diff_moved', detail: 'The result changed.' }),
  });
  render(<Lines />, withClient());
  await waitFor(() => expect(asked).toHaveLength(1));
  pressLines();
  write('Keep me');
  fireEvent.keyDown(box(), { key: 'Enter', metaKey: true });
  expect(await screen.findByRole('article', { name: 'Draft on lines 1–2' })).toHaveProperty(
    'textContent',
    expect.stringContaining('Keep me'),
  );
  expect(screen.getAllByRole('article')).toHaveLength(1);
});

test('a box in which nothing was written leaves nothing behind', () => {
  serve({ [LIST]: () => ({ items: [], next_cursor: null }) });
  render(<Lines />, withClient());
  pressLines();
  fireEvent.keyDown(box(), { key: 'Escape' });
  expect(screen.queryByRole('article')).toBeNull();
});

test('an open box with nothing or only blanks in it is no draft yet', () => {
  const { result } = renderHook(() => useWrittenDrafts(attempt.id));
  act(() => beginDraft(place));
  expect(result.current).toEqual([]);
  act(() => setDraft(place, 'nit: \n '));
  expect(result.current).toEqual([]);
  act(() => setDraft(place, 'nit:Why?'));
  expect(result.current).toHaveLength(1);
});
