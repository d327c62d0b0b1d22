// Runs before anything is drawn, so that a chosen theme never flashes in late. A classic script: no imports.
{
  const theme = localStorage.getItem('rapporteur.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
}
