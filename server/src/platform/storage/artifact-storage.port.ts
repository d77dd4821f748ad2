import type { Readable } from 'node:stream';

export interface StoredArtifact {
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Bytes to read, both ends included, as in HTTP ranges. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

export type ArtifactSource = { readonly file: string } | { readonly buffer: Buffer };

/** Where artifacts lie. A key is a relative path of `[A-Za-z0-9._-]` segments. */
export abstract class ArtifactStorage {
  /** Stores the whole or nothing; replaces what the key held. */
  abstract put(key: string, source: ArtifactSource): Promise<StoredArtifact>;
  /** Throws a `DomainError` `artifact.not_found` when there is nothing under the key. */
  abstract open(key: string, range?: ByteRange): Promise<Readable>;
  /** Bytes; throws like `open`. */
  abstract size(key: string): Promise<number>;
  /** Succeeds when there is nothing to remove. */
  abstract remove(key: string): Promise<void>;
  /** Removes everything whose key begins with `prefix` and a slash. */
  abstract removeBelow(prefix: string): Promise<void>;
}
