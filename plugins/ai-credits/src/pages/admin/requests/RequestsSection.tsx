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

import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import {
  aiCreditsRequestDecidePermission,
  CreditRequestStatus,
} from 'backstage-plugin-ai-credits-common';
import { useSearchParams } from 'react-router-dom';
import { aiCreditsApiRef } from '../../../api';
import { ErrorState } from '../../../components/ErrorState';
import { Forbidden } from '../../../components/Forbidden';
import { Headline } from '../../../components/Headline';
import { PageFrame } from '../../../components/PageFrame';
import { Panel } from '../../../components/Panel';
import { isForbidden } from '../../../data/errors';
import { dayOf } from '../../../data/periods';
import { useBalance } from '../../../data/queries';
import { useAdminText } from '../../../translations/admin';
import { useAdminHelp } from '../useAdminHelp';
import { RequestCard } from '../../budgets/RequestCard';

const statuses = [
  'open',
  'granted',
  'declined',
  'withdrawn',
  'all',
] as const satisfies readonly (CreditRequestStatus | 'all')[];

const PAGE = 50;

const useStyles = makeStyles(
  theme => ({
    list: { margin: theme.spacing(1.5, 0, 0), padding: 0 },
    status: { minWidth: 160 },
  }),
  { name: 'AiCreditsRequestsSection' },
);

/** Pages of the requests that the reader may decide on. */
function useInbox(status: CreditRequestStatus | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useInfiniteQuery({
    // Deciding invalidates what begins with the same word.
    queryKey: ['credit-requests', 'section', status ?? 'all'],
    queryFn: ({ pageParam }) =>
      api.creditRequests({
        box: 'inbox',
        limit: PAGE,
        ...(status === undefined ? {} : { status }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor,
  });
}

/** Requests for more credits that the reader may decide on: the open ones, and what became of the others. */
export function RequestsSection() {
  const help = useAdminHelp('requests');
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const [params, setParams] = useSearchParams();
  const asked = params.get('status');
  const status = statuses.find(each => each === asked) ?? 'open';
  const inbox = useInbox(status === 'all' ? undefined : status);
  const { data } = inbox;
  const balance = useBalance();
  const timeZone = balance.data?.timeZone ?? 'UTC';

  if (!data && isForbidden(inbox.error)) {
    return <Forbidden permission={aiCreditsRequestDecidePermission.name} />;
  }
  const requests = data?.pages.flatMap(page => page.requests) ?? [];
  const waiting = data?.pages[0].waiting ?? 0;
  const oldest =
    status === 'open' && waiting > 0 && !inbox.hasNextPage
      ? requests.at(-1)?.requestedAt
      : undefined;
  const refresh = () => inbox.refetch();
  return (
    <PageFrame
      headline={
        <Headline
          text={
            data &&
            [
              t('requests.waiting', { count: waiting }),
              ...(oldest
                ? [
                    t('requests.oldest', {
                      day: formats.day(dayOf(Date.parse(oldest), timeZone)),
                    }),
                  ]
                : []),
            ].join(' ')
          }
        />
      }
      updatedAt={data ? inbox.dataUpdatedAt : undefined}
      timeZone={timeZone}
      refreshing={inbox.isFetching}
      onRefresh={refresh}
      help={help}
      stale={inbox.isError && data !== undefined}
    >
      <Panel
        title={t('requests.list')}
        hint={t('requests.listHint')}
        actions={
          <TextField
            select
            size="small"
            variant="outlined"
            className={classes.status}
            id="ai-credits-requests-status"
            label={t('requests.show')}
            value={status}
            onChange={event =>
              setParams({ section: 'requests', status: event.target.value })
            }
          >
            {statuses.map(each => (
              <MenuItem key={each} value={each}>
                {t(`requests.${each}`)}
              </MenuItem>
            ))}
          </TextField>
        }
      >
        <Typography variant="body2" color="textSecondary">
          {t('requests.help')}
        </Typography>
        {!data && inbox.isError && (
          <ErrorState
            error={inbox.error}
            title={t('requests.failed')}
            onRetry={refresh}
          />
        )}
        {inbox.isPending && <Skeleton variant="rect" height={240} />}
        {data && requests.length === 0 && (
          <Typography>{t('requests.none')}</Typography>
        )}
        {requests.length > 0 && (
          <ul className={classes.list} aria-label={t('requests.list')}>
            {requests.map(request => (
              <RequestCard
                key={request.id}
                request={request}
                timeZone={timeZone}
                chosen={request.id === params.get('request')}
              />
            ))}
          </ul>
        )}
        {inbox.hasNextPage && (
          <div>
            <Button
              variant="outlined"
              disabled={inbox.isFetchingNextPage}
              onClick={() => inbox.fetchNextPage()}
            >
              {t('requests.more')}
            </Button>
          </div>
        )}
      </Panel>
    </PageFrame>
  );
}
