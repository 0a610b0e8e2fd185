/**
 * How often a sheet is decided anew. Each lost try means that another booking of the same person and week was written, so
 * only a rush of this size on one person's week could use them up.
 */
export const TRIES = 60;
