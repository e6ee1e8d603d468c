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
  BackstageCredentials,
  BackstageNonePrincipal,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  aiCreditsCreditsManagePermission,
  aiCreditsUsageReadPermission,
  UsageEvent,
} from 'backstage-plugin-ai-credits-common';
import { Request } from 'express';
import { aiCreditsUsageResourceRef, visibleUsage } from '../permissions';
import { VisibleUsage } from '../usage/api';

/** Who asks. */
export interface Caller {
  credentials: BackstageCredentials;
  /** Set for a person. */
  user?: string;
  /** Who the journal names: the person, or the machine's subject. */
  actor: string;
}

/** Asks the portal who may do what. Every route and every action goes through it. */
export class Access {
  static create(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    userInfo: UserInfoService;
  }): Access {
    return new Access(
      options.httpAuth,
      options.permissions,
      options.permissionsRegistry,
      options.userInfo,
    );
  }

  private constructor(
    private readonly httpAuth: HttpAuthService,
    private readonly permissions: PermissionsService,
    private readonly permissionsRegistry: PermissionsRegistryService,
    private readonly userInfo: UserInfoService,
  ) {}

  /** @throws NotAllowedError when the permission is denied */
  async require(req: Request, permission: BasicPermission): Promise<Caller> {
    const caller = await this.identify(req);
    await this.requireOf(caller, permission);
    return caller;
  }

  /** @throws NotAllowedError when the permission is denied */
  async requireOf(caller: Caller, permission: BasicPermission): Promise<void> {
    if (!(await this.may(caller, permission))) {
      throw new NotAllowedError(`You lack the permission ${permission.name}`);
    }
  }

  /**
   * Who asks and which usage they may see.
   *
   * @throws NotAllowedError when they may see none
   */
  async requireUsage(
    req: Request,
  ): Promise<{ caller: Caller; visible: VisibleUsage }> {
    const caller = await this.identify(req);
    return { caller, visible: await this.visibleTo(caller) };
  }

  /** @throws NotAllowedError when they may see none */
  async visibleTo(caller: Caller): Promise<VisibleUsage> {
    const [decision] = await this.permissions.authorizeConditional(
      [{ permission: aiCreditsUsageReadPermission }],
      { credentials: caller.credentials },
    );
    return visibleUsage(
      decision,
      this.permissionsRegistry.getPermissionRuleset(aiCreditsUsageResourceRef),
    );
  }

  async may(caller: Caller, permission: BasicPermission): Promise<boolean> {
    const [allowed] = await this.mayEach(caller, [permission]);
    return allowed;
  }

  async mayEach(
    caller: Caller,
    permissions: readonly BasicPermission[],
  ): Promise<boolean[]> {
    const decisions = await this.permissions.authorize(
      permissions.map(permission => ({ permission })),
      { credentials: caller.credentials },
    );
    return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
  }

  /** Whether the caller charges for anyone, to any team, service and project. */
  async mayChargeAnyone(caller: Caller): Promise<boolean> {
    return (
      caller.user === undefined ||
      this.may(caller, aiCreditsCreditsManagePermission)
    );
  }

  /** Direct groups of the person who asks, as the portal counts them. */
  async groupsOf(caller: Caller): Promise<string[]> {
    if (caller.user === undefined) {
      return [];
    }
    const info = await this.userInfo.getUserInfo(caller.credentials);
    return info.ownershipEntityRefs
      .map(ref => ref.toLocaleLowerCase('en-US'))
      .filter(ref => ref.startsWith('group:'));
  }

  /**
   * The event as the caller may charge it: people for themselves, admins and
   * machines for anyone.
   *
   * @throws NotAllowedError when a person names another, or a team that is not theirs
   */
  async chargedTo(caller: Caller, event: UsageEvent): Promise<UsageEvent> {
    if (caller.user === undefined) {
      return event;
    }
    const own = event.user === undefined || event.user === caller.user;
    const ownTeam =
      event.team === undefined ||
      (await this.groupsOf(caller)).includes(event.team);
    if (!(own && ownTeam) && !(await this.mayChargeAnyone(caller))) {
      throw new NotAllowedError(
        own
          ? 'team: you may charge to your own teams only'
          : 'user: you may charge for yourself only',
      );
    }
    return { ...event, user: event.user ?? caller.user };
  }

  /** @throws NotAllowedError when a person who is no admin handles what is another's */
  async requireOwn(caller: Caller, owner: string | undefined): Promise<void> {
    if (caller.user !== owner && !(await this.mayChargeAnyone(caller))) {
      throw new NotAllowedError('You may charge for yourself only');
    }
  }

  /** Who asks; anonymous requests are refused. */
  async identify(req: Request): Promise<Caller> {
    const credentials = await this.httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    return callerOf(credentials);
  }
}

/**
 * Who is behind credentials.
 *
 * @throws AuthenticationError when nobody is
 */
export function callerOf(credentials: BackstageCredentials): Caller {
  const principal = credentials.principal as
    | BackstageUserPrincipal
    | BackstageServicePrincipal
    | BackstageNonePrincipal;
  switch (principal.type) {
    case 'user': {
      const user = principal.userEntityRef.toLocaleLowerCase('en-US');
      return { credentials, user, actor: user };
    }
    case 'service':
      return { credentials, actor: principal.subject };
    default:
      throw new AuthenticationError('Missing credentials');
  }
}
