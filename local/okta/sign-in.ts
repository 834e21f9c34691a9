import type { IncomingMessage, ServerResponse } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import type { DeviceCode, Provider } from 'oidc-provider'
import { isSecret } from '../run-credentials.ts'
import type { AuthorizationServer } from './metadata.ts'

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  url: URL
}

/** Signs in whoever is named, by the link's `login_hint` or on a page, with the run's password. */
export async function signIn(
  provider: Provider,
  server: AuthorizationServer,
  exchange: Exchange,
): Promise<void> {
  const { request, response } = exchange
  const { params } = await provider.interactionDetails(request, response)
  const given = await givenBy(exchange)
  const login = given.login ?? validLogin(params.login_hint)
  const page: Page = { server, login, wasWrong: given.password !== undefined }
  if (login === undefined || !mayEnter(given, server)) return sendForm(response, page)
  await provider.interactionFinished(request, response, {
    login: { accountId: login },
    consent: {},
  })
}

/** The page of the device flow: with a code, a login and the password it approves at once. */
export async function activate(
  provider: Provider,
  server: AuthorizationServer,
  exchange: Exchange,
): Promise<void> {
  const { response } = exchange
  const given = await givenBy(exchange)
  const { login, userCode } = given
  if (userCode === '' || login === undefined || !mayEnter(given, server)) {
    return sendForm(response, { server, login, userCode, wasWrong: given.password !== undefined })
  }
  const code = await provider.DeviceCode.findByUserCode(userCode.toUpperCase().replace(/\W/g, ''))
  if (code === undefined || code.accountId !== undefined) {
    return sendPage(response, 400, '<p>This code is unknown, used or expired.</p>')
  }
  await approve(provider, server, { code, login })
  sendPage(response, 200, `<p>${html(login)} is signed in. You may close this page.</p>`)
}

async function approve(
  provider: Provider,
  server: AuthorizationServer,
  { code, login }: { code: DeviceCode; login: string },
): Promise<void> {
  const scope = server.scopes.join(' ')
  const grant = new provider.Grant({ accountId: login, clientId: server.clientId })
  grant.addOIDCScope(scope)
  grant.addResourceScope(server.audience, scope)
  Object.assign(code, {
    accountId: login,
    authTime: Math.floor(Date.now() / 1000),
    grantId: await grant.save(),
    scope: code.params?.scope,
    resource: server.audience,
  })
  await code.save()
}

interface Given {
  login: string | undefined
  userCode: string
  password: string | undefined
}

/** From the link and the form; the password never from a link, which a browser would remember. */
async function givenBy({ request, url }: Exchange): Promise<Given> {
  const form = new URLSearchParams(request.method === 'POST' ? await readText(request) : '')
  const field = (name: string) => form.get(name) ?? url.searchParams.get(name)
  return {
    login: validLogin(field('login_hint')),
    userCode: field('user_code') ?? '',
    password: form.get('password') ?? basicPassword(request.headers.authorization),
  }
}

/** A program sends it as `curl -u login:password` does. */
function basicPassword(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? '') ?? []
  return encoded && /:(.*)$/s.exec(Buffer.from(encoded, 'base64').toString())?.[1]
}

const mayEnter = ({ password }: Given, server: AuthorizationServer): boolean =>
  server.password === undefined || isSecret(password ?? '', server.password)

function validLogin(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.+@-]{1,100}$/.test(value) ? value : undefined
}

interface Page {
  server: AuthorizationServer
  login: string | undefined
  /** Of a device; undefined where none signs in. */
  userCode?: string
  wasWrong: boolean
}

function sendForm(response: ServerResponse, { server, login, userCode, wasWrong }: Page): void {
  const code =
    userCode === undefined
      ? ''
      : `<p><label>Code <input name="user_code" value="${html(userCode)}" required></label>`
  const asksPassword = server.password !== undefined
  const password = asksPassword
    ? '\n<p><label>Password <input name="password" type="password" required></label>'
    : ''
  const [status, wrong] = asksPassword && wasWrong ? [403, '<p>That is not it.</p>'] : [200, '']
  const about = asksPassword
    ? 'its password is the secretAccessKey that <code>npm run local</code> prints, another each run.'
    : 'it asks for no password.'
  sendPage(
    response,
    status,
    `${wrong}<form method="post">${code}
<p><label>Login <input name="login_hint" value="${html(login ?? '')}" required autofocus></label>${password}
<p><button>Sign in</button>
</form><p>A stand-in for Okta, on this machine only: ${about}</p>`,
  )
}

function sendPage(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><title>Sign in</title><h1>Sign in</h1>${body}\n`)
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
