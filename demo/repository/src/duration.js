/** Milliseconds as words: 90000 is "1 min 30 s". */
export function formatDuration(ms) {
  const total = Math.round(ms / 1000);
  const minutes = Math.floor(total / 60);
  const seconds = total % 60;
  return [minutes > 0 && `${minutes} min`, (seconds > 0 || total === 0) && `${seconds} s`]
    .filter(Boolean)
    .join(' ');
}
