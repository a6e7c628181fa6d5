// Runs before the first paint, so that the page never flashes in the wrong theme.
(function () {
  var choice = 'system';
  try {
    choice = localStorage.getItem('bulwark.theme') || 'system';
  } catch (error) {
    // Storage may be forbidden; the system's theme is a fine answer.
  }
  var isDark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
