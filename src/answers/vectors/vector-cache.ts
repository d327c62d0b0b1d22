/** Vectors that are known already, by the SHA-256 of the text they stand for. Kept by the store. */
export interface VectorCache {
  recall(model: string, hashes: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  remember(model: string, vectors: ReadonlyMap<string, Float32Array>, at: Temporal.Instant): Promise<void>;
  /** These are still in use. */
  keep(model: string, hashes: readonly string[], at: Temporal.Instant): Promise<void>;
}
