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
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { errorApiRef, useApi } from '@backstage/core-plugin-api';
import { RiMore2Fill } from '@remixicon/react';
import { ReactNode, Suspense, useRef, useState } from 'react';
import { ErrorState } from '../components/ErrorState';
import { Panel } from '../components/Panel';
import { saveFile, stampedName } from '../data/download';
import { useText } from '../translations';
import { ChartTableView } from './ChartTableView';
import { chartToPng } from './exportPng';
import { Legend, LegendItem } from './Legend';
import { ChartTable, toCsv, toJson } from './table';
import { VisuallyHidden } from './VisuallyHidden';

const useStyles = makeStyles(
  theme => ({
    body: { position: 'relative' },
    table: { overflow: 'auto' },
    middle: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      border: `1px dashed ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
    },
    notice: { marginTop: theme.spacing(1) },
  }),
  { name: 'AiCreditsChartFrame' },
);

/** What a chart frame is given. */
export interface ChartFrameProps {
  /** A question or a fact. */
  title: string;
  /** Unit, range and time zone. */
  hint: string;
  /** Pixels of the drawing; the frame keeps them in every state. */
  height: number;
  status: 'loading' | 'error' | 'empty' | 'ready';
  error?: unknown;
  onRetry?: () => void;
  table: ChartTable;
  /** Without extension, such as `credits-by-product`. */
  fileName: string;
  timeZone: string;
  legend?: LegendItem[];
  onToggle?: (id: string) => void;
  /** Beside the menu, such as a choice of how it is drawn. */
  controls?: ReactNode;
  /** A line below, such as that something is left out. */
  notice?: string;
  /** Drawn once the answer is there; may suspend. */
  children: () => ReactNode;
}

/**
 * Frames a chart: title, unit, legend, a table of the same figures, files to
 * take away, and the states a chart can be in.
 */
export function ChartFrame(props: ChartFrameProps) {
  const { title, height, status, table } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useText();
  const errorApi = useApi(errorApiRef);
  const container = useRef<HTMLDivElement>(null);
  const [anchor, setAnchor] = useState<HTMLElement>();
  const [asTable, setAsTable] = useState(false);
  const ready = status === 'ready';

  const fileName = (extension: string) =>
    stampedName(props.fileName, extension, Date.now(), props.timeZone);

  const saveCsv = () => {
    setAnchor(undefined);
    saveFile(
      fileName('csv'),
      // The mark tells spreadsheets that the text is UTF-8.
      new Blob(['\ufeff', toCsv(table)], { type: 'text/csv;charset=utf-8' }),
    );
  };

  const saveJson = () => {
    setAnchor(undefined);
    const { hint, timeZone } = props;
    saveFile(
      fileName('json'),
      new Blob([toJson(table, { title, hint, timeZone })], {
        type: 'application/json',
      }),
    );
  };

  const savePng = async () => {
    setAnchor(undefined);
    if (!container.current) {
      return;
    }
    try {
      const picture = await chartToPng(
        container.current,
        {
          title,
          subtitle: props.hint,
          legend: (props.legend ?? [])
            .filter(item => !item.hidden)
            .map(item => ({ name: item.label, colour: item.colour })),
        },
        {
          background: theme.palette.background.paper,
          foreground: theme.palette.text.primary,
          muted: theme.palette.text.secondary,
          fontFamily: theme.typography.fontFamily ?? 'sans-serif',
        },
      );
      saveFile(fileName('png'), picture);
    } catch (error) {
      errorApi.post(error as Error);
    }
  };

  return (
    <Panel
      title={title}
      hint={props.hint}
      actions={
        <>
          {props.controls}
          <IconButton
            size="small"
            aria-label={t('chart.menu', { title })}
            aria-haspopup="menu"
            disabled={!ready}
            onClick={event => setAnchor(event.currentTarget)}
          >
            <RiMore2Fill size={20} />
          </IconButton>
          <Menu
            anchorEl={anchor}
            open={Boolean(anchor)}
            onClose={() => setAnchor(undefined)}
          >
            <MenuItem
              onClick={() => {
                setAnchor(undefined);
                setAsTable(!asTable);
              }}
            >
              {asTable ? t('chart.showChart') : t('chart.showTable')}
            </MenuItem>
            <MenuItem onClick={saveCsv}>{t('chart.csv')}</MenuItem>
            <MenuItem onClick={saveJson}>{t('chart.json')}</MenuItem>
            <MenuItem onClick={savePng} disabled={asTable}>
              {t('chart.png')}
            </MenuItem>
          </Menu>
        </>
      }
    >
      <div className={classes.body} ref={container}>
        {status === 'loading' && (
          <Skeleton variant="rect" height={height} width="100%" />
        )}
        {status === 'error' && (
          <div style={{ minHeight: height }}>
            <ErrorState error={props.error} onRetry={props.onRetry} />
          </div>
        )}
        {status === 'empty' && (
          <div className={classes.middle} style={{ height }}>
            <Typography color="textSecondary">{t('chart.empty')}</Typography>
          </div>
        )}
        {ready && asTable && (
          <div className={classes.table} style={{ height }}>
            <ChartTableView table={table} title={title} />
          </div>
        )}
        {ready && !asTable && (
          <>
            <div style={{ minHeight: height }}>
              <Suspense
                fallback={
                  <Skeleton variant="rect" height={height} width="100%" />
                }
              >
                {props.children()}
              </Suspense>
            </div>
            <VisuallyHidden>
              <ChartTableView table={table} title={title} />
            </VisuallyHidden>
          </>
        )}
      </div>
      {ready && props.legend && props.onToggle && (
        <Legend items={props.legend} onToggle={props.onToggle} />
      )}
      {ready && props.notice && (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.notice}
        >
          {props.notice}
        </Typography>
      )}
    </Panel>
  );
}
