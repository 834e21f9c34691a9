import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DeviceCode, Provider } from 'oidc-provider'
import type { AuthorizationServer } from './provider.ts'

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL }

/** Signs in whoever `login_hint` names; only where it names nobody is there a page that asks. */
export async function signIn(provider: Provider, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange
  const { params } = await provider.interactionDetails(request, response)
  const login = loginOf(url) ?? validLogin(params.login_hint)
  if (login === undefined) return sendPage(response, 200, signInForm())
  await provider.interactionFinished(request, response, {
    login: { accountId: login },
    consent: {},
  })
}

/** The page of the device flow: with a code and a login in its query it approves at once. */
export async function activate(
  provider: Provider,
  server: AuthorizationServer,
  { response, url }: Omit<Exchange, 'request'>,
): Promise<void> {
  const userCode = url.searchParams.get('user_code') ?? ''
  const login = loginOf(url)
  if (userCode === '' || login === undefined) {
    return sendPage(response, 200, signInForm({ userCode }))
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

function loginOf(url: URL): string | undefined {
  return validLogin(url.searchParams.get('login_hint'))
}

function validLogin(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.+@-]{1,100}$/.test(value) ? value : undefined
}

function signInForm(device?: { userCode: string }): string {
  const code = device
    ? `<p><label>Code <input name="user_code" value="${html(device.userCode)}" required></label>`
    : ''
  return `<form>${code}
<p><label>Login <input name="login_hint" required autofocus></label> <button>Sign in</button>
</form><p>A stand-in for Okta, on this machine only: it asks for no password.</p>`
}

function sendPage(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><title>Sign in</title><h1>Sign in</h1>${body}\n`)
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
