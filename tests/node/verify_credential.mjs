// Verifies signed tokens with jose: {keys, tokens} comes in as JSON, a list of payloads or errors goes out.
import { createLocalJWKSet, jwtVerify } from "jose";

let input = "";
for await (const chunk of process.stdin) input += chunk;
const { keys, tokens } = JSON.parse(input);
const published = createLocalJWKSet({ keys });

const verified = tokens.map(async (token) => {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, published, { algorithms: ["ES256"] });
    return { payload, header: protectedHeader };
  } catch (error) {
    return { error: error.code };
  }
});
console.log(JSON.stringify(await Promise.all(verified)));
