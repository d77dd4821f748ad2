import { create } from 'zustand';
import { storedWord, storeWord } from '@/lib/stored';

const STORED = 'antfarm.notifications';

type Permission = NotificationPermission | 'unsupported';

interface NotificationsState {
  /** Whether the person wants them; the browser has its own say. */
  wanted: boolean;
  permission: Permission;
}

const permission = (): Permission => ('Notification' in window ? Notification.permission : 'unsupported');

export const useNotifications = create<NotificationsState>(() => ({
  wanted: storedWord(STORED) === 'on',
  permission: permission(),
}));

/** Asks the browser for its permission, which it grants only while a person presses something. */
export async function turnNotifications(on: boolean): Promise<void> {
  storeWord(STORED, on ? 'on' : 'off');
  useNotifications.setState({ wanted: on });
  if (on && permission() === 'default') await Notification.requestPermission();
  useNotifications.setState({ permission: permission() });
}

interface NotificationText {
  title: string;
  body: string;
  /** Two open pages show one notification of a tag. */
  tag: string;
  onClick: () => void;
}

/** Nothing while somebody looks at the page: it says so itself. */
export function showNotification({ title, body, tag, onClick }: NotificationText): void {
  const { wanted } = useNotifications.getState();
  if (!wanted || permission() !== 'granted' || !document.hidden) return;
  const notification = new Notification(title, { body, tag, icon: '/favicon.svg' });
  notification.onclick = () => {
    window.focus();
    notification.close();
    onClick();
  };
}
