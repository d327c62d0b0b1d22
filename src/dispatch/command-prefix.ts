/**
 * What is asked, without the command that somebody typed before it where nothing demands one: in a mention, a direct
 * message, a terminal. The dispatcher's words never begin with it.
 * @param prefix the platform's command, such as `/brief`
 */
export function withoutPrefix(typed: string, prefix: string): string {
  const line = typed.trimStart();
  const rest = line.slice(prefix.length);
  const isPrefixed = line.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase();
  return isPrefixed && (rest === '' || /^\s/u.test(rest)) ? rest.trimStart() : typed;
}
