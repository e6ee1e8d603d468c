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

import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableFooter from '@material-ui/core/TableFooter';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import Typography from '@material-ui/core/Typography';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  RiArrowLeftSLine,
  RiArrowRightSLine,
  RiDownloadLine,
} from '@remixicon/react';
import { Fragment } from 'react';
import { toCsv } from '../../charts/table';
import { VisuallyHidden } from '../../charts/VisuallyHidden';
import { Panel } from '../../components/Panel';
import { saveFile, stampedName } from '../../data/download';
import { useText } from '../../translations';
import { SortKey } from './breakdown';
import { LineRow, SumRow } from './BreakdownRows';
import { spanText } from './Headline';
import { useBreakdownTable } from './useBreakdownTable';
import { ShownUsage } from './useUsage';

const useStyles = makeStyles(
  theme => ({
    table: { fontVariantNumeric: 'tabular-nums' },
    head: {
      padding: theme.spacing(1),
      color: theme.palette.text.secondary,
      verticalAlign: 'baseline',
      // The portal's theme breaks words wherever there is no room.
      wordBreak: 'normal',
      overflowWrap: 'normal',
      borderBottomColor: theme.palette.divider,
    },
    footer: {
      '& th, & td': {
        ...theme.typography.body2,
        fontWeight: 700,
        color: theme.palette.text.primary,
      },
    },
    paging: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1),
      fontVariantNumeric: 'tabular-nums',
    },
    notice: { marginTop: theme.spacing(1) },
  }),
  { name: 'AiCreditsBreakdownTable' },
);

/** Who or what used how much: every value of the dimension, with shares and trend. */
export function BreakdownTable(props: {
  shown: ShownUsage | undefined;
  /** Whose usage is counted, if not everybody's. */
  scope?: string;
  timeZone: string;
  onOpen: (value: string) => void;
}) {
  const { shown, timeZone } = props;
  const classes = useStyles();
  const { t, formats } = useText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const view = useBreakdownTable(shown);
  const { dimension, sorting, paging } = view;
  const columns = narrow
    ? view.columns.filter(column => column.id === 'credits')
    : view.columns;

  const name = t(`dimension.${dimension}`);
  const title = t('usage.table', {
    dimension: name.toLocaleLowerCase(formats.locale),
  });
  const range = shown?.question.range;
  const hint =
    range &&
    t(range.running ? 'usage.tableHintRunning' : 'usage.tableHint', {
      span: spanText(formats, range),
    });

  const save = () =>
    saveFile(
      stampedName(`credits_by_${dimension}`, 'csv', Date.now(), timeZone),
      // The mark tells spreadsheets that the text is UTF-8.
      new Blob(['\ufeff', toCsv(view.csv())], {
        type: 'text/csv;charset=utf-8',
      }),
    );

  const header = (text: string, key: SortKey | undefined) =>
    key ? (
      <TableSortLabel
        active={sorting.by === key}
        direction={sorting.by === key ? sorting.direction : 'desc'}
        onClick={() => view.sortBy(key)}
      >
        {text}
      </TableSortLabel>
    ) : (
      text
    );
  const sortDirection = (key: SortKey | undefined) =>
    key && sorting.by === key ? sorting.direction : false;

  const body = () => {
    if (!shown) {
      return <Skeleton variant="rect" height={400} />;
    }
    if (!shown.breakdown.lines.length) {
      return (
        <Typography color="textSecondary">{t('usage.noneHint')}</Typography>
      );
    }
    return (
      <TableContainer>
        <Table size="small" aria-label={title} className={classes.table}>
          <TableHead>
            <TableRow>
              <TableCell
                className={classes.head}
                sortDirection={sortDirection('name')}
              >
                {header(name, 'name')}
              </TableCell>
              {columns.map(column => (
                <TableCell
                  key={column.id}
                  align={column.numeric ? 'right' : 'left'}
                  className={classes.head}
                  sortDirection={sortDirection(column.sort)}
                >
                  {header(column.title, column.sort)}
                </TableCell>
              ))}
              <TableCell className={classes.head}>
                <VisuallyHidden>{t('usage.details')}</VisuallyHidden>
              </TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {view.groups.map(group => (
              <Fragment key={group.name ?? 'all'}>
                {group.family && (
                  <SumRow
                    name={group.name || t('usage.otherModels')}
                    figures={group.family}
                    columns={columns}
                  />
                )}
                {group.lines.map(line => (
                  <LineRow
                    key={line.value}
                    line={line}
                    label={view.labelOf(line)}
                    dimension={dimension}
                    columns={columns}
                    member={group.family !== undefined}
                    onOpen={props.onOpen}
                  />
                ))}
              </Fragment>
            ))}
          </TableBody>
          <TableFooter className={classes.footer}>
            <SumRow
              name={t('common.total')}
              figures={shown.breakdown.total}
              columns={columns}
            />
          </TableFooter>
        </Table>
      </TableContainer>
    );
  };

  return (
    <Panel
      title={title}
      hint={[hint, props.scope].filter(Boolean).join(' · ')}
      actions={
        <Button
          startIcon={<RiDownloadLine size={18} />}
          disabled={!shown?.breakdown.lines.length}
          onClick={save}
        >
          {t('usage.download')}
        </Button>
      }
    >
      {body()}
      {paging.pages > 1 && (
        <div className={classes.paging}>
          <Typography variant="body2">
            {t('usage.paging', {
              first: formats.count(paging.first),
              last: formats.count(paging.last),
              total: formats.count(paging.count),
            })}
          </Typography>
          <IconButton
            size="small"
            aria-label={t('usage.previous')}
            disabled={paging.page === 0}
            onClick={() => view.goTo(paging.page - 1)}
          >
            <RiArrowLeftSLine size={20} />
          </IconButton>
          <IconButton
            size="small"
            aria-label={t('usage.next')}
            disabled={paging.page + 1 >= paging.pages}
            onClick={() => view.goTo(paging.page + 1)}
          >
            <RiArrowRightSLine size={20} />
          </IconButton>
        </div>
      )}
      {shown?.breakdown.truncated && (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.notice}
        >
          {t('usage.truncated', {
            number: formats.count(shown.breakdown.lines.length),
          })}
        </Typography>
      )}
    </Panel>
  );
}
