/** `briefings/iran-talks.yaml` -> `iran-talks`. */
export function entryIdOf(file: string): string {
  return baseName(file).replace(/\.yaml$/, '');
}

/** The last part of a path, of any system. */
export function baseName(file: string): string {
  return file.replace(/^.*[/\\]/, '');
}
