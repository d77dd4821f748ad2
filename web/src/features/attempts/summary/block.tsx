import type { ReactNode } from 'react';

export function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="title mb-1.5 text-base">{title}</h2>
      {children}
    </section>
  );
}
