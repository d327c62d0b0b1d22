// The server says only that the last attempt failed; the wording is the page's.
const note = document.getElementById('wrong');
if (note && new URLSearchParams(location.search).has('wrong')) note.textContent = 'That is not the password.';
document.getElementById('password')?.focus();

export {};
