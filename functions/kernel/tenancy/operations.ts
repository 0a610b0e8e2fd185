export type Operation = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';

export const read = ['GetItem', 'Query'] as const;
export const write = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'] as const;
export const erase = [...write, 'DeleteItem'] as const;
export const append = ['PutItem'] as const;
/** What is made at the first use and then only read. */
export const once = ['GetItem', 'PutItem'] as const;
/** Reads, and shows the own change at once. */
export const show = [...read, 'PutItem'] as const;
