/** Marks a type that only its own checked constructor may produce. */
declare const brand: unique symbol;
/** `T`, told apart at compile time by the tag `B`. */
export type Brand<T, B extends string> = T & { readonly [brand]: B };
