import type { AttemptFixture, Started } from './attempt-fixture.js';
import { eventually } from './eventually.js';

export interface InStages extends Started {
  /** Lets the agent print the next 300 lines, and waits until it has. */
  readonly goOn: () => Promise<void>;
  readonly finish: () => void;
}

/** An agent that prints 300 lines and waits, three times. */
export async function startInStages(fixture: AttemptFixture): Promise<InStages> {
  const names = [1, 2, 3].map(() => fixture.unique('agent'));
  const stages = names.map((name, stage) => {
    const first = stage * 300 + 1;
    return `seq -f 'line %.0f' ${first} ${first + 299}; ${fixture.meeting.wait(name)}`;
  });
  const started = await fixture.start({ agent: stages.join('; ') });
  await fixture.meeting.arrival(names[0]!);
  let stage = 0;
  return {
    ...started,
    goOn: async () => {
      fixture.meeting.letGo(names[stage++]!);
      await fixture.meeting.arrival(names[stage]!);
    },
    finish: () => fixture.meeting.letGo(names[stage]!),
  };
}

/** Waits through faults for the review, and answers what was printed; its events have no gap. */
export async function settledLines(fixture: AttemptFixture, id: string): Promise<string[]> {
  const isSettled = async () => (await fixture.attempt(id)).status === 'REVIEW_READY';
  await eventually(isSettled, 'the end of the attempt', 60_000);
  const stream = fixture.follow(id);
  expect(await stream.ended).toEqual({ code: 1000, status: 'REVIEW_READY' });
  expect(stream.events.map(({ seq }) => seq)).toEqual(stream.events.map((_, index) => index + 1));
  return stream.lines();
}
