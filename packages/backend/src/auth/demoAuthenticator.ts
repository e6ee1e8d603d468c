/*
 * Copyright 2026 The AI Credits Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import {
  parseEntityRef,
  stringifyEntityRef,
  UserEntity,
} from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  AuthResolverContext,
  createProxyAuthenticator,
  SignInResolver,
} from '@backstage/plugin-auth-node';

/** The request header in which the sign-in page names the chosen person. */
export const DEMO_PERSON_HEADER = 'x-demo-person';

/** Who was chosen on the sign-in page: a full user entity ref. */
export type DemoSignIn = { userEntityRef: string };

function userRef(ref: string): string {
  return stringifyEntityRef(
    parseEntityRef(ref, { defaultKind: 'user', defaultNamespace: 'default' }),
  );
}

/**
 * Reads who may be signed in as.
 *
 * @param config - the `auth.providers.demo` section
 * @throws NotAllowedError outside of development, since no password is asked for
 */
export function readDemoPeople(config: Config): Set<string> {
  if (process.env.NODE_ENV !== 'development') {
    throw new NotAllowedError(
      "The demo sign-in asks for no password and works in development only; remove 'auth.providers.demo' from the configuration and set up a real sign-in provider",
    );
  }
  return new Set(
    config
      .getConfigArray('people')
      .map(person => userRef(person.getString('entityRef'))),
  );
}

async function findPerson(entityRef: string, ctx: AuthResolverContext) {
  try {
    return await ctx.findCatalogUser({ entityRef });
  } catch (error) {
    // In the first seconds after the very first start the catalog has not read the organisation yet.
    throw new ServiceUnavailableError(
      `${entityRef} is not in the catalog (yet); the catalog reads the example organisation shortly after the first start`,
      error,
    );
  }
}

/** Accepts the person named in the request's header when the configuration lists them. */
export const demoAuthenticator = createProxyAuthenticator({
  async defaultProfileTransform({ userEntityRef }: DemoSignIn, ctx) {
    const { entity } = await findPerson(userEntityRef, ctx);
    const profile = (entity as UserEntity).spec.profile;
    return {
      profile: { displayName: profile?.displayName, email: profile?.email },
    };
  },
  initialize({ config }) {
    return readDemoPeople(config);
  },
  async authenticate({ req }, people: Set<string>) {
    const header = req.header(DEMO_PERSON_HEADER);
    if (!header) {
      throw new InputError(
        `The demo sign-in needs the header ${DEMO_PERSON_HEADER} with a user entity ref`,
      );
    }
    const userEntityRef = userRef(header);
    if (!people.has(userEntityRef)) {
      throw new NotAllowedError(
        `${userEntityRef} is not one of the people listed in 'auth.providers.demo.people'`,
      );
    }
    return { result: { userEntityRef } satisfies DemoSignIn };
  },
});

/** Issues an identity with the groups that the catalog knows of the chosen person. */
export const signInAsDemoPerson: SignInResolver<DemoSignIn> = async (
  { result },
  ctx,
) => ctx.signInWithCatalogUser({ entityRef: result.userEntityRef });
