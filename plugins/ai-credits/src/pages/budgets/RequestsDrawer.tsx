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

import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { CreditRequest } from 'backstage-plugin-ai-credits-common';
import { ErrorState } from '../../components/ErrorState';
import { SideDrawer } from '../../components/SideDrawer';
import { useText } from '../../translations';
import { RequestCard } from './RequestCard';
import { useCreditRequests } from './useBudgets';

const useStyles = makeStyles(
  theme => ({
    title: {
      ...theme.typography.body1,
      fontWeight: 700,
      margin: theme.spacing(2, 0, 1),
    },
    list: { margin: 0, padding: 0 },
  }),
  { name: 'AiCreditsRequests' },
);

/** Requests for more credits: what waits for the reader, what the reader asked for, and what became of it. */
export function RequestsDrawer(props: {
  /** Shown first, where it is the id of a request. */
  chosen: string;
  mayDecide: boolean;
  timeZone: string;
  onClose: () => void;
}) {
  const classes = useStyles();
  const { t } = useText();
  const { inbox, all } = useCreditRequests(true);
  const waiting = inbox.data?.requests.filter(({ mayDecide }) => mayDecide);
  const inInbox = new Set(waiting?.map(({ id }) => id));
  const rest = all.data?.requests.filter(({ id }) => !inInbox.has(id));
  const failed = [inbox, all].find(
    answer => answer.isError && answer.data === undefined,
  );

  const list = (requests: CreditRequest[], none: string) =>
    requests.length === 0 ? (
      <Typography variant="body2" color="textSecondary">
        {none}
      </Typography>
    ) : (
      <ul className={classes.list}>
        {[...requests]
          .sort(
            (a, b) =>
              Number(b.id === props.chosen) - Number(a.id === props.chosen),
          )
          .map(request => (
            <RequestCard
              key={request.id}
              request={request}
              timeZone={props.timeZone}
              chosen={request.id === props.chosen}
            />
          ))}
      </ul>
    );

  return (
    <SideDrawer title={t('budgets.requestsTitle')} open onClose={props.onClose}>
      {failed && (
        <ErrorState
          error={failed.error}
          title={t('budgets.requestsFailed')}
          onRetry={() => {
            inbox.refetch();
            all.refetch();
          }}
        />
      )}
      {!failed && (!waiting || !rest) && (
        <Skeleton variant="rect" height={160} />
      )}
      {waiting && rest && (
        <>
          {(props.mayDecide || waiting.length > 0) && (
            <>
              <Typography component="h3" className={classes.title}>
                {t('budgets.inbox')}
              </Typography>
              {list(waiting, t('budgets.inboxNone'))}
            </>
          )}
          <Typography component="h3" className={classes.title}>
            {t('budgets.rest')}
          </Typography>
          {list(rest, t('budgets.restNone'))}
        </>
      )}
    </SideDrawer>
  );
}
