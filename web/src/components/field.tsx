import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
} from 'react';

const BOX =
  'w-full rounded-lg border border-line-strong bg-card px-2.5 text-[13.5px] aria-invalid:border-brick-dot disabled:opacity-60';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
}

function Frame({
  id,
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-[12.5px] font-semibold text-muted">
        {label}
        {optional === true && <span className="font-normal text-subtle"> · optional</span>}
      </label>
      {children}
      {hint !== undefined && error === undefined && (
        <p id={`${id}-hint`} className="text-xs text-subtle">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="text-xs font-medium text-brick-fg">
          {error}
        </p>
      )}
    </div>
  );
}

function describedBy(id: string, { hint, error }: FieldProps): string | undefined {
  if (error !== undefined) return `${id}-error`;
  return hint === undefined ? undefined : `${id}-hint`;
}

type TextFieldProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & { mono?: boolean; ref?: Ref<HTMLInputElement> };

export function TextField({ label, hint, error, optional, mono = false, ...input }: TextFieldProps) {
  const id = useId();
  const field = { label, hint, error, ...(optional === undefined ? {} : { optional }) };
  return (
    <Frame id={id} {...field}>
      <input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, field)}
        autoComplete="off"
        className={`${BOX} h-[34px] ${mono ? 'font-mono text-[12.5px]' : ''}`}
        {...input}
      />
    </Frame>
  );
}

type TextAreaFieldProps = FieldProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'> & {
    ref?: Ref<HTMLTextAreaElement>;
    mono?: boolean;
  };

export function TextAreaField({ label, hint, error, optional, mono = false, ...area }: TextAreaFieldProps) {
  const id = useId();
  const field = { label, hint, error, ...(optional === undefined ? {} : { optional }) };
  return (
    <Frame id={id} {...field}>
      <textarea
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, field)}
        rows={4}
        className={`${BOX} resize-y py-2 leading-relaxed ${mono ? 'font-mono text-[12.5px]' : ''}`}
        {...area}
      />
    </Frame>
  );
}

type SelectFieldProps = FieldProps & {
  options: readonly { value: string; label: string }[];
} & Omit<React.SelectHTMLAttributes<HTMLSelectElement>, 'id'> & { ref?: Ref<HTMLSelectElement> };

export function SelectField({ label, hint, error, optional, options, ...select }: SelectFieldProps) {
  const id = useId();
  const field = { label, hint, error, ...(optional === undefined ? {} : { optional }) };
  return (
    <Frame id={id} {...field}>
      <select
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, field)}
        className={`${BOX} h-[34px] pr-7`}
        {...select}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

type CheckFieldProps = { label: ReactNode; ref?: Ref<HTMLInputElement> } & Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'id' | 'type'
>;

export function CheckField({ label, ...input }: CheckFieldProps) {
  return (
    <label className="flex items-start gap-2.5 text-[13.5px]">
      <input
        type="checkbox"
        className="mt-[3px] size-4 flex-none accent-moss-fg dark:accent-moss-dot"
        {...input}
      />
      <span className="min-w-0">{label}</span>
    </label>
  );
}
