import type { Adapter, AdapterPayload } from 'oidc-provider'

/** oidc-provider's storage, gone with the process: signing in again here costs nobody anything. */
export function memoryAdapters(): (model: string) => Adapter {
  const models = new Map<string, Map<string, AdapterPayload>>()
  return (model) => {
    const stored = models.get(model) ?? new Map<string, AdapterPayload>()
    models.set(model, stored)
    const findBy = async (key: 'uid' | 'userCode', value: string) =>
      [...stored.values()].find((payload) => payload[key] === value)
    return {
      upsert: async (id, payload) => void stored.set(id, payload),
      find: async (id) => stored.get(id),
      findByUid: (uid) => findBy('uid', uid),
      findByUserCode: (userCode) => findBy('userCode', userCode),
      async consume(id) {
        const payload = stored.get(id)
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async (id) => void stored.delete(id),
      async revokeByGrantId(grantId) {
        for (const [id, payload] of stored) if (payload.grantId === grantId) stored.delete(id)
      },
    }
  }
}
