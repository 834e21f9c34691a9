import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import tls from 'node:tls'
import { useAwsAgents } from './aws-agents.ts'
import { OutboundError } from './outbound-error.ts'

type Env = Record<string, string | undefined>

/** For the process as a whole: `fetch`, `node:http`, and the agents of the AWS SDK. */
export async function goByEnvironment(env: Env): Promise<void> {
  const bundle = env.AWS_CA_BUNDLE
  const proxy = proxyOf(env)
  const canTrust = typeof tls.setDefaultCACertificates === 'function'
  const canGo = typeof http.setGlobalProxyFromEnv === 'function' || env.NODE_USE_ENV_PROXY === '1'
  // Node before 24.14 takes both at its start alone.
  if ((proxy !== undefined && !canGo) || (bundle && !canTrust)) {
    const { startAgain } = await import('./start-again.ts')
    return startAgain({ ...env, ...proxy, ...(bundle && { NODE_EXTRA_CA_CERTS: bundle }) })
  }
  if (bundle) trust(bundle)
  if (proxy === undefined) return
  http.setGlobalProxyFromEnv?.(proxy)
  const options = { keepAlive: true, maxSockets: 50, proxyEnv: proxy }
  useAwsAgents({ httpAgent: new http.Agent(options), httpsAgent: new https.Agent(options) })
}

function trust(file: string): void {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new OutboundError(`AWS_CA_BUNDLE names no file that can be read: ${file}`, { cause })
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs)
  if (certificates === null) {
    throw new OutboundError(`AWS_CA_BUNDLE has no certificates in PEM: ${file}`)
  }
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates])
}

interface Proxy extends Env {
  HTTPS_PROXY?: string
  HTTP_PROXY?: string
  NO_PROXY: string
}

/** Undefined where there is none. */
function proxyOf(env: Env): Proxy | undefined {
  const [HTTPS_PROXY, HTTP_PROXY, except = ''] = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'].map(
    (name) => env[name] || env[name.toLowerCase()],
  )
  if (HTTPS_PROXY === undefined && HTTP_PROXY === undefined) return undefined
  return {
    ...(HTTPS_PROXY !== undefined && { HTTPS_PROXY: address('HTTPS_PROXY', HTTPS_PROXY) }),
    ...(HTTP_PROXY !== undefined && { HTTP_PROXY: address('HTTP_PROXY', HTTP_PROXY) }),
    NO_PROXY: [...except.split(/[\s,]+/).filter(Boolean), ...here].join(','),
  }
}

function address(name: string, text: string): string {
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.parse(withScheme)
  if (url !== null && /^https?:$/.test(url.protocol)) return withScheme
  throw new OutboundError(`${name} is no address such as http://proxy.acme.internal:3128`)
}

/** This machine itself, and where AWS gives a machine or a task its credentials. */
const here = [
  ...['localhost', '127.0.0.1', '[::1]', '::1'],
  ...['169.254.169.254', '169.254.170.2', '169.254.170.23', '[fd00:ec2::254]'],
]
