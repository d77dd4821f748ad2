import {
  Map as PlanIcon,
  MessageCircleQuestionMark,
  ShieldQuestionMark,
  type LucideIcon,
} from 'lucide-react';
import type { PendingRequest } from '@/lib/api/types';

/** What an agent asks of a person, wherever that is shown. */
export const REQUEST_ICONS: Record<PendingRequest['kind'], LucideIcon> = {
  question: MessageCircleQuestionMark,
  permission: ShieldQuestionMark,
  plan: PlanIcon,
};
