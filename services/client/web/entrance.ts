import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a page that was let in says with each request: neither of the two suffices alone. */
interface Pass {
  /** In a cookie, which scripts cannot read. Browsers send cookies to all ports of an address. */
  cookie: string
  /** Of the page alone, which keeps it by origin, port included, and no other port is told it. */
  key: string
}

export interface Entrance {
  /** A secret that lets one page in, once. */
  offer(): string
  /**
   * Undefined for what was never offered, and for what was used before. `cookie` is what the browser
   * has: its tabs share one, so that a further tab keeps the cookie of those that were let in before.
   */
  enter(secret: string, cookie?: string): Pass | undefined
  isInside(pass: Partial<Pass>): boolean
}

/** Nothing of it is kept: whoever was let in has to come again after the process ends. */
export function openEntrance(): Entrance {
  const offered = new Set<string>()
  const inside: Pass[] = []
  return {
    offer() {
      const secret = random()
      offered.add(digest(secret))
      return secret
    },
    enter(secret, held = '') {
      if (!offered.delete(digest(secret))) return undefined
      const isKnown = inside.some(({ cookie }) => isSame(cookie, held))
      const pass = { cookie: isKnown ? held : random(), key: random() }
      inside.push(pass)
      return pass
    },
    isInside: ({ cookie = '', key = '' }) =>
      inside.some((pass) => isSame(pass.cookie, cookie) && isSame(pass.key, key)),
  }
}

const random = () => randomBytes(32).toString('base64url')
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

/** Takes the same time however much of it is right. */
const isSame = (one: string, other: string) =>
  timingSafeEqual(Buffer.from(digest(one)), Buffer.from(digest(other)))
