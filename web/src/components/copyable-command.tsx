import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { announce } from '@/lib/announce';
import { copyText } from '@/lib/copy-text';
import { Button } from './button';

/** A line to be pasted elsewhere, with a button that takes it along. */
export function CopyableCommand({ command, what = 'command' }: { command: string; what?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const done = await copyText(command);
    setCopied(done);
    announce(done ? `The ${what} was copied` : `The ${what} could not be copied: select it instead`);
  };
  const Icon = copied ? Check : Copy;
  return (
    <span className="flex w-full min-w-0 items-center gap-1 rounded-lg border bg-sunken py-0.5 pr-0.5 pl-2.5">
      <code className="code min-w-0 flex-1 py-1 wrap-anywhere select-all">{command}</code>
      <Button look="ghost" size="small" aria-label={`Copy the ${what}`} onClick={() => void copy()}>
        <Icon size={14} aria-hidden="true" /> {copied ? 'Copied' : 'Copy'}
      </Button>
    </span>
  );
}
