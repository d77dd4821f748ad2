const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const dayAndTime = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});

/** 18:40, with the day unless it is today. */
export function moment(iso: string, now = Date.now()): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date(now).toDateString();
  return (isToday ? time : dayAndTime).format(at);
}
