interface Surroundings {
  tableName: string
  gatewayUrl: string
  issuer: { issuer: string; audience: string; clientId: string }
}

/** What an agent's environment says of its table, its gateway and who signs people in. */
export function agentEnvironment({ tableName, gatewayUrl, issuer }: Surroundings) {
  return {
    ENVIRONMENT: 'test',
    CONVERSATIONS_TABLE: tableName,
    GATEWAY_URL: gatewayUrl,
    OKTA_ISSUER: issuer.issuer,
    OKTA_AUDIENCE: issuer.audience,
    OKTA_CLIENT_ID: issuer.clientId,
  }
}
