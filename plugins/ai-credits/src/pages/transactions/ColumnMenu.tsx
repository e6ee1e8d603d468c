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
import Checkbox from '@material-ui/core/Checkbox';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { RiLayoutColumnLine } from '@remixicon/react';
import { useState } from 'react';
import { useText } from '../../translations';
import { LogColumn } from './columns';

/** Chooses which columns the log shows; at least one stays. */
export function ColumnMenu(props: {
  columns: LogColumn[];
  shown: string[];
  onChange: (shown: string[]) => void;
}) {
  const { t } = useText();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const { shown } = props;
  const toggle = (id: string) => {
    const next = shown.includes(id)
      ? shown.filter(other => other !== id)
      : [...shown, id];
    if (next.length) {
      props.onChange(next);
    }
  };
  return (
    <>
      <Button
        aria-haspopup="menu"
        startIcon={<RiLayoutColumnLine size={18} />}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {t('log.columns')}
      </Button>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(undefined)}
      >
        {props.columns.map(column => (
          <MenuItem
            key={column.id}
            dense
            role="menuitemcheckbox"
            aria-checked={shown.includes(column.id)}
            onClick={() => toggle(column.id)}
          >
            <Checkbox
              edge="start"
              size="small"
              color="primary"
              checked={shown.includes(column.id)}
              tabIndex={-1}
              inputProps={{ 'aria-hidden': true }}
            />
            {column.title}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
