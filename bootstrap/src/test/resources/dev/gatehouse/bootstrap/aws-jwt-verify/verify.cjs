// Reads an issuer, a client, a key set and tokens as JSON from standard input; writes a line for each token:
// what it says of its use and user, or why it is refused.
const { readFileSync } = require("node:fs");
const { JwtVerifier } = require("aws-jwt-verify");

const { issuer, clientId, keySet, tokens } = JSON.parse(readFileSync(0, "utf8"));

function verifier(use, audience, clientClaim) {
  const made = JwtVerifier.create({
    issuer,
    audience,
    jwksUri: "https://key-set.invalid/is-handed-in",
    customJwtCheck: ({ payload }) => {
      if (payload.token_use !== use) {
        throw new Error(`not for ${use}`);
      }
      if (payload[clientClaim] !== clientId) {
        throw new Error("of another client");
      }
    },
  });
  made.cacheJwks(keySet);
  return made;
}

const verifiers = {
  id: verifier("id", clientId, "aud"),
  // Access tokens have no audience; their client is named by a claim of its own.
  access: verifier("access", null, "client_id"),
};

for (const { use, token } of tokens) {
  try {
    const payload = verifiers[use].verifySync(token);
    console.log(`verified ${payload.token_use} of ${payload["cognito:username"] ?? payload.username}`);
  } catch (error) {
    console.log(`${error.constructor.name}: ${error.message}`);
  }
}
