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

import { discoveryApiRef, useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useQuery } from '@tanstack/react-query';
import { ReactNode, useState } from 'react';
import { useText } from '../translations';
import { EventParties, firstEventCommand } from './firstEvent';
import { Panel } from './Panel';

const useStyles = makeStyles(
  theme => ({
    code: {
      margin: theme.spacing(1.5, 0),
      padding: theme.spacing(1.5),
      overflowX: 'auto',
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.default,
      border: `1px solid ${theme.palette.divider}`,
      fontFamily: 'monospace',
      fontSize: '0.8125rem',
      lineHeight: 1.6,
      minHeight: theme.spacing(31),
    },
  }),
  { name: 'AiCreditsEmptyState' },
);

/** What will stand here, and a command that brings it about. */
export function EmptyState(props: {
  /** Instead of that there is no usage at all. */
  title?: string;
  description?: ReactNode;
  /** What the command names, so that its event shows here. */
  about?: EventParties;
}) {
  const classes = useStyles();
  const { t } = useText();
  const discoveryApi = useApi(discoveryApiRef);
  const [copied, setCopied] = useState(false);
  const [eventId] = useState(() => `first-${Date.now().toString(36)}`);
  const { data: baseUrl } = useQuery({
    queryKey: ['base-url'],
    queryFn: () => discoveryApi.getBaseUrl('ai-credits'),
    staleTime: Infinity,
    refetchInterval: false,
  });
  const command = baseUrl
    ? firstEventCommand(baseUrl, eventId, props.about)
    : '';

  const copy = async () => {
    await navigator.clipboard.writeText(command);
    setCopied(true);
  };

  return (
    <Panel title={props.title ?? t('empty.title')}>
      <Typography component="div">
        {props.description ?? t('empty.description')}
      </Typography>
      {/* Focusable, since long lines scroll sideways. */}
      <pre
        className={classes.code}
        tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex
        aria-label={t('empty.command')}
      >
        {command}
      </pre>
      <div>
        <Button
          variant="outlined"
          color="primary"
          onClick={copy}
          disabled={!command}
          startIcon={
            copied ? <RiCheckLine size={18} /> : <RiFileCopyLine size={18} />
          }
        >
          {copied ? t('common.copied') : t('common.copy')}
        </Button>
      </div>
      <Typography
        variant="body2"
        color="textSecondary"
        style={{ marginTop: 8 }}
      >
        {t('empty.tokenHint')}
      </Typography>
    </Panel>
  );
}
