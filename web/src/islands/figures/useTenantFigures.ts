import { useEffect, useState } from 'react';
import { repeatWhileWatched } from '../whileWatched.ts';
import { readTenantFigures, type TenantFigures } from './tenantFigures.ts';

const EVERY = 5_000;

/** The figures that came with the page, kept fresh while somebody looks at them. */
export function useTenantFigures(initial: TenantFigures): TenantFigures {
  const [figures, setFigures] = useState(initial);
  const { quarter } = initial;
  useEffect(
    () =>
      repeatWhileWatched(EVERY, async () => {
        const fresh = await readTenantFigures(quarter);
        if (fresh) setFigures(fresh);
      }),
    [quarter],
  );
  return figures;
}
