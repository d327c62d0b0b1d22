/**
 * Gives a value of a union to the function for its kind, which the compiler cannot tie together over a union without
 * help. A kind without a function does not compile.
 */
export function byKind<
  Union extends { readonly kind: string },
  Kind extends Union['kind'],
  Rest extends readonly unknown[],
  Result,
>(
  functions: { readonly [K in Kind]: (value: Extract<Union, { readonly kind: K }>, ...rest: Rest) => Result },
  value: Extract<Union, { readonly kind: Kind }> & { readonly kind: Kind },
  ...rest: Rest
): Result {
  return functions[value.kind](value, ...rest);
}
