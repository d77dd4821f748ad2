import { rankIn } from './board-ranks.js';

const card = (rank: string) => ({ id: rank, rank });

describe('rankIn', () => {
  it('sorts between its neighbours, byte by byte', () => {
    const first = rankIn({ above: null, below: null })!;
    const above = rankIn({ above: null, below: card(first) })!;
    const between = rankIn({ above: card(above), below: card(first) })!;
    expect([first, between, above].sort()).toEqual([above, between, first]);
  });

  it('finds no room between two cards of one rank', () => {
    expect(rankIn({ above: card('a0'), below: card('a0') })).toBeNull();
  });

  it('finds no room where the keys have become long', () => {
    let below = 'a1';
    let rank: string | null = below;
    for (let inserted = 0; rank !== null && inserted < 2000; inserted += 1) {
      below = rank;
      rank = rankIn({ above: card('a0'), below: card(below) });
    }
    expect(rank).toBeNull();
    expect(below.length).toBe(64);
  });

  it('finds no room beside a rank of another make', () => {
    expect(rankIn({ above: card('a000010'), below: null })).toBeNull();
  });
});
