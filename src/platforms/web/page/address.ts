/** The page's address says who speaks and where, so that it can be kept, opened twice and gone back to. */
export interface Address {
  readonly in?: string;
  readonly as?: string;
}

export function addressOf(address: Address): string {
  return `/?${new URLSearchParams({ ...address })}`;
}

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const place = query.get('in');
  const person = query.get('as');
  return { ...(place === null ? {} : { in: place }), ...(person === null ? {} : { as: person }) };
}
