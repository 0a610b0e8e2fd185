/** The catalogue did not do what it was asked; what it said is in the log by its code only. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
}
