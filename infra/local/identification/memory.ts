import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Everything that the stand-in knows, until it stops. The library's own memory warns at each start that it is one. */
export function memory(): (model: string) => Adapter {
  const kept = new Map<string, AdapterPayload>();
  const ids = new Map<string, string>();
  return (model) => {
    const place = (id: string) => `${model} ${id}`;
    const find = (id: string | undefined) =>
      Promise.resolve(id === undefined ? undefined : kept.get(place(id)));
    return {
      upsert(id, payload) {
        kept.set(place(id), payload);
        if (payload.uid !== undefined) ids.set(`${model} uid ${payload.uid}`, id);
        if (payload.userCode !== undefined) ids.set(`${model} code ${payload.userCode}`, id);
        return Promise.resolve();
      },
      find,
      findByUid: (uid) => find(ids.get(`${model} uid ${uid}`)),
      findByUserCode: (code) => find(ids.get(`${model} code ${code}`)),
      consume(id) {
        const payload = kept.get(place(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
        return Promise.resolve();
      },
      destroy(id) {
        kept.delete(place(id));
        return Promise.resolve();
      },
      revokeByGrantId(grantId) {
        for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
        return Promise.resolve();
      },
    };
  };
}
