import type { ButtonHTMLAttributes, Ref } from 'react';

export type ButtonLook = 'plain' | 'primary' | 'ghost' | 'danger' | 'approve';

const BASE =
  'inline-flex items-center justify-center gap-[7px] whitespace-nowrap rounded-lg border text-[13px] font-[550] transition-[background-color,border-color,transform] duration-100 active:translate-y-px disabled:cursor-not-allowed disabled:opacity-55 disabled:active:translate-y-0 aria-disabled:cursor-not-allowed aria-disabled:opacity-55';

const LOOKS: Record<ButtonLook, string> = {
  plain: 'border-line bg-raised shadow-[0_1px_0_rgb(70_45_20/.05)] hover:bg-hover',
  primary:
    'border-accent bg-accent text-on-accent shadow-[0_1px_2px_rgb(90_35_15/.25),inset_0_1px_0_rgb(255_255_255/.14)] hover:bg-accent-hover',
  ghost: 'border-transparent hover:bg-hover',
  danger: 'border-line bg-raised text-brick-fg hover:bg-hover',
  approve:
    'border-moss-fg bg-moss-fg text-[#fbfff3] hover:brightness-110 dark:border-moss-dot dark:bg-moss-dot dark:text-[#16200a]',
};

const SIZES = {
  normal: 'h-8 px-3',
  small: 'h-7 px-2.5 text-[12.5px]',
  icon: 'size-8 flex-none',
  tiny: 'size-6 flex-none',
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  size?: keyof typeof SIZES;
  ref?: Ref<HTMLButtonElement>;
}

export const buttonClass = (look: ButtonLook = 'plain', size: keyof typeof SIZES = 'normal'): string =>
  `${BASE} ${LOOKS[look]} ${SIZES[size]}`;

export function Button({ look = 'plain', size = 'normal', className = '', type, ...rest }: ButtonProps) {
  return <button type={type ?? 'button'} className={`${buttonClass(look, size)} ${className}`} {...rest} />;
}
