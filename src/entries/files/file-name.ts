/** `briefings/iran-talks.yaml` -> `iran-talks`. */
export function entryIdOf(file: string): string {
  return baseName(file).replace(/\.yaml$/, '');
}

/** The last part of a path, of any system. */
export function baseName(file: string): string {
  return file.replace(/^.*[/\\]/, '');
}

/** Also `.yml`, so that whoever writes it is told to rename it. Hidden files are an editor's own business. */
export function isEntryFile(name: string): boolean {
  return /\.ya?ml$/i.test(name) && !name.startsWith('.');
}
