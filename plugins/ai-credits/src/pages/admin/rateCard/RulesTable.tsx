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
import TextField from '@material-ui/core/TextField';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { RiAddLine, RiPencilLine } from '@remixicon/react';
import { ReactNode, useId, useState } from 'react';
import { VisuallyHidden } from '../../../charts/VisuallyHidden';
import { DataColumn, DataTable } from '../../../components/DataTable';
import { Panel } from '../../../components/Panel';
import { useAdminText } from '../../../translations/admin';

/** A rule and where it stands in the draft. */
export interface Placed<Rule> {
  rule: Rule;
  index: number;
}

const useStyles = makeStyles(
  theme => ({
    search: { marginBottom: theme.spacing(1) },
    muted: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: theme.typography.caption.fontSize,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'AiCreditsRulesTable' },
);

/** The rules of a draft in a table: found by name, changed in the table or one by one. */
export function RulesTable<Rule>(props: {
  title: string;
  hint: ReactNode;
  rules: Rule[];
  /** What a search looks in; the first is shown, the second under it. */
  names: (rule: Rule) => string[];
  columns: DataColumn<Placed<Rule>>[];
  /** The columns that stay on a small screen. */
  narrow: string[];
  addLabel?: string;
  onAdd?: () => void;
  onEdit: (index: number) => void;
  empty?: string;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const searchId = useId();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const [search, setSearch] = useState('');
  const { names } = props;
  const wanted = search.trim().toLocaleLowerCase();
  const rows = props.rules
    .map((rule, index) => ({ rule, index }))
    .filter(
      ({ rule }) =>
        !wanted ||
        names(rule).some(name => name.toLocaleLowerCase().includes(wanted)),
    );
  const columns: DataColumn<Placed<Rule>>[] = [
    {
      id: 'name',
      title: t('rateCard.rule'),
      render: ({ rule }) => {
        const [first, second] = names(rule);
        return (
          <>
            {first || '–'}
            {second && <span className={classes.muted}>{second}</span>}
          </>
        );
      },
    },
    ...props.columns.filter(({ id }) => !narrow || props.narrow.includes(id)),
    {
      id: 'edit',
      title: <VisuallyHidden>{t('rateCard.edit')}</VisuallyHidden>,
      numeric: true,
      render: ({ rule, index }) => (
        <Tooltip title={t('rateCard.edit')}>
          <IconButton
            size="small"
            aria-label={t('rateCard.editAction', { name: names(rule)[0] })}
            onClick={() => props.onEdit(index)}
          >
            <RiPencilLine size={18} />
          </IconButton>
        </Tooltip>
      ),
    },
  ];
  return (
    <Panel
      title={props.title}
      hint={props.hint}
      actions={
        props.onAdd && (
          <Button
            size="small"
            color="primary"
            variant="outlined"
            startIcon={<RiAddLine size={18} />}
            onClick={props.onAdd}
          >
            {props.addLabel}
          </Button>
        )
      }
    >
      {props.rules.length === 0 && props.empty ? (
        <Typography variant="body2" color="textSecondary">
          {props.empty}
        </Typography>
      ) : (
        <>
          <TextField
            id={searchId}
            className={classes.search}
            label={t('rateCard.search')}
            value={search}
            onChange={event => setSearch(event.target.value)}
            type="search"
            margin="dense"
          />
          {rows.length ? (
            <DataTable
              label={props.title}
              columns={columns}
              rows={rows}
              rowKey={({ index }) => String(index)}
              maxHeight={640}
            />
          ) : (
            <Typography variant="body2" color="textSecondary">
              {t('rateCard.noMatch')}
            </Typography>
          )}
        </>
      )}
    </Panel>
  );
}
