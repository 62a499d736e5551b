/** What a sealed template is bound to: opened under anything else, it does not open. */
export interface TemplateBinding {
  /** The payer's id; chooses the data key. */
  readonly payer: string;
  /** The gallery. */
  readonly scope: string;
  /** The embedding space. */
  readonly space: string;
  /** Format of what is sealed. */
  readonly version: number;
}

/**
 * Seals templates at rest, with one data key a payer kept apart from the database. Destroying that
 * key makes every copy of the payer's templates unreadable, also those in old backups.
 * Implementations pass `templateVaultConformance` from `@sourire/issuer/testing`.
 */
export interface TemplateVault {
  /**
   * Seals; makes the payer's data key where there is none.
   * @throws {SourireError} `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`
   */
  seal(binding: TemplateBinding, template: Uint8Array): Promise<Uint8Array>;
  /**
   * Opens. The caller overwrites the result after use.
   * @throws {SourireError} `TEMPLATE_UNREADABLE` on another binding, changed bytes or a destroyed key
   */
  open(binding: TemplateBinding, sealed: Uint8Array): Promise<Uint8Array>;
  /** Destroys a payer's data key for good. Doing it twice is no fault. */
  destroy(payer: string): Promise<void>;
}
