import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import * as z from 'zod'
import { request, textOf } from '../../outbound/http-request.ts'

export interface Keys {
  /** As the issuer itself writes it: with a slash at its end, or without. */
  issuer: string
  keySet: JWTVerifyGetKey
}

/**
 * What an issuer signs with, found by its discovery document. Asked for without `fetch`, which jose's own
 * set of remote keys would take: it costs the first person to ask 35 ms to load.
 */
export async function discoverKeys(issuer: string): Promise<Keys> {
  const base = issuer.replace(/\/$/, '')
  const found =
    (await jsonAt(`${base}/.well-known/openid-configuration`)) ??
    (await jsonAt(`${base}/.well-known/oauth-authorization-server`))
  if (found === undefined) throw new Error(`No discovery document at ${issuer}`)
  const document = discoveryDocument.parse(found)
  if (document.issuer.replace(/\/$/, '') !== base) {
    throw new Error(`The discovery document at ${issuer} is that of ${document.issuer}`)
  }
  const { keySet, load } = remoteKeys(document.jwks_uri)
  // Beside whatever else the first token waits for; where it fails, the first token tries again.
  load().catch(() => undefined)
  return { issuer: document.issuer, keySet }
}

const discoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url() })

/** Kept for ten minutes; asked for again by a token whose key is not there, each half minute at most. */
function remoteKeys(url: string) {
  let kept: { keys: JWTVerifyGetKey; at: number } | undefined
  let loading: Promise<JWTVerifyGetKey> | undefined
  const isWithin = (ms: number) => kept !== undefined && Date.now() - kept.at < ms
  const load = () => {
    loading ??= fetchKeys(url)
      .then((keys) => {
        kept = { keys, at: Date.now() }
        return keys
      })
      .finally(() => {
        loading = undefined
      })
    return loading
  }
  const keySet: JWTVerifyGetKey = async (header, token) => {
    const keys = kept !== undefined && isWithin(keptMs) ? kept.keys : await load()
    try {
      return await keys(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || isWithin(cooldownMs)) throw error
      return (await load())(header, token)
    }
  }
  return { keySet, load }
}

const keptMs = 10 * 60_000
const cooldownMs = 30_000

async function fetchKeys(url: string): Promise<JWTVerifyGetKey> {
  const found = await jsonAt(url)
  if (found === undefined) throw new Error(`No keys at ${url}`)
  return createLocalJWKSet(keySetDocument.parse(found))
}

const keySetDocument = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) })

/** Undefined where there is nothing. */
async function jsonAt(url: string): Promise<unknown> {
  const signal = AbortSignal.timeout(timeoutMs)
  let address = new URL(url)
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await request(address, { headers: { accept: 'application/json' }, signal })
    const { statusCode = 0, headers } = response
    if (statusCode === 200) return JSON.parse(await textOf(response, mostBytes))
    response.resume()
    if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) return undefined
    address = new URL(headers.location, address)
  }
  return undefined
}

const timeoutMs = 5_000
const mostRedirects = 5
const mostBytes = 1_000_000
