// Runs before the first paint, so that a dark board never flashes white; a file because CSP allows no inline script.
(function () {
  var stored = null;
  try {
    stored = localStorage.getItem('antfarm.theme');
  } catch {
    stored = null;
  }
  var dark = stored ? stored === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
