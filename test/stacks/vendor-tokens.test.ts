import assert from 'node:assert/strict'
import { z } from 'zod'
import { type CustomJwtAuthorizer, customJwtAuthorizer } from '../../local/gateway/authorizer.ts'
import { tokenVerifier } from '../../services/agent/auth.ts'
import { agentConfig } from '../../services/agent/config.ts'
import { Refusal } from '../../services/agent/problem.ts'
import { mismatches, readAccessToken } from '../../services/client/auth/access-token.ts'
import { agentEnvironment } from '../../stacks/agent-environment.ts'
import { deploymentConfig } from '../../stacks/config.ts'
import { identityOutput } from '../../stacks/identity-output.ts'
import { jwtAuthorizer } from '../../stacks/jwt-authorizer.ts'
import { type ScriptedIssuer, startIssuer } from '../stand-ins/issuer.ts'

/** What one vendor's stack is configured with, and what its tokens say besides iss, iat and exp. */
interface Vendor {
  provider: string
  okta: Record<string, unknown>
  token: Record<string, unknown>
  owner: string
  /** Claims by which the token is not for here: another app's, another API's, without what is required. */
  not: Record<string, Record<string, unknown>>
  /** Of these the agent alone tells; the gateway cannot. */
  agentOnly?: string[]
  /** Of the issuer's name, as the vendor writes it. */
  path: string
}

/** Okta's own claims, which no other vendor has. */
const none = { ver: undefined, jti: undefined, cid: undefined, uid: undefined, scp: undefined }
const guid = (digit: number) => `${digit}`.repeat(8).replace(/$/, '-1111-4222-8333-444455556666')
const tenant = guid(9)

