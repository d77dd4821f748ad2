/** The mark: an ant seen from above. */
export function AntMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="flex-none">
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <g className="fill-on-accent">
        <circle cx="16" cy="8.6" r="3" />
        <ellipse cx="16" cy="14.6" rx="2.3" ry="2.6" />
        <ellipse cx="16" cy="22.2" rx="3.9" ry="5" />
      </g>
      <path
        className="stroke-on-accent"
        fill="none"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M14.4 6.4 12.6 4M17.6 6.4 19.4 4M13.8 13.4 9.6 11.4 8 8.6M18.2 13.4l4.2-2 1.6-2.8M13.7 15.2H7.6M18.3 15.2h6.1M14 17l-4.8 3.6-1 4M18 17l4.8 3.6 1 4"
      />
    </svg>
  );
}
