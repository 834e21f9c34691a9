// Another user of the machine, who tries all doors of a local stack. Run alone, as that user, with
// what anybody can find out (ports and the code); prints what came of it as JSON.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Target {
  functionUrl: string
  gatewayUrl: string
  issuer: string
  clientId: string
  tableEndpoint: string
  tableName: string
  data: string
  /** Signed with what the code says. */
  signed: Record<string, string>
}

const target: Target = JSON.parse(process.argv[2] ?? '')
const found = {
  files: await files(target.data),
  agent: await status(`${target.functionUrl}api/conversations`, {}),
  agentSigned: await status(`${target.functionUrl}api/conversations`, { headers: target.signed }),
  byCode: await signInByCode(),
  byDevice: await signInByDevice(),
  gateway: await status(target.gatewayUrl, json({ jsonrpc: '2.0', id: 1, method: 'tools/list' })),
  table: await status(target.tableEndpoint, scan()),
}
process.stdout.write(JSON.stringify(found))

function json(body: object, headers: Record<string, string> = {}) {
  const type = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  return { method: 'POST', headers: { ...type, ...headers }, body: JSON.stringify(body) }
}

async function status(url: string, init: RequestInit): Promise<number> {
  const response = await fetch(url, init)
  await response.text()
  return response.status
}

/** What can be read below a folder: paths, or why nothing can. */
async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch((error) => [`${error.code}`])
  const read = entries.map(async (entry) =>
    readFile(join(folder, entry)).then(
      () => [entry],
      () => [],
    ),
  )
  return (await Promise.all(read)).flat()
}

/** Where the redirects end, from a login that is only named. */
async function signInByCode(): Promise<string> {
  const url = new URL(`${target.issuer}/v1/authorize`)
  url.search = String(
    new URLSearchParams({
      client_id: target.clientId,
      response_type: 'code',
      redirect_uri: 'http://127.0.0.1/callback',
      scope: 'openid aws-operations.read',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      state: 's',
      login_hint: 'alice',
    }),
  )
  const cookies = new Map<string, string>()
  let at: URL = url
  for (let hops = 0; hops < 10; hops += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';', 1)[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) return (await response.text()).includes('password') ? 'asked' : 'other'
    at = new URL(location, at)
    if (at.searchParams.has('code')) return 'signed in'
  }
  return 'other'
}

async function signInByDevice(): Promise<string> {
  const form = (fields: Record<string, string>) => ({
    method: 'POST',
    body: new URLSearchParams({ client_id: target.clientId, ...fields }),
  })
  const started = await fetch(`${target.issuer}/v1/device/authorize`, form({ scope: 'openid' }))
  const device = JSON.parse(await started.text())
  await fetch(`${target.issuer}/activate?user_code=${device.user_code}&login_hint=alice`)
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
  const { device_code } = device
  const answered = await fetch(`${target.issuer}/v1/token`, form({ grant_type, device_code }))
  return JSON.parse(await answered.text()).error ?? 'signed in'
}

function scan() {
  return json(
    { TableName: target.tableName },
    {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.Scan',
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, ' +
        `SignedHeaders=host;x-amz-date, Signature=${'a'.repeat(64)}`,
    },
  )
}