const vendors: Record<string, Vendor> = {
  'Okta, with two apps': {
    provider: 'okta',
    path: '/oauth2/default',
    okta: {
      issuer: 'https://acme.okta.com/oauth2/default',
      clientId: ['0oaNew', '0oaOld'],
      audience: 'api://ops',
      requiredScope: 'ops.read',
    },
    token: {
      aud: 'api://ops',
      cid: '0oaOld',
      uid: '00uana',
      sub: 'ana@acme.com',
      scp: ['openid', 'ops.read'],
    },
    owner: '00uana',
    not: {
      'of another app': { cid: '0oaOther' },
      'of another API': { aud: 'api://other' },
      'without the scope': { scp: ['openid'] },
    },
    agentOnly: ['of another app'],
  },
  'Entra ID, version 2': {
    provider: 'entra',
    path: `/${tenant}/v2.0`,
    okta: {
      issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
      clientId: guid(1),
      audience: guid(2),
      requiredScope: 'Ops.Read',
      requiredGroup: guid(7),
    },
    token: {
      ...none,
      aud: guid(2),
      azp: guid(1),
      azpacr: '0',
      oid: guid(3),
      sub: 'pairwise',
      tid: tenant,
      scp: 'Ops.Read',
      groups: [guid(6), guid(7)],
      ver: '2.0',
    },
    owner: guid(3),
    not: {
      'of another app': { azp: guid(8) },
      'of another API': { aud: guid(8) },
      'without the scope': { scp: 'Other.Read' },
      'of an app for itself': { scp: undefined, roles: ['Ops.Read'], idtyp: 'app' },
      'of somebody outside': { groups: [guid(6)] },
      'with more groups than it lists': {
        groups: undefined,
        _claim_names: { groups: 'src1' },
        _claim_sources: { src1: { endpoint: 'https://graph.windows.net/…/getMemberObjects' } },
      },
    },
  },
  'Entra ID, version 1, by app roles': {
    provider: 'entra',
    path: `/${tenant}/`,
    okta: {
      issuer: `https://sts.windows.net/${tenant}/`,
      clientId: guid(1),
      audience: 'api://ops',
      groupClaim: 'roles',
      requiredGroup: 'Operators',
    },
    token: {
      ...none,
      aud: 'api://ops',
      appid: guid(1),
      oid: guid(3),
      sub: 'pairwise',
      scp: 'Ops.Read User.Read',
      roles: ['Operators'],
      ver: '1.0',
    },
    owner: guid(3),
    not: {
      'of another app': { appid: guid(8), azp: guid(1) },
      'of somebody without the role': { roles: ['Guests'] },
    },
  },
  'Auth0, whose issuer ends in a slash': {
    provider: 'auth0',
    path: '/',
    okta: {
      issuer: 'https://acme.eu.auth0.com/',
      clientId: 'a0New',
      audience: 'https://ops.acme.com',
      requiredScope: 'ops:read',
      groupClaim: 'https://acme.com/groups',
      requiredGroup: 'operators',
    },
    token: {
      ...none,
      aud: ['https://ops.acme.com', 'https://acme.eu.auth0.com/userinfo'],
      azp: 'a0New',
      sub: 'auth0|5f7c8',
      scope: 'openid profile ops:read offline_access',
      'https://acme.com/groups': ['operators'],
    },
    owner: 'auth0|5f7c8',
    not: {
      'of another app': { azp: 'a0Other' },
      'of another API': { aud: ['https://acme.eu.auth0.com/userinfo'] },
      'without the scope': { scope: 'openid ops:readers' },
      'of somebody outside': { 'https://acme.com/groups': ['guests'], groups: ['operators'] },
    },
  },
  'Keycloak, whose users could have set a uid': {
    provider: 'keycloak',
    path: '/realms/acme',
    okta: {
      issuer: 'https://sso.acme.com/realms/acme',
      clientId: 'aws-ops',
      audience: 'ops',
      requiredGroup: '/operators',
    },
    token: {
      ...none,
      typ: 'Bearer',
      aud: ['ops', 'account'],
      azp: 'aws-ops',
      sub: guid(4),
      uid: '00uboss',
      scope: 'profile email',
      groups: ['/operators'],
      preferred_username: 'ana',
    },
    owner: guid(4),
    not: {
      'of another app': { azp: 'portal' },
      'of another API': { aud: 'account' },
      'without groups': { groups: undefined },
    },
  },
  'Ping, with two apps': {
    provider: 'ping',
    path: '/env/as',
    okta: {
      issuer: 'https://auth.pingone.eu/env/as',
      clientId: ['p-new', 'p-old'],
      audience: 'ops',
      requiredScope: 'ops',
    },
    token: { ...none, aud: ['ops'], client_id: 'p-old', sub: guid(5), scope: 'openid ops' },
    owner: guid(5),
    not: { 'of another app': { client_id: 'p-other' }, 'without the scope': { scope: 'openid' } },
  },
  'Google, by the id token': {
    provider: 'google',
    path: '',
    okta: {
      issuer: 'https://accounts.google.com',
      clientId: ['1-a.apps.googleusercontent.com', '2-b.apps.googleusercontent.com'],
      requiredGroup: 'acme.com',
      clientSecret: 'GOCSPX-of-an-installed-app',
    },
    token: {
      ...none,
      aud: '2-b.apps.googleusercontent.com',
      azp: '2-b.apps.googleusercontent.com',
      sub: '1087',
      email: 'ana@acme.com',
      email_verified: true,
      hd: 'acme.com',
    },
    owner: '1087',
    not: {
      'of another app': { aud: '3-c.apps.googleusercontent.com', azp: '3-c.apps' },
      'of a private account': { hd: undefined, email: 'ana@gmail.com' },
      'of another company': { hd: 'acme.com.evil.test' },
    },
  },
  'any other, by the claim that is named': {
    provider: 'oidc',
    path: '/adfs',
    okta: {
      issuer: 'https://login.acme.com/adfs',
      clientId: 'aws-ops',
      audience: ['ops', 'urn:ops:former'],
      clientClaim: 'appid',
      ownerClaim: 'upn',
    },
    token: { ...none, aud: 'urn:ops:former', appid: 'aws-ops', sub: 's', upn: 'ana@acme.com' },
    owner: 'ana@acme.com',
    not: { 'of another app': { appid: 'x', azp: 'aws-ops' }, 'of another API': { aud: 'x' } },
  },
}

