import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { Kbd } from '@/components/kbd';
import { KEYS, shownKey } from '@/lib/keys';
import type { Command, CommandGroup } from './command';
import { rankCommands } from './rank-commands';
import { rememberCommand, useRecentCommands } from './recent-commands';

interface CommandPaletteProps {
  commands: readonly Command[];
  onClose: () => void;
}

/** Finds whatever one can go to or do, and does it. */
export function CommandPalette({ commands, onClose }: CommandPaletteProps) {
  const [query, setQuery] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const recent = useRecentCommands((state) => state.ids);
  const asked = useDeferredValue(query);
  const groups = useMemo(() => rankCommands(commands, asked, recent), [commands, asked, recent]);
  const run = (command: Command) => {
    onClose();
    rememberCommand(command.id);
    command.run();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-[rgb(43_33_26/.34)] dark:bg-[rgb(0_0_0/.55)]" />
        <Dialog.Viewport className="fixed inset-0 z-50 grid items-start justify-items-center overflow-hidden p-3 sm:pt-[12vh]">
          <Dialog.Popup
            aria-label="Commands"
            initialFocus={input}
            className="flex max-h-[min(480px,calc(100dvh-1.5rem))] w-full max-w-[600px] flex-col overflow-hidden rounded-2xl border border-line bg-raised shadow-[0_24px_70px_rgb(60_38_18/.28)]"
          >
            <Autocomplete.Root
              open
              inline
              items={groups}
              filter={null}
              value={query}
              onValueChange={setQuery}
              itemToStringValue={(command: Command) => command.title}
              autoHighlight="always"
              keepHighlight
            >
              <div className="relative flex-none border-b">
                <Search
                  size={17}
                  aria-hidden="true"
                  className="pointer-events-none absolute top-[15px] left-4 text-subtle"
                />
                <Autocomplete.Input
                  ref={input}
                  aria-label="Find a task or a command"
                  placeholder="Find a task or a command…"
                  className="h-12 w-full bg-transparent pr-16 pl-11 text-[15px] outline-none placeholder:text-subtle max-sm:text-base"
                />
                <Dialog.Close
                  aria-label="Close the commands"
                  className="absolute top-3 right-3 rounded-md px-1.5 py-1 text-[12px] font-medium text-muted hover:bg-hover"
                >
                  <span className="pointer-coarse:hidden">Esc</span>
                  <span className="hidden pointer-coarse:inline">Close</span>
                </Dialog.Close>
              </div>
              <Autocomplete.Empty className="px-5 text-[13.5px] text-muted not-empty:py-8 not-empty:text-center">
                Nothing is called “<bdi>{asked}</bdi>”.
              </Autocomplete.Empty>
              <Autocomplete.List className="thin-scroll min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain px-2 not-empty:py-2">
                {(group: CommandGroup) => (
                  <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-1.5">
                    <Autocomplete.GroupLabel className="px-2.5 pt-1.5 pb-1 text-[11px] font-semibold tracking-[.05em] text-subtle uppercase">
                      {group.value}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(command: Command) => (
                        <Row key={command.id} command={command} onRun={() => run(command)} />
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Row({ command, onRun }: { command: Command; onRun: () => void }) {
  const { Icon, tag, title, aside, key } = command;
  return (
    <Autocomplete.Item
      value={command}
      onClick={onRun}
      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-[13.5px] outline-none select-none data-[highlighted]:bg-active"
    >
      <Icon size={15} aria-hidden="true" className="flex-none text-muted" />
      {tag !== undefined && <span className="code flex-none text-subtle">{tag}</span>}
      <bdi className="min-w-0 flex-1 truncate">{title}</bdi>
      {aside !== undefined && <span className="flex-none text-[12px] text-subtle">{aside}</span>}
      {key !== undefined && <Kbd>{shownKey(KEYS[key][0])}</Kbd>}
    </Autocomplete.Item>
  );
}
