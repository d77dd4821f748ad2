export function LabelTag({ label }: { label: string }) {
  return (
    <span className="max-w-[9rem] truncate rounded-full bg-stone-bg px-[7px] py-px text-[11px] font-semibold text-stone-fg">
      <bdi>{label}</bdi>
    </span>
  );
}
