import { useEffect, useRef } from 'react';
import { announce } from '@/lib/announce';
import { attentionText, waitingFor, type WaitingTask } from '@/lib/attention';
import { showNotification } from './notifications';

interface WaitingNewsProps {
  waiting: readonly WaitingTask[];
  onGo: (task: WaitingTask) => void;
}

const QUIET_MS = 5000;

/** The same card that waits for something else is news. */
const newsId = ({ id, needs_attention }: WaitingTask): string =>
  `${id} ${needs_attention.reason} ${needs_attention.since}`;

const sentence = (task: WaitingTask): string =>
  `${task.key} needs you: ${attentionText(task).toLowerCase()}.`;

/** Says what has begun to wait since the page was opened: to a screen reader, and to whom looks elsewhere. */
export default function WaitingNews({ waiting, onGo }: WaitingNewsProps) {
  const known = useRef<ReadonlySet<string> | null>(null);
  const unsaid = useRef<WaitingTask[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const before = known.current;
    known.current = new Set(waiting.map(newsId));
    if (before === null) return;
    // Who cancels a run knows that it ended.
    const news = waiting.filter((task) => !before.has(newsId(task)) && waitingFor(task) !== 'cancelled');
    for (const task of news) {
      showNotification({
        title: `${task.key} · ${attentionText(task)}`,
        body: task.title,
        tag: newsId(task),
        onClick: () => onGo(task),
      });
    }
    unsaid.current.push(...news);
    if (news.length > 0 && timer.current === undefined) say();

    /** At once, and then not again for a while: what comes meanwhile is said together. */
    function say() {
      const [task, ...others] = unsaid.current;
      unsaid.current = [];
      timer.current = undefined;
      if (!task) return;
      announce(others.length === 0 ? sentence(task) : `${others.length + 1} more cards need you.`);
      timer.current = setTimeout(say, QUIET_MS);
    }
  }, [onGo, waiting]);

  useEffect(() => () => clearTimeout(timer.current), []);
  return null;
}
