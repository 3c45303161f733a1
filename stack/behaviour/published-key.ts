/**
 * What the embedded stack's published key is made of. A pin stands in a profile, so its key has to be known before
 * the stack starts; everybody knows this one, and it signs nothing but a loopback stack's leaf under a root of that
 * run.
 */
export const PUBLISHED_SEED = 'Plumbline published key';

/** Its pin. The intermediate has this key where the profile asks for it. */
export const PUBLISHED_PIN = 'eoBP27KnHibETnGHFGYnJzk/OZ4zOuI7mFoAHA+94F4=';
