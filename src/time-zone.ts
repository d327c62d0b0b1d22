/** True of every name in the IANA time zone database, whatever the case: clocks can be shown in it. */
export function isTimeZone(name: string): boolean {
  try {
    // Not `Intl.DateTimeFormat`, which loads 5 MB of tables. `Temporal` also takes an offset, and reads a zone out of a whole date.
    const { timeZoneId } = new Temporal.ZonedDateTime(0n, name);
    return /^[a-z]/iu.test(name) && timeZoneId.toLowerCase() === name.toLowerCase();
  } catch {
    return false;
  }
}

/**
 * True of those that a place lives by (also under an old name, such as Asia/Calcutta), and of UTC. An offset or an
 * abbreviation does not say where its clocks change, and nothing can be scheduled by it for months ahead.
 */
export function isPlaceZone(name: string): boolean {
  if (name === 'UTC') return true;
  return name.includes('/') && !name.toLowerCase().startsWith('etc/') && isTimeZone(name);
}
