import assert from 'node:assert/strict'

/**
 * A browser in which `login` signs in wherever the stand-in Okta asks, with the password where it has
 * one; keeps the last page.
 */
export function browserOf(login: string, password = '') {
  const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`
  const cookies = new Map<string, string>()
  const browser = {
    status: 0,
    page: '',
    /** To the end of all redirects, the client's own port included. */
    async open(address: string): Promise<void> {
      const url = new URL(address)
      if (/\/(authorize|activate)$/.test(url.pathname)) url.searchParams.set('login_hint', login)
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(url, { redirect: 'manual', headers: { cookie, authorization } })
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        cookies.set(name, value)
      }
      const location = response.headers.get('location')
      if (location !== null) return browser.open(new URL(location, url).href)
      browser.status = response.status
      browser.page = await response.text()
    },
  }
  return browser
}

/** The first address in what was shown to a person. */
export function addressIn(text: string): string {
  const [address] = /https?:\S+/.exec(text) ?? []
  assert(address, `No address in: ${text}`)
  return address
}
