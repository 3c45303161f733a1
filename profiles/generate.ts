import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

const banner = '// Generated from schema.json by `npm run generate`. Change the schema, not this file.';

/** Returns the text of `profile.ts`: the TypeScript types that `schema.json` describes. */
export async function generateTypes(): Promise<string> {
  const schema = JSON.parse(readFileSync(new URL('schema.json', import.meta.url), 'utf8')) as JSONSchema;
  return compile(schema, 'Profile', {
    bannerComment: banner,
    // Bounds on a list's length are for the validator; as tuples they would only get in the reader's way.
    ignoreMinAndMaxItems: true,
    style: { printWidth: 110, singleQuote: true },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('profile.ts', import.meta.url), await generateTypes());
}
