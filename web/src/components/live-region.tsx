import { useAnnouncement } from '@/lib/announce';

export function LiveRegion() {
  const { text, count } = useAnnouncement();
  return (
    <div role="status" aria-live="polite" className="sr-only">
      <span key={count}>{text}</span>
    </div>
  );
}
