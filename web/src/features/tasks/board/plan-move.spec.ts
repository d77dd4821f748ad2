import { taskRow } from '@/lib/testing/rows';
import { planMove } from './plan-move';

const column = ['a0', 'a1', 'a2', 'a3'].map((rank, index) =>
  taskRow({ id: `t${index}`, number: index, rank }),
);
const moved = taskRow({ id: 'moved', status: 'review', rank: 'a0' });

const dropAt = (index: number, shown = column) =>
  planMove([...column, moved], [...shown, moved], {
    task: moved,
    status: 'inbox',
    columnName: 'To Do',
    index,
  });

test.each([
  [0, null, 't0'],
  [2, 't1', 't2'],
  [4, 't3', null],
])('a drop at %i names the neighbours %s and %s', (index, afterId, beforeId) => {
  expect(dropAt(index)).toMatchObject({ afterId, beforeId });
});

test('the rank until the answer lies between the neighbours', () => {
  const { rank } = dropAt(2);
  expect(rank > 'a1' && rank < 'a2').toBe(true);
});

test('a drop below a shown card stays directly below it, above the cards that a filter hides', () => {
  const shown = column.filter(({ id }) => id === 't0' || id === 't3');
  expect(dropAt(1, shown)).toMatchObject({ afterId: 't0', beforeId: 't1' });
});
