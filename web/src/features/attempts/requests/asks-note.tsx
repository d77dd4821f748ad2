import { Hand } from 'lucide-react';
import type { ReactNode } from 'react';
import { REQUEST_ICONS } from '@/components/request-icons';
import type { PendingRequest } from '@/lib/api/types';
import { moment } from '@/lib/format/moment';
import { plural } from '@/lib/format/quantity';
import { visibleText } from '../tools/visible-text';
import { deadlineWords, wishWords } from './request-words';

interface AsksNoteProps {
  requests: readonly PendingRequest[];
  agentName: string;
  /** To the page where it is answered; routes belong to the app. */
  link: ReactNode;
}

/** Beside the board: what the agent asks, in a line, and the way to the answer. */
export function AsksNote({ requests, agentName, link }: AsksNoteProps) {
  const [first] = requests;
  if (!first) return null;
  const Icon = requests.length > 1 ? Hand : REQUEST_ICONS[first.kind];
  return (
    <div className="mb-2.5 flex items-center gap-2.5 rounded-lg bg-amber-bg px-3 py-2 text-[13px] text-amber-fg">
      <Icon size={17} aria-hidden="true" className="flex-none" />
      <p className="min-w-0 flex-1 break-words">
        <span className="font-semibold">
          <bdi>{agentName}</bdi>{' '}
          {requests.length > 1 ? `asks ${plural(requests.length, 'thing')}` : visibleText(wishWords(first))}
        </span>
        <span className="block text-[12.5px]">{deadlineWords(first.kind, moment(first.expires_at))}</span>
      </p>
      {link}
    </div>
  );
}
