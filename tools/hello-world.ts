import type { Tool } from './tool.ts'

/** Shows that the way from the client to here works, and which account's tools answer. */
export const helloWorld: Tool = {
  name: 'hello_world',
  description: 'Says hello: shows that the tools answer',
  inputSchema: { type: 'object', properties: {} },
  services: [],
  run: async (_input, { now, defaultRegion }) => ({
    status: 'ok',
    regions: [
      {
        region: defaultRegion,
        status: 'ok',
        items: [{ message: 'Hello from AWS Operations Agent', time: now().toISOString() }],
        truncated: false,
      },
    ],
  }),
}
