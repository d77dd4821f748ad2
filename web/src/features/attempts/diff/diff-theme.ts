import { registerCustomCSSVariableTheme } from '@pierre/diffs';

export const DIFF_THEME = 'antfarm';

// The colours are the board's own variables, so that a change of theme needs no new highlighting.
registerCustomCSSVariableTheme(DIFF_THEME, {
  foreground: 'var(--text)',
  background: 'var(--card)',
  'token-comment': 'var(--muted)',
  'token-keyword': 'var(--brick-fg)',
  'token-constant': 'var(--ochre-fg)',
  'token-string': 'var(--moss-fg)',
  'token-string-expression': 'var(--moss-fg)',
  'token-function': 'var(--lake-fg)',
  'token-parameter': 'var(--text)',
  'token-punctuation': 'var(--muted)',
  'token-link': 'var(--slate-fg)',
  'token-inserted': 'var(--moss-fg)',
  'token-deleted': 'var(--brick-fg)',
});
