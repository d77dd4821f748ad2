import { Command } from 'lucide-react';
import { Button } from '@/components/button';
import { Kbd } from '@/components/kbd';
import { ariaKeys, KEYS, shownKey } from '@/lib/keys';
import { nearPalette, openPalette } from './palette-state';

/** `icon`: where there is no room for words, nor a keyboard. */
export function CommandsButton({ icon = false }: { icon?: boolean }) {
  return (
    <Button
      look="ghost"
      {...(icon && { size: 'icon' as const })}
      aria-label="Commands"
      aria-haspopup="dialog"
      aria-keyshortcuts={ariaKeys('commands')}
      title="Go anywhere, do anything"
      onPointerEnter={nearPalette}
      onFocus={nearPalette}
      onClick={openPalette}
    >
      {icon ? (
        <Command size={17} aria-hidden="true" />
      ) : (
        <>
          <span className="text-muted">Commands</span> <Kbd>{shownKey(KEYS.commands[0])}</Kbd>
        </>
      )}
    </Button>
  );
}
