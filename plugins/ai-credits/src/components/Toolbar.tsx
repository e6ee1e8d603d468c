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

import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { errorApiRef, useApi } from '@backstage/core-plugin-api';
import { RiImageLine, RiPrinterLine, RiRefreshLine } from '@remixicon/react';
import { useRef, useState } from 'react';
import { stampedName } from '../data/download';
import { savePicture } from '../data/picture';
import { printPage } from '../data/print';
import { useLasting } from '../data/useLasting';
import { useText } from '../translations';
import type { HelpContent, HelpTopicName } from './help';
import { HelpButton } from './HelpButton';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'center',
      flexShrink: 0,
      minHeight: theme.spacing(4),
    },
    time: {
      marginRight: theme.spacing(1),
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'AiCreditsToolbar' },
);

/** Reading takes longer than anybody expects, in ms. */
export const SLOW_MS = 5_000;

/**
 * When the figures were read, a way to read them now, and what they mean. It
 * says so when reading takes long.
 */
export function Toolbar(props: {
  updatedAt: number | undefined;
  timeZone: string;
  refreshing: boolean;
  onRefresh: () => void;
  /** The tab whose figures the help explains, or what it says. */
  help: HelpTopicName | HelpContent;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const root = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState(false);
  const late = useLasting(props.refreshing, SLOW_MS);
  const errorApi = useApi(errorApiRef);
  const { palette } = useTheme();
  const { help: about, updatedAt, timeZone } = props;
  const name = typeof about === 'string' ? about : about.name;

  const draw = async () => {
    // The page as it stands below the portal's header.
    const page = root.current?.closest('main');
    if (!page) {
      return;
    }
    setDrawing(true);
    try {
      await savePicture(
        page,
        stampedName(`ai_credits_${name}`, 'png', Date.now(), timeZone),
        palette.background.default,
      );
    } catch (error) {
      errorApi.post(error as Error);
    } finally {
      setDrawing(false);
    }
  };

  return (
    <div className={classes.root} ref={root}>
      <span role="status">
        {late && (
          <Typography
            variant="body2"
            color="textSecondary"
            component="span"
            className={classes.time}
          >
            {t('common.slow')}
          </Typography>
        )}
      </span>
      {updatedAt !== undefined && (
        <Tooltip
          title={t('common.lastUpdatedTitle', {
            dateTime: formats.dateTime(updatedAt, timeZone),
            timeZone,
          })}
        >
          <Typography variant="body2" className={classes.time}>
            {t('common.lastUpdated', {
              time: formats.time(updatedAt, timeZone),
            })}
          </Typography>
        </Tooltip>
      )}
      <Tooltip title={t('common.picture')}>
        <span data-picture="no">
          <IconButton
            size="small"
            aria-label={t('common.picture')}
            disabled={drawing || updatedAt === undefined}
            onClick={draw}
          >
            <RiImageLine size={20} />
          </IconButton>
        </span>
      </Tooltip>
      <Tooltip title={t('common.print')}>
        <span data-picture="no">
          <IconButton
            size="small"
            aria-label={t('common.print')}
            disabled={updatedAt === undefined}
            onClick={() =>
              printPage(
                stampedName(`ai_credits_${name}`, 'pdf', Date.now(), timeZone),
              )
            }
          >
            <RiPrinterLine size={20} />
          </IconButton>
        </span>
      </Tooltip>
      <Tooltip title={t('common.refresh')}>
        {/* The span takes the pointer while the button is disabled. */}
        <span data-picture="no">
          <IconButton
            size="small"
            aria-label={t('common.refresh')}
            disabled={props.refreshing}
            onClick={props.onRefresh}
          >
            <RiRefreshLine size={20} />
          </IconButton>
        </span>
      </Tooltip>
      <HelpButton help={about} timeZone={timeZone} />
    </div>
  );
}
