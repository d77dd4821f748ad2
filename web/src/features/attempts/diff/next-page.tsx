import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Button } from '@/components/button';
import { asProblem } from '@/lib/api/problem';
import { useNearScreen } from './use-near-screen';

type Pages = Pick<
  UseInfiniteQueryResult,
  'error' | 'fetchNextPage' | 'isFetchNextPageError' | 'isFetchingNextPage' | 'isFetching'
>;

/** Comes by itself when one reads so far; the button is for when it did not. */
export function NextPage({ diff }: { diff: Pages }) {
  const { ref, near } = useNearScreen();
  const { fetchNextPage, isFetchNextPageError, isFetching } = diff;
  useEffect(() => {
    if (near && !isFetchNextPageError && !isFetching) void fetchNextPage();
  }, [fetchNextPage, isFetchNextPageError, isFetching, near]);
  return (
    <div ref={ref}>
      {diff.isFetchNextPageError && (
        <p role="alert" className="px-4 pt-2 text-[12.5px] text-brick-fg">
          {asProblem(diff.error).detail}
        </p>
      )}
      <Button
        look="ghost"
        size="small"
        className="m-2"
        disabled={diff.isFetchingNextPage}
        onClick={() => void diff.fetchNextPage()}
      >
        {diff.isFetchingNextPage ? 'Loading more of this file…' : 'Show more of this file'}
      </Button>
    </div>
  );
}
