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

import Checkbox from '@material-ui/core/Checkbox';
import IconButton from '@material-ui/core/IconButton';
import OutlinedInput from '@material-ui/core/OutlinedInput';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  RiArrowDownSLine,
  RiArrowRightSLine,
  RiCloseLine,
  RiPencilLine,
} from '@remixicon/react';
import { BudgetNode } from 'backstage-plugin-ai-credits-common';
import { RefObject, useEffect, useRef } from 'react';
import { Amount } from '../../../components/Amount';
import { useText } from '../../../translations';
import { useAdminText } from '../../../translations/admin';
import { nodeKey } from '../../budgets/figures';
import { AllocationForm } from './AllocationForm';
import type { ListedNode } from './AllocationTable';
import {
  Field,
  isStale,
  raisedFields,
  rebased,
  Settings,
  settingsOf,
  storedOf,
  withEdit,
  wrongFields,
} from './edits';
import { RowNotes } from './RowNotes';
import { AllocationsData } from './useAllocations';
import { LabelOf, useWords } from './useWords';

const useStyles = makeStyles(
  theme => ({
    cell: { padding: theme.spacing(0.5, 1), wordBreak: 'normal' },
    joined: { borderBottom: 'none' },
    // Grey is too faint on grey.
    edited: {
      '&&&&': { backgroundColor: theme.palette.action.hover },
      '&& $grey, && .MuiTypography-colorTextSecondary': {
        color: theme.palette.text.primary,
      },
    },
    selected: {
      '&&&&': { backgroundColor: theme.palette.action.selected },
      '&& $grey, && .MuiTypography-colorTextSecondary': {
        color: theme.palette.text.primary,
      },
    },
    name: {
      display: 'flex',
      alignItems: 'center',
      minWidth: 0,
      overflowWrap: 'anywhere',
      fontWeight: 500,
    },
    toggle: { width: theme.spacing(4), flexShrink: 0 },
    input: {
      width: 140,
      backgroundColor: theme.palette.background.paper,
      '& input': {
        textAlign: 'right',
        fontVariantNumeric: 'tabular-nums',
        padding: theme.spacing(0.875, 1),
      },
    },
    grey: { color: theme.palette.text.secondary },
    actions: { width: theme.spacing(5), textAlign: 'right' },
    item: {
      ...theme.typography.body2,
      padding: theme.spacing(1, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    line: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    words: { flex: 1, minWidth: 0 },
    amount: {
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
      fontWeight: 500,
    },
  }),
  { name: 'AiCreditsAllocationRow' },
);

/** A scope, what it is allocated, and a form for all that the allocation says. */
export function AllocationRow(props: {
  data: AllocationsData;
  listed: ListedNode;
  labelOf: LabelOf;
  narrow: boolean;
  selected: boolean;
  onSelect: (on: boolean) => void;
  /** Whether its form is shown. */
  opened: boolean;
  onOpen: () => void;
  onToggle?: (node: BudgetNode, open: boolean) => void;
  onDelete: () => void;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const { t: tCommon } = useText();
  const words = useWords();
  const { data, listed, narrow, opened, selected } = props;
  const { node } = listed;
  const key = nodeKey(node);
  const name = props.labelOf(node.kind, node.ref);
  const stored = storedOf(node);
  const edit = data.edits.get(key);
  const settings = settingsOf(stored, edit);
  const stale =
    !data.save.isPending && isStale(edit, stored) ? edit : undefined;
  const place = useRef<HTMLElement>(null);
  const waits = stale !== undefined;
  useEffect(() => {
    // What has to be chosen before anything is saved comes into sight.
    if (waits) {
      place.current?.scrollIntoView?.({ block: 'center' });
    }
  }, [waits]);
  const period = words.period(data.period);
  const isNew = stored.version === 0;
  const written = settings.credits.trim() !== '';
  const wrong = edit !== undefined && wrongFields(settings).includes('credits');

  const raised =
    node.lowerOnly === true && raisedFields(stored, settings).length > 0;
  const ownLimit = t('allocations.ownLimit');

  const change = (to: Partial<Settings>, field: Field) =>
    data.edit(before => {
      const next = withEdit(before, key, stored, to);
      const { credits } = next.get(key)?.to ?? {};
      // A limit that was never there is not wanted once its number is taken back.
      return isNew && credits === undefined ? without(next, key) : next;
    }, `${key} ${field}`);

  const above =
    (edit || opened) && written
      ? words.above(node, settings.credits, data.sums, props.labelOf)
      : undefined;
  const below = words.below(node, data.sums);
  const belowOver = below?.over === true;
  // Of what is listed under one title, the kind tells a service from a project of its name.
  const kind =
    node.kind === 'department' || node.kind === 'team' || node.kind === 'user'
      ? undefined
      : t(`allocations.${node.kind}`);
  let problem = data.problems.get(key);
  if (wrong) {
    problem = t('allocations.creditsError');
  } else if (raised) {
    problem = ownLimit;
  }
  const notes = (
    <RowNotes
      name={name}
      stored={stored}
      stale={stale}
      problem={problem}
      hints={[
        above,
        belowOver || (narrow && opened) ? below : undefined,
        opened ? asHint(words.now(node, period)) : undefined,
        opened && node.lowerOnly && !raised ? asHint(ownLimit) : undefined,
      ]}
      onTheirs={() => data.edit(before => without(before, key))}
      onYours={() => data.edit(before => rebased(before, key, stored))}
    />
  );
  const form = (
    <AllocationForm
      name={name}
      period={period}
      settings={settings}
      isNew={isNew}
      lowerOnly={node.lowerOnly && stored}
      withoutCredits={!narrow}
      onChange={change}
      onDelete={isNew ? undefined : props.onDelete}
    />
  );
  const toggle = listed.open !== undefined && (
    <IconButton
      size="small"
      aria-expanded={listed.open}
      aria-label={tCommon(listed.open ? 'budgets.collapse' : 'budgets.expand', {
        name,
      })}
      onClick={() => props.onToggle?.(node, !listed.open)}
    >
      {listed.open ? (
        <RiArrowDownSLine size={18} />
      ) : (
        <RiArrowRightSLine size={18} />
      )}
    </IconButton>
  );
  const box = node.mayEdit && (
    <Checkbox
      size="small"
      color="primary"
      checked={selected}
      inputProps={{ 'aria-label': t('allocations.select', { name }) }}
      onChange={(_, on) => props.onSelect(on)}
    />
  );
  const opener = node.mayEdit && (
    <IconButton
      size="small"
      aria-expanded={opened}
      aria-label={t(opened ? 'allocations.close' : 'allocations.open', {
        name,
      })}
      onClick={props.onOpen}
    >
      {opened ? <RiCloseLine size={18} /> : <RiPencilLine size={18} />}
    </IconButton>
  );
  const was =
    edit?.to.credits !== undefined && !isNew
      ? t('allocations.before', { before: words.amount(stored.credits) })
      : undefined;
  const hasNotes = Boolean(
    above || stale || problem !== undefined || belowOver,
  );

  if (narrow) {
    return (
      <li ref={place as RefObject<HTMLLIElement>} className={classes.item}>
        <div className={classes.line}>
          <div
            className={classes.words}
            style={{ paddingLeft: listed.depth * 8 }}
          >
            <div className={classes.name}>
              {toggle}
              <span>
                {name}
                {kind && <span className={classes.grey}> · {kind}</span>}
              </span>
            </div>
            <Typography variant="body2" color="textSecondary">
              {t('allocations.usedAmount', { used: words.amount(node.used) })}
            </Typography>
          </div>
          <div className={classes.amount}>
            {written
              ? words.amount(settings.credits)
              : t('allocations.noLimit')}
            {was && (
              <Typography variant="body2" color="textSecondary">
                {was}
              </Typography>
            )}
          </div>
          {opener}
        </div>
        {opened && form}
        {(opened || hasNotes) && notes}
      </li>
    );
  }
  const joined = hasNotes || opened ? classes.joined : '';
  const editedTint = edit && classes.edited;
  const tint = selected ? classes.selected : editedTint;
  const cell = `${classes.cell} ${joined}`;
  return (
    <>
      <TableRow
        ref={place as RefObject<HTMLTableRowElement>}
        aria-selected={selected}
        className={tint}
      >
        <TableCell className={joined} padding="checkbox">
          {box}
        </TableCell>
        <TableCell className={cell}>
          <div
            className={classes.name}
            style={{ paddingLeft: listed.depth * 20 }}
          >
            {props.onToggle && <span className={classes.toggle}>{toggle}</span>}
            <span>
              {name}
              {kind && <span className={classes.grey}> · {kind}</span>}
              {below && !belowOver && (
                <Typography variant="body2" color="textSecondary">
                  {below.text}
                </Typography>
              )}
            </span>
          </div>
        </TableCell>
        <TableCell className={cell} align="right">
          <Amount value={node.used} />
        </TableCell>
        <TableCell className={cell} align="right">
          {node.mayEdit ? (
            <OutlinedInput
              className={classes.input}
              value={settings.credits}
              placeholder={t('allocations.noLimit')}
              error={wrong || raised}
              inputProps={{
                inputMode: 'decimal',
                'aria-label': t('allocations.creditsOf', { name }),
              }}
              onChange={event =>
                change({ credits: event.target.value }, 'credits')
              }
            />
          ) : (
            (written && <Amount value={settings.credits} />) || (
              <span className={classes.grey}>{t('allocations.noLimit')}</span>
            )
          )}
          {was && (
            <Typography variant="body2" color="textSecondary">
              {was}
            </Typography>
          )}
        </TableCell>
        <TableCell className={`${cell} ${classes.grey}`}>
          {written && words.summary(settings, isNew)}
        </TableCell>
        <TableCell className={`${cell} ${classes.actions}`}>{opener}</TableCell>
      </TableRow>
      {(opened || hasNotes) && (
        <TableRow className={tint}>
          <TableCell />
          <TableCell className={classes.cell} colSpan={5}>
            <div style={{ paddingLeft: listed.depth * 20 + 32 }}>
              {opened && form}
              {notes}
            </div>
          </TableCell>
        </TableRow>
      )}
    </>
  );
}

function asHint(text: string | undefined) {
  return text === undefined ? undefined : { text };
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): Map<K, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
