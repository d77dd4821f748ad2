import type { ReactNode } from 'react';

export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-2xl border bg-card p-4">
      <h2 className="title mb-3 text-base">{title}</h2>
      <div className="flex flex-col gap-4">{children}</div>
    </section>
  );
}
