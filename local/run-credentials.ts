import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Credentials } from './function-url/sigv4.ts'

/**
 * Made anew for each run, and known to whoever may read what it prints or its file of mode 0600:
 * other users of the machine see its ports. The key signs requests, the secret signs people in.
 */
export function runCredentials(): Credentials {
  const name = randomBytes(16)
    .toString('base64')
    .replace(/[^A-Za-z\d]/g, '')
    .toUpperCase()
  return {
    accessKeyId: `AKIDLOCAL${name.slice(0, 11)}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  }
}

/** Takes the same time however much of it is right. */
export function isSecret(given: string, secret: string): boolean {
  const [one, other] = [given, secret].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}
