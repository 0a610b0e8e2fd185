import { isReference } from '../../web/src/rights/references.ts';
import { describe, expect, it } from 'vitest';

describe('The copy to be read', () => {
  it.each(['nickname', 'text', 'displayName', 'words', 'reason'])(
    'shows a word of ten or twenty small letters under %s',
    (field) => {
      expect(isReference(field, 'hannamaria')).toBe(false);
      expect(isReference(field, 'opiskelijatoimikunta')).toBe(false);
    },
  );

  it.each(['id', 'record', 'bookingId', 'staffIds', 'recordedBy', 'mergedFrom'])(
    'leaves out an id under %s, and tells a name there',
    (field) => {
      expect(isReference(field, '0a1b2c3d4e0a1b2c3d4e')).toBe(true);
      expect(isReference(field, 'Testi Tuulia')).toBe(false);
    },
  );
});