describe('tokens shaped as their vendors’', () => {
  for (const [name, vendor] of Object.entries(vendors)) {
    describe(name, () => {
      let issuer: ScriptedIssuer
      let parts: ReturnType<typeof partsOf>
      before(async () => {
        issuer = await startIssuer(vendor.path)
        parts = partsOf(vendor, issuer.issuer)
      })
      after(() => issuer.close())
      const token = (claims: object = {}) =>
        issuer.token('ana', { claims: { ...vendor.token, ...claims } })

      it('are let in by the gateway and by the agent, which knows whose they are', async () => {
        assert.equal(await parts.gateway(await token()), true)
        assert.equal((await parts.agent(await token())).owner, `${issuer.issuer}|${vendor.owner}`)
      })

      it('are taken by the client for what they are', async () => {
        const read = readAccessToken(await token())
        assert.deepEqual(read && mismatches(read, parts.client), [])
      })

      for (const [what, claims] of Object.entries(vendor.not)) {
        it(`are refused where they are ${what}`, async () => {
          const other = await token(claims)
          const byGateway = vendor.agentOnly?.includes(what) ?? false
          assert.equal(await parts.gateway(other), byGateway)
          await assert.rejects(parts.agent(other), (error) => error instanceof Refusal)
        })
      }

      it('are refused by both where another signed them, or under another name', async () => {
        for (const forged of [
          await issuer.token('ana', { claims: vendor.token, forged: true }),
          await token({ iss: `${issuer.issuer}x` }),
        ]) {
          assert.equal(await parts.gateway(forged), false)
          await assert.rejects(parts.agent(forged), { code: 'token_invalid' })
        }
      })
    })
  }

  it('that leave groups out say so, and what would help', async () => {
    const { 'Entra ID, version 2': entra } = vendors
    assert.ok(entra)
    const issuer = await startIssuer(entra.path)
    const left = { ...entra.token, ...entra.not['with more groups than it lists'] }
    const verify = partsOf(entra, issuer.issuer).agent(await issuer.token('ana', { claims: left }))
    await assert.rejects(verify, {
      code: 'forbidden',
      message: `This is for members of the group ${guid(7)}, and you are in more groups than your token can list: whoever runs the issuer can have it list those assigned to the app alone, or an app role instead.`,
    })
    await issuer.close()
  })

  it('come of an issuer whether or not configuration writes the slash at its end', async () => {
    const issuer = await startIssuer('/realms/acme/')
    const keycloak = vendors['Keycloak, whose users could have set a uid']
    assert.ok(keycloak)
    for (const name of [issuer.issuer, issuer.issuer.slice(0, -1)]) {
      const { agent, client } = partsOf(keycloak, name)
      const token = await issuer.token('ana', { claims: keycloak.token })
      assert.equal((await agent(token)).owner, `${issuer.issuer}|${keycloak.owner}`)
      const read = readAccessToken(token)
      assert.deepEqual(read && mismatches(read, client), [])
    }
    await issuer.close()
  })
})

/** What a stack makes of its configuration, at an issuer on this machine. */
function partsOf({ provider, okta }: Vendor, issuer: string) {
  const configured = deploymentConfig({ identityProvider: provider, okta }, 'dev')
  const config = { ...configured, okta: { ...configured.okta, issuer } }
  // The form of a vendor's tokens goes by its own issuer.
  const authorizer = {
    ...jwtAuthorizer(configured),
    discoveryUrl: jwtAuthorizer(config).discoveryUrl,
  }
  const environment = z.record(z.string(), z.string()).parse({
    ...agentEnvironment(configured, {
      conversationsTable: 't',
      gatewayUrl: 'https://g.test/mcp',
      revision: undefined,
    }),
    OKTA_ISSUER: issuer,
  })
  return {
    gateway: customJwtAuthorizer(authorizer as CustomJwtAuthorizer)(),
    agent: tokenVerifier(agentConfig(environment).okta),
    client: identityOutput(config),
  }
}
