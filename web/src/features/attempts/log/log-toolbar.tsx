import { Download, Ellipsis } from 'lucide-react';
import { Button, buttonClass } from '@/components/button';
import { Menu, MenuCheckItem, MenuItem, MenuLine } from '@/components/menu';
import type { AttemptDetail } from '@/lib/api/types';
import { notify, notifyProblem } from '@/lib/notify';
import { urls } from '@/lib/paths';
import { LOG_VIEWS, useLogPreferences, type LogView } from './log-preferences';
import { saveLog } from './save-log';

const NAMES: Record<LogView, string> = { story: 'Story', steps: 'Steps', raw: 'Raw' };

export function ViewChoice({ view, onView }: { view: LogView; onView: (view: LogView) => void }) {
  return (
    <div role="group" aria-label="View" className="inline-flex rounded-lg border bg-raised p-0.5">
      {LOG_VIEWS.map((entry) => (
        <button
          key={entry}
          type="button"
          aria-pressed={entry === view}
          onClick={() => onView(entry)}
          className="h-[26px] rounded-md px-2.5 text-[12.5px] font-[550] text-muted hover:text-ink aria-pressed:bg-active aria-pressed:text-ink"
        >
          {NAMES[entry]}
        </button>
      ))}
    </div>
  );
}

export function FollowSwitch({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="inline-flex cursor-pointer items-center gap-2 font-[550] text-ink">
      <input
        type="checkbox"
        role="switch"
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
        className="peer sr-only"
      />
      <span
        aria-hidden="true"
        className="relative h-[18px] w-8 rounded-full bg-line-strong outline-offset-2 transition-colors duration-100 peer-checked:bg-moss-dot peer-focus-visible:outline-2 peer-focus-visible:outline-accent after:absolute after:top-0.5 after:left-0.5 after:size-3.5 after:rounded-full after:bg-raised after:transition-transform after:duration-100 peer-checked:after:translate-x-3.5"
      />
      Follow
    </label>
  );
}

interface LogMenuProps {
  wrap: boolean;
  attempt: AttemptDetail;
}

export function LogMenu({ wrap, attempt }: LogMenuProps) {
  // The whole output, once it is kept as a file.
  const rawLog = attempt.artifacts.find(({ kind }) => kind === 'log');
  const save = () =>
    void saveLog(attempt.id, `attempt-${attempt.number}.log`).then(
      (end) => {
        if (end === 'cut')
          notify('The log is long: only its beginning was saved', 'The raw log has all of it.');
      },
      (error: unknown) => notifyProblem('The log could not be downloaded', error),
    );
  const timestamps = useLogPreferences((state) => state.timestamps);
  return (
    <>
      {rawLog && (
        <a
          href={urls.artifact(rawLog.id)}
          download
          className={`${buttonClass('ghost', 'small')} max-sm:hidden`}
        >
          <Download size={13} aria-hidden="true" /> Raw log
        </a>
      )}
      <Menu
        align="end"
        trigger={
          <Button look="ghost" size="icon" aria-label="More for this log">
            <Ellipsis size={16} aria-hidden="true" />
          </Button>
        }
      >
        <MenuCheckItem
          checked={timestamps}
          onChange={(checked) => useLogPreferences.setState({ timestamps: checked })}
        >
          Timestamps
        </MenuCheckItem>
        <MenuCheckItem checked={wrap} onChange={(checked) => useLogPreferences.setState({ wrap: checked })}>
          Wrap long lines
        </MenuCheckItem>
        <MenuLine />
        <MenuItem onSelect={save}>
          <Download size={14} aria-hidden="true" /> Download what is stored so far
        </MenuItem>
      </Menu>
    </>
  );
}
