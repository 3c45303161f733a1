import { betterAjvErrors } from '@apideck/better-ajv-errors';

/**
 * Returns the end of a message about a word that is not one of the candidates: the nearest of them, or all
 * where none is near. Empty when there are no candidates.
 */
export function suggestion(word: string, candidates: readonly string[]): string {
  const [printed] = betterAjvErrors({
    // The printer looks for the nearest word in what Ajv reports about an enum.
    errors: [
      {
        keyword: 'enum',
        instancePath: '/word',
        schemaPath: '#/enum',
        params: { allowedValues: candidates },
        message: '',
      },
    ],
    data: { word },
    schema: {},
  });
  const nearest = /'(.*)'/.exec(printed?.suggestion ?? '')?.[1];
  if (nearest) return `; did you mean "${nearest}"?`;
  return candidates.length > 0 ? `; known are ${candidates.join(', ')}` : '';
}
